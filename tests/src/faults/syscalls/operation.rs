//! The operations of which each call fails, and what must be there afterwards.

use persist_core::{Durability, Error, ErrorKind, Log, Result, SaveOptions, Token};

use super::place::{Contents, Document, Event, Place, cause, document, event, numbers};
use crate::faults::folder::is_temporary;
use crate::faults::versions;

/// What is done while calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operation {
    Save,
    /// A save that keeps two backups.
    SaveBackups,
    /// The same, where a file can only have one name.
    SaveCopies,
    SaveIfUnchanged,
    CreateLog,
    Append,
    Batch,
    /// Opening a log that has a torn tail.
    OpenTorn,
    Compact,
    Load,
    Read,
}

/// All of them, and what they are called.
pub const OPERATIONS: [(Operation, &str); 11] = [
    (Operation::Save, "save"),
    (Operation::SaveBackups, "save-backups"),
    (Operation::SaveCopies, "save-copies"),
    (Operation::SaveIfUnchanged, "save-if-unchanged"),
    (Operation::CreateLog, "log-create"),
    (Operation::Append, "append"),
    (Operation::Batch, "batch"),
    (Operation::OpenTorn, "open-torn"),
    (Operation::Compact, "compact"),
    (Operation::Load, "load"),
    (Operation::Read, "read"),
];

/// The version that is there, and the one that is saved.
const OLD: u64 = 3;
const NEW: u64 = 4;

/// How many events the log has.
const EVENTS: u64 = 4;

/// How many bytes a crash has left of the record that follows: its head, and a part of its payload.
const TORN: u64 = 55;

/// What an operation has reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// Done, but with a weaker durability than was asked for, which it says.
    Weaker,
    /// The new file is in its place, but may not outlast a power cut.
    Unknown,
    /// It has failed, for this reason, and nothing has changed.
    Failed(std::io::ErrorKind),
    /// Anything else.
    Wrong(String),
}

/// What an operation holds when it begins.
#[derive(Debug)]
pub enum Held {
    Nothing,
    Token(Token),
    Log(Box<Log<Event>>),
}

