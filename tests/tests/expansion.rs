//! What the derive writes, for a type of each kind: `expansions/NAME.rs` has the type, `NAME.expanded.rs` what is
//! written for it, formatted, so that a reviewer sees a change of the derive as a change of code.
//!
//! `EXPANSIONS=overwrite cargo test --test expansion` writes the second files anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

// The stages of the derive itself, as a procedural macro cannot be called from outside a compiler.
#[path = "../../persist-derive/src/case.rs"]
mod case;
#[path = "../../persist-derive/src/check/mod.rs"]
mod check;
#[path = "../../persist-derive/src/derive.rs"]
mod derive;
#[path = "../../persist-derive/src/errors.rs"]
mod errors;
#[path = "../../persist-derive/src/expand/mod.rs"]
mod expand;
#[path = "../../persist-derive/src/fallback.rs"]
mod fallback;
#[path = "../../persist-derive/src/history.rs"]
mod history;
#[allow(dead_code, unused_imports, reason = "only the derive is called here, and not `lock_formats!`")]
#[path = "../../persist-derive/src/lock/mod.rs"]
mod lock;
#[path = "../../persist-derive/src/mentions.rs"]
mod mentions;
#[path = "../../persist-derive/src/model.rs"]
mod model;
#[path = "../../persist-derive/src/parse.rs"]
mod parse;
#[path = "../../persist-derive/src/spelling.rs"]
mod spelling;
#[path = "../../persist-derive/src/values.rs"]
mod values;
#[path = "../../persist-derive/src/words.rs"]
mod words;

const EXPANDED: &str = ".expanded.rs";

#[test]
fn expansions_are_as_committed() {
    let overwrite = std::env::var_os("EXPANSIONS").is_some_and(|value| value == "overwrite");
    let mut changed = Vec::new();
    for name in names_of_types() {
        let source = read(&folder().join(format!("{name}.rs")));
        let path = folder().join(format!("{name}{EXPANDED}"));
        let written = expanded(&source);
        if overwrite {
            fs::write(&path, written).unwrap();
        } else if read(&path) != written {
            changed.push(path);
        }
    }
    assert!(
        changed.is_empty(),
        "the derive writes something else now; \
         see what with `EXPANSIONS=overwrite cargo test --test expansion` and `git diff`: {changed:#?}"
    );
}

#[test]
fn no_expansion_lacks_its_type() {
    let expansions = files().into_iter().filter_map(|file| file.strip_suffix(EXPANDED).map(str::to_owned));
    assert_eq!(expansions.collect::<BTreeSet<_>>(), names_of_types());
}

/// Errors come out with stubs beside them: both must be Rust.
#[test]
fn errors_and_stubs_are_items() {
    let item = "#[persist(nonsense)] union U<'a, T: 'a> where T: Copy { a: &'a T }";
    let written = derive::derive(item.parse().unwrap());
    let file = syn::parse2::<syn::File>(written).unwrap();
    assert_eq!(file.items.len(), 2, "one `compile_error!` and one block of stubs");
}

fn expanded(source: &str) -> String {
    let file: syn::File = syn::parse_str(source).unwrap();
    let mut items = Vec::new();
    for item in file.items {
        let written = derive::derive(quote::quote!(#item));
        items.extend(syn::parse2::<syn::File>(written).unwrap().items);
    }
    let file = syn::File { shebang: None, attrs: Vec::new(), items };
    prettyplease::unparse(&file)
}

fn names_of_types() -> BTreeSet<String> {
    let types = files().into_iter().filter(|file| !file.ends_with(EXPANDED));
    types.filter_map(|file| file.strip_suffix(".rs").map(str::to_owned)).collect()
}

fn files() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n")
}
