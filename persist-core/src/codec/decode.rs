//! [`Decode`]: what a type must offer to be loaded, and the erased forms that tables hold.

use super::flat::Flat;
use super::owned::Owned;
use super::places::{Located, Places, Slots};
use super::reader::Reader;
use crate::error::Result;
use crate::schema::Describe;

/// A type whose values can be loaded, with what they borrow living for `'de`.
///
/// Implemented by `#[derive(Persist)]` and for the types of the standard library. To load a foreign
/// type, implement [`Represent`](crate::Represent), which is safe.
///
/// **The state of a slot.** After `decode_rows`, the slots are as the type leaves them: owned
/// values, or, if `LOCATES`, values whose text may be only *located* (pointer and length in place
/// of the owner, nothing owned). `own` makes the second the first; `discard` gets rid of either.
///
/// # Safety
/// For the derive and this crate only. `decode_rows` returns `Ok` with all slots in the state
/// above, or `Err` (or panics) with none, everything that had been built dropped; unless `LOCATES`,
/// the state is an owned value; `own` turns the state into an owned value and never panics. `FLAT`
/// is true of the type's memory.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be loaded by Persist",
    label = "`{Self}` does not implement `Decode`",
    note = "add `#[derive(Persist)]` to `{Self}` if it is yours",
    note = "for a foreign type, name a representation: `#[persist(with = YourCodec)]`, with `YourCodec: persist_core::Represent<{Self}>`",
    note = "for `dyn Trait`, load an enum of the types it can be"
)]
pub unsafe trait Decode<'de>: Describe + Sized {
    /// Whether `decode_rows` leaves text that is only located.
    #[doc(hidden)]
    const LOCATES: bool;

    /// How elements of this type lie in a sequence.
    #[doc(hidden)]
    const FLAT: Flat = Flat::NO;

    /// A struct's columns.
    #[doc(hidden)]
    const COLUMNS: &'de [DecodeColumn<'de>] = &[];

    /// An enum's variants.
    #[doc(hidden)]
    const VARIANTS: &'de [super::variants::DecodeVariant<'de>] = &[];

    /// Decodes a block of rows.
    ///
    /// # Errors
    /// Bytes that are not a block of this type, or a limit.
    #[doc(hidden)]
    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()>;

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
        reader.begin_value()?;
        Self::decode_one(reader)
    }

    /// Makes a decoded value own what is only located.
    #[doc(hidden)]
    #[inline]
    fn own(slot: Located<'_, Self>) {
        debug_assert!(!Self::LOCATES);
        let _ = slot;
    }

    /// Gets rid of decoded values that were not owned yet.
    #[doc(hidden)]
    fn discard(slots: Slots<'_, Self>) {
        debug_assert!(!Self::LOCATES);
        // SAFETY: unless the type locates, `decode_rows` leaves owned values.
        unsafe { drop_erased::<Self>(slots.places()) }
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

unsafe fn decode_erased<'de, T: Decode<'de>>(slots: Places, reader: &mut Reader<'de>) -> Result<()> {
    // SAFETY: the caller vouches for the places.
    T::decode_rows(unsafe { Slots::from_places(slots) }, reader)
}

unsafe fn own_erased<'de, T: Decode<'de>>(slots: Places) {
    // SAFETY: the caller vouches for the places, which are as `decode_rows` left them.
    unsafe { slots.for_each(|_, place| T::own(Located::from_place(place))) }
}

unsafe fn discard_erased<'de, T: Decode<'de>>(slots: Places) {
    // SAFETY: the caller vouches for the places, which are as `decode_rows` left them.
    T::discard(unsafe { Slots::from_places(slots) });
}

/// Drops the values in all slots; if one of the `drop`s panics, the others still run.
pub(crate) unsafe fn drop_erased<T>(slots: Places) {
    // SAFETY: the caller vouches for the values.
    drop(unsafe { Owned::<T>::first(slots, slots.len()) });
}

/// A column of a struct or variant: a field's name, place and codec.
#[derive(Clone, Copy)]
pub struct DecodeColumn<'de> {
    pub(crate) name: &'static str,
    pub(crate) offset: usize,
    pub(crate) decode: DecodeStep<'de>,
    /// From the state after `decode` to owned values.
    pub(crate) own: SlotsFn,
    /// Gets rid of the state after `decode`.
    pub(crate) discard: SlotsFn,
}

