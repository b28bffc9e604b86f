//! savefile without its header and schema, as the others write none: its fastest and smallest form.

use savefile::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Codec, Library, Standing};
use crate::Result;

const VERSION: u32 = 0;

/// savefile with a buffer that is kept.
#[derive(Default)]
pub struct Savefile {
    buffer: Vec<u8>,
}

impl Library for Savefile {
    const NAME: &'static str = "savefile";
    const STANDING: Standing = Standing::Peer;
}

impl<T: Serialize + Deserialize> Codec<T> for Savefile {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        Serializer::bare_serialize(&mut self.buffer, VERSION, value)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        let mut bytes = bytes;
        Ok(Deserializer::bare_deserialize(&mut bytes, VERSION)?)
    }
}
