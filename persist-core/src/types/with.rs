//! Representations: how a foreign type is saved as one that Persist knows, field by field
//! (`#[persist(with = …)]`).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use crate::codec::flat::Flat;
use crate::codec::through::{Cause, refused, try_decode_through, try_encode_through};
use crate::codec::{Decode, Encode, Reader, Rows, Slots, Writer};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{Describe, NodeId, SchemaBuilder};

/// How a type that is not yours is saved: a representation, and a conversion each way.
///
/// Implement it on a marker type of your own, and name that at the field: `#[persist(with =
/// AsText)]`. Containers lift it: `#[persist(with = Vec<AsText>)]` serves a `Vec` of such values;
/// [`Unchanged`] stands for a part that needs no help, as in `with = HashMap<Unchanged, AsText>`.
///
/// # Examples
/// ```
/// use persist_core::{Persist, Represent};
/// # use std::error::Error;
///
/// /// A type of some other crate.
/// #[derive(Debug, PartialEq)]
/// struct Celsius {
///     degrees: f64,
/// }
///
/// struct AsDegrees;
///
/// impl Represent<Celsius> for AsDegrees {
///     type Repr = f64;
///
///     fn represent(value: &Celsius) -> Result<f64, Box<dyn Error + Send + Sync>> {
///         Ok(value.degrees)
///     }
///
///     fn restore(degrees: f64) -> Result<Celsius, Box<dyn Error + Send + Sync>> {
///         if degrees < -273.15 {
///             return Err("below absolute zero".into());
///         }
///         Ok(Celsius { degrees })
///     }
/// }
///
/// #[derive(Persist, Debug, PartialEq)]
/// struct Reading {
///     #[persist(with = AsDegrees)]
///     outside: Celsius,
///     #[persist(with = Vec<AsDegrees>)]
///     history: Vec<Celsius>,
/// }
///
/// let reading = Reading { outside: Celsius { degrees: 4.5 }, history: vec![] };
/// let bytes = persist_core::to_vec(&reading)?;
/// assert_eq!(persist_core::from_slice::<Reading>(&bytes)?, reading);
/// # Ok::<(), persist_core::Error>(())
/// ```
pub trait Represent<T> {
    /// What is saved in place of a `T`; it decides the schema.
    type Repr;

    /// The representation of a value.
    ///
    /// # Errors
    /// A value that has none; saving it fails with this error.
    fn represent(value: &T) -> Result<Self::Repr, Cause>;

    /// The value of a representation, which comes from a file: anything that the type allows.
    ///
    /// # Errors
    /// A representation that is not one of a value; loading it fails with this error.
    fn restore(repr: Self::Repr) -> Result<T, Cause>;
}

/// The representation of what needs none: the value itself, for parts of lifted representations.
#[derive(Debug, Clone, Copy)]
pub struct Unchanged;

impl<T: Clone> Represent<T> for Unchanged {
    type Repr = T;

    fn represent(value: &T) -> Result<T, Cause> {
        Ok(value.clone())
    }

    fn restore(repr: T) -> Result<T, Cause> {
        Ok(repr)
    }
}

impl<T, R: Represent<T>> Represent<Vec<T>> for Vec<R> {
    type Repr = Vec<R::Repr>;

    fn represent(value: &Vec<T>) -> Result<Self::Repr, Cause> {
        value.iter().map(R::represent).collect()
    }

    fn restore(repr: Self::Repr) -> Result<Vec<T>, Cause> {
        repr.into_iter().map(R::restore).collect()
    }
}

impl<T, R: Represent<T>> Represent<Option<T>> for Option<R> {
    type Repr = Option<R::Repr>;

    fn represent(value: &Option<T>) -> Result<Self::Repr, Cause> {
        value.as_ref().map(R::represent).transpose()
    }

    fn restore(repr: Self::Repr) -> Result<Option<T>, Cause> {
        repr.map(R::restore).transpose()
    }
}

impl<T, R: Represent<T>> Represent<Box<T>> for Box<R> {
    type Repr = R::Repr;

    fn represent(value: &Box<T>) -> Result<Self::Repr, Cause> {
        R::represent(value)
    }

    fn restore(repr: Self::Repr) -> Result<Box<T>, Cause> {
        R::restore(repr).map(Box::new)
    }
}

