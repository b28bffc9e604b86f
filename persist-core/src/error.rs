//! The one error type: what went wrong, where, what was expected and what to try.
//!
//! An error is made where the fault is met and gains context on its way out: the codec adds fields
//! and rows, the reader the byte offset, the file layer the path. It is one pointer wide, so that
//! `Result`s stay small on the hot paths.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// `Result` with Persist's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a value could not be saved or loaded.
///
/// `Display` gives the whole story in one line; [`Error::kind`] is for programs that branch on it.
///
/// # Examples
/// ```
/// use persist_core::ErrorKind;
///
/// let error = persist_core::from_slice::<String>(b"not a file of ours").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::NotPersist);
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: Cow<'static, str>,
    help: Option<Cow<'static, str>>,
    offset: Option<u64>,
    root: Option<Cow<'static, str>>,
    /// Innermost first: context is added from the inside out.
    path: Vec<Segment>,
    /// The row in question, of the block that is being coded: containers make a step of it, and
    /// tell which of their own rows it is in.
    row: Option<usize>,
    file: Option<PathBuf>,
    source: Option<Source>,
}

/// One step from a value to the part of it in question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Field(&'static str),
    Variant(&'static str),
    Row(u64),
    /// Several steps at once, as they are to appear: what a walk by a file's own schema has passed.
    Path(String),
}

/// What sort of fault an [`Error`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The operating system reported an error; [`Error::source`](std::error::Error::source) is the
    /// `io::Error`.
    Io,
    /// The bytes are not a Persist container at all.
    NotPersist,
    /// The file was once a Persist container, and a transfer in text mode changed its line ends.
    TextDamage,
    /// The bytes end before the value does.
    Truncated,
    /// A checksum does not match: the bytes have changed since they were written.
    Checksum,
    /// The bytes break a rule of the format.
    Malformed,
    /// Bytes follow where there should be none.
    Trailing,
    /// The file needs a newer version of Persist, or a feature that this build does not have.
    Unsupported,
    /// The file holds another type than the one asked for.
    TypeMismatch,
    /// The file holds the type in a form that the program has not declared how to read.
    Incompatible,
    /// The file holds a newer version of the type than the program has.
    NewerVersion,
    /// A bare value of an unknown type, or of another version of it.
    UnknownFingerprint,
    /// A limit on memory, depth or counts; the message names the option that raises it.
    Limit,
    /// A value that cannot be saved, or that its type does not allow.
    Value,
    /// Borrowed data was asked for where only a copy can be had.
    Borrow,
    /// The program's own code (`validate`, a conversion) refused the value.
    Rejected,
    /// A function was used on bytes that belong to another one.
    Misuse,
    /// The file has been saved by somebody else since it was loaded, and is not replaced.
    Changed,
    /// The new file is in its place, but whether it outlasts a power cut is not known.
    DurabilityUnknown,
    /// Somebody else writes to the log.
    Busy,
    /// The log takes no more writes since one of them failed, until it is opened again.
    Poisoned,
}

