//! Goldens of options, tuples, structs, enums, shared and locked values, and of types that refer to each other.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Mutex;

use persist_core::Effort::{Fast, Small};
use persist_core::Persist;

use crate::goldens::{Bare, bare};
use crate::plain::{Plain, ToPlain};
use crate::plain_structs;

#[derive(Persist, Clone)]
struct Empty;

#[derive(Persist, Clone)]
struct Pair(u32, String);

#[derive(Persist, Clone)]
#[persist(version = 7)]
struct Player {
    #[persist(rename = "what they are called")]
    name: String,
    health: u8,
    at: (f32, f32),
    friend: Option<Box<Player>>,
}

#[derive(Persist, Clone, Copy)]
pub(crate) enum Side {
    Left,
    Right,
}

#[derive(Persist, Clone)]
pub(crate) enum Shape {
    Nothing,
    Circle(f64),
    Box { width: u16, height: u16 },
    Group(Vec<Shape>),
}

/// A type that refers to itself through a map and a sequence.
#[derive(Persist, Clone)]
struct Folder {
    files: Vec<Pair>,
    folders: BTreeMap<String, Folder>,
}

plain_structs! {
    Empty {}
    Pair { 0, 1 }
    Player { name => "what they are called", health, at, friend }
    Folder { files, folders }
    Nest { 0 }
}

impl ToPlain for Side {
    fn plain(&self) -> Plain {
        let name = match self {
            Side::Left => "Left",
            Side::Right => "Right",
        };
        Plain::Variant(name, Vec::new())
    }
}

impl ToPlain for Shape {
    fn plain(&self) -> Plain {
        match self {
            Shape::Nothing => Plain::Variant("Nothing", Vec::new()),
            Shape::Circle(radius) => Plain::Variant("Circle", vec![("0", radius.plain())]),
            Shape::Box { width, height } => {
                Plain::Variant("Box", vec![("width", width.plain()), ("height", height.plain())])
            }
            Shape::Group(shapes) => Plain::Variant("Group", vec![("0", shapes.plain())]),
        }
    }
}

/// Nested as deep as one likes.
#[derive(Persist)]
pub(crate) struct Nest(pub(crate) Vec<Nest>);

/// An enum of more than 256 variants, the last of which has a field.
macro_rules! many {
    ($($name:ident)*) => {
        #[derive(Persist, Clone)]
        pub(crate) enum Many {
            $($name,)*
            Last { value: i64 },
        }

        impl ToPlain for Many {
            fn plain(&self) -> Plain {
                match self {
                    $(Many::$name => Plain::Variant(stringify!($name), Vec::new()),)*
                    Many::Last { value } => Plain::Variant("Last", vec![("value", value.plain())]),
                }
            }
        }
    };
}

many! {
    V0 V1 V2 V3 V4 V5 V6 V7 V8 V9 V10 V11 V12 V13 V14 V15 V16 V17 V18 V19 V20 V21 V22 V23 V24 V25
    V26 V27 V28 V29 V30 V31 V32 V33 V34 V35 V36 V37 V38 V39 V40 V41 V42 V43 V44 V45 V46 V47 V48
    V49 V50 V51 V52 V53 V54 V55 V56 V57 V58 V59 V60 V61 V62 V63 V64 V65 V66 V67 V68 V69 V70 V71
    V72 V73 V74 V75 V76 V77 V78 V79 V80 V81 V82 V83 V84 V85 V86 V87 V88 V89 V90 V91 V92 V93 V94
    V95 V96 V97 V98 V99 V100 V101 V102 V103 V104 V105 V106 V107 V108 V109 V110 V111 V112 V113 V114
    V115 V116 V117 V118 V119 V120 V121 V122 V123 V124 V125 V126 V127 V128 V129 V130 V131 V132 V133
    V134 V135 V136 V137 V138 V139 V140 V141 V142 V143 V144 V145 V146 V147 V148 V149 V150 V151 V152
    V153 V154 V155 V156 V157 V158 V159 V160 V161 V162 V163 V164 V165 V166 V167 V168 V169 V170 V171
    V172 V173 V174 V175 V176 V177 V178 V179 V180 V181 V182 V183 V184 V185 V186 V187 V188 V189 V190
    V191 V192 V193 V194 V195 V196 V197 V198 V199 V200 V201 V202 V203 V204 V205 V206 V207 V208 V209
    V210 V211 V212 V213 V214 V215 V216 V217 V218 V219 V220 V221 V222 V223 V224 V225 V226 V227 V228
    V229 V230 V231 V232 V233 V234 V235 V236 V237 V238 V239 V240 V241 V242 V243 V244 V245 V246 V247
    V248 V249 V250 V251 V252 V253 V254 V255 V256
}

pub(crate) fn all() -> Vec<Bare> {
    let mut goldens = options();
    goldens.extend(structs());
    goldens.extend(enums());
    goldens.extend(pointers());
    goldens
}

