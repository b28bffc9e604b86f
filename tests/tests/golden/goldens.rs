//! A golden: a value, the bytes that it must have, and what these bytes show of the format.
//!
//! Bare values are kept in lists, as hexadecimal with their schemas (`tests/format/golden/*.bare`); containers are files of
//! their own (`*.persist`), with the value as text beside them (`*.txt`).

use std::fmt::Write;

use persist_core::{Decode, Effort, Encode, SaveOptions, decode, from_slice, to_vec, verify_slice};

use crate::container::{fingerprint, schema_of};
use crate::plain::{Plain, ToPlain, hex};

/// What a golden's type can do.
pub(crate) trait Value: Encode + for<'de> Decode<'de> + ToPlain {}

impl<T: Encode + for<'de> Decode<'de> + ToPlain> Value for T {}

/// A bare value.
pub(crate) struct Bare {
    pub(crate) name: String,
    what: String,
    schema: Vec<u8>,
    /// What follows the fingerprint.
    body: Vec<u8>,
    /// `None`: the bytes must be refused.
    value: Option<Plain>,
}

/// The golden of what Persist writes for `value`.
///
/// # Panics
/// If it does not come back.
pub(crate) fn bare<T: Value>(name: &str, what: &str, effort: Effort, value: &T) -> Bare {
    let bytes = SaveOptions::new().effort(effort).encode(value).expect("a value encodes");
    by_hand(name, what, &bytes[8..], value)
}

/// The golden of bytes that Persist reads as `value`, but would write in another form.
///
/// # Panics
/// If they are read as another value.
pub(crate) fn by_hand<T: Value>(name: &str, what: &str, body: &[u8], value: &T) -> Bare {
    let schema = schema_of(&to_vec(value).expect("a container is written"));
    let back: T =
        decode(&[&fingerprint(&schema), body].concat()).unwrap_or_else(|error| panic!("{name} is not read: {error}"));
    assert_eq!(back.plain(), value.plain(), "{name} comes back as another value");
    Bare { name: name.to_owned(), what: what.to_owned(), schema, body: body.to_vec(), value: Some(value.plain()) }
}

/// The golden of a column of numbers: rows that are 1-tuples, which have neither a mode nor a fixed-width form.
///
/// # Panics
/// If it does not come back.
pub(crate) fn column<T: Copy>(name: &str, what: &str, effort: Effort, values: &[T]) -> Bare
where
    (T,): Value,
{
    let rows: Vec<(T,)> = values.iter().map(|value| (*value,)).collect();
    bare(name, &format!("{} rows: {what}", rows.len()), effort, &rows)
}

/// The golden of bytes that must be refused; `like` is any value of their type.
///
/// # Panics
/// If they are read.
pub(crate) fn refused<T: Value>(name: &str, what: &str, like: &T, body: &[u8]) -> Bare {
    let schema = schema_of(&to_vec(like).expect("a container is written"));
    let back = decode::<T>(&[&fingerprint(&schema), body].concat()).map(|value| value.plain().to_string());
    assert!(back.is_err(), "{name} is read as {}", back.unwrap_or_default());
    Bare { name: name.to_owned(), what: what.to_owned(), schema, body: body.to_vec(), value: None }
}

/// The golden of a schema that must be refused, with bytes that would be a value of it.
pub(crate) fn refused_schema(name: &str, what: &str, schema: &[u8], body: &[u8]) -> Bare {
    Bare { name: name.to_owned(), what: what.to_owned(), schema: schema.to_vec(), body: body.to_vec(), value: None }
}

impl Bare {
    /// Makes sure that the golden shows what it says it does: that these bytes are at this place after the fingerprint.
    #[must_use]
    pub(crate) fn shows(self, at: usize, bytes: &[u8]) -> Self {
        let found = self.body.get(at..at + bytes.len());
        let found = found.map(hex).unwrap_or_default();
        assert_eq!(found, hex(bytes), "{} does not show what it is there for: find another value that does", self.name);
        self
    }

    /// What the Python reader prints for it.
    pub(crate) fn line(&self) -> String {
        self.value.as_ref().map_or_else(|| "refused".to_owned(), Plain::to_string)
    }

    fn write(&self, out: &mut String) {
        let (fingerprint, body) = (hex(&fingerprint(&self.schema)), folded(&self.body));
        let _ = writeln!(out, "\nname: {}\nwhat: {}", self.name, self.what);
        let _ = writeln!(out, "schema:{}\nbytes: {fingerprint}{body}", folded(&self.schema));
        let _ = match &self.value {
            Some(value) => writeln!(out, "value: {value}"),
            None => writeln!(out, "refused"),
        };
    }
}

