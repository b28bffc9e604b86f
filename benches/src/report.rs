//! Measurements as rows: compared with the best peer, printed as tables, written as JSON.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::Result;
use crate::libraries::files::PLAIN;
use crate::libraries::{Contender, Standing};

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Time of one run.
    Nanoseconds,
    /// CPU time, user and system.
    Seconds,
    /// Encoded size.
    Bytes,
}

/// One measured value, not yet compared. Less is better, in every unit.
#[derive(Clone, Debug)]
pub struct Measure {
    /// What was done.
    pub operation: &'static str,
    /// Which library did it.
    pub contender: Contender,
    /// What it took.
    pub value: f64,
    /// Half the distance between the quartiles, as a share of the value; none where the value
    /// is exact.
    pub spread: Option<f64>,
    /// What the value counts.
    pub unit: Unit,
}

/// One measured value beside the best peer's.
#[derive(Clone, Debug)]
pub struct Row {
    /// The data set.
    pub set: String,
    /// What was measured.
    pub measure: Measure,
    /// This value ÷ that of the best other peer; none where there is no other peer.
    pub ratio: Option<f64>,
}

/// Compares each measure of a set with the best peer's of the same operation (a peer's with the
/// best *other* peer's).
pub fn compare(set: &str, measures: Vec<Measure>) -> Vec<Row> {
    let best_other = |of: &Measure| {
        measures
            .iter()
            .filter(|other| other.operation == of.operation)
            .filter(|other| other.contender.standing == Standing::Peer)
            .filter(|other| other.contender != of.contender)
            .map(|other| other.value)
            .min_by(f64::total_cmp)
            .filter(|best| *best > 0.0)
    };
    measures
        .iter()
        .map(|measure| Row {
            set: set.to_owned(),
            measure: measure.clone(),
            ratio: best_other(measure).map(|best| measure.value / best),
        })
        .collect()
}

/// All rows as a table, one line each.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::new();
    line(&mut text, ["set", "operation", "library", "value", "spread", "ratio"]);
    let mut previous: Option<(&str, &str)> = None;
    for row in rows {
        let group = (row.set.as_str(), row.measure.operation);
        let new_group = previous != Some(group);
        if new_group && previous.is_some() {
            text.push('\n');
        }
        previous = Some(group);
        let (set, operation) = if new_group { group } else { ("", "") };
        line(
            &mut text,
            [
                set,
                operation,
                &row.measure.contender.to_string(),
                &row.measure.shown(),
                &row.measure.spread.map_or(String::new(), percent),
                &row.ratio.map_or(String::new(), |ratio| format!("{ratio:.3}")),
            ],
        );
    }
    text
}

/// The ratios of our own libraries only: a line per library and operation, a column per set. Then our saves beside the fastest bytes that were
/// written plainly.
pub fn summary(rows: &[Row]) -> String {
    let ours: Vec<&Row> = rows.iter().filter(|row| row.measure.contender.standing == Standing::Ours).collect();
    let of = |set: &str, library: &str, operation: &str| {
        ours.iter().find(|row| {
            let measure = &row.measure;
            row.set == set && measure.contender.name == library && measure.operation == operation
        })
    };
    let shown = |ratio: Option<f64>| ratio.map_or(String::new(), |ratio| format!("{ratio:.3}"));
    let sets = distinct(ours.iter().map(|row| row.set.as_str()));
    let subjects = distinct(ours.iter().map(|row| (row.measure.contender.name, row.measure.operation)));
    let mut text = format!("{:<22}", "ratio to the best peer");
    for set in &sets {
        let _ = write!(text, " {set:>12}");
    }
    for (library, operation) in subjects {
        let _ = write!(text, "\n{:<22}", format!("{library} {operation}"));
        for set in &sets {
            let ratio = of(set, library, operation).and_then(|row| row.ratio);
            let _ = write!(text, " {:>12}", shown(ratio));
        }
    }
    for library in distinct(ours.iter().map(|row| row.measure.contender.name)) {
        let ratios: Vec<_> =
            sets.iter().map(|set| Some(of(set, library, "save")?.measure.value / best_plain(rows, set)?)).collect();
        if ratios.iter().any(Option::is_some) {
            let _ = write!(text, "\n{:<22}", format!("{library}, to plain"));
            for ratio in ratios {
                let _ = write!(text, " {:>12}", shown(ratio));
            }
        }
    }
    text.push('\n');
    text
}

/// The fastest of the peers' plain writes of a set.
fn best_plain(rows: &[Row], set: &str) -> Option<f64> {
    let plain = rows.iter().filter(|row| row.set == set && row.measure.contender.variant == Some(PLAIN));
    plain.map(|row| row.measure.value).min_by(f64::total_cmp)
}

