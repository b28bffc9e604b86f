//! Which versions a file and its backups may be while the next one is being saved.

/// The version of a file, and those of its two backups.
pub type Versions = [Option<u64>; 3];

/// What a complete save of `new` makes of `before`.
#[must_use]
pub fn after(before: Versions, new: u64) -> Versions {
    [Some(new), before[0], before[1]]
}

/// Whether `found` may be there if a save of `new` with two backups has stopped somewhere. At no moment is the file gone, and of
/// the versions only the oldest one, which the new one drives out. A backup may have another number than before, and the
/// file may already be its own backup.
#[must_use]
pub fn may_be_during(before: Versions, new: u64, found: Versions) -> bool {
    if found == after(before, new) {
        return true;
    }
    let known: Vec<u64> = before.into_iter().flatten().collect();
    let mut versions: Vec<u64> = found.into_iter().flatten().collect();
    versions.dedup();
    found[0] == before[0] && known.starts_with(&versions) && versions.len() >= known.len().min(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_oldest_version_may_be_missing() {
        let may_be = |found| may_be_during([Some(3), Some(2), Some(1)], 4, found);
        for found in [[3, 2, 1], [3, 2, 0], [3, 0, 2], [3, 3, 2], [4, 3, 2]] {
            assert!(may_be(found.map(|version| (version > 0).then_some(version))), "{found:?}");
        }
        for found in [[0, 3, 2], [3, 0, 0], [3, 1, 0], [3, 3, 0], [4, 2, 1], [4, 3, 0], [2, 3, 1], [5, 3, 2]] {
            assert!(!may_be(found.map(|version| (version > 0).then_some(version))), "{found:?}");
        }
        assert!(may_be_during([None; 3], 1, [None; 3]) && may_be_during([None; 3], 1, [Some(1), None, None]));
    }
}
