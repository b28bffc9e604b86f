//! Operations on files whose every crash is looked at, and what must hold after each.

use std::sync::Arc;

use persist_core::__private::storage::Storage;
use persist_core::{Durability, ErrorKind, LoadOptions, Log, LogOptions, Persist, SaveOptions};

use crate::simulated::{Image, SimulatedDisk};

/// What happens, and what is promised meanwhile.
pub(super) struct Scenario {
    pub(super) name: &'static str,
    /// What is on the disk before; nothing but that can be left by a crash if nothing is done.
    pub(super) before: fn() -> Image,
    /// What the device held before, at each place of a file.
    pub(super) ghost: fn() -> Vec<u8>,
    /// How many bytes a single write takes.
    pub(super) write: usize,
    /// Does it all, and calls `promise` whenever something is to outlast a crash from then on. A bug that is planted may let it
    /// fail: what was promised by then counts.
    pub(super) run: Run,
    /// What a program does first that is started after the crash.
    pub(super) recover: fn(&Arc<dyn Storage>) -> Result<(), String>,
    /// Whether what must be there is, where so many promises had been made.
    pub(super) check: fn(&Arc<dyn Storage>, promises: usize) -> Result<(), String>,
    /// The names that there may be after that.
    pub(super) names: fn(&str) -> bool,
}

/// What happens; it calls `promise`.
type Run = fn(&Arc<dyn Storage>, promise: &mut dyn FnMut()) -> persist_core::Result<()>;

pub(super) const ALL: [Scenario; 16] = [
    Scenario { name: "save, small", run: |storage, promise| save_all(storage, 40, promise), ..SAVE },
    Scenario { name: "save, several pages", run: |storage, promise| save_all(storage, 5_000, promise), ..SAVE },
    Scenario { name: "save, streamed in several writes", write: 2 << 10, run: stream_all, ..SAVE },
    Scenario {
        name: "save, the directory not flushed",
        run: |storage, promise| save_with(SaveOptions::new().durability(Durability::Flush), storage, 40, promise),
        check: |storage, _| check_saved(storage, 0, false),
        ..SAVE
    },
    Scenario { name: "save, where nothing was", before: || SimulatedDisk::empty().image(), ..SAVE },
    Scenario {
        name: "save, through a link",
        before: || {
            let mut image = saved();
            let file = image.names.remove(std::path::Path::new(FILE)).expect("the file");
            image.names.insert("/d/real".into(), file);
            image.names.insert(FILE.into(), crate::simulated::Thing::Link("real".into()));
            image
        },
        names: |name| matches!(name, "f" | "real"),
        ..SAVE
    },
    Scenario {
        name: "save, with backups",
        run: |storage, promise| save_with(SaveOptions::new().backups(2), storage, 40, promise),
        check: |storage, promises| check_saved(storage, promises, true),
        // The third one until the new file is in its place, so that two are there at every moment.
        names: |name| matches!(name, "f" | "f.backup-1" | "f.backup-2" | "f.backup-3"),
        ..SAVE
    },
    Scenario {
        name: "save, if unchanged",
        run: |storage, promise| {
            for version in 1..=3 {
                let token = LoadOptions::new().on_storage(storage.clone()).load::<Vec<u32>>(FILE)?.token;
                let mut options = SaveOptions::new();
                options.if_unchanged(Some(token)).on_storage(storage.clone()).save(FILE, &value(version, 40))?;
                promise();
            }
            Ok(())
        },
        names: |name| matches!(name, "f" | "f.lock"),
        ..SAVE
    },
    Scenario {
        name: "save, if unchanged, by two in turns",
        run: save_in_turns,
        names: |name| matches!(name, "f" | "f.lock"),
        ..SAVE
    },
    Scenario { name: "log, created and appended to", before: || SimulatedDisk::empty().image(), ..LOG },
    Scenario { name: "log, appended to", ..LOG },
    Scenario {
        name: "log, appended to, the directory not flushed",
        run: |storage, promise| {
            let mut options = LogOptions::new();
            let mut log: Log<Event> =
                options.durability(Durability::Flush).on_storage(storage.clone()).open(LOG_FILE)?;
            for number in 0..3 {
                log.append_all(&batch(number, 3))?;
                promise();
            }
            Ok(())
        },
        ..LOG
    },
    Scenario {
        name: "log, batches of several pages",
        run: |storage, promise| {
            let mut log = open(storage)?;
            for number in 0..2 {
                log.append_all(&batch(number, 400))?;
                promise();
            }
            Ok(())
        },
        check: |storage, promises| check_log(storage, promises, 400),
        ..LOG
    },
    Scenario {
        name: "log, opened with a torn end",
        before: || {
            let mut image = logged();
            let file = image.file(LOG_FILE.as_ref()).expect("the log");
            let len = image.files[file].len();
            image.files[file].truncate(len - 5);
            // The last of the batches before is torn; that one was never promised.
            image
        },
        check: |storage, promises| check_log_from(storage, 1, promises, 3),
        ..LOG
    },
    Scenario {
        name: "log, compacted and appended to",
        run: |storage, promise| {
            let mut log = open(storage)?;
            log.compact()?;
            log.append_all(&batch(0, 3))?;
            promise();
            log.compact()?;
            log.append_all(&batch(1, 3))?;
            promise();
            Ok(())
        },
        ..LOG
    },
    Scenario {
        name: "log, on a disk with records of its past",
        ghost: || {
            // What stood in the same places of the log before it was written anew, and longer than what is there now.
            let disk = SimulatedDisk::new(logged());
            let mut log = open(&disk.storage()).expect("the log opens");
            for number in 5..9 {
                log.append_all(&batch(number, 3)).expect("it is appended to");
            }
            disk.read(LOG_FILE).expect("the log")
        },
        ..LOG
    },
];