/// Hexadecimal, in lines of its own if it is long.
fn folded(bytes: &[u8]) -> String {
    const WIDTH: usize = 48;
    let lines = bytes.chunks(WIDTH).map(hex);
    let between = if bytes.len() > WIDTH { "\n  " } else { " " };
    lines.map(|line| between.to_owned() + &line).collect()
}

/// A list of bare values as a file.
pub(crate) fn list(title: &str, entries: &[Bare]) -> String {
    let mut out = format!("# {title}\n# `PERSIST_BLESS=1 cargo test -p tests --test golden` writes this file.\n");
    for entry in entries {
        entry.write(&mut out);
    }
    out
}

/// A container.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    what: String,
    meta: Vec<(&'static str, Vec<u8>)>,
    /// The value, or what is in a log, as the Python reader prints it.
    lines: Vec<String>,
}

/// The golden of what Persist writes for `value`.
///
/// # Panics
/// If it does not come back.
pub(crate) fn file<T: Value>(name: &str, what: &str, effort: Effort, value: &T) -> File {
    file_with_meta(name, what, effort, value, &[])
}

/// The same, with metadata, in the order of its names.
///
/// # Panics
/// If the value does not come back.
pub(crate) fn file_with_meta<T: Value>(
    name: &str,
    what: &str,
    effort: Effort,
    value: &T,
    meta: &[(&'static str, &[u8])],
) -> File {
    let mut options = SaveOptions::new();
    options.effort(effort);
    for (name, value) in meta {
        options.meta(*name, *value);
    }
    let bytes = options.to_vec(value).expect("a container is written");
    let meta = meta.iter().map(|(name, value)| (*name, value.to_vec()));
    File { meta: meta.collect(), ..file_by_hand(name, what, bytes, value) }
}

/// The golden of a container that Persist reads as `value`, but would write in another form.
///
/// # Panics
/// If it is not read, or as another value, or does not verify.
pub(crate) fn file_by_hand<T: Value>(name: &str, what: &str, bytes: Vec<u8>, value: &T) -> File {
    let back: T = from_slice(&bytes).unwrap_or_else(|error| panic!("{name} is not read: {error}"));
    assert_eq!(back.plain(), value.plain(), "{name} comes back as another value");
    verify_slice(&bytes).unwrap_or_else(|error| panic!("{name} does not verify: {error}"));
    let lines = vec![value.plain().to_string()];
    File { name: name.to_owned(), what: what.to_owned(), bytes, meta: Vec::new(), lines }
}

/// The golden of a log, in which these lines are.
///
/// # Panics
/// If it does not verify.
pub(crate) fn log(name: &str, what: &str, bytes: Vec<u8>, lines: Vec<String>) -> File {
    verify_slice(&bytes).unwrap_or_else(|error| panic!("{name} does not verify: {error}"));
    File { name: name.to_owned(), what: what.to_owned(), bytes, meta: Vec::new(), lines }
}

impl File {
    /// Makes sure that the golden shows what it says it does: kind and count of each chunk before the end mark.
    #[must_use]
    pub(crate) fn shows(self, chunks: &[(u8, u64)]) -> Self {
        let length = u32::from_le_bytes(self.bytes[12..16].try_into().expect("4 bytes")) as usize;
        let mut at = (24 + length + 8).next_multiple_of(16);
        let mut found = Vec::new();
        while self.bytes[at + 36] != 4 {
            let number = |at: usize| u64::from_le_bytes(self.bytes[at..at + 8].try_into().expect("8 bytes"));
            found.push((self.bytes[at + 36], number(at + 16)));
            at = (at + 48 + number(at) as usize).next_multiple_of(16);
        }
        assert_eq!(found, chunks, "{} does not show what it is there for: find another value that does", self.name);
        self
    }

    /// What the Python reader prints for it.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        for (name, value) in &self.meta {
            let value = Plain::Bytes(value.clone());
            let _ = writeln!(out, "meta {}: {value}", Plain::Text((*name).to_owned()));
        }
        out + &self.lines.join("\n") + "\n"
    }

    /// A line for the index of all containers.
    pub(crate) fn index_line(&self) -> String {
        format!("{}.persist ({} bytes): {}\n", self.name, self.bytes.len(), self.what)
    }
}
