//! The chunks of a log, by all the schemas that it has.

use std::io::{Read, Seek};
use std::sync::Arc;

use super::{ChunkInfo, Inspection, LogInfo, SchemaInfo, Unfinished};
use crate::error::{Error, ErrorKind, Result};
use crate::frame::header::checked_schema;
use crate::frame::heads::{Chunk, Role, malformed};
use crate::frame::opening::Opening;
use crate::frame::records::Position;
use crate::log::tape::{Next, Tape, split_schema, too_long_in_the_middle};
use crate::options::Report;
use crate::schema::facts::Facts;
use crate::schema::node::Shape;
use crate::schema::walk::walk_container;
use crate::schema::{Fingerprint, Schema};

/// That payloads are to be checked, too.
#[derive(Clone, Copy)]
pub(super) struct Check<'r> {
    pub(super) max_memory: u64,
    pub(super) report: &'r Report,
}

/// Looks at all chunks behind `opening`, in `len` bytes. Of payloads, those of schemas are read, and all others if there is a `check`.
///
/// # Errors
/// Damage; a limit; what `bytes` reports. What is no whole record at the end is no error, unless it is as long as it says, and
/// a `check` was asked for.
pub(super) fn look_through(
    bytes: &mut (impl Read + Seek),
    len: u64,
    opening: &Opening<'_>,
    check: Option<Check<'_>>,
) -> Result<Inspection> {
    let mut inspection = Inspection::at_front(opening, len)?;
    let position = Position::at_front(opening.file_id, opening.len);
    let mut tape = Tape::new(bytes, position, check.map(|check| check.max_memory));
    if check.is_none() {
        tape.pass_over_records(len);
    }
    let mut schemas = Schemas::default();
    let header = &opening.header;
    schemas.take(0, header.fingerprint, header.schema, header.schema_offset())?;
    let end = loop {
        match tape.next() {
            Ok(Next::Chunk(chunk)) => {
                match chunk.role {
                    Role::Schema(number) => {
                        let (fingerprint, schema) = split_schema(tape.payload(), chunk.payload)?;
                        schemas.take(number, fingerprint, schema, chunk.payload.saturating_add(8))?;
                    }
                    Role::Record(number) => {
                        schemas.record(number, &chunk, check.map(|check| (check, &tape)))?;
                        inspection.rows = inspection.rows.saturating_add(chunk.head.count);
                    }
                    _ => {}
                }
                inspection.chunks.push(ChunkInfo::of(&chunk));
                if let Some(check) = check {
                    check.report.tell(chunk.end, inspection.rows, Some(len.max(chunk.end)));
                }
            }
            Ok(Next::End) => break None,
            Ok(Next::Unfinished) => break Some(None),
            Err(error) if error.is_damage() => break Some(Some(error)),
            Err(error) => return Err(error),
        }
    };
    let unfinished = end.map(|error| at_the_end(&mut tape, error, check.is_some())).transpose()?;
    // It may have grown meanwhile.
    inspection.size = inspection.size.max(tape.position().len);
    inspection.verified = check.is_some();
    inspection.log = Some(LogInfo { schemas: schemas.list.into_iter().map(|(info, _)| info).collect(), unfinished });
    Ok(inspection)
}

/// What stands here and is no whole record, if nothing sound follows; else it is damage. What is as long as it says, and yet not
/// sound, may have been whole before: whoever checks the log must hear of it.
fn at_the_end(tape: &mut Tape<impl Read + Seek>, error: Option<Error>, is_check: bool) -> Result<Unfinished> {
    let offset = tape.position().len;
    match (tape.find_behind()?, error) {
        (Some(_), error) => Err(error.unwrap_or_else(|| too_long_in_the_middle(offset))),
        (None, Some(error)) if is_check => Err(error.help(TORN)),
        (None, error) => Ok(Unfinished { offset, bytes: tape.left()?, error: error.map(Arc::new) }),
    }
}

const TORN: &str = "nothing sound follows: it is the rest of an append that was cut short, or what has become of the last one; \
    `Log::open` sets it aside";

/// The schemas of a log.
#[derive(Default)]
struct Schemas {
    list: Vec<(SchemaInfo, Facts)>,
    /// Which of them the records that follow have, and its number.
    present: usize,
    number: u8,
}

impl Schemas {
    /// Takes the schema that the records which follow have.
    fn take(&mut self, number: u8, fingerprint: Fingerprint, bytes: &[u8], offset: u64) -> Result<()> {
        let (schema, facts) = checked_schema(fingerprint, bytes, offset)?;
        check_root(&schema, offset)?;
        self.number = number;
        let known = self.list.iter().position(|(info, _)| info.fingerprint == fingerprint);
        self.present = known.unwrap_or_else(|| {
            self.list.push((SchemaInfo { schema, fingerprint, records: 0, rows: 0, bytes: 0 }, facts));
            self.list.len() - 1
        });
        Ok(())
    }

    /// Counts a record, and walks over its rows if they are to be checked.
    fn record(&mut self, number: u8, chunk: &Chunk, check: Option<(Check<'_>, &Tape<impl Read + Seek>)>) -> Result<()> {
        let Some((info, facts)) = self.list.get_mut(self.present).filter(|_| number == self.number) else {
            return Err(malformed("a record whose schema is not there").at(chunk.payload));
        };
        if let Some((check, tape)) = check {
            walk_container(&info.schema, facts, tape.record(chunk), check.max_memory)
                .map_err(|error| error.in_type(info.schema.type_name()))?;
        }
        info.records += 1;
        info.rows = info.rows.saturating_add(chunk.head.count);
        info.bytes = info.bytes.saturating_add(chunk.head.stored_len);
        Ok(())
    }
}

/// Rows are appended to a sequence.
fn check_root(schema: &Schema, offset: u64) -> Result<()> {
    match schema.root().shape {
        Shape::Sequence => Ok(()),
        _ => Err(Error::new(ErrorKind::Malformed, "a log of something that is no sequence").at(offset)),
    }
}
