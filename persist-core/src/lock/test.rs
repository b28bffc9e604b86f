//! What the test of a crate does with its lock: it reports, seals, checks or accepts, as
//! `PERSIST_LOCK` says.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::file::{self, Lines};
use super::lines::{Found, reachable, text_of_ty};
use super::stored;
use super::table::{Lock, Stanza};
use super::walk::{Root, crate_of};
use crate::schema::facts::Facts;
use crate::schema::history::Target;
use crate::schema::resolve::resolve;

/// What the test is asked for.
enum Wish {
    /// Tell what is open.
    Report,
    /// Write down what is open.
    Seal,
    /// Fail if anything is.
    Check,
    /// Write down new shapes of these foreign types, under their old versions.
    Accept(Vec<String>),
}

/// A sample of a root: how one is saved, and how one is loaded.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    save: fn(&Path) -> crate::Result<()>,
    load: fn(&Path) -> crate::Result<()>,
}

impl Sample {
    /// Functions that save a sample, and that load one.
    #[must_use]
    pub const fn new(save: fn(&Path) -> crate::Result<()>, load: fn(&Path) -> crate::Result<()>) -> Self {
        Sample { save, load }
    }
}

/// The test of a crate: `folder` has its manifest, `module` is where `lock_formats!` stands.
///
/// # Panics
/// With all that is wrong.
pub fn test(lock: Option<&Lock>, roots: &[(Root, Option<Sample>)], folder: &str, module: &str) {
    let folder = Path::new(folder);
    // A published crate: what was released there is held against its lock at home.
    if folder.join("Cargo.toml.orig").exists() {
        return;
    }
    let all: Vec<Root> = roots.iter().map(|(root, _)| *root).collect();
    let crate_test = Test { lock, types: reachable(&all), path: file::path(folder), home: crate_of(module) };
    let told = crate_test.run(roots).unwrap_or_else(|problems| panic!("{problems}"));
    // Not by `println!`, which is shown for tests that fail alone.
    let _ = std::io::stderr().write_all(told.as_bytes());
}

struct Test<'a> {
    lock: Option<&'a Lock>,
    types: Vec<Found>,
    path: PathBuf,
    home: &'a str,
}

