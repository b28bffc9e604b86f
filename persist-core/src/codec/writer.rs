//! Where encoded bytes go: one growing buffer, cut into pieces for a [`Sink`] when the bytes are to
//! be a container.
//!
//! **Room.** Writes are unchecked; whoever writes has made room first. The block path reserves
//! column by column. The single-value path reserves once: `slack` is what the fixed parts of the
//! values in work take at most, short texts among them, and whatever writes bytes of unbounded number (a
//! long text, elements) leaves room for `slack` more when it is done. A writer can only be had inside the
//! unsafe traits of the codec, whose implementations vouch for their `BOUND`.

use std::collections::BTreeSet;
use std::mem::ManuallyDrop;

use super::BYTE_TAGS_TO;
use super::arena::Arena;
use super::chunks::{Begins, Sink};
use super::forms::Forms;
use super::kernels::pieces::{USUAL, copy_short, copy_single};
use super::late::Late;
use super::varint;
use super::walk::Walk;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Effort;

/// The most bytes that are copied without a call. They make up no piece of a container, of which none is that small.
pub(crate) const SHORT: usize = 64;

/// The bound of bytes of any number, and of that number: those that are few find room in it.
pub(crate) const COUNTED: usize = varint::MAX + SHORT;

/// What an encoder may choose and must refuse.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WriteSettings {
    /// How hard to look for a small form.
    pub(crate) effort: Effort,
    /// Whether hash maps and sets are sorted by their encoded keys.
    pub(crate) canonical: bool,
    /// Whether a compressor follows.
    pub(crate) compressed: bool,
    /// The deepest nesting.
    pub(crate) max_depth: u32,
    /// How many times shared values may be written again.
    pub(crate) max_repeats: u64,
}

/// Writes values; only the implementations of [`Encode`](crate::Encode) get hold of one.
pub struct Writer<'s> {
    buffer: Vec<u8>,
    /// See *Room* above.
    slack: usize,
    pub(crate) settings: &'s WriteSettings,
    /// What is remembered of the way here.
    pub(crate) walk: Walk,
    /// Not made until it is needed: a message is encoded in the time that making and dropping it would take.
    rest: Late<Rest<'s>>,
}

/// What only containers and values with blocks or shared values need of a writer.
#[derive(Default)]
struct Rest<'s> {
    arena: Arena,
    /// What forms the columns had that were written so far.
    forms: Forms,
    /// `None` for bare values.
    pieces: Option<Pieces<'s>>,
    shared: Shared,
    /// The error of a field of a single value, on its way out.
    failure: Option<Error>,
}

/// The pieces that a container is cut into.
struct Pieces<'s> {
    /// Where each of them goes.
    sink: &'s mut dyn Sink,
    /// Where in the buffer the present one begins: at a multiple of 16.
    start: usize,
    begins: Begins,
}

/// The values that several `Rc`s or `Arc`s share.
#[derive(Default)]
struct Shared {
    /// Those met so far, by address.
    met: BTreeSet<usize>,
    /// How many times one of them was met again.
    repeats: u64,
}

/// A column whose length in bytes is filled in when it is done.
#[must_use]
pub(crate) struct OpenLength(Option<usize>);

impl<'s> Writer<'s> {
    /// A writer that appends bare bytes to `buffer`.
    #[inline]
    pub(crate) fn bare(buffer: Vec<u8>, settings: &'s WriteSettings) -> Self {
        Writer { buffer: by_parts(buffer), slack: 0, settings, walk: Walk::default(), rest: Late::none() }
    }

    /// A writer of a container's payloads, of which the first begins at the end of `buffer`.
    pub(crate) fn container(buffer: Vec<u8>, settings: &'s WriteSettings, sink: &'s mut dyn Sink) -> Self {
        let pieces = Pieces { sink, start: buffer.len(), begins: Begins::Value };
        let mut writer = Writer::bare(buffer, settings);
        writer.rest().pieces = Some(pieces);
        writer
    }

