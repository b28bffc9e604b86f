//! What [`SaveOptions`] and [`LoadOptions`] say of files, beside what is in them: how durable a save is,
//! how many old versions are kept, and which one may be replaced.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{LoadOptions, Loaded, SaveOptions};
use crate::codec::Decode;
use crate::error::{Error, ErrorKind, Result};
use crate::file::backups;
use crate::file::save::Durability;
use crate::file::storage::Storage;
use crate::file::unchanged::Token;

impl SaveOptions {
    /// Whether `save` creates the directories above the file that are missing. Default: false.
    pub fn create_dirs(&mut self, create_dirs: bool) -> &mut Self {
        self.replace.create_dirs = create_dirs;
        self
    }

    /// What a save outlasts once it has returned. Default: [`Durability::Full`].
    ///
    /// At any moment and at any level, a reader and a process that is started after this one died see the old
    /// file or the new one, whole. The levels differ in what a power cut leaves.
    pub fn durability(&mut self, durability: Durability) -> &mut Self {
        self.replace.durability = durability;
        self
    }

    /// How many of the versions before the present one are kept, as `NAME.backup-1` (the last one),
    /// `NAME.backup-2` and so on. Default: 0.
    ///
    /// The file that is to be replaced becomes the first backup before the new one takes its place: it
    /// gets a second name, and where a file can only have one, it is copied. `NAME` is there at every moment.
    /// [`LoadOptions::backups`] falls back on them.
    ///
    /// # Examples
    /// ```
    /// use persist_core::SaveOptions;
    ///
    /// # let folder = std::env::temp_dir().join(format!("persist-backups-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// let path = folder.join("score.persist");
    /// for score in 1..=4_u32 {
    ///     SaveOptions::new().backups(2).save(&path, &score)?;
    /// }
    ///
    /// assert_eq!(persist_core::load::<u32>(&path)?, 4);
    /// assert_eq!(persist_core::load::<u32>(folder.join("score.persist.backup-1"))?, 3);
    /// assert_eq!(persist_core::load::<u32>(folder.join("score.persist.backup-2"))?, 2);
    /// # assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 3);
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn backups(&mut self, count: u32) -> &mut Self {
        self.replace.backups = count;
        self
    }

    /// Replaces only the version of the file that was loaded or saved before, so that of two programs
    /// that load, change and save, none loses what the other did; `None`: only saves if there is no
    /// file yet. Default: whatever is there is replaced.
    ///
    /// From the check until the new file is in its place, `NAME.lock` is locked: other savers that use
    /// this option wait. Those that do not are not kept out. `NAME.lock` stays where it is.
    ///
    /// # Errors
    /// A save refuses with [`ErrorKind::Changed`] if the file is another one by now.
    ///
    /// # Examples
    /// ```
    /// use persist_core::{ErrorKind, LoadOptions, SaveOptions};
    ///
    /// # let folder = std::env::temp_dir().join(format!("persist-unchanged-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// let path = folder.join("score.persist");
    /// let first = SaveOptions::new().if_unchanged(None).save(&path, &1_u32)?;
    ///
    /// // Somebody else:
    /// let loaded = LoadOptions::new().load::<u32>(&path)?;
    /// SaveOptions::new().if_unchanged(Some(loaded.token)).save(&path, &(loaded.value + 1))?;
    ///
    /// let mut options = SaveOptions::new();
    /// let refused = options.if_unchanged(Some(first.token)).save(&path, &7_u32).unwrap_err();
    /// assert_eq!(refused.kind(), ErrorKind::Changed);
    /// assert_eq!(persist_core::load::<u32>(&path)?, 2);
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn if_unchanged(&mut self, since: Option<Token>) -> &mut Self {
        self.replace.if_unchanged = Some(since);
        self
    }

    /// Whether a save refuses to replace a file that has further names (hard links), which would
    /// go on to lead to the old contents. Default: false.
    pub fn refuse_hard_links(&mut self, refuse: bool) -> &mut Self {
        self.replace.refuse_hard_links = refuse;
        self
    }

    /// Saves to another file system than the real one; for the tests of this crate.
    #[doc(hidden)]
    pub fn on_storage(&mut self, storage: Arc<dyn Storage>) -> &mut Self {
        self.replace.storage = Some(storage);
        self
    }
}

/// Why a load did not return what is in the file itself, but an older version.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fallback {
    /// The backup that was loaded.
    pub path: PathBuf,
    /// What is wrong with the file itself.
    pub error: Arc<Error>,
}

impl LoadOptions {
    /// Whether a load that finds the file damaged, cut off or gone takes the newest backup that is sound
    /// ([`SaveOptions::backups`]). Default: false.
    ///
    /// What was loaded then, and why, is in [`Loaded::fallback`]. A file that is sound, but of another
    /// type or version, is an error as ever.
    ///
    /// # Examples
    /// ```
    /// use persist_core::{ErrorKind, LoadOptions, SaveOptions};
    ///
    /// # let folder = std::env::temp_dir().join(format!("persist-fallback-{}", std::process::id()));
    /// # std::fs::create_dir_all(&folder).unwrap();
    /// let path = folder.join("score.persist");
    /// for score in 1..=2_u32 {
    ///     SaveOptions::new().backups(1).save(&path, &score)?;
    /// }
    /// std::fs::write(&path, b"damage").unwrap();
    ///
    /// let loaded = LoadOptions::new().backups(true).load::<u32>(&path)?;
    /// assert_eq!(loaded.value, 1);
    /// let fallback = loaded.fallback.expect("the file itself is damaged");
    /// assert_eq!(fallback.path, folder.join("score.persist.backup-1"));
    /// assert_eq!(fallback.error.kind(), ErrorKind::NotPersist);
    /// # std::fs::remove_dir_all(folder).unwrap();
    /// # Ok::<(), persist_core::Error>(())
    /// ```
    pub fn backups(&mut self, backups: bool) -> &mut Self {
        self.backups = backups;
        self
    }

    /// Loads from another file system than the real one; for the tests of this crate.
    #[doc(hidden)]
    pub fn on_storage(&mut self, storage: Arc<dyn Storage>) -> &mut Self {
        self.storage = Some(storage);
        self
    }

    /// The newest sound backup of `path`, whose own `error` it is; that error if there is none.
    pub(super) fn load_backup<T: for<'de> Decode<'de>>(&self, path: &Path, error: Error) -> Result<Loaded<T>> {
        if !is_damage(error.kind()) {
            return Err(error);
        }
        for number in 1.. {
            let backup = backups::path(path, number);
            match self.load_file(&backup) {
                Ok(loaded) => {
                    let fallback = Some(Fallback { path: backup, error: Arc::new(error) });
                    return Ok(Loaded { fallback, ..loaded });
                }
                Err(other) if is_damage(other.kind()) && self.storage().look(&backup).is_ok() => {}
                // There is no such backup, or one of another type or version.
                Err(_) => break,
            }
        }
        Err(error)
    }
}

/// Whether a file with such an error may once have been sound.
fn is_damage(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Io
            | ErrorKind::NotPersist
            | ErrorKind::TextDamage
            | ErrorKind::Truncated
            | ErrorKind::Checksum
            | ErrorKind::Malformed
            | ErrorKind::Trailing
    )
}