const FILE: &str = "/d/f";

const SAVE: Scenario = Scenario {
    name: "",
    before: saved,
    ghost: Vec::new,
    write: usize::MAX,
    run: |storage, promise| save_all(storage, 40, promise),
    recover: |_| Ok(()),
    check: |storage, promises| check_saved(storage, promises, false),
    names: |name| name == "f",
};

/// The value of a version: its first number.
fn value(version: u32, len: u32) -> Vec<u32> {
    let noise = |index: u32| (u64::from(index ^ version << 20).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 29) as u32;
    std::iter::once(version).chain((1..len).map(noise)).collect()
}

/// A disk with version 0 of the file.
fn saved() -> Image {
    let disk = SimulatedDisk::empty();
    SaveOptions::new().on_storage(disk.storage()).save(FILE, &value(0, 40)).expect("a save");
    disk.image()
}

fn save_all(storage: &Arc<dyn Storage>, len: u32, promise: &mut dyn FnMut()) -> persist_core::Result<()> {
    save_with(&mut SaveOptions::new(), storage, len, promise)
}

fn save_with(
    options: &mut SaveOptions,
    storage: &Arc<dyn Storage>,
    len: u32,
    promise: &mut dyn FnMut(),
) -> persist_core::Result<()> {
    options.on_storage(storage.clone());
    for version in 1..=3 {
        options.save(FILE, &value(version, len))?;
        promise();
    }
    Ok(())
}

/// Saves all versions as their items are made, each after an attempt that is given up in the middle.
fn stream_all(storage: &Arc<dyn Storage>, promise: &mut dyn FnMut()) -> persist_core::Result<()> {
    let mut options = SaveOptions::new();
    options.chunk_size(1 << 10).on_storage(storage.clone());
    for version in 1..=3 {
        let items = value(version, 1_500);
        let made = items.iter().copied().map(Ok).take(1_000);
        let given_up = made.chain([Err(std::io::Error::other("there are no more"))]);
        if options.try_sequence(FILE, given_up).is_ok() {
            return Err(std::io::Error::other("a sequence that failed has been saved").into());
        }
        options.sequence(FILE, items)?;
        promise();
    }
    Ok(())
}

