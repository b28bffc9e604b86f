//! [`Schemas`]: bare values that outlive their types, behind a short id in place of a fingerprint.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::load::LoadOptions;
use super::save::SaveOptions;
use crate::codec::{Decode, Encode};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::describe::{Describer, address};
use crate::schema::ids::Numbers;
use crate::schema::known::known;
use crate::schema::resolve::plan::Plan;
use crate::schema::resolve::resolve;
use crate::schema::{Describe, Fingerprint, Schema, known_of, schema_of};

/// The first byte of an id that has a second one.
const TWO_BYTES: u8 = 0x40;

/// The most schemas: what two bytes can tell.
const MOST: usize = 1 << 14;

/// The types of the bare values in a store, past and present.
///
/// A bare value ([`encode`](crate::encode)) is as small as can be, and has no schema with it: once
/// its type changes, it is an unknown fingerprint. A `Schemas` is kept once for all values of a
/// store. It knows the schema of every type that was [registered](Schemas::register), gives each a
/// short id of one or two bytes, and decodes values of earlier versions as the types declare it.
/// Values that were written by [`encode`](crate::encode) are decoded too, if their types were
/// registered.
///
/// It is a value like any other: keep it in the store, or in a file beside it, and **write it out
/// before the first value of a newly registered type**. An id that was given stays, whatever is
/// registered later.
///
/// # Examples
/// ```
/// use persist_core::{Persist, Schemas};
///
/// mod yesterday {
///     #[derive(persist_core::Persist)]
///     pub struct User {
///         pub name: String,
///     }
/// }
///
/// let mut schemas = Schemas::new();
/// schemas.register::<yesterday::User>()?;
/// let old = schemas.encode(&yesterday::User { name: "Ada".to_owned() })?;
/// let kept = persist_core::to_vec(&schemas)?;
///
/// #[derive(Persist, Debug, PartialEq)]
/// #[persist(version = 2)]
/// struct User {
///     name: String,
///     #[persist(since = 2, default)]
///     admin: bool,
/// }
///
/// let mut schemas: Schemas = persist_core::from_slice(&kept)?;
/// let is_new = schemas.register::<User>()?;
/// assert!(is_new); // Time to write the registry out.
/// assert_eq!(schemas.decode::<User>(&old)?, User { name: "Ada".to_owned(), admin: false });
/// # Ok::<(), persist_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Schemas {
    entries: Vec<Entry>,
    ids: HashMap<u64, usize, Numbers>,
}

#[derive(Debug)]
struct Entry {
    fingerprint: Fingerprint,
    /// As its bytes.
    schema: Vec<u8>,
    plans: Plans,
}

/// How values of one schema are read as which types; few. A list that grows at its end, so that it
/// is searched without a lock.
#[derive(Debug, Default)]
struct Plans(OnceLock<Box<Kept>>);

#[derive(Debug)]
struct Kept {
    reader: Reader,
    plan: Arc<Plan>,
    others: Plans,
}

/// A type that values are read as. The address alone would do, as equal code declares equal things;
/// the fingerprint is there so that nothing hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Reader {
    describe: usize,
    fingerprint: Fingerprint,
}

impl Schemas {
    /// A registry of no types.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many schemas there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Makes a type known, and tells whether it was new: then the registry is to be written out
    /// before values of the type are.
    ///
    /// # Errors
    /// More than 16,384 schemas, a type that breaks a limit of the format, or (one case in 2⁶³) one
    /// that has the fingerprint of another.
    pub fn register<T: Describe + ?Sized>(&mut self) -> Result<bool> {
        let known = known_of::<T>();
        if let Some(id) = self.ids.get(&known.fingerprint().to_bits()) {
            // Where the bytes are there, the fingerprint alone is not believed.
            return match self.entries[*id].schema == known.bytes() {
                true => Ok(false),
                false => Err(Error::new(ErrorKind::Value, "two types of a `Schemas` have the same fingerprint")),
            };
        }
        known.check()?;
        self.add(known.bytes().to_vec())?;
        Ok(true)
    }

    /// The schemas, by id, as their bytes.
    pub(crate) fn to_bytes(&self) -> Vec<Vec<u8>> {
        self.entries.iter().map(|entry| entry.schema.clone()).collect()
    }

    /// The registry of these schemas.
    ///
    /// # Errors
    /// What is no schema, or there twice.
    pub(crate) fn from_bytes(schemas: Vec<Vec<u8>>) -> Result<Self> {
        let mut registry = Self::new();
        for schema in schemas {
            Schema::from_bytes(&schema, 0)?;
            registry.add(schema)?;
        }
        Ok(registry)
    }

