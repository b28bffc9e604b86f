//! Apache Fory in its native mode (Rust to Rust), twice: with fixed schemas, its fastest, and with compatible ones, which evolve.

use std::marker::PhantomData;

use fory::Serializer;

use super::{Codec, Library, Standing};
use crate::Result;

/// A value whose types Fory can be told. It knows types by numbers.
pub trait Registered {
    /// Registers the type of the value and all within it.
    ///
    /// # Errors
    /// If Fory refuses one.
    fn register(fory: &mut fory::Fory) -> Result<()>;
}

/// How Fory is set up.
pub trait Mode {
    /// What it is called in tables.
    const NAME: &'static str;
    /// Whether schemas may differ.
    const COMPATIBLE: bool;
}

/// Both sides have the same types.
pub struct Fixed;

/// A reader may have types of another version.
pub struct Compatible;

impl Mode for Fixed {
    const NAME: &'static str = "fory";
    const COMPATIBLE: bool = false;
}

impl Mode for Compatible {
    const NAME: &'static str = "fory-compatible";
    const COMPATIBLE: bool = true;
}

/// Fory with a buffer that is kept, and the types once it has met the value.
pub struct Fory<M> {
    fory: Option<fory::Fory>,
    buffer: Vec<u8>,
    mode: PhantomData<M>,
}

impl<M> Default for Fory<M> {
    fn default() -> Self {
        Self { fory: None, buffer: Vec::new(), mode: PhantomData }
    }
}

impl<M: Mode> Fory<M> {
    fn with<T: Registered>(fory: &mut Option<fory::Fory>) -> Result<&fory::Fory> {
        if let Some(fory) = fory {
            return Ok(fory);
        }
        // Deep documents are allowed, as by the others.
        let mut new = fory::Fory::builder()
            .xlang(false)
            .compatible(M::COMPATIBLE)
            .max_dyn_depth(1_000)
            .max_graph_memory_bytes(usize::MAX >> 1)
            .build();
        T::register(&mut new)?;
        Ok(fory.insert(new))
    }
}

impl<M: Mode> Library for Fory<M> {
    const NAME: &'static str = M::NAME;
    const STANDING: Standing = Standing::Peer;
}

impl<M: Mode, T: Registered + Serializer<Target = T>> Codec<T> for Fory<M> {
    fn encode<'s>(&'s mut self, value: &T) -> Result<&'s [u8]> {
        self.buffer.clear();
        Self::with::<T>(&mut self.fory)?.serialize_to(&mut self.buffer, value)?;
        Ok(&self.buffer)
    }

    fn decode(&mut self, bytes: &[u8]) -> Result<T> {
        Ok(Self::with::<T>(&mut self.fory)?.deserialize(bytes)?)
    }
}
