//! The registry of bare values' schemas, which is kept as a value itself.

use super::*;
use crate::options::Schemas;

through! {
    impl[] Schemas as Vec<Vec<u8>>;
    |schemas| Ok(schemas.to_bytes());
    Schemas::from_bytes;
}
