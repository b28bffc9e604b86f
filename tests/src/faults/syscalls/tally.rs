//! What was tried, and what came of it, as a table.

use std::collections::BTreeMap;
use std::fmt;

use super::operation::{Operation, Outcome};

/// Cases, by operation and call.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    rows: BTreeMap<(Operation, String), Row>,
    /// What went wrong, a line a case.
    pub wrong: Vec<String>,
}

/// The cases of one call of one operation.
#[derive(Clone, Debug, Default)]
struct Row {
    /// What it failed with, in the order in which that was tried.
    errors: Vec<&'static str>,
    /// How often the operation failed, or told that something was less than asked for.
    told: usize,
    /// How often it was done all the same.
    harmless: usize,
    wrong: usize,
}

impl Tally {
    /// Enters a case.
    pub fn enter(
        &mut self,
        operation: Operation,
        call: &str,
        error: &'static str,
        outcome: &Outcome,
        result: Result<(), String>,
    ) {
        let row = self.rows.entry((operation, call.to_owned())).or_default();
        if !row.errors.contains(&error) {
            row.errors.push(error);
        }
        match (&result, outcome) {
            (Err(_), _) => row.wrong += 1,
            (Ok(()), Outcome::Done) => row.harmless += 1,
            (Ok(()), _) => row.told += 1,
        }
        if let Err(what) = result {
            self.wrong.push(format!("{}, {call}, {error}: {what}", operation.name()));
        }
    }

    /// How many cases there were.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.rows.values().map(|row| row.told + row.harmless + row.wrong).sum()
    }

    /// How many of them were of this operation.
    #[must_use]
    pub fn cases_of(&self, operation: Operation) -> usize {
        let rows = self.rows.iter().filter(|((of, _), _)| *of == operation);
        rows.map(|(_, row)| row.told + row.harmless + row.wrong).sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<18} {:<32} {:>5} {:>5} {:>8} {:>5}  fails with",
            "operation", "call", "cases", "told", "harmless", "wrong"
        )?;
        for ((operation, call), row) in &self.rows {
            let cases = row.told + row.harmless + row.wrong;
            let (name, errors) = (operation.name(), row.errors.join(" "));
            writeln!(
                f,
                "{name:<18} {call:<32} {cases:>5} {:>5} {:>8} {:>5}  {errors}",
                row.told, row.harmless, row.wrong
            )?;
        }
        Ok(())
    }
}