impl Error {
    /// A new error with neither place nor cause yet.
    #[cold]
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Error(Box::new(Inner {
            kind,
            message: message.into(),
            help: None,
            offset: None,
            root: None,
            path: Vec::new(),
            row: None,
            file: None,
            source: None,
        }))
    }

    /// An error whose cause is one of the program's own or of a library.
    #[cold]
    pub(crate) fn caused(kind: ErrorKind, message: impl Into<Cow<'static, str>>, source: impl Into<Source>) -> Self {
        let mut error = Self::new(kind, message);
        error.0.source = Some(source.into());
        error
    }

    /// Whether it says that bytes are not what was written.
    pub(crate) fn is_damage(&self) -> bool {
        use ErrorKind::{Checksum, Malformed, Trailing, Truncated};
        matches!(self.kind(), Checksum | Malformed | Trailing | Truncated)
    }

    /// Adds what to try.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.0.help = Some(help.into());
        self
    }

    /// Adds the offset of the byte in question, unless a place closer to the fault has been given.
    #[must_use]
    pub(crate) fn at(mut self, offset: u64) -> Self {
        self.0.offset.get_or_insert(offset);
        self
    }

    /// Adds the step of a path that leads to the fault.
    #[cold]
    #[must_use]
    pub(crate) fn within(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    /// Tells which row of the block it is about.
    #[cold]
    #[must_use]
    pub(crate) fn on_row(mut self, row: usize) -> Self {
        self.0.row = Some(row);
        self
    }

    /// The block was one of `len` rows of a longer run, which began after `done` others; what
    /// happens in a block of one row happens in that.
    #[cold]
    #[must_use]
    pub(crate) fn in_block(mut self, done: usize, len: usize) -> Self {
        let row = self.0.row.or((len == 1).then_some(0));
        self.0.row = row.and_then(|row| row.checked_add(done));
        self
    }

    /// The rows were some of another view's, for which `of` tells which one each is.
    #[cold]
    #[must_use]
    pub(crate) fn of_row(mut self, of: impl FnOnce(usize) -> Option<usize>) -> Self {
        self.0.row = self.0.row.and_then(of);
        self
    }

    /// The rows were the elements of containers, which have so many each.
    #[cold]
    #[must_use]
    pub(crate) fn of_element(mut self, counts: impl IntoIterator<Item = usize>) -> Self {
        let mut element = self.0.row.take();
        for (row, count) in counts.into_iter().enumerate() {
            match element {
                Some(index) if index < count => {
                    self.0.path.push(Segment::Row(index as u64));
                    self.0.row = Some(row);
                    return self;
                }
                _ => element = element.map(|index| index - count),
            }
        }
        self
    }

    /// The rows of the root were those behind so many others.
    #[cold]
    #[must_use]
    pub(crate) fn behind_rows(mut self, before: u64) -> Self {
        if let Some(Segment::Row(row)) = self.0.path.last_mut() {
            *row = row.saturating_add(before);
        }
        self
    }

    /// Adds the name of the root type.
    #[must_use]
    pub(crate) fn in_type(mut self, name: impl Into<Cow<'static, str>>) -> Self {
        self.0.root.get_or_insert(name.into());
        self
    }

    /// Adds the file.
    #[must_use]
    pub(crate) fn in_file(mut self, path: &Path) -> Self {
        self.0.file.get_or_insert_with(|| path.to_owned());
        self
    }

    /// What sort of fault this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The offset of the byte in question from the start of the container or of the bare bytes,
    /// where one is known.
    #[must_use]
    pub fn offset(&self) -> Option<u64> {
        self.0.offset
    }

    /// The file in question, where there is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// The path from the root type to the part in question, such as `Player.inventory[3].name`;
    /// empty where it is not known. Of a very long one, the ends.
    #[must_use]
    pub fn field_path(&self) -> String {
        /// Of a longer path, as deep nesting makes them, only so many steps at either end are told.
        const ENDS: usize = 12;
        let mut text = self.0.root.as_deref().unwrap_or_default().to_owned();
        let steps = self.0.path.len();
        for (step, segment) in self.0.path.iter().rev().enumerate() {
            if steps > 2 * ENDS && (ENDS..steps - ENDS).contains(&step) {
                if step == ENDS {
                    text.push('…');
                }
                continue;
            }
            match segment {
                Segment::Field(name) if text.is_empty() => text.push_str(name),
                Segment::Field(name) => text.extend([".", name]),
                Segment::Variant(name) if text.is_empty() => text.push_str(name),
                Segment::Variant(name) => text.extend(["::", name]),
                Segment::Row(row) => text.push_str(&format!("[{row}]")),
                Segment::Path(path) => text.push_str(path),
            }
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = self.file() {
            write!(f, "{}: ", file.display())?;
        }
        f.write_str(&self.0.message)?;
        let path = self.field_path();
        if !path.is_empty() {
            write!(f, ", in {path}")?;
        }
        if let Some(offset) = self.0.offset {
            write!(f, ", at byte {offset}")?;
        }
        if let Some(source) = &self.0.source {
            write!(f, ": {source}")?;
        }
        if let Some(help) = &self.0.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {self}", self.0.kind)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<io::Error> for Error {
    /// Wraps an error of the operating system; an `io::Error` made from an [`Error`] comes back as
    /// it was.
    fn from(error: io::Error) -> Self {
        match error.downcast::<Error>() {
            Ok(ours) => ours,
            Err(error) => Self::caused(ErrorKind::Io, "the operating system refused", error),
        }
    }
}

impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::Io | ErrorKind::DurabilityUnknown | ErrorKind::Poisoned => error
                .0
                .source
                .as_deref()
                .and_then(|source| source.downcast_ref::<io::Error>())
                .map_or(io::ErrorKind::Other, io::Error::kind),
            ErrorKind::Truncated => io::ErrorKind::UnexpectedEof,
            ErrorKind::Unsupported => io::ErrorKind::Unsupported,
            ErrorKind::Limit => io::ErrorKind::OutOfMemory,
            ErrorKind::Busy => io::ErrorKind::ResourceBusy,
            ErrorKind::Changed => io::ErrorKind::AlreadyExists,
            ErrorKind::Value | ErrorKind::Misuse | ErrorKind::Borrow => io::ErrorKind::InvalidInput,
            _ => io::ErrorKind::InvalidData,
        };
        io::Error::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_tells_the_whole_story() {
        let error = Error::new(ErrorKind::Malformed, "tag 7 is not one of a boolean column")
            .at(40)
            .at(3)
            .within(Segment::Field("alive"))
            .within(Segment::Row(3))
            .within(Segment::Field("players"))
            .in_type("World")
            .in_file(Path::new("world.persist"))
            .help("the file is damaged");
        assert_eq!(
            error.to_string(),
            "world.persist: tag 7 is not one of a boolean column, in World.players[3].alive, \
             at byte 40; the file is damaged"
        );
        assert_eq!(error.field_path(), "World.players[3].alive");
    }

    #[test]
    fn rows_become_steps_where_containers_are() {
        // Row 5 of the second block is element 261 of all, of which the third container has those
        // from 100 on; that is row 2 of the variant's, whose fourth row overall it is.
        let error = Error::new(ErrorKind::Value, "no")
            .on_row(5)
            .within(Segment::Field("rank"))
            .in_block(256, 256)
            .of_element([60, 40, 200])
            .within(Segment::Field("players"))
            .of_row(|row| [0, 2, 3].get(row).copied())
            .in_block(0, 4)
            .of_element([4]);
        assert_eq!(error.field_path(), "[3].players[161].rank");
        let unknown = Error::new(ErrorKind::Value, "no").in_block(9, 2).of_element([20]);
        assert_eq!(unknown.field_path(), "");
        let single = Error::new(ErrorKind::Value, "no").in_block(9, 1).of_element([20]);
        assert_eq!(single.field_path(), "[9]");
    }

    #[test]
    fn io_errors_pass_through_both_ways() {
        let error = Error::from(io::Error::from(io::ErrorKind::PermissionDenied));
        assert_eq!(error.kind(), ErrorKind::Io);
        let io_error = io::Error::from(error);
        assert_eq!(io_error.kind(), io::ErrorKind::PermissionDenied);
        let ours = Error::new(ErrorKind::Truncated, "the file ends early").at(9);
        let back = Error::from(io::Error::from(ours));
        assert_eq!((back.kind(), back.offset()), (ErrorKind::Truncated, Some(9)));
    }

    #[test]
    fn an_error_is_one_pointer_wide_and_crosses_threads() {
        fn crosses<T: Send + Sync + 'static>() {}
        crosses::<Error>();
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }
}
