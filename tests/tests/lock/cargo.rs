//! Scratch crates, and what builds and tests of them say.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A crate in a folder of its own, whose library is called `app`.
pub(crate) struct Crate {
    name: &'static str,
    folder: PathBuf,
}

/// All that Persist says in a build or a test, and every other error.
pub(crate) struct Said(String);

impl Crate {
    /// A crate with this library; `name` is the test's, and no other's.
    pub(crate) fn new(name: &'static str, library: &str) -> Self {
        let folder = all().join(name);
        // What an earlier run left.
        let _ = fs::remove_dir_all(&folder);
        let new = Self { name, folder: folder.join("app") };
        new.write("Cargo.toml", &manifest(name, "app"));
        // The same dependencies as the repository's, so that nothing is looked for elsewhere.
        fs::copy(repository().join("Cargo.lock"), new.folder.join("Cargo.lock")).expect("the folder can be written");
        new.library(library);
        new
    }

    /// A crate with this library, all of which is released.
    pub(crate) fn released(name: &'static str, library: &str) -> Self {
        let new = Self::new(name, library);
        let said = new.seal().0;
        assert!(said.starts_with("persist.lock: sealed: "), "{said}");
        new
    }

    /// Another crate, called `dep`, that this one depends on.
    pub(crate) fn depends_on(self, library: &str) -> Self {
        self.write("../dep/Cargo.toml", &manifest(&format!("{}-dep", self.name), "dep"));
        self.dependency(library);
        self.append("Cargo.toml", &format!("[dependencies.dep]\npackage = \"{}-dep\"\npath = \"../dep\"\n", self.name));
        self
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// Writes a file; `text` may be as far to the right as the code around it.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("the folder can be written");
        fs::write(path, dedent(text)).expect("the folder can be written");
    }

    pub(crate) fn library(&self, text: &str) {
        self.write("src/lib.rs", text);
    }

    pub(crate) fn dependency(&self, text: &str) {
        self.write("../dep/src/lib.rs", text);
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there")
    }

    pub(crate) fn append(&self, path: &str, text: &str) {
        let old = self.read(path);
        fs::write(self.path(path), old + &dedent(text)).expect("the folder can be written");
    }

    /// Puts `new` where `old` is in a file, once.
    pub(crate) fn change(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(old).count(), 1, "{old}");
        fs::write(self.path(path), text.replace(old, new)).expect("the folder can be written");
    }

    /// Puts `new` where `old` is in the library, once.
    pub(crate) fn edit(&self, old: &str, new: &str) {
        self.change("src/lib.rs", old, new);
    }

    pub(crate) fn lock(&self) -> String {
        self.read("persist.lock")
    }

    /// The lock is this.
    #[track_caller]
    pub(crate) fn says_lock(&self, expected: &str) {
        Said(self.lock()).is(expected)
    }

    /// What a build says.
    pub(crate) fn build(&self) -> Said {
        self.said(self.cargo(&["check"]))
    }

    /// What the crate's own tests say.
    pub(crate) fn test(&self) -> Said {
        self.tests("", &["--lib"])
    }

    pub(crate) fn seal(&self) -> Said {
        self.tests("seal", &["--lib"])
    }

    pub(crate) fn check(&self) -> Said {
        self.tests("check", &["--lib"])
    }

    pub(crate) fn accept(&self, names: &str) -> Said {
        self.tests(&format!("accept={names}"), &["--lib"])
    }

    /// What `PERSIST_LOCK=wish cargo test` says.
    pub(crate) fn tests(&self, wish: &str, arguments: &[&str]) -> Said {
        let mut cargo = self.cargo(&["test"]);
        if !wish.is_empty() {
            cargo.env("PERSIST_LOCK", wish);
        }
        cargo.args(arguments);
        self.said(cargo)
    }

    /// How many questions the compiler is given at the fields of types; there is an error if one has an answer.
    pub(crate) fn checks_at_types(&self) -> usize {
        let path = self.path("app.mir");
        let emit = format!("--emit=mir={}", path.display());
        let output = self.cargo(&["rustc", "--lib", "--", &emit]).output();
        let output = output.expect("cargo can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.read("app.mir").matches("lock::hold::problem(").count()
    }

    /// Builds the crate's tests, and gives their program.
    pub(crate) fn test_program(&self) -> PathBuf {
        let output = self.cargo(&["test", "--lib", "--no-run"]).output().expect("cargo can be run");
        let told = String::from_utf8_lossy(&output.stderr);
        // `Executable unittests src/lib.rs (PATH)`
        let path = told.split_once("src/lib.rs (").and_then(|(_, rest)| rest.split_once(')'));
        PathBuf::from(path.unwrap_or_else(|| panic!("{told}")).0)
    }

    /// What the crate's program writes.
    pub(crate) fn run(&self) -> String {
        let Output { status, stdout, stderr } = self.cargo(&["run"]).output().expect("cargo can be run");
        assert!(status.success(), "{}", String::from_utf8_lossy(&stderr));
        String::from_utf8_lossy(&stdout).into_owned()
    }

    /// `cargo`, in the folder of the crate and in surroundings that are the same everywhere.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(arguments).current_dir(&self.folder);
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET", "PERSIST_LOCK"] {
            cargo.env_remove(name);
        }
        cargo.env("CARGO_NET_OFFLINE", "true");
        cargo.env("CARGO_TARGET_DIR", all().join("target")).env("CARGO_TERM_COLOR", "never").env("RUST_BACKTRACE", "0");
        cargo
    }

    pub(crate) fn said(&self, mut command: Command) -> Said {
        let Output { status, stdout, stderr } = command.output().expect("the command can be run");
        let text = String::from_utf8_lossy(&stderr) + String::from_utf8_lossy(&stdout);
        let (here, above) = (format!("{}/", self.folder.display()), format!("{}/", all().join(self.name).display()));
        let said = lines(&text.replace(&here, "").replace(&above, "../"));
        assert!(status.success() || !said.is_empty(), "{text}");
        Said(said)
    }
}

