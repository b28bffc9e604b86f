//! The functions of the crate from a user's side: each way out, each way back, and what they promise beside the value.

mod scratch;

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use persist_core::{
    Effort, ErrorKind, LoadOptions, Persist, SaveOptions, decode, encode, encode_into, from_reader, from_slice,
    inspect, inspect_slice, load, read_all, save, to_vec, to_writer, verify, verify_slice,
};
use scratch::Scratch;

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3)]
struct Player {
    name: String,
    health: u32,
    position: (f64, f64),
    inventory: Vec<Item>,
    guild: Option<Box<str>>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
enum Item {
    Nothing,
    Coins(u64),
    Sword { damage: i16, enchanted: bool },
}

fn player(seed: u32) -> Player {
    Player {
        name: format!("player {seed}"),
        health: seed % 100,
        position: (f64::from(seed) / 3.0, -1.5),
        inventory: (0..seed % 5)
            .map(|index| match index % 3 {
                0 => Item::Nothing,
                1 => Item::Coins(u64::from(seed) * 1_000_003),
                _ => Item::Sword { damage: -(index as i16), enchanted: seed.is_multiple_of(2) },
            })
            .collect(),
        guild: seed.is_multiple_of(3).then(|| "The Long Table".into()),
    }
}

fn players(count: u32) -> Vec<Player> {
    (0..count).map(player).collect()
}

#[test]
fn every_way_out_has_its_way_back() {
    let folder = Scratch::new("ways");
    let path = folder.file("players.persist");
    for value in [players(0), players(1), players(4), players(5_000)] {
        save(&path, &value).unwrap();
        assert_eq!(load::<Vec<Player>>(&path).unwrap(), value);

        let mut stream = Vec::new();
        to_writer(&mut stream, &value).unwrap();
        assert_eq!(stream, fs::read(&path).unwrap(), "a stream and a file have the same bytes");
        assert_eq!(from_reader::<Vec<Player>>(stream.as_slice()).unwrap(), value);

        assert_eq!(from_slice::<Vec<Player>>(&to_vec(&value).unwrap()).unwrap(), value);
        assert_eq!(decode::<Vec<Player>>(&encode(&value).unwrap()).unwrap(), value);
    }
    assert_eq!(folder.names(), ["players.persist"]);
}

#[test]
fn one_value_that_is_no_sequence() {
    let folder = Scratch::new("one");
    let path = folder.file("player.persist");
    save(&path, &player(4)).unwrap();
    assert_eq!(load::<Player>(&path).unwrap(), player(4));
    save(&path, &()).unwrap();
    load::<()>(&path).unwrap();
    let error = load::<Player>(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    assert_eq!(error.file(), Some(path.as_path()));
}

#[test]
fn unsized_values_are_saved_by_reference() {
    let folder = Scratch::new("unsized");
    let path = folder.file("value.persist");
    save(&path, "a text").unwrap();
    assert_eq!(load::<String>(&path).unwrap(), "a text");
    save(&path, &players(3)[1..]).unwrap();
    assert_eq!(load::<Vec<Player>>(&path).unwrap(), players(3)[1..]);
    assert_eq!(decode::<String>(&encode("bare").unwrap()).unwrap(), "bare");
}

#[test]
fn what_is_borrowed_lies_in_the_input() {
    #[derive(Persist, Debug, PartialEq)]
    struct View<'a> {
        name: &'a str,
        data: &'a [u8],
    }
    // Larger than a chunk, so that it has to be one of its own.
    let data = vec![0x5a; 5 << 20];
    let value = View { name: "Ada", data: &data };
    for bytes in [to_vec(&value).unwrap(), encode(&value).unwrap()] {
        let is_container = bytes[1..4] == *b"PRS";
        let view: View = if is_container { from_slice(&bytes) } else { decode(&bytes) }.unwrap();
        assert_eq!(view, value);
        assert!(bytes.as_ptr_range().contains(&view.data.as_ptr()));
        assert!(bytes.as_ptr_range().contains(&view.name.as_ptr()));
    }
}

#[test]
fn values_of_many_chunks_come_back() {
    #[derive(Persist, Debug, PartialEq)]
    struct Archive {
        title: String,
        numbers: Vec<u64>,
        lines: Vec<String>,
    }
    let archive = Archive {
        title: "noise".to_owned(),
        numbers: (0..500_000).map(|i: u64| i.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect(),
        lines: (0..200_000).map(|i| format!("line {i} of many")).collect(),
    };
    let bytes = to_vec(&archive).unwrap();
    let inspection = verify_slice(&bytes).unwrap();
    assert!(inspection.chunks().len() > 3, "{inspection}");
    assert_eq!(inspection.rows(), 1);
    assert_eq!(from_slice::<Archive>(&bytes).unwrap(), archive);

    let lines = to_vec(&archive.lines).unwrap();
    let inspection = verify_slice(&lines).unwrap();
    assert!(inspection.chunks().len() > 1, "{inspection}");
    assert_eq!(inspection.rows(), 200_000);
    assert_eq!(from_slice::<Vec<String>>(&lines).unwrap(), archive.lines);
}

#[test]
fn a_stream_gives_up_exactly_one_container() {
    let mut stream = Vec::new();
    to_writer(&mut stream, &player(1)).unwrap();
    to_writer(&mut stream, &players(300)).unwrap();
    stream.extend_from_slice(b"what follows");
    let mut reader = stream.as_slice();
    assert_eq!(from_reader::<Player>(&mut reader).unwrap(), player(1));
    assert_eq!(from_reader::<Vec<Player>>(&mut reader).unwrap(), players(300));
    assert_eq!(reader, b"what follows");
}

#[test]
fn read_all_tells_the_end_from_damage() {
    let mut stream = Vec::new();
    let mut ends = vec![0];
    for seed in 0..4 {
        to_writer(&mut stream, &player(seed)).unwrap();
        ends.push(stream.len());
    }
    for len in 0..=stream.len() {
        let items: Vec<_> = read_all::<Player, _>(&stream[..len]).collect();
        let whole = ends.iter().filter(|end| **end > 0 && **end <= len).count();
        let good = items.iter().take_while(|item| item.is_ok()).count();
        assert_eq!(good, whole, "{len}");
        let clean = ends.contains(&len);
        assert_eq!(items.len(), whole + usize::from(!clean), "{len}");
        for (seed, item) in (0..).zip(items.into_iter().take(good)) {
            assert_eq!(item.unwrap(), player(seed));
        }
    }
}

#[test]
fn a_reader_that_fails_is_an_error_of_its_own() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::ConnectionReset, "the line is dead"))
        }
    }
    let bytes = to_vec(&player(3)).unwrap();
    for len in 0..bytes.len() {
        let error = from_reader::<Player>((&bytes[..len]).chain(Broken)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        assert!(error.to_string().contains("the line is dead"), "{error}");
    }
}

