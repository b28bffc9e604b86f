//! Compresses payloads, and unpacks them: one frame or block a chunk (FORMAT.md, *Chunk*).
//!
//! What a head says of a payload is checked before memory is asked for, and against what came out.

use super::chunk::compression;
use super::heads::Chunk;
use crate::error::{Error, ErrorKind, Result};
use crate::options::Compression;

/// Compresses one payload after another.
pub(crate) struct Packer {
    compression: Compression,
    /// What became of the last payload.
    packed: Vec<u8>,
    #[cfg(feature = "zstd")]
    zstd: Option<zstd::bulk::Compressor<'static>>,
}

impl Packer {
    pub(crate) fn new(compression: Compression) -> Self {
        Packer {
            compression,
            packed: Vec::new(),
            #[cfg(feature = "zstd")]
            zstd: None,
        }
    }

    /// Whether payloads may be compressed.
    pub(crate) fn packs(&self) -> bool {
        self.compression != Compression::None
    }

    /// The payload compressed, and by what; `None` where that would not be smaller.
    ///
    /// # Errors
    /// What the compressor reports: a lack of memory.
    pub(crate) fn pack(&mut self, payload: &[u8]) -> Result<Option<(u8, &[u8])>> {
        self.packed.clear();
        let method = match self.compression {
            Compression::None => compression::NONE,
            #[cfg(feature = "zstd")]
            Compression::Zstd { level } => {
                self.pack_zstd(payload, level)?;
                compression::ZSTD
            }
            #[cfg(feature = "lz4")]
            Compression::Lz4 => {
                self.pack_lz4(payload)?;
                compression::LZ4
            }
        };
        let smaller = method != compression::NONE && self.packed.len() < payload.len();
        Ok(smaller.then_some((method, self.packed.as_slice())))
    }

    #[cfg(feature = "zstd")]
    fn pack_zstd(&mut self, payload: &[u8], level: i32) -> Result<()> {
        let failed = |error| Error::caused(ErrorKind::Io, "zstd cannot compress", error);
        let range = zstd::compression_level_range();
        let compressor = match &mut self.zstd {
            Some(compressor) => compressor,
            none => {
                let level = level.clamp(*range.start(), *range.end());
                none.insert(zstd::bulk::Compressor::new(level).map_err(failed)?)
            }
        };
        self.packed.reserve(zstd::zstd_safe::compress_bound(payload.len()));
        compressor.compress_to_buffer(payload, &mut self.packed).map_err(failed)?;
        Ok(())
    }

    #[cfg(feature = "lz4")]
    fn pack_lz4(&mut self, payload: &[u8]) -> Result<()> {
        self.packed.resize(lz4_flex::block::get_maximum_output_size(payload.len()), 0);
        let packed = lz4_flex::block::compress_into(payload, &mut self.packed);
        let len = packed.map_err(|error| Error::caused(ErrorKind::Io, "lz4 cannot compress", error))?;
        self.packed.truncate(len);
        Ok(())
    }
}

/// Unpacks one payload after another.
#[derive(Default)]
pub(crate) struct Unpacker {
    #[cfg(feature = "zstd")]
    zstd: Option<zstd::bulk::Decompressor<'static>>,
}

impl Unpacker {
    /// What a payload was before it was compressed; `None` if it was not.
    ///
    /// # Errors
    /// Bytes that are not what the chunk's head says; more than `room` bytes; a feature that this build does not have.
    pub(crate) fn unpack(&mut self, chunk: &Chunk, payload: &[u8], room: u64) -> Result<Option<Vec<u8>>> {
        let unpacked = match chunk.head.compression {
            compression::NONE => return Ok(None),
            compression::ZSTD => self.unpack_zstd(chunk, payload, room),
            _ => self.unpack_lz4(chunk, payload, room),
        };
        unpacked.map(Some).map_err(|error| error.at(chunk.payload))
    }

