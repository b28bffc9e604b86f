//! Instructions counted by callgrind: of each leaf type's kernels, and of the four public sets. They need no quiet machine, and
//! tell a slower commit from noise.
//!
//! The counts that hold are in `benches/counts.txt`. They depend on the compiler, its standard library and the C library: a new
//! toolchain wants new counts.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fmt};

use tempfile::TempDir;

use crate::Result;
use crate::libraries::{BorrowingCodec, Codec, Persist, PersistSmall, Raced};
use crate::sets::leaves::{self, Leaf, Visitor};
use crate::sets::{Logs, Mesh, Players, Set, Updates};

/// What is counted for one set is this part of its rows.
const PART: usize = 10;

/// Values of a leaf type.
const LEAVES: usize = 8_192;

/// A count may be greater or less by so much of itself,
const TOLERANCE: f64 = 0.01;

/// and by so many instructions: those of `malloc` and `memcpy` depend on addresses, which differ from run to run.
const OF_ADDRESSES: f64 = 128.0;

/// What has been counted, by name.
type Counts = Vec<(String, u64)>;

/// Counts everything, and compares it with the file, or writes the file.
///
/// # Errors
/// If something needs more instructions than it should, or if there is no valgrind.
pub fn run(bless: bool) -> Result<()> {
    let compiler = version(Command::new("rustc").arg("--version"))?;
    if version(Command::new("valgrind").arg("--version")).is_err() {
        return Err("`count` needs valgrind, which is not installed".into());
    }
    let counts = count()?;
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("counts.txt");
    if bless {
        fs::write(&path, written(&compiler, &counts))?;
        println!("{} counts are in {}", counts.len(), path.display());
        return Ok(());
    }
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (known_compiler, known) = read(&text)?;
    if known_compiler != compiler {
        println!("the counts are those of {known_compiler}, and this is {compiler}");
    }
    let changes = changes(&known, &counts);
    for change in &changes {
        println!("{change}");
    }
    println!("{} counts, {} of them changed by more than {} %", counts.len(), changes.len(), TOLERANCE * 100.0);
    if changes.iter().any(Change::is_worse) {
        return Err("something needs more instructions; `count --bless` takes that as it is".into());
    }
    Ok(())
}

fn version(command: &mut Command) -> Result<String> {
    let output = command.output()?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

// ---- The file ----

fn written(compiler: &str, counts: &Counts) -> String {
    let lines = counts.iter().map(|(name, count)| format!("{count:>12} {name}\n"));
    format!("{compiler}\n{}", lines.collect::<String>())
}

fn read(text: &str) -> Result<(&str, Counts)> {
    let mut lines = text.lines();
    let compiler = lines.next().ok_or("the file of counts is empty")?;
    let mut counts = Vec::new();
    for line in lines {
        let (count, name) = line.trim_start().split_once(' ').ok_or_else(|| format!("no count: {line:?}"))?;
        counts.push((name.to_owned(), count.parse()?));
    }
    Ok((compiler, counts))
}

/// A count that is not what it was.
struct Change<'a> {
    name: &'a str,
    was: Option<u64>,
    is: Option<u64>,
}

impl Change<'_> {
    fn share(&self) -> Option<f64> {
        Some(self.is? as f64 / self.was? as f64 - 1.0)
    }

    /// By how many instructions it is more, beyond what it may be (less, if negative); `None` if there is nothing to compare.
    fn beyond(&self) -> Option<f64> {
        let (was, is) = (self.was? as f64, self.is? as f64);
        let may = was * TOLERANCE + OF_ADDRESSES;
        Some(is - is.clamp(was - may, was + may))
    }

    fn is_worse(&self) -> bool {
        self.beyond().is_some_and(|beyond| beyond > 0.0)
    }
}

impl fmt::Display for Change<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.was, self.is, self.share()) {
            (Some(was), Some(is), Some(share)) => {
                write!(f, "{:<36} {was:>12} {is:>12} {:+.1} %", self.name, share * 100.0)
            }
            (None, Some(is), _) => write!(f, "{:<36} {:>12} {is:>12}", self.name, "new"),
            _ => write!(f, "{:<36} is not counted any more", self.name),
        }
    }
}

/// Everything that has changed by more than it may.
fn changes<'a>(known: &'a Counts, counts: &'a Counts) -> Vec<Change<'a>> {
    let find = |counts: &Counts, name: &str| counts.iter().find(|(other, _)| other == name).map(|(_, count)| *count);
    let gone = known.iter().filter(|(name, _)| find(counts, name).is_none());
    let now = counts.iter().map(|(name, is)| Change { name, was: find(known, name), is: Some(*is) });
    let gone = gone.map(|(name, was)| Change { name, was: Some(*was), is: None });
    now.chain(gone).filter(|change| change.beyond() != Some(0.0)).collect()
}

