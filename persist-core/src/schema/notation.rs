//! Types as a Rust programmer writes them, for messages that say what to declare.

use super::node::{Node, NodeId, Schema, Shape};

/// How many types within one another are written out.
const DEPTH: u32 = 6;

/// How many parts of one type are.
const WIDTH: usize = 16;

impl Schema {
    /// A node as a Rust type; of types that look the same on the wire, the commonest one.
    pub(crate) fn rust_type(&self, id: NodeId) -> String {
        self.written(id, DEPTH)
    }

    /// The root as a Rust type, with its version if it has one: `Player, version 2`.
    pub(crate) fn titled(&self) -> String {
        let name = self.rust_type(NodeId::ROOT);
        match self.version() {
            Some(version) => format!("{name}, version {version}"),
            None => name,
        }
    }

    fn written(&self, id: NodeId, depth: u32) -> String {
        let Node { shape, parts } = self.node(id);
        if let Some((name, _)) = shape.named() {
            return name.escape_debug().to_string();
        }
        let Some(depth) = depth.checked_sub(1) else {
            return "…".to_owned();
        };
        let part = |index: usize| parts.get(index).map_or_else(String::new, |part| self.written(*part, depth));
        match shape {
            Shape::Unit => "()".to_owned(),
            Shape::Text => "String".to_owned(),
            Shape::Option => format!("Option<{}>", part(0)),
            Shape::Sequence => format!("Vec<{}>", part(0)),
            Shape::Set => format!("HashSet<{}>", part(0)),
            Shape::Map => format!("HashMap<{}, {}>", part(0), part(1)),
            Shape::Array(count) => format!("[{}; {count}]", part(0)),
            Shape::Shared => format!("Arc<{}>", part(0)),
            Shape::Locked => format!("Mutex<{}>", part(0)),
            Shape::Tuple if parts.len() == 1 => format!("({},)", part(0)),
            Shape::Tuple => {
                let mut all: Vec<String> = (0..parts.len().min(WIDTH)).map(part).collect();
                if parts.len() > WIDTH {
                    all.push("…".to_owned());
                }
                format!("({})", all.join(", "))
            }
            leaf => leaf.word().to_owned(),
        }
    }
}