#[test]
fn a_save_that_fails_leaves_the_old_file_alone() {
    let folder = Scratch::new("fails");
    let path = folder.file("cells.persist");
    // Far more than a chunk stands before the value that cannot be saved.
    let cells: Vec<(String, RefCell<u32>)> =
        (0..200_000).map(|i| (format!("a cell with the number {i}"), RefCell::new(i))).collect();
    save(&path, &cells).unwrap();
    let before = fs::read(&path).unwrap();
    let borrowed = cells[199_999].1.borrow_mut();
    let error = save(&path, &cells).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Value);
    assert_eq!(error.file(), Some(path.as_path()));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(folder.names(), ["cells.persist"]);
    drop(borrowed);
    save(&path, &cells).unwrap();
}

#[derive(Persist, Clone, Debug)]
#[persist(into = "u32", from = "u32")]
struct Explosive(u32);

impl From<Explosive> for u32 {
    fn from(value: Explosive) -> u32 {
        assert!(value.0 != 13, "thirteen");
        value.0
    }
}

impl From<u32> for Explosive {
    fn from(value: u32) -> Self {
        Explosive(value)
    }
}

#[test]
fn code_that_panics_leaves_files_and_buffers_as_they_were() {
    let folder = Scratch::new("panics");
    let path = folder.file("value.persist");
    save(&path, &vec![Explosive(1)]).unwrap();
    let before = fs::read(&path).unwrap();
    let bad: Vec<_> = (0..100).map(Explosive).collect();
    assert!(catch_unwind(AssertUnwindSafe(|| save(&path, &bad))).is_err());
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(folder.names(), ["value.persist"]);

    let mut buffer = b"before".to_vec();
    assert!(catch_unwind(AssertUnwindSafe(|| encode_into(&bad, &mut buffer))).is_err());
    assert_eq!(buffer, b"before");
}

