//! The elements of a root sequence on their way out, in groups (docs/FORMAT.md, kind *rows*).
//!
//! A group ends when it has as many elements as take the memory of a piece, or when what they became is as
//! large as one. So neither the elements of a group nor its bytes are many, and whoever has the elements
//! need not have all of them at once: they are handed over block by block.

use std::iter::Fuse;

use super::BLOCK;
use super::elements::{Content, Elements};
use super::encode::Encode;
use super::writer::Writer;
use crate::error::Result;

/// The elements of a root sequence, one batch after another.
///
/// # Safety
/// What `feed` hands over stays valid until `bring` is called again.
pub(crate) unsafe trait Batches {
    /// Brings up the next elements, at most `most` (at least 1), and returns how many; fewer only if they
    /// are the last ones.
    ///
    /// # Errors
    /// What the elements' origin reports.
    fn bring(&mut self, most: usize) -> Result<usize>;

    /// Hands over what was brought up.
    ///
    /// # Errors
    /// A value that cannot be saved, or a limit.
    fn feed(&mut self, elements: &mut Elements<'_, '_>) -> Result<()>;

    /// How many elements there are in memory already.
    fn at_hand(&self) -> usize {
        0
    }
}

/// Encodes a root sequence in groups.
///
/// # Errors
/// A value that cannot be saved, a limit, what the sink reports, or what the elements' origin does.
pub(crate) fn encode_groups(kind: &'static Content, batches: &mut dyn Batches, writer: &mut Writer<'_>) -> Result<()> {
    writer.enter()?;
    let outer_far = writer.walk.begin_rows(batches.at_hand() as u64, kind.size());
    let mut done = 0_usize;
    loop {
        let most = group_size(writer.piece_size(), kind.item.size);
        let first = batches.bring(most.min(BLOCK))?;
        if first == 0 {
            break;
        }
        let count = writer.group(|writer| {
            let count = encode_group(kind, most, first, batches, writer);
            count.map_err(|error| error.in_block(done, most).of_element([usize::MAX]))
        })?;
        done = done.saturating_add(count);
    }
    writer.no_value();
    writer.walk.far = outer_far;
    writer.walk.leave();
    Ok(())
}

/// How many elements a group has at most: whole blocks, about as much memory as a piece is large.
pub(crate) fn group_size(piece: usize, size: usize) -> usize {
    (piece / size.max(1)).div_ceil(BLOCK).max(1).saturating_mul(BLOCK)
}

/// Encodes a group of `most` elements at most, of which the first batch has been brought up, and returns how
/// many there are.
fn encode_group(
    kind: &'static Content,
    most: usize,
    first: usize,
    batches: &mut dyn Batches,
    writer: &mut Writer<'_>,
) -> Result<usize> {
    let mut elements = Elements::begin(kind, most as u64, writer)?;
    let (mut count, mut batch) = (0, first);
    while batch > 0 {
        batches.feed(&mut elements)?;
        // SAFETY: nothing has been brought up since (contract of `Batches`).
        unsafe { elements.flush()? }
        count += batch;
        let last = batch % BLOCK != 0;
        if last || count >= most || elements.writer.fills_piece() {
            break;
        }
        // What lies flat is a single run, and no larger than the piece.
        let step = if elements.flat { most - count } else { BLOCK };
        batch = batches.bring(step)?;
    }
    // SAFETY: nothing is pending.
    unsafe { elements.end()? }
    Ok(count)
}

/// A slice, which is handed over in place.
pub(crate) struct SliceBatches<'v, T> {
    batch: &'v [T],
    rest: &'v [T],
}

impl<'v, T> SliceBatches<'v, T> {
    pub(crate) fn new(values: &'v [T]) -> Self {
        SliceBatches { batch: &[], rest: values }
    }
}

// SAFETY: the slice is borrowed for as long as this lives.
unsafe impl<T: Encode> Batches for SliceBatches<'_, T> {
    fn bring(&mut self, most: usize) -> Result<usize> {
        (self.batch, self.rest) = self.rest.split_at(most.min(self.rest.len()));
        Ok(self.batch.len())
    }

    fn feed(&mut self, elements: &mut Elements<'_, '_>) -> Result<()> {
        // SAFETY: the elements are borrowed, and flushed before they are no longer.
        unsafe { elements.span(self.batch.as_ptr().cast(), self.batch.len()) }
    }

    fn at_hand(&self) -> usize {
        self.rest.len()
    }
}

/// The elements of a container, each where it is.
pub(crate) struct EachOf<I> {
    values: I,
    left: usize,
    batch: usize,
}

impl<'v, T: 'v, I: Iterator<Item = &'v T>> EachOf<I> {
    /// The `count` elements that an iterator leads to.
    pub(crate) fn new(values: I, count: usize) -> Self {
        EachOf { values, left: count, batch: 0 }
    }
}

// SAFETY: the container is borrowed for as long as this lives.
unsafe impl<'v, T: Encode + 'v, I: Iterator<Item = &'v T>> Batches for EachOf<I> {
    fn bring(&mut self, most: usize) -> Result<usize> {
        self.batch = most.min(self.left);
        self.left -= self.batch;
        Ok(self.batch)
    }

    fn feed(&mut self, elements: &mut Elements<'_, '_>) -> Result<()> {
        for value in self.values.by_ref().take(self.batch) {
            // SAFETY: the elements are borrowed, and flushed before they are no longer.
            unsafe { elements.span(std::ptr::from_ref(value).cast(), 1)? }
        }
        Ok(())
    }
}

/// What an iterator makes, or fails to make, gathered batch by batch.
pub(crate) struct Gathered<T, I> {
    values: Fuse<I>,
    batch: Vec<T>,
}

impl<T, I: Iterator<Item = Result<T>>> Gathered<T, I> {
    pub(crate) fn new(values: I) -> Self {
        Gathered { values: values.fuse(), batch: Vec::new() }
    }
}

// SAFETY: the batch is changed by `bring` alone.
unsafe impl<T: Encode, I: Iterator<Item = Result<T>>> Batches for Gathered<T, I> {
    fn bring(&mut self, most: usize) -> Result<usize> {
        self.batch.clear();
        for value in self.values.by_ref().take(most) {
            self.batch.push(value?);
        }
        Ok(self.batch.len())
    }

    fn feed(&mut self, elements: &mut Elements<'_, '_>) -> Result<()> {
        // SAFETY: the batch has these elements, and is flushed before it changes.
        unsafe { elements.span(self.batch.as_ptr().cast(), self.batch.len()) }
    }
}