/// Where a column's values come from.
#[derive(Clone, Copy)]
pub(crate) enum DecodeStep<'de> {
    /// The file.
    Read(DecodeFn<'de>),
    /// The program: a field that is not saved.
    Fill(SlotsFn),
}

/// The block codec of a field's type, which is erased.
#[derive(Clone, Copy)]
pub struct DecodeCodec<'de> {
    decode: DecodeFn<'de>,
    own: SlotsFn,
    discard: SlotsFn,
}

impl<'de> DecodeCodec<'de> {
    pub(crate) const fn of<F: Decode<'de>>() -> Self {
        // What a type does not need is not compiled for it.
        let own = if F::LOCATES { own_erased::<F> } else { do_nothing };
        let discard = if F::LOCATES { discard_erased::<F> } else { drop_fn::<F>() };
        DecodeCodec { decode: decode_erased::<F>, own, discard }
    }
}

impl<'de> DecodeColumn<'de> {
    /// The column of a field at `offset`.
    #[must_use]
    pub const fn at(name: &'static str, offset: usize, codec: DecodeCodec<'de>) -> Self {
        let DecodeCodec { decode, own, discard } = codec;
        DecodeColumn { name, offset, decode: DecodeStep::Read(decode), own, discard }
    }

    /// The column of a field of type `F` at `offset`.
    #[must_use]
    pub const fn of<F: Decode<'de>>(name: &'static str, offset: usize) -> Self {
        Self::at(name, offset, DecodeCodec::of::<F>())
    }

    /// Decodes the column, or fills it.
    ///
    /// # Safety
    /// As for [`DecodeFn`].
    pub(crate) unsafe fn step(&self, slots: Places, reader: &mut Reader<'de>) -> Result<()> {
        // SAFETY: the caller vouches for the places.
        unsafe {
            match self.decode {
                DecodeStep::Read(decode) => decode(slots, reader),
                DecodeStep::Fill(fill) => {
                    fill(slots);
                    Ok(())
                }
            }
        }
    }

    /// The column of a field that is not saved, made by `make`, a closure that captures nothing.
    #[must_use]
    pub const fn fill<F, M: Fn() -> F + Copy>(name: &'static str, offset: usize, make: M) -> Self {
        const { assert!(size_of::<M>() == 0, "a closure in a table captures nothing") };
        let _ = make;
        DecodeColumn {
            name,
            offset,
            decode: DecodeStep::Fill(fill_erased::<F, M>),
            own: do_nothing,
            discard: drop_fn::<F>(),
        }
    }
}

unsafe fn do_nothing(_: Places) {}

/// What drops owned values of `T`.
const fn drop_fn<T>() -> SlotsFn {
    if std::mem::needs_drop::<T>() { drop_erased::<T> } else { do_nothing }
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

/// What a container knows of the elements in it.
#[derive(Clone, Copy)]
pub(crate) struct DecodeItem<'de> {
    pub(crate) size: usize,
    pub(crate) align: usize,
    pub(crate) flat: Flat,
    pub(crate) decode: DecodeFn<'de>,
    /// From the state after `decode` to owned values.
    pub(crate) own: SlotsFn,
    /// Gets rid of the state after `decode`.
    pub(crate) discard: SlotsFn,
    /// Drops owned values.
    pub(crate) drop: SlotsFn,
    pub(crate) locates: bool,
}

impl<'de> DecodeItem<'de> {
    pub(crate) const fn of<T: Decode<'de>>() -> Self {
        let DecodeCodec { decode, own, discard } = DecodeCodec::of::<T>();
        DecodeItem {
            size: size_of::<T>(),
            align: align_of::<T>(),
            flat: T::FLAT,
            decode,
            own,
            discard,
            drop: drop_fn::<T>(),
            locates: T::LOCATES,
        }
    }
}