fn options() -> Vec<Bare> {
    let rows = |count: u32| (0..count).map(|row| (row % 3 > 0).then_some(row)).collect::<Vec<_>>();
    vec![
        bare("none", "one bit", Fast, &None::<u32>).shows(0, &[0]),
        bare("some", "one bit, then the value", Fast, &Some(7_u32)).shows(0, &[1, 15]),
        bare("options_5", "5 rows: one byte of bits, then the 3 that are there", Fast, &rows(5)).shows(1, &[0b1_0110]),
        bare("options_40", "40 rows: bits, then a column of those that are there", Fast, &rows(40)).shows(1, &[2]),
        bare("options_none", "40 rows without a value", Fast, &vec![None::<String>; 40]).shows(1, &[0]),
        bare("options_all", "40 rows with one", Fast, &vec![Some('x'); 40]).shows(1, &[1]),
        bare("options_nested", "options of options", Fast, &vec![None, Some(None), Some(Some(9_u8))])
            .shows(1, &[6, 2, 9]),
    ]
}

fn player(name: &str, friend: Option<Player>) -> Player {
    Player { name: name.to_owned(), health: 90, at: (0.5, -2.0), friend: friend.map(Box::new) }
}

fn structs() -> Vec<Bare> {
    let pair = |row: u32| Pair(row * row, format!("number {row}"));
    let friends = (0..5_u8).fold(None, |friend, row| Some(player(&format!("P{row}"), friend)));
    let folder = |folders: Vec<(&str, Folder)>| Folder {
        files: (0..2).map(pair).collect(),
        folders: folders.into_iter().map(|(name, folder)| (name.to_owned(), folder)).collect(),
    };
    let tree = folder(vec![("a", folder(vec![])), ("b", folder(vec![("c", folder(vec![]))]))]);
    vec![
        bare("tuple", "the parts one after another", Fast, &(1_u8, true, "x".to_owned())).shows(0, &[1, 1, 3, b'x']),
        bare("tuples_6", "6 rows: a column for each part", Fast, &vec![(3_u64, 'c', -1_i8); 6]),
        bare("struct_empty", "no fields, no bytes", Fast, &Empty),
        bare("structs_empty", "rows that take no bytes", Fast, &vec![Empty; 40]),
        bare("struct_of_tuple", "fields named 0 and 1", Fast, &pair(3)).shows(0, &[19, 17]),
        bare("structs_40", "40 rows: a column for each field", Fast, &(0..40).map(pair).collect::<Vec<_>>()),
        bare(
            "struct_recursive",
            "a struct that goes on in an option",
            Fast,
            &friends.unwrap_or_else(|| player("", None)),
        ),
        bare(
            "structs_recursive",
            "3 rows, of which 2 go on",
            Fast,
            &vec![
                player("A", Some(player("B", None))),
                player("C", None),
                player("D", Some(player("E", Some(player("F", None))))),
            ],
        ),
        bare(
            "deep",
            "a hundred sequences within one another",
            Fast,
            &(0..100).fold(Nest(vec![]), |nest, _| Nest(vec![nest])),
        ),
        bare("tree", "a struct that goes on in a map and in a sequence", Small, &tree),
    ]
}

pub(crate) fn shape(row: u16) -> Shape {
    match row % 4 {
        0 => Shape::Nothing,
        1 => Shape::Circle(f64::from(row)),
        2 => Shape::Box { width: row, height: 2 * row },
        _ => Shape::Group(vec![Shape::Nothing, Shape::Circle(0.5)]),
    }
}

fn enums() -> Vec<Bare> {
    let shapes = |count: u16| (0..count).map(shape).collect::<Vec<_>>();
    let sides =
        |count: u32| (0..count).map(|row| [Side::Left, Side::Right][(row / 3 % 2) as usize]).collect::<Vec<_>>();
    vec![
        bare("enum", "the index of the variant, then its fields", Fast, &shape(2)).shows(0, &[2, 5, 9]),
        bare("enum_unit", "the index of the variant", Fast, &shape(0)).shows(0, &[0]),
        bare("enum_recursive", "an enum that goes on in a sequence", Fast, &shape(3)).shows(0, &[3, 5, 0, 1]),
        bare("enums_6", "6 rows: indices, then the fields by variant", Fast, &shapes(6)).shows(1, &[0, 1, 2, 3, 0, 1]),
        bare("enums_40", "40 rows: the length of the column", Fast, &shapes(40)),
        bare("enums_of_one_variant", "20 rows: the other variants take nothing", Fast, &vec![shape(1); 20]),
        bare("enums_fieldless", "40 rows: no length, as no variant has fields", Fast, &sides(40)).shows(1, &[1, 0]),
        bare("enum_of_many", "more than 256 variants: a varint", Fast, &Many::V256).shows(0, &[0x02, 0x04]),
        bare(
            "enums_of_many",
            "6 rows: a column of u16",
            Fast,
            &vec![Many::V0, Many::Last { value: -1 }, Many::V255, Many::V1, Many::Last { value: i64::MIN }, Many::V254],
        )
        .shows(1, &[9, 1]),
    ]
}

fn pointers() -> Vec<Bare> {
    let shared = Rc::new("shared".to_owned());
    vec![
        bare("boxed", "nothing of its own, not in the schema either", Fast, &Box::new(7_u16)).shows(0, &[15]),
        bare("shared", "a block of the values", Fast, &Rc::new(7_u16)).shows(0, &[15]),
        bare("shared_6", "6 rows, written by value", Fast, &vec![shared; 6]),
        bare("locked", "a block of one row", Fast, &Mutex::new(7_u16)).shows(0, &[15]),
        bare("locked_6", "6 rows: a block of one row each", Fast, &(0..6).map(Mutex::new).collect::<Vec<Mutex<u16>>>())
            .shows(0, &[13, 1, 3, 5, 7, 9, 11]),
    ]
}