    fn add(&mut self, schema: Vec<u8>) -> Result<()> {
        if self.entries.len() == MOST {
            return Err(Error::new(ErrorKind::Limit, format!("a `Schemas` holds at most {MOST} schemas")));
        }
        let fingerprint = Fingerprint::of(&schema);
        if self.ids.insert(fingerprint.to_bits(), self.entries.len()).is_some() {
            return Err(Error::new(ErrorKind::Malformed, "a `Schemas` has the same schema twice"));
        }
        self.entries.push(Entry { fingerprint, schema, plans: Plans::default() });
        Ok(())
    }

    /// The bare bytes of a value: the id of its type, and the value.
    ///
    /// # Errors
    /// A type that was not [registered](Schemas::register) ([`ErrorKind::Misuse`]), or those of
    /// [`encode`](crate::encode).
    pub fn encode<T: Encode + ?Sized>(&self, value: &T) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.encode_into(value, &mut bytes)?;
        Ok(bytes)
    }

    /// Appends the bare bytes of a value, as [`Schemas::encode`] makes them; after an error, `bytes`
    /// are what they were.
    ///
    /// # Errors
    /// Those of [`Schemas::encode`].
    pub fn encode_into<T: Encode + ?Sized>(&self, value: &T, bytes: &mut Vec<u8>) -> Result<()> {
        let Some(id) = self.ids.get(&T::fingerprint().to_bits()) else {
            let name = schema_of::<T>().type_name();
            let error = Error::new(ErrorKind::Misuse, format!("`{name}`, as it is now, is not registered"));
            return Err(error.help("call `Schemas::register`, and write the registry out before the value"));
        };
        // An id has at most 14 bits.
        match u8::try_from(*id) {
            Ok(id) if id < TWO_BYTES => SaveOptions::new().encode_behind([id], value, bytes),
            _ => SaveOptions::new().encode_behind([TWO_BYTES | (id >> 8) as u8, *id as u8], value, bytes),
        }
    }

    /// Reads a value from bare bytes that [`Schemas::encode`] or [`encode`](crate::encode) made with
    /// any registered type, as `T` declares it; the value may borrow from them.
    ///
    /// # Errors
    /// An id or fingerprint that is not registered ([`ErrorKind::UnknownFingerprint`]), a type that
    /// `T` does not declare how to read, or those of [`decode`](crate::decode).
    pub fn decode<'de, T: Decode<'de>>(&self, bytes: &'de [u8]) -> Result<T> {
        let (entry, head) = self.entry_of(bytes)?;
        let plan = entry.plan(T::fingerprint(), T::describe)?;
        LoadOptions::new().decode_behind(head, bytes, plan)
    }

    /// The schema that bytes begin with, and how many bytes tell it.
    fn entry_of(&self, bytes: &[u8]) -> Result<(&Entry, usize)> {
        let (id, head) = match *bytes {
            [id, ..] if id < TWO_BYTES => (Some(usize::from(id)), 1),
            [high, low, ..] if high < Fingerprint::FIRST => {
                let id = usize::from(high & (TWO_BYTES - 1)) << 8 | usize::from(low);
                (Some(id).filter(|id| *id >= usize::from(TWO_BYTES)), 2)
            }
            _ => match bytes.first_chunk() {
                Some(bits) => (self.ids.get(&u64::from_le_bytes(*bits)).copied(), size_of::<u64>()),
                None => return Err(super::mismatch::too_short(bytes)),
            },
        };
        match id.and_then(|id| self.entries.get(id)) {
            Some(entry) => Ok((entry, head)),
            None => Err(self.unknown(bytes, head)),
        }
    }

    #[cold]
    fn unknown(&self, bytes: &[u8], head: usize) -> Error {
        let shown: Vec<String> = bytes.iter().take(head).map(|byte| format!("{byte:02x}")).collect();
        let message = format!("bare bytes of a type that is not among the {} registered ones", self.len());
        Error::new(ErrorKind::UnknownFingerprint, format!("{message} (they begin with {})", shown.join(" "))).help(
            "they belong to another registry, the registry was not written out after `register`, or they are damaged",
        )
    }
}

impl Entry {
    /// How values of this schema are read as a type; `None` where it is the type's own.
    #[inline]
    fn plan(&self, fingerprint: Fingerprint, describe: Describer) -> Result<Option<Arc<Plan>>> {
        if self.fingerprint == fingerprint {
            return Ok(None);
        }
        let reader = Reader { describe: address(describe), fingerprint };
        match self.plans.get(reader) {
            Some(plan) => Ok(Some(Arc::clone(plan))),
            None => self.resolve(reader, describe).map(Some),
        }
    }

    #[cold]
    fn resolve(&self, reader: Reader, describe: Describer) -> Result<Arc<Plan>> {
        let (schema, facts) = Schema::with_facts(&self.schema, 0)?;
        let plan = Arc::new(resolve(schema, facts, known(describe).target())?);
        self.plans.add(reader, Arc::clone(&plan));
        Ok(plan)
    }
}

