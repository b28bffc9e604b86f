//! What bytes are that do not begin as a container does: the kind of file, or what was done to it.
//!
//! Only ever run to word an error, so it may take its time; a guess that is wrong costs nothing but
//! a less helpful message.

use super::prefix::{self, MAGIC};
use super::{changed, cut_off, empty};
use crate::error::{Error, ErrorKind};

/// The error for `bytes`, which do not begin with the magic. They may be the whole input or only
/// its first 24 bytes.
pub(super) fn diagnose(bytes: &[u8]) -> Error {
    if bytes.is_empty() {
        return empty();
    }
    text_damage(bytes).or_else(|| cut_magic(bytes)).or_else(|| damaged_magic(bytes)).unwrap_or_else(|| not_ours(bytes))
}

/// Forms that the magic takes when bytes are handled as text, by what was done.
const TEXT_FORMS: &[(&[u8], &str)] = &[
    (b"\x8fPRS\n\x1a\n", "its CR LF line ends were replaced by LF"),
    (b"\x8fPRS\r\r\n\x1a\r\n", "its LF line ends were replaced by CR LF"),
    (b"\x8fPRS\r\n\x1a\r\n", "its LF line ends were replaced by CR LF"),
    (b"\x8fPRS\n\n\x1a\n", "its CR line ends were replaced by LF"),
    (b"\x8fPRS\r\r\x1a\r", "its LF line ends were replaced by CR"),
    (b"\x8fPRS\r\n\n", "its control characters were taken out"),
    (b"\x0fPRS\r\n", "the highest bit of each byte was cleared"),
    (b"\x0fPRS\n", "the highest bit of each byte was cleared"),
    (b"\xc2\x8fPRS", "it was taken for Latin-1 text and written as UTF-8"),
    (b"\xef\xbf\xbdPRS", "it was taken for UTF-8 text, and what is none was replaced"),
    (b"?PRS\r\n\x1a", "it was taken for text, and what is none was replaced"),
];

fn text_damage(bytes: &[u8]) -> Option<Error> {
    let cut_at_ctrl_z = [b"\x8fPRS\r\n".as_slice(), b"\x8fPRS\n"].contains(&bytes);
    let what = if cut_at_ctrl_z {
        "it ends where reading as text stops, before its first ^Z"
    } else {
        TEXT_FORMS.iter().find(|(form, _)| bytes.starts_with(form))?.1
    };
    Some(
        Error::new(ErrorKind::TextDamage, format!("a Persist file that was damaged by a transfer as text: {what}"))
            .help("copy the original again, as binary"),
    )
}

fn cut_magic(bytes: &[u8]) -> Option<Error> {
    MAGIC.starts_with(bytes).then(|| {
        let len = bytes.len() as u64;
        cut_off("its first 24 bytes", prefix::LEN as u64 - len, len)
    })
}

/// The rest of a prefix is sound, so what stands before it was once the magic.
fn damaged_magic(bytes: &[u8]) -> Option<Error> {
    let mut repaired = *bytes.first_chunk::<{ prefix::LEN }>()?;
    repaired[..MAGIC.len()].copy_from_slice(&MAGIC);
    if !prefix::checksum_holds(&repaired) {
        return None;
    }
    let at = bytes.iter().zip(MAGIC).position(|(found, expected)| *found != expected)?;
    let message = format!("a Persist file whose first 8 bytes have changed: they are {}", hex(&bytes[..8]));
    Some(changed(message, at as u64))
}

/// How files of other kinds begin.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF8", "a GIF image"),
    (8, b"WEBP", "a WebP image"),
    (0, b"PK\x03\x04", "a ZIP archive (or a document in one, such as .docx or .jar)"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"\x1f\x8b", "a gzip archive; if a Persist file is in it, unpack it first"),
    (0, b"\x28\xb5\x2f\xfd", "a zstd archive; if a Persist file is in it, unpack it first"),
    (0, b"\xfd7zXZ\0", "an xz archive; if a Persist file is in it, unpack it first"),
    (0, b"BZh", "a bzip2 archive; if a Persist file is in it, unpack it first"),
    (0, b"\x04\x22\x4d\x18", "an lz4 archive; if a Persist file is in it, unpack it first"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\x7fELF", "an ELF program or library"),
    (0, b"MZ\x90\0", "a Windows program or library"),
    (0, b"\xcf\xfa\xed\xfe", "a macOS program or library"),
    (0, b"\0asm", "a WebAssembly module"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"PAR1", "a Parquet file"),
    (0, b"ARROW1", "an Arrow file"),
    (0, b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
    (0, b"\x93NUMPY", "a NumPy array"),
    (4, b"ftyp", "an MP4 video or a similar media file"),
    (0, b"OggS", "an Ogg media file"),
    (0, b"ID3", "an MP3 file"),
    (0, b"\xff\xfe", "text in UTF-16"),
    (0, b"\xfe\xff", "text in UTF-16"),
    (0, b"j1BSUw0KGg", "a Persist file as Base64 text; decode that first"),
];

fn not_ours(bytes: &[u8]) -> Error {
    let signature =
        SIGNATURES.iter().find(|(at, signature, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(signature)));
    let message = match signature {
        Some((.., name)) => format!("not a Persist file: it is {name}"),
        None => match text(bytes) {
            Some(kind) => format!("not a Persist file: it is {kind}"),
            None if bytes.iter().take(prefix::LEN).all(|byte| *byte == 0) => {
                "not a Persist file: it begins with zeros, as files do whose data was lost in a power cut".to_owned()
            }
            None => {
                let shown = &bytes[..bytes.len().min(8)];
                format!("not a Persist file: it begins with {}", hex(shown))
            }
        },
    };
    let error = Error::new(ErrorKind::NotPersist, message);
    // The first byte of a bare value is its fingerprint's, and at least 80.
    if signature.is_none() && bytes[0] >= 0x80 {
        return error.help("if `encode` made these bytes, `decode` reads them");
    }
    error
}

/// What sort of text the bytes are, if they are one.
fn text(bytes: &[u8]) -> Option<&'static str> {
    // More than the beginning is not looked at, so it may end within a character.
    let front = &bytes[..bytes.len().min(512)];
    let valid = match std::str::from_utf8(front) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&front[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return None,
    };
    let printable = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t' | '\x0c');
    if valid.is_empty() || !valid.chars().all(printable) {
        return None;
    }
    let text = valid.trim_start_matches('\u{feff}').trim_start();
    Some(match text.as_bytes() {
        [b'{' | b'[', ..] => "JSON text",
        [b'<', b'?' | b'!' | b'a'..=b'z' | b'A'..=b'Z', ..] => "XML or HTML text",
        [b'#', b'!', ..] => "a script",
        _ => "text",
    })
}

fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::prefix::{Kind, Prefix};
    use super::*;

    fn said(bytes: &[u8]) -> (ErrorKind, String) {
        let error = diagnose(bytes);
        (error.kind(), error.to_string())
    }

    #[test]
    fn files_of_other_kinds_are_named() {
        for (bytes, name) in [
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), "PNG"),
            (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
            (b"PK\x03\x04\x14\0", "ZIP"),
            (b"\x1f\x8b\x08\0", "gzip"),
            (b"\x7fELF\x02\x01", "ELF"),
            (b"%PDF-1.7\n", "PDF"),
            (b"SQLite format 3\0\x10\0", "SQLite"),
            (b"{\"name\": \"Ada\"}", "JSON"),
            (b"\n  [1, 2, 3]", "JSON"),
            (b"<?xml version=\"1.0\"?>", "XML"),
            (b"#!/bin/sh\n", "script"),
            ("Größe\n".as_bytes(), "it is text"),
            (b"j1BSUw0KGgoBAAAA", "Base64"),
        ] {
            let (kind, message) = said(bytes);
            assert_eq!(kind, ErrorKind::NotPersist, "{message}");
            assert!(message.contains(name), "{message}");
        }
        let mut tar = vec![0; 512];
        tar[0] = b'x';
        tar[257..262].copy_from_slice(b"ustar");
        assert!(said(&tar).1.contains("tar"));
    }

    #[test]
    fn no_signature_stands_behind_one_that_hides_it() {
        for (index, (at, signature, name)) in SIGNATURES.iter().enumerate() {
            let mut bytes = vec![1; *at];
            bytes.extend_from_slice(signature);
            let found = SIGNATURES
                .iter()
                .position(|(at, other, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(other)));
            assert_eq!(found, Some(index), "{name}");
        }
    }

    #[test]
    fn damage_by_text_mode_is_named() {
        let prefix = Prefix { kind: Kind::Value, header_len: 300 }.to_bytes();
        let crlf_to_lf = [&prefix[..4], &prefix[5..]].concat();
        let mut lf_to_crlf = Vec::new();
        for byte in prefix {
            if byte == b'\n' {
                lf_to_crlf.push(b'\r');
            }
            lf_to_crlf.push(byte);
        }
        let seven_bits: Vec<u8> = prefix.iter().map(|byte| byte & 0x7f).collect();
        let latin_1: String = prefix.iter().copied().map(char::from).collect();
        let lossy = String::from_utf8_lossy(&prefix).into_owned();
        for (bytes, what) in [
            (crlf_to_lf.as_slice(), "CR LF line ends were replaced by LF"),
            (&lf_to_crlf, "LF line ends were replaced by CR LF"),
            (&prefix[..6], "^Z"),
            (&[&prefix[..4], b"\n"].concat(), "^Z"),
            (&seven_bits, "highest bit"),
            (latin_1.as_bytes(), "Latin-1"),
            (lossy.as_bytes(), "UTF-8"),
        ] {
            let (kind, message) = said(bytes);
            assert_eq!(kind, ErrorKind::TextDamage, "{message}");
            assert!(message.contains(what), "{message}");
        }
    }

    #[test]
    fn what_is_cut_or_damaged_is_not_taken_for_another_file() {
        assert_eq!(said(b"").0, ErrorKind::Truncated);
        assert!(said(b"").1.contains("empty"));
        assert_eq!(said(b"\x8fPR").0, ErrorKind::Truncated);
        let mut prefix = Prefix { kind: Kind::Value, header_len: 300 }.to_bytes();
        prefix[2] ^= 0x20;
        let (kind, message) = said(&prefix);
        assert_eq!(kind, ErrorKind::Checksum);
        assert!(message.contains("8f 50 72 53") && message.contains("at byte 2"), "{message}");
    }

    #[test]
    fn anything_else_is_shown() {
        assert!(said(&[0; 100]).1.contains("zeros"));
        assert!(said(&[[0; 100], [1; 100]].concat()).1.contains("zeros"), "a block of a file was lost");
        let (kind, message) = said(b"\x9a\x01\x02");
        assert_eq!(kind, ErrorKind::NotPersist);
        assert!(message.contains("9a 01 02") && message.contains("`decode`"), "{message}");
        let (_, message) = said(b"\x01\x02\x03\x04\x05\x06\x07\x08\x09");
        assert!(message.contains("01 02 03 04 05 06 07 08") && !message.contains("decode"), "{message}");
    }
}
