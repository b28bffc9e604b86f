//! One column of twenty, of 100,000 rows, by a `partial` type.

use persist_core::{Effort, Persist, SaveOptions, Schemas, from_slice, to_vec};

use super::{Timed, check, ratio, shown};
use crate::Result;
use crate::measure::{Pace, Task, Timing, samples};
use crate::sets::Logs;
use crate::sets::Set;

const ROWS: usize = 100_000;

/// Twenty columns: a third of them texts.
#[derive(Persist, Clone, PartialEq)]
struct Wide {
    n0: u64,
    date: String,
    n1: u32,
    f0: f64,
    userid: String,
    n2: u16,
    request: String,
    n3: u64,
    f1: f64,
    wanted: u32,
    identity: String,
    n4: u32,
    flag: bool,
    f2: f32,
    n5: u8,
    route: String,
    n6: i64,
    maybe: Option<u32>,
    agent: String,
    n7: i16,
}

/// The one.
#[derive(Persist, PartialEq)]
#[persist(rename = "Wide", partial)]
struct Part {
    wanted: u32,
}

fn rows() -> Vec<Wide> {
    let logs = Logs::generate(ROWS).logs.into_iter().zip(0_u32..);
    logs.map(|(log, row)| Wide {
        n0: log.size,
        n1: log.size as u32 >> 4,
        f0: f64::from(log.code) / 8.0,
        n2: log.code,
        n3: log.size.wrapping_mul(0x9e37_79b9_7f4a_7c15),
        f1: log.size as f64 / 1000.0,
        wanted: (log.size as u32).wrapping_mul(2_654_435_761),
        n4: row,
        flag: log.size % 3 == 0,
        f2: log.size as f32,
        n5: log.address.x0,
        route: log.request.split(' ').nth(1).unwrap_or_default().to_owned(),
        n6: -(log.size as i64),
        maybe: (log.size % 5 > 0).then_some(row),
        agent: format!("agent {}", log.address.x1),
        n7: log.address.x2.into(),
        date: log.date,
        userid: log.userid,
        request: log.request,
        identity: log.identity,
    })
    .collect()
}

/// Reads all of it and the one column, from bare bytes (nothing but decoding) and from containers.
pub(super) fn run(pace: Pace) -> Result<()> {
    let rows = rows();
    let mut schemas = Schemas::new();
    schemas.register::<Vec<Wide>>()?;
    let schemas: Schemas = from_slice(&to_vec(&schemas)?)?;
    println!("one column of 20, {ROWS} rows, by a `partial` type");
    println!("  {:<22} {:>12} {:>12} {:>7}   beside it, of the container", "", "one", "all", "ratio");
    for (effort, name) in [(Effort::Fast, "fast"), (Effort::Small, "small")] {
        let mut options = SaveOptions::new();
        let bare = options.effort(effort).encode(&rows)?;
        let file = options.to_vec(&rows)?;
        let part: Vec<Part> = schemas.decode(&bare)?;
        check(part.iter().map(|part| part.wanted).eq(rows.iter().map(|row| row.wanted)), "the one column")?;
        check(from_slice::<Vec<Part>>(&file)? == part && from_slice::<Vec<Wide>>(&file)? == rows, "a container")?;
        drop(part);
        let tasks = [
            Timed::new("one", || schemas.decode::<Vec<Part>>(&bare)),
            Timed::new("all", || schemas.decode::<Vec<Wide>>(&bare)),
            Timed::new("container, one", || from_slice::<Vec<Part>>(&file)),
            Timed::new("container, all", || from_slice::<Vec<Wide>>(&file)),
        ];
        let mut tasks: Vec<Task<'_>> = tasks.into_iter().map(|timed| timed.task).collect();
        let samples = samples(&mut tasks, pace);
        let times: Vec<f64> = samples.iter().map(|times| Timing::of(times.clone()).median).collect();
        let [one, all, container_one, container_all] = times[..] else {
            return Err("four tasks have four times".into());
        };
        println!(
            "  {name:<22} {:>12} {:>12} {:>7.3}   one {}, all {}, ratio {:.3}; {} bytes, checked in {}",
            shown(one),
            shown(all),
            ratio(&samples[0], &samples[1]),
            shown(container_one),
            shown(container_all),
            ratio(&samples[2], &samples[3]),
            file.len(),
            shown(container_one - one),
        );
    }
    println!();
    Ok(())
}
