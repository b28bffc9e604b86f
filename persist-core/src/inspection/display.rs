//! An [`Inspection`] as text, for people.

use std::fmt;

use super::{Inspection, LogInfo};
use crate::frame::chunk::{compression, kind};

/// How many chunks `Display` shows before it gives the number of the rest.
const SHOWN_CHUNKS: usize = 8;

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.type_name())?;
        if let Some(version) = self.version() {
            write!(f, ", version {version}")?;
        }
        if self.log.is_some() {
            f.write_str(", a log")?;
        }
        writeln!(f, "\n\nformat       version {}", self.format_version())?;
        writeln!(f, "fingerprint  {}", self.fingerprint)?;
        writeln!(f, "size         {} bytes, of which the header has {}", self.size, self.header_len)?;
        writeln!(f, "rows         {}", self.rows)?;
        let checked = if self.verified { "every byte" } else { "the header and the heads of the chunks" };
        writeln!(f, "checked      {checked}")?;
        if let Some(log) = &self.log {
            log.write(f)?;
        }
        self.write_chunks(f)?;
        self.write_meta(f)?;
        let more = self.log.iter().flat_map(|log| log.schemas.iter().skip(1));
        write!(f, "\n{}", self.schema)?;
        more.map(|info| &info.schema).try_for_each(|schema| write!(f, "\n{schema}"))
    }
}

impl Inspection {
    fn write_chunks(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "chunks       {}", self.chunks.len())?;
        for chunk in self.chunks.iter().take(SHOWN_CHUNKS) {
            let kind = match chunk.kind {
                kind::VALUE => "value",
                kind::MORE => "more",
                kind::ROWS => "rows",
                kind::RECORD => "record",
                kind::SCHEMA => "schema",
                _ => "unknown",
            };
            write!(f, "  {kind:<7}  {} bytes at {}", chunk.stored_len, chunk.offset)?;
            match chunk.compression {
                compression::NONE => {}
                compression::ZSTD => write!(f, ", zstd of {} bytes", chunk.len)?,
                compression::LZ4 => write!(f, ", lz4 of {} bytes", chunk.len)?,
                _ => f.write_str(", of unknown compression")?,
            }
            if matches!(chunk.kind, kind::ROWS | kind::RECORD) {
                write!(f, ", {} rows", chunk.rows)?;
            }
            writeln!(f)?;
        }
        match self.chunks.len().checked_sub(SHOWN_CHUNKS) {
            Some(more @ 1..) => writeln!(f, "  … and {more} more"),
            _ => Ok(()),
        }
    }

    fn write_meta(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.meta.is_empty() {
            return Ok(());
        }
        writeln!(f, "metadata     {}", self.meta.len())?;
        for (name, value) in &self.meta {
            match std::str::from_utf8(value) {
                Ok(text) if text.len() <= 200 => writeln!(f, "  {name:?}: {text:?}")?,
                _ => writeln!(f, "  {name:?}: {} bytes", value.len())?,
            }
        }
        Ok(())
    }
}

impl LogInfo {
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(end) = &self.unfinished {
            let (bytes, at) = (end.bytes, end.offset);
            match &end.error {
                None => writeln!(f, "end          {bytes} bytes at {at} of a record that is being written, or torn")?,
                Some(error) => writeln!(f, "end          {bytes} bytes at {at} are torn: {error}")?,
            }
        }
        writeln!(f, "schemas      {}", self.schemas.len())?;
        for info in &self.schemas {
            let (name, records, rows, bytes) = (info.schema.type_name(), info.records, info.rows, info.bytes);
            writeln!(f, "  {name} {}: {records} records, {rows} rows, {bytes} bytes", info.fingerprint)?;
        }
        Ok(())
    }
}
