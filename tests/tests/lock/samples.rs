//! Files of released versions that are kept beside the lock.

use std::fs;

use super::cargo::Crate;

#[test]
fn a_sample_of_each_version_is_kept_and_loaded() {
    let app = Crate::new(
        "samples",
        "
        use persist_core::{Persist, lock_formats};

        #[derive(Persist)]
        pub struct Player {
            pub name: String,
            pub hp: u16,
        }

        pub fn sample() -> Player {
            Player { name: \"Ada\".to_owned(), hp: 70 }
        }

        lock_formats!(Player = sample);
        ",
    );
    app.test().is("persist.lock: open: app::Player v1");
    assert!(!app.path("persist.samples").exists());
    app.seal().is("persist.lock: sealed: app::Player v1");
    let first = app.path("persist.samples/app-Player.v1.persist");
    let bytes = fs::read(&first).expect("the sample was written");

    // Another sample of the same version is not written.
    app.edit("hp: 70", "hp: 80");
    app.seal().is("persist.lock: nothing is open");
    assert!(fs::read(&first).expect("the sample is there") == bytes);

    app.edit("#[derive(Persist)]\n", "#[derive(Persist)]\n#[persist(version = 2)]\n");
    app.edit("pub hp: u16", "#[persist(alias = \"hp\")]\n    pub health: u32");
    app.edit("hp: 80", "health: 80");
    app.seal().is("persist.lock: sealed: app::Player v2");
    let names = |folder| fs::read_dir(folder).expect("the folder is there").count();
    assert_eq!(names(app.path("persist.samples")), 2);
    assert!(fs::read(&first).expect("the sample is there") == bytes);

    // What no type shows: what a file holds is no longer valid.
    app.edit("version = 2", "version = 2, validate = Player::is_strong");
    app.append(
        "src/lib.rs",
        "

        impl Player {
            fn is_strong(&self) -> Result<(), String> {
                if self.health > 75 { Ok(()) } else { Err(format!(\"{} is weak\", self.name)) }
            }
        }
        ",
    );
    app.build().is_nothing();
    app.test().is(r#"
        persist.lock: a sample is not loaded any more: persist.samples/app-Player.v1.persist: the program's `validate` refused the value, in Player: Ada is weak
    "#);
    app.edit("version = 2, validate = Player::is_strong", "version = 2");
    app.test().is_nothing();

    let mut damaged = bytes.clone();
    *damaged.last_mut().expect("a file is not empty") ^= 1;
    fs::write(&first, damaged).expect("the folder can be written");
    app.test().is(r#"
        persist.lock: a sample is not loaded any more: persist.samples/app-Player.v1.persist: the checksum of the end mark does not match, in Player, at byte 192; it was damaged after it was written: look for a sound copy
    "#);
}
