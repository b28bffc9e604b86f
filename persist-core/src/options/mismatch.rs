//! How bytes become the type that was asked for, and what to say if they cannot.

use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::frame::header::{Header, checked_schema};
use crate::frame::prefix::MAGIC;
use crate::schema::resolve::plan::Plan;
use crate::schema::resolve::resolve;
use crate::schema::{Fingerprint, Known, Schema};

/// The plan by which containers of one schema are read, kept for the next one of a stream.
#[derive(Debug, Default)]
pub(crate) struct LastPlan {
    /// The fingerprint of the file's schema, the schema as its bytes, and the plan.
    kept: Option<(Fingerprint, Vec<u8>, Arc<Plan>)>,
}

impl LastPlan {
    /// How the container's value becomes one of the type that is asked for, its `own`; `None` where
    /// it is that already.
    ///
    /// # Errors
    /// A type that the program has not declared how to read.
    pub(crate) fn of(&mut self, header: &Header<'_>, own: &Known) -> Result<Option<Arc<Plan>>> {
        self.of_schema(header.fingerprint, header.schema, header.schema_offset(), own)
    }

    /// The same for a schema that is at `offset` of a file.
    ///
    /// # Errors
    /// Those of [`LastPlan::of`].
    pub(crate) fn of_schema(
        &mut self,
        fingerprint: Fingerprint,
        bytes: &[u8],
        offset: u64,
        own: &Known,
    ) -> Result<Option<Arc<Plan>>> {
        if fingerprint == own.fingerprint() && bytes == own.bytes() {
            return Ok(None);
        }
        if let Some((kept, schema, plan)) = &self.kept
            && fingerprint == *kept
            && bytes == schema
        {
            return Ok(Some(Arc::clone(plan)));
        }
        let (schema, facts) = checked_schema(fingerprint, bytes, offset)?;
        let plan = Arc::new(resolve(schema, facts, own.target())?);
        self.kept = Some((fingerprint, bytes.to_vec(), Arc::clone(&plan)));
        Ok(Some(plan))
    }
}

/// Bytes that are no container may be bare bytes of the very type that is asked for.
#[cold]
pub(super) fn recognise_bare(error: Error, bytes: &[u8], fingerprint: Fingerprint) -> Error {
    let is_bare = bytes.starts_with(&fingerprint.to_bits().to_le_bytes());
    if error.kind() != ErrorKind::NotPersist || !is_bare {
        return error;
    }
    Error::new(ErrorKind::Misuse, "bare bytes of the right type, where a container is expected")
        .help("`encode` made them, and `decode` reads them")
}

#[cold]
pub(super) fn too_short(bytes: &[u8]) -> Error {
    if bytes.is_empty() {
        return crate::frame::empty();
    }
    let message = format!("{} bytes, where bare bytes begin with a fingerprint of 8", bytes.len());
    Error::new(ErrorKind::Truncated, message).at(bytes.len() as u64)
}

#[cold]
pub(super) fn other_fingerprint(found: [u8; 8], expected: Fingerprint, wanted: &Schema) -> Error {
    if found == MAGIC {
        return Error::new(ErrorKind::Misuse, "a container, where bare bytes are expected")
            .help("`to_vec` or `save` made it: `from_slice` or `load` reads it");
    }
    if found[0] < Fingerprint::FIRST {
        return Error::new(ErrorKind::Misuse, "bare bytes with the short id of a registry, or no bare bytes at all")
            .help("what `Schemas::encode` made is read by `Schemas::decode`");
    }
    let found = Fingerprint::from_bits(u64::from_le_bytes(found));
    let message =
        format!("bare bytes with the fingerprint {found}, where those of {} have {expected}", wanted.titled());
    Error::new(ErrorKind::UnknownFingerprint, message)
        .help("they are of another type, of another version of it (a `Schemas` reads those), or damaged")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Describe, known_of, schema_of};

    #[test]
    fn an_equal_fingerprint_is_not_enough() {
        let other = schema_of::<String>().to_bytes();
        let header = Header { fingerprint: u32::fingerprint(), schema: &other, salt: 0, meta: Vec::new() };
        let error = LastPlan::default().of(&header, known_of::<u32>()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Malformed);
    }

    #[test]
    fn a_plan_is_kept_as_long_as_the_schema_stays() {
        let mut plans = LastPlan::default();
        let (narrow, wide) = (schema_of::<u16>().to_bytes(), schema_of::<u32>().to_bytes());
        let header = |schema| Header { fingerprint: Fingerprint::of(schema), schema, salt: 0, meta: Vec::new() };
        let mut plan = |schema| plans.of(&header(schema), known_of::<u64>());
        let first = plan(&narrow).unwrap().unwrap();
        assert!(Arc::ptr_eq(&first, &plan(&narrow).unwrap().unwrap()));
        assert!(!Arc::ptr_eq(&first, &plan(&wide).unwrap().unwrap()));
    }
}
