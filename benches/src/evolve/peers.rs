//! The log rows before a text field was dropped and a number added, loaded by the program of today.
//!
//! Each library has the change written in its own way: Persist `removed` and `since`, savefile
//! `Removed<T>` and a range of versions, revision `end` and `start`, and Fory, in its compatible
//! mode, nothing, as it matches fields by name and fills what is missing with defaults.

use persist_core::{Effort, SaveOptions};

use super::{Timed, check, print_pairs};
use crate::Result;
use crate::measure::Pace;
use crate::sets::log::Log;
use crate::sets::{Logs, Set};

/// A library with the rows of two versions.
trait Evolving {
    const NAME: &'static str;
    type Today;

    /// The file of the earlier version.
    fn earlier(&self, logs: &[Log]) -> Result<Vec<u8>>;

    /// The file of today's.
    fn today(&self, logs: &[Log]) -> Result<Vec<u8>>;

    /// Loads either.
    fn load(&self, file: &[u8]) -> Result<Vec<Self::Today>>;

    /// What is to be checked of a row.
    fn shown(row: &Self::Today) -> (&str, u16, u64, u32);
}

/// Loads the rows of each library, of both versions.
pub(super) fn run(pace: Pace) -> Result<()> {
    let logs = Logs::generate(Logs::ROWS).logs;
    let fory = Fory::new()?;
    let mut pairs = Vec::new();
    enter(&Persist(Effort::Fast), "persist, fast", &logs, &mut pairs)?;
    enter(&Persist(Effort::Small), "persist, small", &logs, &mut pairs)?;
    enter(&Savefile, Savefile::NAME, &logs, &mut pairs)?;
    enter(&Revision, Revision::NAME, &logs, &mut pairs)?;
    enter(&fory, Fory::NAME, &logs, &mut pairs)?;
    print_pairs("log, 10,000 rows: a text dropped and a number added", pairs, pace);
    Ok(())
}

fn enter<'a, E: Evolving>(library: &'a E, name: &str, logs: &[Log], pairs: &mut Vec<[Timed<'a>; 2]>) -> Result<()> {
    let (earlier, today) = (library.earlier(logs)?, library.today(logs)?);
    for (file, port) in [(&earlier, false), (&today, true)] {
        let loaded = library.load(file)?;
        let right = loaded.len() == logs.len()
            && loaded.iter().zip(logs).all(|(row, log)| {
                E::shown(row) == (&*log.request, log.code, log.size, if port { port_of(log) } else { 0 })
            });
        check(right, name)?;
    }
    pairs.push([Timed::new(name, move || library.load(&earlier)), Timed::new(name, move || library.load(&today))]);
    Ok(())
}

/// The number that is added.
fn port_of(log: &Log) -> u32 {
    (log.size as u32).wrapping_mul(2_654_435_761) >> 16
}

/// Makes a library's row of a log's, field by field.
macro_rules! row {
    ($module:ident, $log:ident { $($field:ident $(: $value:expr)?),* }) => {
        $module::Row {
            address: $module::Address {
                x0: $log.address.x0,
                x1: $log.address.x1,
                x2: $log.address.x2,
                x3: $log.address.x3,
            },
            $($field: row!(@ $log $field $($value)?)),*
        }
    };
    (@ $log:ident $field:ident $value:expr) => { $value };
    (@ $log:ident $field:ident) => { $log.$field.clone() };
}

macro_rules! earlier {
    ($logs:ident, $module:ident) => {
        $logs.iter().map(|log| row!($module, log { identity, userid, date, request, code, size })).collect::<Vec<_>>()
    };
}

macro_rules! today {
    ($logs:ident, $module:ident $(, $field:ident: $value:expr)?) => {
        $logs
            .iter()
            .map(|log| row!($module, log { identity, date, request, code, size, port: port_of(log) $(, $field: $value)? }))
            .collect::<Vec<_>>()
    };
}

// ---- Persist ----

struct Persist(Effort);

mod persist_earlier {
    #[derive(persist_core::Persist)]
    pub(super) struct Address {
        pub(super) x0: u8,
        pub(super) x1: u8,
        pub(super) x2: u8,
        pub(super) x3: u8,
    }

    #[derive(persist_core::Persist)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) userid: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
    }
}

mod persist_today {
    pub(super) use super::persist_earlier::Address;

    #[derive(persist_core::Persist)]
    #[persist(version = 2, removed("userid"))]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
        #[persist(since = 2, default)]
        pub(super) port: u32,
    }
}

impl Evolving for Persist {
    const NAME: &'static str = "persist";
    type Today = persist_today::Row;

    fn earlier(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(SaveOptions::new().effort(self.0).to_vec(&earlier!(logs, persist_earlier))?)
    }

    fn today(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(SaveOptions::new().effort(self.0).to_vec(&today!(logs, persist_today))?)
    }

    fn load(&self, file: &[u8]) -> Result<Vec<persist_today::Row>> {
        Ok(persist_core::from_slice(file)?)
    }

