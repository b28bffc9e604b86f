//! Types, and random ones.

use crate::random::Random;

/// A type of a field.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Ty {
    Leaf(&'static str),
    Option(Box<Ty>),
    /// `Vec`, `VecDeque`, `LinkedList`, or `Box` for a boxed slice.
    List(&'static str, Box<Ty>),
    /// `BTreeSet`, `HashSet`.
    Set(&'static str, Box<Ty>),
    /// `BTreeMap`, `HashMap`.
    Map(&'static str, Box<Ty>, Box<Ty>),
    Array(Box<Ty>, usize),
    Tuple(Vec<Ty>),
    /// A type of one parameter with `new`: `Box`, `Rc`, `Arc`, `RefCell`, `Mutex`, `RwLock`.
    Pointer(&'static str, Box<Ty>),
    /// A transparent struct of the pair.
    Newtype(String, Box<Ty>),
    /// A struct, record or enum of the pair.
    Named(String),
}

pub(super) const LEAVES: [&str; 15] =
    ["()", "bool", "char", "String", "u8", "u16", "u32", "u64", "u128", "i8", "i16", "i32", "i64", "f32", "f64"];
const KEYS: [&str; 11] = ["bool", "char", "String", "u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];
pub(super) const LISTS: [&str; 4] = ["Vec", "VecDeque", "LinkedList", "Box"];
pub(super) const SETS: [&str; 2] = ["BTreeSet", "HashSet"];
pub(super) const MAPS: [&str; 2] = ["BTreeMap", "HashMap"];

/// The numbers that have all values of a number, itself apart.
pub(super) fn wider(number: &str) -> &'static [&'static str] {
    match number {
        "u8" => &["u16", "u32", "u64", "u128", "i16", "i32", "i64", "i128"],
        "u16" => &["u32", "u64", "u128", "i32", "i64", "i128"],
        "u32" => &["u64", "u128", "i64", "i128"],
        "u64" => &["u128", "i128"],
        "i8" => &["i16", "i32", "i64", "i128"],
        "i16" => &["i32", "i64", "i128"],
        "i32" => &["i64", "i128"],
        "i64" => &["i128"],
        "f32" => &["f64"],
        _ => &[],
    }
}

impl Ty {
    pub(super) fn code(&self) -> String {
        match self {
            Ty::Leaf(name) => (*name).to_owned(),
            Ty::Named(name) | Ty::Newtype(name, _) => name.clone(),
            Ty::Option(inner) => format!("Option<{}>", inner.code()),
            Ty::List("Box", inner) => format!("Box<[{}]>", inner.code()),
            Ty::List(name, inner) | Ty::Set(name, inner) | Ty::Pointer(name, inner) => {
                format!("{name}<{}>", inner.code())
            }
            Ty::Map(name, key, value) => format!("{name}<{}, {}>", key.code(), value.code()),
            Ty::Array(inner, count) => format!("[{}; {count}]", inner.code()),
            Ty::Tuple(parts) => {
                let parts: Vec<String> = parts.iter().map(Ty::code).collect();
                format!("({}{})", parts.join(", "), if parts.len() == 1 { "," } else { "" })
            }
        }
    }

    pub(super) fn option(self) -> Ty {
        Ty::Option(Box::new(self))
    }

    pub(super) fn pointer(self, name: &'static str) -> Ty {
        Ty::Pointer(name, Box::new(self))
    }

    /// Whether it is an option in a file: what vanishes from schemas is looked through.
    pub(super) fn is_option(&self) -> bool {
        match self {
            Ty::Option(_) => true,
            Ty::Newtype(_, inner) | Ty::Pointer("Box" | "RefCell", inner) => inner.is_option(),
            _ => false,
        }
    }

    /// Whether it may hold itself, so that a pointer around it has to stay.
    pub(super) fn has_names(&self) -> bool {
        match self {
            Ty::Leaf(_) => false,
            Ty::Named(_) => true,
            Ty::Map(_, key, value) => key.has_names() || value.has_names(),
            Ty::Tuple(parts) => parts.iter().any(Ty::has_names),
            Ty::Option(inner)
            | Ty::List(_, inner)
            | Ty::Set(_, inner)
            | Ty::Array(inner, _)
            | Ty::Pointer(_, inner)
            | Ty::Newtype(_, inner) => inner.has_names(),
        }
    }
}

/// Draws types for fields.
pub(super) struct Types<'r> {
    pub(super) random: &'r mut Random,
    /// What may be named anywhere.
    pub(super) names: Vec<String>,
    /// What may be named inside of a list or of a box in an option.
    pub(super) recursive: Vec<String>,
    /// The transparent structs that have been made.
    pub(super) newtypes: &'r mut Vec<(String, Ty)>,
}

impl Types<'_> {
    /// A type that can be a key.
    fn key(&mut self) -> Ty {
        match self.random.below(10) {
            0 => Ty::Tuple(vec![Ty::Leaf(self.random.pick(&KEYS)), Ty::Leaf(self.random.pick(&KEYS))]),
            1 => Ty::Leaf(self.random.pick(&KEYS)).option(),
            _ => Ty::Leaf(self.random.pick(&KEYS)),
        }
    }

    pub(super) fn draw(&mut self, depth: usize) -> Ty {
        if depth == 0 || self.random.chance(30) {
            return Ty::Leaf(self.random.pick(&LEAVES));
        }
        match self.random.below(14) {
            0 | 1 => match self.draw(depth - 1) {
                inner if inner.is_option() => inner,
                inner => inner.option(),
            },
            2 | 3 => Ty::List(self.random.pick(&LISTS), Box::new(self.draw(depth - 1))),
            4 => Ty::Set(self.random.pick(&SETS), Box::new(self.key())),
            5 => Ty::Map(self.random.pick(&MAPS), Box::new(self.key()), Box::new(self.draw(depth - 1))),
            6 => Ty::Array(Box::new(self.draw(depth - 1)), self.random.pick(&[1, 2, 3])),
            7 => Ty::Tuple((0..self.random.pick(&[2, 3])).map(|_| self.draw(depth - 1)).collect()),
            8 => self.draw(depth - 1).pointer(self.random.pick(&["Box", "Rc", "Arc", "RefCell"])),
            9 => self.draw(depth - 1).pointer(self.random.pick(&["Mutex", "RwLock"])),
            10 => {
                let inner = self.draw(depth - 1);
                let name = format!("Wrapped{}", self.newtypes.len());
                self.newtypes.push((name.clone(), inner.clone()));
                Ty::Newtype(name, Box::new(inner))
            }
            11 if !self.recursive.is_empty() => {
                let name = Ty::Named(self.random.pick(&self.recursive));
                if self.random.chance(50) { name.pointer("Box").option() } else { Ty::List("Vec", Box::new(name)) }
            }
            _ if !self.names.is_empty() => Ty::Named(self.random.pick(&self.names)),
            _ => Ty::Leaf(self.random.pick(&LEAVES)),
        }
    }
}
