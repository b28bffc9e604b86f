//! Prefix varints: the first byte's lowest set bit tells the length (FORMAT.md, *Varint*).
//!
//! The length is known from one byte, so that both directions are a shift and one unaligned access;
//! LEB128 looks at each byte.

/// The most bytes that a varint takes.
pub(crate) const MAX: usize = 9;

/// The length in bytes of `value` as a varint.
#[inline]
pub(crate) fn len(value: u64) -> usize {
    if value >> 56 != 0 {
        return MAX;
    }
    // Seven bits a byte, by a product in place of the division.
    ((value | 1).ilog2() as usize * 9 + 73) / 64
}

/// Writes a varint at `out` and returns its length.
///
/// # Safety
/// `out` is valid for writes of [`MAX`] bytes.
#[inline]
pub(crate) unsafe fn write(value: u64, out: *mut u8) -> usize {
    if value < 1 << 7 {
        // SAFETY: the caller gives room for 9 bytes.
        unsafe { out.write((value << 1 | 1) as u8) };
        return 1;
    }
    let len = len(value);
    if len == MAX {
        // SAFETY: as above: one byte and eight.
        unsafe {
            out.write(0);
            out.add(1).cast::<[u8; 8]>().write(value.to_le_bytes());
        }
    } else {
        let word = (value << 1 | 1) << (len - 1);
        // SAFETY: as above; the bytes past `len` are zeros that the next write covers.
        unsafe { out.cast::<[u8; 8]>().write(word.to_le_bytes()) };
    }
    len
}

/// The length of the varint whose first byte this is.
#[inline]
pub(crate) fn len_of(first: u8) -> usize {
    if first == 0 { MAX } else { first.trailing_zeros() as usize + 1 }
}

/// The value of a varint of `len` bytes (2 to 9) that are the low bytes of `word`, for `len` = 9
/// without the first. `None` if it would fit fewer bytes.
#[inline]
pub(crate) fn value(word: u64, len: usize) -> Option<u64> {
    if len == MAX {
        return (word >> 56 != 0).then_some(word);
    }
    // Away with the bytes behind it, and with the bits that tell the length.
    let behind = 64 - 8 * len;
    let value = (word << behind) >> (behind + len);
    (value >> (7 * (len - 1)) != 0).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_at_its_edges() {
        for bits in 0..64 {
            for value_in in [(1u64 << bits) - 1, 1 << bits, u64::MAX >> (63 - bits)] {
                let mut out = [0xaa_u8; 16];
                // SAFETY: 16 bytes are more than 9.
                let written = unsafe { write(value_in, out.as_mut_ptr()) };
                assert_eq!(written, len(value_in));
                assert_eq!(len_of(out[0]), written);
                if written == 1 {
                    assert_eq!(u64::from(out[0] >> 1), value_in);
                    continue;
                }
                let skip = usize::from(written == MAX);
                let word = u64::from_le_bytes(out[skip..skip + 8].try_into().unwrap());
                assert_eq!(value(word, written), Some(value_in));
            }
        }
    }

    #[test]
    fn a_value_in_more_bytes_than_it_needs_is_refused() {
        for written in 2..=8 {
            let smaller = (1u64 << (7 * (written - 1))) - 1;
            assert_eq!(value((smaller << 1 | 1) << (written - 1), written), None);
        }
        assert_eq!(value(u64::MAX >> 8, 9), None);
    }
}
