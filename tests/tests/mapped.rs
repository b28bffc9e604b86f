//! `Mapped`: what is borrowed from a mapped file lies in the mapping, and what cannot be borrowed is an error.

mod scratch;

use std::borrow::Cow;
use std::fs;
use std::ops::Range;
use std::path::Path;

use persist_core::{Effort, Encode, ErrorKind, LoadOptions, Mapped, Persist, Result, SaveOptions};
use scratch::Scratch;
use tests::container::{Container, parts};

#[derive(Persist, Debug, Clone, PartialEq)]
struct World {
    name: String,
    heights: Vec<f32>,
    tiles: Vec<u8>,
    corners: Vec<Corner>,
    towns: Vec<Town>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
struct Town {
    name: String,
    people: u32,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(plain)]
#[repr(C)]
struct Corner {
    x: u64,
    y: u32,
    z: f32,
}

#[derive(Persist, Debug)]
#[persist(rename = "World")]
struct WorldView<'a> {
    name: &'a str,
    heights: &'a [f32],
    tiles: &'a [u8],
    corners: &'a [Corner],
    towns: Vec<TownView<'a>>,
}

#[derive(Persist, Debug)]
#[persist(rename = "Town")]
struct TownView<'a> {
    #[persist(borrow)]
    name: Cow<'a, str>,
    people: u32,
}

/// Each part is larger than a chunk.
fn world(seed: u32) -> World {
    World {
        name: "x".repeat(300_000),
        heights: (0..200_000).map(|n| (n ^ seed) as f32).collect(),
        tiles: (0..300_001).map(|n| (n ^ seed) as u8).collect(),
        corners: vec![Corner { x: u64::from(seed), y: 1, z: 0.5 }; 30_001],
        towns: vec![Town { name: "Ghent".to_owned(), people: seed }; 300],
    }
}

fn save_fast<T: Encode + ?Sized>(path: &Path, value: &T) {
    SaveOptions::new().effort(Effort::Fast).save(path, value).expect("a file is saved");
}

/// Maps a file.
fn map<T: Persist>(path: &Path) -> Result<Mapped<T>> {
    // SAFETY: these tests replace their files by saves, and write to none that is mapped.
    unsafe { Mapped::open(path) }
}

fn assert_within<T>(bytes: &Range<usize>, part: &[T]) {
    let part = part.as_ptr_range();
    assert!(bytes.start <= part.start.addr() && part.end.addr() <= bytes.end);
}

/// Where a file is mapped: between the first and the last of what it lends.
fn place(path: &Path, view: &WorldView<'_>) -> Range<usize> {
    let len = fs::metadata(path).expect("the file is there").len() as usize;
    let lent = view.towns.last().expect("a town").name.as_ptr().addr();
    let start = view.name.as_ptr().addr() & !0xfff;
    assert!(lent < start + len);
    start..start + len
}

#[test]
fn a_view_is_the_value_and_lies_in_the_file() {
    let folder = Scratch::new("mapped");
    let path = folder.file("world.persist");
    save_fast(&path, &world(7));
    let file = map::<World>(&path).expect("the file is mapped");
    let view: WorldView<'_> = file.get().expect("a view");
    let owned: World = file.get().expect("an owned value");
    assert_eq!(owned, world(7));
    assert_eq!((view.name, view.heights, view.tiles), (&*owned.name, &*owned.heights, &*owned.tiles));
    assert_eq!(view.corners, owned.corners);
    assert!(view.towns.iter().all(|town| matches!(town.name, Cow::Borrowed("Ghent")) && town.people == 7));
    let bytes = place(&path, &view);
    assert_within(&bytes, view.name.as_bytes());
    assert_within(&bytes, view.heights);
    assert_within(&bytes, view.tiles);
    assert_within(&bytes, view.corners);
    for town in &view.towns {
        assert_within(&bytes, town.name.as_bytes());
    }
}

#[test]
fn slices_that_are_borrowed_take_no_memory() {
    let folder = Scratch::new("mapped");
    let path = folder.file("world.persist");
    save_fast(&path, &world(7));
    // SAFETY: nobody else knows the file.
    let file = unsafe { LoadOptions::new().max_memory(350_000).map::<World>(&path) }.expect("the file is mapped");
    let view: WorldView<'_> =
        file.get().expect("a view of 1.9 MB, of which a text of 300 kB counts, and some towns are owned");
    assert_eq!(view.heights.len(), 200_000);
    let error = file.get::<World>().expect_err("an owned value is larger");
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(error.file(), Some(path.as_path()));
}

