//! Fields: which of the file's becomes which of the program's, by name.

use std::borrow::Cow;
use std::collections::HashMap;

use super::plan::{Fields, Move, Reading, Record, Step};
use super::{By, Fault, Origin, Place, Resolver, Segment};
use crate::schema::history::{FieldHistory, RemovedHistory};
use crate::schema::node::{Name, NodeId, Shape};

/// The fields of a file's struct, record, tuple or variant.
#[derive(Clone)]
pub(super) struct From<'a> {
    pub(super) names: Vec<&'a str>,
    pub(super) parts: &'a [NodeId],
    pub(super) version: u32,
}

/// The fields of a program's.
pub(super) struct To<'a> {
    pub(super) names: Vec<&'a str>,
    pub(super) parts: &'a [NodeId],
    pub(super) version: u32,
    /// Empty for a tuple.
    pub(super) histories: &'a [FieldHistory],
    /// Names of removed fields, and which of those that are kept each is.
    pub(super) removed: HashMap<&'a str, Option<(usize, NodeId)>>,
    pub(super) upgrades: bool,
    /// Whether the file may have more fields than the program.
    pub(super) partial: bool,
    pub(super) accepts_newer: bool,
    /// The name of the type that has the version.
    pub(super) ty: Cow<'a, str>,
    /// And of the variant that has the fields, if one has.
    pub(super) variant: Option<&'a str>,
}

impl To<'_> {
    /// The place of an attribute for the fields, as a text names it: `` `Shape` `` or
    /// `` `Shape::Circle` ``.
    fn place(&self) -> String {
        match self.variant {
            Some(variant) => format!("`{}::{variant}`", self.ty),
            None => format!("`{}`", self.ty),
        }
    }
}

/// For so many moves there is room from the beginning.
const MAX_RESERVED: usize = 256;

const POSITIONS: [&str; 16] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"];

/// The names of a tuple's fields; no tuple has more than 16 in a program.
fn positions(count: usize) -> Vec<&'static str> {
    (0..count).map(|index| POSITIONS.get(index).copied().unwrap_or("")).collect()
}

pub(super) fn texts(names: &[Name]) -> Vec<&str> {
    names.iter().map(|name| &**name).collect()
}

/// Which names of removed fields there are, and the place of each kept one among those.
pub(super) fn removed(removed: &[RemovedHistory]) -> HashMap<&str, Option<(usize, NodeId)>> {
    let mut kept = 0;
    let numbered = removed.iter().map(|removed| {
        let number = removed.ty.map(|ty| {
            kept += 1;
            (kept - 1, ty)
        });
        (removed.name, number)
    });
    numbered.collect()
}

impl<'a> Resolver<'a> {
    /// Decides a pair of structs, records or tuples; `None` if it is refused.
    pub(super) fn fields(&mut self, step: Step) -> Option<(Reading, bool)> {
        let (file_id, program_id) = (self.places[step.0 as usize].file, self.places[step.0 as usize].program);
        let (file, program) = (self.file.node(file_id), self.program(program_id));
        let (tuple, history) = (&Shape::Tuple, self.history(program_id));
        if (file.shape == *tuple || program.shape == *tuple) && !self.alike(step) {
            self.refuse(step);
            return None;
        }
        let (Shape::Struct(to) | Shape::Record(to)) = &program.shape else {
            // Into a tuple: there is nothing that it could declare.
            let from = self.from(file_id, 1);
            let to = To {
                names: positions(program.parts.len()),
                parts: &program.parts,
                version: from.version,
                histories: &[],
                removed: HashMap::new(),
                upgrades: false,
                partial: false,
                accepts_newer: false,
                ty: Cow::Borrowed(""),
                variant: None,
            };
            return self.named_fields(step, file_id, &from, &to);
        };
        if let Shape::Struct(from) | Shape::Record(from) = &file.shape {
            self.same_type(step, (&from.name, from.version), (&to.name, to.version), history.accepts_newer)?;
        }
        let from = self.from(file_id, to.version);
        let to = To {
            names: texts(&to.fields),
            parts: &program.parts,
            version: to.version,
            histories: &history.fields,
            removed: removed(&history.removed),
            upgrades: history.upgrades,
            partial: history.partial,
            accepts_newer: history.accepts_newer,
            ty: Cow::Borrowed(&to.name),
            variant: None,
        };
        self.named_fields(step, file_id, &from, &to)
    }