impl Said {
    /// It is all of this.
    #[track_caller]
    pub(crate) fn is(&self, expected: &str) {
        let expected = dedent(expected);
        assert!(self.0 == expected, "\n--- said\n{}--- expected\n{expected}---", self.0);
    }

    #[track_caller]
    pub(crate) fn is_nothing(&self) {
        self.is("");
    }
}

/// The folder of all scratch crates. They share what is built of their dependencies.
fn all() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("lock")
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("this crate is in a folder of the repository")
}

/// The manifest of a package. Its library may be called as another's: packages are told apart where things are built.
fn manifest(package: &str, library: &str) -> String {
    format!(
        "[package]\nname = \"{package}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [lib]\nname = \"{library}\"\n\n\
         [workspace]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n\n\
         [dependencies.persist-core]\npath = {:?}\n\n",
        repository().join("persist-core"),
    )
}

/// Without what all lines begin with, so that texts need not stand at the left of the code.
pub(crate) fn dedent(text: &str) -> String {
    let Some(text) = text.strip_prefix('\n') else {
        return if text.is_empty() { String::new() } else { text.to_owned() + "\n" };
    };
    let margin = |line: &str| line.len() - line.trim_start().len();
    let least = text.lines().filter(|line| !line.trim().is_empty()).map(margin).min().unwrap_or(0);
    let lines = text.lines().map(|line| line.get(least..).unwrap_or("").to_owned() + "\n");
    let text: String = lines.collect();
    // What follows the last line break is the margin of the quotes.
    text.trim_end().to_owned() + "\n"
}

/// Of the output of cargo: what panics of constants, errors of macros and tests say in Persist's own words, each with
/// the place in front of it; of other errors the first line.
fn lines(output: &str) -> String {
    const PANIC: &str = "error[E0080]: evaluation panicked: ";
    const MACRO: &str = "error: persist.lock";
    let mut said = String::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        let (first, margin) = if let Some(first) = line.strip_prefix(PANIC) {
            (first, "error[E0080]: ".len())
        } else if line.starts_with(MACRO) {
            (&line["error: ".len()..], "error: ".len())
        } else if line.starts_with("persist.lock: ") || line.starts_with("PERSIST_LOCK") {
            said += &format!("{line}\n");
            // Unlike what cargo says, which is further to the right.
            let goes_on = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
            while let Some(line) = lines.next_if(goes_on) {
                said += &format!("{line}\n");
            }
            continue;
        } else {
            let is_summary = ["error: could not compile", "error: test failed", "error: doctest failed"];
            if line.starts_with("error") && !is_summary.iter().any(|summary| line.starts_with(summary)) {
                said += &format!("{line}\n");
            }
            continue;
        };
        let mut message = format!("{first}\n");
        let place = loop {
            let Some(line) = lines.next() else { break "nowhere" };
            if let Some(place) = line.trim_start().strip_prefix("--> ") {
                break place;
            }
            message += &format!("{}\n", line.get(margin..).unwrap_or(line));
        };
        said += &format!("{place}: {message}");
    }
    said
}
