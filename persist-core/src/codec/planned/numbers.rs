//! Numbers that were narrower.

use super::misplanned;
use crate::codec::kernels::gather::to_fill;
use crate::codec::kernels::with_number;
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
#[allow(clippy::unnecessary_cast, reason = "one of the types may be that which all are cast to")]
pub(crate) unsafe fn widen(slots: Places, to: Number, step: Step, reader: &mut Reader<'_>) -> Result<()> {
    let Reading::Widen(from) = *reader.reading(step)? else {
        return Err(misplanned(reader));
    };
    if !widens(from, to) || from.width() == to.width() {
        return Err(misplanned(reader));
    }
    // What is narrower than another number has at most 64 bits; a sign is extended to them.
    let mut values = [0_u64; BLOCK];
    with_number!(from, |Bits, kernel| {
        let mut numbers = [0 as Bits; BLOCK];
        kernel::take_slots(Slots::of_slice(to_fill(&mut numbers[..slots.len()])), reader)?;
        values.iter_mut().zip(numbers).for_each(|(value, number)| *value = number as u64);
    });
    let signed = matches!(from, Number::I8 | Number::I16 | Number::I32 | Number::I64);
    with_number!(to, |Bits, _kernel| {
        let widened = |value: u64| match to {
            Number::F64 => widened_float(value as u32) as Bits,
            _ if signed => value as i64 as Bits,
            _ => value as Bits,
        };
        // SAFETY: the caller vouches for the slots, of which a block has no more than there are values.
        unsafe { slots.for_each(|row, slot| slot.cast::<Bits>().write(widened(values[row & (BLOCK - 1)]))) }
    });
    Ok(())
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
