//! Resolution: a file's schema against a program's types, into a [`plan`].
//!
//! Pairs of nodes are taken from a queue, beginning with the two roots; each pair of the file's and
//! the program's is decided once, by the one table of [`rules`], and names the pairs of its parts.
//! So recursive types end, and no chain of types is a chain of calls. What cannot be read is
//! gathered ([`problems`]), to be told at once. Finally the pairs that come to nothing but the
//! program's own reading are found, recursive ones too, and become that.

mod fields;
pub(crate) mod plan;
mod problems;
mod refusals;
pub(crate) mod rules;
mod settle;
#[cfg(test)]
mod tests;
mod variants;

use std::collections::HashMap;
use std::fmt;

use self::plan::{Elements, Plan, Reading, Step};
use self::problems::{Fault, Problems};
use self::rules::{Rule, rule};
use self::settle::settle;
use super::facts::Facts;
use super::history::{History, Target};
use super::ids::Numbers;
use super::node::{Node, NodeId, Schema, Shape};
use super::outline::Kind;
use crate::codec::flat::{Flat, Wire};
use crate::error::{Error, ErrorKind, Result};

/// The most pairs of nodes that a plan may have: far more than any program's types make, and few
/// enough that a hostile schema costs little.
const MAX_PAIRS: usize = 1 << 16;

/// The most moves of all pairs together, for the same reason.
const MAX_MOVES: usize = 1 << 20;

/// For so many pairs there is room from the beginning.
const MAX_ROOM: usize = 1 << 12;

/// For how many pairs it is remembered that there are several ways to them; a person reads few.
const MAX_AGAIN: usize = 1 << 12;

/// Plans how values of `schema` are read as values of `target`.
///
/// # Errors
/// All that cannot be read, in one error; or a schema that is too complex.
pub(crate) fn resolve(schema: Schema, facts: Facts, target: &Target) -> Result<Plan> {
    // Most of the file's nodes make one pair, and one way to it more.
    let room = (2 * schema.nodes().len()).min(MAX_ROOM);
    let mut resolver = Resolver {
        file: &schema,
        facts: &facts,
        target,
        pairs: HashMap::with_capacity_and_hasher(room, Numbers::default()),
        places: Vec::with_capacity(room),
        readings: Vec::with_capacity(room),
        again: Vec::new(),
        refused: HashMap::new(),
        problems: Problems::default(),
        moves: 0,
    };
    // The first step is the program's own reading.
    let same = Place { plain: true, ..Place::of(NodeId::ROOT, NodeId::ROOT, Origin::default()) };
    resolver.add(same, Reading::Same);
    let root = resolver.pair(NodeId::ROOT, NodeId::ROOT, Origin::default());
    let mut next = root.0 as usize;
    while next < resolver.places.len() {
        resolver.decide(Step(next as u32));
        if resolver.places.len() > MAX_PAIRS || resolver.moves > MAX_MOVES {
            return Err(Error::new(ErrorKind::Limit, "the file's schema is too complex to be read by other types"));
        }
        next += 1;
    }
    resolver.refuse_again();
    let Resolver { problems, mut readings, mut places, .. } = resolver;
    problems.into_result(&schema, target)?;
    let root = settle(&mut readings, &mut places, root);
    Ok(Plan { schema, facts, readings, root })
}

/// Decides pairs of nodes.
struct Resolver<'a> {
    file: &'a Schema,
    facts: &'a Facts,
    target: &'a Target,
    /// The step of each pair that has been met; whether it is inside an option counts too.
    pairs: HashMap<(NodeId, NodeId, bool), Step, Numbers>,
    places: Vec<Place<'a>>,
    readings: Vec<Reading>,
    /// Further ways to pairs that had been met.
    again: Vec<(Step, Origin<'a>)>,
    /// By step: the refused ones that it leads to within one field.
    refused: HashMap<Step, Vec<Step>>,
    problems: Problems,
    moves: usize,
}