impl Plans {
    #[inline]
    fn get(&self, reader: Reader) -> Option<&Arc<Plan>> {
        let mut next = self.0.get();
        while let Some(kept) = next {
            if kept.reader == reader {
                return Some(&kept.plan);
            }
            next = kept.others.0.get();
        }
        None
    }

    /// Keeps a plan. Two threads may keep one for the same type each: the first is found.
    fn add(&self, reader: Reader, plan: Arc<Plan>) {
        let mut kept = Box::new(Kept { reader, plan, others: Plans::default() });
        let mut end = &self.0;
        while let Err(back) = end.set(kept) {
            kept = back;
            let Some(taken) = end.get() else {
                return;
            };
            end = &taken.others.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{from_slice, to_vec};

    #[test]
    fn ids_are_short_and_stay() {
        let mut schemas = Schemas::new();
        assert!(schemas.register::<u16>().unwrap());
        assert!(!schemas.register::<u16>().unwrap());
        assert!(schemas.register::<String>().unwrap());
        assert_eq!(schemas.encode(&7_u16).unwrap().len(), 1 + schemas.encode(&7_u16).unwrap()[1..].len());
        let (number, text) = (schemas.encode(&7_u16).unwrap(), schemas.encode("seven").unwrap());
        assert_eq!((number[0], text[0]), (0, 1));
        let schemas: Schemas = from_slice(&to_vec(&schemas).unwrap()).unwrap();
        assert_eq!(schemas.decode::<u16>(&number).unwrap(), 7);
        assert_eq!(schemas.decode::<u64>(&number).unwrap(), 7);
        assert_eq!(schemas.decode::<&str>(&text).unwrap(), "seven");
        assert_eq!(schemas.decode::<u8>(&number).unwrap_err().kind(), ErrorKind::TypeMismatch);
    }

    #[test]
    fn fingerprints_are_found_too() {
        let mut schemas = Schemas::new();
        let bytes = crate::encode(&7_u16).unwrap();
        assert_eq!(schemas.decode::<u32>(&bytes).unwrap_err().kind(), ErrorKind::UnknownFingerprint);
        schemas.register::<u16>().unwrap();
        assert_eq!(schemas.decode::<u32>(&bytes).unwrap(), 7);
    }

    #[test]
    fn plans_are_kept_for_each_type() {
        let mut schemas = Schemas::new();
        schemas.register::<u8>().unwrap();
        let bytes = schemas.encode(&7_u8).unwrap();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..3 {
                        assert_eq!(schemas.decode::<u16>(&bytes).unwrap(), 7);
                        assert_eq!(schemas.decode::<u32>(&bytes).unwrap(), 7);
                        assert_eq!(schemas.decode::<Option<i64>>(&bytes).unwrap(), Some(7));
                    }
                });
            }
        });
        let reader = Reader { describe: address(u32::describe), fingerprint: u32::fingerprint() };
        assert!(schemas.entries[0].plans.get(reader).is_some());
        let reader = Reader { describe: address(u64::describe), fingerprint: u64::fingerprint() };
        assert!(schemas.entries[0].plans.get(reader).is_none());
    }

    #[test]
    fn ids_of_two_bytes_begin_where_those_of_one_end() {
        let mut schemas = Schemas::new();
        for count in 0..300_u64 {
            schemas.add(Schema::to_bytes(&array_of(count))).unwrap();
        }
        schemas.register::<u16>().unwrap();
        let bytes = schemas.encode(&7_u16).unwrap();
        assert_eq!(bytes[..2], [0x41, 0x2c]);
        assert_eq!(schemas.decode::<u64>(&bytes).unwrap(), 7);
        for unknown in [&[0x41, 0x2d, 9][..], &[0x40, 0x3f, 9], &[0x7f, 0xff]] {
            assert_eq!(schemas.decode::<u64>(unknown).unwrap_err().kind(), ErrorKind::UnknownFingerprint);
        }
        for short in [&[][..], &[0x40], &[0xff, 1]] {
            assert_eq!(schemas.decode::<u64>(short).unwrap_err().kind(), ErrorKind::Truncated);
        }
    }

    fn array_of(count: u64) -> Schema {
        use crate::schema::node::{Node, NodeId, Shape};
        let text = Node { shape: Shape::Text, parts: Vec::new() };
        Schema::from_ordered(vec![Node { shape: Shape::Array(count), parts: vec![NodeId::new(1)] }, text])
    }

    #[test]
    fn what_is_not_registered_is_not_encoded() {
        let error = Schemas::new().encode(&1_u8).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Misuse);
        assert!(error.to_string().contains("`u8`"), "{error}");
    }

    #[test]
    fn a_registry_with_a_damaged_schema_is_refused() {
        for schemas in [vec![vec![9_u8, 9]], vec![vec![3, 0x12], vec![3, 0x12]]] {
            let bytes = to_vec(&schemas).unwrap();
            assert!(from_slice::<Schemas>(&bytes).is_err());
        }
    }
}
