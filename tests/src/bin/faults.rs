//! Tries what may happen to files: `faults -- crash-states` and more; without arguments, it says what there is.

use std::process::ExitCode;

use tests::faults::crash_states;

const USAGE: &str = "\
faults WHAT

  crash-states [--plant NAME]   every state that a power cut leaves, within stated bounds, in every operation on files
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["crash-states", ref rest @ ..] => crash_states::main(rest),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