/// A pair, and how it was first reached.
struct Place<'a> {
    file: NodeId,
    program: NodeId,
    inside_option: bool,
    origin: Origin<'a>,
    /// Whether nothing but the parts can make it another reading than the program's own.
    plain: bool,
    /// The step that this one is nothing but another word for.
    transparent: Option<Step>,
    /// Whether it is no pair of the queue's, and has its reading already.
    decided: bool,
}

/// The way from another pair.
#[derive(Clone, Copy, Default)]
struct Origin<'a> {
    from: Option<Step>,
    segment: Segment<'a>,
    /// What says that the program's type is this one.
    by: By,
}

/// What in a program says which type a part of the file is read as.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum By {
    /// The type itself.
    #[default]
    Type,
    /// A field's `was`.
    Was,
    /// The `removed` of the type that has the field, or of the enum that has the variant.
    Removed,
}

/// A step of the path to a pair; it becomes text only if it has to be told.
#[derive(Clone, Copy)]
enum Segment<'a> {
    /// `[]`, or nothing.
    Word(&'static str),
    /// A field, of a variant if that has a name.
    Field {
        variant: &'a str,
        name: &'a str,
    },
    Variant(&'a str),
}

impl Default for Segment<'_> {
    fn default() -> Self {
        Segment::Word("")
    }
}

impl Segment<'_> {
    fn is_empty(self) -> bool {
        matches!(self, Segment::Word(""))
    }
}

impl fmt::Display for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Segment::Word(word) => f.write_str(word),
            Segment::Field { variant: "", name } => write!(f, ".{}", name.escape_debug()),
            Segment::Field { variant, name } => write!(f, "::{}.{}", variant.escape_debug(), name.escape_debug()),
            Segment::Variant(name) => write!(f, "::{}", name.escape_debug()),
        }
    }
}

impl<'a> Origin<'a> {
    fn of(from: Step, segment: Segment<'a>) -> Self {
        Origin { from: Some(from), segment, by: By::Type }
    }
}

impl<'a> Place<'a> {
    /// One that nothing is left to decide about.
    fn of(file: NodeId, program: NodeId, origin: Origin<'a>) -> Self {
        Place { file, program, inside_option: false, origin, plain: false, transparent: None, decided: true }
    }
}

impl<'a> Resolver<'a> {
    /// The step of a pair, which is decided later if it has not been met before.
    fn pair(&mut self, file: NodeId, program: NodeId, origin: Origin<'a>) -> Step {
        let inside_option = origin.from.is_some_and(|from| self.holds_options(from));
        self.pair_at(file, program, inside_option, origin)
    }

    /// The step of a pair that is inside an option, or is not.
    fn pair_at(&mut self, file: NodeId, program: NodeId, inside_option: bool, origin: Origin<'a>) -> Step {
        if let Some(step) = self.pairs.get(&(file, program, inside_option)) {
            if self.again.len() < MAX_AGAIN {
                self.again.push((*step, origin));
            }
            return *step;
        }
        let step = self.add(Place { inside_option, decided: false, ..Place::of(file, program, origin) }, Reading::Same);
        self.pairs.insert((file, program, inside_option), step);
        step
    }

    /// A new step.
    fn add(&mut self, place: Place<'a>, reading: Reading) -> Step {
        let step = Step(self.places.len() as u32);
        self.places.push(place);
        self.readings.push(reading);
        step
    }

    /// Whether the program's type of a pair is an option.
    fn holds_options(&self, step: Step) -> bool {
        matches!(self.program(self.places[step.0 as usize].program).shape, Shape::Option)
    }

