//! Names of types, fields and variants: bare where that is unmistakable, else in quotes.

use std::fmt::{self, Write};

/// A name as the lock writes it.
pub(crate) struct Written<'a>(pub(crate) &'a str);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.chars().all(is_bare) {
            return f.write_str(self.0);
        }
        f.write_char('"')?;
        write!(f, "{}", self.0.escape_debug())?;
        f.write_char('"')
    }
}

/// Whether a name of such characters needs no quotes.
pub(crate) fn is_bare(c: char) -> bool {
    match c {
        '_' | '-' => true,
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric(),
    }
}

/// Reads a name in quotes: it, and what follows the quotes. Nothing if these are not Rust's escapes, or have no end.
pub(crate) fn unquote(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut chars = text.strip_prefix('"')?.chars();
    loop {
        match chars.next()? {
            '"' => return Some((name, chars.as_str())),
            '\\' => {
                let (c, rest) = unescape(chars.as_str())?;
                name.push(c);
                chars = rest.chars();
            }
            c => name.push(c),
        }
    }
}

/// What follows a backslash.
fn unescape(text: &str) -> Option<(char, &str)> {
    if let Some(code) = text.strip_prefix("u{") {
        let (digits, rest) = code.split_once('}')?;
        let only_digits = (1..=6).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok().filter(|_| only_digits)?;
        return Some((char::from_u32(code)?, rest));
    }
    let mut chars = text.chars();
    let c = match chars.next()? {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        '0' => '\0',
        c @ ('"' | '\'' | '\\') => c,
        _ => return None,
    };
    Some((c, chars.as_str()))
}
