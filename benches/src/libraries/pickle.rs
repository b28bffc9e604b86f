//! CPython's pickle, protocol 5, on the log rows, in a Python that times itself: shown, but not counted.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::Contender;
use super::entry::Operation;
use crate::Result;
use crate::measure::{Pace, Timing};
use crate::python;
use crate::report::{Measure, Unit};
use crate::sets::Logs;

const SCRIPT: &str = r#"
import pickle, sys, time

rounds = int(sys.argv[1])
data = pickle.dumps(logs, protocol=5)
assert pickle.loads(data) == logs
with open("rows.pickle", "wb") as file:
    file.write(data)
samples = {"encode": [], "decode": []}
for _ in range(rounds):
    for name, run in ("encode", lambda: pickle.dumps(logs, protocol=5)), ("decode", lambda: pickle.loads(data)):
        start = time.perf_counter_ns()
        run()
        samples[name].append(time.perf_counter_ns() - start)
json.dump(samples, sys.stdout)
"#;

/// Measures it; nothing where there is no Python.
///
/// # Errors
/// If Python fails, or pickle does not bring the rows back.
pub fn measure(logs: &Logs, pace: Pace) -> Result<Vec<Measure>> {
    if !python::is_installed() {
        eprintln!("pickle is left out, as there is no python3");
        return Ok(Vec::new());
    }
    let folder = TempDir::new()?;
    python::write_rows(logs, folder.path())?;
    let output = python::with_rows(folder.path(), SCRIPT).arg(pace.rounds.to_string()).output()?;
    if !output.status.success() {
        return Err(format!("pickle: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let samples: Value = serde_json::from_slice(&output.stdout)?;
    let contender = Contender::shown("pickle");
    let mut measures = Vec::new();
    for operation in [Operation::Encode, Operation::Decode] {
        let times = samples[operation.name()].as_array().ok_or("pickle: no times")?;
        let times: Vec<f64> = times.iter().filter_map(Value::as_f64).collect();
        if times.is_empty() {
            return Err("pickle: no times".into());
        }
        let timing = Timing::of(times);
        measures.push(Measure {
            operation: operation.name(),
            contender,
            value: timing.median,
            spread: Some(timing.spread),
            unit: Unit::Nanoseconds,
        });
    }
    let bytes = fs::read(folder.path().join("rows.pickle"))?;
    let packed = zstd::bulk::compress(&bytes, 3)?;
    for (operation, length) in [(Operation::Size, bytes.len()), (Operation::Zstd, packed.len())] {
        measures.push(Measure {
            operation: operation.name(),
            contender,
            value: length as f64,
            spread: None,
            unit: Unit::Bytes,
        });
    }
    Ok(measures)
}
