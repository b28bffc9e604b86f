//! A process in which the same code takes the same time: glibc without two of its habits that
//! make a lottery of it.
//!
//! - Its `memcpy` uses `rep movsb` for a few KiB and more. On some processors that is sixteen
//!   times as slow where the target's address is a little above the source's, modulo 4,096: as
//!   often happens with two large blocks from one allocator.
//! - Its `free` gives large blocks back to the system, or not, depending on what else lies on the
//!   heap; the next run then faults in every page again.
//!
//! Both hit one library or another from build to build, by up to a factor of ten. glibc reads its
//! tunables only when a process starts, so the process starts itself once more. Elsewhere nothing
//! is done.

#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TUNABLES: &str = "glibc.cpu.x86_rep_movsb_threshold=1000000000\
    :glibc.malloc.mmap_threshold=33554432\
    :glibc.malloc.trim_threshold=1000000000";

/// Replaces this process by itself under the tunables, unless some are set already.
///
/// # Errors
/// If the program cannot be started again.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn ensure() -> crate::Result<()> {
    use std::os::unix::process::CommandExt as _;
    use std::{env, process};

    const VARIABLE: &str = "GLIBC_TUNABLES";
    if env::var_os(VARIABLE).is_some() {
        return Ok(());
    }
    let error = process::Command::new(env::current_exe()?).args(env::args_os().skip(1)).env(VARIABLE, TUNABLES).exec();
    Err(format!("cannot restart under {VARIABLE}: {error}").into())
}

/// Does nothing: there is no glibc here.
///
/// # Errors
/// None.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn ensure() -> crate::Result<()> {
    Ok(())
}
