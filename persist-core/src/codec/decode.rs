//! [`Decode`]: what a type must offer to be loaded, and the erased forms that tables hold.

use super::flat::Flat;
use super::owned::each_despite_panics;
use super::places::{Located, Places, Slots};
use super::planned::{DecodeWas, Upgrade, decode_by_step, decode_value};
use super::reader::Reader;
use super::structs::{decode_struct, discard_columns, locates};
use super::variants::{DecodeRemoved, DecodeVariant};
use crate::error::{Result, Segment};
use crate::schema::Describe;
use crate::schema::resolve::plan::Step;

/// A type whose values can be loaded, with what they borrow living for `'de`.
///
/// Implemented by `#[derive(Persist)]` and for the types of the standard library. To load a foreign
/// type, implement [`Represent`](crate::Represent), which is safe.
///
/// **The state of a slot.** After `decode_rows`, the slots are as the type leaves them: owned
/// values, or, if `LOCATES`, values whose text may be only *located* (where it lies, in place
/// of the owner, nothing owned). `own` makes the second the first; `discard` gets rid of either.
/// Where a plan's step tells how the rows come (docs/DESIGN.md, *Reading by a plan*), they are
/// owned values in any case.
///
/// # Safety
/// For the derive and this crate only. `decode_rows` returns `Ok` with all slots in the state
/// above, or `Err` (or panics) with none, everything that had been built dropped; unless `LOCATES`,
/// the state is an owned value; `own` turns the state into an owned value and never panics. Where
/// `decode_rows` is not written, or `own` of a type that locates, `COLUMNS` are all fields, each once, at their own
/// offsets. `FLAT` is true of the type's memory, and `ORDERED` of the type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be loaded by Persist",
    label = "`{Self}` does not implement `Decode`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours",
    note = "for a foreign type, name a representation: `#[persist(with = YourCodec)]`, with `YourCodec: persist_core::Represent<{Self}>`",
    note = "for `dyn Trait`, load an enum of the types it can be"
)]
pub unsafe trait Decode<'de>: Describe + Sized {
    /// Whether `decode_rows` leaves text that is only located: of a struct, whether any of its fields does.
    #[doc(hidden)]
    const LOCATES: bool = locates(Self::COLUMNS);

    /// How elements of this type lie in a sequence.
    #[doc(hidden)]
    const FLAT: Flat = Flat::NO;

    /// Whether values are ordered by code of the standard library alone, which never panics.
    #[doc(hidden)]
    const ORDERED: bool = false;

    /// A struct's columns.
    #[doc(hidden)]
    const COLUMNS: &'de [DecodeColumn<'de>] = &[];

    /// An enum's variants.
    #[doc(hidden)]
    const VARIANTS: &'de [DecodeVariant<'de>] = &[];

    /// The variants that an enum once had and whose values it still takes.
    #[doc(hidden)]
    const REMOVED: &'de [DecodeRemoved<'de>] = &[];

    /// What brings values of older versions up to date.
    #[doc(hidden)]
    const UPGRADE: Option<&'de Upgrade<'de>> = None;

    /// Decodes a block of rows: of a struct, column by column.
    ///
    /// # Errors
    /// Bytes that are not a block of this type, or a limit.
    #[doc(hidden)]
    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        decode_struct(slots, reader)
    }

    /// Decodes a single value, owned.
    ///
    /// # Errors
    /// Bytes that are not a value of this type, or a limit.
    #[doc(hidden)]
    fn decode_one(reader: &mut Reader<'de>) -> Result<Self>;

    /// Decodes the root of a container.
    ///
    /// # Errors
    /// Bytes that are not a value of this type, or a limit.
    #[doc(hidden)]
    fn decode_root(reader: &mut Reader<'de>) -> Result<Self> {
        decode_value(reader)
    }

    /// Makes a decoded value own what is only located, if the type locates: of a struct, field by field.
    #[doc(hidden)]
    fn own(slot: Located<'_>) {
        const { assert!(!Self::LOCATES || locates(Self::COLUMNS), "a type that locates has columns that do, or an `own`") }
        if Self::LOCATES {
            own_fields(&slot, Self::COLUMNS, &const { Locating::among(Self::COLUMNS) });
        }
    }

    /// Gets rid of decoded values that were not owned yet, of a type that locates: a struct, unless it is written anew.
    #[doc(hidden)]
    fn discard(slots: Slots<'_, Self>) {
        debug_assert!(Self::LOCATES);
        // SAFETY: the columns are as `decode_rows` of a struct that locates left them; another type that does has a
        // `discard` of its own (contract of this trait).
        unsafe { discard_columns(slots.places, Self::COLUMNS) }
    }
}

