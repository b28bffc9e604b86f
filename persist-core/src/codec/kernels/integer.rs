//! [`Integer`]: what the integer kernels need of a number, and its single form (FORMAT.md, *Single form*).

use crate::codec::reader::Reader;
use crate::codec::varint;
use crate::codec::writer::Writer;
use crate::error::{Error, Result};

/// A primitive integer of 1, 2, 4, 8 or 16 bytes.
pub(crate) trait Integer: Copy + Ord + Default + 'static {
    /// The unsigned integer of the same size.
    type Bits: Integer<Bits = Self::Bits>;
    /// The signed integer of the same size.
    type Signed: Integer<Bits = Self::Bits>;
    /// Its size in bytes.
    const WIDTH: usize = size_of::<Self>();
    /// Its size in bits.
    const BITS: u32 = 8 * size_of::<Self>() as u32;
    /// The most bytes of its single form.
    const SINGLE: usize = match size_of::<Self>() {
        1 => 1,
        16 => 17,
        _ => varint::MAX,
    };
    /// Whether it has numbers below zero.
    const SIGNED: bool;
    /// Whether its single form is that of its zigzag.
    const ZIGZAG: bool = Self::SIGNED && size_of::<Self>() > 1;

    /// The same bits, and zeros above them.
    fn wide(self) -> u128;
    /// The low bits; the others are lost.
    fn from_wide(wide: u128) -> Self;
    /// Little-endian bytes to and from memory order.
    fn to_le(self) -> Self;

    /// The low 64 bits.
    #[inline]
    fn low(self) -> u64 {
        self.wide() as u64
    }
    /// From the low bits; the others are lost.
    #[inline]
    fn from_low(low: u64) -> Self {
        Self::from_wide(low.into())
    }
    /// How many bits it takes, as unsigned.
    #[inline]
    fn bit_length(self) -> u32 {
        if Self::BITS <= 64 { 64 - self.low().leading_zeros() } else { 128 - self.wide().leading_zeros() }
    }
    fn wrapping_add(self, other: Self) -> Self;
    fn wrapping_sub(self, other: Self) -> Self;
    /// The zigzag of the bits seen as a signed number.
    fn zigzag(self) -> Self::Bits;
    /// The inverse of [`Integer::zigzag`].
    #[inline]
    fn from_zigzag(bits: Self::Bits) -> Self {
        Self::from_wide(bits.wide() >> 1 ^ (bits.wide() & 1).wrapping_neg())
    }

    /// Writes the single form; room has been made.
    #[inline]
    fn put_single(self, writer: &mut Writer<'_>) {
        let bits = if Self::ZIGZAG { self.zigzag().wide() } else { self.wide() };
        match Self::WIDTH {
            1 => writer.put([bits as u8]),
            16 => put_long(bits, writer),
            _ => writer.put_varint(bits as u64),
        }
    }
    /// Reads a single form.
    #[inline]
    fn take_single(reader: &mut Reader<'_>) -> Result<Self> {
        let bits = match Self::WIDTH {
            1 => reader.byte()?.into(),
            16 => take_long(reader)?,
            _ => reader.varint()?.into(),
        };
        if Self::BITS < 64 && bits >> Self::BITS != 0 {
            return Err(too_large(bits, Self::BITS, reader));
        }
        Ok(if Self::ZIGZAG { Self::from_zigzag(Self::Bits::from_wide(bits)) } else { Self::from_wide(bits) })
    }
}

/// The same numbers, seen as signed or unsigned.
pub(super) fn seen_as<T: Integer, U: Integer<Bits = T::Bits>>(values: &[T]) -> &[U] {
    const { assert!(size_of::<T>() == size_of::<U>() && align_of::<T>() == align_of::<U>()) };
    // SAFETY: numbers of one size and alignment, of which every bit pattern is one.
    unsafe { std::slice::from_raw_parts(values.as_ptr().cast(), values.len()) }
}

/// What tells signed columns from unsigned ones: the order of their numbers, and their single forms. So they are written as
/// unsigned ones of their size, by the same code.
#[derive(Clone, Copy)]
pub(super) struct Order {
    signed: bool,
}

