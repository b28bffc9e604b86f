//! Definitions and their edits as source text.

use super::Pair;
use super::convert::Place;
use super::definitions::{Definition, Edited, Fields, Form, Kind, NEVER, Rules, numbers};
use super::types::{Ty, wider};

/// The text of an earlier definition.
pub(super) fn definition(of: &Definition) -> String {
    let Definition { name, version, form } = of;
    let version = if *version == 1 { String::new() } else { format!("#[persist(version = {version})]\n") };
    match form {
        Form::Struct(fields) => format!(
            "#[derive(Persist, Debug)]\n{version}pub struct {name}{}\ndraw_struct!({name} {{ {} }});",
            body(&plain_fields(&fields.fields), fields.kind, "pub ", ";"),
            fields.names(),
        ),
        Form::Numbers { fields, plain, .. } => {
            let names: Vec<&str> = fields.iter().map(|(name, _)| name.as_str()).collect();
            let record = if *plain { "#[persist(plain)]\n#[repr(C)]\n" } else { "" };
            format!(
                "#[derive(Persist, Debug, Clone, Copy)]\n{version}{record}pub struct {name}{}\n\
                 draw_struct!({name} {{ {} }});",
                body(&plain_fields(fields), Kind::Named, "pub ", ";"),
                names.join(", "),
            )
        }
        Form::Enum(variants) => {
            let all: Vec<String> = variants
                .iter()
                .map(|(name, fields)| {
                    format!("    {name}{},\n", body(&plain_fields(&fields.fields), fields.kind, "", ""))
                })
                .collect();
            let drawn: Vec<String> = variants
                .iter()
                .filter(|(name, _)| name != NEVER)
                .map(|(name, fields)| format!("{name} {{ {} }}", fields.names()))
                .collect();
            format!(
                "#[derive(Persist, Debug)]\n{version}pub enum {name} {{\n{}}}\ndraw_enum!({name} {{ {} }});",
                all.concat(),
                drawn.join(", ")
            )
        }
    }
}

fn plain_fields(fields: &[(String, Ty)]) -> Vec<(String, String, Ty)> {
    fields.iter().map(|(name, ty)| (String::new(), name.clone(), ty.clone())).collect()
}

/// The fields of a struct or variant, in their braces or parentheses.
fn body(fields: &[(String, String, Ty)], kind: Kind, public: &str, end: &str) -> String {
    let shown = |(attribute, name, ty): &(String, String, Ty)| {
        let attribute = if attribute.is_empty() { String::new() } else { format!("#[persist({attribute})] ") };
        match kind {
            Kind::Tuple => format!("{attribute}{public}{}", ty.code()),
            _ => format!("{attribute}{public}{name}: {}", ty.code()),
        }
    };
    let fields: Vec<String> = fields.iter().map(shown).collect();
    match kind {
        Kind::Unit if fields.is_empty() => end.to_owned(),
        Kind::Tuple => format!("({}){end}", fields.join(", ")),
        _ if fields.is_empty() => " {}".to_owned(),
        _ => format!(" {{\n        {},\n    }}", fields.join(",\n        ")),
    }
}

fn braced(made: &[(String, String)]) -> String {
    let made: Vec<String> = made.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    format!("{{ {} }}", made.join(", "))
}

fn names(fields: &[(String, String, Ty)]) -> String {
    let names: Vec<&str> = fields.iter().map(|(_, name, _)| name.as_str()).collect();
    names.join(", ")
}