impl Operation {
    /// That of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        OPERATIONS.into_iter().find(|(_, other)| *other == name).map(|(operation, _)| operation)
    }

    #[must_use]
    pub fn name(self) -> &'static str {
        OPERATIONS.into_iter().find(|(other, _)| *other == self).map_or("", |(_, name)| name)
    }

    /// Puts everything in place, without a fault.
    ///
    /// # Errors
    /// What fails nevertheless.
    pub fn prepare(self, place: &Place) -> Result<()> {
        for version in 1..=OLD {
            place.saving().durability(Durability::None).backups(2).save(place.file(), &document(version))?;
        }
        if self != Operation::CreateLog {
            let mut log = place.logging().durability(Durability::None).open(place.log())?;
            (0..EVENTS).try_for_each(|number| log.append(&event(number)))?;
            if self == Operation::OpenTorn {
                let end = log.size();
                log.append(&event(EVENTS))?;
                place.cut_log(end + TORN).map_err(Error::from)?;
            }
        }
        Ok(())
    }

    /// The last thing before calls fail.
    ///
    /// # Errors
    /// What fails nevertheless.
    pub fn hold(self, place: &Place) -> Result<Held> {
        Ok(match self {
            Operation::SaveIfUnchanged => Held::Token(place.loading().load::<Document>(place.file())?.token),
            Operation::Append | Operation::Batch | Operation::Compact => Held::Log(Box::new(place.open_log()?)),
            _ => Held::Nothing,
        })
    }

    /// Does it.
    pub fn perform(self, place: &Place, held: &mut Held) -> Outcome {
        let mut options = place.saving();
        let result = match (self, held) {
            (Operation::Save, _) => save(place, &options),
            (Operation::SaveBackups | Operation::SaveCopies, _) => save(place, options.backups(2)),
            (Operation::SaveIfUnchanged, Held::Token(token)) => save(place, options.if_unchanged(Some(*token))),
            (Operation::CreateLog | Operation::OpenTorn, _) => place.open_log().map(|_| Outcome::Done),
            (Operation::Append, Held::Log(log)) => log.append(&event(EVENTS)).map(|()| Outcome::Done),
            (Operation::Batch, Held::Log(log)) => log.append_all(&batch()).map(|()| Outcome::Done),
            (Operation::Compact, Held::Log(log)) => log.compact().map(|()| Outcome::Done),
            (Operation::Load, _) => place.loading().load::<Document>(place.file()).map(|loaded| {
                let is_right = loaded.value == document(OLD);
                if is_right { Outcome::Done } else { Outcome::Wrong("misread".to_owned()) }
            }),
            (Operation::Read, _) => read(place),
            (_, held) => Ok(Outcome::Wrong(format!("{self:?} with {held:?}"))),
        };
        result.unwrap_or_else(|error| outcome(&error))
    }

    fn before(self) -> Contents {
        let log = (self != Operation::CreateLog).then(|| (0..EVENTS).collect());
        Contents { versions: [Some(OLD), Some(OLD - 1), Some(OLD - 2)], log }
    }

    fn after(self) -> Contents {
        let before = self.before();
        let [_, backups @ ..] = before.versions;
        match self {
            Operation::Save | Operation::SaveIfUnchanged => {
                Contents { versions: [Some(NEW), backups[0], backups[1]], ..before }
            }
            Operation::SaveBackups | Operation::SaveCopies => {
                Contents { versions: versions::after(before.versions, NEW), ..before }
            }
            Operation::CreateLog => Contents { log: Some(Vec::new()), ..before },
            Operation::Append => Contents { log: Some((0..=EVENTS).collect()), ..before },
            Operation::Batch => {
                Contents { log: Some((0..EVENTS).chain(batch().iter().map(|row| row.number)).collect()), ..before }
            }
            Operation::OpenTorn | Operation::Compact | Operation::Load | Operation::Read => before,
        }
    }

    /// Whether `found` may be there when the operation has failed.
    fn may_be_left(self, found: &Contents, unsettled: bool) -> bool {
        let before = self.before();
        match self {
            Operation::SaveBackups | Operation::SaveCopies => {
                let is_one = versions::may_be_during(before.versions, NEW, found.versions);
                found.log == before.log && found.versions[0] == Some(OLD) && is_one
            }
            // Neither could it be flushed, nor cut off again.
            Operation::Append | Operation::Batch if unsettled => *found == before || *found == self.after(),
            _ => *found == before,
        }
    }

    /// Checks what is there after the operation, and that everything goes on from there; `unsettled`: an append may be there
    /// although it has failed.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(self, place: &Place, outcome: &Outcome, unsettled: bool) -> Result<(), String> {
        let found = place.contents()?;
        let is_right = match outcome {
            Outcome::Done | Outcome::Weaker | Outcome::Unknown => found == self.after(),
            Outcome::Failed(_) => self.may_be_left(&found, unsettled),
            Outcome::Wrong(_) => false,
        };
        if !is_right {
            return Err(format!("after {outcome:?} there is {found:?}"));
        }
        self.go_on(place, &found).map_err(|error| format!("after {outcome:?} and what followed: {error}"))
    }

    /// A save and an append that nothing disturbs: they work, and leave no litter.
    fn go_on(self, place: &Place, found: &Contents) -> Result<(), String> {
        const NEXT: u64 = 100;
        place.saving().backups(2).save(place.file(), &document(NEXT)).map_err(|error| error.to_string())?;
        let mut log = place.open_log().map_err(|error| error.to_string())?;
        log.append(&event(NEXT)).map_err(|error| error.to_string())?;
        drop(log);
        let now = place.contents()?;
        let mut events = found.log.clone().unwrap_or_default();
        events.push(NEXT);
        if now.versions[..2] != [Some(NEXT), found.versions[0]] || now.log != Some(events) {
            return Err(format!("from {found:?} came {now:?}"));
        }
        self.check_names(place).map_err(|error| error.to_string())?
    }

    /// No file is there that should not be, and what was torn is there.
    fn check_names(self, place: &Place) -> std::io::Result<Result<(), String>> {
        let names = place.names()?;
        let known = ["file", "file.backup-1", "file.backup-2", "file.lock", "log", "log.lock"];
        let mut torn = 0;
        for name in &names {
            if name.starts_with("log.torn-") && self.may_tear() {
                torn += 1;
                if self == Operation::OpenTorn && place.bytes(name)?.len() as u64 != TORN {
                    return Ok(Err(format!("{name} is not what was torn")));
                }
            } else if is_temporary(name) || !known.contains(&name.as_str()) {
                return Ok(Err(format!("litter: {name}")));
            }
        }
        match torn {
            1 => Ok(Ok(())),
            0 if self != Operation::OpenTorn => Ok(Ok(())),
            torn => Ok(Err(format!("{torn} files with what was torn"))),
        }
    }

    fn may_tear(self) -> bool {
        matches!(self, Operation::OpenTorn | Operation::Append | Operation::Batch)
    }
}

fn batch() -> Vec<Event> {
    (EVENTS..EVENTS + 50).map(event).collect()
}

fn save(place: &Place, options: &SaveOptions) -> Result<Outcome> {
    let saved = options.save(place.file(), &document(NEW))?;
    Ok(if saved.durability == Durability::Full { Outcome::Done } else { Outcome::Weaker })
}

fn read(place: &Place) -> Result<Outcome> {
    let events = place.logging().read::<Event>(place.log())?.collect::<Result<Vec<_>>>()?;
    let is_right = numbers(&events).is_ok_and(|numbers| numbers.into_iter().eq(0..EVENTS));
    Ok(if is_right { Outcome::Done } else { Outcome::Wrong("misread".to_owned()) })
}

/// What an error says.
fn outcome(error: &Error) -> Outcome {
    match (error.kind(), cause(error)) {
        (_, _) if error.file().is_none() => Outcome::Wrong(format!("an error that names no file: {error}")),
        (ErrorKind::DurabilityUnknown, Some(_)) => Outcome::Unknown,
        (ErrorKind::Io, Some(cause)) => Outcome::Failed(cause.kind()),
        _ => Outcome::Wrong(format!("{:?}: {error}", error.kind())),
    }
}
