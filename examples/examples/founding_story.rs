//! The story that Persist began with: an object that saves itself, and comes back.
//!
//! ```text
//! cargo run --example founding_story [FILE]
//! ```
//!
//! An object has properties and methods. One of its methods saves it to `super.file` (in the
//! current folder, or at the path given). The program ends. Run it again: the object comes back
//! with its properties, and goes on. Delete the file, and it is born anew.

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use examples::report::ago;
use persist_core::Persist;

#[derive(Persist, Debug)]
struct Traveller {
    name: String,
    born: SystemTime,
    runs: u32,
    places: Vec<String>,
    /// Where it lives is no property that it takes along: the file may be moved.
    #[persist(skip)]
    home: PathBuf,
}

impl Traveller {
    fn born_in(home: &Path) -> Self {
        Self { name: "Ada".to_owned(), born: SystemTime::now(), runs: 0, places: Vec::new(), home: home.to_owned() }
    }

    /// Brings back the one that saved itself to `home`.
    fn back_from(home: &Path) -> Result<Self, persist_core::Error> {
        let mut traveller: Self = persist_core::load(home)?;
        traveller.home = home.to_owned();
        Ok(traveller)
    }

    fn go_on(&mut self) {
        const PLACES: [&str; 4] = ["Lisbon", "Samarkand", "Valparaíso", "Tromsø"];
        let next = PLACES[self.places.len() % PLACES.len()];
        self.places.push(next.to_owned());
        self.runs = self.runs.saturating_add(1);
    }

    fn save_myself(&self) -> Result<(), persist_core::Error> {
        persist_core::save(&self.home, self)
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let home = env::args_os().nth(1).map_or_else(|| PathBuf::from("super.file"), PathBuf::from);

    let mut traveller = if home.exists() { Traveller::back_from(&home)? } else { Traveller::born_in(&home) };
    traveller.go_on();
    traveller.save_myself()?;

    println!("I am {}, born {}. This is my run number {}.", traveller.name, ago(traveller.born), traveller.runs);
    println!("I have been to {}.", traveller.places.join(", "));
    println!("I have saved myself to {}. Run me again.", std::path::absolute(&home)?.display());
    Ok(())
}
