//! Writes what a fuzzer begins with: `cargo run -p tests --bin corpus -- fuzz/corpus`.

use std::path::PathBuf;
use std::{env, fs, io};

use tests::fuzzing::{TARGETS, seeds};

fn main() -> io::Result<()> {
    let Some(corpus) = env::args_os().nth(1).map(PathBuf::from) else {
        return Err(io::Error::other("say where: `cargo run -p tests --bin corpus -- fuzz/corpus`"));
    };
    for (name, _) in TARGETS {
        let folder = corpus.join(name);
        fs::create_dir_all(&folder)?;
        for (index, seed) in seeds(name).iter().enumerate() {
            fs::write(folder.join(format!("first-{index:03}")), seed)?;
        }
    }
    Ok(())
}
