//! Bytes that break one rule of docs/FORMAT.md each: Persist and the Python reader refuse them.

use crate::goldens::Bare;

pub(crate) fn all() -> Vec<Bare> {
    Vec::new()
}
