//! From one piece of a container to the next: when one is asked for, and how long the one before is kept.

use super::{POURED, Reader};
use crate::codec::chunks::{Begins, Payload, Piece};
use crate::error::Result;

/// No value in a file is aligned to more.
const MOST_ALIGNED: usize = 16;

impl<'de> Reader<'de> {
    /// Whether `bytes` bytes that come next are so many that they might be read to where they belong ([`Reader::pour`]): the
    /// payload may be cut here, and the input has as many, so that memory for them is no more than it can fill.
    pub(crate) fn may_pour(&self, bytes: usize) -> bool {
        let here = self.next == self.end && self.walk.uncut == 0 && self.begins.is_none() && self.ahead.is_none();
        let left = || self.source.as_ref().map_or(0, |source| source.remaining());
        bytes >= POURED && here && !self.forgets && bytes as u64 <= left()
    }

    /// Has the next `bytes` bytes, of which [`Reader::may_pour`] is true, read to `place`; false if they are in memory already,
    /// or the payload goes on in another way.
    ///
    /// # Safety
    /// `place` is valid for writes of so many bytes, which may be written to in any case, and are all written if this is true.
    pub(crate) unsafe fn pour(&mut self, place: *mut u8, bytes: usize) -> Result<bool> {
        self.let_go();
        let Some(source) = &mut self.source else { return Ok(false) };
        let mut filled = 0;
        let mut take = |part: &[u8]| {
            let count = part.len().min(bytes - filled);
            // SAFETY: no more than the caller vouches for, as counted; memory that is yet to be filled is no part of the input.
            unsafe { place.add(filled).copy_from_nonoverlapping(part.as_ptr(), count) }
            filled += count;
        };
        let Some(rest) = source.pour(bytes as u64, self.memory_left, &mut take)? else { return Ok(false) };
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
        self.begins = None;
        Ok(true)
    }

    /// Looks at how the next piece begins; `None` where there is none.
    fn look_ahead(&mut self) -> Result<Option<Begins>> {
        let ahead = match (&self.ahead, &mut self.source) {
            (None, Some(source)) => self.ahead.insert(source.next(self.memory_left)?),
            (None, None) => return Ok(None),
            (Some(ahead), _) => ahead,
        };
        Ok(ahead.as_ref().map(|piece| piece.begins))
    }

    /// Goes on with the next piece; false where there is none.
    pub(super) fn next_piece(&mut self) -> Result<bool> {
        if self.look_ahead()?.is_none() {
            return Ok(false);
        }
        let Some(piece) = self.ahead.take().flatten() else {
            return Ok(false);
        };
        self.begin_piece(piece)?;
        Ok(true)
    }

    fn begin_piece(&mut self, piece: Piece<'de>) -> Result<()> {
        let Piece { payload, begins, offset, end: position } = piece;
        self.grant(position.saturating_mul(self.settings.times_input));
        if begins != Begins::More || self.forgets {
            self.give_back_pieces();
        }
        let std::ops::Range { start, end } = match payload {
            Payload::Input(bytes) => {
                self.lends = true;
                bytes.as_ptr_range()
            }
            // Nothing leads into it.
            Payload::Owned(bytes) if bytes.is_empty() => {
                self.recycle(bytes);
                [].as_ptr_range()
            }
            Payload::Owned(bytes) => {
                self.lends = false;
                self.charge(bytes.len())?;
                let range = bytes.as_ptr_range();
                self.owned.push(bytes);
                range
            }
        };
        (self.start, self.next, self.end) = (start, start, end);
        (self.offset, self.begins) = (offset, Some(begins));
        Ok(())
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
        for piece in std::mem::take(&mut self.owned) {
            self.memory_left += piece.len() as u64;
            self.recycle(piece);
        }
        // Nothing may be read before there is a piece again.
        self.offset = self.offset();
        (self.start, self.next, self.end) = ([].as_ptr(), [].as_ptr(), [].as_ptr());
    }

    fn recycle(&mut self, piece: Vec<u8>) {
        if let Some(source) = &mut self.source {
            source.recycle(piece);
        }
    }

    /// A place where the payload may have been cut: goes on with the next piece if this one is used
    /// up and the next one continues it.
    #[inline]
    pub(crate) fn cut(&mut self) -> Result<()> {
        if self.next == self.end && self.source.is_some() { self.go_on(false) } else { Ok(()) }
    }

    /// Such a place behind values that are owned: if that is all there is, what they came from is given back.
    #[inline]
    pub(crate) fn cut_behind_owned(&mut self) -> Result<()> {
        if self.next == self.end && self.source.is_some() { self.go_on(true) } else { Ok(()) }
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
        if self.begins.is_none() && self.look_ahead()? == Some(Begins::More) {
            self.next_piece()?;
            self.begins = None;
        }
        Ok(())
    }

    /// Whether the container has one value, and is at its beginning.
    pub(crate) fn at_value(&self) -> bool {
        self.begins == Some(Begins::Value)
    }

    /// Begins the one value of a container.
    pub(crate) fn begin_value(&mut self) -> Result<()> {
        match (self.begins.take(), &self.source) {
            (Some(Begins::Value), _) | (None, None) => Ok(()),
            _ => Err(self.malformed("the container has no chunk with a single value where one is expected")),
        }
    }

    /// Begins the next group of a root sequence, and returns its count; `None` after the last one.
    pub(crate) fn begin_group(&mut self) -> Result<Option<u64>> {
        if self.begins.is_none() {
            if self.left() > 0 {
                return Err(self.trailing());
            }
            if !self.next_piece()? {
                return Ok(None);
            }
        }
        match self.begins.take() {
            Some(Begins::Rows(count)) if count > 0 => Ok(Some(count)),
            _ => Err(self.malformed("a chunk does not begin a group of elements where one is expected")),
        }
    }
}
