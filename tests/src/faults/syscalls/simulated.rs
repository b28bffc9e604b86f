//! Each call to the simulated disk fails in turn.

use std::io;

use super::operation::{Held, OPERATIONS, Operation, Outcome};
use super::place::Place;
use super::tally::Tally;
use super::{ERRORS, Times, WAYS};
use crate::simulated::{Fault, Image, SimulatedDisk};

/// How many bytes a short write takes.
const SHORT: [usize; 3] = [1, 7, 100];

/// Tries all operations.
///
/// # Errors
/// What fails although no call does.
pub fn run() -> Result<Tally, String> {
    let mut tally = Tally::default();
    for (operation, name) in OPERATIONS {
        let disk = SimulatedDisk::empty();
        operation.prepare(&Place::simulated(&disk)).map_err(|error| format!("{name}: {error}"))?;
        let image = disk.image();
        each_call(&mut tally, operation, &image, usize::MAX)?;
        each_call(&mut tally, operation, &image, SHORT[2])?;
        short_writes(&mut tally, operation, &image)?;
    }
    Ok(tally)
}

/// A disk on which the operation is about to begin; single writes take `most` bytes from then on.
fn begin(operation: Operation, image: &Image, most: usize) -> Result<(SimulatedDisk, Place, Held), String> {
    let disk = SimulatedDisk::new(image.clone());
    let place = Place::simulated(&disk);
    let held = operation.hold(&place).map_err(|error| error.to_string())?;
    disk.without_links(operation == Operation::SaveCopies);
    disk.short_writes(most);
    Ok((disk, place, held))
}

/// Ends the faults, and checks what is there.
fn end(operation: Operation, place: &Place, disk: &SimulatedDisk, outcome: &Outcome) -> Result<(), String> {
    disk.fail(Fault::None);
    disk.short_writes(usize::MAX);
    operation.check(place, outcome, true)
}

/// Has each call fail, with each error, in each way.
fn each_call(tally: &mut Tally, operation: Operation, image: &Image, most: usize) -> Result<(), String> {
    let (disk, place, mut held) = begin(operation, image, most)?;
    disk.fail(Fault::None);
    let outcome = operation.perform(&place, &mut held);
    let calls = disk.calls();
    drop(held);
    if outcome != Outcome::Done {
        return Err(format!("{} without a fault: {outcome:?}", operation.name()));
    }
    end(operation, &place, &disk, &outcome)?;
    for (index, call) in calls.into_iter().enumerate() {
        for error in ERRORS {
            for times in WAYS {
                let kind = error.simulated;
                let fault = match times {
                    Times::Once => Fault::At(index, kind),
                    // What is interrupted for ever is tried for ever.
                    Times::ForEver if kind == io::ErrorKind::Interrupted => Fault::Between(index, index + 4, kind),
                    Times::ForEver => Fault::From(index, kind),
                };
                let (disk, place, mut held) = begin(operation, image, most)?;
                disk.fail(fault);
                let outcome = operation.perform(&place, &mut held);
                // A log that is open is locked.
                drop(held);
                let result = judge(operation, call, kind, times, &outcome)
                    .and_then(|()| end(operation, &place, &disk, &outcome))
                    .map_err(|what| format!("{what} (call {index}, {times:?}, writes of {most})"));
                tally.enter(operation, call, error.name, &outcome, result);
            }
        }
    }
    Ok(())
}

/// Writes that take less than they were given; and those that take nothing, which is an error.
fn short_writes(tally: &mut Tally, operation: Operation, image: &Image) -> Result<(), String> {
    for most in SHORT.into_iter().chain([0]) {
        let (disk, place, mut held) = begin(operation, image, most)?;
        disk.fail(Fault::None);
        let outcome = operation.perform(&place, &mut held);
        let writes = disk.calls().contains(&"write");
        drop(held);
        let expected = match most {
            0 if writes => Outcome::Failed(io::ErrorKind::WriteZero),
            _ => Outcome::Done,
        };
        let result = match outcome == expected {
            true => end(operation, &place, &disk, &outcome),
            false => Err(format!("{outcome:?} with writes of {most}")),
        };
        if writes {
            tally.enter(operation, "write", "short", &outcome, result);
        }
    }
    Ok(())
}

/// Whether an operation may have such an outcome when a call has failed.
fn judge(operation: Operation, call: &str, kind: io::ErrorKind, times: Times, outcome: &Outcome) -> Result<(), String> {
    let is_right = match outcome {
        Outcome::Failed(found) => *found == kind,
        Outcome::Unknown => call == "sync_directory" || times == Times::ForEver,
        Outcome::Done => is_harmless(operation, call, kind),
        Outcome::Weaker | Outcome::Wrong(_) => false,
    };
    if is_right { Ok(()) } else { Err(format!("{outcome:?}")) }
}

/// Whether an operation may do without a call.
fn is_harmless(operation: Operation, call: &str, kind: io::ErrorKind) -> bool {
    match call {
        // Whether the dead have left litter is not the operation's business.
        "list" => true,
        // A file system without locks: nothing is swept there. (Without the log's own lock nothing is done at all.)
        "try_lock" | "unlock" => true,
        // Whether the new file still has its name: in doubt, another one is created. And how much room a load will need. A
        // reader, though, has to know which file is there.
        "look" => operation != Operation::Read,
        // The file is copied instead.
        "link" => true,
        // A backup that is one too many goes with the next save.
        "remove" => true,
        "read" | "write" => kind == io::ErrorKind::Interrupted,
        _ => false,
    }
}
