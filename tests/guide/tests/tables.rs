//! The two tables of what needs no word, in `docs/EVOLUTION.md`, against what loads: a file of each shape as each other
//! shape.
//!
//! The document says what the resolver's one table of rules does (`persist-core/src/schema/resolve/rules.rs`); here
//! both are asked, for every cell.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Mutex;

use persist_core::{Encode, Persist, from_slice, to_vec};

const EVOLUTION: &str = include_str!("../../../docs/EVOLUTION.md");

/// The cells of the document's table whose first column begins with `first`, by row, without its head.
fn table(first: &str) -> Vec<Vec<String>> {
    let mut lines = EVOLUTION.lines().skip_while(|line| !line.starts_with(first)).skip(2);
    let mut rows = Vec::new();
    while let Some(row) = lines.next().and_then(|line| line.strip_prefix('|')?.strip_suffix('|')) {
        rows.push(row.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    assert!(!rows.is_empty(), "there is a table that begins with `{first}`");
    rows
}

// ---- shapes ----

#[derive(Persist)]
struct Pair(u8, u8);

#[derive(Persist, Clone, Copy)]
#[persist(plain, rename = "Pair")]
#[repr(C)]
struct Record(u8, u8);

#[derive(Persist)]
#[persist(rename = "Pair")]
enum Choice {
    Pair(u8, u8),
}

/// A type of each shape, with a value that goes wherever one of that shape may.
trait Shape: Persist {
    fn value() -> Self;
}

/// Implements [`Shape`], and lists the types in the order of the document's table.
macro_rules! shapes {
    ($($name:literal: $shape:ty = $value:expr;)*) => {
        $(impl Shape for $shape {
            fn value() -> Self {
                $value
            }
        })*

        const PLAIN: &[&str] = &[$($name),*];

        /// Which plain shapes a file's value loads as.
        fn as_plain(value: &impl Encode) -> Vec<bool> {
            let file = to_vec(value).unwrap();
            vec![$(from_slice::<$shape>(&file).is_ok()),*]
        }

        /// Which plain shapes load from a file that has each of them within `within`.
        fn within<W: Within>() -> Vec<bool> {
            vec![$(from_slice::<$shape>(&to_vec(&W::of(<$shape>::value())).unwrap()).is_ok()),*]
        }

        /// How each plain shape loads: as the plain ones, then as an option, shared and locked.
        fn plain_rows() -> Vec<(&'static str, Vec<bool>)> {
            vec![$(($name, {
                let mut row = as_plain(&<$shape>::value());
                row.extend(as_wrapped(&<$shape>::value()));
                row
            })),*]
        }
    };
}

shapes! {
    "`()`": () = ();
    "`bool`": bool = true;
    "`char`": char = 'a';
    "text": String = "text".to_owned();
    "number": u32 = 7;
    "`Vec`": Vec<u8> = vec![1, 2];
    "set": BTreeSet<u8> = BTreeSet::from([1, 2]);
    "map": BTreeMap<u8, u8> = BTreeMap::from([(1, 2)]);
    "array": [u8; 2] = [1, 2];
    "tuple": (u8, u8) = (1, 2);
    "struct": Pair = Pair(1, 2);
    "record": Record = Record(1, 2);
    "enum": Choice = Choice::Pair(1, 2);
}

/// The shapes that are made of another.
const WRAPPED: [&str; 3] = ["`Option`", "`Rc`", "`Mutex`"];

fn as_wrapped<T: Persist>(value: &T) -> [bool; 3] {
    let file = to_vec(value).unwrap();
    [from_slice::<Option<T>>(&file).is_ok(), from_slice::<Rc<T>>(&file).is_ok(), from_slice::<Mutex<T>>(&file).is_ok()]
}

/// What a wrapped shape is, for any contents.
trait Within {
    type Of<T: Persist>: Persist;

    fn of<T: Persist>(value: T) -> Self::Of<T>;
}

struct InOption;
struct InRc;
struct InMutex;

impl Within for InOption {
    type Of<T: Persist> = Option<T>;

    fn of<T: Persist>(value: T) -> Option<T> {
        Some(value)
    }
}

impl Within for InRc {
    type Of<T: Persist> = Rc<T>;

    fn of<T: Persist>(value: T) -> Rc<T> {
        Rc::new(value)
    }
}

impl Within for InMutex {
    type Of<T: Persist> = Mutex<T>;

    fn of<T: Persist>(value: T) -> Mutex<T> {
        Mutex::new(value)
    }
}

/// How a wrapped shape loads as each plain one that it holds, and as an option, shared and locked: as the same wrapping of
/// the same, or as that of itself.
fn wrapped_row<W: Within>(own: usize) -> Vec<bool> {
    let mut row = within::<W>();
    let mut wrapped = as_wrapped(&W::of(7_u8));
    wrapped[own] = from_slice::<W::Of<u8>>(&to_vec(&W::of(7_u8)).unwrap()).is_ok();
    row.extend(wrapped);
    row
}

#[test]
fn shapes_load_as_the_document_says() {
    let names: Vec<&str> = PLAIN.iter().chain(&WRAPPED).copied().collect();
    let mut loads = BTreeMap::new();
    let wrapped = [wrapped_row::<InOption>(0), wrapped_row::<InRc>(1), wrapped_row::<InMutex>(2)];
    for (file, row) in plain_rows().into_iter().chain(WRAPPED.into_iter().zip(wrapped)) {
        loads.extend(names.iter().zip(row).map(|(program, loads)| ((file, *program), loads)));
    }

    let first = "| file | `()` |";
    let head = EVOLUTION.lines().find(|line| line.starts_with(first)).expect("the table of shapes");
    let columns: Vec<&str> = head.split('|').map(str::trim).filter(|cell| !cell.is_empty()).skip(1).collect();
    let mut seen = 0;
    for row in table(first) {
        let (file, cells) = row.split_first().expect("a row has a name");
        assert_eq!(cells.len(), columns.len(), "the row {file}");
        for (program, cell) in columns.iter().zip(cells) {
            let said = match cell.chars().next() {
                Some('✓') => true,
                Some('–') => false,
                _ => panic!("{file} → {program}: `{cell}`"),
            };
            let loads = loads.get(&(file.as_str(), *program)).unwrap_or_else(|| panic!("{file} → {program}"));
            assert_eq!(*loads, said, "{file} → {program}: the document says `{cell}`");
            seen += 1;
        }
    }
    assert_eq!(seen, names.len() * names.len());
}

// ---- numbers ----

/// A type of number, its name and which of all of them its file loads as.
macro_rules! numbers {
    ($($number:ident)*) => {
        fn numbers() -> Vec<(&'static str, Vec<&'static str>)> {
            vec![$((stringify!($number), loads_as(&<$number>::MAX))),*]
        }

        fn loads_as(value: &impl Encode) -> Vec<&'static str> {
            let file = to_vec(value).unwrap();
            let mut names = Vec::new();
            $(if from_slice::<$number>(&file).is_ok() {
                names.push(stringify!($number));
            })*
            names
        }
    };
}

numbers!(u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 f32 f64);

#[test]
fn numbers_load_as_the_document_says() {
    let rows: Vec<(String, String)> =
        table("| file | program |").into_iter().map(|row| (row[0].replace('`', ""), row[1].replace('`', ""))).collect();
    assert_eq!(rows.len(), numbers().len());
    for ((name, loads), (row, wider)) in numbers().into_iter().zip(rows) {
        assert_eq!(name, row);
        let wider: Vec<&str> = wider.split_whitespace().collect();
        let loads: Vec<&str> = loads.into_iter().filter(|other| *other != name).collect();
        assert_eq!(loads, wider, "{name}");
    }
}

// ---- the notes below the table ----

/// Whether a value's file loads as another type, and as that alone.
fn loads<T: Persist>(value: &impl Encode) -> bool {
    from_slice::<T>(&to_vec(value).unwrap()).is_ok()
}

#[test]
fn options_do_not_gain_two_levels() {
    assert!(loads::<Option<u16>>(&Some(7_u8)));
    assert!(!loads::<Option<Option<u8>>>(&Some(7_u8)));
}

#[test]
fn equal_elements_and_keys_are_refused() {
    assert!(!loads::<BTreeSet<u8>>(&[1_u8, 1, 2].as_slice()));
    assert!(!loads::<BTreeMap<u8, u8>>(&[(1_u8, 1_u8)].as_slice()));
}

#[test]
fn arrays_have_their_lengths() {
    assert!(loads::<[u8; 3]>(&vec![1_u8, 2, 3]));
    assert!(!loads::<[u8; 3]>(&vec![1_u8, 2]));
    assert!(!loads::<[u8; 3]>(&[1_u8, 2]));
    let error = from_slice::<Vec<[u8; 2]>>(&to_vec(&vec![vec![1_u8, 2], vec![1]]).unwrap()).unwrap_err();
    assert!(error.to_string().contains("[1]"), "{error}");
}

#[test]
fn structs_and_tuples_have_names() {
    #[derive(Persist)]
    #[persist(rename = "Pair")]
    struct Named {
        a: u8,
        b: u8,
    }

    #[derive(Persist)]
    struct Other(u8, u8);

    let named = Named { a: 1, b: 2 };
    assert!(!loads::<(u8, u8)>(&named));
    assert!(!loads::<Named>(&(1_u8, 2_u8)));
    assert!(!loads::<Pair>(&named));
    assert!(!loads::<Other>(&Pair(1, 2)));
    assert!(!loads::<(u8, u8, u8)>(&Pair(1, 2)));
    assert!(!loads::<(u8,)>(&Pair(1, 2)));
    assert!(loads::<(u16, Option<u8>)>(&Pair(1, 2)));
}
