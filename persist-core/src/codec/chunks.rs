//! Where the codec meets the frame: pieces of encoded bytes, going out and coming in.
//!
//! The codec knows neither heads nor checksums. A [`Sink`] takes each finished piece of a
//! container, a [`Source`] hands out the next one, checked. Bare values and single pieces need
//! neither.

use crate::error::Result;

/// How a piece begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Begins {
    /// A value that is not a sequence: one row.
    Value,
    /// The group of this many (at least 1) elements of a root sequence.
    Rows(u64),
    /// In the middle of what the piece before began.
    More,
}

/// Takes the pieces of a container as the writer fills them.
pub(crate) trait Sink {
    /// Takes the finished piece that `buffer` holds from `start` on, and returns where in the
    /// buffer the next one begins: at its end, and at a multiple of 16 as `start` was.
    ///
    /// # Errors
    /// What the destination reports.
    fn piece(&mut self, begins: Begins, buffer: &mut Vec<u8>, start: usize) -> Result<usize>;

    /// Takes a piece that lies elsewhere, where the buffer has none: `bytes` as they are in the value. `None` if they are to come
    /// by way of the buffer.
    ///
    /// # Errors
    /// What the destination reports.
    fn run(&mut self, _: Begins, _bytes: &[u8], _: &mut Vec<u8>, _start: usize) -> Result<Option<usize>> {
        Ok(None)
    }

    /// The size, in bytes, at which the writer hands a piece on.
    fn piece_size(&self) -> usize;
}

/// A piece of a container that has been checked.
#[derive(Debug)]
pub(crate) struct Piece<'de> {
    pub(crate) payload: Payload<'de>,
    /// How it begins.
    pub(crate) begins: Begins,
    /// Where the payload begins in the container.
    pub(crate) offset: u64,
    /// Where what comes behind the piece begins.
    pub(crate) end: u64,
}

/// The bytes of a piece.
#[derive(Debug)]
pub(crate) enum Payload<'de> {
    /// Part of the input, from which values may borrow.
    Input(&'de [u8]),
    /// Unpacked from it, or read for this alone.
    Owned(Vec<u8>),
}

/// Hands out the pieces of a container, one after another.
pub(crate) trait Source<'de> {
    /// The next piece, which takes at most `room` bytes of memory; `None` after the end mark, which has then
    /// been checked.
    ///
    /// # Errors
    /// Damage, truncation, an unknown kind or compression, or a limit.
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>>;

    /// Hands the first `bytes` bytes of the next piece to `take`, part by part, and returns what is left of it, at most `room`
    /// bytes; `None` if they are in memory already, or if that piece has not as many or does not go on with the value. What
    /// `take` gets has not been checked before this returns.
    ///
    /// # Errors
    /// As of [`Source::next`].
    fn pour(&mut self, _bytes: u64, _room: u64, _take: &mut dyn FnMut(&[u8])) -> Result<Option<Piece<'de>>> {
        Ok(None)
    }

    /// How many bytes [`Source::pour`] may still hand out at most.
    fn pourable(&self) -> u64 {
        0
    }

    /// How many bytes of input are left at most, for sanity checks of declared counts; 0 if that is not known.
    fn remaining(&self) -> u64;

    /// Takes the memory of a piece back that nothing leads into any more.
    fn recycle(&mut self, _piece: Vec<u8>) {}
}

impl<'de, S: Source<'de>> Source<'de> for &mut S {
    fn next(&mut self, room: u64) -> Result<Option<Piece<'de>>> {
        (**self).next(room)
    }

    fn pour(&mut self, bytes: u64, room: u64, take: &mut dyn FnMut(&[u8])) -> Result<Option<Piece<'de>>> {
        (**self).pour(bytes, room, take)
    }

    fn pourable(&self) -> u64 {
        (**self).pourable()
    }

    fn remaining(&self) -> u64 {
        (**self).remaining()
    }

    fn recycle(&mut self, piece: Vec<u8>) {
        (**self).recycle(piece);
    }
}
