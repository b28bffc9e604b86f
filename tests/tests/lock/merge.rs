//! Locks of two branches, merged by git.

use std::process::Command;

use super::cargo::Crate;

const GAME: &str = "
    use persist_core::{Persist, lock_formats};

    #[derive(Persist)]
    pub struct Player {
        pub hp: u16,
    }

    lock_formats!(Player);
";

/// A repository with the released crate, on the branch `main`.
fn repository(name: &'static str) -> Crate {
    let app = Crate::released(name, GAME);
    app.write(".gitattributes", "persist.lock merge=union");
    git(&app, &["init", "--quiet", "--initial-branch=main"]);
    commit(&app);
    app
}

fn commit(app: &Crate) {
    git(app, &["add", "--all"]);
    git(app, &["commit", "--quiet", "--message=a release"]);
}

fn git(app: &Crate, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(arguments).current_dir(app.path(""));
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{who}_NAME"), "A user").env(format!("GIT_{who}_EMAIL"), "user@example.org");
    }
    let output = git.output().expect("git can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn branches_that_add_types_are_merged_by_union() {
    let app = repository("merged");
    git(&app, &["switch", "--quiet", "--create=theirs"]);
    app.append("src/lib.rs", "\npub mod theirs;");
    app.write(
        "src/theirs.rs",
        "
        #[derive(persist_core::Persist)]
        pub struct Quest {
            pub title: String,
            pub done: bool,
        }
        ",
    );
    app.edit("!(Player)", "!(Player, theirs::Quest)");
    app.seal().is("persist.lock: sealed: app::Quest v1");
    commit(&app);

    git(&app, &["switch", "--quiet", "main"]);
    app.edit("!(Player)", "!(\n    Player,\n    Pet,\n)");
    app.append(
        "src/lib.rs",
        "

        #[derive(Persist)]
        pub struct Pet {
            pub title: String,
            pub legs: u8,
        }
        ",
    );
    app.seal().is("persist.lock: sealed: app::Pet v1");
    commit(&app);

    git(&app, &["merge", "--quiet", "--no-commit", "--strategy-option=ours", "theirs"]);
    app.edit("    Pet,\n)", "    Pet,\n    theirs::Quest,\n)");
    app.append("src/lib.rs", "\npub mod theirs;");
    app.build().is_nothing();
    app.check().is("persist.lock: all is sealed");
    app.says_lock(
        r#"
        persist.lock 1
        app::Pet v1 .legs u8
        app::Pet v1 .title String
        app::Pet v1 struct bc5d4c1744f30b5d
        app::Player v1 .hp u16
        app::Player v1 struct d09c738048730712
        app::Quest v1 .done bool
        app::Quest v1 .title String
        app::Quest v1 struct a7fbb553b93d6dd3
    "#,
    );
}

#[test]
fn branches_that_seal_one_version_differently_are_told() {
    let app = repository("sealed-twice-differently");
    let change = |field: &str| {
        app.library(&GAME.replace("#[derive(Persist)]", "#[derive(Persist)]\n    #[persist(version = 2)]").replace(
            "pub hp: u16,",
            &format!("pub hp: u16,\n        #[persist(since = 2, default)]\n        pub {field},"),
        ));
        app.seal().is("persist.lock: sealed: app::Player v2");
        commit(&app);
    };
    git(&app, &["switch", "--quiet", "--create=theirs"]);
    change("mana: u8");
    git(&app, &["switch", "--quiet", "main"]);
    change("armor: u8");
    git(&app, &["merge", "--quiet", "--strategy-option=ours", "theirs"]);
    app.says_lock(
        r#"
        persist.lock 1
        app::Player v1 .hp u16
        app::Player v1 struct d09c738048730712
        app::Player v2 .armor u8
        app::Player v2 .hp u16
        app::Player v2 struct 08516b9d60dbed6a
        app::Player v2 .hp u16
        app::Player v2 .mana u8
        app::Player v2 struct 591b102c5ed9abca
    "#,
    );
    app.build().is(r#"
        src/lib.rs:11:1: persist.lock, line 9: the lines of `app::Player v2` are not those that its head was written for. The file was edited by hand, or merged from two branches that sealed this version differently: delete the lines of the version that was not released, and seal again
    "#);
}
