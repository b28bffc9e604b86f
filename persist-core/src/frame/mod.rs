//! The container around a value: prefix, header, chunks, end mark (FORMAT.md, *The container*).
//!
//! The codec makes and takes the payloads, and knows nothing of what is here; this module knows
//! nothing of values. Nothing that is read is believed before the checksum over it holds.
//!
//! [`writer`] writes a container, [`source`] reads one that is in memory, and [`groups`] one that comes from a file or a
//! stream, part by part. What they share is [`opening`] (prefix and header) and [`heads`] (the rules that hold from chunk to
//! chunk).

pub(crate) mod checksum;
pub(crate) mod chunk;
pub(crate) mod end;
mod foreign;
pub(crate) mod groups;
pub(crate) mod header;
pub(crate) mod heads;
mod input;
pub(crate) mod opening;
pub(crate) mod pack;
pub(crate) mod prefix;
pub(crate) mod records;
pub(crate) mod recover;
pub(crate) mod source;
pub(crate) mod writer;

use std::borrow::Cow;

use crate::error::{Error, ErrorKind};

/// Chunks begin at multiples of this many bytes from the start of the container.
pub(crate) const ALIGN: u64 = 16;

/// How many `00` bytes follow a part that ends at `position`.
pub(crate) fn padding(position: u64) -> usize {
    ((ALIGN - position % ALIGN) % ALIGN) as usize
}

/// The bytes end at `end`, `missing` bytes before the end of `part`.
pub(crate) fn cut_off(part: &str, missing: u64, end: u64) -> Error {
    let (bytes, are) = if missing == 1 { ("byte", "is") } else { ("bytes", "are") };
    Error::new(ErrorKind::Truncated, format!("the data is cut off in {part}, of which {missing} {bytes} {are} missing"))
        .at(end)
        .help(LOOK_FOR_A_WHOLE_COPY)
}

const LOOK_FOR_A_WHOLE_COPY: &str = "only a part of it was written or copied: look for a whole copy";

/// A checksum does not match.
pub(crate) fn changed(message: impl Into<Cow<'static, str>>, offset: u64) -> Error {
    Error::new(ErrorKind::Checksum, message)
        .at(offset)
        .help("it was damaged after it was written: look for a sound copy")
}

/// There are no bytes at all.
pub(crate) fn empty() -> Error {
    Error::new(ErrorKind::Truncated, "empty: there is not a single byte")
        .help("nothing was written yet, or writing it failed")
}

/// Bytes that must be `00` and are not.
pub(crate) fn check_padding(bytes: &[u8], position: u64) -> Result<(), Error> {
    match bytes.iter().position(|byte| *byte != 0) {
        None => Ok(()),
        Some(index) => Err(changed("padding that is not zero", position.saturating_add(index as u64))),
    }
}