/// Two savers load the same version, the first one saves the next, and the second one finds out, loads again and saves.
fn save_in_turns(storage: &Arc<dyn Storage>, promise: &mut dyn FnMut()) -> persist_core::Result<()> {
    let load = || LoadOptions::new().on_storage(storage.clone()).load::<Vec<u32>>(FILE).map(|loaded| loaded.token);
    let save = |token, version| {
        SaveOptions::new().if_unchanged(Some(token)).on_storage(storage.clone()).save(FILE, &value(version, 40))
    };
    for version in 1..=3 {
        let (first, second) = (load()?, load()?);
        if version % 2 == 1 {
            save(first, version)?;
        } else {
            save(second, version)?;
        }
        promise();
        match save(if version % 2 == 1 { second } else { first }, 8) {
            Err(error) if error.kind() == ErrorKind::Changed => {}
            Err(error) => return Err(error),
            Ok(_) => return Err(std::io::Error::other("a version has been replaced unseen").into()),
        }
    }
    Ok(())
}

/// The version of a file, which is whole.
fn version(storage: &Arc<dyn Storage>, path: &str) -> Result<Option<u32>, String> {
    if storage.look(path.as_ref()).is_err() {
        return Ok(None);
    }
    let loaded = LoadOptions::new().on_storage(storage.clone()).load::<Vec<u32>>(path);
    let found = loaded.map_err(|error| error.to_string())?.value;
    let version = found.first().copied().unwrap_or_default();
    let len = u32::try_from(found.len()).unwrap_or_default();
    if found == value(version, len) { Ok(Some(version)) } else { Err(format!("version {version} is not whole")) }
}

/// The last version that was promised is there, or the one after; and with backups also the one before the one that is there.
fn check_saved(storage: &Arc<dyn Storage>, promises: usize, backups: bool) -> Result<(), String> {
    let promised = u32::try_from(promises).unwrap_or_default();
    let found = version(storage, FILE)?;
    match found {
        Some(version) if (promised..=3).contains(&version) => {}
        None if promised == 0 => {}
        other => return Err(format!("version {promised} was promised, and {other:?} is there")),
    }
    if let (true, Some(found)) = (backups, found) {
        let kept = [1, 2, 3].map(|number| version(storage, &format!("/d/f.backup-{number}")));
        let kept = kept.into_iter().collect::<Result<Vec<_>, _>>()?;
        for before in found.saturating_sub(2)..found {
            if !kept.contains(&Some(before)) {
                return Err(format!("version {found} is there, and of those before only {kept:?}"));
            }
        }
    }
    // Whatever was left behind is not in the way.
    let mut options = SaveOptions::new();
    options.on_storage(storage.clone()).save(FILE, &value(9, 40)).map_err(|error| error.to_string())?;
    match version(storage, FILE)? {
        Some(9) => Ok(()),
        other => Err(format!("version 9 has been saved, and {other:?} is there")),
    }
}

const LOG_FILE: &str = "/d/log";

const LOG: Scenario = Scenario {
    name: "",
    before: logged,
    ghost: Vec::new,
    write: usize::MAX,
    run: |storage, promise| {
        let mut log = open(storage)?;
        for number in 0..3 {
            log.append_all(&batch(number, 3))?;
            promise();
        }
        Ok(())
    },
    recover: |storage| open(storage).map(drop).map_err(|error| error.to_string()),
    check: |storage, promises| check_log(storage, promises, 3),
    names: |name| name == "log" || name == "log.lock" || name.starts_with("log.torn-"),
};

/// What is appended.
#[derive(Persist, Clone, Debug, PartialEq)]
struct Event {
    batch: u32,
    number: u32,
    noise: u64,
}

