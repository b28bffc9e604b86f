//! Python's pickle, in a Python of its own, which does as [`child`](super::child) says.

use tempfile::TempDir;

use super::child::{Child, MEMORY, PATIENCE};
use crate::Result;
use crate::python;
use crate::sets::Logs;

pub(super) const NAME: &str = "pickle";

const SCRIPT: &str = r#"
import os, pickle, resource, signal, sys

first, memory, patience = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
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

/// The rows in a folder of their own, where there is a Python.
pub(super) struct Script(TempDir);

impl Script {
    /// `None` if there is no Python.
    pub(super) fn new(logs: &Logs) -> Result<Option<Self>> {
        if !python::is_installed() {
            return Ok(None);
        }
        let folder = TempDir::new()?;
        python::write_rows(logs, folder.path())?;
        Ok(Some(Script(folder)))
    }

    /// A child that begins at this flip.
    pub(super) fn child(&self, first: usize) -> Result<Child> {
        let mut command = python::with_rows(self.0.path(), SCRIPT);
        Child::of(command.args([first.to_string(), MEMORY.to_string(), PATIENCE.to_string()]))
    }
}
