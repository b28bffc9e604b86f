//! How much machine code a program has.

use std::fs;
use std::path::Path;

use object::{Object, ObjectSection, SectionKind};

use crate::Result;

/// The bytes of all sections of code.
pub(super) fn size(program: &Path) -> Result<u64> {
    let bytes = fs::read(program).map_err(|error| format!("{}: {error}", program.display()))?;
    let file = object::File::parse(&*bytes)?;
    Ok(file.sections().filter(|section| section.kind() == SectionKind::Text).map(|section| section.size()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_has_code() {
        let program = std::env::current_exe().unwrap();
        let length = fs::metadata(&program).unwrap().len();
        assert!((10_000..length).contains(&size(&program).unwrap()));
    }
}
