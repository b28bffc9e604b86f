//! A field of a type that is not yours: `with = TYPE`.
//!
//! ```text
//! cargo run --example custom_codec
//! ```
//!
//! A type of another crate cannot get `#[derive(Persist)]`. A codec for it is a type of yours that
//! implements `Represent`: it names a representation which Persist knows, and converts there and
//! back. A value that the way back refuses is an error of the load, with its place.

use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use persist_core::{Persist, Represent};
use someone_elses::Version;

/// Stands for a crate that has never heard of Persist.
#[expect(unreachable_pub, reason = "in a crate of its own, its items are reachable")]
mod someone_elses {
    use std::fmt;
    use std::str::FromStr;

    /// A version such as `1.85.0`. Its numbers are private.
    #[derive(Debug, Clone, PartialEq)]
    pub struct Version([u32; 3]);

    impl FromStr for Version {
        type Err = String;

        fn from_str(text: &str) -> Result<Self, String> {
            let numbers: Option<Vec<u32>> = text.split('.').map(|part| part.parse().ok()).collect();
            numbers
                .and_then(|numbers| numbers.try_into().ok())
                .map(Self)
                .ok_or_else(|| format!("{text:?} is not a version such as 1.85.0"))
        }
    }

    impl fmt::Display for Version {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            let [major, minor, patch] = self.0;
            write!(f, "{major}.{minor}.{patch}")
        }
    }
}

/// Saves a value as its text: any type that can be printed and parsed.
struct AsText;

impl<T> Represent<T> for AsText
where
    T: Display + FromStr,
    T::Err: Into<Box<dyn Error + Send + Sync>>,
{
    type Repr = String;

    fn represent(value: &T) -> Result<String, Box<dyn Error + Send + Sync>> {
        Ok(value.to_string())
    }

    fn restore(text: String) -> Result<T, Box<dyn Error + Send + Sync>> {
        text.parse().map_err(Into::into)
    }
}

#[derive(Persist, Debug, PartialEq)]
struct Package {
    name: String,
    #[persist(with = AsText)]
    version: Version,
    /// Containers lift a codec: this one serves each element.
    #[persist(with = Vec<AsText>)]
    yanked: Vec<Version>,
}

/// The same file, seen by a program that knows of no `Version`: the schema says that these are
/// texts.
#[derive(Persist, Debug)]
#[persist(rename = "Package")]
struct PlainPackage {
    name: String,
    version: String,
    yanked: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let package = Package {
        name: "rocket-skates".to_owned(),
        version: "2.0.1".parse()?,
        yanked: vec!["0.9.0".parse()?, "2.0.0".parse()?],
    };
    let bytes = persist_core::to_vec(&package)?;
    let loaded: Package = persist_core::from_slice(&bytes)?;
    assert_eq!(loaded, package);
    println!("{loaded:?} came back from {} bytes.", bytes.len());

    let mut plain: PlainPackage = persist_core::from_slice(&bytes)?;
    println!("Without the codec it is {plain:?}.");

    plain.yanked.push("tomorrow's".to_owned());
    let bytes = persist_core::to_vec(&plain)?;
    match persist_core::from_slice::<Package>(&bytes) {
        Ok(package) => Err(format!("{package:?} should have been refused").into()),
        Err(error) => {
            println!("What is no version is refused: {error}.");
            Ok(())
        }
    }
}
