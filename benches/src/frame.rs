//! What a container costs beside the bare value: in time, and what compression makes of it.

use std::hint::black_box;
use std::time::Duration;

use persist_core::{Compression, Effort, LoadOptions, SaveOptions};

use crate::Result;
use crate::measure::{Pace, Task, samples};
use crate::sets::{Logs, Mesh, Players, Set, Updates};

/// Times `to_vec` against `encode` and `from_slice` against `decode` on every set, and prints them.
///
/// # Errors
/// If a set is not saved or loaded.
pub fn framing(pace: Pace) -> Result<()> {
    println!("| set | encode | to_vec | | decode | from_slice | |\n|---|--:|--:|--:|--:|--:|--:|");
    frame_set::<Logs>(pace)?;
    frame_set::<Mesh>(pace)?;
    frame_set::<Players>(pace)?;
    frame_set::<Updates>(pace)
}

/// The size of every set by effort and compression, and how fast it is saved and loaded.
///
/// # Errors
/// If a set is not saved or loaded.
pub fn packing(pace: Pace) -> Result<()> {
    println!("| set | effort | compression | bytes | to_vec | from_slice |\n|---|---|---|--:|--:|--:|");
    pack_set::<Logs>(pace)?;
    pack_set::<Mesh>(pace)?;
    pack_set::<Players>(pace)?;
    pack_set::<Updates>(pace)
}

fn frame_set<T: Set + persist_core::Persist>(pace: Pace) -> Result<()> {
    let value = T::generate(T::ROWS);
    let (bare, container) = (persist_core::encode(&value)?, persist_core::to_vec(&value)?);
    persist_core::decode::<T>(&bare)?;
    persist_core::from_slice::<T>(&container)?;
    let mut tasks = [
        task(|| persist_core::encode(&value)),
        task(|| persist_core::to_vec(&value)),
        task(|| persist_core::decode::<T>(&bare)),
        task(|| persist_core::from_slice::<T>(&container)),
    ];
    let [encode, to_vec, decode, from_slice] = fastest(&mut tasks, pace)[..] else { unreachable!("four tasks") };
    println!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        T::NAME,
        time(encode),
        time(to_vec),
        more(to_vec, encode),
        time(decode),
        time(from_slice),
        more(from_slice, decode),
    );
    Ok(())
}

fn pack_set<T: Set + persist_core::Persist>(pace: Pace) -> Result<()> {
    let value = T::generate(T::ROWS);
    for effort in [Effort::Fast, Effort::Small] {
        for compression in [
            Compression::None,
            Compression::Lz4,
            Compression::Zstd { level: 1 },
            Compression::Zstd { level: 3 },
            Compression::Zstd { level: 9 },
        ] {
            let mut options = SaveOptions::new();
            options.effort(effort).compression(compression);
            let bytes = options.to_vec(&value)?;
            let load = LoadOptions::new();
            load.from_slice::<T>(&bytes)?;
            let mut tasks = [task(|| options.to_vec(&value)), task(|| load.from_slice::<T>(&bytes))];
            let [save, load] = fastest(&mut tasks, pace)[..] else { unreachable!("two tasks") };
            let (name, size) = (T::NAME, bytes.len());
            println!("| {name} | {effort:?} | {compression:?} | {size} | {} | {} |", time(save), time(load));
        }
    }
    Ok(())
}

fn task<'a, R>(run: impl Fn() -> R + 'a) -> Task<'a> {
    Box::new(move |repeats| {
        for _ in 0..repeats {
            black_box(run());
        }
    })
}

/// The fastest round of each task: the difference of two of them is small, and must not drown in what else the machine does.
fn fastest(tasks: &mut [Task<'_>], pace: Pace) -> Vec<f64> {
    samples(tasks, pace).into_iter().map(|rounds| rounds.into_iter().fold(f64::INFINITY, f64::min)).collect()
}

fn time(nanoseconds: f64) -> String {
    format!("{:.2?}", Duration::from_nanos(nanoseconds as u64))
}

fn more(this: f64, than: f64) -> String {
    format!("{:+.1} %", (this / than - 1.0) * 100.0)
}
