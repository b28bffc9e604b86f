//! A library entered in a comparison: checked once, then ready to be measured.
//!
//! The checks come first: what was decoded must equal what was encoded, for every library and
//! every operation. Only then are the tasks made, so that no wrong result is ever timed.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use rkyv::util::AlignedVec;

use super::files::{self, Filed};
use super::{BorrowingCodec, Codec, Contender, Standing};
use crate::Result;
use crate::measure::{Pace, Task, interleave};
use crate::report::{Measure, Unit};

/// What is measured of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    /// Encode into a reused buffer.
    Encode,
    /// Decode to an owned value, and drop it.
    Decode,
    /// Decode to a value that borrows from the bytes, and drop it.
    Borrow,
    /// The bytes that were written.
    Size,
    /// The same, compressed by zstd at level 3.
    Zstd,
    /// Encode and write to a file.
    Save,
    /// Read a file, decode to an owned value, and drop it.
    Load,
}

impl Operation {
    /// All, in the order in which tables have them.
    pub const ALL: [Self; 7] =
        [Self::Encode, Self::Decode, Self::Borrow, Self::Size, Self::Zstd, Self::Save, Self::Load];

    /// What it is called in tables and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Encode => "encode",
            Self::Decode => "decode",
            Self::Borrow => "borrow",
            Self::Size => "size",
            Self::Zstd => "zstd",
            Self::Save => "save",
            Self::Load => "load",
        }
    }
}

/// The libraries entered for one value.
#[derive(Default)]
pub struct Entries<'a> {
    timed: BTreeMap<Operation, Vec<(Contender, Task<'a>)>>,
    exact: BTreeMap<Operation, Vec<(Contender, usize)>>,
}

impl<'a> Entries<'a> {
    /// Enters a library's encoding, owned decoding and size, of which a `head` does not count.
    ///
    /// # Errors
    /// If the library refuses the value, or decodes it to another one.
    pub fn owned<C, T>(&mut self, value: &'a T, head: usize) -> Result<()>
    where
        C: Codec<T> + 'a,
        T: PartialEq,
    {
        let contender = Contender::of::<C>();
        let (mut codec, bytes) = encoded::<C, T>(value)?;
        check(contender, codec.decode(&bytes)? == *value)?;
        self.exact(Operation::Size, contender, bytes.len() - head);
        self.exact(Operation::Zstd, contender, zstd::bulk::compress(&bytes[head..], 3)?.len());

        let mut encoder = C::default();
        self.time(Operation::Encode, contender, move || {
            let _ = black_box(encoder.encode(black_box(value)));
        });
        self.time(Operation::Decode, contender, move || {
            let _ = black_box(codec.decode(black_box(&bytes)));
        });
        Ok(())
    }

    /// Enters a library's borrowed decoding.
    ///
    /// # Errors
    /// If the library refuses the value, or decodes it to another one.
    pub fn borrowed<C, T>(&mut self, value: &'a T) -> Result<()>
    where
        C: BorrowingCodec<T> + 'a,
    {
        let mut contender = Contender::of::<C>();
        if !C::DECODES {
            contender.standing = Standing::Shown;
        }
        let (mut codec, bytes) = encoded::<C, T>(value)?;
        check(contender, C::shows(&codec.borrow(&bytes)?, value)?)?;

        self.time(Operation::Borrow, contender, move || {
            let _ = black_box(codec.borrow(black_box(&bytes)));
        });
        Ok(())
    }

    /// Enters how one of ours saves to and loads from a file in a folder.
    ///
    /// # Errors
    /// If the value is not saved, or loaded as another one.
    pub fn filed<C, T>(&mut self, value: &'a T, folder: &Path) -> Result<()>
    where
        C: Filed<T> + 'a,
        T: PartialEq,
    {
        let contender = Contender::of::<C>();
        let path = folder.join(C::NAME);
        let mut filed = C::default();
        filed.save(&path, value)?;
        check(contender, filed.load(&path)? == *value)?;

        let (mut saver, other) = (C::default(), folder.join(format!("{}-saved", C::NAME)));
        self.time(Operation::Save, contender, move || {
            let _ = black_box(saver.save(&other, black_box(value)));
        });
        self.time(Operation::Load, contender, move || {
            let _ = black_box(filed.load(&path));
        });
        Ok(())
    }

    /// Enters a peer's bytes, written to a file in a folder and read from it: as durably as ours, and, to be shown, plainly.
    ///
    /// # Errors
    /// If a file cannot be written, or the value is loaded as another one.
    pub fn written<C, T>(&mut self, value: &'a T, folder: &Path) -> Result<()>
    where
        C: Codec<T> + 'a,
        T: PartialEq,
    {
        self.filed::<files::Durably<C>, T>(value, folder)?;
        let plain = Contender { variant: Some(files::PLAIN), standing: Standing::Shown, ..Contender::of::<C>() };
        let (mut codec, path) = (C::default(), folder.join(format!("{}-plain", C::NAME)));
        std::fs::write(&path, codec.encode(value)?)?;
        self.time(Operation::Save, plain, move || {
            let _ = black_box(codec.encode(black_box(value)).and_then(|bytes| Ok(std::fs::write(&path, bytes)?)));
        });
        Ok(())
    }

    /// Enters something else that is done.
    pub fn time(&mut self, operation: Operation, contender: Contender, mut once: impl FnMut() + 'a) {
        let task: Task<'a> = Box::new(move |repeats| {
            for _ in 0..repeats {
                once();
            }
        });
        self.timed.entry(operation).or_default().push((contender, task));
    }

    /// Enters a number of bytes.
    pub fn exact(&mut self, operation: Operation, contender: Contender, bytes: usize) {
        self.exact.entry(operation).or_default().push((contender, bytes));
    }

    /// Measures everything, operation by operation, the libraries of each interleaved.
    pub fn measure(self, pace: Pace) -> Vec<Measure> {
        let mut measures = Vec::new();
        for (operation, entered) in self.timed {
            let (contenders, mut tasks): (Vec<_>, Vec<_>) = entered.into_iter().unzip();
            let timings = interleave(&mut tasks, pace);
            measures.extend(contenders.into_iter().zip(timings).map(|(contender, timing)| Measure {
                operation: operation.name(),
                contender,
                value: timing.median,
                spread: Some(timing.spread),
                unit: Unit::Nanoseconds,
            }));
        }
        for (operation, entered) in self.exact {
            measures.extend(entered.into_iter().map(|(contender, bytes)| Measure {
                operation: operation.name(),
                contender,
                value: bytes as f64,
                spread: None,
                unit: Unit::Bytes,
            }));
        }
        measures
    }
}

/// A library that has encoded a value, and the bytes, which are aligned as they should be.
fn encoded<C: Codec<T>, T>(value: &T) -> Result<(C, AlignedVec)> {
    let mut codec = C::default();
    let mut bytes = AlignedVec::new();
    bytes.extend_from_slice(codec.encode(value)?);
    Ok((codec, bytes))
}

/// Requires that what came back is what was given.
///
/// # Errors
/// If it is not.
pub fn check(contender: Contender, equal: bool) -> Result<()> {
    if equal { Ok(()) } else { Err(format!("{contender}: what was decoded differs from what was encoded").into()) }
}
