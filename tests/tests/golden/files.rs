//! Goldens of containers.

use crate::goldens::File;

pub(crate) fn all() -> Vec<File> {
    Vec::new()
}