// ---- The parent ----

/// Starts this program under callgrind, which writes a file each time that it leaves [`measured`].
fn count() -> Result<Counts> {
    let folder = TempDir::new()?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet"])
        .arg(format!("--callgrind-out-file={}", folder.path().join("out").display()))
        .args([format!("--toggle-collect={MEASURED}"), format!("--dump-after={MEASURED}")])
        .arg(env::current_exe()?)
        .args(["count", "--child"])
        .output()?;
    if !output.status.success() {
        return Err(format!("under valgrind: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    let names = String::from_utf8(output.stdout)?;
    let names = names.lines().enumerate();
    names
        .map(|(index, name)| Ok((name.to_owned(), total(&folder.path().join(format!("out.{}", index + 1)))?)))
        .collect()
}

/// The sum in a file of callgrind's.
fn total(path: &PathBuf) -> Result<u64> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: ").or_else(|| line.strip_prefix("totals: ")));
    Ok(total.ok_or("callgrind has written no sum")?.trim().parse()?)
}

// ---- The child ----

/// What callgrind calls [`measured`].
const MEASURED: &str = "benches::count::measured";

/// What happens in here is counted.
#[inline(never)]
fn measured(once: &mut dyn FnMut()) {
    once();
    black_box(());
}

/// Does everything that is to be counted, and prints its names.
///
/// # Errors
/// If Persist refuses something.
pub fn child() -> Result<()> {
    set::<Persist, Logs>()?;
    set::<PersistSmall, Logs>()?;
    borrowed::<Persist, Logs>()?;
    set::<Persist, Mesh>()?;
    set::<PersistSmall, Mesh>()?;
    set::<Persist, Players>()?;
    set::<PersistSmall, Players>()?;
    borrowed::<Persist, Players>()?;
    set::<Persist, Updates>()?;
    set::<PersistSmall, Updates>()?;
    leaves::visit_all(&mut Kernels)
}

fn set<C: Codec<T>, T: Set>() -> Result<()> {
    codec::<C, T>(T::NAME, &T::generate(T::ROWS / PART))
}

fn codec<C: Codec<T>, T>(name: &str, value: &T) -> Result<()> {
    let mut codec = C::default();
    // Once without being counted: the buffer grows, and what is set up once is set up.
    let bytes = codec.encode(value)?.to_vec();
    println!("{name} {} encode", C::NAME);
    measured(&mut || {
        let _ = black_box(codec.encode(black_box(value)));
    });
    println!("{name} {} decode", C::NAME);
    measured(&mut || {
        let _ = black_box(codec.decode(black_box(&bytes)));
    });
    Ok(())
}

fn borrowed<C: BorrowingCodec<T>, T: Set>() -> Result<()> {
    let mut codec = C::default();
    let bytes = codec.encode(&T::generate(T::ROWS / PART))?.to_vec();
    println!("{} {} borrow", T::NAME, C::NAME);
    measured(&mut || {
        let _ = black_box(codec.borrow(black_box(&bytes)));
    });
    Ok(())
}

struct Kernels;

impl Visitor for Kernels {
    fn wants(&self, _name: &str) -> bool {
        true
    }

    fn visit<T: Raced>(&mut self, leaf: Leaf, mut values: Vec<T>) -> Result<()>
    where
        Vec<T>: Raced,
    {
        values.truncate(LEAVES);
        let name = format!("{}, {}:", leaf.name, leaf.distribution);
        codec::<Persist, _>(&name, &values)?;
        codec::<PersistSmall, _>(&name, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let counts = vec![("log persist encode".to_owned(), 17), ("u8, narrow: persist decode".to_owned(), 4)];
        let text = written("rustc 1", &counts);
        assert_eq!(read(&text).unwrap(), ("rustc 1", counts));
    }

    #[test]
    fn more_is_worse_and_a_little_is_nothing() {
        let counts = |all: [u64; 4]| ["a", "b", "c", "d"].map(str::to_owned).into_iter().zip(all).collect::<Counts>();
        let (known, mut now) = (counts([50_000; 4]), counts([50_629, 49_371, 50_628, 49_372]));
        now.push(("e".to_owned(), 1));
        let found = changes(&known, &now);
        let found: Vec<_> = found.iter().map(|change| (change.name, change.is_worse())).collect();
        assert_eq!(found, [("a", true), ("b", false), ("e", false)]);
        now.remove(3);
        assert_eq!(changes(&known, &now).last().map(|change| (change.name, change.is)), Some(("d", None)));
    }
}
