//! The graph that a schema's nodes form: its least form, and the orders in which it is walked.
//!
//! Every walk keeps a stack of its own: neither a chain of types nor a hostile file decides how
//! deep the thread's becomes.

use std::collections::HashMap;

use super::node::{Node, NodeId, Schema};

/// An order in which nodes come after what they refer to.
pub(crate) struct PostOrder {
    pub(crate) nodes: Vec<NodeId>,
    /// The nodes that refer back to themselves; they have no such order.
    pub(crate) circular: Vec<NodeId>,
}

impl Schema {
    /// The schema of `root`, from nodes in any order, of which some may describe the same thing.
    ///
    /// Nodes that nothing tells apart become one (partition refinement), so that the result says
    /// what is described and nothing about how the description was put together.
    pub(super) fn minimised(nodes: &[Node], root: NodeId) -> Self {
        let class = classes(nodes);
        let mut merged: Vec<Node> = Vec::new();
        for (node, own) in nodes.iter().zip(&class) {
            // Classes are numbered by their first member.
            if *own == merged.len() {
                let parts = node.parts.iter().map(|part| NodeId::new(class[part.index()])).collect();
                merged.push(Node { shape: node.shape.clone(), parts });
            }
        }
        let order = pre_order(&merged, NodeId::new(class[root.index()]));
        let mut place = vec![NodeId::ROOT; merged.len()];
        for (new, old) in order.iter().enumerate() {
            place[old.index()] = NodeId::new(new);
        }
        let ordered = order.iter().map(|old| {
            let Node { shape, parts } = &merged[old.index()];
            Node { shape: shape.clone(), parts: parts.iter().map(|part| place[part.index()]).collect() }
        });
        Schema::from_ordered(ordered.collect())
    }

    /// An order of all nodes in which each comes after its parts, as far as `follows` says that a
    /// node's parts count.
    pub(crate) fn post_order(&self, follows: impl Fn(&Node) -> bool) -> PostOrder {
        const NEW: u8 = 0;
        const OPEN: u8 = 1;
        const DONE: u8 = 2;
        let mut state = vec![NEW; self.nodes().len()];
        let mut order = PostOrder { nodes: Vec::new(), circular: Vec::new() };
        let mut path: Vec<(NodeId, &[NodeId])> = Vec::new();
        let open = |id: NodeId| {
            let node = self.node(id);
            (id, if follows(node) { node.parts.as_slice() } else { &[] })
        };
        for start in (0..self.nodes().len()).map(NodeId::new) {
            if state[start.index()] != NEW {
                continue;
            }
            state[start.index()] = OPEN;
            path.push(open(start));
            while let Some((id, parts)) = path.last_mut() {
                let Some((part, rest)) = parts.split_first() else {
                    state[id.index()] = DONE;
                    order.nodes.push(*id);
                    path.pop();
                    continue;
                };
                *parts = rest;
                match state[part.index()] {
                    NEW => {
                        state[part.index()] = OPEN;
                        path.push(open(*part));
                    }
                    OPEN => order.circular.push(*part),
                    _ => {}
                }
            }
        }
        order
    }
}

/// For each node the number of its class: nodes of one class describe the same thing.
///
/// Begins with classes of equal shapes, and parts what refers to different classes until nothing
/// parts any more.
fn classes(nodes: &[Node]) -> Vec<usize> {
    let mut shapes = HashMap::new();
    let mut class: Vec<usize> = nodes.iter().map(|node| number(&mut shapes, &node.shape)).collect();
    let mut count = shapes.len();
    loop {
        let mut finer = HashMap::new();
        let next: Vec<usize> = nodes
            .iter()
            .zip(&class)
            .map(|(node, own)| {
                let parts: Vec<usize> = node.parts.iter().map(|part| class[part.index()]).collect();
                number(&mut finer, (*own, parts))
            })
            .collect();
        class = next;
        if finer.len() == count {
            return class;
        }
        count = finer.len();
    }
}

