//! Where encoded bytes come from: one piece after another, each looked at once, from front to back.
//!
//! Nothing that a reader returns has been believed: every length is held against the bytes that are
//! there, and memory is charged to a limit before it is asked for.

mod pieces;

use std::alloc::Layout;
use std::marker::PhantomData;
use std::sync::Arc;

use self::pieces::Pieces;
use super::BYTE_TAGS_TO;
use super::arena::Arena;
use super::chunks::Source;
use super::late::Late;
use super::varint;
use super::walk::Walk;
use crate::error::{Error, ErrorKind, Result};
use crate::schema::resolve::plan::{Plan, Reading, Step};

/// From how many bytes on a run of elements is read to where it belongs, past the memory of a piece.
const POURED: usize = if cfg!(test) { 1 << 6 } else { 1 << 19 };

/// What a decoder must refuse.
#[derive(Clone, Debug)]
pub(crate) struct ReadSettings {
    /// The deepest nesting.
    pub(crate) max_depth: u32,
    /// The most memory, in bytes, that the value may take.
    pub(crate) max_memory: u64,
    /// That it may be so many times what has been read of a container, if that is more.
    pub(crate) times_input: u64,
}

impl ReadSettings {
    /// At most these, whatever is read.
    pub(crate) const fn at_most(max_depth: u32, max_memory: u64) -> Self {
        ReadSettings { max_depth, max_memory, times_input: 0 }
    }
}

/// Reads values; only the implementations of [`Decode`](crate::Decode) get hold of one.
pub struct Reader<'de> {
    /// The next byte of the present piece.
    next: *const u8,
    /// The end of the present piece.
    end: *const u8,
    /// Its start, and where that is in the input.
    start: *const u8,
    offset: u64,
    /// Whether the present piece is part of the input.
    lends: bool,
    /// What is remembered of the way here.
    pub(crate) walk: Walk,
    arena: Arena,
    settings: ReadSettings,
    memory_left: u64,
    /// The limit that this is left of.
    memory_granted: u64,
    /// How the next rows come.
    step: Step,
    /// Not made until it is needed: a message is decoded in little more than the time that making and dropping it would take.
    rest: Late<Rest<'de>>,
    input: PhantomData<&'de [u8]>,
}

/// What only containers and other types' values need of a reader.
#[derive(Default)]
struct Rest<'de> {
    /// A container's; `None` for bare values.
    pieces: Option<Pieces<'de>>,
    /// The plan that the next rows' step is one of.
    plan: Option<Arc<Plan>>,
}

impl<'de> Reader<'de> {
    /// A reader of bare bytes, which begin at `offset` of what the user gave.
    #[inline]
    pub(crate) fn bare(bytes: &'de [u8], offset: u64, settings: ReadSettings) -> Self {
        let range = bytes.as_ptr_range();
        Reader {
            next: range.start,
            end: range.end,
            start: range.start,
            offset,
            lends: true,
            walk: Walk::default(),
            arena: Arena::default(),
            memory_left: settings.max_memory,
            memory_granted: settings.max_memory,
            settings,
            step: Step::SAME,
            rest: Late::none(),
            input: PhantomData,
        }
    }

    /// A reader of a container's pieces.
    ///
    /// # Errors
    /// What the source reports of the first piece.
    pub(crate) fn container(source: Box<dyn Source<'de> + 'de>, settings: ReadSettings) -> Result<Self> {
        let mut reader = Reader::bare(&[], 0, settings);
        reader.rest().pieces = Some(Pieces::of(source));
        reader.next_piece()?;
        Ok(reader)
    }

