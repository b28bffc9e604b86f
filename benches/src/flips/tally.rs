//! The outcomes of one library, counted.

use std::fmt;

use super::Outcome;
use super::child::{Child, End};
use crate::Result;

/// How often each outcome was met.
pub(super) struct Tally {
    name: &'static str,
    bytes: usize,
    outcomes: Vec<Outcome>,
}

impl Tally {
    /// Starts children until there is an outcome for every flip; `start` starts one at the flip that it is given.
    pub(super) fn of(name: &'static str, mut start: impl FnMut(usize) -> Result<Child>) -> Result<Self> {
        let mut outcomes = Vec::new();
        loop {
            let mut child = start(outcomes.len())?;
            let bytes = child.bytes().map_err(|error| format!("{name}: {error}"))?;
            let end = child.outcomes(&mut outcomes)?;
            let flips = 8 * bytes;
            if outcomes.len() < flips && end == End::Died {
                // The flip that the child was at.
                outcomes.push(Outcome::Crash);
            }
            if outcomes.len() == flips {
                return Ok(Tally { name, bytes, outcomes });
            }
            if end == End::Done {
                return Err(format!("{name}: {} outcomes of {flips}", outcomes.len()).into());
            }
        }
    }

    /// How often this was met.
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.outcomes.iter().filter(|met| **met == outcome).count()
    }

    /// How many flips there were.
    pub(super) fn all(&self) -> usize {
        self.outcomes.len()
    }

    /// A share in percent, which is rounded neither to all nor to nothing.
    fn share(&self, outcome: Outcome) -> String {
        let (count, all) = (self.count(outcome), self.all());
        let percent = 100.0 * count as f64 / all as f64;
        match count {
            0 => "0 %".to_owned(),
            count if count == all => "100 %".to_owned(),
            _ if percent < 0.05 => "< 0.1 %".to_owned(),
            _ if percent > 99.95 => "> 99.9 %".to_owned(),
            _ => format!("{percent:.1} %"),
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: error {}, same {}, silent {}, panic or abort {} ({} bytes)",
            self.name,
            self.share(Outcome::Error),
            self.share(Outcome::Same),
            self.share(Outcome::Silent),
            self.share(Outcome::Crash),
            self.bytes
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_neither_to_all_nor_to_nothing() {
        let share = |errors: usize, all: usize| {
            let outcome = |index| if index < errors { Outcome::Error } else { Outcome::Silent };
            Tally { name: "", bytes: 0, outcomes: (0..all).map(outcome).collect() }.share(Outcome::Error)
        };
        assert_eq!(share(0, 10_000), "0 %");
        assert_eq!(share(1, 10_000), "< 0.1 %");
        assert_eq!(share(8_675, 10_000), "86.8 %");
        assert_eq!(share(9_999, 10_000), "> 99.9 %");
        assert_eq!(share(10_000, 10_000), "100 %");
    }
}
