//! Random programs after random declared edits: what is loaded from an earlier program's file is
//! what the edits make of its values by hand.
//!
//! `generate` writes pairs of an earlier and a later program, each with an oracle: the edits as
//! plain Rust, from one type to the other, which knows nothing of Persist. They are committed as
//! `pairs`; `EDITS=overwrite cargo test --test edits` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use persist_core::Effort;
use proptest::prelude::*;
use tests::memory::Counting;

use crate::check::{Case, loads_as_edited, survives_damage};

mod check;
mod draw;
mod found;
mod generate;
#[rustfmt::skip]
#[allow(clippy::all, unreachable_pub, unused, reason = "what is written is not tidied")]
mod pairs;
mod random;

/// What the pairs use.
mod prelude {
    pub(crate) use std::cell::RefCell;
    pub(crate) use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, LinkedList, VecDeque};
    pub(crate) use std::rc::Rc;
    pub(crate) use std::sync::{Arc, Mutex, RwLock};

    pub(crate) use persist_core::Persist;

    pub(crate) use crate::draw::{Draw, Same, draw_enum, draw_struct, same_enum, same_struct};
    pub(crate) use crate::random::Random;
}

#[global_allocator]
static MEMORY: Counting = Counting;

/// How many pairs there are.
const PAIRS: u64 = 64;

#[test]
#[cfg_attr(miri, ignore = "it reads files")]
fn pairs_are_as_committed() {
    let overwrite = std::env::var_os("EDITS").is_some_and(|value| value == "overwrite");
    let names: Vec<String> = (0..PAIRS).map(|number| format!("pair_{number:02}")).collect();
    let modules: String = names.iter().map(|name| format!("pub mod {name};\n")).collect();
    let list = format!(
        "//! Written by the generator.\n\n{modules}\nmacro_rules! for_each_pair {{\n    ($do:ident) => {{\n        $do! {{ \
         {} }}\n    }};\n}}\npub(crate) use for_each_pair;\n",
        names.join(" ")
    );
    let pairs = (0..).zip(&names).map(|(number, name)| (name.clone(), generate::pair(number)));
    for (name, text) in pairs.chain([("mod".to_owned(), list)]) {
        let path = folder().join(format!("{name}.rs"));
        if overwrite {
            fs::write(&path, text).unwrap();
        } else {
            let hint = "see what changed with `EDITS=overwrite cargo test --test edits` and `git diff`";
            assert!(fs::read_to_string(&path).is_ok_and(|committed| committed == text), "{name} is another: {hint}");
        }
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/edits/pairs")
}

/// Counts around those at which blocks and columns change their form, and any.
fn rows() -> impl Strategy<Value = usize> {
    if cfg!(miri) {
        return prop_oneof![0..6_usize, 31..35_usize].boxed();
    }
    prop_oneof![4 => 0..6_usize, 3 => 31..35_usize, 2 => 255..259_usize, 1 => 0..600_usize].boxed()
}

fn cases() -> impl Strategy<Value = Case> {
    let efforts = prop_oneof![Just(Effort::Fast), Just(Effort::Small)];
    (any::<u64>(), rows(), efforts).prop_map(|(seed, rows, effort)| Case { seed, rows, effort })
}

/// As many cases as `PROPTEST_CASES` says, or a few: there are many pairs.
fn config() -> ProptestConfig {
    let told = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let cases = told.unwrap_or(if cfg!(miri) { 2 } else { 16 });
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

macro_rules! test {
    ($($pair:ident)*) => {
        mod what_is_loaded_is_what_the_edits_make {
            use super::*;
            $(
                #[test]
                fn $pair() {
                    proptest!(config(), |(case in cases())| {
                        loads_as_edited(case, pairs::$pair::edit);
                    });
                }
            )*
        }

        mod damage_is_an_error_or_a_value {
            use super::*;
            $(
                #[test]
                fn $pair() {
                    use pairs::$pair::{New, Old};
                    let rows: &[usize] = if cfg!(miri) { &[3] } else { &[1, 4, 34] };
                    let flips = 3 * config().cases as usize;
                    for (seed, rows) in (0..).zip(rows) {
                        for effort in [Effort::Fast, Effort::Small] {
                            survives_damage::<Old, New>(Case { seed, rows: *rows, effort }, flips);
                        }
                    }
                }
            )*
        }
    };
}
pairs::for_each_pair!(test);