/// Decodes a block of rows whose type has been erased.
///
/// # Safety
/// As for [`Slots::from_places`], of the type that the function was made for.
pub(crate) type DecodeFn<'de> = unsafe fn(Places, &mut Reader<'de>) -> Result<()>;

/// Does something to every slot of a block; the state they must be in is the field's that holds the
/// function.
pub(crate) type SlotsFn = unsafe fn(Places);

/// `T::decode_rows`, without its type: the function itself, where a wrapper would be one more to compile for each type.
const fn decode_erased<'de, T: Decode<'de>>() -> DecodeFn<'de> {
    // SAFETY: the types differ in the view alone, which is a transparent wrapper around `Places`, and such functions may
    // be called for each other (*ABI compatibility* in the documentation of `fn`); the view's invariant is the new type's
    // contract.
    unsafe { std::mem::transmute::<fn(Slots<'_, T>, &mut Reader<'de>) -> Result<()>, DecodeFn<'de>>(T::decode_rows) }
}

/// Drops the owned value at an address.
pub(crate) type DropFn = unsafe fn(*mut u8);

/// Which of a struct's columns locate.
struct Locating {
    first: [usize; Self::LISTED],
    count: usize,
}

impl Locating {
    /// So many are listed. The loop over a list, as short as it is constant, is unrolled in a release build, and what the table
    /// names is inlined; one over all columns of a large struct is not.
    const LISTED: usize = 10;

    const fn among(columns: &[DecodeColumn<'_>]) -> Self {
        let mut found = Locating { first: [0; Self::LISTED], count: 0 };
        let mut index = 0;
        while index < columns.len() {
            if columns[index].item.located.is_some() {
                if found.count < Self::LISTED {
                    found.first[found.count] = index;
                }
                found.count += 1;
            }
            index += 1;
        }
        found
    }
}

/// Makes what is located among a struct's fields own itself.
#[cfg_attr(not(debug_assertions), inline(always))]
fn own_fields(slot: &Located<'_>, columns: &[DecodeColumn<'_>], locating: &Locating) {
    let listed = locating.count <= Locating::LISTED;
    let (mut next, count) = (0, if listed { locating.count } else { columns.len() });
    while next < count {
        let column = &columns[if listed { locating.first[next] } else { next }];
        if let Some(located) = column.item.located {
            (located.own_one)(slot.field(column.offset));
        }
        next += 1;
    }
}

/// Larger values are made to own themselves by a call for each: the loop around it is compiled once.
const LARGE: usize = 32;

/// `T::own` for a block of rows, without its type.
///
/// # Safety
/// The places are as `T`'s `decode_rows` left them.
unsafe fn own_erased<'de, T: Decode<'de>>(slots: Places) {
    let mut row = 0;
    while row < slots.len() {
        // SAFETY: the caller vouches for the places.
        T::own(unsafe { Located::from_place(slots.row(row)) });
        row += 1;
    }
}

/// `T::own` for any number of values that lie next to each other: of few, as of a list in a tree, a view would cost more than
/// they do.
///
/// # Safety
/// `count` values from `start` on are as `T`'s `decode_rows` left them.
#[inline(never)]
pub(crate) unsafe fn own_run<'de, T: Decode<'de>>(start: *mut T, count: usize) {
    #[inline(never)]
    unsafe fn own_strided(own: fn(Located<'_>), start: *mut u8, size: usize, count: usize) {
        for index in 0..count {
            // SAFETY: the caller vouches for the values.
            own(unsafe { Located::from_place(start.add(index * size)) });
        }
    }

    // SAFETY: the caller vouches for the values.
    unsafe {
        if const { size_of::<T>() > LARGE } {
            return own_strided(T::own, start.cast(), size_of::<T>(), count);
        }
        for index in 0..count {
            T::own(Located::from_place(start.add(index).cast()));
        }
    }
}

/// `T::discard`, without its type.
const fn discard_erased<'de, T: Decode<'de>>() -> SlotsFn {
    // SAFETY: as in `decode_erased`.
    unsafe { std::mem::transmute::<fn(Slots<'_, T>), SlotsFn>(T::discard) }
}

unsafe fn drop_erased<T>(place: *mut u8) {
    // SAFETY: the caller vouches for the value.
    unsafe { std::ptr::drop_in_place(place as *mut T) }
}

/// What drops an owned value of `T`, where that does anything.
pub(crate) const fn drop_fn<T>() -> Option<DropFn> {
    if std::mem::needs_drop::<T>() { Some(drop_erased::<T>) } else { None }
}

/// A column of a struct or variant: a field's name and place, its codec, and what else may become
/// its values.
#[derive(Clone, Copy)]
pub struct DecodeColumn<'de> {
    /// The field's stable name.
    pub name: &'static str,
    /// Where it lies.
    pub offset: usize,
    /// The codec of its type.
    pub item: &'de DecodeItem<'de>,
    /// Where else its values come from.
    pub origin: Origin<'de>,
}

/// Where the values of a field come from, if a file does not have them as they are.
#[derive(Clone, Copy)]
pub struct Origin<'de> {
    /// Whether files have the field; one that is skipped is always filled.
    pub(crate) saved: bool,
    /// Fills slots with the field's default.
    pub(crate) fill: Option<SlotsFn>,
    /// Earlier types.
    pub(crate) was: &'de [DecodeWas<'de>],
}

