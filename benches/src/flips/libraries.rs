//! The libraries, each with the rows as it derives them.

use persist_core::{Effort, SaveOptions};

use super::Outcome;
use crate::Result;
use crate::sets::log;

/// A library that is tried.
pub(super) struct Library {
    pub(super) name: &'static str,
    /// Whether every flip must be an error.
    pub(super) is_checked: bool,
    pub(super) make: fn(&[log::Log]) -> Result<Box<dyn Subject>>,
}

/// A library with rows that it has encoded.
pub(super) trait Subject {
    /// The rows' bytes.
    fn bytes(&self) -> &[u8];

    /// What comes of decoding these.
    fn look(&self, bytes: &[u8]) -> Outcome;
}

/// Rows, their bytes, and how those are decoded.
struct Rows<R, D> {
    rows: Vec<R>,
    bytes: Vec<u8>,
    decode: D,
}

impl<R: PartialEq, D: Fn(&[u8]) -> Result<Vec<R>>> Subject for Rows<R, D> {
    fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn look(&self, bytes: &[u8]) -> Outcome {
        match (self.decode)(bytes) {
            Err(_) => Outcome::Error,
            Ok(rows) if rows == self.rows => Outcome::Same,
            Ok(_) => Outcome::Silent,
        }
    }
}

/// A subject that decodes what it has encoded.
fn subject<R: PartialEq + 'static>(
    rows: Vec<R>,
    encode: impl Fn(&Vec<R>) -> Result<Vec<u8>>,
    decode: impl Fn(&[u8]) -> Result<Vec<R>> + 'static,
) -> Result<Box<dyn Subject>> {
    let bytes = encode(&rows)?;
    let subject = Rows { rows, bytes, decode };
    match subject.look(&subject.bytes) {
        Outcome::Same => Ok(Box::new(subject)),
        other => Err(format!("without any damage: {other:?}").into()),
    }
}