impl Pair<'_> {
    /// Edits a definition; its new form and the function of its values are added to the pair's.
    pub(super) fn edit(&mut self, of: &Definition, partial: bool) {
        let new_name = self.renamed[&of.name].clone();
        // Without a new version, there is less that can be declared.
        let to = if self.random.chance(20) { of.version } else { of.version + 1 + self.random.below(2) as u32 };
        let mut attributes = vec![format!("version = {to}")];
        if new_name != of.name {
            let word = if partial || self.random.chance(50) { "rename" } else { "alias" };
            attributes.push(format!("{word} = \"{}\"", of.name));
        }
        match &of.form {
            Form::Struct(fields) => self.edit_struct(of, &new_name, fields, to, attributes, partial),
            Form::Numbers { fields, width, .. } => {
                if self.random.chance(50) {
                    self.edit_record(of, &new_name, fields, *width, to, attributes);
                } else {
                    let fields = Fields { kind: Kind::Named, fields: fields.clone() };
                    self.edit_struct(of, &new_name, &fields, to, attributes, false);
                }
            }
            Form::Enum(variants) => self.edit_enum(of, &new_name, variants, to, attributes),
        }
    }

    fn edit_struct(
        &mut self,
        of: &Definition,
        new_name: &str,
        fields: &Fields,
        to: u32,
        mut attributes: Vec<String>,
        partial: bool,
    ) {
        let rules = Rules { kind: fields.kind, from: of.version, to, partial, keeps: !partial };
        let Edited { mut fields, mut made, removed, kept } =
            self.edit_fields(&fields.fields, rules, &|name| format!("old.{name}"));
        if !removed.is_empty() {
            attributes.push(format!("removed({})", removed.join(", ")));
        }
        if partial {
            attributes.push("partial".to_owned());
        }
        let upgraded = of.version < to && !partial && self.random.chance(25);
        if upgraded || !kept.is_empty() {
            let (function, mut field) = (self.fresh("upgrade"), self.fresh("upgraded"));
            if rules.kind == Kind::Tuple {
                field = fields.len().to_string();
            }
            fields.push((format!("since = {to}, default"), field.clone(), Ty::Leaf("u32")));
            made.push((field.clone(), of.version.to_string()));
            attributes.push(format!("upgrade = {function}"));
            let mut lines = vec![format!("this.{field} = from;")];
            lines.extend(kept.iter().map(|(name, new)| format!("this.{new} = removed.{name};")));
            let removed = if kept.is_empty() { String::new() } else { format!(", removed: {new_name}Removed") };
            let lines = lines.join(" ");
            self.new_items.push(format!("fn {function}(this: &mut {new_name}, from: u32{removed}) {{ {lines} }}"));
        }
        self.new_items.push(format!(
            "#[derive(Persist, Debug)]\n#[persist({})]\npub struct {new_name}{}\nsame_struct!({new_name} {{ {} }});",
            attributes.join(", "),
            body(&fields, rules.kind, "pub ", ";"),
            names(&fields),
        ));
        self.edits.push(function(of, new_name, &format!("new::{new_name} {}", braced(&made))));
    }

    /// A record of numbers, all of one width.
    fn edit_record(
        &mut self,
        of: &Definition,
        new_name: &str,
        fields: &[(String, Ty)],
        width: usize,
        to: u32,
        mut attributes: Vec<String>,
    ) {
        attributes.push("plain".to_owned());
        let wide = if width < 8 && self.random.chance(30) { width * 2 } else { width };
        let widened = |number: &'static str| match wide > width {
            true => wider(number).iter().find(|to| numbers(wide).contains(to)).copied().unwrap_or(number),
            false => number,
        };
        let (mut new, mut made, mut removed) = (Vec::new(), Vec::new(), Vec::new());
        for (name, ty) in fields {
            let (ty, value) = match ty {
                Ty::Leaf(number) => (Ty::Leaf(widened(number)), format!("{}::from(old.{name})", widened(number))),
                Ty::Array(inner, count) => match **inner {
                    Ty::Leaf(number) => (
                        Ty::Array(Box::new(Ty::Leaf(widened(number))), *count),
                        format!("old.{name}.map({}::from)", widened(number)),
                    ),
                    _ => continue,
                },
                _ => continue,
            };
            match self.random.below(6) {
                0 if fields.len() > 1 && removed.len() + 1 < fields.len() => removed.push(format!("\"{name}\"")),
                1 => {
                    let new_name = self.fresh("renamed");
                    new.push((format!("alias = \"{name}\""), new_name.clone(), ty));
                    made.push((new_name, value));
                }
                _ => {
                    new.push((String::new(), name.clone(), ty));
                    made.push((name.clone(), value));
                }
            }
        }
        if of.version < to && self.random.chance(40) {
            let name = self.fresh("added");
            new.push((format!("since = {to}, default"), name.clone(), Ty::Leaf(self.random.pick(numbers(wide)))));
            made.push((name, "Default::default()".to_owned()));
        }
        self.random.shuffle(&mut new);
        if !removed.is_empty() {
            attributes.push(format!("removed({})", removed.join(", ")));
        }
        self.new_items.push(format!(
            "#[derive(Persist, Debug, Clone, Copy)]\n#[persist({})]\n#[repr(C)]\npub struct {new_name}{}\n\
             same_struct!({new_name} {{ {} }});",
            attributes.join(", "),
            body(&new, Kind::Named, "pub ", ";"),
            names(&new),
        ));
        self.edits.push(function(of, new_name, &format!("new::{new_name} {}", braced(&made))));
    }

    fn edit_enum(
        &mut self,
        of: &Definition,
        new_name: &str,
        variants: &[(String, Fields)],
        to: u32,
        mut attributes: Vec<String>,
    ) {
        let (mut new, mut arms, mut removed, mut units) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (name, fields) in variants {
            let bound: Vec<String> = fields.fields.iter().map(|(field, _)| format!("{field}: x{field}")).collect();
            let pattern = format!("old::{}::{name} {{ {} }}", of.name, bound.join(", "));
            if name == NEVER {
                removed.push(format!("\"{NEVER}\""));
                arms.push(format!("{pattern} => unreachable!(),"));
                continue;
            }
            if self.random.chance(20) {
                let (variant, made) = self.remove_variant(new_name, name, fields, &mut removed);
                arms.push(format!("{pattern} => {made},"));
                new.push(variant);
                continue;
            }
            let rules = Rules { kind: fields.kind, from: of.version, to, partial: false, keeps: false };
            let edited = self.edit_fields(&fields.fields, rules, &|field| format!("x{field}"));
            let mut words = Vec::new();
            let mut to_name = name.clone();
            if self.random.chance(20) {
                to_name = self.fresh("Renamed");
                words.push(format!("alias = \"{name}\""));
            }
            if !edited.removed.is_empty() {
                words.push(format!("removed({})", edited.removed.join(", ")));
            }
            if edited.fields.is_empty() && fields.kind == Kind::Unit {
                units.push(to_name.clone());
            }
            arms.push(format!("{pattern} => new::{new_name}::{to_name} {},", braced(&edited.made)));
            new.push((words.join(", "), to_name, fields.kind, edited.fields));
        }
        while self.random.chance(30) {
            new.push((
                String::new(),
                self.fresh("Later"),
                Kind::Named,
                vec![(String::new(), "later".to_owned(), Ty::Leaf("String"))],
            ));
        }
        if !removed.is_empty() {
            attributes.push(format!("removed({})", removed.join(", ")));
        }
        let mut value = format!("match old {{ {} }}", arms.join("\n        "));
        if let (Some(unit), true) = (units.first(), of.version < to && self.random.chance(50)) {
            let (name, upgrade) = (self.fresh("Upgraded"), self.fresh("upgrade"));
            new.push((
                String::new(),
                name.clone(),
                Kind::Tuple,
                vec![(String::new(), "0".to_owned(), Ty::Leaf("u32"))],
            ));
            attributes.push(format!("upgrade = {upgrade}"));
            self.new_items.push(format!(
                "fn {upgrade}(this: &mut {new_name}, from: u32) {{ if matches!(this, {new_name}::{unit}) {{ *this = \
                 {new_name}::{name}(from); }} }}"
            ));
            value = format!(
                "match {value} {{ new::{new_name}::{unit} => new::{new_name}::{name}({}), other => other }}",
                of.version
            );
        }
        self.random.shuffle(&mut new);
        self.new_items.push(enumeration(new_name, &attributes, &new));
        self.edits.push(function(of, new_name, &value));
    }

    /// A variant that is gone, and whose values become those of another one.
    fn remove_variant(
        &mut self,
        enumeration: &str,
        name: &str,
        fields: &Fields,
        removed: &mut Vec<String>,
    ) -> (Variant, String) {
        let converted: Vec<(Ty, String)> =
            fields.fields.iter().map(|(field, ty)| self.convert(ty, &format!("x{field}"), Place::default())).collect();
        let (types, values): (Vec<Ty>, Vec<String>) = converted.into_iter().unzip();
        let (ty, value) = match (&types[..], fields.kind) {
            ([], _) => (Ty::Leaf("()"), "()".to_owned()),
            ([ty], Kind::Tuple) => (ty.clone(), values[0].clone()),
            _ if fields.kind == Kind::Named && self.random.chance(50) => {
                let payload = self.fresh("Payload");
                let with_names: Vec<(String, String, Ty)> = fields
                    .fields
                    .iter()
                    .zip(&types)
                    .map(|((field, _), ty)| (String::new(), field.clone(), ty.clone()))
                    .collect();
                self.new_items.push(format!(
                    "#[derive(Persist, Debug)]\npub struct {payload}{}\nsame_struct!({payload} {{ {} }});",
                    body(&with_names, Kind::Named, "pub ", ";"),
                    names(&with_names),
                ));
                let made: Vec<(String, String)> =
                    fields.fields.iter().zip(values).map(|((field, _), value)| (field.clone(), value)).collect();
                (Ty::Named(payload.clone()), format!("new::{payload} {}", braced(&made)))
            }
            _ => (Ty::Tuple(types), format!("({},)", values.join(", "))),
        };
        let (variant, function) = (self.fresh("Was"), self.fresh("gone"));
        removed.push(format!("{name}: {}, with = {function}", ty.code()));
        let (result, made) = match self.random.chance(50) {
            true => (format!("Result<{enumeration}, String>"), format!("Ok({enumeration}::{variant}(gone))")),
            false => (enumeration.to_owned(), format!("{enumeration}::{variant}(gone)")),
        };
        self.new_items.push(format!("fn {function}(gone: {}) -> {result} {{ {made} }}", ty.code()));
        let text = format!("new::{enumeration}::{variant}({value})");
        ((String::new(), variant, Kind::Tuple, vec![(String::new(), "0".to_owned(), ty)]), text)
    }
}