/// The old file lives until it is no longer mapped.
#[cfg(unix)]
#[test]
fn a_file_that_was_replaced_shows_the_old_value() {
    let folder = Scratch::new("mapped");
    let path = folder.file("world.persist");
    save_fast(&path, &world(1));
    let old = map::<World>(&path).expect("the file is mapped");
    let view: WorldView<'_> = old.get().expect("a view");
    save_fast(&path, &world(2));
    assert_eq!(view.heights, world(1).heights);
    assert_eq!(old.get::<World>().expect("the old value"), world(1));
    let new = map::<World>(&path).expect("the file is mapped");
    assert_eq!(new.get::<World>().expect("the new value"), world(2));
    fs::remove_file(&path).expect("the file is removed");
    assert_eq!((view.tiles, view.corners), (&*world(1).tiles, &*world(1).corners));
    assert_eq!(new.get::<WorldView<'_>>().expect("a view").towns[0].people, 2);
}

#[test]
fn damage_is_found_when_a_file_is_opened() {
    let folder = Scratch::new("mapped");
    let path = folder.file("world.persist");
    save_fast(&path, &world(3));
    let sound = fs::read(&path).expect("the file is there");
    let damaged = folder.file("damaged.persist");
    let places = parts(&sound).into_iter().flat_map(|part| [part.start, part.start + 60, part.end - 1]);
    let mut cases = 0;
    for place in places {
        let mut bytes = sound.clone();
        bytes[place] ^= 4;
        for bytes in [&bytes[..], &sound[..place]] {
            fs::write(&damaged, bytes).expect("a file is written");
            let error = map::<World>(&damaged).expect_err("damage");
            assert_eq!(error.file(), Some(damaged.as_path()), "{error}");
            // Another file for the next one: nothing that may be mapped is written to.
            fs::remove_file(&damaged).expect("the file is removed");
            cases += 1;
        }
    }
    assert!(cases >= 30, "{cases} cases");
}

#[test]
fn a_file_of_another_type_is_not_opened() {
    let folder = Scratch::new("mapped");
    let path = folder.file("town.persist");
    save_fast(&path, &world(3).towns[0]);
    assert_eq!(map::<World>(&path).expect_err("a town").kind(), ErrorKind::TypeMismatch);
    let file = map::<Town>(&path).expect("a town");
    assert_eq!(file.get::<TownView<'_>>().expect("a view").name, "Ghent");
    assert_eq!(file.get::<WorldView<'_>>().expect_err("a town").kind(), ErrorKind::TypeMismatch);
}

#[test]
fn what_is_no_file_of_persist_is_not_opened() {
    let folder = Scratch::new("mapped");
    let path = folder.file("f");
    assert_eq!(map::<World>(&path).expect_err("nothing").kind(), ErrorKind::Io);
    fs::write(&path, []).expect("a file is written");
    assert_eq!(map::<World>(&path).expect_err("an empty file").kind(), ErrorKind::Truncated);
    let text = folder.file("text");
    fs::write(&text, "some text, which is long enough for a prefix").expect("a file is written");
    assert_eq!(map::<World>(&text).expect_err("a text").kind(), ErrorKind::NotPersist);
    let bare = folder.file("bare");
    fs::write(&bare, persist_core::encode(&world(3).towns[0]).expect("a town encodes")).expect("a file is written");
    assert_eq!(map::<Town>(&bare).expect_err("a bare value").kind(), ErrorKind::Misuse);
    assert!(map::<World>(&std::env::temp_dir()).is_err(), "a directory");
}

#[test]
fn an_earlier_version_lends_what_it_has_in_the_same_form() {
    mod earlier {
        #[derive(persist_core::Persist)]
        pub(crate) struct Samples {
            pub(crate) device: String,
            pub(crate) values: Vec<f32>,
            pub(crate) counts: Vec<u16>,
        }
    }

    #[derive(Persist)]
    #[persist(version = 2, rename = "Samples", removed("counts"))]
    struct Samples<'a> {
        device: &'a str,
        #[persist(since = 2, default = 9)]
        added: u8,
        values: &'a [f32],
    }

    #[derive(Persist)]
    #[persist(rename = "Samples", partial)]
    struct Wider<'a> {
        counts: &'a [u32],
    }

    let folder = Scratch::new("mapped");
    let path = folder.file("samples.persist");
    let samples = earlier::Samples { device: "d".to_owned(), values: vec![0.5; 70_000], counts: vec![7; 9] };
    save_fast(&path, &samples);
    let file = map::<earlier::Samples>(&path).expect("the file is mapped");
    let view: Samples<'_> = file.get().expect("a view of a later version");
    assert_eq!((view.device, view.added, view.values), ("d", 9, &*samples.values));
    let error = file.get::<Wider<'_>>().map(|wider| wider.counts.len()).expect_err("numbers of another width");
    assert_eq!(error.kind(), ErrorKind::Borrow, "{error}");
}

#[test]
fn what_cannot_be_borrowed_says_why() {
    let folder = Scratch::new("mapped");
    let refusal = |path: &Path| {
        let file = map::<Vec<f32>>(path).expect("the file is mapped");
        let error = file.get::<&[f32]>().expect_err("it cannot be borrowed");
        assert_eq!(error.kind(), ErrorKind::Borrow);
        assert!(file.get::<Vec<f32>>().is_ok(), "but it can be loaded");
        error.to_string()
    };
    let values: Vec<f32> = (0..200_000_u32).map(|n| n as f32).collect();
    // A root sequence of one group.
    let short = folder.file("short.persist");
    save_fast(&short, &values[..1_000]);
    let file = map::<Vec<f32>>(&short).expect("the file is mapped");
    assert_eq!(file.get::<&[f32]>().expect("a slice"), &values[..1_000]);
    // Of several groups.
    let long = folder.file("long.persist");
    save_fast(&long, &values);
    assert!(refusal(&long).contains("several groups"));
    // Packed, as `save` does it.
    let packed = folder.file("packed.persist");
    persist_core::save(&packed, &values[..1_000]).expect("a file is saved");
    assert!(refusal(&packed).contains("Effort::Fast"));
}

#[test]
fn a_compressed_file_is_not_opened() {
    let folder = Scratch::new("mapped");
    for method in [1, 2] {
        let mut container = Container::open(&persist_core::to_vec(&world(1).towns[0]).expect("a town is written"));
        container.chunks[0].compression = method;
        container.chunks[0].len = Some(1_000);
        let path = folder.file(&format!("{method}.persist"));
        fs::write(&path, container.seal()).expect("a file is written");
        let error = map::<Town>(&path).expect_err("a compressed file");
        assert_eq!(error.kind(), ErrorKind::Borrow);
        assert!(error.to_string().contains("without compression"), "{error}");
    }
}
