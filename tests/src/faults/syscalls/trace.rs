//! What strace writes of a process: its system calls on the files of a folder, between two marks.

use std::collections::BTreeMap;
use std::path::Path;

/// Paths that a process looks at, and finds nothing there, before and after an operation.
pub(super) const BEGIN: &str = "/persist-operation-begins";
pub(super) const END: &str = "/persist-operation-ends";

/// A system call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) name: String,
    /// The how-manieth of its name it is in the process, from 1.
    pub(super) number: usize,
    /// What it is done to.
    pub(super) what: &'static str,
    /// And what for, where that makes a difference.
    pub(super) why: &'static str,
}

/// What a directory is opened for; that a length is asked for before a file is read; that a lock is given back.
pub(super) const LIST: &str = ", to list it";
pub(super) const FLUSH: &str = ", to flush it";
pub(super) const HINT: &str = ", as a hint";
pub(super) const UNLOCK: &str = ", to unlock it";

impl Call {
    /// All that is known of it.
    pub(super) fn label(&self) -> String {
        format!("{} {}{}", self.name, self.what, self.why)
    }
}

/// The calls between the marks that have to do with `folder`.
pub(super) fn calls(trace: &str, folder: &Path) -> Vec<Call> {
    let mut counts = BTreeMap::new();
    let mut calls = Vec::new();
    let mut between = false;
    for line in trace.lines() {
        let Some((name, _)) = line.split_once('(') else { continue };
        let number = counts.entry(name).or_insert(0);
        *number += 1;
        if line.contains(BEGIN) || line.contains(END) {
            between = line.contains(BEGIN);
        } else if let Some(what) = what(line, folder).filter(|_| between) {
            let why = match line {
                _ if line.contains("SEEK_CUR") => HINT,
                _ if line.contains("LOCK_UN") => UNLOCK,
                _ => "",
            };
            calls.push(Call { name: name.to_owned(), number: *number, what, why });
        }
    }
    tell_apart(&mut calls);
    calls
}

/// The first call that was made to fail, but for those that give a file a further name, if such ones fail in any case.
pub(super) fn injected(trace: &str, folder: &Path, without_links: bool) -> Option<(String, &'static str)> {
    let mut lines = trace.lines().filter(|line| line.ends_with("(INJECTED)"));
    let line = lines.find(|line| !(without_links && line.starts_with("link")))?;
    Some((line.split_once('(')?.0.to_owned(), what(line, folder)?))
}

/// What a call is done to; `None`: nothing in the folder.
fn what(line: &str, folder: &Path) -> Option<&'static str> {
    let (_, rest) = line.split_once(folder.to_str()?)?;
    let end = rest.find(['"', '>'])?;
    Some(match rest[..end].trim_start_matches('/') {
        "" => "directory",
        "file" => "file",
        "log" => "log",
        name if name.starts_with(".persist-") => "new file",
        name if name.ends_with(".lock") => "lock",
        name if name.starts_with("file.backup-") => "backup",
        name if name.starts_with("log.torn-") => "torn tail",
        _ => "something else",
    })
}

/// Finds out what calls are for that look alike.
fn tell_apart(calls: &mut [Call]) {
    let mut directory = "";
    for index in 0..calls.len() {
        let (here, behind) = calls[index..].split_at_mut(1);
        let here = &mut here[0];
        match (here.name.as_str(), here.what) {
            ("openat", "directory") => {
                let next = behind.iter().find(|call| ["getdents64", "fsync"].contains(&call.name.as_str()));
                let lists = next.is_some_and(|call| call.name == "getdents64");
                directory = if lists { LIST } else { FLUSH };
                here.why = directory;
            }
            (_, "directory") => here.why = directory,
            // The standard library looks how much there is to read, and nothing here asks where it is in a file.
            ("statx", _) if behind.first().is_some_and(|call| call.why == HINT) => here.why = HINT,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = r#"execve("/p", ["p"], 0x7ffc /* 9 vars */) = 0
openat(AT_FDCWD</>, "/etc/ld.so.cache", O_RDONLY|O_CLOEXEC) = 3</etc/ld.so.cache>
statx(AT_FDCWD</>, "/persist-operation-begins", AT_STATX_SYNC_AS_STAT, STATX_ALL, 0x7ffc) = -1 ENOENT (No such file)
openat(AT_FDCWD</>, "/t/d", O_RDONLY|O_DIRECTORY) = 3</t/d>
getdents64(3</t/d>, 0x5581, 32768) = 112
openat(AT_FDCWD</>, "/t/d/.persist-00.tmp", O_RDWR|O_CREAT|O_EXCL, 0600) = 3</t/d/.persist-00.tmp>
write(3</t/d/.persist-00.tmp>, "\0"..., 10) = -1 EIO (Input/output error) (INJECTED)
rename("/t/d/.persist-00.tmp", "/t/d/file") = 0
openat(AT_FDCWD</>, "/t/d", O_RDONLY) = 4</t/d>
fsync(4</t/d>) = 0
statx(AT_FDCWD</>, "/persist-operation-ends", AT_STATX_SYNC_AS_STAT, STATX_ALL, 0x7ffc) = -1 ENOENT (No such file)
close(3</t/d/file>) = 0
"#;

    #[test]
    fn calls_are_found_and_told_apart() {
        let calls = calls(TRACE, Path::new("/t/d"));
        let found: Vec<_> = calls.iter().map(|call| (call.label(), call.number)).collect();
        let expected = [
            ("openat directory, to list it", 2),
            ("getdents64 directory, to list it", 1),
            ("openat new file", 3),
            ("write new file", 1),
            ("rename new file", 1),
            ("openat directory, to flush it", 4),
            ("fsync directory, to flush it", 1),
        ];
        assert_eq!(found, expected.map(|(label, number)| (label.to_owned(), number)));
        assert_eq!(injected(TRACE, Path::new("/t/d"), true), Some(("write".to_owned(), "new file")));
    }
}
