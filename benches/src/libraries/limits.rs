//! What the machine needs for a part of each job, whoever does it: the rows `limit`.
//!
//! | limit | beside | what it does |
//! |---|---|---|
//! | copy | encode, borrow, save | copies as many bytes as Persist writes |
//! | touch | encode, borrow | reads every number and the beginning of every text of the value |
//! | clone | decode | clones the value and drops the clone |
//! | allocate | decode, load | allocates blocks as large as those of the value, and frees them |

use std::hint::black_box;

use super::entry::{Entries, Operation};
use super::{Codec, Contender, Persist, Standing};
use crate::Result;
use crate::sets::walk::{Blocks, Touch, Walk};

/// Copied at once: large pieces would go past the caches.
const PIECE: usize = 1 << 16;

/// Enters the limits of a value; those of borrowed decoding too if it is measured.
///
/// # Errors
/// If Persist refuses the value.
pub fn enter<'a, T>(entries: &mut Entries<'a>, value: &'a T, borrowed: bool) -> Result<()>
where
    T: Clone + Walk + persist_core::Persist,
{
    let bytes = Persist::default().encode(value)?.to_vec();
    let mut blocks = Blocks::default();
    value.walk(&mut blocks);

    let borrow = borrowed.then_some(Operation::Borrow);
    for operation in [Operation::Encode, Operation::Save].into_iter().chain(borrow) {
        let (bytes, mut copy) = (bytes.clone(), Vec::new());
        entries.time(operation, limit("copy"), move || {
            copy.clear();
            for piece in black_box(&bytes).chunks(PIECE) {
                copy.extend_from_slice(piece);
            }
            black_box(&copy);
        });
    }
    for operation in [Operation::Encode].into_iter().chain(borrow) {
        entries.time(operation, limit("touch"), move || {
            let mut touch = Touch::default();
            black_box(value).walk(&mut touch);
            black_box(touch.sum);
        });
    }
    entries.time(Operation::Decode, limit("clone"), move || drop(black_box(black_box(value).clone())));
    for operation in [Operation::Decode, Operation::Load] {
        let sizes = blocks.sizes.clone();
        let mut held: Vec<Vec<u8>> = Vec::with_capacity(sizes.len());
        entries.time(operation, limit("allocate"), move || {
            held.extend(sizes.iter().map(|&bytes| Vec::with_capacity(bytes)));
            black_box(&held);
            held.clear();
        });
    }
    Ok(())
}

fn limit(name: &'static str) -> Contender {
    Contender { name: "limit", variant: Some(name), standing: Standing::Limit }
}
