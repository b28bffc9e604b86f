//! From one piece of a container to the next: when one is asked for, and how long the one before is kept.

use super::Reader;
use crate::codec::chunks::{Begins, Payload, Piece};
use crate::error::Result;

impl<'de> Reader<'de> {
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
        let Some(Piece { payload, begins, offset, end: position }) = self.ahead.take().flatten() else {
            return Ok(false);
        };
        self.grant(position.saturating_mul(self.settings.times_input));
        if begins != Begins::More || self.forgets {
            self.give_back_pieces();
        }
        let std::ops::Range { start, end } = match payload {
            Payload::Input(bytes) => {
                self.lends = true;
                bytes.as_ptr_range()
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
        Ok(true)
    }

    /// Raises the limit, if it is lower.
    fn grant(&mut self, memory: u64) {
        let more = memory.saturating_sub(self.memory_granted);
        self.memory_granted += more;
        self.memory_left = self.memory_left.saturating_add(more);
    }

    /// Gives back the pieces that are no part of the input: where a value or group begins, what came before is owned.
    fn give_back_pieces(&mut self) {
        for piece in self.owned.drain(..) {
            self.memory_left += piece.len() as u64;
            if let Some(source) = &mut self.source {
                source.recycle(piece);
            }
        }
        // Nothing may be read before there is a piece again.
        (self.start, self.next, self.end) = ([].as_ptr(), [].as_ptr(), [].as_ptr());
    }

    /// A place where the payload may have been cut: goes on with the next piece if this one is used
    /// up and the next one continues it.
    #[inline]
    pub(crate) fn cut(&mut self) -> Result<()> {
        if self.next == self.end && self.walk.uncut == 0 && self.source.is_some() { self.go_on() } else { Ok(()) }
    }

    #[cold]
    fn go_on(&mut self) -> Result<()> {
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