    #[inline]
    fn rest(&mut self) -> &mut Rest<'de> {
        self.rest.made()
    }

    /// Ends the reading: everything must have been read. The reader stays where it is, as it is large.
    #[inline]
    pub(crate) fn finish(&mut self) -> Result<()> {
        if self.left() > 0 || self.in_container() && self.goes_on()? { Err(self.trailing()) } else { Ok(()) }
    }

    #[cold]
    fn trailing(&self) -> Error {
        self.error(ErrorKind::Trailing, format!("{} bytes follow the value", self.left()))
    }

    // ---- bytes ----

    /// How many bytes are left in the present piece.
    #[inline]
    pub(crate) fn left(&self) -> usize {
        self.end.addr() - self.next.addr()
    }

    /// The next `count` bytes. They are initialised, and live until the next value or group begins, or the payload is cut behind
    /// values that are owned, outside of all blocks (rule 2); where the piece is part of the input ([`Reader::lend`]), for `'de`.
    #[inline]
    pub(crate) fn take(&mut self, count: usize) -> Result<*const u8> {
        if count > self.left() {
            return Err(self.truncated(count));
        }
        let bytes = self.next;
        self.next = self.next.wrapping_add(count);
        Ok(bytes)
    }

    /// The next `count` bytes as a slice.
    #[inline]
    pub(crate) fn slice(&mut self, count: usize) -> Result<&[u8]> {
        let bytes = self.take(count)?;
        // SAFETY: `take` checked that `count` bytes of the piece are there; none is given back while the reader is borrowed.
        Ok(unsafe { std::slice::from_raw_parts(bytes, count) })
    }

    /// The same of bytes that the value will own; that they are cut off is told before a limit.
    #[inline]
    pub(crate) fn slice_to_own(&mut self, count: usize) -> Result<&[u8]> {
        if count <= self.left() {
            self.charge(count)?;
        }
        self.slice(count)
    }

    /// The next `N` bytes.
    #[inline]
    pub(crate) fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let bytes = self.take(N)?;
        // SAFETY: `take` checked that N bytes are there; a byte array has no alignment.
        Ok(unsafe { bytes.cast::<[u8; N]>().read() })
    }

    /// The next byte.
    #[inline]
    pub(crate) fn byte(&mut self) -> Result<u8> {
        Ok(self.array::<1>()?[0])
    }

    /// The next varint.
    #[inline]
    pub(crate) fn varint(&mut self) -> Result<u64> {
        if self.left() >= varint::MAX {
            // SAFETY: at least 9 bytes are left.
            let first = unsafe { self.next.read() };
            if first & 1 == 1 {
                self.next = self.next.wrapping_add(1);
                return Ok(u64::from(first >> 1));
            }
            let len = varint::len_of(first);
            let skip = usize::from(len == varint::MAX);
            // SAFETY: as above: 8 bytes from the first or the second one.
            let word = u64::from_le_bytes(unsafe { self.next.add(skip).cast::<[u8; 8]>().read() });
            let Some(value) = varint::value(word, len) else {
                return Err(self.overlong());
            };
            self.next = self.next.wrapping_add(len);
            return Ok(value);
        }
        self.varint_near_end()
    }

    #[cold]
    fn varint_near_end(&mut self) -> Result<u64> {
        let first = self.byte()?;
        if first & 1 == 1 {
            return Ok(u64::from(first >> 1));
        }
        let len = varint::len_of(first);
        let mut word = [0; 9];
        word[0] = first;
        // At most 8 bytes: `len` is at most 9.
        let rest = self.slice(len - 1)?;
        word[1..len].copy_from_slice(rest);
        let skip = usize::from(len == varint::MAX);
        let mut low = [0; 8];
        low.copy_from_slice(&word[skip..skip + 8]);
        varint::value(u64::from_le_bytes(low), len).ok_or_else(|| self.overlong())
    }

    #[cold]
    fn overlong(&self) -> Error {
        self.malformed("a varint has more bytes than its value needs")
    }

    /// A varint that must fit a `usize`.
    #[inline]
    pub(crate) fn length(&mut self) -> Result<usize> {
        let value = self.varint()?;
        self.fits(value)
    }

    /// A length that must fit a `usize`.
    #[inline]
    pub(crate) fn fits(&self, value: u64) -> Result<usize> {
        usize::try_from(value).map_err(|_| self.too_long(value))
    }

    #[cold]
    pub(crate) fn too_long(&self, value: u64) -> Error {
        self.error(ErrorKind::Limit, format!("a length of {value} does not fit this machine's addresses"))
    }

    /// The variant of a single enum value; below `count`.
    #[inline]
    pub fn variant(&mut self, count: u32) -> Result<u32> {
        let index = if count <= BYTE_TAGS_TO as u32 { u64::from(self.byte()?) } else { self.varint()? };
        if index >= u64::from(count) {
            return Err(self.no_variant(index, count));
        }
        Ok(index as u32)
    }

    #[cold]
    pub(crate) fn no_variant(&self, index: u64, count: u32) -> Error {
        self.malformed(format!("variant {index} of an enum that has {count}"))
    }

    /// In a container, skips zeros up to a multiple of `align` from the piece's start.
    pub(crate) fn pad(&mut self, align: usize) -> Result<()> {
        if !self.in_container() {
            return Ok(());
        }
        let rest = (self.next.addr() - self.start.addr()) % align.max(1);
        if rest != 0 && self.slice(align - rest)?.iter().any(|byte| *byte != 0) {
            return Err(self.malformed("padding that is not zero"));
        }
        Ok(())
    }

    /// Reads the length of a column of `rows` rows, where it has one, and returns where the column
    /// must end.
    pub(crate) fn open_length(&mut self, rows: usize) -> Result<Option<*const u8>> {
        if rows < super::LENGTHS_FROM {
            return Ok(None);
        }
        let short = u32::from_le_bytes(self.array()?);
        let length = if short == u32::MAX { u64::from_le_bytes(self.array()?) } else { u64::from(short) };
        match usize::try_from(length) {
            Ok(length) if length <= self.left() => {
                self.walk.uncut += 1;
                Ok(Some(self.next.wrapping_add(length)))
            }
            _ => Err(self.malformed(format!("a column of {length} bytes, where {} are left", self.left()))),
        }
    }

    /// Checks that a column ends where its length said.
    pub(crate) fn close_length(&mut self, end: Option<*const u8>) -> Result<()> {
        let Some(end) = end else { return Ok(()) };
        self.walk.uncut -= 1;
        if end != self.next {
            return Err(self.malformed("a column does not end where its length says"));
        }
        Ok(())
    }

    /// Steps over a column of `rows` rows, if it has a length.
    pub(crate) fn pass_length(&mut self, rows: usize) -> Result<bool> {
        let end = self.open_length(rows)?;
        self.next = end.unwrap_or(self.next);
        self.close_length(end)?;
        Ok(end.is_some())
    }

    // ---- borrowing ----

    /// Checks that values may borrow from the present piece.
    #[inline]
    pub(crate) fn lend(&self) -> Result<()> {
        if self.lends { Ok(()) } else { Err(self.unpacked_cannot_be_borrowed()) }
    }

    #[cold]
    fn unpacked_cannot_be_borrowed(&self) -> Error {
        self.error(ErrorKind::Borrow, "what was compressed cannot be borrowed")
            .help("load into an owned type (`String`, `Vec`), or save without compression")
    }

    /// Whether the bytes are a container's.
    #[inline]
    pub(crate) fn in_container(&self) -> bool {
        self.pieces().is_some()
    }

    // ---- plans ----

    /// Reads the value by this plan from here on.
    pub(crate) fn follow(&mut self, plan: Arc<Plan>) {
        self.step = plan.root();
        self.rest().plan = Some(plan);
    }

    /// The plan, which there is wherever a step is not [`Step::SAME`].
    pub(crate) fn plan(&self) -> Result<Arc<Plan>> {
        self.known_plan().cloned()
    }

    /// How the rows at a step of the plan are read.
    pub(crate) fn reading(&self, step: Step) -> Result<&Reading> {
        self.known_plan().map(|plan| plan.reading(step))
    }

    fn known_plan(&self) -> Result<&Arc<Plan>> {
        let plan = self.rest.get().and_then(|rest| rest.plan.as_ref());
        plan.ok_or_else(|| self.malformed("rows that come by a plan, without one"))
    }

    /// How the next rows are read; whoever decodes them takes it.
    #[inline]
    pub(crate) fn take_reading(&mut self) -> Result<&Reading> {
        match self.take_step() {
            Step::SAME => Ok(const { &Reading::Same }),
            step => self.reading(step),
        }
    }

    /// Tells the next `decode_rows` how its rows come.
    pub(crate) fn set_step(&mut self, step: Step) {
        self.step = step;
    }

    /// How the rows come; whoever decodes them takes it, or leaves it to the one type that it is in
    /// the file.
    #[inline]
    pub(crate) fn take_step(&mut self) -> Step {
        std::mem::replace(&mut self.step, Step::SAME)
    }

    /// Whether the next rows come by a plan.
    pub(crate) fn is_planned(&self) -> bool {
        self.step != Step::SAME
    }

    /// Has `read` read other bytes than the next ones, all of them; they borrow nothing.
    pub(crate) fn within(&mut self, bytes: &[u8], read: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let range = bytes.as_ptr_range();
        let pieces = self.rest.get_mut().and_then(|rest| rest.pieces.take());
        let before = (self.start, self.next, self.end);
        (self.start, self.next, self.end) = (range.start, range.start, range.end);
        let done = read(self);
        self.walk.take_untagged();
        let left = self.left();
        (self.start, self.next, self.end) = before;
        self.rest().pieces = pieces;
        done?;
        match left {
            0 => Ok(()),
            left => Err(self.malformed(format!("{left} bytes of a record's fields are left"))),
        }
    }

    // ---- limits and state ----

    /// Counts `bytes` of memory against the limit, before they are asked for.
    #[inline]
    pub(crate) fn charge(&mut self, bytes: usize) -> Result<()> {
        match self.memory_left.checked_sub(bytes as u64) {
            Some(left) => {
                self.memory_left = left;
                Ok(())
            }
            None => Err(self.out_of_memory(bytes)),
        }
    }

    /// Whether so much may be charged.
    pub(crate) fn can_charge(&self, bytes: usize) -> bool {
        bytes as u64 <= self.memory_left
    }

    #[cold]
    fn out_of_memory(&self, bytes: usize) -> Error {
        self.error(
            ErrorKind::Limit,
            format!(
                "the value needs more memory than the limit of {} bytes ({bytes} more were asked for)",
                self.memory_granted
            ),
        )
        .help("raise `LoadOptions::max_memory` if the file is trusted")
    }

    /// Scratch memory for `count` values of so many bytes; counted against the limit, until the column, payload or
    /// conversion is done that it is taken for ([`Reader::column`]).
    pub(crate) fn scratch(&mut self, size: usize, align: usize, count: usize) -> Result<*mut u8> {
        let layout = size
            .checked_mul(count)
            .and_then(|bytes| Layout::from_size_align(bytes, align).ok())
            .ok_or_else(|| self.out_of_memory(usize::MAX))?;
        self.charge(layout.size())?;
        Ok(self.arena.take(layout))
    }

    /// The same for values of a type.
    pub(crate) fn scratch_of<T>(&mut self, count: usize) -> Result<*mut T> {
        Ok(self.scratch(size_of::<T>(), align_of::<T>(), count)?.cast())
    }

    /// Has `decode` decode a column, or what is done before its next part, and takes all scratch memory back that this took.
    #[inline]
    pub(super) fn column(&mut self, decode: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mark = self.arena.mark();
        decode(self)?;
        self.memory_left += self.arena.release(mark) as u64;
        Ok(())
    }

    /// Goes one level deeper.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<()> {
        let entered = self.walk.enter(self.settings.max_depth);
        entered.map_err(|error| error.at(self.offset()).help("raise `LoadOptions::max_depth`, at most to 256"))
    }

    /// Whether it may go one level deeper.
    #[inline]
    pub(crate) fn may_enter(&self) -> bool {
        self.walk.may_enter(self.settings.max_depth)
    }

    /// How many bytes of input are left, in all pieces.
    pub(crate) fn left_in_all(&self) -> u64 {
        self.left() as u64 + self.pieces().map_or(0, Pieces::remaining)
    }

    /// The error for memory that the allocator would not give.
    #[cold]
    pub(crate) fn refused(&self, bytes: usize) -> Error {
        self.error(ErrorKind::Limit, format!("the system has no {bytes} bytes of memory left for the value"))
    }

    /// The position in the present piece.
    pub(crate) fn position(&self) -> *const u8 {
        self.next
    }

    /// Counts a block of `rows` elements that took no bytes since `position`.
    #[inline]
    pub(crate) fn count_empty(&mut self, rows: usize, position: *const u8) -> Result<()> {
        if self.next != position {
            return Ok(());
        }
        self.walk.count_empty(rows).map_err(|error| error.at(self.offset()))
    }

    // ---- errors ----

    /// Where the next byte is in the input.
    pub(crate) fn offset(&self) -> u64 {
        self.offset + (self.next.addr() - self.start.addr()) as u64
    }

    /// An error at the present place.
    #[cold]
    pub(crate) fn error(&self, kind: ErrorKind, message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        Error::new(kind, message).at(self.offset())
    }

    /// The bytes break a rule of the format.
    #[cold]
    pub(crate) fn malformed(&self, message: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        self.error(ErrorKind::Malformed, message)
    }

    #[cold]
    #[inline(never)]
    fn truncated(&self, wanted: usize) -> Error {
        self.error(
            ErrorKind::Truncated,
            format!("the data ends early: {wanted} bytes are needed here, {} are left", self.left()),
        )
    }
}
