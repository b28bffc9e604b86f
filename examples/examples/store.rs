//! Typed values in a key-value store, `redb`, that stay readable when their type changes.
//!
//! ```text
//! cargo run --example store
//! ```
//!
//! Each value is a bare one behind an id of one byte. The schemas are in the store too, once, as a
//! `Schemas`. `year_1` and `year_2` stand for two releases of a program; the second one reads what
//! the first has written, beside its own, and rewrites nothing for that.

#![allow(unreachable_pub, reason = "the modules stand for programs of their own")]

use std::error::Error;
use std::path::Path;
use std::{env, fs, process};

use persist_core::{Decode, Encode, Schemas};
use redb::{Database, ReadableTable, ReadableTableMetadata, TableDefinition, WriteTransaction};

const USERS: TableDefinition<u64, &[u8]> = TableDefinition::new("users");
/// One entry: the registry of all types that values in the store ever had.
const SCHEMAS: TableDefinition<(), &[u8]> = TableDefinition::new("schemas");

mod year_1 {
    use persist_core::Persist;

    #[derive(Persist, Debug)]
    pub struct User {
        pub name: String,
        pub age: u8,
    }
}

mod year_2 {
    use persist_core::Persist;

    /// Ages are none of our business any more; roles and addresses are.
    #[derive(Persist, Debug)]
    #[persist(version = 2, removed("age"))]
    pub struct User {
        pub name: String,
        #[persist(since = 2, default)]
        pub email: Option<String>,
        #[persist(since = 2, default = Role::Reader)]
        pub role: Role,
    }

    #[derive(Persist, Debug)]
    pub enum Role {
        Reader,
        Editor,
    }
}

/// A store of values, with the registry of their types.
struct Store {
    database: Database,
    schemas: Schemas,
}

impl Store {
    fn open(path: &Path) -> Result<Self, Box<dyn Error>> {
        let database = Database::create(path)?;
        let write = database.begin_write()?;
        let schemas = match write.open_table(SCHEMAS)?.get(())? {
            Some(bytes) => persist_core::from_slice(bytes.value())?,
            None => Schemas::new(),
        };
        write.open_table(USERS)?;
        write.commit()?;
        Ok(Self { database, schemas })
    }

    /// Inserts users. If their type is new, the registry is written in the same transaction: there
    /// is never a value whose type the store does not know.
    fn insert<U: Encode>(&mut self, users: impl IntoIterator<Item = (u64, U)>) -> Result<(), Box<dyn Error>> {
        let write = self.database.begin_write()?;
        if self.schemas.register::<U>()? {
            println!("  a type that the store has not seen: {} schemas now", self.schemas.len());
            self.write_schemas(&write)?;
        }
        let mut table = write.open_table(USERS)?;
        for (id, user) in users {
            let bytes = self.schemas.encode(&user)?;
            println!("  {id}: {} bytes", bytes.len());
            table.insert(id, bytes.as_slice())?;
        }
        drop(table);
        Ok(write.commit()?)
    }

    fn write_schemas(&self, write: &WriteTransaction) -> Result<(), Box<dyn Error>> {
        let bytes = persist_core::to_vec(&self.schemas)?;
        write.open_table(SCHEMAS)?.insert((), bytes.as_slice())?;
        Ok(())
    }

    /// Hands every user to `each`, whatever it was saved as.
    fn each<U>(&self, mut each: impl FnMut(u64, U)) -> Result<(), Box<dyn Error>>
    where
        U: for<'de> Decode<'de>,
    {
        let table = self.database.begin_read()?.open_table(USERS)?;
        println!("  {} users", table.len()?);
        for entry in table.iter()? {
            let (id, bytes) = entry?;
            each(id.value(), self.schemas.decode(bytes.value())?);
        }
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join(format!("persist-store-{}", process::id()));
    fs::create_dir(&folder)?;
    let result = two_years(&folder.join("users.redb"));
    fs::remove_dir_all(&folder)?;
    result
}

fn two_years(path: &Path) -> Result<(), Box<dyn Error>> {
    println!("The first year:");
    let mut store = Store::open(path)?;
    let user = |name: &str, age| year_1::User { name: name.to_owned(), age };
    store.insert([(1, user("Ada", 36)), (2, user("Charles", 79))])?;
    store.each(|id, user: year_1::User| println!("  {id}: {user:?}"))?;
    drop(store);

    println!("The second, after a change of the type:");
    let mut store = Store::open(path)?;
    let email = Some("grace@example.org".to_owned());
    store.insert([(3, year_2::User { name: "Grace".to_owned(), email, role: year_2::Role::Editor })])?;
    store.each(|id, user: year_2::User| println!("  {id}: {user:?}"))
}
