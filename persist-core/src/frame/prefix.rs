//! The first 24 bytes of a container: magic, format version, kind, flags, length of the header
//! (FORMAT.md, *Prefix*).

use byteorder::{ByteOrder, LittleEndian};

use super::{changed, checksum, cut_off, foreign};
use crate::error::{Error, ErrorKind, Result};

/// How a container begins. In the manner of PNG's: the first byte is not ASCII, and the rest has
/// what a transfer in text mode changes: CR LF, `^Z`, a lone LF.
pub(crate) const MAGIC: [u8; 8] = [0x8f, b'P', b'R', b'S', b'\r', b'\n', 0x1a, b'\n'];

/// The version of the format that this library writes, and the newest that it reads.
pub(crate) const FORMAT_VERSION: u16 = 7;

/// The length of a prefix in bytes.
pub(crate) const LEN: usize = 24;

/// The longest header.
pub(crate) const MAX_HEADER: u32 = 1 << 24;

/// Flags that a reader must know; there are none yet.
const MUST_KNOW: u8 = 0x0f;

/// What a container holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One value.
    Value = 0,
    /// A sequence that grows.
    Log = 1,
}

/// What a container says of itself before its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Prefix {
    /// What it holds.
    pub(crate) kind: Kind,
    /// The length of the header; at most [`MAX_HEADER`].
    pub(crate) header_len: u32,
}

impl Prefix {
    /// The bytes of this prefix.
    pub(crate) fn to_bytes(self) -> [u8; LEN] {
        let mut bytes = [0; LEN];
        bytes[..8].copy_from_slice(&MAGIC);
        LittleEndian::write_u16(&mut bytes[8..10], FORMAT_VERSION);
        bytes[10] = self.kind as u8;
        LittleEndian::write_u32(&mut bytes[12..16], self.header_len);
        let checksum = checksum::of(&bytes[..16]);
        LittleEndian::write_u64(&mut bytes[16..], checksum);
        bytes
    }

    /// Reads the prefix of a container of this kind from the front of `bytes`, which may hold more, or less.
    ///
    /// # Errors
    /// Those of [`Prefix::read_either`], and a container of the other kind.
    pub(crate) fn read(bytes: &[u8], kind: Kind) -> Result<Prefix> {
        let prefix = Prefix::read_either(bytes)?;
        let error = match (prefix.kind, kind) {
            (found, wanted) if found == wanted => return Ok(prefix),
            (Kind::Log, _) => {
                Error::new(ErrorKind::Misuse, "a log of many values, where a single saved value is expected")
                    .help("`LogReader` reads it")
            }
            (Kind::Value, _) => {
                Error::new(ErrorKind::Misuse, "a single saved value, where a log is expected").help("`load` loads it")
            }
        };
        Err(error.at(10))
    }

    /// Reads a prefix from the front of `bytes`, which may hold more, or less.
    ///
    /// # Errors
    /// What the bytes are instead, as far as it can be told: another file, a damaged one, one of a
    /// newer format.
    pub(crate) fn read_either(bytes: &[u8]) -> Result<Prefix> {
        if !bytes.starts_with(&MAGIC) {
            return Err(foreign::diagnose(bytes));
        }
        let Some((bytes, _)) = bytes.split_first_chunk::<LEN>() else {
            let len = bytes.len();
            return Err(cut_off("its first 24 bytes", LEN.saturating_sub(len) as u64, len as u64));
        };
        if !checksum_holds(bytes) {
            return Err(changed("the checksum of the first 24 bytes does not match", 0));
        }
        check_version(LittleEndian::read_u16(&bytes[8..10]))?;
        let kind = kind(bytes[10])?;
        check_flags(bytes[11])?;
        let header_len = LittleEndian::read_u32(&bytes[12..16]);
        if header_len > MAX_HEADER {
            return Err(Error::new(
                ErrorKind::Malformed,
                format!("a header of {header_len} bytes, where at most {MAX_HEADER} are allowed"),
            )
            .at(12));
        }
        Ok(Prefix { kind, header_len })
    }
}

/// Whether a prefix's checksum is that of its other bytes.
pub(super) fn checksum_holds(bytes: &[u8; LEN]) -> bool {
    checksum::of(&bytes[..16]) == LittleEndian::read_u64(&bytes[16..])
}