fn batch(batch: u32, len: u32) -> Vec<Event> {
    let noise = |number: u32| u64::from(number ^ batch << 16).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (0..len).map(|number| Event { batch, number, noise: noise(number) }).collect()
}

fn open(storage: &Arc<dyn Storage>) -> persist_core::Result<Log<Event>> {
    LogOptions::new().on_storage(storage.clone()).open(LOG_FILE)
}

/// The batches that are in the log before anything is done: those before the numbered ones.
const EARLIER: [u32; 2] = [100, 101];

fn logged() -> Image {
    let disk = SimulatedDisk::empty();
    let mut log = open(&disk.storage()).expect("a new log");
    EARLIER.iter().for_each(|number| log.append_all(&batch(*number, 3)).expect("an append"));
    drop(log);
    disk.image()
}

fn check_log(storage: &Arc<dyn Storage>, promises: usize, len: u32) -> Result<(), String> {
    check_log_from(storage, EARLIER.len(), promises, len)
}

/// The batches that were promised are there, of which `earlier` were before (or none, if there was no log), and then at most the
/// next one; each whole.
fn check_log_from(storage: &Arc<dyn Storage>, earlier: usize, promises: usize, len: u32) -> Result<(), String> {
    if promises > 0 || storage.look(LOG_FILE.as_ref()).is_ok() {
        check_reader(storage, earlier, promises, len)?;
    }
    let mut log = open(storage).map_err(|error| error.to_string())?;
    let rows = || {
        let rows = LogOptions::new().on_storage(storage.clone()).read::<Event>(LOG_FILE);
        rows.and_then(Iterator::collect::<persist_core::Result<Vec<_>>>).map_err(|error| error.to_string())
    };
    let found = rows()?;
    let expected = |batches: usize| expected(&found, earlier, batches, len);
    if ![promises, promises + 1].into_iter().any(|batches| found == expected(batches)) {
        return Err(format!("{promises} batches were promised, and there are {} rows: {}", found.len(), brief(&found)));
    }
    // Whatever was left behind is not in the way.
    let more = batch(9, 1);
    log.append_all(&more).map_err(|error| error.to_string())?;
    if rows()? != [found, more].concat() {
        return Err("what has been appended since is not there".to_owned());
    }
    drop(log);
    let log = open(storage).map_err(|error| error.to_string())?;
    log.torn().map_or(Ok(()), |torn| Err(format!("the log is still torn: {torn:?}")))
}

/// A reader that comes before any writer sees what was promised, and nothing that was not appended.
fn check_reader(storage: &Arc<dyn Storage>, earlier: usize, promises: usize, len: u32) -> Result<(), String> {
    let rows = LogOptions::new().on_storage(storage.clone()).read::<Event>(LOG_FILE);
    let found: Vec<Event> = rows.map_err(|error| error.to_string())?.map_while(Result::ok).collect();
    let (least, most) = (expected(&found, earlier, promises, len), expected(&found, earlier, promises + 1, len));
    if found.starts_with(&least) && most.starts_with(&found) {
        return Ok(());
    }
    Err(format!("a reader sees {} rows where {promises} batches were promised: {}", found.len(), brief(&found)))
}

/// The rows of the batches before, if there are any, and of so many others.
fn expected(found: &[Event], earlier: usize, batches: usize, len: u32) -> Vec<Event> {
    let had_log = found.first().is_none_or(|event| event.batch >= EARLIER[0]);
    let earlier = EARLIER[..earlier].iter().filter(|_| had_log && !found.is_empty()).map(|number| batch(*number, 3));
    let batches = (0..u32::try_from(batches).unwrap_or_default()).map(|number| batch(number, len));
    earlier.chain(batches).flatten().collect()
}

fn brief(found: &[Event]) -> String {
    let numbers: Vec<String> = found.iter().map(|event| format!("{}.{}", event.batch, event.number)).collect();
    numbers.join(" ")
}
