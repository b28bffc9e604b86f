//! From one piece of a container to the next: when one is asked for, and how long the one before is kept.

use std::ops::Range;

use super::{POURED, Reader, Rest};
use crate::codec::chunks::{Begins, Payload, Piece, Source};
use crate::codec::late::Late;
use crate::error::Result;

/// No value in a file is aligned to more.
const MOST_ALIGNED: usize = 16;

/// The pieces of a container.
pub(super) struct Pieces<'de> {
    source: Box<dyn Source<'de> + 'de>,
    /// The next one, or the end, where it has been looked at and does not go on with this value.
    ahead: Option<Option<Piece<'de>>>,
    /// How the present one began, until somebody has asked.
    begins: Option<Begins>,
    /// Those that are no part of the input, as long as something may lead into them.
    owned: Vec<Vec<u8>>,
    /// Whether nothing ever leads into one that has been read.
    forgets: bool,
}

impl<'de> Pieces<'de> {
    pub(super) fn of(source: Box<dyn Source<'de> + 'de>) -> Self {
        Pieces { source, ahead: None, begins: None, owned: Vec::new(), forgets: false }
    }

    /// How many bytes of input are left behind the present one at most.
    pub(super) fn remaining(&self) -> u64 {
        self.source.remaining()
    }

    /// Looks at the next one, which takes at most `room` bytes of memory; `None` where there is none.
    fn look_ahead(&mut self, room: u64) -> Result<Option<Begins>> {
        let ahead = match &self.ahead {
            None => self.ahead.insert(self.source.next(room)?),
            Some(ahead) => ahead,
        };
        Ok(ahead.as_ref().map(|piece| piece.begins))
    }
}

