//! Tries what may happen to files: `faults -- crash-states` and more; without arguments, it says what there is.

use std::process::ExitCode;

use tests::faults::{crash_states, disk_full, kill, syscalls};

const USAGE: &str = "\
faults WHAT

  crash-states [--plant NAME]   every state that a power cut leaves, within stated bounds, in every operation on files
  kill [--rounds N] [--seed N]  a process that appends, saves and compacts is killed at random moments (default: 500 rounds);
                                and several that save one file at once, in a fifth as many rounds
  syscalls                      each call to the file system fails: simulated, and by strace if it is there
  disk-full                     writes to a small disk until it is full, where one may be mounted
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["crash-states", ref rest @ ..] => crash_states::main(rest),
        ["kill", ref rest @ ..] => kill::main(rest),
        ["syscalls", ref rest @ ..] => syscalls::main(rest),
        ["disk-full", ref rest @ ..] => disk_full::main(rest),
        // The program starts itself as one that is killed, and as one whose calls fail.
        [kill::CHILD, ref rest @ ..] => kill::child(rest),
        [kill::race::CHILD, ref rest @ ..] => kill::race::child(rest),
        [syscalls::CHILD, ref rest @ ..] => syscalls::child(rest),
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