    #[cfg(feature = "zstd")]
    fn unpack_zstd(&mut self, chunk: &Chunk, payload: &[u8], room: u64) -> Result<Vec<u8>> {
        use zstd::zstd_safe::{find_frame_compressed_size, get_frame_content_size};

        const MAGIC: [u8; 4] = zstd::zstd_safe::MAGICNUMBER.to_le_bytes();
        if !payload.starts_with(&MAGIC) || find_frame_compressed_size(payload) != Ok(payload.len()) {
            return Err(not_packed("zstd", "they are not a single frame"));
        }
        if get_frame_content_size(payload).is_ok_and(|len| len.is_some_and(|len| len != chunk.head.len)) {
            return Err(other_length("zstd", chunk));
        }
        let mut unpacked = memory(chunk, room)?;
        let decompressor = match &mut self.zstd {
            Some(decompressor) => decompressor,
            none => {
                let new = zstd::bulk::Decompressor::new();
                none.insert(new.map_err(|error| Error::caused(ErrorKind::Io, "zstd cannot unpack", error))?)
            }
        };
        decompressor.decompress_to_buffer(payload, &mut unpacked).map_err(|error| not_packed("zstd", error))?;
        check_len("zstd", chunk, unpacked)
    }

    #[cfg(feature = "lz4")]
    fn unpack_lz4(&mut self, chunk: &Chunk, payload: &[u8], room: u64) -> Result<Vec<u8>> {
        /// A byte of a block stands for at most this many.
        const MOST: u64 = 255;
        if chunk.head.len > (payload.len() as u64).saturating_mul(MOST) {
            return Err(other_length("lz4", chunk));
        }
        let mut unpacked = memory(chunk, room)?;
        // As many as fit this machine's addresses: the memory is there.
        unpacked.resize(chunk.head.len as usize, 0);
        let len = lz4_flex::block::decompress_into(payload, &mut unpacked).map_err(|error| not_packed("lz4", error))?;
        unpacked.truncate(len);
        check_len("lz4", chunk, unpacked)
    }

    #[cfg(not(feature = "zstd"))]
    fn unpack_zstd(&mut self, _: &Chunk, _: &[u8], _: u64) -> Result<Vec<u8>> {
        Err(without_feature("zstd"))
    }

    #[cfg(not(feature = "lz4"))]
    fn unpack_lz4(&mut self, _: &Chunk, _: &[u8], _: u64) -> Result<Vec<u8>> {
        Err(without_feature("lz4"))
    }
}

/// Memory for what the chunk's head says, if that is allowed.
#[cfg(any(feature = "zstd", feature = "lz4"))]
fn memory(chunk: &Chunk, room: u64) -> Result<Vec<u8>> {
    let len = chunk.head.len;
    if len > room {
        let message = format!("a chunk that has {len} bytes when it is unpacked, where the limit leaves {room}");
        return Err(
            Error::new(ErrorKind::Limit, message).help("raise `LoadOptions::max_memory` if the file is trusted")
        );
    }
    let mut memory = Vec::new();
    let reserved = usize::try_from(len).map(|len| memory.try_reserve_exact(len));
    match reserved {
        Ok(Ok(())) => Ok(memory),
        _ => Err(Error::new(ErrorKind::Limit, format!("the system has no {len} bytes of memory left for a chunk"))),
    }
}

#[cfg(any(feature = "zstd", feature = "lz4"))]
fn check_len(method: &str, chunk: &Chunk, unpacked: Vec<u8>) -> Result<Vec<u8>> {
    if unpacked.len() as u64 == chunk.head.len { Ok(unpacked) } else { Err(other_length(method, chunk)) }
}

#[cfg(any(feature = "zstd", feature = "lz4"))]
#[cold]
fn not_packed(method: &str, why: impl std::fmt::Display) -> Error {
    Error::new(ErrorKind::Malformed, format!("bytes that {method} has not made: {why}"))
}

#[cfg(any(feature = "zstd", feature = "lz4"))]
#[cold]
fn other_length(method: &str, chunk: &Chunk) -> Error {
    let len = chunk.head.len;
    Error::new(ErrorKind::Malformed, format!("bytes of {method} that do not become {len}, as the chunk's head says"))
}

#[cfg(not(all(feature = "zstd", feature = "lz4")))]
#[cold]
fn without_feature(feature: &str) -> Error {
    let message = format!("a chunk that is compressed with {feature}, which this build cannot unpack");
    Error::new(ErrorKind::Unsupported, message)
        .help(format!("turn on the feature `{feature}` of the dependency `persist-core`"))
}