impl<K, V, S, KR, VR> Represent<HashMap<K, V, S>> for HashMap<KR, VR>
where
    KR: Represent<K>,
    VR: Represent<V>,
    K: Eq + Hash,
    KR::Repr: Eq + Hash,
    S: BuildHasher + Default,
{
    type Repr = HashMap<KR::Repr, VR::Repr>;

    fn represent(value: &HashMap<K, V, S>) -> Result<Self::Repr, Cause> {
        value.iter().map(|(key, value)| Ok((KR::represent(key)?, VR::represent(value)?))).collect()
    }

    fn restore(repr: Self::Repr) -> Result<HashMap<K, V, S>, Cause> {
        let count = repr.len();
        let map: HashMap<K, V, S> = repr
            .into_iter()
            .map(|(key, value)| Ok((KR::restore(key)?, VR::restore(value)?)))
            .collect::<Result<_, Cause>>()?;
        same_count(map.len(), count)?;
        Ok(map)
    }
}

impl<K, V, KR, VR> Represent<BTreeMap<K, V>> for BTreeMap<KR, VR>
where
    KR: Represent<K>,
    VR: Represent<V>,
    K: Ord,
    KR::Repr: Ord,
{
    type Repr = BTreeMap<KR::Repr, VR::Repr>;

    fn represent(value: &BTreeMap<K, V>) -> Result<Self::Repr, Cause> {
        value.iter().map(|(key, value)| Ok((KR::represent(key)?, VR::represent(value)?))).collect()
    }

    fn restore(repr: Self::Repr) -> Result<BTreeMap<K, V>, Cause> {
        let count = repr.len();
        let map: BTreeMap<K, V> = repr
            .into_iter()
            .map(|(key, value)| Ok((KR::restore(key)?, VR::restore(value)?)))
            .collect::<Result<_, Cause>>()?;
        same_count(map.len(), count)?;
        Ok(map)
    }
}

/// Two keys that become one would lose an entry.
fn same_count(restored: usize, saved: usize) -> Result<(), Cause> {
    if restored == saved { Ok(()) } else { Err("two keys of the map became equal when they were restored".into()) }
}

/// A field of type `T` that is saved by the representation `R`: what the derive puts in the tables
/// for `#[persist(with = R)]`.
#[repr(transparent)]
pub struct With<T, R>(T, PhantomData<fn() -> R>);

impl<T, R> With<T, R> {
    /// The field, seen as one that is saved by `R`.
    #[inline]
    pub fn of(field: &T) -> &Self {
        // SAFETY: `With` is `repr(transparent)` over `T`.
        unsafe { &*std::ptr::from_ref(field).cast::<Self>() }
    }

    /// The field itself.
    #[inline]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T, R: Represent<T>> Describe for With<T, R>
where
    R::Repr: Describe,
{
    fn describe(builder: &mut SchemaBuilder) -> NodeId {
        R::Repr::describe(builder)
    }
}

// SAFETY: all is done by the representation, and by its bound.
unsafe impl<T, R: Represent<T>> Encode for With<T, R>
where
    R::Repr: Encode,
{
    const BOUND: usize = R::Repr::BOUND;
    const FLAT: Flat = R::Repr::FLAT.indirect();

    fn encode_rows(rows: Rows<'_, Self>, writer: &mut Writer<'_>) -> Result<()> {
        try_encode_through(rows, writer, |field| R::represent(&field.0).map_err(not_representable))
    }

    fn encode_one(&self, writer: &mut Writer<'_>) -> Result<()> {
        R::represent(&self.0).map_err(not_representable)?.encode_one(writer)
    }
}

// SAFETY: values are restored whole, or not at all.
unsafe impl<'de, T, R: Represent<T>> Decode<'de> for With<T, R>
where
    R::Repr: Decode<'de>,
{
    const LOCATES: bool = false;
    const FLAT: Flat = R::Repr::FLAT.indirect();

    fn decode_rows(slots: Slots<'_, Self>, reader: &mut Reader<'de>) -> Result<()> {
        try_decode_through::<R::Repr, Self>(&slots, reader, |repr, _| {
            R::restore(repr).map(|field| With(field, PhantomData)).map_err(refused)
        })
    }

    fn decode_one(reader: &mut Reader<'de>) -> Result<Self> {
        let repr = R::Repr::decode_one(reader)?;
        R::restore(repr).map(|field| With(field, PhantomData)).map_err(refused)
    }
}

#[cold]
fn not_representable(cause: Cause) -> Error {
    Error::caused(ErrorKind::Value, "the program has no representation for the value", cause)
}

/// A field of type `T`, a `Cow`, that borrows from the input: what the derive puts in the tables
/// for `#[persist(borrow)]`.
#[repr(transparent)]
pub struct Borrowed<T>(T);

impl<T> Borrowed<T> {
    #[inline]
    pub(crate) fn new(field: T) -> Self {
        Borrowed(field)
    }

    /// The field itself.
    #[inline]
    pub fn into_inner(self) -> T {
        self.0
    }
}
