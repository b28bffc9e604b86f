//! [`Flat`]: how the elements of a sequence lie on the wire, and whether memory looks the same.

/// How elements of a type lie in a sequence (FORMAT.md, *Sequence and set columns*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flat {
    pub(crate) wire: Wire,
    /// Whether an element's memory is, byte for byte, its fixed-width form, for every value (where
    /// encoding) or for every bit pattern (where decoding).
    pub(crate) image: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wire {
    /// Blocks of columns.
    Blocks,
    /// Single bytes, never packed.
    Bytes,
    /// Numbers or records of a fixed width, either flat or in blocks.
    Fixed { size: usize, align: usize },
}

impl Flat {
    /// Not flat: blocks of columns.
    pub const NO: Flat = Flat { wire: Wire::Blocks, image: false };

    /// Whether a sequence is, byte for byte, the memory of its elements, each of which is one byte.
    pub(crate) const fn is_bytes(self) -> bool {
        matches!(self, Flat { wire: Wire::Bytes, image: true })
    }

    /// A number of `size` bytes whose memory is its wire form on a little-endian machine.
    pub(crate) const fn number(size: usize) -> Flat {
        Flat {
            wire: if size == 1 { Wire::Bytes } else { Wire::Fixed { size, align: size } },
            image: cfg!(target_endian = "little") || size == 1,
        }
    }

    /// The record `T`, whose memory is its wire form on a little-endian machine.
    #[must_use]
    pub const fn record<T>() -> Flat {
        /// The padding of records, whatever they consist of: that of the widest number.
        const ALIGN: usize = 16;
        Flat { wire: Wire::Fixed { size: size_of::<T>(), align: ALIGN }, image: cfg!(target_endian = "little") }
    }

    /// The same on the wire, but not in memory.
    #[must_use]
    pub const fn indirect(self) -> Flat {
        Flat { image: false, ..self }
    }

    /// Of a type `S` that is, on the wire, its field of type `F` at `offset`.
    #[must_use]
    pub const fn within<S, F>(field: Flat, offset: usize) -> Flat {
        // Of the same size and at the start, the field is all of the struct's memory.
        Flat { image: field.image && size_of::<S>() == size_of::<F>() && offset == 0, ..field }
    }
}
