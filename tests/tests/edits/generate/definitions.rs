//! Structs, records and enums: random ones, and what becomes of them by declared edits.

use super::Pair;
use super::convert::Place;
use super::types::{Ty, Types};

/// A struct, record or enum of the earlier program.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) version: u32,
    pub(super) form: Form,
}

#[derive(Clone, Debug)]
pub(super) enum Form {
    Struct(Fields),
    /// Numbers of so many bytes each: `plain`, or a struct of columns.
    Numbers {
        fields: Vec<(String, Ty)>,
        width: usize,
        plain: bool,
    },
    Enum(Vec<(String, Fields)>),
}

#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub(super) kind: Kind,
    pub(super) fields: Vec<(String, Ty)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unit,
    Tuple,
    Named,
}

/// A variant that no value has.
pub(super) const NEVER: &str = "Never";

const NUMBERS: [(usize, &[&str]); 3] = [(2, &["u16", "i16"]), (4, &["u32", "i32", "f32"]), (8, &["u64", "i64", "f64"])];

pub(super) fn numbers(width: usize) -> &'static [&'static str] {
    NUMBERS.iter().find(|(each, _)| *each == width).map_or(&[], |(_, names)| names)
}

impl Definition {
    pub(super) fn draw(name: String, what: usize, types: &mut Types<'_>) -> Self {
        let form = match what {
            0 => {
                let width = types.random.pick(&[2, 4, 8]);
                let count = 1 + types.random.below(4);
                let fields = (0..count).map(|index| {
                    let number = Ty::Leaf(types.random.pick(numbers(width)));
                    let ty = if types.random.chance(20) { Ty::Array(Box::new(number), 2) } else { number };
                    (format!("n{index}"), ty)
                });
                let fields = fields.collect();
                Form::Numbers { fields, width, plain: types.random.chance(60) }
            }
            1 => {
                let count = 2 + types.random.below(4);
                let mut variants: Vec<(String, Fields)> =
                    (0..count).map(|index| (format!("Case{index}"), Fields::draw(3, types))).collect();
                if types.random.chance(40) {
                    let at = types.random.below(variants.len());
                    variants.insert(at, (NEVER.to_owned(), Fields::draw(2, types)));
                }
                Form::Enum(variants)
            }
            _ => Form::Struct(Fields::draw(7, types)),
        };
        Definition { name, version: types.random.pick(&[1, 1, 2, 5]), form }
    }
}

impl Fields {
    fn draw(most: usize, types: &mut Types<'_>) -> Self {
        let kind = types.random.pick(&[Kind::Unit, Kind::Tuple, Kind::Named, Kind::Named]);
        let count = if kind == Kind::Unit { 0 } else { 1 + types.random.below(most) };
        let fields = (0..count).map(|index| {
            let name = if kind == Kind::Tuple { index.to_string() } else { format!("f{index}") };
            (name, types.draw(3))
        });
        Fields { fields: fields.collect(), kind }
    }

    pub(super) fn names(&self) -> String {
        let names: Vec<&str> = self.fields.iter().map(|(name, _)| name.as_str()).collect();
        names.join(", ")
    }
}

/// Fields after their edits.
#[derive(Default)]
pub(super) struct Edited {
    /// Attributes, name and type of each.
    pub(super) fields: Vec<(String, String, Ty)>,
    /// Field by field, how it is made.
    pub(super) made: Vec<(String, String)>,
    /// What is declared as removed.
    pub(super) removed: Vec<String>,
    /// Removed fields that the upgrade takes, and the fields that get them.
    pub(super) kept: Vec<(String, String)>,
}

/// What the edits of fields depend on.
#[derive(Clone, Copy)]
pub(super) struct Rules {
    pub(super) kind: Kind,
    pub(super) from: u32,
    pub(super) to: u32,
    /// Fields that are gone need no word.
    pub(super) partial: bool,
    /// Removed fields may be handed to an upgrade.
    pub(super) keeps: bool,
}

