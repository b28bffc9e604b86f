//! The most heap that a library needs beyond what it is given and what it gives: the encoded bytes, or the value.
//!
//! It is measured by an allocator that counts, which is installed in a program of its own (`--bin memory`): it would slow the race.

use std::path::Path;

use persist_core::{LoadOptions, SaveOptions};
use tests::memory::{held, peak};

use crate::Result;
use crate::libraries::files::{self, Filed};
use crate::libraries::{
    Bitcode, BitcodeSerde, Codec, Contender, Fast, Level, Library, Persist, PersistSmall, Small, Wincode, With,
};
use crate::report::{Measure, Row, Unit, compare};
use crate::sets::log::Log;
use crate::sets::{Events, Files, Logs, Maps, Mesh, Message, Players, Set, Table, Tree, Updates};

/// In the order in which tables have them.
const OPERATIONS: [&str; 4] = ["encode", "decode", "save", "load"];

/// Measures every set.
///
/// # Errors
/// If a library refuses one.
pub fn run() -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    macro_rules! sets {
        ($($set:ty, $bitcode:ty;)*) => {
            $({
                let value = <$set>::generate(<$set>::ROWS);
                let folder = files::folder()?;
                let mut measures = Vec::new();
                encode::<Fast, _>(&value, &mut measures)?;
                encode::<Small, _>(&value, &mut measures)?;
                encode_peer::<$bitcode, _>(&value, &mut measures)?;
                encode_peer::<Wincode, _>(&value, &mut measures)?;
                decode::<Persist, _>(&value, &mut measures)?;
                decode::<PersistSmall, _>(&value, &mut measures)?;
                decode::<$bitcode, _>(&value, &mut measures)?;
                decode::<Wincode, _>(&value, &mut measures)?;
                filed::<Persist, _>(&value, folder.path(), &mut measures)?;
                filed::<PersistSmall, _>(&value, folder.path(), &mut measures)?;
                measures.sort_by_key(|measure| OPERATIONS.iter().position(|operation| *operation == measure.operation));
                rows.extend(compare(<$set>::NAME, measures));
            })*
        };
    }
    sets! {
        Logs, Bitcode;
        Mesh, Bitcode;
        Players, Bitcode;
        Updates, Bitcode;
        Message, Bitcode;
        Events, Bitcode;
        Tree, BitcodeSerde;
        Table, Bitcode;
        Maps, Bitcode;
        Files, BitcodeSerde;
    }
    for (name, rows_of_log) in [("log, streamed", Logs::ROWS), ("log, streamed, 16 times", 16 * Logs::ROWS)] {
        rows.extend(compare(name, streamed(&Logs::generate(rows_of_log))?));
    }
    Ok(rows)
}

/// Encoding of ours, into a buffer that is large enough.
fn encode<L: Level + Default, T: persist_core::Persist>(value: &T, measures: &mut Vec<Measure>) -> Result<()> {
    let mut options = SaveOptions::new();
    options.effort(L::EFFORT);
    // More than is needed, as it may be asked for more.
    const SPARE: usize = 1 << 20;
    let mut buffer = Vec::with_capacity(options.encode(value)?.len() + SPARE);
    let (encoded, most) = peak(|| options.encode_into(value, &mut buffer));
    encoded?;
    measures.push(measure::<With<L>>("encode", most));
    Ok(())
}

/// Encoding of a peer: all but its bytes, and so what its buffer grows beyond them too.
fn encode_peer<C: Codec<T>, T>(value: &T, measures: &mut Vec<Measure>) -> Result<()> {
    let mut codec = C::default();
    let (length, most) = peak(|| codec.encode(value).map(<[u8]>::len));
    measures.push(measure::<C>("encode", most.saturating_sub(length?)));
    Ok(())
}

fn decode<C: Codec<T>, T>(value: &T, measures: &mut Vec<Measure>) -> Result<()> {
    let bytes = C::default().encode(value)?.to_vec();
    measures.push(measure::<C>("decode", beyond_value(|| C::default().decode(&bytes))?));
    Ok(())
}

fn filed<C: Filed<T>, T>(value: &T, folder: &Path, measures: &mut Vec<Measure>) -> Result<()> {
    let path = folder.join(C::NAME);
    let (saved, most) = peak(|| C::default().save(&path, value));
    saved?;
    measures.push(measure::<C>("save", most));
    measures.push(measure::<C>("load", beyond_value(|| C::default().load(&path))?));
    Ok(())
}

/// What is needed at most, without what is left of it: the value.
fn beyond_value<T>(load: impl FnOnce() -> Result<T>) -> Result<usize> {
    let ((value, most), left) = held(|| peak(load));
    value?;
    Ok(most.saturating_sub(usize::try_from(left)?))
}

/// The rows one by one, into a file and out of it.
fn streamed(logs: &Logs) -> Result<Vec<Measure>> {
    let folder = files::folder()?;
    let path = folder.path().join("rows");
    let (saved, save) = peak(|| SaveOptions::new().sequence(&path, logs.logs.iter()));
    saved?;
    let (counted, load) = peak(|| -> Result<usize> {
        let mut rows = 0;
        for row in LoadOptions::new().load_iter::<Log>(&path)? {
            row?;
            rows += 1;
        }
        Ok(rows)
    });
    if counted? != logs.logs.len() {
        return Err("a stream has not as many rows as were written".into());
    }
    Ok(vec![measure::<PersistSmall>("save", save), measure::<PersistSmall>("load", load)])
}

fn measure<L: Library>(operation: &'static str, bytes: usize) -> Measure {
    Measure { operation, contender: Contender::of::<L>(), value: bytes as f64, spread: None, unit: Unit::Bytes }
}
