//! The lock file as the test of a crate reads and writes it: a set of lines.
//!
//! Every line is complete in itself, so nothing here has to know what is in a type. Whoever writes,
//! holds the new file, which nobody else can create meanwhile, reads the old one again, and renames.

use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The first line.
const HEAD: &str = "persist.lock 1";

/// How long another writer is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The lines of a lock.
#[derive(Debug, Default)]
pub(super) struct Lines(BTreeSet<String>);

/// What a head line says of a released version: its revision, and the hash of its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    pub(super) revision: u32,
    pub(super) hash: u64,
}

/// Where a crate's lock is.
pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join("persist.lock")
}

impl Lines {
    /// Reads the lock; `None` if there is none.
    pub(super) fn read(path: &Path) -> io::Result<Option<Self>> {
        match fs::read_to_string(path) {
            Ok(text) => Ok(Some(Lines(text.lines().skip(1).map(str::to_owned).collect()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The released versions: by key and version, the latest revision.
    pub(super) fn sealed(&self) -> HashMap<(&str, u32), Sealed> {
        let mut all: HashMap<(&str, u32), Sealed> = HashMap::new();
        for (key, version, sealed) in self.0.iter().filter_map(|line| head(line)) {
            let latest = all.entry((key, version)).or_insert(sealed);
            if latest.revision < sealed.revision {
                *latest = sealed;
            }
        }
        all
    }

    /// The keys of types that are gone for good.
    pub(super) fn retired(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|line| line.strip_prefix("retired "))
    }

    /// The lines of one version, without its key.
    pub(super) fn of(&self, prefix: &str) -> Vec<&str> {
        let rest = self.0.iter().filter_map(|line| line.strip_prefix(prefix));
        rest.filter(|rest| rest.starts_with(['.', ':'])).collect()
    }

    fn text(&self) -> String {
        let mut text = format!("{HEAD}\n");
        for line in self.0.iter().filter(|line| !line.is_empty()) {
            text += line;
            text.push('\n');
        }
        text
    }
}

/// The key, version, and what else there is in a head line: `app::Item v1 enum 52ab0c…`.
fn head(line: &str) -> Option<(&str, u32, Sealed)> {
    let (rest, hash) = line.rsplit_once(' ')?;
    let (rest, form) = rest.rsplit_once(' ')?;
    let (key, version) = rest.rsplit_once(" v")?;
    if !matches!(form, "struct" | "record" | "enum") || hash.len() != 16 {
        return None;
    }
    let (version, revision) = version.split_once('r').unwrap_or((version, "1"));
    let hash = u64::from_str_radix(hash, 16).ok()?;
    Some((key, version.parse().ok()?, Sealed { revision: revision.parse().ok()?, hash }))
}

/// Adds to the lock what `more` makes of its lines; whether that was anything.
pub(super) fn add(path: &Path, more: impl FnOnce(&Lines) -> Result<Vec<String>, String>) -> Result<bool, String> {
    let told = |error: io::Error| format!("{}: {error}", path.display());
    let new = path.with_extension("lock.new");
    let file = create(&new)?;
    let written = (|| {
        let mut lines = Lines::read(path).map_err(told)?.unwrap_or_default();
        let more = more(&lines)?;
        let before = lines.0.len();
        lines.0.extend(more);
        if lines.0.len() == before {
            return Ok(false);
        }
        write(file, &lines.text()).map_err(told)?;
        fs::rename(&new, path).map_err(told)?;
        Ok(true)
    })();
    if !matches!(written, Ok(true)) {
        // What cannot be removed is told by the next one who wants to write.
        let _ = fs::remove_file(&new);
    }
    written
}

fn write(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Creates the new file, once nobody else has it.
fn create(new: &Path) -> Result<File, String> {
    let begin = Instant::now();
    loop {
        match OpenOptions::new().write(true).create_new(true).open(new) {
            Ok(file) => return Ok(file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && begin.elapsed() < PATIENCE => {
                sleep(Duration::from_millis(20));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(format!("{}: left by a test that died while it wrote: delete it", new.display()));
            }
            Err(error) => return Err(format!("{}: {error}", new.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Lines {
        Lines(text.lines().map(str::to_owned).collect())
    }

    #[test]
    fn heads_are_found_among_other_lines() {
        let lines = lines(
            "app::Pair<u8, u16> v1 struct 00000000000000ff\napp::Pair<u8, u16> v1 .a u8\n\
             dep::Item v3 enum 0000000000000001\ndep::Item v3r2 enum 0000000000000002\n\
             dep::Item v3 ::A\nretired app::Old\nwords",
        );
        let sealed = lines.sealed();
        assert_eq!(sealed.len(), 2);
        assert_eq!(sealed[&("app::Pair<u8, u16>", 1)], Sealed { revision: 1, hash: 255 });
        assert_eq!(sealed[&("dep::Item", 3)], Sealed { revision: 2, hash: 2 });
        assert_eq!(lines.retired().collect::<Vec<_>>(), ["app::Old"]);
        assert_eq!(lines.of("dep::Item v3 "), ["::A"]);
    }

    #[test]
    fn writers_wait_for_each_other_and_lose_nothing() {
        let folder = std::env::temp_dir().join(format!("persist-lock-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = path(&folder);
        let _ = fs::remove_file(&path);
        std::thread::scope(|scope| {
            for number in 0..8 {
                let path = &path;
                scope.spawn(move || add(path, |_| Ok(vec![format!("line {number}")])).unwrap());
            }
        });
        assert!(!add(&path, |_| Ok(vec!["line 3".to_owned()])).unwrap());
        let text = fs::read_to_string(&path).unwrap();
        assert_eq!(text, format!("{HEAD}\n{}", (0..8).map(|n| format!("line {n}\n")).collect::<String>()));
        fs::remove_dir_all(&folder).unwrap();
    }
}
