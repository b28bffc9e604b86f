//! The lock file, from text to the released versions in it.
//!
//! Every line is complete in itself, and their order means nothing: a merge that keeps the lines of both sides is right. A
//! hash in the head of each version tells when it is not.

use std::collections::BTreeMap;

use super::ty::{Cursor, Named, Ty, written};

/// The format that this version of Persist reads and writes.
const FORMAT: u32 = 1;

/// All that a lock says.
#[derive(Debug, Default)]
pub(super) struct Lock {
    /// By key, version and revision.
    pub(super) stanzas: Vec<Stanza>,
    pub(super) retired: Vec<Named>,
}

/// A released version.
#[derive(Debug)]
pub(super) struct Stanza {
    pub(super) key: Named,
    pub(super) version: u32,
    pub(super) revision: u32,
    pub(super) form: String,
    pub(super) lines: Vec<Line>,
}

/// A field, a variant, or a field of a variant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Line {
    pub(super) variant: Option<String>,
    pub(super) field: Option<(String, Ty)>,
}

/// What is wrong with a lock, and in which line.
#[derive(Debug)]
pub(super) struct Damage {
    pub(super) line: usize,
    pub(super) message: String,
}

/// A version as its lines come.
#[derive(Default)]
struct Open {
    /// The form, the hash, and the line they are in.
    head: Option<(String, String, usize)>,
    lines: Vec<(Line, usize)>,
}

type Versions = BTreeMap<(Named, u32, u32), Open>;

pub(super) fn parse(text: &str) -> Result<Lock, Damage> {
    let mut lines = (1..).zip(text.lines());
    let first = lines.next().map_or("", |(_, line)| line);
    let damage = |line: usize| move |message: String| Damage { line, message };
    check_format(first).map_err(damage(1))?;
    let mut lock = Lock::default();
    let mut versions = Versions::new();
    for (number, line) in lines {
        read_line(line, number, &mut versions, &mut lock.retired).map_err(damage(number))?;
    }
    for ((key, version, revision), open) in versions {
        lock.stanzas.push(close(key, version, revision, open)?);
    }
    Ok(lock)
}

fn check_format(line: &str) -> Result<(), String> {
    let Some(format) = line.strip_prefix("persist.lock ") else {
        return Err("it does not begin with `persist.lock 1`".to_owned());
    };
    match format.trim_end().parse::<u32>() {
        Ok(FORMAT) => Ok(()),
        Ok(newer) if newer > FORMAT => {
            Err(format!("it has format {newer}, written by a newer version of Persist, which this crate needs too"))
        }
        _ => Err(format!("`{format}` is no format of a lock")),
    }
}

fn read_line(line: &str, number: usize, versions: &mut Versions, retired: &mut Vec<Named>) -> Result<(), String> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|marker| line.starts_with(marker)) {
        return Err("it has conflict markers: delete them and keep the lines of both sides".to_owned());
    }
    if line.is_empty() || line.starts_with('#') {
        return Ok(());
    }
    if let Some(key) = line.strip_prefix("retired ") {
        let mut cursor = Cursor::new(key);
        let key = cursor.key()?;
        ended(&cursor)?;
        retired.push(key);
        return Ok(());
    }
    let mut cursor = Cursor::new(line);
    let key = cursor.key()?;
    let (version, revision) = version(&mut cursor)?;
    let open = versions.entry((key, version, revision)).or_default();
    if cursor.rest.starts_with(['.', ':']) {
        let line = member(&mut cursor)?;
        ended(&cursor)?;
        open.lines.push((line, number));
        return Ok(());
    }
    let (form, hash) =
        cursor.rest.split_once(' ').ok_or_else(|| format!("`{}` is no head of a version", cursor.rest))?;
    let is_hash = hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !["struct", "record", "enum"].contains(&form) || !is_hash {
        return Err(format!("`{}` is no head of a version", cursor.rest));
    }
    match &open.head {
        Some((other_form, other, _)) if other_form != form || other != hash => Err(format!(
            "version {version} was released twice, in different shapes: two branches have sealed it; delete the lines of \
             the one that no user has, and seal again"
        )),
        _ => {
            open.head = Some((form.to_owned(), hash.to_owned(), number));
            Ok(())
        }
    }
}

/// ` v1 ` or ` v1r2 `
fn version(cursor: &mut Cursor<'_>) -> Result<(u32, u32), String> {
    let wrong = |rest: &str| format!("expected a version, as in ` v1 `, before `{rest}`");
    if !cursor.eat(" v") {
        return Err(wrong(cursor.rest));
    }
    let version = cursor.number()?;
    let revision = if cursor.eat("r") { cursor.number()? } else { 1 };
    if cursor.eat(" ") { Ok((version, revision)) } else { Err(wrong(cursor.rest)) }
}

/// `.hp u16`, `::Coin`, `::Potion.strength u8`
fn member(cursor: &mut Cursor<'_>) -> Result<Line, String> {
    let variant = if cursor.eat("::") { Some(cursor.name()?) } else { None };
    if !cursor.eat(".") {
        return Ok(Line { variant, field: None });
    }
    let name = cursor.name()?;
    if !cursor.eat(" ") {
        return Err(format!("the field `{name}` has no type"));
    }
    Ok(Line { variant, field: Some((name, cursor.ty()?)) })
}

fn ended(cursor: &Cursor<'_>) -> Result<(), String> {
    if cursor.rest.is_empty() { Ok(()) } else { Err(format!("nothing is expected where `{}` is", cursor.rest)) }
}

/// A version whose lines have all come.
fn close(key: Named, version: u32, revision: u32, open: Open) -> Result<Stanza, Damage> {
    let Open { head, mut lines } = open;
    let Some((form, hash, line)) = head else {
        let line = lines.first().map_or(1, |(_, number)| *number);
        return Err(Damage { line, message: format!("version {version} of {key} has no line with its hash") });
    };
    lines.sort();
    lines.dedup_by(|one, other| one.0 == other.0);
    let twice = lines.windows(2).find(|pair| names(&pair[0].0) == names(&pair[1].0));
    if twice.is_some() || format!("{:016x}", hash_of(&form, lines.iter().map(|(line, _)| line))) != hash {
        let line = twice.map_or(line, |pair| pair[1].1);
        let message = format!(
            "version {version} of {key} is not as it was sealed: the file was edited by hand, or two branches have sealed \
             the version; take back the change, or delete the lines of the version if no user has it, and seal again"
        );
        return Err(Damage { line, message });
    }
    let lines = lines.into_iter().map(|(line, _)| line).collect();
    Ok(Stanza { key, version, revision, form, lines })
}

/// What there is only one of in a version.
fn names(line: &Line) -> (Option<&str>, Option<&str>) {
    (line.variant.as_deref(), line.field.as_ref().map(|(name, _)| name.as_str()))
}

/// FNV-1a over the form and the lines, sorted, without the crates of types (docs/LOCK.md).
fn hash_of<'l>(form: &str, lines: impl Iterator<Item = &'l Line>) -> u64 {
    let mut texts: Vec<String> = lines.map(ToString::to_string).collect();
    texts.sort();
    let text = [form.to_owned()].into_iter().chain(texts).map(|line| line + "\n");
    text.flat_map(String::into_bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(variant) = &self.variant {
            write!(f, "::{}", written(variant))?;
        }
        match &self.field {
            Some((name, ty)) => write!(f, ".{} {ty}", written(name)),
            None => Ok(()),
        }
    }
}
