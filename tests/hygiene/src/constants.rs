//! Constants and statics whose names generated code might use for its variables: a pattern would match them instead.

#![allow(non_upper_case_globals, reason = "in lower case they can be taken for variables")]

use persist_facade::saving::Persist;

/// Would be matched by a pattern `f0`.
pub const f0: u8 = 7;
/// Would be matched by a pattern `f1`.
pub const f1: u8 = 8;
/// Would be matched by a pattern `v`.
pub const v: u8 = 9;
/// Would be matched by a pattern `index`.
pub const index: u32 = 1;
/// Cannot be shadowed by a variable `value`.
pub static value: u8 = 1;
/// Cannot be shadowed by a variable `tag`.
pub static tag: u8 = 2;
/// Cannot be shadowed by a variable `rows`.
pub static rows: u8 = 3;
/// Cannot be shadowed by a variable `slots`.
pub static slots: u8 = 4;
/// Cannot be shadowed by a variable `writer`.
pub static writer: u8 = 5;
/// Cannot be shadowed by a variable `reader`.
pub static reader: u8 = 6;

/// A struct beside the constants.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving, validate = check)]
pub struct Struct {
    /// Named like a constant.
    pub f0: u8,
    /// Named like a static.
    pub value: String,
    /// A default that names a constant.
    #[persist(skip, default = f1)]
    pub skipped: u8,
}

fn check(checked: &Struct) -> Result<(), String> {
    if checked.skipped == f1 { Ok(()) } else { Err("the default was not used".to_owned()) }
}

/// An enum beside the constants.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(crate = persist_facade::saving)]
pub enum Enum {
    /// A unit variant.
    Unit,
    /// A tuple variant.
    Tuple(u8, String),
    /// A struct variant.
    Struct {
        /// Named like a constant.
        f0: u8,
        /// Named like a static.
        tag: u64,
    },
}

/// A packed struct beside the constants.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(crate = persist_facade::saving, validate = Self::check)]
#[repr(Rust, packed)]
pub struct Packed {
    /// Named like a constant.
    pub f0: u8,
    /// Named like a static.
    pub value: u64,
}

impl Packed {
    fn check(&self) -> Result<(), &'static str> {
        if self.f0 == f0 { Err("not the constant") } else { Ok(()) }
    }
}

/// Values of the types here.
#[must_use]
pub fn samples() -> (Struct, Vec<Enum>, Packed) {
    let structure = Struct { f0, value: "text".to_owned(), skipped: f1 };
    let enums = vec![Enum::Unit, Enum::Tuple(value, "text".to_owned()), Enum::Struct { f0: 3, tag: 4 }];
    (structure, enums, Packed { f0: 1, value: 2 })
}