/// Declares the rows with a library's derives (and with what it wants at fields that are bytes), and how they are encoded and
/// decoded.
macro_rules! libraries {
    ($(
        $module:ident, $name:literal, checked $is_checked:literal, $(#[$derive:meta])* $(bytes #[$of_byte:meta])? {
            $encode:expr;
            $decode:expr
        }
    )*) => {
        /// Every library.
        pub(super) const LIBRARIES: &[Library] =
            &[$(Library { name: $name, is_checked: $is_checked, make: $module::make }),*];

        $(mod $module {
            /// Where nothing is imported: derives take some names for granted.
            #[allow(missing_docs, unreachable_pub, reason = "derives make items of their own, some of them public")]
            pub mod rows {
                $(#[$derive])*
                pub struct Address {
                    $(#[$of_byte])?
                    pub x0: u8,
                    $(#[$of_byte])?
                    pub x1: u8,
                    $(#[$of_byte])?
                    pub x2: u8,
                    $(#[$of_byte])?
                    pub x3: u8,
                }

                $(#[$derive])*
                pub struct Log {
                    pub address: Address,
                    pub identity: String,
                    pub userid: String,
                    pub date: String,
                    pub request: String,
                    pub code: u16,
                    pub size: u64,
                }
            }

            use self::rows::{Address, Log};
            use super::*;

            pub(super) fn make(logs: &[log::Log]) -> Result<Box<dyn Subject>> {
                let row = |log: &log::Log| Log {
                    address: Address { x0: log.address.x0, x1: log.address.x1, x2: log.address.x2, x3: log.address.x3 },
                    identity: log.identity.clone(),
                    userid: log.userid.clone(),
                    date: log.date.clone(),
                    request: log.request.clone(),
                    code: log.code,
                    size: log.size,
                };
                subject(logs.iter().map(row).collect(), $encode, $decode)
            }
        })*
    };
}

libraries! {
    in_persist, "persist", checked true, #[derive(PartialEq, persist_core::Persist)] {
        |rows| Ok(persist_core::to_vec(rows)?);
        |bytes| Ok(persist_core::from_slice(bytes)?)
    }

    in_persist_small, "persist, small", checked true, #[derive(PartialEq, persist_core::Persist)] {
        |rows| Ok(SaveOptions::new().effort(Effort::Small).to_vec(rows)?);
        |bytes| Ok(persist_core::from_slice(bytes)?)
    }

    in_persist_bare, "persist, bare", checked false, #[derive(PartialEq, persist_core::Persist)] {
        |rows| Ok(persist_core::encode(rows)?);
        |bytes| Ok(persist_core::decode(bytes)?)
    }

    in_bitcode, "bitcode", checked false, #[derive(PartialEq, bitcode::Encode, bitcode::Decode)] {
        |rows| Ok(bitcode::encode(rows));
        |bytes| Ok(bitcode::decode(bytes)?)
    }

    in_fory, "fory", checked false, #[derive(PartialEq, fory::ForyStruct)] {
        |rows| Ok(fory_with_types()?.serialize(rows)?);
        |bytes| Ok(fory_with_types()?.deserialize(bytes)?)
    }

    in_revision, "revision", checked false, #[revision::revisioned(revision = 1)] #[derive(PartialEq)] {
        |rows| Ok(revision::to_vec(rows)?);
        |bytes| Ok(revision::from_slice(bytes)?)
    }

    in_wincode, "wincode", checked false, #[derive(PartialEq, wincode::SchemaWrite, wincode::SchemaRead)] {
        |rows| Ok(wincode::serialize(rows)?);
        |bytes| Ok(wincode::deserialize(bytes)?)
    }

    in_rkyv, "rkyv", checked false, #[derive(PartialEq, rkyv::Archive, rkyv::Serialize, rkyv::Deserialize)] {
        |rows| Ok(rkyv::to_bytes::<rkyv::rancor::Error>(rows)?.to_vec());
        |bytes| {
            let mut aligned = rkyv::util::AlignedVec::<16>::new();
            aligned.extend_from_slice(bytes);
            Ok(rkyv::from_bytes::<Vec<Log>, rkyv::rancor::Error>(&aligned)?)
        }
    }

    in_postcard, "postcard", checked false, #[derive(PartialEq, serde::Serialize, serde::Deserialize)] {
        |rows| Ok(postcard::to_stdvec(rows)?);
        |bytes| Ok(postcard::from_bytes(bytes)?)
    }

    in_borsh, "borsh", checked false, #[derive(PartialEq, borsh::BorshSerialize, borsh::BorshDeserialize)] {
        |rows| Ok(borsh::to_vec(rows)?);
        |bytes| Ok(borsh::from_slice(bytes)?)
    }

    in_bilrost, "bilrost", checked false, #[derive(PartialEq, Clone, bilrost::Message)]
    bytes #[bilrost(encoding(varint))] {
        |rows| Ok(bilrost::Message::encode_to_vec(&BilrostRows { rows: rows.clone() }));
        |bytes| Ok(<BilrostRows as bilrost::OwnedMessage>::decode(bytes)?.rows)
    }

    in_speedy, "speedy", checked false, #[derive(PartialEq, speedy::Writable, speedy::Readable)] {
        |rows| Ok(speedy::Writable::write_to_vec(rows)?);
        |bytes| Ok(speedy::Readable::read_from_buffer(bytes)?)
    }

    in_savefile, "savefile", checked false, #[derive(PartialEq, savefile_derive::Savefile)] {
        |rows| Ok(savefile::save_to_mem(0, rows)?);
        |bytes| Ok(savefile::load_from_mem(bytes, 0)?)
    }

    in_serde_json, "serde_json", checked false, #[derive(PartialEq, serde::Serialize, serde::Deserialize)] {
        |rows| Ok(serde_json::to_vec(rows)?);
        |bytes| Ok(serde_json::from_slice(bytes)?)
    }
}

/// Fory knows types by numbers.
fn fory_with_types() -> Result<fory::Fory> {
    let mut fory = fory::Fory::builder().xlang(false).compatible(true).build();
    fory.register::<in_fory::rows::Address>(1)?;
    fory.register::<in_fory::rows::Log>(2)?;
    Ok(fory)
}

/// A message at the root, as bilrost has no lists there.
#[derive(bilrost::Message)]
struct BilrostRows {
    #[bilrost(encoding(unpacked))]
    rows: Vec<in_bilrost::rows::Log>,
}
