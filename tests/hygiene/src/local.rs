//! Types inside functions, constants and blocks, where paths from outside do not reach.

use std::fmt::Debug;

use persist_facade::saving::Persist;

/// Is handed a value of a type that has no path.
pub trait Check {
    /// Saves the value, loads it, and compares.
    fn check<T: Persist + PartialEq + Debug + Clone>(&self, value: T);
}

/// Hands over a value of each local type.
pub fn check_all(check: &impl Check) {
    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(crate = persist_facade::saving)]
    struct Local<T> {
        inner: T,
        text: String,
    }

    #[derive(Persist, Debug, Clone, PartialEq)]
    #[persist(crate = persist_facade::saving)]
    enum Tree {
        Leaf(u32),
        Node { left: Box<Tree>, right: Box<Tree> },
    }

    check.check(Local { inner: 5_u8, text: "text".to_owned() });
    check.check(Local { inner: vec![Some(5_u8)], text: "text".to_owned() });
    let leaf = |number| Box::new(Tree::Leaf(number));
    check.check(Tree::Node { left: leaf(1), right: leaf(2) });
    {
        // The same name in an inner block is another type.
        #[derive(Persist, Debug, Clone, PartialEq)]
        #[persist(crate = persist_facade::saving)]
        struct Local(i8, u64);

        check.check(Local(-1, 2));
    }
    let closure = || {
        #[derive(Persist, Debug, Clone, Copy, PartialEq)]
        #[persist(crate = persist_facade::saving)]
        enum Choice {
            Yes,
            No,
        }
        check.check([Choice::Yes, Choice::No]);
    };
    closure();
}
