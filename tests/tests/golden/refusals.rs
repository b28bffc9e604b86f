//! Bytes that break one rule of docs/FORMAT.md each: Persist and the Python reader refuse them all.

mod columns;
mod containers;
mod schemas;

pub(crate) use containers::all as containers;

use crate::goldens::Bare;

/// Those that are bare values.
pub(crate) fn bare() -> Vec<Bare> {
    let mut goldens = columns::all();
    goldens.extend(schemas::all());
    goldens
}
