//! What a power cut leaves: every state that a file system may be in after it, within stated bounds.
//!
//! What has been flushed is there: the data and the length of a file after [`Op::Sync`], the names in a directory
//! after [`Op::SyncDirectory`]. Of everything else, any part may be there:
//!
//! - of the changes to names that are not flushed, any subset, each as a whole, in their order;
//! - of the changes to a file's content, any number from the first on, and of the one after them a part: up to a cut, or from a
//!   cut on, which is at a sector's boundary or within a sector; with the length that the data reaches to, or
//!   already with the length that it was to have, and then zeros or what the device held there before in place of the data;
//! - all of it but one sector, but one page, or nothing of it but one sector.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use super::content::{Image, Op, Thing};

/// How finely states are told apart.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// What a device writes as a whole, if nothing worse happens.
    pub sector: usize,
    /// What a system writes as a whole.
    pub page: usize,
    /// The most changes to names of which every subset is tried; of more, all from the first on, and all but one.
    pub names: usize,
    /// Where within a sector a write is torn, from each of its boundaries in it.
    pub tears: &'static [usize],
}

impl Bounds {
    /// Those that are stated.
    pub const FULL: Self = Bounds { sector: 512, page: 4096, names: 10, tears: &[1, 16, 47, 48, 200] };

    /// For a crash within a recovery from a crash.
    pub const AGAIN: Self = Bounds { sector: 4096, page: 4096, names: 6, tears: &[48] };
}

/// What is known to be on the device, and what may be.
struct Device<'a> {
    /// Names and contents that are flushed.
    flushed: Image,
    /// Changes to names that are not.
    names: Vec<&'a Op>,
    /// What the content of each file was after each of the changes to it that are not flushed.
    contents: BTreeMap<usize, Vec<Vec<u8>>>,
    /// What the device held before, at each place of a file.
    ghost: &'a [u8],
}

/// What has been done.
#[derive(Clone, Copy, Debug)]
pub struct History<'a> {
    pub start: &'a Image,
    pub ops: &'a [Op],
    /// How many of them had been done when each promise was made.
    pub promises: &'a [usize],
    /// What the device held before, at each place of a file.
    pub ghost: &'a [u8],
}

impl History<'_> {
    /// How many promises had been made after so many operations.
    fn promised(&self, done: usize) -> usize {
        self.promises.iter().filter(|at| **at <= done).count()
    }
}

/// Every state that a power cut may leave after some first operations: `visit` gets each one, with the number of promises that had
/// been made before the cut; again only if that was another number a moment earlier. States that differ in what nobody can get at
/// are one.
pub fn states(history: History<'_>, bounds: Bounds, mut visit: impl FnMut(&Image, usize)) {
    let History { start, ops, ghost, .. } = history;
    let mut device = Device { flushed: start.clone(), names: Vec::new(), contents: BTreeMap::new(), ghost };
    let mut current = start.clone();
    let mut before = HashSet::new();
    let mut promised_before = 0;
    for done in 0..=ops.len() {
        let promised = history.promised(done);
        let mut now = HashSet::new();
        device.states(bounds, &mut |image| {
            if now.insert(image.clone()) && (promised > promised_before || !before.contains(image)) {
                visit(image, promised);
            }
        });
        (before, promised_before) = (now, promised);
        if let Some(op) = ops.get(done) {
            current.apply(op);
            device.take(op, &current);
        }
    }
}

impl<'a> Device<'a> {
    /// Takes note of an operation, after which the contents are `current`.
    fn take(&mut self, op: &'a Op, current: &Image) {
        match op {
            Op::Sync(file) => {
                self.contents.remove(file);
                self.flushed.files[*file].clone_from(&current.files[*file]);
            }
            Op::SyncDirectory(directory) => {
                let flushed = &mut self.flushed;
                self.names.retain(|op| {
                    let here = op.directories().iter().any(|path| path == directory);
                    if here {
                        flushed.apply(op);
                    }
                    !here
                });
            }
            _ => match op.file() {
                Some(file) => self.contents.entry(file).or_default().push(current.files[file].clone()),
                None => self.names.push(op),
            },
        }
        self.flushed.files.resize(current.files.len(), Vec::new());
    }