    fn shown(row: &persist_today::Row) -> (&str, u16, u64, u32) {
        (&row.request, row.code, row.size, row.port)
    }
}

// ---- savefile ----

struct Savefile;

#[allow(missing_docs, reason = "the derive makes items of its own")]
mod savefile_earlier {
    use savefile_derive::Savefile;

    #[derive(Savefile)]
    pub(super) struct Address {
        pub(super) x0: u8,
        pub(super) x1: u8,
        pub(super) x2: u8,
        pub(super) x3: u8,
    }

    #[derive(Savefile)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) userid: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
    }
}

#[allow(missing_docs, reason = "the derive makes items of its own")]
mod savefile_today {
    pub(super) use super::savefile_earlier::Address;
    use savefile::prelude::Removed;
    use savefile_derive::Savefile;

    #[derive(Savefile)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        #[savefile_versions = "0..0"]
        pub(super) userid: Removed<String>,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
        #[savefile_versions = "1.."]
        pub(super) port: u32,
    }
}

impl Evolving for Savefile {
    const NAME: &'static str = "savefile";
    type Today = savefile_today::Row;

    fn earlier(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(savefile::save_to_mem(0, &earlier!(logs, savefile_earlier))?)
    }

    fn today(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(savefile::save_to_mem(1, &today!(logs, savefile_today, userid: savefile::prelude::Removed::new()))?)
    }

    fn load(&self, file: &[u8]) -> Result<Vec<savefile_today::Row>> {
        Ok(savefile::load_from_mem(file, 1)?)
    }

    fn shown(row: &savefile_today::Row) -> (&str, u16, u64, u32) {
        (&row.request, row.code, row.size, row.port)
    }
}

// ---- revision ----

struct Revision;

mod revision_earlier {
    #[revision::revisioned(revision = 1)]
    pub(super) struct Address {
        pub(super) x0: u8,
        pub(super) x1: u8,
        pub(super) x2: u8,
        pub(super) x3: u8,
    }

    #[revision::revisioned(revision = 1)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) userid: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
    }
}

mod revision_today {
    pub(super) use super::revision_earlier::Address;

    #[revision::revisioned(revision = 2)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        #[revision(end = 2, convert_fn = "drop_userid")]
        pub(super) userid: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
        #[revision(start = 2)]
        pub(super) port: u32,
    }

    impl Row {
        fn drop_userid(&mut self, _: u16, _: String) -> Result<(), revision::Error> {
            Ok(())
        }
    }
}

impl Evolving for Revision {
    const NAME: &'static str = "revision";
    type Today = revision_today::Row;

    fn earlier(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(revision::to_vec(&earlier!(logs, revision_earlier))?)
    }

    fn today(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(revision::to_vec(&today!(logs, revision_today))?)
    }

    fn load(&self, file: &[u8]) -> Result<Vec<revision_today::Row>> {
        Ok(revision::from_slice(file)?)
    }

    fn shown(row: &revision_today::Row) -> (&str, u16, u64, u32) {
        (&row.request, row.code, row.size, row.port)
    }
}

// ---- Fory ----

struct Fory {
    earlier: fory::Fory,
    today: fory::Fory,
}

mod fory_earlier {
    #[derive(fory::ForyStruct)]
    pub(super) struct Address {
        pub(super) x0: u8,
        pub(super) x1: u8,
        pub(super) x2: u8,
        pub(super) x3: u8,
    }

    #[derive(fory::ForyStruct)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) userid: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
    }
}

mod fory_today {
    pub(super) use super::fory_earlier::Address;

    #[derive(fory::ForyStruct)]
    pub(super) struct Row {
        pub(super) address: Address,
        pub(super) identity: String,
        pub(super) date: String,
        pub(super) request: String,
        pub(super) code: u16,
        pub(super) size: u64,
        pub(super) port: u32,
    }
}

impl Fory {
    fn new() -> Result<Self> {
        let mut earlier = fory::Fory::builder().xlang(false).compatible(true).build();
        earlier.register::<fory_earlier::Address>(1)?;
        earlier.register::<fory_earlier::Row>(2)?;
        let mut today = fory::Fory::builder().xlang(false).compatible(true).build();
        today.register::<fory_today::Address>(1)?;
        today.register::<fory_today::Row>(2)?;
        Ok(Fory { earlier, today })
    }
}

impl Evolving for Fory {
    const NAME: &'static str = "fory";
    type Today = fory_today::Row;

    fn earlier(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(self.earlier.serialize(&earlier!(logs, fory_earlier))?)
    }

    fn today(&self, logs: &[Log]) -> Result<Vec<u8>> {
        Ok(self.today.serialize(&today!(logs, fory_today))?)
    }

    fn load(&self, file: &[u8]) -> Result<Vec<fory_today::Row>> {
        Ok(self.today.deserialize(file)?)
    }

    fn shown(row: &fory_today::Row) -> (&str, u16, u64, u32) {
        (&row.request, row.code, row.size, row.port)
    }
}
