//! Types with a past: every word that says something of it.

use std::borrow::Cow;
use std::num::ParseIntError;

use persist_facade::saving::{Persist, Represent};

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// A struct with everything that can be said of its past.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 4, alias = "Hero", alias = "Avatar", accept_newer(lossy))]
#[persist(removed("mana", score: u32, r#type: "Option<Kind>"), removed(firstName: String), upgrade = Self::upgrade)]
pub struct Player<'a> {
    /// Was called otherwise.
    #[persist(alias = "title", alias = "the name")]
    pub name: String,
    /// Came later, and had two other types.
    #[persist(since = 2, default = 100, was(u8, until = 2), was("u16", until = 3, with = u32::from))]
    pub health: u32,
    /// Had a type that does not always convert.
    #[persist(was(String, until = 2, with = parse), was(i64, until = 3))]
    pub level: u32,
    /// Has a representation.
    #[persist(with = AsText, default, was(u32, until = 1, with = Token), was(Vec<u8>, until = 3, with = token))]
    pub token: Token,
    /// Borrows.
    #[persist(borrow, since = 3, default = "none".into(), was(&'a str, until = 3, with = Cow::Borrowed))]
    pub motto: Cow<'a, str>,
    /// Is not saved.
    #[persist(skip)]
    pub skipped: Option<u8>,
}

impl Player<'_> {
    fn upgrade(&mut self, from: u32, removed: PlayerRemoved) -> Result<(), ParseIntError> {
        if from < 3 {
            self.level = removed.score.unwrap_or(self.level);
            self.name = removed.firstName.unwrap_or_default();
            self.skipped = removed.r#type.flatten().map(|Kind(kind)| kind);
            self.token = Token(parse(self.name.clone())?);
        }
        Ok(())
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
struct Kind(u8);

/// A type that another one represents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Token(pub u32);

/// A token as a text.
#[derive(Debug)]
pub struct AsText;

impl Represent<Token> for AsText {
    type Repr = String;

    fn represent(token: &Token) -> Result<String, Cause> {
        Ok(token.0.to_string())
    }

    fn restore(text: String) -> Result<Token, Cause> {
        Ok(parse(text).map(Token)?)
    }
}

#[allow(clippy::needless_pass_by_value, reason = "what is loaded is given away")]
fn parse(text: String) -> Result<u32, ParseIntError> {
    text.parse()
}

#[allow(clippy::needless_pass_by_value, reason = "what is loaded is given away")]
fn token(bytes: Vec<u8>) -> Result<Token, String> {
    bytes.first().map(|byte| Token(u32::from(*byte))).ok_or_else(|| "no bytes".to_owned())
}

/// An enum with everything that can be said of its past.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 3, alias = "Figure", accept_newer(lossy), upgrade = up)]
#[persist(removed("Line", Square: Square, with = Shape::try_from, "round-one": (f64, f64), with = "ellipse"))]
#[persist(removed(Dot: "Option<Square>", with = Self::of_dot))]
pub enum Shape {
    /// Was called otherwise, and had other fields.
    #[persist(alias = "Round", removed("colour", "0"))]
    Circle {
        /// Had another type.
        #[persist(alias = "r", was(f32, until = 1))]
        radius: f64,
        /// Came later.
        #[persist(since = 2, default)]
        label: String,
    },
    /// Has no fields.
    Empty,
    /// What is not known.
    #[persist(other)]
    Unknown,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
struct Square {
    side: f64,
}

impl TryFrom<Square> for Shape {
    type Error = String;

    fn try_from(square: Square) -> Result<Self, String> {
        if square.side > 0.0 { Ok(Shape::Empty) } else { Err("a square without sides".to_owned()) }
    }
}

impl Shape {
    fn of_dot(square: Option<Square>) -> Self {
        square.map_or(Self::Empty, |Square { side }| Self::Circle { radius: side, label: String::new() })
    }
}

fn ellipse((radius, _): (f64, f64)) -> Shape {
    Shape::Circle { radius, label: "round".to_owned() }
}

fn up(shape: &mut Shape, from: u32) {
    if let (Shape::Circle { label, .. }, 1) = (shape, from) {
        label.push_str("from the first version");
    }
}

/// An enum without fields that knows that there are others.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Level {
    /// Has no fields.
    Low,
    /// Is not known.
    #[persist(other)]
    Unknown,
    /// Has no fields.
    High,
}

/// An enum of which nothing is known.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, validate = Self::check)]
pub enum Anything {
    /// Is not known.
    #[persist(other)]
    Unknown,
}

impl Anything {
    #[allow(clippy::trivially_copy_pass_by_ref, clippy::unnecessary_wraps, reason = "this is how it is called")]
    fn check(&self) -> Result<(), String> {
        match self {
            Self::Unknown => Ok(()),
        }
    }
}

/// An enum that has lost all of its variants.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, removed("Last"))]
pub enum Deserted {}

/// A generic struct, whose removed fields have parameters too.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 2, removed(first: Vec<T>, list: [u8; N]), upgrade = up_pair)]
pub struct Pair<'a, T, const N: usize>
where
    T: Clone,
{
    /// Had a type with the same parameters.
    #[persist(was([T; N], until = 1))]
    pub second: Vec<T>,
    /// Borrows.
    pub text: &'a str,
}

fn up_pair<T: Clone, const N: usize>(pair: &mut Pair<'_, T, N>, from: u32, removed: PairRemoved<'_, T, N>) {
    if from == 1 {
        pair.second.extend(removed.first.unwrap_or_default());
        pair.second.truncate(removed.list.map_or(N, |list| list.len()));
    }
}

/// A recursive struct that was another.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 2, removed(sibling: Box<Tree>), upgrade = Self::upgrade)]
pub struct Tree {
    /// Was at most one.
    #[persist(was(Option<Box<Self>>, until = 1, with = Self::of_child))]
    pub children: Vec<Tree>,
}

impl Tree {
    #[allow(clippy::unnecessary_box_returns, clippy::boxed_local, reason = "the box is what was saved")]
    fn of_child(child: Option<Box<Self>>) -> Vec<Self> {
        child.map(|child| *child).into_iter().collect()
    }

    fn upgrade(&mut self, _from: u32, removed: TreeRemoved) {
        self.children.extend(removed.sibling.map(|sibling| *sibling));
    }
}

/// A record with a past.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, plain, version = 3, alias = "Point", removed("z", w: u8))]
#[persist(upgrade = Self::upgrade)]
#[repr(C)]
pub struct Record {
    /// Had another type.
    #[persist(alias = "a", was(u8, until = 2))]
    pub x: u32,
    /// Came later.
    #[persist(since = 2, default = 5)]
    pub y: u32,
}

impl Record {
    fn upgrade(&mut self, _from: u32, RecordRemoved { w }: RecordRemoved) {
        self.y += w.map_or(0, u32::from);
    }
}

/// A packed tuple struct with a past.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, version = 2, alias = "Bytes", removed("2"))]
#[repr(C, packed)]
pub(crate) struct Packed(
    #[persist(alias = "first", was(u8, until = 1))] u16,
    #[persist(since = 2, default)] u64,
    #[persist(skip, default = 3)] u8,
);

/// A struct whose removed fields are private to a module.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 2, removed(third: Kind), upgrade = Self::upgrade)]
pub(crate) struct Private(u16);

impl Private {
    fn upgrade(&mut self, from: u32, PrivateRemoved { third }: PrivateRemoved) {
        self.0 = third.map_or(self.0, |Kind(kind)| u16::from(kind)) + u16::from(from == 1);
    }
}

/// A type whose name is a keyword has removed fields too.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, version = 2, removed(r#fn: u8), upgrade = Self::upgrade)]
#[allow(non_camel_case_types, reason = "the keyword is in lower case")]
pub struct r#struct {
    /// A field.
    pub r#in: u8,
}

