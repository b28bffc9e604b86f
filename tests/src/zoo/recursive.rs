//! Types that lead back to themselves.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, LinkedList, VecDeque};
use std::rc::Rc;

use persist_core::Persist;

use super::animals::animals;
use crate::specimen::{Source, Specimen};

animals! {
    struct Tree { name: String, children: Vec<Tree> }
    struct Chain { value: u32, next: Option<Box<Chain>> }
    struct Even1 { value: u8, odd: Option<Box<Odd1>> }
    struct Odd1 { value: String, evens: Vec<Even1> }
    struct Folder { files: BTreeMap<String, u64>, folders: HashMap<String, Folder> }
    struct SharedTree { value: u16, children: Vec<Rc<SharedTree>> }
    struct Slots { value: u8, inner: [Option<Box<Slots>>; 2] }
    struct CellTree { value: Cell<u8>, next: Option<Rc<RefCell<CellTree>>> }
    struct Deque { value: bool, inner: VecDeque<Deque>, list: LinkedList<Deque>, boxed: Box<[Deque]> }
    enum Expression {
        Number(i64),
        Name(String),
        Negative(Box<Expression>),
        Sum { left: Box<Expression>, right: Box<Expression> },
        Call(String, Vec<Expression>),
    }
    enum Json {
        Null,
        Flag(bool),
        Number(f64),
        Text(String),
        List(Vec<Json>),
        Object(BTreeMap<String, Json>),
    }
}
