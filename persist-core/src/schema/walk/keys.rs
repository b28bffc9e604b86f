//! Keys of maps and elements of sets, to be compared: each as a byte string that is equal for equal values alone.
//!
//! The values of a block lie column by column, so that the string of a row comes together from several places:
//! whatever the walk reads on the way is appended to the string of the row that it belongs to, its *owner*. What
//! has a fixed place in a row is appended to the row's own string: numbers as in fixed width, a text with its length, whether
//! there is a value before the value, a variant's index before its fields. Elements of sequences, sets, maps and arrays may
//! lie in different blocks, wherever these happen to end; so they are gathered as strings of their own first, and are appended
//! one after another, behind their number.
//!
//! Equal are values of which the same was saved. What a program's own `Eq` takes for equal besides, only that program can find.

use std::collections::HashSet;
use std::rc::Rc;

use crate::codec::BLOCK;
use crate::error::{Error, ErrorKind, Result};

/// What a key is taken to cost in a table, beside its bytes.
const SLOT: u64 = 64;

/// The most bytes of a sheet that are kept to be used again.
const KEPT: u64 = 1 << 16;

/// To which strings the rows of a block belong.
#[derive(Clone)]
pub(super) enum Owners {
    /// To none: nobody wants to compare them.
    Nobody,
    /// The first row to this one, and so on.
    From(usize),
    /// Each to its own.
    Listed(Rc<[u32]>),
}

impl Owners {
    /// Whether there are any.
    pub(super) fn are_there(&self) -> bool {
        !matches!(self, Owners::Nobody)
    }

    fn of(&self, row: usize) -> usize {
        match self {
            Owners::Nobody => 0,
            Owners::From(first) => first + row,
            Owners::Listed(list) => list.get(row).map_or(0, |owner| *owner as usize),
        }
    }

    /// Those of some of the rows.
    pub(super) fn only(&self, rows: impl Iterator<Item = usize>) -> Owners {
        match self {
            Owners::Nobody => Owners::Nobody,
            _ => Owners::Listed(rows.map(|row| self.of(row) as u32).collect()),
        }
    }

    /// That of one row.
    pub(super) fn one(&self, row: usize) -> Owners {
        match self {
            Owners::Nobody => Owners::Nobody,
            _ => Owners::From(self.of(row)),
        }
    }
}

/// The strings of the rows of one block.
struct Sheet {
    strings: Vec<Vec<u8>>,
    bytes: u64,
}

/// All strings that are being gathered, those of the innermost elements last, and what memory is left for them.
pub(super) struct Keys {
    sheets: Vec<Sheet>,
    spare: Vec<Sheet>,
    left: u64,
    most: u64,
}

impl Keys {
    pub(super) fn new(max_memory: u64) -> Self {
        Keys { sheets: Vec::new(), spare: Vec::new(), left: max_memory, most: max_memory }
    }

    /// Appends to the string of the row that `row` belongs to.
    pub(super) fn append(&mut self, owners: &Owners, row: usize, bytes: &[u8]) -> Result<()> {
        let last = self.sheets.len().saturating_sub(1);
        self.append_to(last, owners, row, bytes)
    }

    fn append_to(&mut self, sheet: usize, owners: &Owners, row: usize, bytes: &[u8]) -> Result<()> {
        self.charge(bytes.len() as u64)?;
        if let Some(sheet) = self.sheets.get_mut(sheet)
            && let Some(string) = sheet.strings.get_mut(owners.of(row))
        {
            string.extend_from_slice(bytes);
            sheet.bytes += bytes.len() as u64;
        }
        Ok(())
    }

    /// Begins to gather the blocks of some elements.
    pub(super) fn open(&mut self) {
        let sheet = self.spare.pop().unwrap_or_else(|| Sheet { strings: vec![Vec::new(); BLOCK], bytes: 0 });
        self.sheets.push(sheet);
    }

    /// Ends what [`Keys::open`] began.
    pub(super) fn close(&mut self) {
        self.clear();
        self.spare.extend(self.sheets.pop());
    }

    /// Empties the strings of a block.
    fn clear(&mut self) {
        let Some(sheet) = self.sheets.last_mut() else { return };
        if sheet.bytes > KEPT {
            sheet.strings = vec![Vec::new(); BLOCK];
        } else {
            sheet.strings.iter_mut().for_each(Vec::clear);
        }
        self.left = self.left.saturating_add(std::mem::take(&mut sheet.bytes));
    }

