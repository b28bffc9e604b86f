//! Fields that change from version to version: added, renamed, retyped, split and dropped.
//!
//! ```text
//! cargo run --example evolve_fields
//! ```
//!
//! The modules `version_1` to `version_3` stand for three releases of a program, of which a real
//! one has only the last in its source. Each saves a file; the last one loads them all.
//! `docs/EVOLUTION.md` has a section for each of these changes, and for the others.

#![allow(unreachable_pub, reason = "the modules stand for programs of their own")]

use std::error::Error;

mod version_1 {
    use persist_core::Persist;

    #[derive(Persist)]
    pub struct Player {
        pub name: String,
        pub hp: u16,
        pub mana: u32,
        pub played: u64,
    }
}

mod version_2 {
    use persist_core::Persist;

    /// `hp` has a better name, `mana` is gone, and there are friends.
    #[derive(Persist)]
    #[persist(version = 2, removed("mana"))]
    pub struct Player {
        pub name: String,
        #[persist(alias = "hp")]
        pub health: u16,
        pub played: u64,
        #[persist(since = 2, default)]
        pub friends: Vec<String>,
    }
}

mod version_3 {
    use std::time::Duration;

    use persist_core::Persist;

    /// Names have two parts, health is a share of 1, and the time played a `Duration`.
    #[derive(Persist, Debug, PartialEq)]
    #[persist(version = 3, removed("mana", name: String), upgrade = Self::upgrade)]
    pub struct Player {
        #[persist(since = 3, default)]
        pub first_name: String,
        #[persist(since = 3, default)]
        pub last_name: String,
        #[persist(alias = "hp", was(u16, until = 2, with = share))]
        pub health: f32,
        #[persist(was(u64, until = 2, with = Duration::from_secs))]
        pub played: Duration,
        #[persist(since = 2, default)]
        pub friends: Vec<String>,
    }

    fn share(hp: u16) -> f32 {
        f32::from(hp) / 100.0
    }

    impl Player {
        /// Called with every player of an older version, when all fields have their values.
        fn upgrade(&mut self, _from: u32, removed: PlayerRemoved) {
            let name = removed.name.unwrap_or_default();
            let (first, last) = name.split_once(' ').unwrap_or((&name, ""));
            self.first_name = first.to_owned();
            self.last_name = last.to_owned();
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let name = || "Ada Lovelace".to_owned();
    let first = version_1::Player { name: name(), hp: 70, mana: 9, played: 3600 };
    let second = version_2::Player { name: name(), health: 70, played: 3600, friends: vec!["Charles".to_owned()] };
    let files = [persist_core::to_vec(&first)?, persist_core::to_vec(&second)?];

    for (file, version) in files.iter().zip(1..) {
        let player: version_3::Player = persist_core::from_slice(file)?;
        println!("A file of version {version}: {player:?}");
    }

    // A file of today is the same type, and nothing is asked of the declarations.
    let player: version_3::Player = persist_core::from_slice(&files[1])?;
    let today = persist_core::to_vec(&player)?;
    assert_eq!(persist_core::from_slice::<version_3::Player>(&today)?, player);

    // What nobody has declared is refused, and the error says what to write.
    match persist_core::from_slice::<version_1::Player>(&today) {
        Ok(_) => return Err("an old program read a new file".into()),
        Err(error) => println!("\nVersion 1 of the program and a file of today:\n{error}"),
    }
    match persist_core::from_slice::<(String, u32)>(&today) {
        Ok(_) => Err("a player passed for a pair".into()),
        Err(error) => {
            println!("\nAnother type and a file of today:\n{error}");
            Ok(())
        }
    }
}