impl<'de> Reader<'de> {
    #[inline]
    pub(super) fn pieces(&self) -> Option<&Pieces<'de>> {
        self.rest.get().and_then(|rest| rest.pieces.as_ref())
    }

    /// Reads without building anything: of the pieces that have been read, nothing is kept.
    pub(crate) fn forget_pieces(&mut self) {
        if let Some(pieces) = pieces_mut(&mut self.rest) {
            pieces.forgets = true;
        }
    }

    /// Whether `bytes` bytes that come next are so many that they might be read to where they belong ([`Reader::pour`]): the
    /// payload may be cut here, and the input has as many, so that memory for them is no more than it can fill.
    pub(crate) fn may_pour(&self, bytes: usize) -> bool {
        bytes >= POURED
            && self.next == self.end
            && self.walk.uncut == 0
            && self.pieces().is_some_and(|pieces| {
                pieces.begins.is_none()
                    && pieces.ahead.is_none()
                    && !pieces.forgets
                    && bytes as u64 <= pieces.source.pourable()
            })
    }

    /// Has the next `bytes` bytes, of which [`Reader::may_pour`] is true, read to `place`; false if they are in memory already,
    /// or the payload goes on in another way.
    ///
    /// # Safety
    /// `place` is valid for writes of so many bytes, which may be written to in any case, and are all written if this is true.
    pub(crate) unsafe fn pour(&mut self, place: *mut u8, bytes: usize) -> Result<bool> {
        self.let_go();
        let Some(pieces) = pieces_mut(&mut self.rest) else { return Ok(false) };
        let mut filled = 0;
        let mut take = |part: &[u8]| {
            let count = part.len().min(bytes - filled);
            // SAFETY: no more than the caller vouches for, as counted; memory that is yet to be filled is no part of the input.
            unsafe { place.add(filled).copy_from_nonoverlapping(part.as_ptr(), count) }
            filled += count;
        };
        let Some(rest) = pieces.source.pour(bytes as u64, self.memory_left, &mut take)? else { return Ok(false) };
        if filled < bytes {
            return Err(self.malformed("a piece that is shorter than it was said to be"));
        }
        self.begin_piece(rest)?;
        // How the rest lies is told from where the piece began.
        if self.left() > 0 {
            let before = bytes % MOST_ALIGNED;
            self.start = self.start.wrapping_sub(before);
            self.offset = self.offset.saturating_sub(before as u64);
        }
        self.take_begins();
        Ok(true)
    }

    /// How the present piece began, if nobody has asked.
    fn take_begins(&mut self) -> Option<Begins> {
        pieces_mut(&mut self.rest)?.begins.take()
    }

    /// Goes on with the next piece; false where there is none.
    pub(super) fn next_piece(&mut self) -> Result<bool> {
        let Some(pieces) = pieces_mut(&mut self.rest) else { return Ok(false) };
        pieces.look_ahead(self.memory_left)?;
        let Some(piece) = pieces.ahead.take().flatten() else { return Ok(false) };
        self.begin_piece(piece)?;
        Ok(true)
    }

    /// Whether there is something behind the present piece, or in it that nobody has asked for.
    #[inline(never)]
    pub(super) fn goes_on(&mut self) -> Result<bool> {
        Ok(self.take_begins().is_some() || self.next_piece()?)
    }

    fn begin_piece(&mut self, piece: Piece<'de>) -> Result<()> {
        let Piece { payload, begins, offset, end: position } = piece;
        self.grant(position.saturating_mul(self.settings.times_input));
        if begins != Begins::More || self.pieces().is_some_and(|pieces| pieces.forgets) {
            self.give_back_pieces();
        }
        let Range { start, end } = match payload {
            Payload::Input(bytes) => {
                self.lends = true;
                bytes.as_ptr_range()
            }
            Payload::Owned(bytes) => {
                self.lends = false;
                self.charge(bytes.len())?;
                self.keep(bytes)
            }
        };
        (self.start, self.next, self.end) = (start, start, end);
        self.offset = offset;
        if let Some(pieces) = pieces_mut(&mut self.rest) {
            pieces.begins = Some(begins);
        }
        Ok(())
    }

    /// Keeps a piece, unless it is empty; returns where it lies.
    fn keep(&mut self, piece: Vec<u8>) -> Range<*const u8> {
        let range = piece.as_ptr_range();
        match pieces_mut(&mut self.rest) {
            Some(pieces) if piece.is_empty() => pieces.source.recycle(piece),
            Some(pieces) => pieces.owned.push(piece),
            None => {}
        }
        range
    }

    /// Raises the limit, if it is lower.
    fn grant(&mut self, memory: u64) {
        let more = memory.saturating_sub(self.memory_granted);
        self.memory_granted += more;
        self.memory_left = self.memory_left.saturating_add(more);
    }

    /// Gives back the pieces, if all values so far are owned but for those of blocks, of which there is none.
    fn let_go(&mut self) {
        if self.walk.located == 0 {
            self.give_back_pieces();
        }
    }

    /// Gives back the pieces that are no part of the input: where a value or group begins, what came before is owned.
    fn give_back_pieces(&mut self) {
        if let Some(pieces) = pieces_mut(&mut self.rest) {
            for piece in pieces.owned.drain(..) {
                self.memory_left += piece.len() as u64;
                pieces.source.recycle(piece);
            }
        }
        // Nothing may be read before there is a piece again.
        self.offset = self.offset();
        (self.start, self.next, self.end) = ([].as_ptr(), [].as_ptr(), [].as_ptr());
    }

    /// A place where the payload may have been cut: goes on with the next piece if this one is used
    /// up and the next one continues it.
    #[inline]
    pub(crate) fn cut(&mut self) -> Result<()> {
        if self.next == self.end && self.in_container() { self.go_on(false) } else { Ok(()) }
    }

    /// Such a place behind values that are owned: if that is all there is, what they came from is given back.
    #[inline]
    pub(crate) fn cut_behind_owned(&mut self) -> Result<()> {
        if self.next == self.end && self.in_container() { self.go_on(true) } else { Ok(()) }
    }

    #[cold]
    #[inline(never)]
    fn go_on(&mut self, owned: bool) -> Result<()> {
        if self.walk.uncut > 0 {
            return Ok(());
        }
        if owned {
            self.let_go();
        }
        let room = self.memory_left;
        if let Some(pieces) = pieces_mut(&mut self.rest)
            && pieces.begins.is_none()
            && pieces.look_ahead(room)? == Some(Begins::More)
        {
            self.next_piece()?;
            self.take_begins();
        }
        Ok(())
    }

    /// Whether the container has one value, and is at its beginning.
    pub(crate) fn at_value(&self) -> bool {
        self.pieces().is_some_and(|pieces| pieces.begins == Some(Begins::Value))
    }

    /// Begins the one value of a container.
    pub(crate) fn begin_value(&mut self) -> Result<()> {
        match self.take_begins() {
            Some(Begins::Value) => Ok(()),
            None if !self.in_container() => Ok(()),
            _ => Err(self.malformed("the container has no chunk with a single value where one is expected")),
        }
    }

    /// Begins the next group of a root sequence, and returns its count; `None` after the last one.
    pub(crate) fn begin_group(&mut self) -> Result<Option<u64>> {
        if self.pieces().is_none_or(|pieces| pieces.begins.is_none()) {
            if self.left() > 0 {
                return Err(self.trailing());
            }
            if !self.next_piece()? {
                return Ok(None);
            }
        }
        match self.take_begins() {
            Some(Begins::Rows(count)) if count > 0 => Ok(Some(count)),
            _ => Err(self.malformed("a chunk does not begin a group of elements where one is expected")),
        }
    }
}

/// Not of the reader, of which other parts change meanwhile.
fn pieces_mut<'r, 'de>(rest: &'r mut Late<Rest<'de>>) -> Option<&'r mut Pieces<'de>> {
    rest.get_mut().and_then(|rest| rest.pieces.as_mut())
}
