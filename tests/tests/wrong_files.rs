//! What users give to `load` by mistake, and what they are told: each case has a message of its own, whichever function
//! meets it.

mod scratch;

use std::fs;

use persist_core::{
    Error, ErrorKind, Log, Persist, decode, encode, from_reader, from_slice, inspect, inspect_slice, load, read_all,
    save, to_vec, verify, verify_slice,
};
use scratch::Scratch;

#[derive(Persist, Debug, PartialEq)]
#[persist(version = 2)]
struct Settings {
    theme: String,
    volume: u8,
}

fn settings() -> Settings {
    Settings { theme: "dark".to_owned(), volume: 7 }
}

/// The errors that all readers of containers give for these bytes.
fn errors(bytes: &[u8]) -> Vec<Error> {
    let folder = Scratch::new("wrong-files");
    let path = folder.file("settings.persist");
    fs::write(&path, bytes).unwrap();
    let of_file = [load::<Settings>(&path).unwrap_err(), inspect(&path).unwrap_err(), verify(&path).unwrap_err()];
    for error in &of_file {
        assert_eq!(error.file(), Some(path.as_path()), "{error}");
        assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
    }
    let mut errors = Vec::from(of_file);
    errors.push(from_slice::<Settings>(bytes).unwrap_err());
    errors.push(from_reader::<Settings>(bytes).unwrap_err());
    errors
}

/// Checks that every reader says of `bytes` what they are.
fn says(bytes: &[u8], kind: ErrorKind, parts: &[&str]) {
    for error in errors(bytes) {
        assert_eq!(error.kind(), kind, "{error}");
        let text = error.to_string();
        for part in parts {
            assert!(text.contains(part), "{part:?} is missing in: {text}");
        }
    }
}

#[test]
fn files_of_other_kinds() {
    for (bytes, name) in [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0".as_slice(), "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\0\0", "a JPEG image"),
        (b"PK\x03\x04\x14\0\0\0\x08\0 documents are ZIPs too", "a ZIP archive"),
        (b"\x1f\x8b\x08\0\0\0\0\0\0\x03 and then some bytes", "a gzip archive"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0", "an ELF program"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>", "a PDF document"),
        (b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", "an SQLite database"),
        (b"{ \"theme\": \"dark\", \"volume\": 7 }", "JSON text"),
        (b"theme = dark\nvolume = 7\n", "it is text"),
    ] {
        says(bytes, ErrorKind::NotPersist, &["not a Persist file", name]);
    }
    says(&[0; 4096], ErrorKind::NotPersist, &["zeros"]);
    says(b"\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a", ErrorKind::NotPersist, &["01 02 03"]);
}

#[test]
fn nothing_and_too_little() {
    says(b"", ErrorKind::Truncated, &["empty"]);
    let bytes = to_vec(&settings()).unwrap();
    says(&bytes[..3], ErrorKind::Truncated, &["21 bytes are missing"]);
    says(&bytes[..23], ErrorKind::Truncated, &["1 byte is missing"]);
    says(&bytes[..24], ErrorKind::Truncated, &["header"]);
    says(&bytes[..bytes.len() - 80], ErrorKind::Truncated, &["no end mark"]);
    says(&bytes[..bytes.len() - 1], ErrorKind::Truncated, &["end mark", "1 byte is missing"]);
}

#[test]
fn damage_by_text_mode() {
    let bytes = to_vec(&settings()).unwrap();
    let mut lf_to_crlf = Vec::new();
    let mut crlf_to_lf = Vec::new();
    for (index, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' {
            lf_to_crlf.push(b'\r');
        }
        lf_to_crlf.push(*byte);
        if !(*byte == b'\r' && bytes.get(index + 1) == Some(&b'\n')) {
            crlf_to_lf.push(*byte);
        }
    }
    let seven_bits: Vec<u8> = bytes.iter().map(|byte| byte & 0x7f).collect();
    let lossy = String::from_utf8_lossy(&bytes).into_owned().into_bytes();
    let ctrl_z = bytes.iter().position(|byte| *byte == 0x1a).unwrap();
    for (damaged, what) in [
        (lf_to_crlf, "LF line ends were replaced by CR LF"),
        (crlf_to_lf, "CR LF line ends were replaced by LF"),
        (seven_bits, "highest bit"),
        (lossy, "UTF-8"),
        (bytes[..ctrl_z].to_vec(), "^Z"),
    ] {
        says(&damaged, ErrorKind::TextDamage, &["transfer as text", what, "as binary"]);
    }
}

/// CRC-64/NVME as the format's specification has it, bit by bit.
fn crc(bytes: &[u8]) -> u64 {
    let polynomial = 0xad93_d235_94c9_3659_u64.reverse_bits();
    let mut crc = u64::MAX;
    for byte in bytes {
        crc ^= u64::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ polynomial } else { crc >> 1 };
        }
    }
    !crc
}

