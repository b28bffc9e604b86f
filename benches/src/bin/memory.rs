//! The most heap that libraries need: `cargo run --release -p benches -- memory`, which starts this program.

use std::env;
use std::process::ExitCode;

use benches::{Result, memory, report};
use tests::memory::Counting;

#[global_allocator]
static MEMORY: Counting = Counting;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The one argument, if there is one, is the file for JSON.
fn run() -> Result<()> {
    let rows = memory::run()?;
    println!("{}", report::table(&rows));
    env::args_os().nth(1).map_or(Ok(()), |path| report::write_json(path.as_ref(), &rows))
}
