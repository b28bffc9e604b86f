//! What one flipped bit does: `cargo run --release -p benches --bin flips`.

use std::env;
use std::process::ExitCode;

use benches::flips;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match &arguments[..] {
        [] => flips::run(),
        // This program starts itself once more; see `flips::child`.
        [library, first] => flips::flip_from(library, first),
        _ => Err("usage: cargo run --release -p benches --bin flips".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