    fn states(&self, bounds: Bounds, visit: &mut impl FnMut(&Image)) {
        for names in self.names_left(bounds) {
            let reachable: BTreeSet<usize> = names.values().filter_map(Thing::number).collect();
            let mut image = Image { names, files: self.flushed.files.clone(), ..Image::default() };
            for (number, content) in image.files.iter_mut().enumerate() {
                if !reachable.contains(&number) {
                    content.clear();
                }
            }
            visit(&image);
            let changed: Vec<usize> = self.contents.keys().copied().filter(|file| reachable.contains(file)).collect();
            for file in &changed {
                let parts = self.contents_left(*file, bounds);
                for others_are_there in [false, true] {
                    let mut image = image.clone();
                    for other in changed.iter().filter(|other| others_are_there && *other != file) {
                        image.files[*other].clone_from(self.contents[other].last().expect("a change"));
                    }
                    for part in &parts {
                        image.files[*file].clone_from(part);
                        visit(&image);
                    }
                }
            }
        }
    }

    /// The names that there may be.
    fn names_left(&self, bounds: Bounds) -> BTreeSet<BTreeMap<PathBuf, Thing>> {
        let count = self.names.len();
        let subsets: Vec<Vec<bool>> = if count <= bounds.names {
            (0..1_usize << count).map(|set| (0..count).map(|index| set >> index & 1 == 1).collect()).collect()
        } else {
            let first = (0..=count).map(|end| (0..count).map(|index| index < end).collect());
            first.chain((0..count).map(|gone| (0..count).map(|index| index != gone).collect())).collect()
        };
        let apply = |subset: Vec<bool>| {
            let mut image = Image { names: self.flushed.names.clone(), ..Image::default() };
            let there = self.names.iter().zip(subset).filter(|(_, there)| *there);
            there.for_each(|(op, _)| image.apply(op));
            image.names
        };
        subsets.into_iter().map(apply).collect()
    }

    /// What may be in a file.
    fn contents_left(&self, file: usize, bounds: Bounds) -> BTreeSet<Vec<u8>> {
        let flushed = &self.flushed.files[file];
        let changes = &self.contents[&file];
        let mut found = BTreeSet::new();
        let mut before = flushed;
        for after in changes {
            found.insert(after.clone());
            self.torn(before, after, bounds, &mut found);
            before = after;
        }
        let last = changes.last().expect("a change");
        for unit in [bounds.sector, bounds.page] {
            self.without_or_with_one(flushed, last, unit, &mut found);
        }
        found
    }

    /// A part of one change: from its beginning to a cut, or from a cut to its end.
    fn torn(&self, before: &[u8], after: &[u8], bounds: Bounds, found: &mut BTreeSet<Vec<u8>>) {
        let Some((start, end)) = difference(before, after) else { return };
        for cut in cuts(start, end, bounds) {
            let filled =
                |place: usize, fill: &dyn Fn(usize) -> u8| before.get(place).copied().unwrap_or_else(|| fill(place));
            let ghost = |place: usize| self.ghost.get(place).copied().unwrap_or(0xa5);
            let zero = |_: usize| 0_u8;
            // As long as the data reaches.
            let mut short = before.to_vec();
            if after.len() >= before.len() {
                short.resize(before.len().max(cut), 0);
            }
            let reaches = short.len().min(cut).min(after.len());
            short[start..reaches].copy_from_slice(&after[start..reaches]);
            found.insert(short);
            // As long as it was to be, before the data is there.
            for fill in [&zero as &dyn Fn(usize) -> u8, &ghost] {
                let upto = |place: usize| if place < cut { after[place] } else { filled(place, fill) };
                found.insert((0..after.len()).map(upto).collect());
                let from = |place: usize| if place >= cut { after[place] } else { filled(place, fill) };
                found.insert((0..after.len()).map(from).collect());
            }
        }
    }

    /// All changes but those in one unit, and none but those.
    fn without_or_with_one(&self, before: &[u8], after: &[u8], unit: usize, found: &mut BTreeSet<Vec<u8>>) {
        let Some((start, end)) = difference(before, after) else { return };
        for number in start / unit..end.div_ceil(unit) {
            let inside = |place: usize| place / unit == number;
            for ghost in [false, true] {
                let old = |place: usize| match before.get(place) {
                    Some(byte) => *byte,
                    None if ghost => self.ghost.get(place).copied().unwrap_or(0xa5),
                    None => 0,
                };
                found.insert(
                    (0..after.len()).map(|place| if inside(place) { old(place) } else { after[place] }).collect(),
                );
                found.insert(
                    (0..after.len()).map(|place| if inside(place) { after[place] } else { old(place) }).collect(),
                );
            }
        }
    }
}

