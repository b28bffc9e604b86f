//! Python's pickle, in a Python of its own, which does as [`child`](super::child) says.

use std::io::Write;
use std::process::Command;

use serde_json::json;
use tempfile::TempDir;

use super::child::{Child, MEMORY, PATIENCE};
use crate::Result;
use crate::sets::Logs;

pub(super) const NAME: &str = "pickle";

/// Rows are objects of a class, as a Python program would have them.
const SCRIPT: &str = r#"
import json, os, pickle, resource, signal, sys
from dataclasses import dataclass

@dataclass
class Log:
    address: tuple
    identity: str
    userid: str
    date: str
    request: str
    code: int
    size: int

rows_file, first, memory, patience = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
with open(rows_file) as file:
    logs = [Log(tuple(row.pop("address")), **row) for row in json.load(file)]
data = bytearray(pickle.dumps(logs))
assert pickle.loads(data) == logs
# What a pickle calls may print.
out, sys.stdout = os.dup(1), open(os.devnull, "w")
os.dup2(sys.stdout.fileno(), 1)
os.write(out, len(data).to_bytes(8, "little"))
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
for bit in range(first, 8 * len(data)):
    data[bit // 8] ^= 1 << bit % 8
    signal.alarm(patience)
    try:
        outcome = b"s" if pickle.loads(data) == logs else b"x"
    except Exception:
        outcome = b"e"
    os.write(out, outcome)
    data[bit // 8] ^= 1 << bit % 8
"#;

/// The rows in a folder of their own, and Python.
pub(super) struct Script(TempDir);

impl Script {
    /// `None` if there is no Python.
    pub(super) fn new(logs: &Logs) -> Result<Option<Self>> {
        let version = Command::new("python3").arg("--version").output();
        if !version.is_ok_and(|output| output.status.success()) {
            return Ok(None);
        }
        let rows: Vec<_> = logs
            .logs
            .iter()
            .map(|log| {
                json!({
                    "address": [log.address.x0, log.address.x1, log.address.x2, log.address.x3],
                    "identity": log.identity,
                    "userid": log.userid,
                    "date": log.date,
                    "request": log.request,
                    "code": log.code,
                    "size": log.size,
                })
            })
            .collect();
        let folder = TempDir::new()?;
        std::fs::File::create(folder.path().join("rows.json"))?.write_all(json!(rows).to_string().as_bytes())?;
        Ok(Some(Script(folder)))
    }

    /// A child that begins at this flip.
    pub(super) fn child(&self, first: usize) -> Result<Child> {
        let mut command = Command::new("python3");
        command.current_dir(self.0.path()).args(["-c", SCRIPT, "rows.json"]);
        Child::of(command.args([first.to_string(), MEMORY.to_string(), PATIENCE.to_string()]))
    }
}
