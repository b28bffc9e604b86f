//! Variants that change from version to version: added, renamed, removed; and a program that copes with those of a newer
//! one.
//!
//! ```text
//! cargo run --example evolve_variants
//! ```
//!
//! The modules stand for two releases of a program that writes a list of events.

#![allow(unreachable_pub, reason = "the modules stand for programs of their own")]

use std::error::Error;

mod version_1 {
    use persist_core::Persist;

    #[derive(Persist, Debug)]
    pub enum Event {
        Login {
            user: u32,
        },
        Message(String),
        Ping(u64),
        /// Whatever a newer program may have written.
        #[persist(other)]
        Unknown,
    }
}

mod version_2 {
    use persist_core::Persist;

    /// `Login` is `SignIn` now, there is a `SignOut`, and pings have become ticks.
    #[derive(Persist, Debug, PartialEq)]
    #[persist(version = 2, removed(Ping: u64, with = tick))]
    pub enum Event {
        Tick {
            milliseconds: u64,
        },
        Message(String),
        #[persist(alias = "Login")]
        SignIn {
            user: u32,
        },
        SignOut {
            user: u32,
        },
    }

    fn tick(seconds: u64) -> Result<Event, &'static str> {
        let milliseconds = seconds.checked_mul(1000).ok_or("a ping from beyond all times")?;
        Ok(Event::Tick { milliseconds })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    use {version_1::Event as Old, version_2::Event as New};

    let old = [Old::Login { user: 7 }, Old::Message("Hello".to_owned()), Old::Ping(30)];
    println!("Version 1 saves     {old:?}");
    let events: Vec<New> = persist_core::from_slice(&persist_core::to_vec(&old)?)?;
    println!("version 2 loads     {events:?}");

    // The conversion may refuse a value, and the error says where it was.
    let beyond = persist_core::to_vec(&[Old::Ping(u64::MAX)])?;
    match persist_core::from_slice::<Vec<New>>(&beyond) {
        Ok(_) => return Err("a ping from beyond all times was taken".into()),
        Err(error) => println!("or refuses it:      {error}"),
    }

    // The other way: what version 1 does not know becomes `Unknown`, as it has such a variant.
    let new = [New::Tick { milliseconds: 5 }, New::SignOut { user: 7 }];
    println!("\nVersion 2 saves     {new:?}");
    let events: Vec<Old> = persist_core::from_slice(&persist_core::to_vec(&new)?)?;
    println!("version 1 loads     {events:?}");

    // A save would lose what is unknown, and so it is refused.
    match persist_core::to_vec(&events) {
        Ok(_) => Err("what is unknown was saved".into()),
        Err(error) => {
            println!("and may not save it: {error}");
            Ok(())
        }
    }
}