    fn charge(&mut self, bytes: u64) -> Result<()> {
        match self.left.checked_sub(bytes) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.too_many()),
        }
    }

    #[cold]
    fn too_many(&self) -> Error {
        let message = format!("the keys of its maps and sets need more memory than the limit of {} bytes", self.most);
        Error::new(ErrorKind::Limit, message).help("raise `LoadOptions::max_memory` if the file is trusted")
    }
}

/// What becomes of the strings of elements or entries, block after block.
pub(super) struct Gathering {
    /// How many of them each row has.
    counts: Box<[u64]>,
    differ: Option<Differ>,
    up: Option<Up>,
}

/// The elements of a row must differ from each other.
struct Differ {
    at: Cursor,
    what: &'static str,
    met: HashSet<Vec<u8>>,
    cost: u64,
}

/// The elements are parts of values that are gathered themselves.
struct Up {
    at: Cursor,
    owners: Owners,
    /// Whose strings they are appended to.
    sheet: usize,
}

/// Goes from element to element, and tells whose they are.
#[derive(Default)]
struct Cursor {
    /// The row after the present one.
    next: usize,
    left: u64,
}

impl Cursor {
    /// The row that the next element belongs to, and whether it is its first.
    fn next(&mut self, counts: &[u64]) -> (usize, bool) {
        let is_first = self.left == 0;
        while self.left == 0 {
            self.left = counts.get(self.next).copied().unwrap_or(u64::MAX);
            self.next += 1;
        }
        self.left -= 1;
        (self.next - 1, is_first)
    }
}

impl Gathering {
    /// For the elements of rows with so many each, which belong to `owners`; `what` they are called if those of a row must differ.
    /// `None` if nobody wants them.
    pub(super) fn of(counts: &[u64], what: Option<&'static str>, owners: Owners, keys: &Keys) -> Option<Box<Self>> {
        let differ = what.filter(|_| counts.iter().any(|count| *count > 1)).map(|what| Differ {
            at: Cursor::default(),
            what,
            met: HashSet::new(),
            cost: 0,
        });
        let sheet = keys.sheets.len().saturating_sub(1);
        let up = owners.are_there().then(|| Up { at: Cursor::default(), owners, sheet });
        (differ.is_some() || up.is_some()).then(|| Box::new(Gathering { counts: counts.into(), differ, up }))
    }

    /// Whether its elements must differ.
    pub(super) fn differ(&self) -> bool {
        self.differ.is_some()
    }

    /// Whether it is part of something that is gathered itself.
    pub(super) fn goes_up(&self) -> bool {
        self.up.is_some()
    }

    /// Takes the next element, or a map's next key, and finds out whether it was met before.
    fn compare(&mut self, keys: &mut Keys, string: &[u8]) -> Result<()> {
        let Some(differ) = &mut self.differ else { return Ok(()) };
        if differ.at.next(&self.counts).1 {
            differ.met.clear();
            keys.left = keys.left.saturating_add(std::mem::take(&mut differ.cost));
        }
        let cost = SLOT + string.len() as u64;
        keys.charge(cost)?;
        differ.cost += cost;
        if differ.met.insert(string.to_vec()) {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Malformed, format!("{} equals an earlier one", differ.what)))
    }

    fn hand_up(&mut self, keys: &mut Keys, string: &[u8]) -> Result<()> {
        let Some(up) = &mut self.up else { return Ok(()) };
        let (row, _) = up.at.next(&self.counts);
        keys.append_to(up.sheet, &up.owners, row, string)
    }

    /// Takes the next element, which has not been gathered on a sheet.
    pub(super) fn element(&mut self, keys: &mut Keys, string: &[u8]) -> Result<()> {
        self.compare(keys, string)?;
        self.hand_up(keys, string)
    }

    /// Takes the strings of a block of so many rows: of elements, or of a map's keys alone, or of its entries.
    pub(super) fn block(&mut self, keys: &mut Keys, rows: usize, block: Block) -> Result<()> {
        let Some(sheet) = keys.sheets.pop() else { return Ok(()) };
        let done = sheet.strings[..rows].iter().try_for_each(|string| match block {
            Block::Elements => self.element(keys, string),
            Block::Keys => self.compare(keys, string),
            Block::Entries => self.hand_up(keys, string),
        });
        keys.sheets.push(sheet);
        if block != Block::Keys {
            keys.clear();
        }
        done
    }

    /// Gives back the memory that it takes.
    pub(super) fn end(&self, keys: &mut Keys) {
        keys.left = keys.left.saturating_add(self.differ.as_ref().map_or(0, |differ| differ.cost));
    }
}

/// What a block that was gathered consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Elements,
    Keys,
    Entries,
}
