//! What cannot be resolved, gathered so that a program's author sees all of it at once.

use crate::error::{Error, ErrorKind, Result};
use crate::schema::history::Target;
use crate::schema::node::Schema;

/// How many problems are told; a file of quite another shape has hundreds.
const TOLD: usize = 24;

/// What sort of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// Something has a form that the program has not declared.
    Form,
    /// A type is of a newer version.
    Newer,
    /// The root is another type.
    Type,
}

/// The problems of one resolution.
#[derive(Debug, Default)]
pub(super) struct Problems {
    told: Vec<String>,
    count: usize,
    worst: Option<Fault>,
    /// What to do if the root is another type.
    help: Option<String>,
}

impl Problems {
    /// Whether the next one will be told, and not only counted.
    pub(super) fn are_told(&self) -> bool {
        self.told.len() < TOLD
    }

    /// Adds one: where it is, what it is, and what to do.
    pub(super) fn add(&mut self, fault: Fault, path: String, text: String, help: String) {
        self.count += 1;
        self.worst = self.worst.max(Some(fault));
        if fault == Fault::Type {
            self.help = Some(help);
        } else if self.are_told() {
            self.told.push(format!("{path}: {text}; {help}"));
        }
    }

    /// The error that tells them all, if there are any.
    pub(super) fn into_result(self, file: &Schema, target: &Target) -> Result<()> {
        let kind = match self.worst {
            None => return Ok(()),
            Some(Fault::Form) => ErrorKind::Incompatible,
            Some(Fault::Newer) => ErrorKind::NewerVersion,
            Some(Fault::Type) => {
                let message = format!("it holds {}, and {} was asked for", file.titled(), target.schema.titled());
                let error = Error::new(ErrorKind::TypeMismatch, message);
                return Err(self.help.into_iter().fold(error, Error::help));
            }
        };
        let mut message =
            format!("it holds {}, which cannot be read as the program's {}:", file.titled(), target.schema.titled());
        for told in &self.told {
            message += "\n  ";
            message += told;
        }
        if self.count > self.told.len() {
            message += &format!("\n  and {} more", self.count - self.told.len());
        }
        Err(Error::new(kind, message))
    }
}
