//! Prefix and header together, up to the first chunk (FORMAT.md, *Header*: the file id and what
//! follows).

use byteorder::{ByteOrder, LittleEndian};

use super::header::Header;
use super::prefix::{self, Kind, Prefix};
use super::{changed, check_padding, checksum, cut_off, padding};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::Known;

/// All that stands before the first chunk.
#[derive(Clone, Debug)]
pub(crate) struct Opening<'a> {
    /// The header.
    pub(crate) header: Header<'a>,
    /// The checksum of prefix and header: what binds the chunks to this container.
    pub(crate) file_id: u64,
    /// Where the first chunk begins.
    pub(crate) len: usize,
    /// What the container holds.
    pub(crate) kind: Kind,
    /// How long the header is.
    pub(crate) header_len: u64,
}

/// How long prefix, header, file id and padding are together.
pub(crate) fn len(prefix: Prefix) -> usize {
    // At most 2^24 and some: no overflow.
    let end = prefix::LEN + prefix.header_len as usize + size_of::<u64>();
    end + padding(end as u64)
}

/// All that stands before the first chunk, as bytes.
#[derive(Debug)]
pub(crate) struct Written {
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// As in [`Opening`].
    pub(crate) file_id: u64,
}

/// The opening of a container of a known type without metadata: always the same.
///
/// # Errors
/// A schema that is too long for a header.
pub(crate) fn plain(known: &'static Known) -> Result<&'static Written> {
    if let Some(written) = known.opening.get() {
        return Ok(written);
    }
    let written = write(&Header::of(known, Vec::new()))?;
    Ok(known.opening.get_or_init(|| written))
}

/// Writes an opening: of a log, if the header has a salt.
///
/// # Errors
/// Schema and metadata that are too long for a header.
pub(crate) fn write(header: &Header<'_>) -> Result<Written> {
    let bytes_of_header = header.to_bytes();
    let header_len = u32::try_from(bytes_of_header.len()).unwrap_or(u32::MAX);
    if header_len > prefix::MAX_HEADER {
        let message = format!(
            "schema and metadata take {} bytes, and at most {} are allowed",
            bytes_of_header.len(),
            prefix::MAX_HEADER
        );
        return Err(Error::new(ErrorKind::Value, message)
            .help("metadata is for a few short entries: make what is long part of the value"));
    }
    let kind = if header.salt == 0 { Kind::Value } else { Kind::Log };
    let prefix = Prefix { kind, header_len };
    let mut bytes = Vec::with_capacity(len(prefix));
    bytes.extend_from_slice(&prefix.to_bytes());
    bytes.extend_from_slice(&bytes_of_header);
    let file_id = checksum::of(&bytes);
    bytes.extend_from_slice(&file_id.to_le_bytes());
    bytes.resize(len(prefix), 0);
    Ok(Written { bytes, file_id })
}

/// Reads everything up to the first chunk of a container of this kind from the front of `bytes`.
///
/// # Errors
/// What the bytes are instead; damage; truncation.
pub(crate) fn read(bytes: &[u8], kind: Kind) -> Result<Opening<'_>> {
    behind(Prefix::read(bytes, kind)?, bytes)
}

/// Reads everything up to the first chunk of a container of whichever kind from the front of `bytes`.
///
/// # Errors
/// What the bytes are instead; damage; truncation.
pub(crate) fn read_either(bytes: &[u8]) -> Result<Opening<'_>> {
    behind(Prefix::read_either(bytes)?, bytes)
}

fn behind(prefix: Prefix, bytes: &[u8]) -> Result<Opening<'_>> {
    let len = len(prefix);
    let Some(opening) = bytes.get(..len) else {
        let missing = len.saturating_sub(bytes.len());
        return Err(cut_off("its header", missing as u64, bytes.len() as u64));
    };
    let header_end = prefix::LEN + prefix.header_len as usize;
    let (guarded, rest) = opening.split_at(header_end);
    let (file_id, zeros) = rest.split_at(size_of::<u64>());
    let file_id = LittleEndian::read_u64(file_id);
    if checksum::of(guarded) != file_id {
        return Err(changed("the checksum of the header does not match", prefix::LEN as u64));
    }
    check_padding(zeros, (header_end + size_of::<u64>()) as u64)?;
    let header = Header::read(&guarded[prefix::LEN..], prefix::LEN as u64, prefix.kind)?;
    Ok(Opening { header, file_id, len, kind: prefix.kind, header_len: prefix.header_len.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Fingerprint, known_of};

    fn header(schema: &[u8]) -> Header<'_> {
        Header {
            fingerprint: Fingerprint::from_bits(0x8800_0000_0000_0001),
            schema,
            salt: 0,
            meta: vec![("author", b"Ada")],
        }
    }

    #[test]
    fn comes_back_at_every_alignment() {
        for schema_len in 0..40 {
            let schema = vec![7; schema_len];
            let header = header(&schema);
            let Written { mut bytes, file_id } = write(&header).unwrap();
            assert_eq!(bytes.len() % 16, 0);
            let len = bytes.len();
            bytes.extend_from_slice(b"chunks");
            let opening = read(&bytes, Kind::Value).unwrap();
            assert_eq!((&opening.header, opening.file_id, opening.len), (&header, file_id, len));
        }
    }

    #[test]
    fn every_flip_and_every_cut_is_an_error() {
        let sound = write(&header(&[1, 2, 3])).unwrap().bytes;
        for bit in 0..sound.len() * 8 {
            let mut bytes = sound.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(read(&bytes, Kind::Value).is_err(), "bit {bit}");
        }
        for len in prefix::LEN..sound.len() {
            let error = read(&sound[..len], Kind::Value).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Truncated);
            let missing = format!("of which {} ", sound.len() - len);
            assert!(error.to_string().contains(&missing), "{error}");
        }
    }

    #[test]
    fn without_metadata_it_is_the_same_each_time() {
        let known = known_of::<Vec<u32>>();
        let written = plain(known).unwrap();
        assert!(std::ptr::eq(plain(known).unwrap(), written));
        let opening = read(&written.bytes, Kind::Value).unwrap();
        assert_eq!((opening.file_id, opening.len), (written.file_id, written.bytes.len()));
        assert_eq!(opening.header, Header::of(known, Vec::new()));
    }

    #[test]
    fn too_much_metadata_is_refused() {
        let value = vec![0; prefix::MAX_HEADER as usize];
        let header = Header { meta: vec![("all", &value)], ..header(&[]) };
        assert_eq!(write(&header).unwrap_err().kind(), ErrorKind::Value);
    }
}
