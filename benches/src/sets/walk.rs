//! A walk over all that a value consists of: what the limits are made of, which no library can pass.

use std::collections::{BTreeMap, HashMap};
use std::mem::size_of;

/// What is shown the parts of a value.
pub trait Visitor {
    /// A number, or something else without a block of its own.
    fn leaf(&mut self, bits: u64);

    /// A block of the heap, with its first byte, if it has one.
    fn block(&mut self, bytes: usize, first: Option<u8>);
}

/// A value whose parts can be shown.
pub trait Walk {
    /// Shows each leaf, and each block of the heap before what is in it.
    fn walk<V: Visitor>(&self, visitor: &mut V);
}

/// Reads every leaf and the beginning of every text: nothing that looks at all rows does less.
#[derive(Default)]
pub struct Touch {
    /// Depends on everything, so that nothing is left out.
    pub sum: u64,
}

impl Visitor for Touch {
    #[inline(always)]
    fn leaf(&mut self, bits: u64) {
        self.sum = self.sum.wrapping_add(bits);
    }

    #[inline(always)]
    fn block(&mut self, bytes: usize, first: Option<u8>) {
        self.sum = self.sum.wrapping_add(bytes as u64 + u64::from(first.unwrap_or(0)));
    }
}

/// The sizes of all blocks, in the order in which a reader meets them.
#[derive(Default)]
pub struct Blocks {
    /// Bytes, each more than none.
    pub sizes: Vec<usize>,
}

impl Visitor for Blocks {
    fn leaf(&mut self, _bits: u64) {}

    fn block(&mut self, bytes: usize, _first: Option<u8>) {
        if bytes > 0 {
            self.sizes.push(bytes);
        }
    }
}

macro_rules! leaves {
    ($($type:ty: |$value:ident| $bits:expr;)*) => {
        $(impl Walk for $type {
            #[inline(always)]
            fn walk<V: Visitor>(&self, visitor: &mut V) {
                let $value = *self;
                visitor.leaf($bits);
            }
        })*
    };
}

leaves! {
    u8: |value| value.into();
    u16: |value| value.into();
    u32: |value| value.into();
    u64: |value| value;
    i8: |value| value as u64;
    i16: |value| value as u64;
    i32: |value| value as u64;
    i64: |value| value as u64;
    f32: |value| value.to_bits().into();
    f64: |value| value.to_bits();
    bool: |value| value.into();
}

impl Walk for String {
    #[inline(always)]
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        visitor.block(self.len(), self.as_bytes().first().copied());
    }
}

impl<T: Walk> Walk for Option<T> {
    #[inline(always)]
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        visitor.leaf(self.is_some().into());
        if let Some(value) = self {
            value.walk(visitor);
        }
    }
}

impl<T: Walk> Walk for Vec<T> {
    #[inline]
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        visitor.block(self.len() * size_of::<T>(), None);
        for element in self {
            element.walk(visitor);
        }
    }
}

impl<T: Walk, const N: usize> Walk for [T; N] {
    #[inline(always)]
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        for element in self {
            element.walk(visitor);
        }
    }
}

/// The table is one block, though it is somewhat larger than its entries.
impl<K: Walk, U: Walk> Walk for HashMap<K, U> {
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        visitor.block(self.len() * size_of::<(K, U)>(), None);
        for (key, value) in self {
            key.walk(visitor);
            value.walk(visitor);
        }
    }
}

/// The nodes are a block for each six entries, as many as a tree of maps holds at least.
impl<K: Walk, U: Walk> Walk for BTreeMap<K, U> {
    fn walk<V: Visitor>(&self, visitor: &mut V) {
        const NODE: usize = 6;
        for (index, (key, value)) in self.iter().enumerate() {
            if index % NODE == 0 {
                visitor.block(2 * NODE * size_of::<(K, U)>(), None);
            }
            key.walk(visitor);
            value.walk(visitor);
        }
    }
}

macro_rules! tuples {
    ($(($($type:ident $field:tt),*))*) => {
        $(impl<$($type: Walk),*> Walk for ($($type,)*) {
            #[inline(always)]
            fn walk<V: Visitor>(&self, visitor: &mut V) {
                $(self.$field.walk(visitor);)*
            }
        })*
    };
}

tuples! {
    (A 0, B 1)
    (A 0, B 1, C 2)
}

macro_rules! walk_struct {
    ($name:ident { $($(#[$meta:meta])* $vis:vis $field:ident: $type:ty),* $(,)? }) => {
        impl $crate::sets::walk::Walk for $name {
            #[inline(always)]
            fn walk<V: $crate::sets::walk::Visitor>(&self, visitor: &mut V) {
                $($crate::sets::walk::Walk::walk(&self.$field, visitor);)*
            }
        }
    };
}

macro_rules! walk_fieldless {
    ($name:ident) => {
        impl $crate::sets::walk::Walk for $name {
            #[inline(always)]
            fn walk<V: $crate::sets::walk::Visitor>(&self, visitor: &mut V) {
                visitor.leaf(*self as u64);
            }
        }
    };
}

macro_rules! walk_enum {
    ($name:ident { $(
        $(#[$meta:meta])* $variant:ident
        $(( $(#[$payload_meta:meta])* $payload:ty $(,)? ))?
        $({ $($(#[$field_meta:meta])* $field:ident: $type:ty),* $(,)? })?
    ),* $(,)? }) => {
        impl $crate::sets::walk::Walk for $name {
            #[inline]
            fn walk<V: $crate::sets::walk::Visitor>(&self, visitor: &mut V) {
                match self {
                    $(Self::$variant $(($crate::sets::walk::named!(payload $payload)))? $({ $($field),* })? => {
                        visitor.leaf(1);
                        $(<$payload as $crate::sets::walk::Walk>::walk(payload, visitor);)?
                        $($(<$type as $crate::sets::walk::Walk>::walk($field, visitor);)*)?
                    })*
                }
            }
        }
    };
}

/// A name, once for each of something else.
macro_rules! named {
    ($name:ident $of:ty) => {
        $name
    };
}

pub(super) use {named, walk_enum, walk_fieldless, walk_struct};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_meets_every_block_and_leaf() {
        let value = vec![(Some("four".to_owned()), 1_u8), (None, 2)];
        let mut blocks = Blocks::default();
        value.walk(&mut blocks);
        assert_eq!(blocks.sizes, [2 * size_of::<(Option<String>, u8)>(), 4]);
        let mut touch = Touch::default();
        value.walk(&mut touch);
        let options = 1;
        assert_eq!(touch.sum, (blocks.sizes[0] + 4) as u64 + u64::from(b'f') + options + 1 + 2);
    }
}