#[test]
fn encode_into_appends_and_takes_back_on_an_error() {
    let mut buffer = b"key".to_vec();
    encode_into(&player(2), &mut buffer).unwrap();
    assert_eq!(decode::<Player>(&buffer[3..]).unwrap(), player(2));
    let len = buffer.len();
    let cell = RefCell::new(1_u8);
    let borrowed = cell.borrow_mut();
    encode_into(&("text".repeat(1_000), &cell), &mut buffer).unwrap_err();
    assert_eq!(buffer.len(), len);
    drop(borrowed);
}

#[test]
fn directories_are_created_on_request_only() {
    let folder = Scratch::new("directories");
    let path = folder.file("a").join("b").join("player.persist");
    let error = save(&path, &player(1)).unwrap_err();
    assert!(error.to_string().contains("create_dirs"), "{error}");
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::NotFound);
    SaveOptions::new().create_dirs(true).save(&path, &player(1)).unwrap();
    assert_eq!(load::<Player>(&path).unwrap(), player(1));
}

#[test]
fn a_read_only_file_is_not_replaced() {
    let folder = Scratch::new("read-only");
    let path = folder.file("player.persist");
    save(&path, &player(1)).unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions.clone()).unwrap();
    let error = save(&path, &player(2)).unwrap_err();
    assert_eq!(io::Error::from(error).kind(), io::ErrorKind::PermissionDenied);
    assert_eq!(load::<Player>(&path).unwrap(), player(1));
    assert_eq!(folder.names(), ["player.persist"]);
}

#[test]
fn metadata_travels_beside_the_value() {
    let folder = Scratch::new("meta");
    let path = folder.file("player.persist");
    SaveOptions::new().meta("program", "game 1.2").meta("empty", "").save(&path, &player(1)).unwrap();
    let loaded = LoadOptions::new().load::<Player>(&path).unwrap();
    assert_eq!(loaded.value, player(1));
    assert_eq!(loaded.meta["program"], b"game 1.2");
    assert_eq!(loaded.meta["empty"], b"");
    assert_eq!(inspect(&path).unwrap().meta(), &loaded.meta);
    save(&path, &loaded.value).unwrap();
    assert!(inspect(&path).unwrap().meta().is_empty(), "each save writes its own");
}

#[test]
fn inspect_and_verify_need_no_types() {
    let folder = Scratch::new("inspect");
    let path = folder.file("players.persist");
    save(&path, &players(700)).unwrap();
    for inspection in [inspect(&path).unwrap(), verify(&path).unwrap()] {
        assert_eq!(inspection.type_name(), "[Player]");
        assert_eq!(inspection.rows(), 700);
        assert_eq!(inspection.size(), fs::metadata(&path).unwrap().len());
        let text = inspection.to_string();
        for part in ["Player, version 3", "health: u32", "Sword { damage: i16, enchanted: bool }"] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }
    let one = to_vec(&player(1)).unwrap();
    let inspection = inspect_slice(&one).unwrap();
    assert_eq!((inspection.type_name().as_str(), inspection.version()), ("Player", Some(3)));
}

/// Checks that every flipped bit and every cut is an error for every reader.
fn nothing_passes<T: Persist>(value: &T) {
    let sound = to_vec(value).unwrap();
    verify_slice(&sound).unwrap();
    let mut bytes = sound.clone();
    for bit in 0..sound.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert!(verify_slice(&bytes).is_err(), "bit {bit}");
        assert!(from_slice::<T>(&bytes).is_err(), "bit {bit}");
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    for len in 0..sound.len() {
        let cut = &sound[..len];
        assert!(inspect_slice(cut).is_err(), "{len}");
        assert!(verify_slice(cut).is_err(), "{len}");
        assert!(from_slice::<T>(cut).is_err(), "{len}");
        assert!(from_reader::<T>(cut).is_err(), "{len}");
    }
}

#[test]
fn no_flipped_bit_and_no_cut_passes() {
    nothing_passes(&player(5));
    nothing_passes(&players(40));
    nothing_passes(&());
    nothing_passes(&players(0));
}

#[test]
fn another_shape_of_the_same_name_is_refused_with_the_difference() {
    mod later {
        #[derive(persist_core::Persist, Debug)]
        #[persist(version = 3)]
        pub(crate) struct Player {
            pub(crate) name: String,
            pub(crate) health: u16,
        }
    }
    let error = from_slice::<later::Player>(&to_vec(&player(1)).unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Incompatible);
    let text = error.to_string();
    assert!(text.contains("Player.health: u32 in the file, u16 in the program"), "{text}");
    let error = decode::<later::Player>(&encode(&player(1)).unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownFingerprint);
}