impl Order {
    pub(super) const UNSIGNED: Self = Order { signed: false };
    pub(super) const SIGNED: Self = Order { signed: true };

    /// That of a column of `T`.
    pub(super) const fn of<T: Integer>() -> Self {
        Order { signed: T::SIGNED }
    }

    /// The least and the greatest value; of no values, zeros.
    #[inline(always)]
    pub(super) fn extremes<B: Integer<Bits = B>>(self, values: &[B]) -> (B, B) {
        if !self.signed {
            return extremes(values);
        }
        let (least, most) = extremes(seen_as::<B, B::Signed>(values));
        (B::from_wide(least.wide()), B::from_wide(most.wide()))
    }

    /// Writes the single form of a value; room has been made.
    #[inline]
    pub(super) fn put_single<B: Integer<Bits = B>>(self, value: B, writer: &mut Writer<'_>) {
        let zigzag = self.signed && B::Signed::ZIGZAG;
        (if zigzag { value.zigzag() } else { value }).put_single(writer);
    }
}

/// The least and the greatest value; of no values, zeros.
#[inline(always)]
pub(super) fn extremes<T: Integer>(values: &[T]) -> (T, T) {
    let Some(first) = values.first() else {
        return (T::default(), T::default());
    };
    values.iter().fold((*first, *first), |(least, most), value| {
        (if *value < least { *value } else { least }, if *value > most { *value } else { most })
    })
}

macro_rules! integers {
    ($($type:ty, $bits:ty, $signed:ty;)*) => {$(
        impl Integer for $type {
            type Bits = $bits;
            type Signed = $signed;
            const SIGNED: bool = <$type>::MIN != 0;

            #[inline]
            fn wide(self) -> u128 {
                self as $bits as u128
            }
            #[inline]
            fn from_wide(wide: u128) -> Self {
                wide as $type
            }
            #[inline]
            fn to_le(self) -> Self {
                <$type>::to_le(self)
            }
            #[inline]
            fn wrapping_add(self, other: Self) -> Self {
                <$type>::wrapping_add(self, other)
            }
            #[inline]
            fn wrapping_sub(self, other: Self) -> Self {
                <$type>::wrapping_sub(self, other)
            }
            #[inline]
            fn zigzag(self) -> $bits {
                let bits = self as $bits;
                bits << 1 ^ (bits >> (<$bits>::BITS - 1)).wrapping_neg()
            }
        }
    )*};
}

integers! {
    u8, u8, i8;
    u16, u16, i16;
    u32, u32, i32;
    u64, u64, i64;
    u128, u128, i128;
    i8, u8, i8;
    i16, u16, i16;
    i32, u32, i32;
    i64, u64, i64;
    i128, u128, i128;
}

#[cold]
fn too_large(value: u128, bits: u32, reader: &Reader<'_>) -> Error {
    reader.malformed(format!("{value} where a number of {bits} bits is expected"))
}

/// A byte that counts, then that many bytes.
fn put_long(value: u128, writer: &mut Writer<'_>) {
    let count = value.bit_length().div_ceil(8) as u8;
    writer.put([count]);
    let bytes = value.to_le_bytes();
    // SAFETY: the bytes are an array of 16, of which `count` ≤ 16 are copied; room was made for the
    // single form, 17 bytes.
    unsafe { writer.put_from(bytes.as_ptr(), usize::from(count)) }
}

fn take_long(reader: &mut Reader<'_>) -> Result<u128> {
    let count = usize::from(reader.byte()?);
    let mut bytes = [0; 16];
    let Some(low) = bytes.get_mut(..count) else {
        return Err(reader.malformed(format!("a 128-bit number of {count} bytes")));
    };
    let from = reader.slice(count)?;
    if from.last() == Some(&0) {
        return Err(reader.malformed("a 128-bit number in more bytes than it needs"));
    }
    low.copy_from_slice(from);
    Ok(u128::from_le_bytes(bytes))
}
