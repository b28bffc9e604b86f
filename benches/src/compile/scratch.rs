//! A scratch crate: written to a temporary folder, built there by Cargo, removed when dropped.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{probe, text, types};
use crate::Result;
use crate::libraries::Contender;

/// The name of every scratch crate; each is in a folder of its own.
pub(super) const NAME: &str = "scratch";

/// How a scratch crate uses one library.
pub(super) struct Dialect {
    /// The library.
    pub(super) contender: Contender,
    /// The lines of `[dependencies]`.
    pub(super) dependencies: String,
    /// What is derived.
    pub(super) derive: &'static str,
    /// The expression that encodes `value`.
    pub(super) encode: &'static str,
    /// The expression that decodes `bytes`.
    pub(super) decode: &'static str,
    /// Whether its types have been released: all are in a `persist.lock`.
    pub(super) locked: bool,
}

/// A scratch crate, ready to be built.
pub(super) struct Scratch {
    folder: TempDir,
    derive: &'static str,
    types: usize,
    touched: bool,
}

impl Scratch {
    /// Writes the crate and builds it once in every way, its dependencies with it.
    pub(super) fn prepare(dialect: &Dialect, types: usize) -> Result<Self> {
        let scratch = Self {
            folder: tempfile::Builder::new().prefix("persist-compile-").tempdir()?,
            derive: dialect.derive,
            types,
            touched: false,
        };
        scratch.write(dialect)?;
        if dialect.locked {
            scratch.seal()?;
        }
        scratch.cargo(&["check", "--lib"])?;
        scratch.cargo(&["build", "--lib"])?;
        scratch.cargo(&["build", "--lib", "--release"])?;
        Ok(scratch)
    }

    /// Removes what was built of the crate itself.
    pub(super) fn clean(&self) -> Result<()> {
        run(&mut self.command(&["clean", "--package", NAME]))
    }

    /// Runs a Cargo command; returns the CPU seconds of the crate's own compilers.
    pub(super) fn cargo(&self, command: &[&str]) -> Result<f64> {
        let log = self.folder.path().join("rustc.log");
        fs::write(&log, "")?;
        run(probe::installed(&mut self.command(command), &log)?)?;
        probe::read(&log)
    }

    /// The machine code of a program that encodes and decodes the root of each file; and how much more that is than that of a
    /// program that does nothing.
    pub(super) fn text(&self) -> Result<[u64; 2]> {
        run(&mut self.command(&["build", "--bins", "--release"]))?;
        let folder = self.folder.path().join("target").join("release");
        let [program, nothing] = [types::PROGRAM, types::NOTHING].map(|name| text::size(&folder.join(name)));
        let program = program?;
        Ok([program, program - nothing?])
    }

    /// Changes the type of one field of one type in the middle, back and forth.
    pub(super) fn touch_one_type(&mut self) -> Result<()> {
        self.touched = !self.touched;
        let file = types::files(self.types) / 2;
        self.write_types(file)
    }

    /// Writes the lock, but for the type that is touched: what has been released may not change.
    fn seal(&self) -> Result<()> {
        run(self.command(&["test", "--lib"]).env("PERSIST_LOCK", "seal"))?;
        let path = self.folder.path().join("persist.lock");
        let open = format!("{NAME}::{} ", types::touched(self.types));
        let text = fs::read_to_string(&path)?;
        let sealed = text.lines().filter(|line| !line.starts_with(&open));
        fs::write(&path, sealed.map(|line| format!("{line}\n")).collect::<String>())?;
        Ok(())
    }

    fn write(&self, dialect: &Dialect) -> Result<()> {
        let source = self.source();
        fs::create_dir(&source)?;
        fs::write(
            self.folder.path().join("Cargo.toml"),
            format!(
                "[package]\nname = \"{NAME}\"\nedition = \"2024\"\n\n[dependencies]\n{}\n\n[workspace]\n",
                dialect.dependencies
            ),
        )?;
        self.pin_dependencies()?;
        fs::write(source.join("lib.rs"), types::root(self.types, dialect))?;
        fs::create_dir(source.join("bin"))?;
        for (name, program) in [(types::PROGRAM, types::program(self.types)), (types::NOTHING, types::nothing())] {
            fs::write(source.join("bin").join(format!("{name}.rs")), program)?;
        }
        for file in 0..types::files(self.types) {
            self.write_types(file)?;
        }
        Ok(())
    }

    fn write_types(&self, file: usize) -> Result<()> {
        let touched = self.touched && file == types::files(self.types) / 2;
        let text = types::file(self.types, file, self.derive, touched);
        fs::write(self.source().join(types::file_name(file)), text)?;
        Ok(())
    }

    /// The workspace's lock file makes the crate use the versions that the race uses, which are
    /// on this machine already.
    fn pin_dependencies(&self) -> Result<()> {
        let lock = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"));
        if lock.exists() {
            fs::copy(lock, self.folder.path().join("Cargo.lock"))?;
        }
        Ok(())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        let mut result = Command::new(cargo);
        result.current_dir(self.folder.path()).args(arguments).args(["--offline", "--quiet", "--target-dir", "target"]);
        result
    }

    fn source(&self) -> std::path::PathBuf {
        self.folder.path().join("src")
    }
}

/// Runs a command whose output is of interest only if it fails, and then its beginning.
fn run(command: &mut Command) -> Result<()> {
    const SHOWN_LINES: usize = 40;
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let errors = String::from_utf8_lossy(&output.stderr);
    let shown: Vec<&str> = errors.lines().take(SHOWN_LINES).collect();
    Err(format!("a scratch crate does not build:\n{}", shown.join("\n")).into())
}
