//! How large a set is, beside its usual size.

use std::fmt;
use std::str::FromStr;

/// A factor: 1, ¼, 4 or 16.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// ¼.
    Quarter,
    /// As it is.
    One,
    /// Four times as many rows.
    Four,
    /// Sixteen times as many rows.
    Sixteen,
}

impl Scale {
    /// So many rows at this scale.
    pub fn of(self, rows: usize) -> usize {
        match self {
            Self::Quarter => rows.div_ceil(4),
            Self::One => rows,
            Self::Four => rows * 4,
            Self::Sixteen => rows * 16,
        }
    }

    /// The name of a set at this scale: at its usual size it has no other.
    pub fn named(self, set: &str) -> String {
        match self {
            Self::One => set.to_owned(),
            other => format!("{set} ×{other}"),
        }
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Quarter => "1/4",
            Self::One => "1",
            Self::Four => "4",
            Self::Sixteen => "16",
        })
    }
}

impl FromStr for Scale {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Quarter, Self::One, Self::Four, Self::Sixteen]
            .into_iter()
            .find(|scale| scale.to_string() == text)
            .ok_or_else(|| format!("a scale is 1/4, 1, 4 or 16, not {text:?}"))
    }
}
