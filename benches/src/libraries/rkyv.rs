//! rkyv: validated, as bytes from a file or from others must be; and unvalidated, which is shown but not counted.
//!
//! Its borrowed values are the archived ones, which it validates and leaves where they are.

use std::hint::black_box;

use rkyv::api::high::{HighDeserializer, HighSerializer, HighValidator};
use rkyv::bytecheck::CheckBytes;
use rkyv::rancor::Error;
use rkyv::ser::allocator::{Arena, ArenaHandle};
use rkyv::util::AlignedVec;
use rkyv::{Archive, Archived, Deserialize, Serialize};

use super::entry::{Entries, Operation, check};
use super::{BorrowingCodec, Codec, Contender, Library, Standing};
use crate::Result;

/// rkyv with a buffer and an arena that are kept.
#[derive(Default)]
pub struct Rkyv {
    buffer: AlignedVec,
    arena: Arena,
}

impl Library for Rkyv {
    const NAME: &'static str = "rkyv";
    const STANDING: Standing = Standing::Peer;
}

impl<T> Codec<T> for Rkyv
where
    T: for<'a> Serialize<HighSerializer<AlignedVec, ArenaHandle<'a>, Error>>,
    T: Archive<Archived: for<'a> CheckBytes<HighValidator<'a, Error>> + Deserialize<T, HighDeserializer<Error>>>,
{
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.clear();
        self.buffer = rkyv::api::high::to_bytes_in_with_alloc::<_, _, Error>(value, buffer, self.arena.acquire())?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(rkyv::from_bytes::<T, Error>(bytes)?)
    }
}

impl<T> BorrowingCodec<T> for Rkyv
where
    Self: Codec<T>,
    T: Archive + PartialEq + 'static,
    T::Archived: for<'a> CheckBytes<HighValidator<'a, Error>> + Deserialize<T, HighDeserializer<Error>>,
{
    type View<'de> = &'de Archived<T>;

    /// An archive is validated, and its rows are looked at by whoever uses them.
    const DECODES: bool = false;

    fn borrow<'de>(&mut self, bytes: &'de [u8]) -> Result<&'de Archived<T>> {
        Ok(rkyv::access::<Archived<T>, Error>(bytes)?)
    }

    fn shows<'v>(view: &&'v Archived<T>, value: &'v T) -> Result<bool> {
        Ok(rkyv::deserialize::<T, Error>(*view)? == *value)
    }
}

/// Enters owned decoding without validation.
///
/// # Errors
/// If rkyv refuses the value, or decodes it to another one.
pub fn enter_unvalidated<'a, T>(entries: &mut Entries<'a>, value: &'a T) -> Result<()>
where
    Rkyv: Codec<T>,
    T: Archive<Archived: Deserialize<T, HighDeserializer<Error>>> + PartialEq + 'a,
{
    let contender = Contender::shown("rkyv-unvalidated");
    let mut bytes = AlignedVec::<16>::new();
    bytes.extend_from_slice(Rkyv::default().encode(value)?);
    let decode = move || {
        // SAFETY: the bytes are those of a `T` that rkyv has just written, aligned as it asks for, and nothing else has them.
        unsafe { rkyv::from_bytes_unchecked::<T, Error>(&bytes) }
    };
    check(contender, decode()? == *value)?;
    entries.time(Operation::Decode, contender, move || {
        let _ = black_box(decode());
    });
    Ok(())
}
