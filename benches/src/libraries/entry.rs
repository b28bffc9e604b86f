//! A library entered in a comparison: checked once, then ready to be measured.
//!
//! The checks come first: what was decoded must equal what was encoded, for every library and
//! every operation. Only then are the tasks made, so that no wrong result is ever timed.

use std::collections::BTreeMap;
use std::hint::black_box;

use super::{Borrowing, BorrowingCodec, Codec, Contender, Library};
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
}

impl Operation {
    /// What it is called in tables and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Encode => "encode",
            Self::Decode => "decode",
            Self::Borrow => "borrow",
            Self::Size => "size",
        }
    }
}

/// The libraries entered for one value.
#[derive(Default)]
pub struct Entries<'a> {
    timed: BTreeMap<Operation, Vec<(Contender, Task<'a>)>>,
    sizes: Vec<(Contender, usize)>,
}

impl<'a> Entries<'a> {
    /// Enters a library's encoding, owned decoding and size.
    ///
    /// # Errors
    /// If the library refuses the value, or decodes it to another one.
    pub fn owned<C, T>(&mut self, value: &'a T) -> Result<()>
    where
        C: Codec<T> + 'a,
        T: PartialEq,
    {
        let mut codec = C::default();
        let bytes = codec.encode(value)?.to_vec();
        check::<C>(codec.decode(&bytes)? == *value)?;
        self.sizes.push((Contender::of::<C>(), bytes.len()));

        let mut encoder = C::default();
        self.time::<C>(Operation::Encode, move || {
            let _ = black_box(encoder.encode(black_box(value)));
        });
        self.time::<C>(Operation::Decode, move || {
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
        T: Borrowing,
    {
        let mut codec = C::default();
        let bytes = codec.encode(value)?.to_vec();
        check::<C>(codec.borrow(&bytes)? == value.view())?;

        self.time::<C>(Operation::Borrow, move || {
            let _ = black_box(codec.borrow(black_box(&bytes)));
        });
        Ok(())
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
        measures.extend(self.sizes.into_iter().map(|(contender, size)| Measure {
            operation: Operation::Size.name(),
            contender,
            value: size as f64,
            spread: None,
            unit: Unit::Bytes,
        }));
        measures
    }

    fn time<C: Library>(&mut self, operation: Operation, mut once: impl FnMut() + 'a) {
        let task: Task<'a> = Box::new(move |repeats| {
            for _ in 0..repeats {
                once();
            }
        });
        let entered = self.timed.entry(operation).or_default();
        entered.push((Contender::of::<C>(), task));
    }
}

fn check<C: Library>(equal: bool) -> Result<()> {
    if equal { Ok(()) } else { Err(format!("{}: what was decoded differs from what was encoded", C::NAME).into()) }
}
