//! Settings: load them, or create them; and what to do about each kind of error.
//!
//! ```text
//! cargo run --example settings
//! ```
//!
//! Plays five starts of a program: the first, one after a change, and three with a file that is not
//! as it should be. It works in a folder of its own, which it removes at the end.

use std::error::Error;
use std::path::Path;
use std::time::Duration;
use std::{env, fs, io, process};

use persist_core::{ErrorKind, Persist};

/// `validate` checks what is loaded, so that the rest of the program need not.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(rename_all = "kebab-case", validate = Settings::check)]
struct Settings {
    window_size: (u32, u32),
    theme: Theme,
    autosave_every: Option<Duration>,
    recent_files: Vec<String>,
    /// Found out anew at each start: not saved, and `false` after a load.
    #[persist(skip)]
    is_online: bool,
}

#[derive(Persist, Debug, Clone, PartialEq)]
enum Theme {
    Light,
    Dark,
    Custom { accent: [u8; 3] },
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            window_size: (1280, 800),
            theme: Theme::Light,
            autosave_every: Some(Duration::from_secs(60)),
            recent_files: Vec::new(),
            is_online: false,
        }
    }
}

impl Settings {
    fn check(&self) -> Result<(), String> {
        match self.window_size {
            (0, _) | (_, 0) => Err("the window has no area".to_owned()),
            _ => Ok(()),
        }
    }

    /// Loads the settings, or starts with the defaults where that loses nothing.
    ///
    /// Each kind of error calls for an answer of its own. `ErrorKind` may get more kinds, so the
    /// last arm passes on what this program does not know.
    fn load_or_create(path: &Path) -> Result<Self, persist_core::Error> {
        let error = match persist_core::load(path) {
            Ok(settings) => return Ok(settings),
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::Io if is_not_found(&error) => {
                println!("  there are no settings yet: these are the defaults");
            }
            // The file was ours and is damaged. Keep it for whoever wants to look into it.
            ErrorKind::Truncated | ErrorKind::Checksum | ErrorKind::Malformed => {
                println!("  {error}");
                let aside = path.with_extension("damaged");
                fs::rename(path, &aside)?;
                println!("  it is now {}: starting anew", aside.display());
            }
            // Our own `check` says no.
            ErrorKind::Rejected => {
                println!("  {error}");
                println!("  starting anew");
            }
            // Not our file, a newer program's file, no permission, …: do not write over it.
            _ => return Err(error),
        }
        let settings = Self::default();
        persist_core::save(path, &settings)?;
        Ok(settings)
    }
}

fn is_not_found(error: &persist_core::Error) -> bool {
    error
        .source()
        .and_then(|source| source.downcast_ref::<io::Error>())
        .is_some_and(|error| error.kind() == io::ErrorKind::NotFound)
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::temp_dir().join(format!("persist-settings-{}", process::id()));
    fs::create_dir(&folder)?;
    let result = five_starts(&folder.join("settings.persist"));
    fs::remove_dir_all(&folder)?;
    result
}

/// What happens at five starts of a program.
fn five_starts(path: &Path) -> Result<(), Box<dyn Error>> {
    println!("The first start:");
    let mut settings = Settings::load_or_create(path)?;
    println!("  {settings:?}");

    println!("The second, after a change:");
    settings.theme = Theme::Custom { accent: [0xC0, 0x40, 0x20] };
    settings.recent_files.push("world.persist".to_owned());
    settings.is_online = true;
    persist_core::save(path, &settings)?;
    let settings = Settings::load_or_create(path)?;
    println!("  {settings:?}");

    println!("The third, after a save that `check` would not have allowed:");
    let flat = Settings { window_size: (1280, 0), ..settings };
    persist_core::save(path, &flat)?;
    Settings::load_or_create(path)?;

    println!("The fourth, after a fault of the disk:");
    let mut bytes = fs::read(path)?;
    if let Some(byte) = bytes.last_mut() {
        *byte ^= 1;
    }
    fs::write(path, bytes)?;
    Settings::load_or_create(path)?;

    println!("The fifth, after somebody put another file in its place:");
    fs::write(path, "window-size = 1280x800\n")?;
    match Settings::load_or_create(path) {
        Ok(_) => Err("text passed for settings".into()),
        Err(error) => {
            println!("  {error}");
            Ok(())
        }
    }
}
