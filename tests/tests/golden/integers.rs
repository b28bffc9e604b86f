//! Goldens of integers: varints, zigzag, single forms, and every form of an integer column for every type.

use persist_core::Effort::{Fast, Small};

use crate::goldens::{Bare, Value, bare, by_hand, column};

pub(crate) fn all() -> Vec<Bare> {
    let mut goldens = varints();
    goldens.extend(single_forms());
    macro_rules! columns {
        ($($type:ident)*) => {
            $(goldens.extend(columns(stringify!($type), $type::BITS, $type::MIN != 0, |value| value as $type));)*
        };
    }
    columns! { u8 u16 u32 u64 u128 i8 i16 i32 i64 i128 }
    goldens.extend(nested_forms());
    goldens
}

fn varints() -> Vec<Bare> {
    // The last value of each length, and the first one of the next.
    (1..9_u32)
        .map(|length| {
            let first = 1_u64 << (7 * length);
            let values = [first - 1, first];
            let (name, what) = (format!("varint_{length}"), format!("varints of {length} and {} bytes", length + 1));
            bare(&name, &what, Fast, &values)
        })
        .chain([bare("varint_ends", "the least and the greatest varint", Fast, &[0, u64::MAX])])
        .collect()
}

fn single_forms() -> Vec<Bare> {
    vec![
        bare("single_u8", "single bytes", Fast, &(0_u8, 0xff_u8)).shows(0, &[0, 0xff]),
        bare("single_i8", "single bytes in two's complement", Fast, &(-1_i8, i8::MIN)).shows(0, &[0xff, 0x80]),
        bare("single_u16", "varints", Fast, &(0_u16, 127_u16, 128_u16, u16::MAX)),
        bare("single_u32", "varints", Fast, &(0_u32, 1_u32, 1_u32 << 21, u32::MAX)),
        bare("single_i16", "varints of the zigzag", Fast, &(0_i16, -1_i16, 1_i16, -2_i16, i16::MAX, i16::MIN))
            .shows(0, &[0x01, 0x03, 0x05, 0x07]),
        bare("single_i32", "varints of the zigzag", Fast, &(-64_i32, 64_i32, i32::MAX, i32::MIN)),
        bare("single_i64", "varints of the zigzag", Fast, &(-64_i64, 64_i64, i64::MAX, i64::MIN)),
        bare("single_u128", "a byte that counts, then the bytes", Fast, &[0, 1, 256, u128::MAX])
            .shows(0, &[0x00, 0x01, 0x01, 0x02, 0x00, 0x01, 0x10]),
        bare("single_i128", "the same for the zigzag", Fast, &[0, -1, i128::MAX, i128::MIN])
            .shows(0, &[0x00, 0x01, 0x01, 0x10]),
    ]
}

/// Every form of a column of integers of `bits` bits.
fn columns<T: Copy>(name: &str, bits: u32, signed: bool, from: fn(u128) -> T) -> Vec<Bare>
where
    (T,): Value,
{
    let base = if signed { 5_u128.wrapping_neg() } else { 5 };
    let rows = |count: u128, value: &dyn Fn(u128) -> u128| -> Vec<T> {
        (0..count).map(|row| from(base.wrapping_add(value(row)))).collect()
    };
    // Far from the others, and still above the least in a signed type.
    let far = (1_u128 << (bits - 1)) - 20;
    let few = if bits == 8 { 16 } else { 4 };
    let mut goldens = vec![column(&format!("{name}_few"), "no tag", Fast, &rows(few, &|row| row * 3))];
    for width in [0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64] {
        if width < bits {
            // The least, the greatest, and some that are spread between.
            let scattered = |row: u128| match row {
                0 => 0,
                1 => (1 << width) - 1,
                row => row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3 & ((1 << width) - 1),
            };
            let what = format!("a frame of {width} bits");
            goldens.push(
                column(&format!("{name}_frame_{width}"), &what, Fast, &rows(17, &scattered)).shows(1, &[width as u8]),
            );
        }
    }
    // Each byte of row r is r times 15: no frame is narrower than the type.
    let all_bits = |row: u128| row * (u128::MAX / 17);
    goldens.push(column(&format!("{name}_raw"), "raw", Fast, &rows(17, &all_bits)).shows(1, &[0x80]));
    let steps = rows(60, &|row| 2 * row - row % 2);
    goldens.push(column(&format!("{name}_delta"), "delta", Small, &steps).shows(1, &[0x81]));
    let apart = far.min(1 << 60);
    let distinct = rows(60, &|row| [3, apart / 2, apart][(row * row % 7 % 3) as usize]);
    goldens.push(column(&format!("{name}_dictionary"), "dictionary", Small, &distinct).shows(1, &[0x82]));
    let tail = rows(60, &|row| {
        if row == 20 || row == 41 { far - row } else { row % 4 }
    });
    goldens.push(column(&format!("{name}_patched"), "patched", Small, &tail).shows(1, &[0x83]));
    // The last one is for numbers of more than a byte.
    let bases = [(3, 5, 8), (5, 3, 7), (10, 3, 10), (37, 2, 11), (181, 2, 15)];
    for (base, digits, width) in bases.into_iter().take(if bits == 8 { 4 } else { 5 }) {
        let what = format!("digits of base {base}: {digits} of them in {width} bits");
        let digits = rows(200, &|row| if row == 99 { base - 1 } else { (row * row * row + row) % 1009 % base });
        let name = format!("{name}_digits_{base}");
        goldens.push(column(&name, &what, Small, &digits).shows(2, &[0x84, base as u8]));
    }
    let common = rows(120, &|row| if row % 4 == 1 { far.min(1 << 30) / (row % 13 + 1) + row % 8 } else { 2 });
    goldens.push(column(&format!("{name}_common"), "one common value", Small, &common).shows(1, &[0x85, 30]));
    goldens
}

/// Inner columns in forms that Persist does not choose: of few values, and raw.
fn nested_forms() -> Vec<Bare> {
    let ones = |values: &[u16]| values.iter().map(|value| (*value,)).collect::<Vec<_>>();
    vec![
        by_hand(
            "inner_raw",
            "delta, whose inner column of 4 rows is raw and wraps",
            b"\x0b\x81\xfc\xff\x07\x80\x02\x00\xff\xff\xff\xff\x00\x00",
            &ones(&[65535, 1, 0, 65535, 65535]),
        ),
        by_hand(
            "inner_of_one",
            "a dictionary of one entry, both inner columns constant",
            b"\x0b\x82\x01\x00\x0f\x00\x00",
            &ones(&[7; 5]),
        ),
        by_hand(
            "patched_with_all_bits",
            "patched with a frame of 0 bits; the first and the last row have the high bits",
            b"\x0b\x83\x00\x02\x05\x00\x04\x80\x01\x00\xfe\xff",
            &ones(&[3, 2, 2, 2, 0]),
        ),
        by_hand(
            "digits_of_few",
            "6 rows of base 3: 2 numbers, of which each has 3 of 5 digits",
            b"\x0d\x84\x03\x0f\x05\x11",
            &ones(&[9, 9, 8, 9, 7, 8]),
        ),
        by_hand(
            "digits_alone",
            "digits of base 100, which are not joined",
            b"\x0b\x84\x64\x01\xe3\x00\x00\x00\x01",
            &ones(&[99, 1, 0, 0, 16]),
        ),
        by_hand(
            "digits_in_common",
            "common, whose inner column is of digits; nobody has the common value but the fourth row",
            b"\x0b\x85\x04\x0f\x17\x84\x03\x01\x2f",
            &ones(&[2, 0, 2, 7, 1]),
        ),
    ]
}