/// The number of a key: how many different ones were met before it first was.
fn number<K: std::hash::Hash + Eq>(numbers: &mut HashMap<K, usize>, key: K) -> usize {
    let fresh = numbers.len();
    *numbers.entry(key).or_insert(fresh)
}

/// The nodes that `root` leads to, each where a walk that takes references in order first meets it.
pub(super) fn pre_order(nodes: &[Node], root: NodeId) -> Vec<NodeId> {
    let mut met = vec![false; nodes.len()];
    let mut order = Vec::new();
    let mut ahead = vec![root];
    while let Some(id) = ahead.pop() {
        if !std::mem::replace(&mut met[id.index()], true) {
            order.push(id);
            ahead.extend(nodes[id.index()].parts.iter().rev());
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::super::node::{Fields, Shape};
    use super::*;

    fn node(shape: Shape, parts: &[usize]) -> Node {
        Node { shape, parts: parts.iter().map(|part| NodeId::new(*part)).collect() }
    }

    fn list(name: &'static str) -> Shape {
        Shape::Struct(Fields { name: name.into(), version: 1, fields: vec!["next".into()] })
    }

    #[test]
    fn a_cycle_unrolled_any_number_of_times_is_the_same_schema() {
        let once = [node(list("List"), &[1]), node(Shape::Option, &[0])];
        let expected = Schema::minimised(&once, NodeId::ROOT);
        assert_eq!(expected.nodes(), once);
        for turns in 2..6 {
            let nodes: Vec<Node> = (0..turns)
                .flat_map(|turn| {
                    let back = 2 * ((turn + 1) % turns);
                    [node(list("List"), &[2 * turn + 1]), node(Shape::Option, &[back])]
                })
                .collect();
            for root in (0..nodes.len()).step_by(2) {
                assert_eq!(Schema::minimised(&nodes, NodeId::new(root)), expected);
            }
        }
    }

    #[test]
    fn what_differs_far_away_stays_apart() {
        let nodes = [
            node(Shape::Tuple, &[1, 2]),
            node(Shape::Option, &[3]),
            node(Shape::Option, &[4]),
            node(Shape::Sequence, &[5]),
            node(Shape::Sequence, &[6]),
            node(Shape::Text, &[]),
            node(Shape::Bool, &[]),
            node(Shape::Bool, &[]),
        ];
        let schema = Schema::minimised(&nodes, NodeId::ROOT);
        let order: Vec<&str> = schema.nodes().iter().map(|node| node.shape.word()).collect();
        assert_eq!(order, ["tuple", "option", "sequence", "text", "option", "sequence", "bool"]);
    }

    #[test]
    fn numbering_is_the_pre_order_of_a_recursive_walk() {
        // 0 → 1, 2; 1 → 3, 2; 2 → 4: node 2 is met inside 1 first.
        let shapes = [Shape::Tuple, Shape::Map, Shape::Option, Shape::Text, Shape::Bool];
        let parts: [&[usize]; 5] = [&[1, 2], &[3, 2], &[4], &[], &[]];
        let nodes: Vec<Node> = shapes.into_iter().zip(parts).map(|(shape, parts)| node(shape, parts)).collect();
        let order: Vec<usize> = pre_order(&nodes, NodeId::ROOT).iter().map(|id| id.index()).collect();
        assert_eq!(order, [0, 1, 3, 2, 4]);
    }

    #[test]
    fn post_order_puts_parts_first_and_reports_cycles() {
        let nodes = vec![node(list("A"), &[1]), node(list("B"), &[2]), node(Shape::Option, &[0])];
        let schema = Schema::from_ordered(nodes);
        let inline = schema.post_order(|node| node.shape.is_inline());
        assert_eq!(inline.nodes, [2, 1, 0].map(NodeId::new));
        assert!(inline.circular.is_empty());
        assert_eq!(schema.post_order(|_| true).circular, [NodeId::ROOT]);
    }
}