/// Where two contents differ: from the first byte to behind the last one.
fn difference(before: &[u8], after: &[u8]) -> Option<(usize, usize)> {
    let longest = before.len().max(after.len());
    let differs = |place: &usize| before.get(*place) != after.get(*place);
    let start = (0..longest).find(differs)?;
    let end = (0..longest).rev().find(differs)? + 1;
    Some((start, end))
}

/// Where a change may be torn.
fn cuts(start: usize, end: usize, bounds: Bounds) -> BTreeSet<usize> {
    let mut boundaries: Vec<usize> =
        (start / bounds.sector..=end / bounds.sector).map(|number| number * bounds.sector).collect();
    boundaries.extend([start, end]);
    let torn = boundaries
        .iter()
        .flat_map(|place| bounds.tears.iter().flat_map(move |by| [place + by, place.saturating_sub(*by)]));
    boundaries.iter().copied().chain(torn).filter(|cut| (start..=end).contains(cut)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All states that a power cut leaves after all operations.
    fn after(ops: &[Op]) -> HashSet<Image> {
        let history = History { start: &Image::default(), ops, promises: &[ops.len()], ghost: &[7; 4_000] };
        let mut found = HashSet::new();
        states(history, Bounds::FULL, |image, promised| {
            if promised == 1 {
                found.insert(image.clone());
            }
        });
        found
    }

    fn written() -> Vec<Op> {
        let write = |at, byte| Op::Write { file: 0, at, bytes: vec![byte; 1_000] };
        vec![Op::Create("/d/f".into(), 0), write(0, 1), write(1_000, 2)]
    }

    fn last(ops: &[Op]) -> HashSet<Option<Vec<u8>>> {
        after(ops).iter().map(|image| image.read("/d/f").map(<[u8]>::to_vec)).collect()
    }

    #[test]
    fn what_is_not_flushed_may_be_there_in_any_part() {
        let found = last(&written());
        let whole = [vec![1; 1_000], vec![2; 1_000]].concat();
        let with = |change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = whole.clone();
            change(&mut bytes);
            Some(bytes)
        };
        for state in [
            None,
            Some(Vec::new()),
            Some(whole.clone()),
            with(&|bytes| bytes.truncate(512)),
            with(&|bytes| bytes.truncate(1_001)),
            with(&|bytes| bytes[1_536..].fill(0)),
            with(&|bytes| bytes[1_536..].fill(7)),
            with(&|bytes| bytes[512..1_024].fill(0)),
            with(&|bytes| bytes.fill(0)),
        ] {
            assert!(found.contains(&state), "{state:?}");
        }
    }

    #[test]
    fn what_is_flushed_is_there() {
        let mut ops = written();
        ops.push(Op::Sync(0));
        let whole = [vec![1; 1_000], vec![2; 1_000]].concat();
        assert_eq!(last(&ops), HashSet::from([None, Some(whole.clone())]));
        ops.push(Op::SyncDirectory("/d".into()));
        assert_eq!(last(&ops), HashSet::from([Some(whole)]));
    }

    #[test]
    fn names_change_one_by_one_in_any_subset() {
        let ops = [
            Op::Create("/d/a".into(), 0),
            Op::Rename("/d/a".into(), "/d/b".into(), 0),
            Op::Link(0, "/d/c".into()),
            Op::Remove("/d/b".into()),
        ];
        let names: HashSet<Vec<PathBuf>> =
            after(&ops).iter().map(|image| image.names.keys().cloned().collect()).collect();
        let expected: [&[&str]; 6] = [&[], &["/d/a"], &["/d/b"], &["/d/c"], &["/d/a", "/d/c"], &["/d/b", "/d/c"]];
        let expected = expected.map(|names| names.iter().map(PathBuf::from).collect());
        assert_eq!(names, HashSet::from(expected));
    }
}