    fn program(&self, id: NodeId) -> &'a Node {
        self.target.schema.node(id)
    }

    fn history(&self, id: NodeId) -> &'a History {
        &self.target.histories[id.index()]
    }

    /// The pair of two parts of `step`.
    fn part(&mut self, step: Step, part: usize, segment: &'static str) -> Step {
        let place = &self.places[step.0 as usize];
        let (file, program) = (self.file.node(place.file).parts[part], self.program(place.program).parts[part]);
        self.pair(file, program, Origin::of(step, Segment::Word(segment)))
    }

    /// Decides a pair.
    fn decide(&mut self, step: Step) {
        let Place { file, program, inside_option, decided, .. } = self.places[step.0 as usize];
        if decided {
            return;
        }
        let (from, to) = (self.file.node(file), self.program(program));
        let inner = Origin::of(step, Segment::default());
        let (reading, plain) = match rule(Kind::of(&from.shape), Kind::of(&to.shape)) {
            Rule::Same => (Reading::Same, true),
            Rule::Widen => match from.shape {
                Shape::Number(number) => (Reading::Widen(number), false),
                _ => (Reading::Same, true),
            },
            Rule::Parts if to.parts.len() == 2 => {
                (Reading::Entries(self.part(step, 0, "{key}"), self.part(step, 1, "{value}")), true)
            }
            Rule::Parts if matches!(to.shape, Shape::Shared) => self.transparent(step, from.parts[0], to.parts[0]),
            Rule::Parts => (Reading::Part(self.part(step, 0, "")), true),
            Rule::Present if inside_option => return self.refuse(step),
            Rule::Present => (Reading::Present(self.pair(file, to.parts[0], inner)), false),
            // What is shared lies as it would alone.
            Rule::Share => self.transparent(step, file, to.parts[0]),
            Rule::Lock => (Reading::Lock(self.pair(file, to.parts[0], inner)), false),
            // The program's type stays where it is.
            Rule::Unlock => (Reading::Unlock(self.pair_at(from.parts[0], program, inside_option, inner)), false),
            Rule::Elements => self.elements(step, from, !is_array(from)),
            Rule::SameCount if from.shape != to.shape => return self.refuse(step),
            Rule::SameCount => self.elements(step, from, true),
            Rule::Counted => self.elements(step, from, false),
            Rule::Fields => match self.fields(step) {
                Some(decided) => decided,
                None => return,
            },
            Rule::Variants => match self.variants(step) {
                Some(decided) => decided,
                None => return,
            },
            Rule::Refused => return self.refuse(step),
        };
        self.readings[step.0 as usize] = reading;
        self.places[step.0 as usize].plain = plain;
    }

    /// A pair that is another one, as nothing of its own is in the file.
    fn transparent(&mut self, step: Step, file: NodeId, program: NodeId) -> (Reading, bool) {
        let inner = self.pair(file, program, Origin::of(step, Segment::default()));
        self.places[step.0 as usize].transparent = Some(inner);
        (Reading::Part(inner), true)
    }

    /// The elements of a pair of containers; they lie as the program's own if `plain`, part for
    /// part.
    fn elements(&mut self, step: Step, from: &Node, plain: bool) -> (Reading, bool) {
        let element = self.part(step, 0, "[]");
        let count = match from.shape {
            Shape::Array(count) => Some(count),
            _ => None,
        };
        let wire = match self.file.node(from.parts[0]).shape {
            Shape::Number(number) => Flat::number(number.width()).wire,
            Shape::Record(_) => match self.facts.fixed(from.parts[0]) {
                Some(fixed) => Wire::Fixed { size: fixed.size as usize, align: fixed.align },
                None => Wire::Blocks,
            },
            _ => Wire::Blocks,
        };
        (Reading::Elements(Elements { step: element, wire, count }), plain)
    }

    fn origin(&self, step: Step) -> Origin<'a> {
        self.places[step.0 as usize].origin
    }

    fn problem(&mut self, kind: Fault, step: Step, field: &str, text: String, help: String) {
        let path = if self.problems.are_told() { self.path(step) + field } else { String::new() };
        self.problems.add(kind, path, text, help);
    }

    /// The path to a pair.
    fn path(&self, step: Step) -> String {
        let mut segments = Vec::new();
        let mut next = Some(step);
        while let Some(step) = next {
            let origin = self.origin(step);
            segments.push(origin.segment);
            next = origin.from;
        }
        let root = self.target.schema.rust_type(NodeId::ROOT);
        segments.iter().rev().fold(root, |path, segment| path + &segment.to_string())
    }
}

fn is_array(node: &Node) -> bool {
    matches!(node.shape, Shape::Array(_))
}
