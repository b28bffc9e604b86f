//! Text into a lock: what each line says by itself.

use super::cursor::{Cursor, Read};
use super::stanza::{self, Part, Record};
use super::ty::{Key, Ty};
use super::{Damage, Form, Line, Lock, identity};

/// The version of the file's own format.
const FORMAT: u32 = 1;

/// What begins the lines that a merge with conflicts puts into a file.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

const CONFLICT: &str = "this is left of a merge with conflicts. Resolve it: the lines of both sides can stay, and only \
    the lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` go; then build again. `persist.lock merge=union` in \
    `.gitattributes` does so by itself";

/// Reads a lock, or tells the first thing that is wrong with it: of single lines, or else of lines that belong together.
pub(crate) fn parse(text: &str) -> Result<Lock, Damage> {
    let mut lines = (1..).zip(text.lines());
    read_first(lines.next().map_or("", |(_, line)| line))?;
    let mut records = Vec::new();
    let mut retired = Vec::new();
    for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        refuse_marker(number, line)?;
        read(number, line, &mut records, &mut retired).map_err(|what| unreadable(number, &what))?;
    }
    retired.sort_by_cached_key(Key::to_string);
    retired.dedup();
    let identity = text.lines().map(identity::of_text).fold(identity::SEED, identity::mix);
    Ok(Lock::new(stanza::collect(records)?, retired, identity))
}

fn read_first(line: &str) -> Result<(), Damage> {
    refuse_marker(1, line)?;
    let version = line.strip_prefix("persist.lock ").and_then(|version| {
        let number = version.parse::<u32>().ok()?;
        (number.to_string() == version).then_some(number)
    });
    match version {
        Some(FORMAT) => Ok(()),
        Some(version) if version > FORMAT => Err(Damage::at(
            1,
            format!(
                "a newer Persist wrote this file: it is of format {version}, and this Persist knows format {FORMAT}. \
                 Update `persist-core`"
            ),
        )),
        _ => Err(Damage::at(
            1,
            format!(
                "this is not a persist.lock, which begins with the line `persist.lock {FORMAT}`. Take it back from \
                 version control, or remove it if it is not Persist's"
            ),
        )),
    }
}

fn refuse_marker(number: usize, line: &str) -> Result<(), Damage> {
    if MARKERS.iter().any(|marker| line.starts_with(marker)) {
        return Err(Damage::at(number, CONFLICT));
    }
    Ok(())
}

fn unreadable(number: usize, what: &str) -> Damage {
    Damage::at(
        number,
        format!(
            "{what}. Persist writes no such line: take it back from version control, or delete it if nothing was \
             released with it, and seal again"
        ),
    )
}

/// Reads a line into the list that it belongs to.
fn read(number: usize, text: &str, records: &mut Vec<Record>, retired: &mut Vec<Key>) -> Read<()> {
    let mut cursor = Cursor::new(text);
    if cursor.eat("retired ") {
        retired.push(Key::read(&mut cursor)?);
    } else {
        records.push(read_record(number, text, &mut cursor)?);
    }
    cursor.end()
}

fn read_record(number: usize, text: &str, cursor: &mut Cursor<'_>) -> Read<Record> {
    let key = Key::read(cursor)?;
    cursor.expect(" v")?;
    let version = read_count(1, "a version, from 1 on,", cursor)?;
    let revision = if cursor.eat("r") { read_count(2, "a revision, from 2 on,", cursor)? } else { 1 };
    let title = text.get(..cursor.at()).unwrap_or_default().to_owned();
    cursor.expect(" ")?;
    let start = cursor.at();
    let part = match read_shape(cursor)? {
        Some((variant, field)) => Part::Line(Line {
            variant,
            field,
            number,
            text: text.get(start..).unwrap_or_default().to_owned(),
            unqualified: cursor.unqualified(start),
        }),
        None => read_head(cursor)?,
    };
    Ok(Record { title, key, version, revision, number, part })
}

/// A number that ends before the first letter: `v1r2`.
fn read_count(least: u32, what: &str, cursor: &mut Cursor<'_>) -> Read<u32> {
    let word = cursor.peek_bare();
    let digits = word.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    match digits.parse::<u32>() {
        Ok(count) if count >= least && !digits.starts_with('0') => {
            cursor.eat(digits);
            Ok(count)
        }
        _ => Err(cursor.unexpected(what)),
    }
}

type Shape = (Option<String>, Option<(String, Ty)>);

/// `.FIELD TYPE`, `::VARIANT` or `::VARIANT.FIELD TYPE`, if it is one of them.
fn read_shape(cursor: &mut Cursor<'_>) -> Read<Option<Shape>> {
    let variant = if cursor.eat("::") { Some(cursor.name("the name of a variant")?) } else { None };
    let field = if cursor.eat(".") {
        let name = cursor.name("the name of a field")?;
        cursor.expect(" ")?;
        Some((name, Ty::read(cursor)?))
    } else {
        None
    };
    Ok((variant.is_some() || field.is_some()).then_some((variant, field)))
}

fn read_head(cursor: &mut Cursor<'_>) -> Read<Part> {
    let word = cursor.peek_bare();
    let Some(form) = Form::ALL.into_iter().find(|form| form.word() == word) else {
        return Err(cursor.unexpected("`struct`, `record`, `enum`, a field or a variant"));
    };
    cursor.eat(word);
    cursor.expect(" ")?;
    Ok(Part::Head(form, cursor.hash()?))
}
