//! The heads of a container with a value.

use std::io::{Read, Seek, SeekFrom};

use super::{ChunkInfo, Inspection, cannot_read};
use crate::error::Result;
use crate::frame::chunk::HEAD_LEN;
use crate::frame::end::END_LEN;
use crate::frame::heads::{Heads, Role};
use crate::frame::opening::Opening;
use crate::frame::source::{check_nothing_follows, check_payload};

/// Looks at all heads behind `opening`, in `len` bytes.
///
/// # Errors
/// Damage to a head; truncation; trailing bytes; what `bytes` reports.
pub(super) fn inspect(bytes: &mut (impl Read + Seek), len: u64, opening: &Opening<'_>) -> Result<Inspection> {
    let mut inspection = Inspection::at_front(opening, len)?;
    let mut heads = Heads::new(opening.file_id, opening.len);
    inspection.chunks = Input { bytes, len }.chunks(&mut heads)?;
    inspection.rows = heads.totals().rows;
    Ok(inspection)
}

/// Bytes whose number is known, wherever they are.
struct Input<'i, R> {
    bytes: &'i mut R,
    len: u64,
}

impl<R: Read + Seek> Input<'_, R> {
    /// `count` bytes from `position`, or as many as there are. `count` is small.
    fn read_at(&mut self, position: u64, count: usize) -> Result<Vec<u8>> {
        self.bytes.seek(SeekFrom::Start(position)).map_err(cannot_read)?;
        let mut found = Vec::new();
        self.bytes.take(count as u64).read_to_end(&mut found).map_err(cannot_read)?;
        Ok(found)
    }

    /// All chunks up to the end mark, which is checked and must be the last.
    fn chunks(&mut self, heads: &mut Heads) -> Result<Vec<ChunkInfo>> {
        let mut list = Vec::new();
        loop {
            let head = self.read_at(heads.position(), HEAD_LEN)?;
            let Some(head) = head.first_chunk() else {
                return Err(heads.cut_off_head(head.len()));
            };
            let chunk = heads.next(head)?;
            if chunk.end > self.len {
                return Err(heads.cut_off_chunk(&chunk, self.len));
            }
            if chunk.role == Role::End {
                let payload = self.read_at(chunk.payload, END_LEN)?;
                check_payload(&chunk, &payload)?;
                heads.end(&chunk, &payload)?;
                check_nothing_follows(self.len - chunk.end, chunk.end)?;
                return Ok(list);
            }
            list.push(ChunkInfo::of(&chunk));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use crate::codec::chunks::Begins;
    use crate::error::{ErrorKind, Result};
    use crate::frame::chunk::kind;
    use crate::frame::header::Header;
    use crate::frame::writer::tests::container_of;
    use crate::inspection::Inspection;
    use crate::schema::{Fingerprint, schema_of};

    fn sample(fingerprint: Option<u64>) -> Vec<u8> {
        let schema = schema_of::<Vec<u32>>().to_bytes();
        let own = Fingerprint::of(&schema);
        let header = Header {
            fingerprint: fingerprint.map_or(own, Fingerprint::from_bits),
            schema: &schema,
            salt: 0,
            meta: vec![("author", b"Ada"), ("hash", &[0xff; 20])],
        };
        let more: (Begins, &[u8]) = (Begins::More, &[3; 100]);
        let mut pieces = vec![more; 10];
        pieces[0] = (Begins::Rows(2), &[1, 2]);
        container_of(&header, &pieces, None).unwrap()
    }

    fn of(bytes: &[u8]) -> Result<Inspection> {
        Inspection::of(&mut Cursor::new(bytes))
    }

    #[test]
    fn tells_what_is_there() {
        let bytes = sample(None);
        let inspection = of(&bytes).unwrap();
        assert_eq!(inspection.type_name(), "[u32]");
        assert_eq!(inspection.version(), None);
        assert_eq!((inspection.rows(), inspection.size()), (2, bytes.len() as u64));
        assert_eq!(inspection.meta()["author"], b"Ada");
        assert_eq!(inspection.chunks().len(), 10);
        let chunk = inspection.chunks()[1];
        assert_eq!((chunk.stored_len, chunk.len, chunk.rows, chunk.kind), (100, 100, 0, kind::MORE));
        assert_eq!(bytes[chunk.offset as usize..][..100], [3; 100]);
        assert!(!inspection.is_verified());
    }

    #[test]
    fn prints_all_of_it() {
        let text = of(&sample(None)).unwrap().to_string();
        for part in ["[u32]", "rows         2", "\"author\": \"Ada\"", "\"hash\": 20 bytes", "and 2 more"] {
            assert!(text.contains(part), "{part} is missing in\n{text}");
        }
    }

    #[test]
    fn every_cut_and_what_follows_are_errors() {
        let mut bytes = sample(None);
        for len in 0..bytes.len() {
            let error = of(&bytes[..len]).unwrap_err();
            let kind = if len == 6 { ErrorKind::TextDamage } else { ErrorKind::Truncated };
            assert_eq!(error.kind(), kind, "{len}: {error}");
        }
        bytes.push(0);
        assert_eq!(of(&bytes).unwrap_err().kind(), ErrorKind::Trailing);
    }

    #[test]
    fn a_fingerprint_of_another_schema_is_an_error() {
        let error = of(&sample(Some(0x8080))).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }
}
