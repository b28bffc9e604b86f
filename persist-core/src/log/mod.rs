//! [`Log`]: a file to which values are appended, each safe when the call returns.
//!
//! A log is a container without an end (FORMAT.md, *Log*): records, each with the rows that were appended
//! together, and the schemas of programs that came later. [`tape`] brings its chunks into memory one by one
//! and says how it ends. [`reader`] makes rows of them, also while the log grows; [`writer`] appends;
//! [`torn`] sets aside what a crash left at the end, and [`compact`] writes the log anew in large records.

mod compact;
mod options;
mod reader;
pub(crate) mod tape;
mod torn;
mod writer;

pub use options::LogOptions;
pub use reader::LogReader;
pub use torn::Torn;
pub use writer::Log;