impl<'de> DecodeColumn<'de> {
    /// The column of a field of type `F` at `offset`.
    #[must_use]
    pub const fn of<F: Decode<'de>>(name: &'static str, offset: usize) -> Self {
        DecodeColumn { name, offset, item: const { &DecodeItem::of::<F>() }, origin: Origin::FILE }
    }

    /// The column of a field that is not saved, made by `make`, a closure that captures nothing.
    #[must_use]
    pub const fn fill<F, M: Fn() -> F + Copy>(name: &'static str, offset: usize, make: M) -> Self {
        let origin = Origin { saved: false, ..Origin::FILE.default(make) };
        DecodeColumn { name, offset, item: const { &DecodeItem::unsaved::<F>() }, origin }
    }

    /// Where in a row its values are, if each is one byte, whatever its bits, that nothing has to be done for to drop it.
    pub(super) fn byte(&self) -> Option<usize> {
        let is_byte = self.item.size == 1 && self.item.flat.is_bytes() && self.item.drop.is_none();
        (is_byte && self.origin.saved).then_some(self.offset)
    }

    /// Decodes the column by the static path, or fills it.
    ///
    /// # Safety
    /// As for [`DecodeFn`].
    pub(crate) unsafe fn decode(&self, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: the caller vouches for the places.
        unsafe {
            match self.origin.fill.filter(|_| !self.origin.saved) {
                Some(fill) => fill(slots),
                None => self.item.decode(slots, reader)?,
            }
        }
        Ok(())
    }

    /// The same; an error tells the field.
    ///
    /// # Safety
    /// As there.
    #[inline]
    pub(super) unsafe fn decode_named(&self, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: the caller vouches for the places.
        unsafe { self.decode(slots, reader) }.map_err(|error| error.within(Segment::Field(self.name)))
    }
}

impl<'de> Origin<'de> {
    /// Files have them, as they are.
    pub const FILE: Self = Origin { saved: true, fill: None, was: &[] };

    /// The same, with a default for files that lack the field: what `make` returns, a closure that
    /// captures nothing. `F` is the column's type.
    #[must_use]
    pub const fn default<F, M: Fn() -> F + Copy>(self, make: M) -> Self {
        const { assert!(size_of::<M>() == 0, "a closure in a table captures nothing") };
        let _ = make;
        Origin { fill: Some(fill_erased::<F, M>), ..self }
    }

    /// The same, with the earlier types that the program declares.
    #[must_use]
    pub const fn was(self, was: &'de [DecodeWas<'de>]) -> Self {
        Origin { was, ..self }
    }
}

unsafe fn fill_erased<F, M: Fn() -> F + Copy>(slots: Places) {
    let make = conjure::<M>();
    // SAFETY: the caller vouches for the places.
    unsafe { Slots::<F>::from_places(slots) }.fill(|_| make());
}

/// A closure of no size that somebody has, in a function that has only its type.
pub(crate) fn conjure<M: Copy>() -> M {
    const { assert!(size_of::<M>() == 0, "only what has no size can be conjured") };
    // SAFETY: `M` has no bytes, and is `Copy`; every caller is reached through a constructor that
    // was given a value of it.
    unsafe { std::ptr::NonNull::<M>::dangling().read() }
}

/// What is known of a type that has been erased: of a field's, or of the elements in a container.
#[derive(Clone, Copy)]
pub struct DecodeItem<'de> {
    pub(crate) size: usize,
    pub(crate) align: usize,
    pub(crate) flat: Flat,
    /// How the rows come, where the file has them in another form.
    pub(crate) step: Step,
    pub(crate) decode: DecodeFn<'de>,
    /// Drops one owned value, where that does anything.
    drop: Option<DropFn>,
    /// Of a type that locates.
    pub(super) located: Option<&'de LocatedFns>,
}

