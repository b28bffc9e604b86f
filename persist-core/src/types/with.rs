//! Representations: how a foreign type is saved as one that Persist knows, field by field
//! (`#[persist(with = …)]`).

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, Hash};
use std::marker::PhantomData;

use super::*;
use crate::codec::through::{Cause, refused};

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

macro_rules! represent_map {
    ($(impl[$($hasher:ident)?] $map:ty as $markers:ty, $repr:ty where [$($bounds:tt)*];)*) => {$(
        impl<K, V, $($hasher,)? KR: Represent<K>, VR: Represent<V>> Represent<$map> for $markers
        where
            $($bounds)*
        {
            type Repr = $repr;

            fn represent(value: &$map) -> Result<Self::Repr, Cause> {
                value.iter().map(|(key, value)| Ok((KR::represent(key)?, VR::represent(value)?))).collect()
            }

            fn restore(repr: Self::Repr) -> Result<$map, Cause> {
                let count = repr.len();
                let entries = repr.into_iter().map(|(key, value)| Ok((KR::restore(key)?, VR::restore(value)?)));
                let map = entries.collect::<Result<$map, Cause>>()?;
                // One of two keys that become one would lose its entry.
                if map.len() == count { Ok(map) } else { Err(KEYS_BECAME_EQUAL.into()) }
            }
        }
    )*};
}

const KEYS_BECAME_EQUAL: &str = "two keys of the map became equal when they were restored";

represent_map! {
    impl[S] HashMap<K, V, S> as HashMap<KR, VR>, HashMap<KR::Repr, VR::Repr>
        where [K: Eq + Hash, KR::Repr: Eq + Hash, S: BuildHasher + Default];
    impl[] BTreeMap<K, V> as BTreeMap<KR, VR>, BTreeMap<KR::Repr, VR::Repr> where [K: Ord, KR::Repr: Ord];
}

/// A field of type `T` that is saved by the representation `R`: what the derive puts in the tables
/// for `#[persist(with = R)]`.
#[repr(transparent)]
pub struct With<T, R>(T, PhantomData<fn() -> R>);

impl<T, R> With<T, R> {
    /// The field, as one that is saved by `R`.
    #[inline]
    pub fn new(field: T) -> Self {
        With(field, PhantomData)
    }

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

through! {
    impl[T, R: Represent<T>] With<T, R> as R::Repr, of [R::Repr];
    |field| R::represent(&field.0).map_err(not_representable);
    |repr| R::restore(repr).map(|field| With(field, PhantomData)).map_err(refused);
}

#[cold]
fn not_representable(cause: Cause) -> Error {
    Error::caused(ErrorKind::Value, "the program has no representation for the value", cause)
}

/// A field of type `T`, a `Cow`, that borrows from the input: what the derive puts in the tables
/// for `#[persist(borrow)]`.
#[repr(transparent)]
pub struct Borrowed<T>(pub(super) T);

impl<T> Borrowed<T> {
    /// The field, as one that borrows.
    #[inline]
    pub fn new(field: T) -> Self {
        Borrowed(field)
    }

    /// The field itself.
    #[inline]
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T: Describe> Describe for Borrowed<T> {
    const LINK: Link = Link::to(&Outline::As(Part::of::<T>()));
}
