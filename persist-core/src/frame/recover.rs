//! Where the chunks go on behind damage.
//!
//! A chunk begins at a multiple of 16, and its head has a checksum that is bound to the container and to
//! the place in it. So a head can be found without knowing what stands before it, in containers of
//! values and of logs alike: bytes that only look like one pass with a probability of 2⁻⁶⁴ at each place.

use super::chunk::{HEAD_LEN, Head};
use super::{ALIGN, padding};

/// Where in `bytes`, which begin at `position` of the container, the first head is that holds; `None`
/// where there is none that lies in them whole.
pub(crate) fn find_head(bytes: &[u8], file_id: u64, position: u64) -> Option<usize> {
    (padding(position)..bytes.len()).step_by(ALIGN as usize).find(|at| {
        let head = bytes.get(*at..).and_then(|rest| rest.first_chunk());
        head.is_some_and(|head| Head::read(head, file_id, position.saturating_add(*at as u64)).is_some())
    })
}

/// How many of so many last bytes may be the beginning of a head that goes on behind them: what a
/// search keeps when it reads on.
pub(crate) const KEPT: usize = HEAD_LEN - 1;

/// How many chunks are missing where the one numbered `found` stands in place of number `expected`;
/// `None` if it is one from before.
pub(crate) fn chunks_missing(expected: u64, found: u32) -> Option<u64> {
    // As the format has it: modulo 2^32. The nearer half of the numbers is ahead.
    let ahead = found.wrapping_sub(expected as u32);
    (ahead <= u32::MAX / 2).then_some(u64::from(ahead))
}

#[cfg(test)]
mod tests {
    use super::super::chunk::{compression, kind};
    use super::*;

    const HEAD: Head = Head {
        stored_len: 5,
        len: 5,
        count: 1,
        payload_checksum: 0,
        index: 9,
        kind: kind::RECORD,
        compression: compression::NONE,
        flags: 0,
    };

    #[test]
    fn a_head_is_found_in_its_own_place_only() {
        for position in [160, 170, 175] {
            for at in 0..100 {
                let place: u64 = position + at;
                let mut bytes = vec![0x5a; 200];
                bytes[at as usize..][..HEAD_LEN].copy_from_slice(&HEAD.to_bytes(7, place).0);
                let expected = place.is_multiple_of(ALIGN).then_some(at as usize);
                assert_eq!(find_head(&bytes, 7, position), expected);
                assert_eq!(find_head(&bytes, 8, position), None, "another container");
                assert_eq!(find_head(&bytes, 7, position + ALIGN), None, "another place");
                let short = at as usize + HEAD_LEN - 1;
                assert_eq!(find_head(&bytes[..short], 7, position), None);
                assert!(expected.is_none_or(|at| short - at <= KEPT), "what is kept has the rest");
            }
        }
        assert_eq!(find_head(&[], 7, 0), None);
    }

    #[test]
    fn numbers_go_forward_and_round() {
        assert_eq!(chunks_missing(5, 5), Some(0));
        assert_eq!(chunks_missing(5, 8), Some(3));
        assert_eq!(chunks_missing(5, 4), None);
        assert_eq!(chunks_missing(u64::from(u32::MAX), 1), Some(2));
        assert_eq!(chunks_missing(1 << 32, u32::MAX), None);
    }
}
