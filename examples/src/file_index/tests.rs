//! Indexes of small folders made for the purpose.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::walk::walk;
use super::{Changes, Content, Entry, FileIndex, Folder, Kind};

/// A folder of its own for a test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(test: &str) -> io::Result<Self> {
        let name = format!("persist-examples-{}-{test}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path)?;
        Ok(Self(path))
    }

    fn write(&self, path: &str, content: impl AsRef<[u8]>) -> io::Result<()> {
        let path = self.0.join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, content)
    }
}

impl AsRef<Path> for Scratch {
    fn as_ref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // Nothing depends on it being gone.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn entry<'a>(folder: &'a Folder, path: &str) -> &'a Entry {
    let mut found = None;
    folder.visit(&mut |at, entry| {
        if at == path {
            found = Some(entry);
        }
    });
    found.unwrap_or_else(|| panic!("no {path} in {folder:#?}"))
}

fn content<'a>(index: &'a FileIndex, path: &str) -> &'a Content {
    match &entry(&index.tree, path).kind {
        Kind::File(file) => &file.content,
        other => panic!("{path} is {other:?}, not a file"),
    }
}

#[test]
fn tells_text_from_other_content() -> io::Result<()> {
    let scratch = Scratch::new("content")?;
    scratch.write("folder/text", "some words\n")?;
    scratch.write("empty", "")?;
    scratch.write("nul", "a\0b")?;
    scratch.write("latin1", b"caf\xE9")?;
    scratch.write("large", vec![b'a'; (1 << 20) + 1])?;

    let index = FileIndex::of(&scratch)?;
    assert!(matches!(content(&index, "folder/text"), Content::Text(text) if text.words == 2));
    assert_eq!(content(&index, "empty"), &Content::Empty);
    assert_eq!(content(&index, "nul"), &Content::Binary);
    assert_eq!(content(&index, "latin1"), &Content::Binary);
    assert_eq!(content(&index, "large"), &Content::Large);

    let totals = index.totals();
    assert_eq!((totals.entries, totals.files, totals.folders), (6, 5, 1));
    assert_eq!((totals.texts, totals.lines, totals.words), (1, 1, 2));
    Ok(())
}

#[test]
fn leaves_out_git_and_build_folders() -> io::Result<()> {
    let scratch = Scratch::new("left-out")?;
    scratch.write(".git/HEAD", "ref")?;
    scratch.write("package/Cargo.toml", "")?;
    scratch.write("package/target/debug", "")?;
    scratch.write("other/target", "")?;

    let index = FileIndex::of(&scratch)?;
    let mut paths = Vec::new();
    index.tree.visit(&mut |path, _| paths.push(path.to_owned()));
    assert_eq!(paths, ["other", "other/target", "package", "package/Cargo.toml"]);
    Ok(())
}

#[test]
fn stops_at_its_limits_and_says_so() -> io::Result<()> {
    let scratch = Scratch::new("limits")?;
    scratch.write("a/b/c", "")?;
    scratch.write("many/1", "")?;
    scratch.write("many/2", "")?;

    let index = walk(scratch.as_ref(), 1, 3)?;
    for (path, expected) in [("a/b", "too deep"), ("many", "too many entries")] {
        let kind = &entry(&index.tree, path).kind;
        assert!(matches!(kind, Kind::Unreadable { reason } if reason == expected), "{path}: {kind:?}");
    }
    Ok(())
}

#[cfg(unix)]
#[test]
fn does_not_follow_links() -> io::Result<()> {
    let scratch = Scratch::new("links")?;
    std::os::unix::fs::symlink(".", scratch.0.join("loop"))?;
    std::os::unix::fs::symlink("nowhere", scratch.0.join("dangling"))?;

    let index = FileIndex::of(&scratch)?;
    for (path, expected) in [("loop", "."), ("dangling", "nowhere")] {
        let kind = &entry(&index.tree, path).kind;
        assert!(matches!(kind, Kind::Symlink { target } if target == expected), "{path}: {kind:?}");
    }
    Ok(())
}

#[test]
fn finds_what_has_changed() -> io::Result<()> {
    let scratch = Scratch::new("changes")?;
    scratch.write("same", "same")?;
    scratch.write("grown", "little")?;
    scratch.write("gone/file", "gone")?;
    scratch.write("replaced", "a file")?;
    let earlier = FileIndex::of(&scratch)?;

    scratch.write("grown", "little by little")?;
    fs::remove_dir_all(scratch.0.join("gone"))?;
    fs::remove_file(scratch.0.join("replaced"))?;
    scratch.write("replaced/file", "now a folder")?;
    let later = FileIndex::of(&scratch)?;

    let paths = |paths: &[&str]| paths.iter().map(|&path| path.to_owned()).collect();
    let expected = Changes {
        added: paths(&["replaced", "replaced/file"]),
        removed: paths(&["gone", "gone/file", "replaced"]),
        changed: paths(&["grown"]),
    };
    assert_eq!(later.changes_since(&earlier), expected);
    assert!(later.changes_since(&later).is_empty());
    Ok(())
}

#[test]
fn comes_back_as_it_was_saved() -> Result<(), Box<dyn std::error::Error>> {
    let scratch = Scratch::new("round-trip")?;
    scratch.write("folder/text", "Persist saves typed objects.\n")?;
    scratch.write("empty", "")?;
    let index = FileIndex::of(&scratch)?;

    let bytes = persist_core::to_vec(&index)?;
    let loaded: FileIndex = persist_core::from_slice(&bytes)?;
    assert_eq!(loaded, index);
    Ok(())
}

/// The deepest tree that a walk makes is one that `persist-core` saves with its default limits.
#[test]
fn the_deepest_walk_can_be_saved() -> Result<(), Box<dyn std::error::Error>> {
    let scratch = Scratch::new("deep")?;
    let mut path = String::new();
    for _ in 0..120 {
        path.push_str("d/");
        scratch.write(&format!("{path}text"), "words at every depth\n")?;
    }
    let index = FileIndex::of(&scratch)?;
    assert_eq!(index.totals().unreadable, 1);

    let bytes = persist_core::to_vec(&index)?;
    let loaded: FileIndex = persist_core::from_slice(&bytes)?;
    assert_eq!(loaded, index);
    Ok(())
}
