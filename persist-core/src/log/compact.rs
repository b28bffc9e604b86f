//! Writes a log anew: the same rows, in records as large as the groups of a saved sequence.

use super::options::LogOptions;
use super::reader::LogReader;
use super::writer::front;
use crate::codec::groups::group_size;
use crate::error::Result;
use crate::file::save::failed;
use crate::file::storage::Handle;
use crate::frame::pack::Packer;
use crate::frame::records::Position;
use crate::options::Effort;
use crate::schema::known_of;
use crate::{Encode, Persist};

/// What has been written.
pub(super) struct Copied {
    pub(super) position: Position,
    pub(super) rows: u64,
}

/// Writes a log with all `rows` to `file`.
///
/// # Errors
/// A row that cannot be read or written, or what the file system reports.
pub(super) fn copy<T: Persist>(mut rows: LogReader<T>, options: &LogOptions, file: &mut dyn Handle) -> Result<Copied> {
    let cannot = failed("cannot write the log anew");
    let own = known_of::<Vec<T>>();
    let (front, mut position) = front(own)?;
    file.write_all(&front).map_err(&cannot)?;
    let mut count = 0_u64;
    let settings = options.save.settings(Effort::Small);
    let most = group_size(options.save.chunks.size, size_of::<T>());
    let (mut batch, mut bytes) = (Vec::new(), Vec::new());
    let mut packer = Packer::new(options.save.chunks.compression);
    loop {
        for row in rows.by_ref().take(most) {
            batch.push(row?);
        }
        if batch.is_empty() {
            return Ok(Copied { position, rows: count });
        }
        bytes.clear();
        position
            .write_record(&settings, &mut packer, &mut bytes, &mut |writer| batch.encode_root(writer))
            .map_err(|error| error.in_type(own.schema().type_name()))?;
        file.write_all(&bytes).map_err(&cannot)?;
        position.advance(&bytes);
        count = count.saturating_add(batch.len() as u64);
        options.save.report.tell(position.len, count, None);
        batch.clear();
    }
}
