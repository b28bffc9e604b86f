//! Goldens of containers.

use crate::goldens::File;

pub fn all() -> Vec<File> {
    Vec::new()
}
