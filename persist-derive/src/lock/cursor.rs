//! Reads one line from left to right.

use std::ops::Range;
use std::str::FromStr;

use super::name::{is_bare, unquote};

/// What was read, or what was expected where something else stood.
pub(crate) type Read<T> = Result<T, String>;

/// How many types may stand within one another: far more than anyone writes, far less than a stack holds.
pub(crate) const MAX_DEPTH: usize = 128;

/// How much of a line a message repeats.
const QUOTED: usize = 40;

/// A line, and how far it has been read.
pub(crate) struct Cursor<'a> {
    line: &'a str,
    rest: &'a str,
    depth: usize,
    /// Where crates are named, colons included.
    qualifiers: Vec<Range<usize>>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(line: &'a str) -> Self {
        Self { line, rest: line, depth: 0, qualifiers: Vec::new() }
    }

    /// Steps over `text`, if that is what follows.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Steps over `text`, which has to follow.
    pub(crate) fn expect(&mut self, text: &str) -> Read<()> {
        if self.eat(text) {
            return Ok(());
        }
        Err(self.unexpected(&if text == " " { "a space".to_owned() } else { format!("`{text}`") }))
    }

    /// The end of the line, which has to follow.
    pub(crate) fn end(&self) -> Read<()> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.unexpected("the end of the line")) }
    }

    /// The letters, digits and the like that follow; there may be none.
    pub(crate) fn peek_bare(&self) -> &'a str {
        let end = self.rest.find(|c| !is_bare(c)).unwrap_or(self.rest.len());
        self.rest.split_at(end).0
    }

    /// Steps over a crate and the colons behind it, if that is what follows.
    pub(crate) fn qualifier(&mut self) -> Option<&'a str> {
        let start = self.at();
        let name = self.peek_bare();
        let rest = self.rest.strip_prefix(name)?.strip_prefix("::")?;
        if name.is_empty() {
            return None;
        }
        self.rest = rest;
        self.qualifiers.push(start..self.at());
        Some(name)
    }

    /// A name, bare or in quotes.
    pub(crate) fn name(&mut self, what: &str) -> Read<String> {
        if self.rest.starts_with('"') {
            let (name, rest) = unquote(self.rest).ok_or_else(|| self.unexpected("a text in quotes, as in Rust"))?;
            self.rest = rest;
            return Ok(name);
        }
        match self.peek_bare() {
            "" => Err(self.unexpected(what)),
            bare => {
                self.eat(bare);
                Ok(bare.to_owned())
            }
        }
    }

    /// A number, written in the one way in which Persist writes it: without needless zeros or signs.
    pub(crate) fn number<N: FromStr + ToString>(&mut self, what: &str) -> Read<N> {
        let digits = self.peek_bare();
        match digits.parse::<N>() {
            Ok(number) if number.to_string() == digits => {
                self.eat(digits);
                Ok(number)
            }
            _ => Err(self.unexpected(what)),
        }
    }

    /// 64 bits as hexadecimal digits.
    pub(crate) fn hash(&mut self) -> Read<u64> {
        let digits = self.peek_bare();
        match u64::from_str_radix(digits, 16) {
            Ok(hash) if format!("{hash:016x}") == digits => {
                self.eat(digits);
                Ok(hash)
            }
            _ => Err(self.unexpected("a hash, of 16 hexadecimal digits,")),
        }
    }

    /// Reads what stands within something else.
    pub(crate) fn within<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth == MAX_DEPTH {
            return Err(format!("more than {MAX_DEPTH} types within one another"));
        }
        self.depth += 1;
        let inner = read(self)?;
        self.depth -= 1;
        Ok(inner)
    }

    /// One or more of the same kind with commas between them, and `close` behind.
    pub(crate) fn list<T>(&mut self, close: &str, read: impl Fn(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let mut items = vec![read(self)?];
        while !self.eat(close) {
            if !self.eat(", ") {
                return Err(self.unexpected(&format!("`, ` or `{close}`")));
            }
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// What was expected here, and what is found.
    pub(crate) fn unexpected(&self, what: &str) -> String {
        if self.rest.is_empty() {
            return format!("{what} is expected, where the line ends");
        }
        let more = if self.rest.chars().nth(QUOTED).is_some() { "…" } else { "" };
        let found: String = self.rest.chars().take(QUOTED).collect();
        format!("{what} is expected, where `{found}{more}` stands")
    }

    /// How many bytes of the line have been read.
    pub(crate) fn at(&self) -> usize {
        self.line.len() - self.rest.len()
    }

    /// What has been read since `start`, without the names of crates.
    pub(crate) fn unqualified(&self, start: usize) -> String {
        let mut text = String::new();
        let mut from = start;
        for qualifier in self.qualifiers.iter().filter(|qualifier| qualifier.start >= start) {
            text.push_str(self.line.get(from..qualifier.start).unwrap_or_default());
            from = qualifier.end;
        }
        text + self.line.get(from..self.at()).unwrap_or_default()
    }
}
