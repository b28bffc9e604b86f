//! Columns of every form come back as they were, and stepping over one ends where reading it does.

use std::collections::BTreeSet;

use super::gather::to_fill;
use super::integer::Integer;
use super::integers::{COMMON, DELTA, DICTIONARY, DIGITS, PATCHED, RAW};
use super::vectorised::at_each_level;
use super::{booleans, floats, integers, text};
use crate::codec::{BLOCK, Encode, ReadSettings, Reader, Rows, WriteSettings, Writer};
use crate::error::Result;
use crate::options::Effort;

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        self.0.rotate_left(31) ^ self.0 >> 7
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Some numbers: equal, narrow, sorted, few distinct ones, heavy tails, decimals, a small range, a common one, floats of
    /// similar size with zeros among them, or with far smaller ones, anything.
    fn numbers(&mut self, rows: usize) -> Vec<u64> {
        let (kind, base, width) = (self.below(13), self.next(), self.below(64));
        let value = |row: usize, any: u64| match kind {
            0 => base,
            1 => base.wrapping_add(any >> width),
            2 => base.wrapping_add(150 * row as u64 + (any >> 60)),
            3 => base.wrapping_mul(any % 5 + 1),
            4 if any.is_multiple_of(16) => any >> 7,
            4 => any >> 59,
            5 => ((any >> 50) as f64 / 100.0).to_bits(),
            6 => (1.0 + (any >> 11) as f64).to_bits(),
            7 => u64::from((1.0 + (any >> 41) as f32).to_bits()),
            8 => base.wrapping_add(any % (width * 5 + 3)),
            9 if any.is_multiple_of(3) => any >> (width / 2),
            9 => base,
            10 | 11 if any.is_multiple_of(8) => any >> 63 << 63,
            10 => (any | 1 << 62) & !(0x3f << 56),
            11 if any % 8 == 1 => any & !(1 << 62),
            11 => (any | 1 << 62) & !(0x3f << 56),
            _ => any,
        };
        (0..rows).map(|row| value(row, self.next())).collect()
    }
}

/// Writes a column in all ways, checks that `read` and `skip` end where it ends and not before, and
/// notes its tag.
fn check(
    tags: &mut BTreeSet<u8>,
    write: impl Fn(&mut Writer<'_>),
    read: impl Fn(&mut Reader<'_>) -> Result<()>,
    skip: impl Fn(&mut Reader<'_>) -> Result<()>,
) {
    for (effort, compressed) in [(Effort::Fast, false), (Effort::Small, false), (Effort::Small, true)] {
        let settings = WriteSettings { effort, canonical: false, compressed, max_depth: 1, max_repeats: 0 };
        // Whatever the processor has, the bytes are the same, and all forms read them.
        let mut bytes = Vec::new();
        at_each_level(|| {
            let mut writer = Writer::bare(Vec::new(), &settings);
            write(&mut writer);
            let written = writer.finish().unwrap();
            assert!(bytes.is_empty() || bytes == written);
            bytes = written;
        });
        tags.insert(bytes[0]);
        let reader = |bytes| Reader::bare(bytes, 0, ReadSettings::at_most(1, u64::MAX));
        let check_end = |way: &dyn Fn(&mut Reader<'_>) -> Result<()>| {
            let mut whole = reader(&bytes);
            way(&mut whole).unwrap();
            whole.finish().unwrap();
            way(&mut reader(&bytes[..bytes.len() - 1])).unwrap_err();
        };
        at_each_level(|| {
            check_end(&read);
            check_end(&skip);
        });
    }
}

/// Checks columns of numbers in the forms of one kernel, each of which must occur.
macro_rules! check_numbers {
    ($random:expr, $kernel:ident, $type:ty, $forms:expr) => {
        let mut tags = BTreeSet::new();
        for round in 0..500 {
            let rows = if round < BLOCK { round + 1 } else { BLOCK };
            // Every other column of 128 bits uses them all.
            let high = if <$type>::WIDTH == 16 { u128::from(round % 2 == 1) << 64 } else { 0 };
            let wide = |low: u64| <$type>::from_wide(u128::from(low) * (1 + high));
            let values: Vec<$type> = $random.numbers(rows).into_iter().map(wide).collect();
            let read = |reader: &mut Reader<'_>| {
                let mut back = vec![<$type>::default(); rows];
                $kernel::take_into(to_fill(&mut back), reader)?;
                assert_eq!(back, values);
                Ok(())
            };
            let skip = |reader: &mut Reader<'_>| $kernel::skip::<$type>(to_fill(&mut [0; BLOCK][..rows]), reader);
            check(&mut tags, |writer| $kernel::put(&values, writer), read, skip);
        }
        assert!($forms.iter().all(|form| tags.contains(form)), "{tags:02x?}");
    };
}

#[test]
fn numbers_of_every_form() {
    let random = &mut Random(1);
    macro_rules! check_integers {
        ($($type:ty),*) => {$(
            check_numbers!(random, integers, $type, [RAW, DELTA, DICTIONARY, PATCHED, DIGITS, COMMON]);
        )*};
    }
    check_numbers!(random, integers, u8, [RAW, DIGITS, COMMON]);
    check_numbers!(random, integers, i8, [RAW, DIGITS, COMMON]);
    check_integers!(u16, i16, u32, i32, u64, i64, u128, i128);
    check_numbers!(random, floats, u32, [0, 1, 2, 4, RAW]);
    check_numbers!(random, floats, u64, [0, 1, 2, 3, RAW]);
}

#[test]
fn booleans_and_texts_of_every_form() {
    let random = &mut Random(2);
    for rows in 1..=BLOCK {
        let numbers = random.numbers(rows);
        let flags: Vec<bool> = numbers.iter().map(|number| number & 1 == 1).collect();
        let read = |reader: &mut Reader<'_>| {
            let mut back = vec![false; rows];
            booleans::take(to_fill(&mut back), reader)?;
            assert_eq!(back, flags);
            Ok(())
        };
        let skip = |reader: &mut Reader<'_>| booleans::skip(rows, reader);
        check(&mut BTreeSet::new(), |writer| booleans::put(&flags, writer), read, skip);

        let texts: Vec<String> = numbers.iter().map(|number| "ä".repeat(number.count_ones() as usize)).collect();
        let read =
            |reader: &mut Reader<'_>| text::visit(rows, reader, |row, text| assert_eq!(text, texts[row].as_bytes()));
        let skip = |reader: &mut Reader<'_>| text::skip(rows, reader);
        let write = |writer: &mut Writer<'_>| String::encode_rows(Rows::of_slice(&texts), writer).unwrap();
        check(&mut BTreeSet::new(), write, read, skip);
    }
}
