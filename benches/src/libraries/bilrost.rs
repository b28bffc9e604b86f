//! bilrost from the back to the front, its fastest way to encode.

use bilrost::buf::ReverseBuffer;
use bilrost::{Message, OwnedMessage};

use super::{Codec, Library, Standing};
use crate::Result;

/// bilrost with a buffer that is kept.
#[derive(Default)]
pub struct Bilrost {
    buffer: ReverseBuffer,
}

impl Library for Bilrost {
    const NAME: &'static str = "bilrost";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Message + OwnedMessage> Codec<T> for Bilrost {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        value.prepend(&mut self.buffer);
        if self.buffer.contiguous().is_none() {
            // It has grown piece by piece. From now on it is in one.
            self.buffer = ReverseBuffer::with_capacity(value.encoded_len());
            value.prepend(&mut self.buffer);
        }
        Ok(self.buffer.contiguous().ok_or("a buffer of the size that was asked for is too small")?)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(OwnedMessage::decode(bytes)?)
    }
}