/// A variant's attributes, name, kind and fields.
type Variant = (String, String, Kind, Vec<(String, String, Ty)>);

fn enumeration(name: &str, attributes: &[String], variants: &[Variant]) -> String {
    let all = variants.iter().map(|(attribute, name, kind, fields)| {
        let attribute = if attribute.is_empty() { String::new() } else { format!("    #[persist({attribute})]\n") };
        format!("{attribute}    {name}{},\n", body(fields, *kind, "", ""))
    });
    let all: String = all.collect();
    let compared: Vec<String> = variants
        .iter()
        .map(|(_, name, _, fields)| {
            let fields: Vec<String> =
                fields.iter().zip('a'..).map(|((_, field, _), at)| format!("{field} {at}1 {at}2")).collect();
            format!("{name} {{ {} }}", fields.join(", "))
        })
        .collect();
    format!(
        "#[derive(Persist, Debug)]\n#[persist({})]\npub enum {name} {{\n{all}}}\nsame_enum!({name} {{ {} }});",
        attributes.join(", "),
        compared.join(", ")
    )
}

/// The function that edits values of a definition.
fn function(of: &Definition, new_name: &str, value: &str) -> String {
    let name = &of.name;
    format!("pub fn edit_{}(old: old::{name}) -> new::{new_name} {{\n    {value}\n}}", name.to_lowercase())
}
