//! Numbers that were narrower.

use super::misplanned;
use crate::codec::kernels::floats::{self, FloatBits};
use crate::codec::kernels::integer::Integer;
use crate::codec::kernels::integers;
use crate::codec::places::{BLOCK, Places, Slots};
use crate::codec::reader::Reader;
use crate::error::Result;
use crate::schema::Number;
use crate::schema::resolve::plan::{Reading, Step};
use crate::schema::resolve::rules::widens;

/// Decodes a block of numbers that the file has as narrower ones.
///
/// # Safety
/// Each slot takes a number of the kind `to`.
#[cold]
pub(crate) unsafe fn widen(slots: Places, to: Number, step: Step, reader: &mut Reader<'_>) -> Result<()> {
    let Reading::Widen(from) = *reader.reading(step)? else {
        return Err(misplanned(reader));
    };
    if !widens(from, to) {
        return Err(misplanned(reader));
    }
    // What is narrower than another number has at most 64 bits.
    let mut values = [0_u64; BLOCK];
    let values = &mut values[..slots.len()];
    take(from, values, reader)?;
    let signed = matches!(from, Number::I8 | Number::I16 | Number::I32 | Number::I64);
    macro_rules! store {
        ($type:ty, $of:expr) => {
            // SAFETY: the caller vouches for the slots.
            unsafe { slots.for_each(|row, slot| slot.cast::<$type>().write($of(*values.get_unchecked(row)))) }
        };
    }
    match to {
        Number::U8 | Number::I8 => store!(u8, |value| value as u8),
        Number::U16 | Number::I16 => store!(u16, |value| value as u16),
        Number::U32 | Number::I32 | Number::F32 => store!(u32, |value| value as u32),
        Number::U64 | Number::I64 => store!(u64, |value| value),
        Number::U128 | Number::I128 if signed => store!(i128, |value| i128::from(value as i64)),
        Number::U128 | Number::I128 => store!(u128, u128::from),
        Number::F64 => store!(u64, |value| widened_float(value as u32)),
    }
    Ok(())
}

/// Reads a column; what has a sign is extended by it.
fn take(from: Number, values: &mut [u64], reader: &mut Reader<'_>) -> Result<()> {
    match from {
        Number::U8 => integer::<u8>(values, reader, u64::from),
        Number::U16 => integer::<u16>(values, reader, u64::from),
        Number::U32 => integer::<u32>(values, reader, u64::from),
        Number::U64 => integer::<u64>(values, reader, |value| value),
        Number::I8 => integer::<i8>(values, reader, |value| value as u64),
        Number::I16 => integer::<i16>(values, reader, |value| value as u64),
        Number::I32 => integer::<i32>(values, reader, |value| value as u64),
        Number::I64 => integer::<i64>(values, reader, |value| value as u64),
        Number::F32 => float::<u32>(values, reader, u64::from),
        Number::F64 => float::<u64>(values, reader, |value| value),
        Number::U128 | Number::I128 => Err(misplanned(reader)),
    }
}

fn integer<T: Integer>(values: &mut [u64], reader: &mut Reader<'_>, of: impl Fn(T) -> u64) -> Result<()> {
    let mut buffer = [T::default(); BLOCK];
    integers::take_slots(slots_of(&mut buffer[..values.len()]), reader)?;
    values.iter_mut().zip(buffer).for_each(|(value, number)| *value = of(number));
    Ok(())
}

fn float<B: FloatBits>(values: &mut [u64], reader: &mut Reader<'_>, of: impl Fn(B) -> u64) -> Result<()> {
    let mut buffer = [B::default(); BLOCK];
    floats::take_slots(slots_of(&mut buffer[..values.len()]), reader)?;
    values.iter_mut().zip(buffer).for_each(|(value, bits)| *value = of(bits));
    Ok(())
}

fn slots_of<T: Copy>(buffer: &mut [T]) -> Slots<'_, T> {
    let places = Places::strided(buffer.as_mut_ptr().cast(), size_of::<T>(), buffer.len());
    // SAFETY: the buffer is borrowed as long as the view, and takes values of `T`.
    unsafe { Slots::from_places(places) }
}

/// The bits of an `f32` as those of an `f64`; a NaN keeps its sign and payload (rule 7).
fn widened_float(bits: u32) -> u64 {
    let value = f32::from_bits(bits);
    if !value.is_nan() {
        return f64::from(value).to_bits();
    }
    let (sign, payload) = (u64::from(bits >> 31), u64::from(bits & 0x007f_ffff));
    sign << 63 | 0x7ff0_0000_0000_0000 | payload << 29
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_widen_by_value_and_nans_by_their_bits() {
        for value in [0.0_f32, -0.0, 1.5, f32::MIN_POSITIVE / 2.0, f32::INFINITY, -3.25e30] {
            assert_eq!(widened_float(value.to_bits()), f64::from(value).to_bits());
        }
        // A signalling NaN stays one.
        assert_eq!(widened_float(0xff80_0001), 0xfff0_0000_2000_0000);
        assert_eq!(widened_float(0x7fc0_0000), 0x7ff8_0000_0000_0000);
    }
}
