//! Whether bytes hold the type that was asked for, and what to say if they do not.

use crate::error::{Error, ErrorKind, Result};
use crate::frame::header::Header;
use crate::frame::prefix::MAGIC;
use crate::schema::{Fingerprint, Known, Schema};

/// Checks that a container holds a value of the type asked for.
pub(super) fn check_type(header: &Header<'_>, known: &Known) -> Result<()> {
    if header.fingerprint == known.fingerprint() && header.schema == known.bytes() {
        return Ok(());
    }
    Err(other_type(header, &known.schema()))
}

#[cold]
fn other_type(header: &Header<'_>, wanted: &Schema) -> Error {
    let found = match Schema::from_bytes(header.schema, header.schema_offset()) {
        Ok(found) => found,
        Err(error) => return error,
    };
    let (found_name, wanted_name) = (named(&found), named(wanted));
    if found_name != wanted_name {
        let message = format!("it holds {found_name}, and {wanted_name} was asked for");
        return Error::new(ErrorKind::TypeMismatch, message);
    }
    let message =
        format!("it holds {found_name} with other contents than the one asked for{}", first_difference(&found, wanted));
    Error::new(ErrorKind::TypeMismatch, message)
}

/// A type's name and version: `Player, version 2`.
fn named(schema: &Schema) -> String {
    match schema.version() {
        Some(version) => format!("{}, version {version}", schema.type_name()),
        None => schema.type_name(),
    }
}

/// The first line in which the trees of two schemas differ, in words.
fn first_difference(found: &Schema, wanted: &Schema) -> String {
    let (found, wanted) = (found.to_string(), wanted.to_string());
    let mut pairs = found.lines().map(Some).chain([None]).zip(wanted.lines().map(Some).chain([None]));
    match pairs.find(|(found, wanted)| found != wanted) {
        Some((Some(found), Some(wanted))) => {
            format!(": `{}` where `{}` is expected", found.trim(), wanted.trim())
        }
        Some((Some(found), None)) => format!(": it has `{}` besides", found.trim()),
        Some((None, Some(wanted))) => format!(": it has no `{}`", wanted.trim()),
        _ => String::new(),
    }
}

/// Bytes that are no container may be bare bytes of the very type that is asked for.
#[cold]
pub(super) fn recognise_bare(error: Error, bytes: &[u8], fingerprint: Fingerprint) -> Error {
    let is_bare = bytes.starts_with(&fingerprint.to_bits().to_le_bytes());
    if error.kind() != ErrorKind::NotPersist || !is_bare {
        return error;
    }
    Error::new(ErrorKind::Misuse, "bare bytes of the right type, where a container is expected")
        .help("`encode` made them, and `decode` reads them")
}

#[cold]
pub(super) fn too_short(bytes: &[u8]) -> Error {
    if bytes.is_empty() {
        return crate::frame::empty();
    }
    let message = format!("{} bytes, where bare bytes begin with a fingerprint of 8", bytes.len());
    Error::new(ErrorKind::Truncated, message).at(bytes.len() as u64)
}

#[cold]
pub(super) fn other_fingerprint(found: [u8; 8], expected: Fingerprint, wanted: &Schema) -> Error {
    if found == MAGIC {
        return Error::new(ErrorKind::Misuse, "a container, where bare bytes are expected")
            .help("`to_vec` or `save` made it: `from_slice` or `load` reads it");
    }
    let found = Fingerprint::from_bits(u64::from_le_bytes(found));
    let message = format!("bare bytes with the fingerprint {found}, where those of {} have {expected}", named(wanted));
    Error::new(ErrorKind::UnknownFingerprint, message)
        .help("they are of another type, of another version of it, or damaged; bare bytes do not say more")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Describe, known_of, schema_of};

    #[test]
    fn an_equal_fingerprint_is_not_enough() {
        let other = schema_of::<String>().to_bytes();
        let header = Header { fingerprint: u32::fingerprint(), schema: &other, meta: Vec::new() };
        let error = check_type(&header, known_of::<u32>()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TypeMismatch);
    }

    #[test]
    fn differences_are_shown_by_line() {
        let tree = |list: &Schema| list.to_string();
        let (number, text) = (schema_of::<Vec<u32>>(), schema_of::<Vec<String>>());
        assert_ne!(tree(&number), tree(&text));
        assert_eq!(first_difference(&number, &text), ": `[u32]` where `[String]` is expected");
        assert_eq!(first_difference(&text, &text), "");
    }
}