    /// Whether a struct has the fields of a tuple, or both are tuples of the same length.
    fn alike(&self, step: Step) -> bool {
        let place = &self.places[step.0 as usize];
        let names = |shape: &'a Shape, count: usize| match shape {
            Shape::Struct(fields) | Shape::Record(fields) => texts(&fields.fields),
            _ => positions(count),
        };
        let (file, program) = (self.file.node(place.file), self.program(place.program));
        names(&file.shape, file.parts.len()) == names(&program.shape, program.parts.len())
            && file.parts.len() <= POSITIONS.len()
    }

    /// The fields of a file's node; a tuple has no version, so that it counts as `version`.
    fn from(&self, id: NodeId, version: u32) -> From<'a> {
        let node = self.file.node(id);
        match &node.shape {
            Shape::Struct(fields) | Shape::Record(fields) => {
                From { names: texts(&fields.fields), parts: &node.parts, version: fields.version }
            }
            _ => From { names: positions(node.parts.len()), parts: &node.parts, version },
        }
    }

    /// Checks that a file's named type is the program's, and not newer.
    pub(super) fn same_type(
        &mut self,
        step: Step,
        (file, file_version): (&str, u32),
        (program, version): (&str, u32),
        accepts_newer: bool,
    ) -> Option<()> {
        let history = self.history(self.places[step.0 as usize].program);
        if file != program && !history.aliases.contains(&file) {
            let fault = if self.places[step.0 as usize].origin.from.is_none() { Fault::Type } else { Fault::Form };
            let text = format!("{} in the file, {program} in the program", file.escape_debug());
            let help = format!(
                "if it is the same type, declare `#[persist(alias = \"{}\")]` at `{program}`",
                file.escape_debug()
            );
            self.problem(fault, step, "", text, help);
            return None;
        }
        if file_version > version && !accepts_newer {
            let text = format!("the file has version {file_version} of {program}, the program version {version}");
            let mut help = "load it with a newer version of the program".to_owned();
            if !history.partial {
                help += &format!(
                    ", or declare `#[persist(accept_newer(lossy))]` at `{program}` to have what is new dropped"
                );
            }
            self.problem(Fault::Newer, step, "", text, help);
            return None;
        }
        Some(())
    }

    /// The fields of a pair of nodes.
    fn named_fields(&mut self, step: Step, file: NodeId, from: &From<'a>, to: &To<'a>) -> Option<(Reading, bool)> {
        let program = self.places[step.0 as usize].program;
        let record = matches!(self.file.node(file).shape, Shape::Record(_));
        let alike = record == matches!(self.program(program).shape, Shape::Record(_));
        let (mut fields, plain) = self.match_fields(step, "", from, to);
        if record {
            fields.record = self.record(file);
        }
        Some((Reading::Fields(fields), plain && alike))
    }

    /// Where the fields of a file's record are.
    fn record(&self, id: NodeId) -> Option<Record> {
        let mut offset = 0_usize;
        let mut fields = Vec::new();
        for part in &self.file.node(id).parts {
            let size = usize::try_from(self.facts.fixed(*part)?.size).ok()?;
            fields.push((offset, size));
            offset = offset.checked_add(size)?;
        }
        Some(Record { node: id, size: offset, only: self.facts.fixed(id)?.only, fields })
    }

    /// Which field of the file becomes which of the program, and whether all stay where they are.
    pub(super) fn match_fields(
        &mut self,
        step: Step,
        variant: &'a str,
        from: &From<'a>,
        to: &To<'a>,
    ) -> (Fields, bool) {
        let upgrade = to.upgrades && from.version < to.version;
        let mut fields = Fields { columns: to.names.len(), from: from.version, upgrade, ..Fields::default() };
        fields.moves.reserve(from.names.len().max(to.names.len()).min(MAX_RESERVED));
        let mut columns = Columns { to, by_name: None, next: 0 };
        let mut taken = vec![false; to.names.len()];
        let mut kept = Vec::new();
        for (name, part) in from.names.iter().zip(from.parts) {
            let at = Field { step, variant, name, part: *part };
            let moved = match columns.find(name) {
                Some(column) if std::mem::replace(&mut taken[column], true) => {
                    let text = format!("the file has it under two names, one of which is `{}`", name.escape_debug());
                    self.field_problem(&at, to.names[column], text, "take back one of its aliases".to_owned());
                    continue;
                }
                Some(column) => self.read(&at, column, from, to),
                None => self.leave(&at, from, to, upgrade),
            };
            if let Some(Move::Keep { removed, .. }) = moved {
                kept.push(removed);
            }
            fields.moves.extend(moved);
        }
        for (column, name) in to.names.iter().enumerate().filter(|(column, _)| !taken[*column]) {
            fields.moves.extend(self.fill(step, variant, column, name, from, to));
        }
        if upgrade {
            let all = to.removed.values().flatten().map(|(removed, _)| *removed);
            let mut lacking: Vec<usize> = all.filter(|removed| !kept.contains(removed)).collect();
            lacking.sort_unstable();
            fields.moves.extend(lacking.into_iter().map(|removed| Move::Lack { removed }));
        }
        self.moves += fields.moves.len();
        let in_place = |(index, to): (usize, &Move)| matches!(to, Move::Read { column, .. } if *column == index);
        let plain = !upgrade && fields.moves.iter().enumerate().all(in_place) && fields.moves.len() == fields.columns;
        (fields, plain)
    }

    /// A field that the program has.
    fn read(&mut self, at: &Field<'a>, column: usize, from: &From<'a>, to: &To<'a>) -> Option<Move> {
        let origin = Origin::of(at.step, Segment::Field { variant: at.variant, name: to.names[column] });
        let Some(history) = to.histories.get(column) else {
            // The fields of a tuple are declared where that is.
            let by = self.origin(at.step).by;
            return Some(Move::Read { column, step: self.pair(at.part, to.parts[column], Origin { by, ..origin }) });
        };
        if history.since > from.version {
            let text = format!(
                "the file, of version {}, has it, and the program says that it is there since version {}",
                from.version, history.since
            );
            let help = "give the new field a name that no earlier version had, or take `since` back";
            self.field_problem(at, to.names[column], text, help.to_owned());
            return None;
        }
        let was = history.was.iter().position(|was| from.version <= was.until);
        Some(match was {
            Some(was) => Move::Convert {
                column,
                was,
                step: self.pair(at.part, history.was[was].ty, Origin { by: By::Was, ..origin }),
            },
            None => Move::Read { column, step: self.pair(at.part, to.parts[column], origin) },
        })
    }

    /// A field that the program does not have.
    fn leave(&mut self, at: &Field<'a>, from: &From<'a>, to: &To<'a>, upgrade: bool) -> Option<Move> {
        match to.removed.get(at.name) {
            Some(None) => Some(Move::Skip(at.part)),
            Some(Some((removed, ty))) if upgrade => {
                let segment = Segment::Field { variant: at.variant, name: at.name };
                let origin = Origin { by: By::Removed, ..Origin::of(at.step, segment) };
                let inner = self.pair(at.part, *ty, origin);
                Some(Move::Keep { removed: *removed, step: self.present(inner) })
            }
            Some(Some(_)) => {
                let text = format!(
                    "the file has it in version {}, and the program hands it to `upgrade` from earlier versions only",
                    from.version
                );
                let help = format!("raise the `version` of `{}`", to.ty);
                self.field_problem(at, at.name, text, help);
                None
            }
            None if to.partial || (to.accepts_newer && from.version > to.version) => Some(Move::Skip(at.part)),
            None => {
                let ty = self.file.rust_type(at.part);
                let name = at.name.escape_debug();
                let text = format!("{ty} in the file, nothing in the program");
                let help = format!(
                    "declare `#[persist(removed(\"{name}\"))]` at {}, or `#[persist(alias = \"{name}\")]` at the field \
                     that it is now",
                    to.place()
                );
                self.field_problem(at, at.name, text, help);
                None
            }
        }
    }

    /// A field that the file does not have.
    fn fill(
        &mut self,
        step: Step,
        variant: &'a str,
        column: usize,
        name: &'a str,
        from: &From<'a>,
        to: &To<'a>,
    ) -> Option<Move> {
        let history = to.histories.get(column);
        let at = Field { step, variant, name, part: NodeId::ROOT };
        match history {
            Some(history) if history.since > from.version => return Some(Move::Fill { column }),
            // A newer version may have removed it again.
            Some(history) if history.default && (history.since == 0 || from.version > to.version) => {
                return Some(Move::Fill { column });
            }
            Some(history) if history.since > 0 => {
                let text = format!(
                    "the file, of version {}, does not have it, and the program says that it is there since version {}",
                    from.version, history.since
                );
                let help = "the file is not what it says, or the `version` was not raised with the field";
                self.field_problem(&at, name, text, help.to_owned());
            }
            _ => {
                let ty = self.target.schema.rust_type(to.parts[column]);
                let text = format!("nothing in the file, {ty} in the program");
                let since = to.version.max(from.version + 1);
                let help = match from.version < to.version {
                    _ if to.partial => "the file's version of the type has no such field; if a later one has, declare \
                                        `#[persist(since = …, default = …)]` at the field"
                        .to_owned(),
                    true => format!("declare `#[persist(since = {since}, default = …)]` at the field"),
                    false => format!(
                        "raise the `version` of `{}` to {since} and declare `#[persist(since = {since}, default = …)]` at \
                         the field",
                        to.ty
                    ),
                };
                self.field_problem(&at, name, text, help);
            }
        }
        None
    }

    /// A step for values that are read as if optional, and there.
    fn present(&mut self, inner: Step) -> Step {
        let place = &self.places[inner.0 as usize];
        self.add(Place::of(place.file, place.program, place.origin), Reading::Present(inner))
    }

    fn field_problem(&mut self, at: &Field<'a>, name: &str, text: String, help: String) {
        let field = Segment::Field { variant: at.variant, name }.to_string();
        self.problem(Fault::Form, at.step, &field, text, help);
    }
}

/// The program's columns, to be found by name.
struct Columns<'t, 'a> {
    to: &'t To<'a>,
    /// By name and alias; made once it is needed.
    by_name: Option<HashMap<&'a str, usize>>,
    /// The column after the one that was found last: most often it comes next.
    next: usize,
}

impl Columns<'_, '_> {
    fn find(&mut self, name: &str) -> Option<usize> {
        let column = match self.to.names.get(self.next) {
            Some(next) if *next == name => self.next,
            _ => *self.by_name().get(name)?,
        };
        self.next = column + 1;
        Some(column)
    }

    fn by_name(&mut self) -> &HashMap<&str, usize> {
        let to = self.to;
        self.by_name.get_or_insert_with(|| {
            let mut by_name: HashMap<&str, usize> = to.names.iter().copied().zip(0..).collect();
            for (column, history) in to.histories.iter().enumerate() {
                by_name.extend(history.aliases.iter().map(|alias| (*alias, column)));
            }
            by_name
        })
    }
}

/// A field of the file.
struct Field<'f> {
    step: Step,
    /// The variant that has it; empty for a field of a struct.
    variant: &'f str,
    name: &'f str,
    part: NodeId,
}
