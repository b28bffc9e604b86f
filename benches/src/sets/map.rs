//! **map**: a hash map from texts to structs, and a sorted map from numbers to texts.

use std::collections::{BTreeMap, HashMap};

use rand::RngExt;
use rand::distr::{Alphanumeric, SampleString};

use super::Set;
use super::random::{Random, maybe, seeded};
use super::types::types;

types! {
    /// The set.
    pub struct Maps {
        accounts: HashMap<String, Account>,
        titles: BTreeMap<u64, String>,
    }

    struct Account {
        id: u64,
        balance: f64,
        logins: u32,
        active: bool,
        email: Option<String>,
    }
}

impl Set for Maps {
    const NAME: &'static str = "map";
    const ROWS: usize = 20_000;

    /// So many entries in each map.
    fn generate(rows: usize) -> Self {
        let random = &mut seeded();
        let mut accounts = HashMap::new();
        while accounts.len() < rows {
            accounts.insert(text(random, 8..16), Account::generate(random));
        }
        let mut titles = BTreeMap::new();
        while titles.len() < rows {
            titles.insert(random.random_range(0..1 << 32), text(random, 10..40));
        }
        Self { accounts, titles }
    }
}

impl Account {
    fn generate(random: &mut Random) -> Self {
        Self {
            id: random.random_range(0..10_000_000),
            balance: f64::from(random.random_range(-100_000..1_000_000)) / 100.0,
            logins: random.random_range(0..2_000),
            active: random.random_bool(0.8),
            email: maybe(random, |random| format!("{}@example.com", text(random, 5..12))),
        }
    }
}

fn text(random: &mut Random, lengths: std::ops::Range<usize>) -> String {
    let length = random.random_range(lengths);
    Alphanumeric.sample_string(random, length)
}