/// A container whose prefix has this byte at this place, under a checksum that holds.
fn with_prefix_byte(at: usize, byte: u8) -> Vec<u8> {
    let mut bytes = to_vec(&settings()).unwrap();
    bytes[at] = byte;
    let checksum = crc(&bytes[..16]);
    bytes[16..24].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

#[test]
fn a_log_is_no_value_and_is_looked_into() {
    let folder = Scratch::new("wrong-files");
    let path = folder.file("settings.log");
    Log::<Settings>::open(&path).unwrap().append(&settings()).unwrap();
    let bytes = fs::read(&path).unwrap();
    for error in [
        load::<Vec<Settings>>(&path).unwrap_err(),
        from_slice::<Vec<Settings>>(&bytes).unwrap_err(),
        from_reader::<Vec<Settings>>(bytes.as_slice()).unwrap_err(),
    ] {
        assert_eq!(error.kind(), ErrorKind::Misuse, "{error}");
        assert!(error.to_string().contains("`LogReader` reads it"), "{error}");
    }
    assert!(inspect(&path).unwrap().log().is_some() && verify(&path).unwrap().log().is_some());
    // What says that it is one, and has no salt, is neither.
    for error in
        [inspect_slice(&with_prefix_byte(10, 1)).unwrap_err(), verify_slice(&with_prefix_byte(10, 1)).unwrap_err()]
    {
        assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
    }
    says(&with_prefix_byte(10, 2), ErrorKind::Malformed, &["unknown kind 2"]);
}

#[test]
fn another_format() {
    says(&with_prefix_byte(8, 9), ErrorKind::Unsupported, &["version 9", "version 7", "update"]);
    says(&with_prefix_byte(8, 1), ErrorKind::Unsupported, &["version 1", "version 7", "before its first release"]);
    says(&with_prefix_byte(11, 1), ErrorKind::Unsupported, &["flags"]);
    says(&with_prefix_byte(15, 0x40), ErrorKind::Malformed, &["header"]);
}

#[test]
fn damage_is_named_with_its_place() {
    let sound = to_vec(&settings()).unwrap();
    for (at, part) in [
        (2, "first 8 bytes"),
        (9, "first 24 bytes"),
        (30, "header"),
        (sound.len() - 81, "padding"),
        (sound.len() - 79, "head of chunk 1"),
        (sound.len() - 1, "the end mark"),
    ] {
        let mut bytes = sound.clone();
        bytes[at] ^= 4;
        for error in
            [from_slice::<Settings>(&bytes).unwrap_err(), from_reader::<Settings>(bytes.as_slice()).unwrap_err()]
        {
            assert_eq!(error.kind(), ErrorKind::Checksum, "{error}");
            assert!(error.to_string().contains(part), "{part:?} is missing in: {error}");
            assert!(error.offset().is_some(), "{error}");
        }
    }
}

#[test]
fn another_type() {
    let folder = Scratch::new("another-type");
    let path = folder.file("numbers.persist");
    save(&path, &vec![1_u32, 2]).unwrap();
    let error = load::<Settings>(&path).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    let text = error.to_string();
    assert!(text.contains("Vec<u32>") && text.contains("Settings, version 2"), "{text}");
}

#[test]
fn bytes_for_another_function() {
    let (bare, container) = (encode(&settings()).unwrap(), to_vec(&settings()).unwrap());
    for error in [from_slice::<Settings>(&bare).unwrap_err(), from_reader::<Settings>(bare.as_slice()).unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Misuse, "{error}");
        assert!(error.to_string().contains("`decode`"), "{error}");
    }
    let error = decode::<Settings>(&container).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Misuse);
    assert!(error.to_string().contains("`from_slice`"), "{error}");
    // Of another type it cannot be known, but it can be guessed.
    let error = from_slice::<String>(&bare).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotPersist);
    assert!(error.to_string().contains("`decode`"), "{error}");
}

#[test]
fn more_than_one_container() {
    let one = to_vec(&settings()).unwrap();
    let two = [one.as_slice(), &one].concat();
    let error = from_slice::<Settings>(&two).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (ErrorKind::Trailing, Some(one.len() as u64)));
    assert!(error.to_string().contains("`read_all`"), "{error}");
    assert_eq!(read_all::<Settings, _>(two.as_slice()).count(), 2);
    let mut longer = encode(&settings()).unwrap();
    longer.push(0);
    assert_eq!(decode::<Settings>(&longer).unwrap_err().kind(), ErrorKind::Trailing);
}

#[test]
fn no_file_and_no_regular_file() {
    let folder = Scratch::new("no-file");
    let error = load::<Settings>(folder.file("missing.persist")).unwrap_err();
    assert_eq!(std::io::Error::from(error).kind(), std::io::ErrorKind::NotFound);
    let error = save(folder.file("."), &settings()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    assert_eq!(load::<Settings>(folder.file("")).unwrap_err().kind(), ErrorKind::Io);
}