/// Writes all rows to a file, as a JSON list of objects.
///
/// # Errors
/// If the file cannot be written.
pub fn write_json(path: &Path, rows: &[Row]) -> Result<()> {
    let list: Value = rows.iter().map(Row::json).collect();
    fs::write(path, format!("{list:#}\n")).map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(())
}

impl Row {
    /// The limits are one library with variants; what is written plainly is a library of its own beside the durable one.
    fn library(&self) -> String {
        let contender = self.measure.contender;
        if contender.standing == Standing::Limit { contender.name.to_owned() } else { contender.to_string() }
    }

    fn json(&self) -> Value {
        json!({
            "set": self.set,
            "operation": self.measure.operation,
            "library": self.library(),
            "variant": self.measure.contender.variant,
            "counted": self.measure.contender.standing == Standing::Peer,
            "value": self.measure.value,
            "unit": self.measure.unit.name(),
            "spread": self.measure.spread,
            "ratio": self.ratio,
        })
    }
}

impl Measure {
    fn shown(&self) -> String {
        match self.unit {
            Unit::Nanoseconds if self.value < 1e3 => format!("{:.1} ns", self.value),
            Unit::Nanoseconds if self.value < 1e6 => format!("{:.1} µs", self.value / 1e3),
            Unit::Nanoseconds => format!("{:.3} ms", self.value / 1e6),
            Unit::Seconds => format!("{:.2} s", self.value),
            Unit::Bytes => format!("{:.0} bytes", self.value),
        }
    }
}

impl Unit {
    fn name(self) -> &'static str {
        match self {
            Self::Nanoseconds => "ns",
            Self::Seconds => "s",
            Self::Bytes => "bytes",
        }
    }
}

fn line(text: &mut String, [set, operation, library, value, spread, ratio]: [&str; 6]) {
    let _ = writeln!(text, "{set:<11} {operation:<14} {library:<22} {value:>15} {spread:>8} {ratio:>7}");
}

fn percent(share: f64) -> String {
    format!("±{:.1} %", share * 100.0)
}

/// The distinct values, in the order in which they first occur.
fn distinct<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_compared_with_the_best_peer_and_a_peer_with_the_best_other() {
        let measure = |name, standing, value| Measure {
            operation: "encode",
            contender: Contender { name, variant: None, standing },
            value,
            spread: None,
            unit: Unit::Nanoseconds,
        };
        let rows = compare(
            "set",
            vec![
                measure("ours", Standing::Ours, 3.0),
                measure("fast", Standing::Peer, 4.0),
                measure("slow", Standing::Peer, 8.0),
            ],
        );
        let ratios: Vec<_> = rows.iter().map(|row| row.ratio).collect();
        assert_eq!(ratios, [Some(0.75), Some(0.5), Some(2.0)]);
    }

    #[test]
    fn the_limits_are_one_library_and_what_is_plain_is_another() {
        let of = |name, variant, standing| {
            let contender = Contender { name, variant: Some(variant), standing };
            let measure = Measure { operation: "save", contender, value: 2.0, spread: None, unit: Unit::Nanoseconds };
            compare("set", vec![measure])[0].json()
        };
        let (limit, plain) = (of("limit", "copy", Standing::Limit), of("peer", PLAIN, Standing::Shown));
        assert_eq!((&limit["library"], &limit["variant"]), (&json!("limit"), &json!("copy")));
        assert_eq!((&plain["library"], &plain["counted"]), (&json!("peer, plain"), &json!(false)));
        assert_eq!((&plain["unit"], &plain["ratio"]), (&json!("ns"), &Value::Null));
    }

    #[test]
    fn our_saves_are_shown_beside_plain_writes() {
        let row = |name, variant, standing, value| {
            let contender = Contender { name, variant, standing };
            Measure { operation: "save", contender, value, spread: None, unit: Unit::Nanoseconds }
        };
        let rows = compare(
            "set",
            vec![
                row("ours", None, Standing::Ours, 6.0),
                row("peer", None, Standing::Peer, 4.0),
                row("peer", Some(PLAIN), Standing::Shown, 2.0),
            ],
        );
        let text = summary(&rows);
        let numbers: Vec<_> = text.lines().skip(1).map(|line| line.split_whitespace().last()).collect();
        assert_eq!(numbers, [Some("1.500"), Some("3.000")]);
    }

    #[test]
    fn a_peer_without_another_has_no_ratio() {
        let alone = Measure {
            operation: "size",
            contender: Contender { name: "alone", variant: None, standing: Standing::Peer },
            value: 1.0,
            spread: None,
            unit: Unit::Bytes,
        };
        assert_eq!(compare("set", vec![alone])[0].ratio, None);
    }
}
