//! A bar for a long save, and one for a long load: `progress`, `sequence`, `load_iter`.
//!
//! ```text
//! cargo run --release --example progress
//! ```
//!
//! Both go through a file that need not fit into memory: the readings are made one by one while they are saved, and
//! come one by one while they are loaded. The bars are drawn where there is a terminal; the file is removed at the
//! end.

use std::error::Error;
use std::{env, fs, process};

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};
use persist_core::{LoadOptions, Persist, SaveOptions};

/// What a sensor has measured.
#[derive(Persist, Clone, Copy, Debug, PartialEq)]
struct Reading {
    second: u64,
    sensor: u16,
    celsius: f32,
}

const READINGS: u64 = 5_000_000;

fn reading(second: u64) -> Reading {
    Reading { second, sensor: (second % 40) as u16, celsius: 20.0 + (second % 86_400) as f32 / 8_640.0 }
}

fn bar(length: u64, template: &str) -> Result<ProgressBar, Box<dyn Error>> {
    Ok(ProgressBar::new(length).with_style(ProgressStyle::with_template(template)?))
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::temp_dir().join(format!("persist-progress-{}.persist", process::id()));

    // How large the file becomes is not known, but how many readings there are is.
    let saving = bar(READINGS, "saving  {bar:40} {percent:>3} %  {msg}")?;
    let shown = saving.clone();
    let mut options = SaveOptions::new();
    options.progress(move |progress| {
        shown.set_position(progress.rows);
        shown.set_message(HumanBytes(progress.bytes).to_string());
    });
    options.sequence(&path, (0..READINGS).map(reading))?;
    saving.finish();

    // The other way round.
    let size = fs::metadata(&path)?.len();
    let loading = bar(size, "loading {bar:40} {percent:>3} %  {msg}")?;
    let shown = loading.clone();
    let mut options = LoadOptions::new();
    options.progress(move |progress| {
        shown.set_length(progress.total_bytes.unwrap_or(progress.bytes));
        shown.set_position(progress.bytes);
        shown.set_message(format!("{} readings", progress.rows));
    });
    let mut hottest = reading(0);
    for item in options.load_iter::<Reading>(&path)? {
        let item = item?;
        if item.celsius > hottest.celsius {
            hottest = item;
        }
    }
    loading.finish();

    println!("{READINGS} readings in {}", HumanBytes(size));
    println!("the hottest: {hottest:?}");
    assert_eq!(hottest, reading(86_399));
    fs::remove_file(&path)?;
    Ok(())
}
