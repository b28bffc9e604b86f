//! Files of bincode, postcard and savefile become files of Persist: all derives on one type, load the old, save the new.
//!
//! The old files are committed, in `files`; `PERSIST_BLESS=1` writes them anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use persist_core::{ErrorKind, Persist};
use savefile::prelude::{Removed, Savefile};

/// A world as all four libraries know it.
#[derive(
    Persist, Savefile, Debug, Clone, PartialEq, bincode::Encode, bincode::Decode, serde::Serialize, serde::Deserialize,
)]
struct World {
    name: String,
    seed: u64,
    players: Vec<Player>,
    prices: BTreeMap<String, u32>,
}

#[derive(
    Persist, Savefile, Debug, Clone, PartialEq, bincode::Encode, bincode::Decode, serde::Serialize, serde::Deserialize,
)]
struct Player {
    name: Option<String>,
    at: (f32, f32),
    items: Vec<Item>,
}

#[derive(
    Persist, Savefile, Debug, Clone, PartialEq, bincode::Encode, bincode::Decode, serde::Serialize, serde::Deserialize,
)]
enum Item {
    Coin,
    Potion { strength: u8 },
    Letter(String, i64),
}

fn world() -> World {
    let players = (0..40).map(|index| Player {
        name: (index % 3 > 0).then(|| format!("player {index}")),
        at: (index as f32, -0.5),
        items: vec![Item::Coin, Item::Potion { strength: index }, Item::Letter("Dear Ada".to_owned(), -1)],
    });
    let prices = BTreeMap::from([("lamp".to_owned(), 5), ("rope".to_owned(), 70_000)]);
    World { name: "Middle".to_owned(), seed: u64::MAX, players: players.collect(), prices }
}

/// The committed file of that name, which holds [`world`].
fn old_file(name: &str, write: impl FnOnce(&World) -> Vec<u8>) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("files").join(name);
    if std::env::var_os("PERSIST_BLESS").is_some() {
        fs::write(&path, write(&world())).unwrap();
    }
    path
}

/// Saves what was loaded from an old file as a new one, and loads that.
fn migrate(name: &str, old: &Path, world: &World) {
    assert_eq!(*world, self::world());
    let error = persist_core::load::<World>(old).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotPersist, "{error}");

    let folder = std::env::temp_dir().join(format!("persist-migration-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::copy(old, &path).unwrap();
    persist_core::save(&path, world).unwrap();
    assert_eq!(persist_core::load::<World>(&path).unwrap(), *world);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn from_bincode() {
    let config = bincode::config::standard();
    let path = old_file("world.bincode", |world| bincode::encode_to_vec(world, config).unwrap());
    let bytes = fs::read(&path).unwrap();
    let (world, length) = bincode::decode_from_slice::<World, _>(&bytes, config).unwrap();
    assert_eq!(length, bytes.len());
    migrate("bincode", &path, &world);
}

#[test]
fn from_bincode_1() {
    let config = bincode::config::legacy();
    let path = old_file("world.bincode1", |world| bincode::encode_to_vec(world, config).unwrap());
    let bytes = fs::read(&path).unwrap();
    let (world, length) = bincode::decode_from_slice::<World, _>(&bytes, config).unwrap();
    assert_eq!(length, bytes.len());
    migrate("bincode1", &path, &world);
}

#[test]
fn from_postcard() {
    let path = old_file("world.postcard", |world| postcard::to_stdvec(world).unwrap());
    let bytes = fs::read(&path).unwrap();
    let (world, rest) = postcard::take_from_bytes::<World>(&bytes).unwrap();
    assert!(rest.is_empty());
    migrate("postcard", &path, &world);
}

#[test]
fn from_savefile() {
    let path = old_file("world.savefile", |world| savefile::save_to_mem(0, world).unwrap());
    let world: World = savefile::load_file(&path, 0).unwrap();
    migrate("savefile", &path, &world);
}

/// A type with a past in savefile's words begins anew in ours.
#[test]
fn from_an_earlier_version_of_savefile() {
    #[derive(Savefile)]
    #[allow(dead_code, reason = "savefile reads the fields, by their places")]
    struct First {
        name: String,
        strength: u32,
    }

    #[derive(Persist, Savefile, Debug, PartialEq)]
    #[persist(rename = "Player")]
    struct Second {
        name: String,
        #[savefile_versions = "0..0"]
        #[persist(skip, default = Removed::new())]
        strength: Removed<u32>,
        #[savefile_versions = "1.."]
        skills: Vec<String>,
    }

    #[derive(Persist, Debug, PartialEq)]
    #[persist(rename = "Player")]
    struct Third {
        name: String,
        skills: Vec<String>,
    }

    let file = savefile::save_to_mem(0, &First { name: "Ada".to_owned(), strength: 3 }).unwrap();
    let second: Second = savefile::load_from_mem(&file, 1).unwrap();
    let file = persist_core::to_vec(&second).unwrap();
    assert_eq!(persist_core::from_slice::<Second>(&file).unwrap(), second);
    let third: Third = persist_core::from_slice(&file).unwrap();
    assert_eq!(third, Third { name: "Ada".to_owned(), skills: Vec::new() });
}
