//! The source text of the scratch crates: files of ten types, ten fields in each type.
//!
//! Eight types of a file are structs of mixed fields, one is an enum of five variants with two
//! fields each, and the last nests all that no other nests: it is the root of its file, and the
//! crate encodes and decodes each root. So every type is used, and few of them directly, as in a
//! real program.

use std::fmt::Write as _;

use super::scratch::Dialect;

/// Types per file.
const PER_FILE: usize = 10;

/// Fields per type.
const FIELDS: usize = 10;

/// Field types that name no other type of the crate.
const MIXED: [&str; 23] = [
    "u32",
    "String",
    "Option<u32>",
    "f64",
    "Vec<u8>",
    "bool",
    "u64",
    "Option<String>",
    "i32",
    "Vec<String>",
    "(f32, f32)",
    "u8",
    "i64",
    "[u8; 16]",
    "Vec<u16>",
    "f32",
    "u16",
    "Vec<(u32, String)>",
    "char",
    "Option<(f64, f64)>",
    "i16",
    "std::collections::BTreeMap<String, u32>",
    "[f32; 3]",
];

/// Which types of a file nest which others, and how: `(outer, field, pattern, inner)`.
const NESTED: [(usize, usize, &str, usize); 9] = [
    (3, 2, "Option<#>", 0),
    (4, 7, "#", 1),
    (6, 1, "Vec<#>", 2),
    (6, 8, "#", 3),
    (8, 3, "Vec<#>", 4),
    (8, 5, "Box<#>", 5),
    (9, 2, "Vec<#>", 6),
    (9, 4, "Vec<#>", 7),
    (9, 9, "Option<Box<#>>", 8),
];

/// The type of a file that is an enum.
const ENUM: usize = 7;

/// How many files so many types fill.
pub(super) fn files(types: usize) -> usize {
    types.div_ceil(PER_FILE)
}

/// The name of a file of types.
pub(super) fn file_name(file: usize) -> String {
    format!("part{file}.rs")
}

/// The crate's root: its modules, and two functions for the last type of each.
pub(super) fn root(types: usize, dialect: &Dialect) -> String {
    let Dialect { encode, decode, .. } = dialect;
    let mut text = String::new();
    if dialect.locked {
        let roots = (0..files(types)).map(|file| format!("part{file}::Type{}", members(types, file).end - 1));
        let _ = writeln!(text, "persist_core::lock_formats!({});\n", roots.collect::<Vec<_>>().join(", "));
    }
    for file in 0..files(types) {
        let root = members(types, file).end - 1;
        let _ = write!(
            text,
            "pub mod part{file};

pub fn encode{file}(value: &part{file}::Type{root}) -> Vec<u8> {{
    {encode}
}}

pub fn decode{file}(bytes: &[u8]) -> part{file}::Type{root} {{
    {decode}
}}

"
        );
    }
    text
}

/// A program that encodes and decodes.
pub(super) const PROGRAM: &str = "program";

/// A program that reads a file and writes it.
pub(super) const NOTHING: &str = "nothing";

/// The text of [`PROGRAM`]: what it does depends on its input, so that nothing can be left out.
pub(super) fn program(types: usize) -> String {
    let mut text = "fn main() {\n    let mut bytes = std::fs::read(\"input\").unwrap();\n".to_owned();
    for file in 0..files(types) {
        let _ = writeln!(text, "    bytes = scratch::encode{file}(&scratch::decode{file}(&bytes));");
    }
    text.push_str("    std::fs::write(\"output\", bytes).unwrap();\n}\n");
    text
}

/// The text of [`NOTHING`].
pub(super) fn nothing() -> String {
    program(0).replace("let mut", "let")
}

/// The type that is touched.
pub(super) fn touched(types: usize) -> String {
    format!("Type{}", members(types, files(types) / 2).start)
}

/// One file of types. `touched` changes the type of one field in it.
pub(super) fn file(types: usize, file: usize, derive: &str, touched: bool) -> String {
    let mut text = String::new();
    for index in members(types, file) {
        let _ = writeln!(text, "#[derive({derive})]");
        if index % PER_FILE == ENUM {
            enumeration(&mut text, index);
        } else {
            structure(&mut text, index, touched && index == members(types, file).start);
        }
    }
    text
}

fn members(types: usize, file: usize) -> std::ops::Range<usize> {
    file * PER_FILE..types.min((file + 1) * PER_FILE)
}

fn structure(text: &mut String, index: usize, touched: bool) {
    let _ = writeln!(text, "pub struct Type{index} {{");
    for field in 0..FIELDS {
        let ty = if touched && field == 0 { "Option<i64>".to_owned() } else { field_type(index, field) };
        let _ = writeln!(text, "    pub field{field}: {ty},");
    }
    text.push_str("}\n\n");
}

fn enumeration(text: &mut String, index: usize) {
    let _ = writeln!(text, "pub enum Type{index} {{");
    for variant in 0..FIELDS / 2 {
        let first = field_type(index, 2 * variant);
        let second = field_type(index, 2 * variant + 1);
        let _ = if variant % 2 == 0 {
            writeln!(text, "    Variant{variant}({first}, {second}),")
        } else {
            writeln!(text, "    Variant{variant} {{ one: {first}, two: {second} }},")
        };
    }
    text.push_str("}\n\n");
}

fn field_type(index: usize, field: usize) -> String {
    let nested = NESTED.iter().find(|(outer, at, ..)| (*outer, *at) == (index % PER_FILE, field));
    match nested {
        Some((outer, _, pattern, inner)) => pattern.replace('#', &format!("Type{}", index - outer + inner)),
        None => MIXED[(index * 7 + field * 3) % MIXED.len()].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_is_written_once_and_a_touch_changes_one_line() {
        let all: String = (0..files(25)).map(|f| file(25, f, "X", false)).collect();
        assert_eq!(all.matches("#[derive(X)]").count(), 25);
        let (plain, touched) = (file(25, 1, "X", false), file(25, 1, "X", true));
        let changed = plain.lines().zip(touched.lines()).filter(|(a, b)| a != b);
        assert_eq!(changed.count(), 1);
    }
}
