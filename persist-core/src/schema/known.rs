//! What is remembered of a type once its schema has been built: its fingerprint, its bytes, and what
//! it declares about earlier versions.
//!
//! Building a schema takes microseconds, which is more than a message takes to be saved; so each
//! type's is built once, and what follows from it is kept for good. There are as many entries as
//! a program has types.
//!
//! An entry is found by the address of the type's description. That is enough of a key: where two
//! functions have one address they are one piece of code, and code that reads nothing but its
//! constants describes the same schema each time. (The reverse does not hold and is not needed: a
//! function with two addresses has two entries.) A `static` in a generic function, on the other
//! hand, is one for all its instances, and can remember nothing of a generic type.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::describe::{Describe, Describer, SchemaBuilder, address};
use super::fingerprint::Fingerprint;
use super::history::Target;
use super::node::Schema;
use crate::error::Result;
use crate::frame::opening::Written;

/// A type whose schema has been built.
pub(crate) struct Known {
    describe: Describer,
    fingerprint: Fingerprint,
    bytes: Box<[u8]>,
    /// Whether the schema keeps the rules of the format.
    sound: bool,
    /// What it declares about earlier versions; built once a file of one is met.
    target: OnceLock<Target>,
    /// How a container of this type opens. The frame keeps it here; it is nothing to a schema.
    pub(crate) opening: OnceLock<Written>,
}

impl Known {
    fn build(describe: Describer) -> Self {
        let schema = SchemaBuilder::build(describe);
        let bytes = schema.to_bytes().into_boxed_slice();
        let fingerprint = Fingerprint::of(&bytes);
        let sound = schema.check().is_ok();
        Known { describe, fingerprint, bytes, sound, target: OnceLock::new(), opening: OnceLock::new() }
    }

    /// The type as one that files are read as.
    pub(crate) fn target(&self) -> &Target {
        self.target.get_or_init(|| Target::of(self.describe))
    }

    /// The fingerprint of the schema.
    #[inline]
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    /// The bytes of the schema.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The schema itself, built anew.
    pub(crate) fn schema(&self) -> Schema {
        SchemaBuilder::build(self.describe)
    }

    /// Checks that the schema keeps the rules of the format.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub(crate) fn check(&self) -> Result<()> {
        if self.sound { Ok(()) } else { self.schema().check().map(drop) }
    }
}

/// All types whose schemas have been built, by the addresses of their descriptions.
static ALL: Mutex<BTreeMap<usize, &'static Known>> = Mutex::new(BTreeMap::new());

/// How many types a thread finds without the lock; a power of two.
const AT_HAND: usize = 64;

thread_local! {
    static HAND: [Cell<Option<&'static Known>>; AT_HAND] = const { [const { Cell::new(None) }; AT_HAND] };
}

/// What is known of `T`.
#[inline]
pub(crate) fn known_of<T: Describe + ?Sized>() -> &'static Known {
    known(T::describe)
}

/// What is known of what `describe` describes.
#[inline]
pub(crate) fn known(describe: Describer) -> &'static Known {
    let key = address(describe);
    HAND.with(|hand| {
        let place = &hand[place_of(key)];
        match place.get() {
            Some(known) if address(known.describe) == key => known,
            _ => {
                let known = look_up(describe);
                place.set(Some(known));
                known
            }
        }
    })
}

/// Where a thread has an address at hand: functions are aligned, so that the low bits say little.
#[inline]
fn place_of(address: usize) -> usize {
    ((address >> 4) ^ (address >> 10)) % AT_HAND
}

#[cold]
fn look_up(describe: Describer) -> &'static Known {
    let key = address(describe);
    // Nothing that panics can leave the map half changed.
    let all = || ALL.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = all().get(&key).copied() {
        return known;
    }
    // Without the lock, as others need not wait. Two threads may do the same; one of them is first.
    let built = Box::new(Known::build(describe));
    all().entry(key).or_insert_with(|| Box::leak(built))
}

#[cfg(test)]
mod tests {
    use super::super::NodeId;
    use super::super::describe::schema_of;
    use super::super::describe::tests::{Leaf, Tree};
    use super::super::outline::{Outline, Part};
    use super::*;

    #[test]
    fn what_is_known_is_what_is_built() {
        for _ in 0..2 {
            assert_eq!(known_of::<Tree>().bytes(), schema_of::<Tree>().to_bytes());
            assert_eq!(known_of::<Leaf>().bytes(), [0x03, 0x12]);
            assert_eq!(known_of::<Tree>().schema(), schema_of::<Tree>());
            assert_eq!(known_of::<Tree>().fingerprint(), Fingerprint::of(known_of::<Tree>().bytes()));
        }
        known_of::<Tree>().check().unwrap();
    }

    #[test]
    fn all_threads_know_the_same() {
        let here = std::ptr::from_ref(known_of::<Tree>()).addr();
        let there = std::thread::spawn(|| std::ptr::from_ref(known_of::<Tree>()).addr());
        assert_eq!(there.join().unwrap(), here);
    }

    #[test]
    fn a_schema_that_breaks_a_rule_is_told_each_time() {
        fn twice(builder: &mut SchemaBuilder) -> NodeId {
            let field = super::super::Field::of::<Leaf>("name");
            let named = crate::schema::Named::new("Twice", 1);
            builder.outlined(twice, &Outline::Struct { named, fields: &[field, field] })
        }
        for _ in 0..2 {
            assert!(known(twice).check().unwrap_err().to_string().contains("name"));
        }
    }

    #[test]
    fn addresses_that_share_a_place_take_turns() {
        fn array<const N: usize>(b: &mut SchemaBuilder) -> NodeId {
            b.outlined(array::<N>, &Outline::Array(N as u64, Part::of::<Leaf>()))
        }
        macro_rules! arrays {
            ($($n:literal)*) => { [$(array::<$n> as Describer, array::<{ $n + 100 }>, array::<{ $n + 200 }>, array::<{ $n + 300 }>),*] };
        }
        // More than a thread has at hand, so that some must push others out.
        let all = arrays!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29);
        for _ in 0..2 {
            for describe in all {
                assert_eq!(known(describe).bytes(), SchemaBuilder::build(describe).to_bytes());
            }
        }
    }
}