fn check_version(version: u16) -> Result<()> {
    match version {
        FORMAT_VERSION => Ok(()),
        0 => Err(Error::new(ErrorKind::Malformed, "format version 0, which there never was").at(8)),
        other => Err(Error::new(
            ErrorKind::Unsupported,
            format!("format version {other}, where this version of Persist knows format version {FORMAT_VERSION}"),
        )
        .at(8)
        .help(if other > FORMAT_VERSION {
            "it was written by a newer version of Persist: update the dependency `persist-core`"
        } else {
            "it was written by Persist before its first release, whose files only that version reads"
        })),
    }
}

fn kind(found: u8) -> Result<Kind> {
    match found {
        0 => Ok(Kind::Value),
        1 => Ok(Kind::Log),
        other => Err(Error::new(ErrorKind::Malformed, format!("a container of the unknown kind {other}")).at(10)),
    }
}

fn check_flags(flags: u8) -> Result<()> {
    if flags & MUST_KNOW == 0 {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Unsupported,
        format!("flags {flags:#04x}, of which this version of Persist does not know all that it must"),
    )
    .at(11)
    .help("update the dependency `persist-core`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: Prefix = Prefix { kind: Kind::Value, header_len: 300 };

    /// A sound prefix with one byte replaced, and a checksum that holds.
    fn with(at: usize, byte: u8) -> [u8; LEN] {
        let mut bytes = SOUND.to_bytes();
        bytes[at] = byte;
        let checksum = checksum::of(&bytes[..16]);
        LittleEndian::write_u64(&mut bytes[16..], checksum);
        bytes
    }

    #[test]
    fn comes_back() {
        assert_eq!(Prefix::read(&SOUND.to_bytes(), Kind::Value).unwrap(), SOUND);
    }

    #[test]
    fn every_flip_and_every_cut_is_an_error() {
        let sound = SOUND.to_bytes();
        for bit in 0..LEN * 8 {
            let mut bytes = sound;
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert!(Prefix::read(&bytes, Kind::Value).is_err(), "bit {bit}");
        }
        for len in 0..LEN {
            let error = Prefix::read(&sound[..len], Kind::Value).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Truncated | ErrorKind::TextDamage), "{len}: {error}");
        }
    }

    #[test]
    fn says_how_much_is_missing() {
        let error = Prefix::read(&SOUND.to_bytes()[..23], Kind::Value).unwrap_err();
        assert!(error.to_string().contains("1 byte is missing"), "{error}");
    }

    #[test]
    fn a_newer_format_names_both_versions() {
        let error = Prefix::read(&with(8, 200), Kind::Value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unsupported);
        assert!(error.to_string().contains("version 200"), "{error}");
        assert!(error.to_string().contains("version 7"), "{error}");
        assert_eq!(Prefix::read(&with(8, 0), Kind::Value).unwrap_err().kind(), ErrorKind::Malformed);
    }

    #[test]
    fn a_log_is_not_a_value_and_a_value_no_log() {
        let error = Prefix::read(&with(10, 1), Kind::Value).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Misuse);
        assert!(error.to_string().contains("log"), "{error}");
        let error = Prefix::read(&SOUND.to_bytes(), Kind::Log).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Misuse);
        let log = Prefix { kind: Kind::Log, ..SOUND };
        assert_eq!(Prefix::read(&log.to_bytes(), Kind::Log).unwrap(), log);
        assert_eq!(Prefix::read(&with(10, 2), Kind::Value).unwrap_err().kind(), ErrorKind::Malformed);
    }

    #[test]
    fn low_flags_must_be_known_and_high_ones_need_not() {
        for bit in 0..4 {
            let error = Prefix::read(&with(11, 1 << bit), Kind::Value).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Unsupported);
        }
        for bit in 4..8 {
            assert_eq!(Prefix::read(&with(11, 1 << bit), Kind::Value).unwrap(), SOUND);
        }
    }

    #[test]
    fn a_header_too_long_is_refused_before_it_is_read() {
        assert_eq!(Prefix::read(&with(15, 2), Kind::Value).unwrap_err().kind(), ErrorKind::Malformed);
    }
}
