//! Any bytes, taken for the description of a container.
//!
//! A byte for each chunk says what it is, and a second one how long; its payload follows:
//!
//! | byte | what |
//! |---|---|
//! | bits 0 and 1 | kind: value, more, rows, or one that may be passed over |
//! | bits 2 to 6 | how many rows begin; 31: the number is the next 8 bytes |
//! | bit 7 | whether another chunk follows |
//!
//! A length of 255 stands for all bytes that are left.

use crate::container::{Chunk, Container, FORMAT_VERSION, Header};

const KINDS: [u8; 4] = [1, 2, 3, 0x80];
const MANY: u8 = 31;
const REST: u8 = 255;

/// The bytes of a fuzzer, taken from the front; where they have ended, zeros.
#[derive(Debug)]
pub struct Input<'d>(pub &'d [u8]);

impl<'d> Input<'d> {
    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or(0)
    }

    /// The next bytes, fewer at the end.
    pub fn take(&mut self, count: usize) -> &'d [u8] {
        let (taken, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// The container that is described next, with this header.
    pub fn container(&mut self, header: &Header) -> Vec<u8> {
        let mut chunks = Vec::new();
        let mut goes_on = true;
        while goes_on {
            let control = self.byte();
            goes_on = control & 0x80 != 0 && chunks.len() < 100;
            chunks.push(self.chunk(control));
        }
        Container { version: FORMAT_VERSION, kind: 0, flags: 0, header: header.clone(), chunks, end: None }.seal()
    }

    fn chunk(&mut self, control: u8) -> Chunk {
        let kind = KINDS[usize::from(control & 3)];
        let count = match control >> 2 & MANY {
            MANY => {
                let mut number = [0; 8];
                number.fill_with(|| self.byte());
                u64::from_le_bytes(number)
            }
            few => few.into(),
        };
        let length = match self.byte() {
            REST => self.0.len(),
            length => length.into(),
        };
        Chunk::new(kind, count, self.take(length))
    }
}

/// The description of a container, appended to `data`; `None` if it is none that can be described.
#[must_use]
pub fn describe(container: &Container) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    let last = container.chunks.len().checked_sub(1)?;
    for (index, chunk) in container.chunks.iter().enumerate() {
        let kind = KINDS.iter().position(|kind| *kind == chunk.kind)? as u8;
        let count = u8::try_from(chunk.count).ok().filter(|count| *count < MANY).unwrap_or(MANY);
        data.push(kind | count << 2 | u8::from(index < last) << 7);
        if count == MANY {
            data.extend(chunk.count.to_le_bytes());
        }
        let length = u8::try_from(chunk.payload.len()).ok().filter(|length| *length < REST);
        if length.is_none() && index < last {
            return None;
        }
        data.push(length.unwrap_or(REST));
        data.extend(&chunk.payload);
    }
    Some(data)
}