/// What becomes of rows that are only located.
#[derive(Clone, Copy)]
pub(super) struct LocatedFns {
    /// Of a block's rows, by a loop of the type's own; of larger values there is none.
    own: Option<SlotsFn>,
    /// Of one row.
    own_one: fn(Located<'_>),
    discard: SlotsFn,
}

impl LocatedFns {
    const fn of<'de, T: Decode<'de>>() -> Self {
        let own: Option<SlotsFn> = if size_of::<T>() > LARGE { None } else { Some(own_erased::<T>) };
        LocatedFns { own, own_one: T::own, discard: discard_erased::<T>() }
    }

    /// Makes rows own what they hold.
    ///
    /// # Safety
    /// They are as the `decode_rows` of the functions' type left them.
    pub(super) unsafe fn own(&self, slots: Places) {
        // SAFETY: the caller vouches for the rows.
        unsafe {
            match self.own {
                Some(own) => own(slots),
                None => slots.for_each(|_, place| (self.own_one)(Located::from_place(place))),
            }
        }
    }
}

impl<'de> DecodeItem<'de> {
    pub(crate) const fn of<T: Decode<'de>>() -> Self {
        let located = Self::located_fns_of::<T>();
        DecodeItem { decode: decode_erased::<T>(), flat: T::FLAT, located, ..Self::unsaved::<T>() }
    }

    /// What is done to the rows of a type that locates; what a type does not need is not compiled for it.
    pub(super) const fn located_fns_of<T: Decode<'de>>() -> Option<&'de LocatedFns> {
        if T::LOCATES { Some(const { &LocatedFns::of::<T>() }) } else { None }
    }

    /// A type whose values are made and dropped, and never decoded.
    const fn unsaved<T>() -> Self {
        DecodeItem {
            size: size_of::<T>(),
            align: align_of::<T>(),
            flat: Flat::NO,
            step: Step::SAME,
            decode: never_saved,
            drop: drop_fn::<T>(),
            located: None,
        }
    }

    /// The same type whose rows come as the step tells.
    pub(crate) fn by(self, step: Step) -> Self {
        DecodeItem { step, ..self }
    }

    /// Whether what `decode` leaves is only located: by a plan, it is owned.
    #[inline]
    pub(crate) fn locates(&self) -> bool {
        self.located_fns().is_some()
    }

    #[inline]
    fn located_fns(&self) -> Option<&'de LocatedFns> {
        self.located.filter(|_| self.step == Step::SAME)
    }

    /// Whether values are best moved: small, with nothing to drop and nothing located.
    #[inline]
    pub(crate) fn is_small(&self) -> bool {
        self.size <= 16 && self.drop.is_none() && self.located.is_none()
    }

    /// Makes owned values of what `decode` leaves.
    ///
    /// # Safety
    /// The slots are as it left them.
    #[inline]
    pub(crate) unsafe fn own(&self, slots: Places) {
        if let Some(located) = self.located_fns() {
            // SAFETY: the caller vouches for the slots.
            unsafe { located.own(slots) }
        }
    }

    /// Gets rid of what `decode` leaves.
    ///
    /// # Safety
    /// The slots are as it left them.
    pub(crate) unsafe fn discard(&self, slots: Places) {
        match self.located_fns() {
            // SAFETY: the caller vouches for the slots.
            Some(located) => unsafe { (located.discard)(slots) },
            // SAFETY: what is not located is owned.
            None => unsafe { self.drop(slots) },
        }
    }

    /// Drops owned values; if one of the `drop`s panics, the others still run.
    ///
    /// # Safety
    /// The slots hold owned values of the type.
    pub(crate) unsafe fn drop(&self, slots: Places) {
        if let Some(drop) = self.drop {
            // SAFETY: the caller vouches for the values; each is dropped once.
            each_despite_panics(slots.len(), &mut |row| unsafe { drop(slots.row(row)) });
        }
    }

    /// Decodes a block of rows.
    ///
    /// # Safety
    /// As for [`DecodeFn`].
    #[inline]
    pub(crate) unsafe fn decode(&self, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        reader.walk.located += 1;
        // SAFETY: the caller vouches for the places. No scratch memory is used when a column is done: what rows lead to is
        // theirs, or input.
        reader.column(|reader| unsafe {
            match self.step {
                Step::SAME => (self.decode)(slots, reader),
                step => decode_by_step(self, step, slots, reader),
            }
        })?;
        reader.walk.located -= 1;
        Ok(())
    }

    /// Decodes a block of rows, owned.
    ///
    /// # Safety
    /// As for [`DecodeFn`].
    pub(crate) unsafe fn decode_owned(&self, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: the caller vouches for the places, which are then as `decode` leaves them.
        unsafe {
            self.decode(slots, reader)?;
            self.own(slots);
        }
        Ok(())
    }
}

unsafe fn never_saved(_: Places, reader: &mut Reader<'_>) -> Result<()> {
    Err(reader.malformed("a field that is never saved"))
}
