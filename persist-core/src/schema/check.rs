//! The rules that a whole schema obeys (FORMAT.md, *Schemas*), whether it was read or is about to
//! be written.

use std::collections::HashSet;

use super::facts::{Facts, broken};
use super::graph::pre_order;
use super::node::{Name, NodeId, Schema, Shape};
use crate::error::{Error, ErrorKind, Result};

/// The most nodes, the most fields of a struct, variant or tuple, and the most variants.
pub(super) const MAX_COUNT: usize = 1 << 16;

/// So few names are compared with each other, which is faster than hashing them.
const FEW: usize = 16;

/// The longest name, in bytes.
pub(crate) const MAX_NAME: usize = 4096;

impl Schema {
    /// Checks every rule, and returns what follows from the schema. That references are in range has
    /// been seen to where they were made.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(crate) fn check(&self) -> Result<Facts> {
        if self.nodes().is_empty() {
            return Err(Error::new(ErrorKind::Malformed, "a schema without nodes"));
        }
        if self.nodes().len() > MAX_COUNT {
            let count = self.nodes().len();
            return Err(Error::new(ErrorKind::Limit, format!("a schema of {count} nodes; the most are {MAX_COUNT}")));
        }
        let order = pre_order(self.nodes(), NodeId::ROOT);
        let ordered =
            order.len() == self.nodes().len() && order.iter().enumerate().all(|(place, id)| id.index() == place);
        if !ordered {
            return Err(Error::new(
                ErrorKind::Malformed,
                "the nodes of the schema are not in the order of a walk from its root",
            ));
        }
        for id in (0..self.nodes().len()).map(NodeId::new) {
            self.check_names(id)?;
        }
        Facts::of(self)
    }

    /// Checks the counts and names in one node.
    fn check_names(&self, id: NodeId) -> Result<()> {
        let node = self.node(id);
        if let Some((name, _)) = node.shape.named() {
            self.check_length(id, name)?;
        }
        match &node.shape {
            Shape::Tuple if node.parts.len() > MAX_COUNT => Err(broken(self, id, "has more than 65,536 parts")),
            Shape::Struct(fields) | Shape::Record(fields) => self.check_group(id, "field", fields.fields.iter()),
            Shape::Enum(variants) => {
                self.check_group(id, "variant", variants.variants.iter().map(|variant| &variant.name))?;
                variants.variants.iter().try_for_each(|variant| self.check_group(id, "field", variant.fields.iter()))
            }
            _ => Ok(()),
        }
    }

    /// Checks names that stand beside each other.
    fn check_group<'a>(&self, id: NodeId, what: &str, names: impl ExactSizeIterator<Item = &'a Name>) -> Result<()> {
        if names.len() > MAX_COUNT {
            return Err(broken(self, id, &format!("has more than 65,536 {what}s")));
        }
        let few = names.len() <= FEW;
        let (mut met, mut before): (HashSet<&Name>, Vec<&Name>) = Default::default();
        for name in names {
            self.check_length(id, name)?;
            let twice = match few {
                true => {
                    before.contains(&name) || {
                        before.push(name);
                        false
                    }
                }
                false => !met.insert(name),
            };
            if twice {
                let name = name.escape_debug();
                return Err(broken(self, id, &format!("has two {what}s that are called `{name}`")));
            }
        }
        Ok(())
    }

    fn check_length(&self, id: NodeId, name: &str) -> Result<()> {
        if name.len() > MAX_NAME {
            return Err(broken(self, id, "has a name of more than 4,096 bytes"));
        }
        Ok(())
    }
}