impl r#struct {
    fn upgrade(&mut self, _from: u32, structRemoved { r#fn }: structRemoved) {
        self.r#in = r#fn.unwrap_or(self.r#in);
    }
}

/// Some fields of a player.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, partial, rename = "Player", version = 4, validate = Self::check)]
pub struct Health {
    /// Came later.
    #[persist(since = 2, default = 100, was(u8, until = 2), was(u16, until = 3))]
    pub health: u32,
}

impl Health {
    fn check(&self) -> Result<(), String> {
        if self.health < 1000 { Ok(()) } else { Err("too healthy".to_owned()) }
    }
}

/// What [`samples`] gives.
#[derive(Debug)]
pub struct Samples {
    /// A struct.
    pub player: Player<'static>,
    /// Enums.
    pub shapes: Vec<Shape>,
    /// Enums without fields.
    pub levels: [Level; 2],
    /// A generic struct.
    pub pair: Pair<'static, u16, 3>,
    /// A recursive struct.
    pub tree: Tree,
    /// A record.
    pub record: Record,
    /// A struct with a name that is a keyword.
    pub raw: r#struct,
    /// Private structs, which are none of the caller's concern.
    private: Vec<(Packed, Private)>,
}

impl Samples {
    /// The private structs.
    #[must_use]
    pub fn private(&self) -> impl Persist + PartialEq + std::fmt::Debug + Clone + use<> {
        self.private.clone()
    }
}

/// Values of the types here.
#[must_use]
pub fn samples() -> Samples {
    Samples {
        player: Player {
            name: "Ada".to_owned(),
            health: 70,
            level: 3,
            token: Token(5),
            motto: Cow::Borrowed("none"),
            skipped: None,
        },
        shapes: vec![Shape::Circle { radius: 1.5, label: "round".to_owned() }, Shape::Empty],
        levels: [Level::Low, Level::High],
        pair: Pair { second: vec![1, 2], text: "text" },
        tree: Tree { children: vec![Tree { children: Vec::new() }] },
        record: Record { x: 1, y: 2 },
        raw: r#struct { r#in: 1 },
        private: vec![(Packed(1, 2, 3), Private(4))],
    }
}
