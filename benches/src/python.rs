//! Python, where it is installed, and log rows as a Python program has them.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::Result;
use crate::sets::Logs;

/// The beginning of a script: the rows as objects of a class, read from the file `rows.json`.
const ROWS: &str = r#"
import json
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

with open("rows.json") as file:
    logs = [Log(tuple(row.pop("address")), **row) for row in json.load(file)]
"#;

/// Whether there is a Python.
pub(crate) fn is_installed() -> bool {
    Command::new("python3").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Writes the rows to a folder.
pub(crate) fn write_rows(logs: &Logs, folder: &Path) -> Result<()> {
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
    std::fs::write(folder.join("rows.json"), json!(rows).to_string())?;
    Ok(())
}

/// A Python that runs a script behind [`ROWS`], in a folder with the rows.
pub(crate) fn with_rows(folder: &Path, script: &str) -> Command {
    let mut command = Command::new("python3");
    command.current_dir(folder).args(["-c", &format!("{ROWS}{script}")]);
    command
}
