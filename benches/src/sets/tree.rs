//! **tree**: a document whose parts contain parts.

use rand::RngExt;

use super::Set;
use super::random::{Random, pick, seeded};
use super::types::types;

types! {
    without_bitcode

    /// The set.
    pub struct Tree {
        root: Node,
    }

    recursive struct Node {
        kind: Kind,
        line: u32,
        text: String,
        id: Option<String>,
        #[bilrost(recurses)]
        #[rkyv(omit_bounds)]
        children: Vec<Node>,
    }

    fieldless enum Kind {
        #[bilrost(0)]
        Document,
        #[bilrost(1)]
        Section,
        #[bilrost(2)]
        Paragraph,
        #[bilrost(3)]
        Emphasis,
        #[bilrost(4)]
        Text,
    }
}

/// Parts as deep as this have no parts of their own: every library reads as much without being told.
const DEEPEST: usize = 24;

const WORDS: [&str; 12] = ["the", "tree", "of", "parts", "whole", "which", "is", "more", "than", "sum", "and", "yet"];

impl Set for Tree {
    const NAME: &'static str = "tree";
    const ROWS: usize = 100_000;

    fn generate(rows: usize) -> Self {
        let mut line = 0;
        Self { root: Node::generate(&mut seeded(), rows, 0, &mut line) }
    }
}

impl Node {
    /// A part with so many in it, itself among them.
    fn generate(random: &mut Random, nodes: usize, depth: usize, line: &mut u32) -> Self {
        *line += random.random_range(0..3_u32);
        let kind = match depth {
            0 => Kind::Document,
            _ if nodes == 1 => Kind::Text,
            1..4 => Kind::Section,
            _ => pick(random, &[Kind::Paragraph, Kind::Emphasis]),
        };
        let text = match kind {
            Kind::Text => {
                let words: Vec<_> = (0..random.random_range(1..12)).map(|_| pick(random, &WORDS)).collect();
                words.join(" ")
            }
            _ => String::new(),
        };
        let id = (kind == Kind::Section).then(|| format!("section-{line}"));
        let mut node = Self { kind, line: *line, text, id, children: Vec::new() };
        let mut left = nodes - 1;
        let mut parts = random.random_range(2..9_usize);
        while left > 0 {
            let share = match (depth + 1, parts) {
                (DEEPEST, _) => 1,
                (_, 0 | 1) => left,
                _ => random.random_range(1..=(2 * left / parts).clamp(1, left)),
            };
            node.children.push(Self::generate(random, share, depth + 1, line));
            left -= share;
            parts -= parts.min(1);
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_has_the_nodes_that_were_asked_for_and_is_not_too_deep() {
        fn measure(node: &Node) -> (usize, usize) {
            let children = node.children.iter().map(measure);
            children.fold((1, 1), |(nodes, depth), (more, below)| (nodes + more, depth.max(below + 1)))
        }
        let (nodes, depth) = measure(&Tree::generate(10_000).root);
        assert_eq!(nodes, 10_000);
        assert!((6..=DEEPEST + 1).contains(&depth), "{depth}");
    }
}
