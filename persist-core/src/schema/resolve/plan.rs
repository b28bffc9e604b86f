//! A plan: how the rows of a file become those of a program, decided once for both schemas.
//!
//! A plan is data: its steps refer to columns, fields and variants by number. What is to be called
//! (defaults, conversions, upgrades) is in the tables of the type that is decoded; the codec brings
//! the two together (`codec::planned`).

use crate::codec::flat::Wire;
use crate::schema::facts::Facts;
use crate::schema::node::{NodeId, Number, Schema};

/// A position in a plan: how the rows of one node come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Step(pub(super) u32);

impl Step {
    /// As the program's own type has them.
    pub(crate) const SAME: Step = Step(0);
}

/// How a value of a file's schema is read as one of a program's type.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) schema: Schema,
    pub(super) facts: Facts,
    pub(super) readings: Vec<Reading>,
    pub(super) root: Step,
}

/// How the rows of one node are read.
#[derive(Clone, Debug)]
pub(crate) enum Reading {
    /// As the type reads its own.
    Same,
    /// As numbers of this narrower type.
    Widen(Number),
    /// The parts of an option, or of what is shared or locked.
    Part(Step),
    /// As values that are all there, for an option.
    Present(Step),
    /// Put behind a lock each.
    Lock(Step),
    /// Taken out of a lock each: they lie one by one.
    Unlock(Step),
    /// The elements of a sequence, set or array.
    Elements(Elements),
    /// The keys and values of a map.
    Entries(Step, Step),
    /// The fields of a struct, record or tuple.
    Fields(Fields),
    /// The variants of an enum.
    Variants(Variants),
}

/// How elements are read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Elements {
    pub(crate) step: Step,
    /// How they lie in the file.
    pub(crate) wire: Wire,
    /// How many there are in each row, where the file does not tell it row by row.
    pub(crate) count: Option<u64>,
}

/// How fields are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields {
    /// What happens to the fields of the file, one by one, and then what else has to happen. Each
    /// of the program's columns is the aim of exactly one of them.
    pub(crate) moves: Vec<Move>,
    /// How many columns the program's type has.
    pub(crate) columns: usize,
    /// The version of the file's type.
    pub(crate) from: u32,
    /// Whether the values are upgraded from that version.
    pub(crate) upgrade: bool,
    /// The file's record that has the fields, and where in it each is.
    pub(crate) record: Option<Record>,
}

/// What happens to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// It is read into a column.
    Read { column: usize, step: Step },
    /// It is read as an earlier type of a column and converted.
    Convert { column: usize, was: usize, step: Step },
    /// It is stepped over.
    Skip(NodeId),
    /// It is read for the upgrade.
    Keep { removed: usize, step: Step },
    /// A column that the file does not have gets its default.
    Fill { column: usize },
    /// The upgrade is told that the file does not have it.
    Lack { removed: usize },
}

/// A record of a file.
#[derive(Clone, Debug)]
pub(crate) struct Record {
    pub(crate) node: NodeId,
    /// In bytes.
    pub(crate) size: usize,
    /// The type of all its numbers, if they are of one.
    pub(crate) only: Option<Number>,
    /// The offset and size of each field.
    pub(crate) fields: Vec<(usize, usize)>,
}

/// How an enum is read.
#[derive(Clone, Debug)]
pub(crate) struct Variants {
    /// What becomes of each variant of the file.
    pub(crate) arms: Vec<Arm>,
    /// Whether any of the file's variants has fields, so that the column may have a length.
    pub(crate) has_fields: bool,
    /// How many variants the program's type has, the one for unknown ones apart.
    pub(crate) variants: usize,
    /// The version of the file's type.
    pub(crate) from: u32,
    /// Whether the values are upgraded from that version.
    pub(crate) upgrade: bool,
}

/// What becomes of a variant of the file.
#[derive(Clone, Debug)]
pub(crate) struct Arm {
    /// The file's name of it.
    pub(crate) name: String,
    pub(crate) aim: Aim,
}

#[derive(Clone, Debug)]
pub(crate) enum Aim {
    /// A variant of the program's.
    Variant { index: u32, fields: Fields },
    /// The variant for unknown ones; these columns are stepped over.
    Other(Vec<NodeId>),
    /// One that was removed, and whose values are converted.
    Convert { removed: usize, step: Step },
    /// One that was removed: a value of it is an error.
    Removed,
    /// One that a newer version has added: so is that.
    Newer,
}

impl Plan {
    /// How the root is read.
    pub(crate) fn root(&self) -> Step {
        self.root
    }

    /// How the rows at a step are read.
    pub(crate) fn reading(&self, step: Step) -> &Reading {
        self.readings.get(step.0 as usize).unwrap_or(&Reading::Same)
    }

    /// The file's schema.
    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What follows from the file's schema.
    pub(crate) fn facts(&self) -> &Facts {
        &self.facts
    }
}
