//! Lines into stanzas: what lines say together, and whether it is what was sealed.

use super::ty::{Key, Ty};
use super::{Damage, hash_of};

/// One version of one type.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Stanza {
    pub(crate) key: Key,
    pub(crate) version: u32,
    /// 1, unless a type of another crate has changed under its version.
    pub(crate) revision: u32,
    pub(crate) form: Form,
    /// The line of the head.
    pub(crate) number: usize,
    /// In the order of their bytes.
    pub(crate) lines: Vec<Line>,
}

impl Stanza {
    /// The same as of a type without arguments: for who asks for names alone.
    pub(crate) fn of_all_instances(&self) -> Self {
        let key = Key { arguments: Vec::new(), ..self.key.clone() };
        Self { key, ..self.clone() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Struct,
    Record,
    Enum,
}

impl Form {
    pub(crate) const ALL: [Self; 3] = [Self::Struct, Self::Record, Self::Enum];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Record => "record",
            Self::Enum => "enum",
        }
    }
}

/// A field, a variant, or a field of a variant.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) variant: Option<String>,
    pub(crate) field: Option<(String, Ty)>,
    /// Which line of the file it is.
    pub(crate) number: usize,
    /// What follows the version.
    pub(super) text: String,
    /// The same without the names of crates.
    pub(super) unqualified: String,
}

impl Line {
    pub(super) fn place(&self) -> (Option<&str>, Option<&str>) {
        (self.variant.as_deref(), self.field.as_ref().map(|(name, _)| name.as_str()))
    }
}

/// A line of a stanza, and whose it is.
pub(super) struct Record {
    /// The type and version as they are written.
    pub(super) title: String,
    pub(super) key: Key,
    pub(super) version: u32,
    pub(super) revision: u32,
    pub(super) number: usize,
    pub(super) part: Part,
}

pub(super) enum Part {
    Head(Form, u64),
    Line(Line),
}

/// The stanzas that records make up, in order. Of several damages, the one on the first line of them.
pub(super) fn collect(records: Vec<Record>) -> Result<Vec<Stanza>, Damage> {
    let mut records: Vec<_> = records.into_iter().map(|record| (record.key.to_string(), record)).collect();
    // A stable sort: within a stanza, records stay in the order of the file.
    let order = |(key, record): &(String, Record)| (key.clone(), record.version, record.revision);
    records.sort_by_cached_key(order);
    let stanzas = records.chunk_by(|a, b| order(a) == order(b)).filter_map(|group| {
        let (_, first) = group.first()?;
        Some(Draft::of(first, group.iter().map(|(_, record)| record)).finish())
    });
    let (stanzas, damages): (Vec<_>, Vec<_>) = stanzas.partition(Result::is_ok);
    match damages.into_iter().filter_map(Result::err).min_by_key(|damage| damage.line) {
        Some(damage) => Err(damage),
        None => Ok(stanzas.into_iter().filter_map(Result::ok).collect()),
    }
}

/// A stanza of which nothing has been checked.
struct Draft<'a> {
    /// The first line of the file that belongs here.
    first: &'a Record,
    /// Heads that differ, with their lines: there has to be one.
    heads: Vec<(Form, u64, usize)>,
    /// Lines that differ.
    lines: Vec<&'a Line>,
}

impl<'a> Draft<'a> {
    fn of(first: &'a Record, records: impl Iterator<Item = &'a Record>) -> Self {
        let mut draft = Draft { first, heads: Vec::new(), lines: Vec::new() };
        for record in records {
            match &record.part {
                Part::Head(form, hash) => draft.heads.push((*form, *hash, record.number)),
                Part::Line(line) => draft.lines.push(line),
            }
        }
        // Copies of a line are harmless: the first stands for them.
        draft.heads.dedup_by_key(|(form, hash, _)| (*form, *hash));
        draft.lines.sort_by(|a, b| a.text.cmp(&b.text));
        draft.lines.dedup_by(|a, b| a.text == b.text);
        draft
    }

    fn finish(self) -> Result<Stanza, Damage> {
        self.refuse_two_types()?;
        let (form, number) = self.head()?;
        self.refuse_misfits(form)?;
        let Record { key, version, revision, .. } = self.first;
        let lines = self.lines.into_iter().cloned().collect();
        Ok(Stanza { key: key.clone(), version: *version, revision: *revision, form, number, lines })
    }

    /// Lines that say two things of one field; reported on the later of them.
    fn refuse_two_types(&self) -> Result<(), Damage> {
        let mut by_place = self.lines.clone();
        by_place.sort_by_key(|line| (line.place(), line.number));
        let pairs = by_place.windows(2).filter_map(|pair| match pair {
            [first, second] if first.place() == second.place() => Some((first, second)),
            _ => None,
        });
        let Some((first, second)) = pairs.min_by_key(|(_, second)| second.number) else {
            return Ok(());
        };
        let message = format!(
            "`{} {}`, but line {} says `{}`. The file was edited by hand, or merged from two branches that sealed this \
             version differently. Delete the line that was not released",
            self.first.title, second.text, first.number, first.text
        );
        Err(Damage::at(second.number, message))
    }

    /// The form, and the line of the head, whose hash has to be that of the lines.
    fn head(&self) -> Result<(Form, usize), Damage> {
        let title = &self.first.title;
        match *self.heads.as_slice() {
            [] => Err(Damage::at(
                self.first.number,
                format!(
                    "`{title}` has no head: no line `{title} struct …`, `record …` or `enum …`. The file was edited by \
                     hand: take the head back from version control, or delete all lines of `{title}` if it was not \
                     released, and seal again"
                ),
            )),
            [(form, hash, number)]
                if hash == hash_of(form, self.lines.iter().map(|line| line.unqualified.as_str())) =>
            {
                Ok((form, number))
            }
            [(_, _, number)] | [_, (_, _, number), ..] => Err(Damage::at(
                number,
                format!(
                    "the lines of `{title}` are not those that its head was written for. The file was edited by hand, \
                     or merged from two branches that sealed this version differently: delete the lines of the version \
                     that was not released, and seal again"
                ),
            )),
        }
    }

    /// Lines that no type of this form has; only a faulty writer gets here, as the hash is right.
    fn refuse_misfits(&self, form: Form) -> Result<(), Damage> {
        let misfit = |line: &&&Line| match (form, line.place()) {
            (Form::Enum, (variant, Some(_))) => !self.lines.iter().any(|other| other.place() == (variant, None)),
            (Form::Enum, _) => false,
            (_, (variant, _)) => variant.is_some(),
        };
        let Some(line) = self.lines.iter().filter(misfit).min_by_key(|line| line.number) else {
            return Ok(());
        };
        let why = match (form, &line.variant) {
            (Form::Enum, Some(_)) => "its variant has no line of its own",
            (Form::Enum, None) => "an enum has no fields outside of its variants",
            _ => "only enums have variants",
        };
        let Record { title, .. } = self.first;
        let message =
            format!("`{title} {}`, but {why}. Take the lines of `{title}` back from version control", line.text);
        Err(Damage::at(line.number, message))
    }
}
