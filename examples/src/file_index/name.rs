//! Names of files as text: every name has one, no two have the same, and each is safe to print.

use std::ffi::OsStr;
use std::fmt::Write;

/// The text of a name. Backslashes and control characters are escaped as Rust writes them, bytes
/// that are no UTF-8 as `\xFF`.
pub(super) fn printable(name: &OsStr) -> String {
    let bytes = name.as_encoded_bytes();
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if character == '\\' || character.is_control() {
                text.extend(character.escape_default());
            } else {
                text.push(character);
            }
        }
        for byte in chunk.invalid() {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "\\x{byte:02X}");
        }
    }
    text
}

/// The path of `name` in the folder `path`; an empty `path` is the root of the index.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_stay_as_they_are() {
        assert_eq!(printable(OsStr::new("Größe 1.txt")), "Größe 1.txt");
    }

    #[test]
    fn what_would_not_print_is_escaped() {
        assert_eq!(printable(OsStr::new("a\nb\\n")), r"a\nb\\n");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_are_escaped() {
        use std::os::unix::ffi::OsStrExt;

        let name = OsStr::from_bytes(b"caf\xE9");
        assert_eq!(printable(name), r"caf\xE9");
        assert_ne!(printable(name), printable(OsStr::new(r"caf\xE9")));
    }
}
