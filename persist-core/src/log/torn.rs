//! What a crash has left at the end of a log: set aside, and cut off.

use std::io::{self, Read, SeekFrom};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};
use crate::file::save::{Durability, failed, flush_names};
use crate::file::storage::{Access, Handle, Rights, Storage, parent};
use crate::file::target::beside;
use crate::file::temporary::Temporary;

/// What stood at the end of a log and was no whole record: the rest of an append that was not finished when the
/// process or the machine stopped. It has been cut off, and copied to a file of its own before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Torn {
    /// Where it stood in the log, in bytes from its start.
    pub offset: u64,
    /// How many bytes it had.
    pub bytes: u64,
    /// Where they are now: `NAME.torn-OFFSET`.
    pub path: PathBuf,
}

/// How many files are set aside for one place of a log.
const MOST: u32 = 1_000;

/// Sets aside what is in `file` from `offset` on, and cuts it off. A crash in the middle of it does no harm: the
/// next call does it again.
///
/// # Errors
/// What the file system reports.
pub(super) fn cut_off(
    storage: &dyn Storage,
    path: &Path,
    file: &mut dyn Handle,
    offset: u64,
    durability: Durability,
) -> Result<Torn> {
    let mut rest = Vec::new();
    let read = file.seek(SeekFrom::Start(offset)).and_then(|_| file.read_to_end(&mut rest));
    read.map_err(failed("cannot read what is torn off the log"))?;
    let aside = set_aside(storage, path, offset, &rest, durability)?;
    file.set_len(offset).map_err(failed("cannot cut off what is torn off the log"))?;
    if durability != Durability::None {
        // Otherwise what is appended next could be followed by the rest of what was cut off.
        file.sync_data().map_err(failed("cannot flush the log"))?;
    }
    Ok(Torn { offset, bytes: rest.len() as u64, path: aside })
}

/// Writes `rest` to a file of its own, unless it has one.
fn set_aside(storage: &dyn Storage, path: &Path, offset: u64, rest: &[u8], durability: Durability) -> Result<PathBuf> {
    let cannot = || failed("cannot set aside what is torn off the log");
    for number in 1..=MOST {
        let suffix = if number == 1 { format!("torn-{offset}") } else { format!("torn-{offset}-{number}") };
        let aside = beside(path, &suffix);
        match storage.open(&aside, Access::Read) {
            Ok(mut file) => {
                let mut there = Vec::new();
                file.read_to_end(&mut there).map_err(cannot())?;
                if there == rest {
                    return keep(storage, aside, durability);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let mut temporary = Temporary::create(storage, parent(path), Rights::Own)?;
                temporary.file()?.write_all(rest).map_err(cannot())?;
                temporary.finish(durability)?;
                temporary.publish(&aside)?;
                return keep(storage, aside, durability);
            }
            Err(error) => return Err(cannot()(error)),
        }
    }
    let message = format!("{MOST} files are beside the log that were torn off at byte {offset}");
    Err(Error::new(ErrorKind::Io, message).help("remove them"))
}

/// Makes the name of what is set aside durable: only then may it be cut off.
fn keep(storage: &dyn Storage, aside: PathBuf, durability: Durability) -> Result<PathBuf> {
    let flushed = flush_names(storage, parent(&aside), durability);
    flushed.map_err(failed(
        "what is torn off the log has been copied to a file of its own, but the directory could not be flushed, \
         and so nothing has been cut off",
    ))?;
    Ok(aside)
}