impl Test<'_> {
    fn run(&self, roots: &[(Root, Option<Sample>)]) -> Result<String, String> {
        let wish = wish()?;
        let lines = Lines::read(&self.path).map_err(|error| format!("{}: {error}", self.path.display()))?;
        let lines = lines.unwrap_or_default();
        let mut problems = self.namesakes();
        problems += &self.unread();
        problems += &self.unreachable(&lines);
        let accepted = if let Wish::Accept(names) = &wish { names.as_slice() } else { &[] };
        problems += &self.changed(&lines, accepted);
        problems += &samples(roots, &self.types, &self.path, false);
        let open = self.open(&lines);
        if !problems.is_empty() {
            return Err(problems);
        }
        match wish {
            Wish::Report if open.is_empty() => Ok(String::new()),
            Wish::Report => Ok(format!("persist.lock: open: {}\n", titles(&open))),
            Wish::Check if open.is_empty() => Ok("persist.lock: all is sealed\n".to_owned()),
            Wish::Check => Err(format!(
                "persist.lock: not sealed: {}\n  help: `PERSIST_LOCK=seal cargo test`, and commit the file",
                titles(&open)
            )),
            Wish::Seal => self.seal(roots),
            Wish::Accept(names) => self.accept(&names),
        }
    }

    fn recorded(&self) -> impl Iterator<Item = &Found> {
        self.types.iter().filter(|found| found.is_recorded())
    }

    /// The types whose version is not in the lock.
    fn open(&self, lines: &Lines) -> Vec<&Found> {
        let sealed = lines.sealed();
        self.recorded().filter(|found| !sealed.contains_key(&(found.key.as_str(), found.named.version))).collect()
    }

    /// Different types of one name.
    fn namesakes(&self) -> String {
        let mut problems = String::new();
        let mut first: HashMap<&str, &Found> = HashMap::new();
        for found in self.recorded() {
            let other = *first.entry(&found.key).or_insert(found);
            if other.named.place != found.named.place {
                let ((path, ident), (other_path, other_ident)) = (found.named.place, other.named.place);
                let _ = writeln!(
                    problems,
                    "persist.lock: {path}::{ident} and {other_path}::{other_ident} are both saved as {}\n  help: give one of \
                     them a name of its own: `#[persist(rename = \"…\")]`, with `alias = \"{}\"` if it was released under this \
                     one",
                    found.key, found.named.name
                );
            }
        }
        problems
    }

    /// Released versions that the resolver does not read, which constants cannot all tell.
    fn unread(&self) -> String {
        let mut problems = String::new();
        let Some(lock) = self.lock else { return problems };
        let mut stanzas: Vec<_> = lock.stanzas.all().map(|stanza| (text_of_ty(&stanza.key), stanza)).collect();
        // In tables, names stand in no order that means anything. Versions do.
        stanzas.sort_by(|(one, _), (other, _)| one.cmp(other));
        for (key, stanza) in stanzas {
            for found in self.types.iter().filter(|found| found.key == key || found.aliases.contains(&key)) {
                if let Some(error) = self.read(lock, &stanza, found) {
                    let _ = writeln!(problems, "persist.lock: version {} of {key}: {error}", stanza.version);
                }
            }
        }
        problems
    }

    fn read(&self, lock: &Lock, stanza: &Stanza, found: &Found) -> Option<crate::Error> {
        if found.named.encode_only {
            return None;
        }
        let schema = stored::schema(lock, stanza, &self.types)?;
        let facts = match Facts::of(&schema) {
            Ok(facts) => facts,
            Err(error) => return Some(error),
        };
        resolve(schema, facts, &Target::of(found.describe)).err()
    }

    /// Released types that nothing leads to any more.
    fn unreachable(&self, lines: &Lines) -> String {
        let mut problems = String::new();
        let reached: HashSet<&str> =
            self.types.iter().flat_map(|found| found.aliases.iter().chain([&found.key])).map(String::as_str).collect();
        let retired: HashSet<&str> = lines.retired().collect();
        let mut lost: Vec<&str> = lines.sealed().into_keys().map(|(key, _)| key).collect();
        lost.retain(|key| !reached.contains(key) && !retired.contains(key));
        lost.sort_unstable();
        lost.dedup();
        for key in lost {
            let _ = writeln!(
                problems,
                "persist.lock: {key} was released, and no type of `lock_formats!` leads to it any more\n  help: if it has \
                 another name now, declare it as an `alias`; if no file of it will ever be loaded again, add the line \
                 `retired {key}` to persist.lock"
            );
        }
        problems
    }

    /// Types that are not what was released under their version.
    fn changed(&self, lines: &Lines, accepted: &[String]) -> String {
        let mut problems = String::new();
        let sealed = lines.sealed();
        for found in self.recorded() {
            let version = found.named.version;
            let Some(sealed) = sealed.get(&(found.key.as_str(), version)) else { continue };
            if sealed.hash == found.hash() || accepted.iter().any(|name| *name == name_of(&found.key)) {
                continue;
            }
            let released = lines.of(&format!("{} {} ", found.key, release(version, sealed.revision)));
            let today = found.lines();
            let _ = writeln!(problems, "persist.lock: {} is not what was released as version {version}:", found.key);
            for line in released.iter().filter(|line| !today.iter().any(|other| other == *line)) {
                let _ = writeln!(problems, "  - {line}");
            }
            for line in today.iter().filter(|line| !released.contains(&line.as_str())) {
                let _ = writeln!(problems, "  + {line}");
            }
            let help = if crate_of(found.named.place.0) == self.home {
                format!("raise `version` to {}, and declare what has changed", version + 1)
            } else {
                format!("`PERSIST_LOCK=accept={} cargo test` takes it as a revision", name_of(&found.key))
            };
            let _ = writeln!(problems, "  help: {help}");
        }
        problems
    }

    fn seal(&self, roots: &[(Root, Option<Sample>)]) -> Result<String, String> {
        let mut told = String::new();
        let wrote = file::add(&self.path, |lines| {
            let open = self.open(lines);
            if !open.is_empty() {
                told = format!("persist.lock: sealed: {}\n", titles(&open));
            }
            Ok(open.into_iter().flat_map(|found| stanza(found, 1)).collect())
        })?;
        let problems = samples(roots, &self.types, &self.path, true);
        match (problems.is_empty(), wrote) {
            (false, _) => Err(problems),
            (true, true) => Ok(told),
            (true, false) => Ok("persist.lock: nothing is open\n".to_owned()),
        }
    }

    fn accept(&self, names: &[String]) -> Result<String, String> {
        let mut told = String::new();
        for name in names {
            let mut of_name = self.recorded().filter(|found| name_of(&found.key) == name);
            match of_name.next() {
                None => return Err(format!("PERSIST_LOCK: no type of `lock_formats!` leads to {name}")),
                Some(found) if crate_of(found.named.place.0) == self.home => {
                    return Err(format!("PERSIST_LOCK: {name} is this crate's own: raise its `version`"));
                }
                Some(_) => {}
            }
        }
        file::add(&self.path, |lines| {
            let sealed = lines.sealed();
            let mut more = Vec::new();
            for found in self.recorded().filter(|found| names.iter().any(|name| name == name_of(&found.key))) {
                match sealed.get(&(found.key.as_str(), found.named.version)) {
                    Some(sealed) if sealed.hash != found.hash() => {
                        more.extend(stanza(found, sealed.revision + 1));
                        let _ = writeln!(
                            told,
                            "persist.lock: accepted: {} {}",
                            found.key,
                            release(found.named.version, sealed.revision + 1)
                        );
                    }
                    _ => {
                        let _ = writeln!(told, "persist.lock: {} has no new shape", found.key);
                    }
                }
            }
            Ok(more)
        })?;
        Ok(told)
    }
}

