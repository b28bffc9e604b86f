//! [`Integer`]: what the integer kernels need of a number, and its single form (FORMAT.md, *Single form*).

use crate::codec::reader::Reader;
use crate::codec::writer::Writer;
use crate::error::Result;

/// A primitive integer of 1, 2, 4, 8 or 16 bytes.
pub(crate) trait Integer: Copy + Ord + Default + 'static {
    /// The unsigned integer of the same size.
    type Bits: Integer<Bits = Self::Bits>;
    /// Its size in bytes.
    const WIDTH: usize = size_of::<Self>();
    /// The most bytes of its single form.
    const SINGLE: usize;

    /// The same bits, unsigned.
    fn bits(self) -> Self::Bits;
    /// The same bits, in this type.
    fn from_bits(bits: Self::Bits) -> Self;
    /// The low 64 bits.
    fn low(self) -> u64;
    /// From the low bits; the others are lost.
    fn from_low(low: u64) -> Self;
    /// How many bits it takes, as unsigned.
    fn bit_length(self) -> u32;
    fn wrapping_add(self, other: Self) -> Self;
    fn wrapping_sub(self, other: Self) -> Self;
    fn shl(self, bits: u32) -> Self;
    fn shr(self, bits: u32) -> Self;
    /// The zigzag of the bits seen as a signed number.
    fn zigzag(self) -> Self::Bits;
    /// The inverse of [`Integer::zigzag`].
    fn from_zigzag(bits: Self::Bits) -> Self;

    /// Writes the single form; room has been made.
    fn put_single(self, writer: &mut Writer<'_>);
    /// Reads a single form.
    fn take_single(reader: &mut Reader<'_>) -> Result<Self>;
    /// Little-endian bytes to and from memory order.
    fn to_le(self) -> Self;
}

macro_rules! integer {
    ($($type:ty, $bits:ty, $signed:ty, $single:expr, $put:expr, $take:expr;)*) => {$(
        impl Integer for $type {
            type Bits = $bits;
            const SINGLE: usize = $single;

            #[inline]
            fn bits(self) -> $bits {
                self as $bits
            }
            #[inline]
            fn from_bits(bits: $bits) -> Self {
                bits as $type
            }
            #[inline]
            fn low(self) -> u64 {
                self as $bits as u64
            }
            #[inline]
            fn from_low(low: u64) -> Self {
                low as $type
            }
            #[inline]
            fn bit_length(self) -> u32 {
                <$bits>::BITS - (self as $bits).leading_zeros()
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
            fn shl(self, bits: u32) -> Self {
                self.checked_shl(bits).unwrap_or(0)
            }
            #[inline]
            fn shr(self, bits: u32) -> Self {
                self.checked_shr(bits).unwrap_or(0)
            }
            #[inline]
            fn zigzag(self) -> $bits {
                let signed = self as $signed;
                ((signed << 1) ^ (signed >> (<$signed>::BITS - 1))) as $bits
            }
            #[inline]
            fn from_zigzag(bits: $bits) -> Self {
                ((bits >> 1) ^ (bits & 1).wrapping_neg()) as $type
            }
            #[inline]
            fn put_single(self, writer: &mut Writer<'_>) {
                let put: fn($type, &mut Writer<'_>) = $put;
                put(self, writer);
            }
            #[inline]
            fn take_single(reader: &mut Reader<'_>) -> Result<Self> {
                let take: fn(&mut Reader<'_>) -> Result<$type> = $take;
                take(reader)
            }
            #[inline]
            fn to_le(self) -> Self {
                <$type>::to_le(self)
            }
        }
    )*};
}

integer! {
    u8, u8, i8, 1, |value, writer| writer.put([value]), |reader| reader.byte();
    i8, u8, i8, 1, |value, writer| writer.put([value as u8]), |reader| Ok(reader.byte()? as i8);
    u16, u16, i16, 9, |value, writer| writer.put_varint(value.into()), narrow;
    u32, u32, i32, 9, |value, writer| writer.put_varint(value.into()), narrow;
    u64, u64, i64, 9, |value, writer| writer.put_varint(value), |reader| reader.varint();
    u128, u128, i128, 17, put_long, take_long;
    i16, u16, i16, 9, |value, writer| writer.put_varint(value.zigzag().into()), |reader| Ok(Self::from_zigzag(narrow(reader)?));
    i32, u32, i32, 9, |value, writer| writer.put_varint(value.zigzag().into()), |reader| Ok(Self::from_zigzag(narrow(reader)?));
    i64, u64, i64, 9, |value, writer| writer.put_varint(value.zigzag()), |reader| Ok(Self::from_zigzag(reader.varint()?));
    i128, u128, i128, 17, |value, writer| put_long(value.zigzag(), writer), |reader| Ok(Self::from_zigzag(take_long(reader)?));
}

/// A varint that must fit a narrower type.
#[inline]
fn narrow<T: TryFrom<u64>>(reader: &mut Reader<'_>) -> Result<T> {
    let value = reader.varint()?;
    T::try_from(value).map_err(|_| too_large::<T>(value, reader))
}

#[cold]
fn too_large<T>(value: u64, reader: &Reader<'_>) -> crate::error::Error {
    reader.malformed(format!("{value} where a number of {} bits is expected", 8 * size_of::<T>()))
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