#[derive(Persist, Debug)]
struct Link {
    next: Option<Box<Link>>,
}

fn chain(links: u32) -> Link {
    (1..links).fold(Link { next: None }, |next, _| Link { next: Some(Box::new(next)) })
}

#[test]
fn nesting_is_limited_both_ways() {
    // An option and a box are two levels.
    let deep = chain(200);
    let error = to_vec(&deep).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("SaveOptions::max_depth"), "{error}");
    let bytes = SaveOptions::new().max_depth(1_024).to_vec(&deep).unwrap();
    let error = from_slice::<Link>(&bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("LoadOptions::max_depth"), "{error}");
    LoadOptions::new().max_depth(1_024).from_slice::<Link>(&bytes).unwrap();
    SaveOptions::new().max_depth(u32::MAX).to_vec(&chain(1_100)).unwrap_err();
}

#[test]
fn canonical_bytes_are_equal_for_equal_maps() {
    let forwards: HashMap<u32, String> = (0..1_000).map(|i| (i, i.to_string())).collect();
    let backwards: HashMap<u32, String> = (0..1_000).rev().map(|i| (i, i.to_string())).collect();
    let mut options = SaveOptions::new();
    options.canonical(true);
    let folder = Scratch::new("canonical");
    let path = folder.file("map.persist");
    options.save(&path, &forwards).unwrap();
    for bytes in [
        options.to_vec(&forwards).unwrap(),
        options.to_vec(&backwards).unwrap(),
        options.effort(Effort::Fast).to_vec(&backwards).unwrap(),
    ] {
        assert_eq!(bytes, fs::read(&path).unwrap());
    }
}

#[test]
fn memory_is_limited_by_an_option() {
    let bytes = SaveOptions::new().effort(Effort::Small).to_vec(&vec![7_u64; 100_000]).unwrap();
    assert!(bytes.len() < 10_000, "a few bytes stand for many");
    let error = LoadOptions::new().max_memory(100_000).from_slice::<Vec<u64>>(&bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert!(error.to_string().contains("LoadOptions::max_memory"), "{error}");
    LoadOptions::new().max_memory(1_000_000).from_slice::<Vec<u64>>(&bytes).unwrap();
}

#[test]
fn savers_and_loaders_at_once_see_whole_files() {
    let folder = Scratch::new("at-once");
    let path = folder.file("players.persist");
    save(&path, &players(10)).unwrap();
    std::thread::scope(|scope| {
        for saver in 1..4 {
            let path = &path;
            scope.spawn(move || {
                for _ in 0..20 {
                    save(path, &players(saver * 10)).unwrap();
                    let seen = load::<Vec<Player>>(path).unwrap();
                    assert_eq!(seen, players(seen.len() as u32));
                }
            });
        }
    });
    assert_eq!(folder.names(), ["players.persist"]);
}

#[test]
fn numbers_wider_than_a_byte_are_borrowed_from_containers_only_however_bytes_lie() {
    let values = vec![1.5_f32; 100];
    let bare = persist_core::encode(&values).unwrap();
    // At every alignment that there is, one of which would do.
    for shift in 0..8 {
        let mut bytes = vec![0; shift];
        bytes.extend_from_slice(&bare);
        let error = persist_core::decode::<&[f32]>(&bytes[shift..]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Borrow);
    }
    let buffer = persist_core::Buffer::from(&persist_core::to_vec(&values).unwrap()[..]);
    assert_eq!(persist_core::from_slice::<&[f32]>(&buffer).unwrap(), &values[..]);
}

#[test]
fn a_transparent_root_with_a_representation_is_the_sequence_that_its_schema_says() {
    struct AsText;
    impl persist_core::Represent<u32> for AsText {
        type Repr = String;
        fn represent(value: &u32) -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
            Ok(value.to_string())
        }
        fn restore(text: String) -> Result<u32, Box<dyn std::error::Error + Send + Sync>> {
            Ok(text.parse()?)
        }
    }
    #[derive(Persist, Debug, PartialEq)]
    #[persist(transparent)]
    struct Numbers(#[persist(with = Vec<AsText>)] Vec<u32>);
    let numbers = Numbers((0..1000).collect());
    let bytes = to_vec(&numbers).unwrap();
    assert_eq!(persist_core::verify_slice(&bytes).unwrap().rows(), 1000);
    assert_eq!(from_slice::<Numbers>(&bytes).unwrap(), numbers);
    assert_eq!(from_slice::<Vec<String>>(&bytes).unwrap()[999], "999");
}