/// What `PERSIST_LOCK` says.
fn wish() -> Result<Wish, String> {
    let Ok(wish) = std::env::var("PERSIST_LOCK") else { return Ok(Wish::Report) };
    match wish.as_str() {
        "" => Ok(Wish::Report),
        "seal" => Ok(Wish::Seal),
        "check" => Ok(Wish::Check),
        other => match other.strip_prefix("accept=") {
            Some(names) => Ok(Wish::Accept(names.split(',').map(str::to_owned).collect())),
            None => Err(format!("PERSIST_LOCK={other}: expected `seal`, `check` or `accept=dep::Type`")),
        },
    }
}

/// The lines of a version.
fn stanza(found: &Found, revision: u32) -> Vec<String> {
    let prefix = format!("{} {}", found.key, release(found.named.version, revision));
    let head = format!("{prefix} {} {:016x}", found.form().word(), found.hash());
    let rest = found.lines().into_iter().map(|line| format!("{prefix} {line}"));
    [head].into_iter().chain(rest).collect()
}

/// `v1`, `v1r2`
fn release(version: u32, revision: u32) -> String {
    if revision == 1 { format!("v{version}") } else { format!("v{version}r{revision}") }
}

/// A key without its arguments.
fn name_of(key: &str) -> &str {
    key.split_once('<').map_or(key, |(name, _)| name)
}

fn titles(found: &[&Found]) -> String {
    let titles: Vec<String> = found.iter().map(|found| format!("{} v{}", found.key, found.named.version)).collect();
    titles.join(", ")
}

/// Loads the samples of all roots that have any; if `sealing`, writes those of today's versions
/// that are not there.
fn samples(roots: &[(Root, Option<Sample>)], types: &[Found], lock: &Path, sealing: bool) -> String {
    let mut problems = String::new();
    let folder = lock.with_file_name("persist.samples");
    for (root, sample) in roots {
        let Some(sample) = sample else { continue };
        let Some(found) = root_of(root, types) else { continue };
        let stem: String = name_of(&found.key).replace("::", "-");
        // The error names the file.
        let mut told = |done: &str, error: crate::Error| {
            let _ = writeln!(problems, "persist.lock: a sample is not {done}: {error}");
        };
        if sealing {
            let path = folder.join(format!("{stem}.v{}.persist", found.named.version));
            if !path.exists() {
                let saved = fs::create_dir_all(&folder).map_err(Into::into).and_then(|()| (sample.save)(&path));
                if let Err(error) = saved {
                    told("saved", error);
                }
            }
        }
        let stems: Vec<String> =
            [&found.key].into_iter().chain(&found.aliases).map(|key| name_of(key).replace("::", "-")).collect();
        for path in files(&folder) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if stems.iter().any(|stem| name.strip_prefix(stem.as_str()).is_some_and(|rest| rest.starts_with(".v")))
                && let Err(error) = (sample.load)(&path)
            {
                told("loaded any more", error);
            }
        }
    }
    problems
}

/// The named type of a root.
fn root_of<'t>(root: &Root, types: &'t [Found]) -> Option<&'t Found> {
    let outline = crate::schema::describe::outline_of(root.part.describe)?;
    types.iter().find(|found| std::ptr::eq(found.outline, outline))
}

/// The files of a folder, by name; none if there is no folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    files
}
