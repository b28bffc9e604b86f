//! Goldens of floats: every form of a float column.

use persist_core::Effort::{Fast, Small};

use crate::goldens::{Bare, by_hand, column};

const F32_SPECIAL: [u32; 8] = [0, 0x8000_0000, 1, 0x7f80_0000, 0xff80_0000, 0x7fc0_0000, 0x7f80_0001, 0xffff_ffff];

const F64_SPECIAL: [u64; 8] = [
    0,
    0x8000_0000_0000_0000,
    1,
    0x7ff0_0000_0000_0000,
    0xfff0_0000_0000_0000,
    0x7ff8_0000_0000_0000,
    0x7ff0_0000_0000_0001,
    0xffff_ffff_ffff_ffff,
];

pub(crate) fn all() -> Vec<Bare> {
    let singles: Vec<f32> = F32_SPECIAL.map(f32::from_bits).to_vec();
    let doubles: Vec<f64> = F64_SPECIAL.map(f64::from_bits).to_vec();
    let mut with_zeros = waves::<f64>(|value| value, 40);
    with_zeros[3..6].copy_from_slice(&doubles[..3]);
    let mut far_apart = with_zeros.clone();
    far_apart[20] = 1e-300;
    let mut goldens = vec![
        column("f32_few", "no tag; zeros, subnormal, infinity", Fast, &singles[..4]),
        column("f32_few_nans", "no tag; infinity, NaNs with payloads", Fast, &singles[4..]),
        column("f32_constant", "constant", Fast, &[-1.5_f32; 5]).shows(1, &[0x00]),
        column("f32_constant_nan", "constant: a NaN with a payload", Fast, &[singles[6]; 300]),
        column("f32_raw", "raw", Fast, &singles).shows(1, &[0x80]),
        column("f32_exponent", "exponents apart", Small, &waves::<f32>(|value| value as f32, 40)).shows(1, &[0x01]),
        column("f64_few", "no tag; zeros, subnormal, infinity", Fast, &doubles[..4]),
        column("f64_few_nans", "no tag; infinity, NaNs with payloads", Fast, &doubles[4..]),
        column("f64_constant", "constant", Fast, &[0.1_f64; 5]).shows(1, &[0x00]),
        column("f64_raw", "raw", Fast, &[&doubles[..], &[1e-300]].concat()).shows(1, &[0x80]),
        column("f64_exponent", "exponents from the least on", Fast, &waves::<f64>(|value| value, 40))
            .shows(1, &[0x01, 55]),
        column("f64_exponent_zeros", "exponents from the least on that is not a zero's", Fast, &with_zeros)
            .shows(1, &[0x01, 0x80 | 55]),
        column("f64_split", "exponents in a column of their own", Small, &far_apart).shows(1, &[0x02]),
    ];
    goldens.extend(decimals());
    goldens.extend(fixed_points());
    goldens.extend(other_forms());
    goldens
}

/// Numbers of both signs and few exponents, with all bits of the fraction in use.
fn waves<T>(from: fn(f64) -> T, count: u32) -> Vec<T> {
    let wave = |row: u32| {
        let value = f64::from(row * 7 % 13 + 5) / 7.0;
        if row.is_multiple_of(3) { -value } else { value }
    };
    (0..count).map(|row| from(wave(row))).collect()
}

fn decimals() -> Vec<Bare> {
    let exact: Vec<f64> = (0..40_i32).map(|row| f64::from(row * 37 % 101 - 50) / 100.0).collect();
    let moved: Vec<f64> = exact.iter().map(|value| value * 3.0 * 0.1).collect();
    let mut odd = exact.clone();
    odd[0] = f64::from_bits(F64_SPECIAL[6]);
    odd[39] = -0.0;
    let mut both = moved.clone();
    both[7] = f64::INFINITY;
    vec![
        column("f64_decimal", "decimals: hundredths, exact", Small, &exact).shows(1, &[0x03, 2, 0]),
        column("f64_decimal_whole", "decimals: whole numbers", Small, &(0..20).map(f64::from).collect::<Vec<_>>())
            .shows(1, &[0x03, 0, 0]),
        column("f64_decimal_corrected", "decimals with corrections", Small, &moved).shows(1, &[0x03]),
        column("f64_decimal_exceptions", "decimals with exceptions, the first and the last row", Small, &odd)
            .shows(1, &[0x03, 2, 2]),
        column("f64_decimal_both", "decimals with corrections and an exception", Small, &both).shows(1, &[0x03]),
    ]
}

fn fixed_points() -> Vec<Bare> {
    let quarters: Vec<f32> = (0..40_u8).map(|row| (f32::from(row) * 7.0 % 41.0 - 20.0) / 4.0).collect();
    let mut odd = quarters.clone();
    odd[0] = f32::from_bits(F32_SPECIAL[6]);
    odd[39] = -0.0;
    vec![
        column("f32_fixed", "fixed points: quarters", Small, &quarters).shows(1, &[0x04, 2, 0]),
        column(
            "f32_fixed_whole",
            "fixed points: whole numbers",
            Small,
            &(0..20).map(|row| row as f32).collect::<Vec<_>>(),
        )
        .shows(1, &[0x04, 0, 0]),
        column("f32_fixed_exceptions", "fixed points with exceptions, the first and the last row", Small, &odd)
            .shows(1, &[0x04, 2, 2]),
    ]
}

/// Forms that Persist reads, and writes only where a compressor follows, or not at all.
fn other_forms() -> Vec<Bare> {
    let five: Vec<(f32,)> = (0..5_u8).map(|row| (f32::from_bits(0x3f80_0000 + u32::from(row)),)).collect();
    let twenty: Vec<(f32,)> = (0..20_u8).map(|row| (f32::from_bits(0xc123_4500 + u32::from(row)),)).collect();
    let mut split = b"\x29\x02".to_vec();
    (0..20).for_each(|row| split.extend([row, 0x45, 0x23]));
    split.extend([0x00, 0xc1]);
    let tenths = |digits: &[i32]| digits.iter().map(|digit| (f64::from(*digit) / 1e22,)).collect::<Vec<_>>();
    vec![
        by_hand(
            "f32_split",
            "5 rows: the highest bytes apart, untagged as they are few",
            b"\x0b\x02\x00\x00\x80\x01\x00\x80\x02\x00\x80\x03\x00\x80\x04\x00\x80\x3f\x3f\x3f\x3f\x3f",
            &five,
        ),
        by_hand("f32_split_tagged", "20 rows: the highest bytes apart, a column of their own", &split, &twenty),
        by_hand(
            "f64_decimal_22",
            "5 rows: the greatest power of ten; the digits are a constant column",
            b"\x0b\x03\x16\x00\x00\x0d\x00",
            &tenths(&[3; 5]),
        ),
        by_hand(
            "f32_fixed_126",
            "5 rows: the greatest power of two; the numbers are a constant column, and no longer exact as floats",
            b"\x0b\x04\x7e\x00\x00\xd0\xff\xff\xff\x1f",
            &vec![(f32::from_bits(0x1000_0000),); 5],
        ),
    ]
}
