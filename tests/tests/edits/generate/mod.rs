//! Writes pairs of programs: types, the same types after random declared edits, and what the edits
//! make of values, as plain Rust.
//!
//! What it writes is committed (`pairs`), so that the compiler sees it and a reader can; a test
//! holds the two against each other.

mod convert;
mod definitions;
mod types;
mod write;

use std::collections::HashMap;

use self::convert::newtype;
use self::definitions::Definition;
use self::types::Types;
use crate::random::Random;

/// What is written for a pair.
struct Pair<'r> {
    random: &'r mut Random,
    /// By earlier name, the later one.
    renamed: HashMap<String, String>,
    new_items: Vec<String>,
    edits: Vec<String>,
    numbers: usize,
}

impl Pair<'_> {
    /// A name that nothing else has.
    fn fresh(&mut self, stem: &str) -> String {
        self.numbers += 1;
        format!("{stem}{}", self.numbers)
    }
}

/// The source text of the pair of a number.
pub(crate) fn pair(number: u64) -> String {
    let random = &mut Random::new(0x6564_6974_7300 + number);
    let names = ["Root", "Item", "Kind", "Spot"].map(str::to_owned);
    let root = if number % 4 == 3 { 1 } else { 2 };
    let forms = [root, 2, 1, 0];
    let mut newtypes = Vec::new();
    let mut definitions = Vec::new();
    for (index, (name, form)) in names.iter().zip(forms).enumerate().rev() {
        // Named after what may be named, so that nothing holds itself but by a list or a box.
        let mut types = Types {
            random: &mut *random,
            names: names[index + 1..].to_vec(),
            recursive: names[index..].to_vec(),
            newtypes: &mut newtypes,
        };
        definitions.push(Definition::draw(name.clone(), form, &mut types));
    }
    let mut old: Vec<String> = definitions.iter().rev().map(write::definition).collect();
    for (name, ty) in &newtypes {
        old.push(newtype(name, ty));
        old.push(format!("draw_struct!({name} {{ 0 }});"));
    }
    let renamed = names.iter().map(|name| {
        let new = if random.chance(25) { format!("{name}Now") } else { name.clone() };
        (name.clone(), new)
    });
    let renamed = renamed.collect();
    let mut pair = Pair { random, renamed, new_items: Vec::new(), edits: Vec::new(), numbers: 0 };
    for definition in definitions.iter().rev() {
        pair.edit(definition, number % 6 == 4 && root == 2 && definition.name == "Root");
    }
    format!(
        "//! Written by the generator.\n\nuse crate::prelude::*;\n\npub type Old = old::Root;\npub type New = new::{};\n\n\
         pub fn edit(old: Old) -> New {{\n    edit_root(old)\n}}\n\npub mod old {{\n    use super::*;\n\n{}\n}}\n\n\
         pub mod new {{\n    use super::*;\n\n{}\n}}\n\n{}\n",
        pair.renamed["Root"],
        old.join("\n\n"),
        pair.new_items.join("\n\n"),
        pair.edits.join("\n\n"),
    )
}