    /// Ends the writing: hands on the last piece of a container, and returns the buffer.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>> {
        if self.pieces().is_some_and(|pieces| pieces.begins != Begins::More) || self.in_piece() > 0 {
            self.hand_on()?;
        }
        Ok(self.buffer)
    }

    /// Ends the writing, whatever has come of it: takes the buffer, as far as it is written.
    #[inline]
    pub(super) fn take_buffer(&mut self) -> Vec<u8> {
        by_parts(std::mem::take(&mut self.buffer))
    }

    /// Drops what is left of a writer whose buffer has been taken.
    #[inline]
    pub(super) fn let_go_of_rest(&mut self) {
        self.rest = Late::none();
    }

    #[inline]
    fn rest(&mut self) -> &mut Rest<'s> {
        self.rest.made()
    }

    /// Scratch memory.
    #[inline]
    pub(crate) fn arena(&mut self) -> &mut Arena {
        &mut self.rest().arena
    }

    /// Has `encode` encode a column, and takes all scratch memory back that this took.
    #[inline]
    pub(super) fn column(&mut self, encode: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let mark = self.arena().mark();
        encode(self)?;
        self.arena().release(mark);
        Ok(())
    }

    /// What forms the columns had that were written so far.
    #[inline]
    pub(crate) fn forms(&mut self) -> &mut Forms {
        &mut self.rest().forms
    }

    /// Keeps the error of a field for [`failed`](Self::failed).
    #[cold]
    pub(super) fn fail(&mut self, error: Error) {
        self.rest().failure = Some(error);
    }

    /// What comes of encoding a value's fields one after another, of which one has just failed if not `all` are encoded.
    ///
    /// # Errors
    /// That of the field that failed.
    #[inline]
    pub fn outcome(&mut self, all: bool) -> Result<()> {
        if all { Ok(()) } else { self.failed() }
    }

    /// The error of the field that has just failed.
    #[cold]
    fn failed(&mut self) -> Result<()> {
        let failure = self.rest().failure.take();
        Err(failure.unwrap_or_else(|| Error::new(ErrorKind::Value, "a field that cannot be saved")))
    }

    /// Whether to look for the smallest form.
    #[inline]
    pub(crate) fn small(&self) -> bool {
        self.settings.effort == Effort::Small
    }

    // ---- room ----

    /// Makes room for `bytes` more.
    #[inline]
    pub(crate) fn reserve(&mut self, bytes: usize) {
        self.buffer.reserve(bytes);
    }

    /// Makes room for `bytes` now and for what the single values in work may still write.
    #[inline]
    pub(crate) fn reserve_beyond(&mut self, bytes: usize) {
        self.reserve(bytes.saturating_add(self.slack));
    }

    /// Runs `write` with room for a single value whose fixed part takes at most `bound`.
    #[inline]
    pub(crate) fn single(&mut self, bound: usize, write: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        let outer = self.slack;
        self.slack = outer.saturating_add(bound);
        self.reserve(self.slack);
        let done = write(self);
        self.slack = outer;
        done
    }

    // ---- bytes ----

    /// Lets `write` fill at most `room` bytes, for which room was made (*Room* above), and takes as
    /// many as it says it has written.
    ///
    /// # Safety
    /// `write` gets a pointer that is valid for writes of `room` bytes, and returns how many of the
    /// first ones it has initialised.
    #[inline]
    unsafe fn fill(&mut self, room: usize, write: impl FnOnce(*mut u8) -> usize) {
        let len = self.buffer.len();
        debug_assert!(self.buffer.capacity() - len >= room);
        // SAFETY: `len` is within the capacity, and so is what the caller vouches for.
        unsafe {
            let written = write(self.buffer.as_mut_ptr().add(len));
            debug_assert!(written <= room);
            self.buffer.set_len(len + written);
        }
    }

    /// Writes bytes for which there is room.
    #[inline]
    pub(crate) fn put<const N: usize>(&mut self, bytes: [u8; N]) {
        // SAFETY: an array is that many initialised bytes.
        unsafe { self.put_from(bytes.as_ptr(), N) }
    }

    /// Writes a varint for which there is room.
    #[inline]
    pub(crate) fn put_varint(&mut self, value: u64) {
        // SAFETY: a varint takes at most 9 bytes.
        unsafe { self.fill(varint::MAX, |out| varint::write(value, out)) }
    }

    /// Writes bytes of any number, and leaves room as *Room* wants it.
    #[inline]
    pub(crate) fn put_slice(&mut self, bytes: &[u8]) {
        self.reserve_beyond(bytes.len());
        // SAFETY: room has just been made.
        unsafe { self.put_from(bytes.as_ptr(), bytes.len()) }
    }

    /// The same of bytes that are most often few.
    #[inline]
    pub(crate) fn put_short(&mut self, bytes: &[u8]) {
        self.reserve_beyond(bytes.len());
        // SAFETY: room has just been made; the buffer is ours alone, so the bytes are not in it.
        unsafe {
            self.fill(bytes.len(), |out| {
                copy_short(bytes.as_ptr(), out, bytes.len());
                bytes.len()
            });
        }
    }

    /// Writes how many bytes there are, and the bytes, most often few; for [`COUNTED`] there is room.
    ///
    /// All that makes a call is apart, so that the rest needs no registers of its caller's; so is what is not as long as single
    /// texts are most often, for which there would be that much code at every field.
    #[inline]
    pub(crate) fn put_counted(&mut self, bytes: &[u8]) {
        if !USUAL.contains(&bytes.len()) {
            return self.put_unusual(bytes);
        }
        // SAFETY: there is room for the bytes; so many are copied.
        unsafe { self.put_few(bytes, copy_single) }
    }

    /// The same of any number.
    #[inline(never)]
    fn put_unusual(&mut self, bytes: &[u8]) {
        if bytes.len() > SHORT {
            self.put_varint(bytes.len() as u64);
            return self.put_slice(bytes);
        }
        // SAFETY: there is room for so many bytes; they are copied.
        unsafe { self.put_few(bytes, copy_short) }
    }

    /// Writes the number of bytes, a varint of one byte, and the bytes.
    ///
    /// # Safety
    /// There are at most [`SHORT`] bytes, for which there is room, and `copy` copies as many as it is told.
    #[inline(always)]
    unsafe fn put_few(&mut self, bytes: &[u8], copy: unsafe fn(*const u8, *mut u8, usize)) {
        debug_assert!(bytes.len() <= SHORT);
        // SAFETY: the caller vouches for the room; the buffer is ours alone, so the bytes are not in it.
        unsafe {
            self.fill(1 + bytes.len(), |out| {
                out.write((bytes.len() << 1 | 1) as u8);
                copy(bytes.as_ptr(), out.add(1), bytes.len());
                1 + bytes.len()
            });
        }
    }

    /// Copies `count` bytes from `from`; there is room.
    ///
    /// # Safety
    /// `from` is valid for reads of `count` initialised bytes, and `count` bytes of room have been
    /// made.
    #[inline]
    pub(crate) unsafe fn put_from(&mut self, from: *const u8, count: usize) {
        // SAFETY: the caller vouches for both sides; the buffer is ours alone, so they do not
        // overlap.
        unsafe {
            self.fill(count, |out| {
                out.copy_from_nonoverlapping(from, count);
                count
            });
        }
    }

    /// Makes room for `room` bytes and lets `write` fill them, as [`Writer::fill`] does.
    ///
    /// # Safety
    /// As there.
    #[inline]
    pub(crate) unsafe fn put_with(&mut self, room: usize, write: impl FnOnce(*mut u8) -> usize) {
        self.reserve_beyond(room);
        // SAFETY: `room` bytes have just been reserved; the caller vouches for the count.
        unsafe { self.fill(room, write) }
    }

    /// Writes all bytes of a run of elements, as they are in memory, and leaves room; a container may take many of them from where
    /// they are, as a piece of their own. Behind them the payload may be cut.
    ///
    /// # Safety
    /// `from` is valid for reads of `count` initialised bytes.
    #[inline(never)]
    pub(crate) unsafe fn put_run(&mut self, from: *const u8, count: usize) -> Result<()> {
        // SAFETY: the caller vouches for them; nothing writes to them meanwhile, as the value is borrowed.
        let bytes = unsafe { std::slice::from_raw_parts(from, count) };
        let alone = count >= self.piece_size() && self.walk.uncut == 0 && self.in_piece() == 0;
        if alone
            && let Some(pieces) = pieces_mut(&mut self.rest)
            && let Some(start) = pieces.sink.run(pieces.begins, bytes, &mut self.buffer, pieces.start)?
        {
            (pieces.start, pieces.begins) = (start, Begins::More);
            self.reserve(self.slack);
        } else {
            self.put_slice(bytes);
        }
        Ok(())
    }

    /// How many bytes are in the buffer.
    pub(crate) fn position(&self) -> usize {
        self.buffer.len()
    }

    /// In a container, writes zeros up to a multiple of `align` (at most 16), and leaves room.
    pub(crate) fn pad(&mut self, align: usize) {
        if self.in_container() {
            let rest = self.buffer.len() % align.max(1);
            if rest != 0 {
                self.put_slice(&[0; 16][..align - rest]);
            }
        }
    }

    /// Takes back what was written since `position`.
    pub(crate) fn truncate(&mut self, position: usize) {
        self.buffer.truncate(position);
    }

    // ---- the variant of an enum ----

    /// Writes the index of a single value's variant; room is part of its bound.
    #[inline]
    pub fn variant(&mut self, index: u32, count: u32) {
        if count <= BYTE_TAGS_TO as u32 {
            self.put([index as u8]);
        } else {
            self.put_varint(u64::from(index));
        }
    }

    // ---- columns with a length ----

    /// Begins a column of `rows` rows that is preceded by its length if the block is long enough.
    pub(crate) fn open_length(&mut self, rows: usize) -> OpenLength {
        if rows < super::LENGTHS_FROM {
            return OpenLength(None);
        }
        self.walk.uncut += 1;
        self.reserve(4);
        self.put([0; 4]);
        OpenLength(Some(self.buffer.len()))
    }

    /// Ends such a column: fills its length in.
    pub(crate) fn close_length(&mut self, open: OpenLength) {
        let Some(start) = open.0 else { return };
        self.walk.uncut -= 1;
        let length = self.buffer.len() - start;
        let short = u32::try_from(length).unwrap_or(u32::MAX);
        if let Some(place) = self.buffer.get_mut(start - 4..start) {
            place.copy_from_slice(&short.to_le_bytes());
        }
        if short == u32::MAX {
            let long = (length as u64).to_le_bytes();
            self.buffer.splice(start..start, long);
        }
        self.reserve(self.slack);
    }

    // ---- pieces ----

    #[inline]
    fn pieces(&self) -> Option<&Pieces<'s>> {
        self.rest.get().and_then(|rest| rest.pieces.as_ref())
    }

    /// Whether the bytes are to be a container's, where fixed-width elements always lie flat and
    /// aligned so that they can be borrowed.
    #[inline]
    pub(crate) fn in_container(&self) -> bool {
        self.pieces().is_some()
    }

    /// How many bytes the present piece of a container has.
    fn in_piece(&self) -> usize {
        self.pieces().map_or(0, |pieces| self.buffer.len() - pieces.start)
    }

    /// A place where the payload may be cut: hands the piece on if it is large enough.
    pub(crate) fn cut(&mut self) -> Result<()> {
        self.cut_if(self.fills_piece())
    }

    /// Hands on what there is, whatever its size, if what comes is so large that it is to be a
    /// piece of its own.
    #[inline]
    pub(crate) fn cut_here(&mut self, upcoming: u64) -> Result<()> {
        if !self.in_container() {
            return Ok(());
        }
        self.cut_if(upcoming >= self.piece_size() as u64 && self.in_piece() > 0)
    }

    #[inline(never)]
    fn cut_if(&mut self, wanted: bool) -> Result<()> {
        if wanted && self.walk.uncut == 0 {
            self.hand_on()?;
            self.reserve(self.slack);
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<()> {
        if let Some(pieces) = pieces_mut(&mut self.rest) {
            pieces.start = pieces.sink.piece(pieces.begins, &mut self.buffer, pieces.start)?;
            pieces.begins = Begins::More;
        }
        Ok(())
    }

    /// The size of a container's piece; bare bytes are one piece.
    pub(crate) fn piece_size(&self) -> usize {
        self.pieces().map_or(usize::MAX, |pieces| pieces.sink.piece_size())
    }

    /// Whether the present piece is as large as it should be.
    pub(crate) fn fills_piece(&self) -> bool {
        self.in_piece() >= self.piece_size()
    }

    /// Writes a group of elements of a root sequence, uncut, as a piece of its own; `write` returns how many
    /// there are.
    pub(crate) fn group(&mut self, write: impl FnOnce(&mut Self) -> Result<usize>) -> Result<usize> {
        self.walk.uncut += 1;
        let done = write(self);
        self.walk.uncut -= 1;
        let count = done?;
        self.piece_begins(Begins::Rows(count as u64));
        self.hand_on()?;
        Ok(count)
    }

    /// Forgets that a value was to begin: a root sequence with no (more) groups.
    pub(crate) fn no_value(&mut self) {
        self.piece_begins(Begins::More);
    }

    fn piece_begins(&mut self, begins: Begins) {
        if let Some(pieces) = pieces_mut(&mut self.rest) {
            pieces.begins = begins;
        }
    }

    // ---- state of the walk ----

    /// Goes one level deeper.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<()> {
        self.walk.enter(self.settings.max_depth).map_err(|error| {
            error.help(
                "raise `SaveOptions::max_depth` (and `LoadOptions::max_depth` where it is loaded), at most to 256",
            )
        })
    }

    /// Whether it may go one level deeper.
    #[inline]
    pub(crate) fn may_enter(&self) -> bool {
        self.walk.may_enter(self.settings.max_depth)
    }

    /// Counts a block of `rows` elements that wrote nothing since `position`.
    pub(crate) fn count_empty(&mut self, rows: usize, position: usize) -> Result<()> {
        if self.buffer.len() != position {
            return Ok(());
        }
        self.walk.count_empty(rows).map_err(|error| error.help("save their number instead"))
    }

    /// Counts a value that several `Rc`s or `Arc`s share, and refuses one too many repetitions.
    pub(crate) fn meet_shared(&mut self, address: usize) -> Result<()> {
        let shared = &mut self.rest().shared;
        if shared.met.insert(address) {
            return Ok(());
        }
        shared.repeats += 1;
        if shared.repeats > self.settings.max_repeats {
            return Err(Error::new(
                ErrorKind::Limit,
                format!("shared values (`Rc`, `Arc`) would be written again more than {} times", self.settings.max_repeats),
            )
            .help("each place that shares a value gets a copy of it; raise `SaveOptions::max_shared_repeats`, or save the values once and refer to them by index"));
        }
        Ok(())
    }
}

/// Not of the writer, whose buffer goes to the sink meanwhile.
fn pieces_mut<'r, 's>(rest: &'r mut Late<Rest<'s>>) -> Option<&'r mut Pieces<'s>> {
    rest.get_mut().and_then(|rest| rest.pieces.as_mut())
}

/// Moves a buffer by its parts. As a whole it would be moved 16 bytes at a time, and whoever then reads two of its parts as one,
/// not the same two, would wait until they are in the cache.
#[inline(always)]
fn by_parts(bytes: Vec<u8>) -> Vec<u8> {
    let mut bytes = ManuallyDrop::new(bytes);
    // SAFETY: the parts of a `Vec` that nobody has any more.
    unsafe { Vec::from_raw_parts(bytes.as_mut_ptr(), bytes.len(), bytes.capacity()) }
}