const ADDED: [(&str, &str, &str); 7] = [
    ("u32", "default = 7", "7"),
    ("String", "default", "String::new()"),
    ("Vec<u16>", "default = vec![1, 2]", "vec![1, 2]"),
    ("Option<Box<String>>", "default", "None"),
    ("f64", "default = 0.5", "0.5"),
    ("(u8, String)", "default = (3, \"x\".to_owned())", "(3, \"x\".to_owned())"),
    ("BTreeMap<u8, String>", "default", "BTreeMap::new()"),
];

impl Pair<'_> {
    /// Edits fields, the value of each of which `access` names.
    pub(super) fn edit_fields(
        &mut self,
        fields: &[(String, Ty)],
        rules: Rules,
        access: &dyn Fn(&str) -> String,
    ) -> Edited {
        let mut edited = Edited::default();
        for (name, ty) in fields {
            self.edit_field(name, ty, rules, &access(name), &mut edited);
        }
        if rules.kind == Kind::Named {
            self.random.shuffle(&mut edited.fields);
        }
        while rules.from < rules.to && self.random.chance(40) {
            let (ty, default, value) = self.random.pick(&ADDED);
            let (at, name) = match rules.kind {
                Kind::Tuple => (edited.fields.len(), edited.fields.len().to_string()),
                _ => (self.random.below(edited.fields.len() + 1), self.fresh("added")),
            };
            let attribute = match self.random.below(5) {
                // What is not saved has no name that a position could be mistaken for.
                0 if rules.kind != Kind::Tuple => format!("skip, {default}"),
                1 => default.to_owned(),
                _ => format!("since = {}, {default}", rules.to),
            };
            edited.fields.insert(at, (attribute, name.clone(), Ty::Named(ty.to_owned())));
            edited.made.push((name, value.to_owned()));
        }
        edited
    }

    fn edit_field(&mut self, name: &str, ty: &Ty, rules: Rules, value: &str, edited: &mut Edited) {
        let declared = rules.from < rules.to;
        let (tuple, place) = (rules.kind == Kind::Tuple, Place::default());
        match self.random.below(10) {
            0 if !tuple => {
                let new = self.fresh("renamed");
                let (ty, value) = self.convert(ty, value, place);
                edited.fields.push((format!("alias = \"{name}\""), new.clone(), ty));
                edited.made.push((new, value));
            }
            1 if !tuple => {
                let new = self.fresh("spelt");
                let (ty, value) = self.convert(ty, value, place);
                edited.fields.push((format!("rename = \"{name}\""), new.clone(), ty));
                edited.made.push((new, value));
            }
            2 if !tuple && rules.partial => {}
            2 if !tuple => edited.removed.push(format!("\"{name}\"")),
            3 if !tuple && declared && rules.keeps => {
                let (ty, value) = self.convert(ty, value, place);
                let new = self.fresh("kept");
                edited.removed.push(format!("{name}: {}", ty.code()));
                edited.fields.push((format!("since = {}, default", rules.to), new.clone(), ty.option()));
                edited.made.push((new.clone(), format!("Some({value})")));
                edited.kept.push((name.to_owned(), new));
            }
            4 | 5 if declared => {
                let (was, value) = self.convert(ty, value, place);
                let function = self.fresh("made");
                let (was, fallible) = (was.code(), self.random.chance(50));
                let (ty, made) = match self.random.below(3) {
                    0 => (format!("Vec<{was}>"), "vec![VALUE]"),
                    1 => (format!("({was}, u8)"), "(VALUE, 7)"),
                    _ => (format!("BTreeMap<u16, {was}>"), "BTreeMap::from([(3, VALUE)])"),
                };
                let body = made.replace("VALUE", "was");
                let (result, body) = match fallible {
                    true => (format!("Result<{ty}, String>"), format!("Ok({body})")),
                    false => (ty.clone(), body),
                };
                self.new_items.push(format!("fn {function}(was: {was}) -> {result} {{ {body} }}"));
                let attribute = format!("was({was}, until = {}, with = {function})", rules.from);
                edited.fields.push((attribute, name.to_owned(), Ty::Named(ty)));
                edited.made.push((name.to_owned(), made.replace("VALUE", &value)));
            }
            _ => {
                let (ty, value) = self.convert(ty, value, place);
                edited.fields.push((String::new(), name.to_owned(), ty));
                edited.made.push((name.to_owned(), value));
            }
        }
    }
}
