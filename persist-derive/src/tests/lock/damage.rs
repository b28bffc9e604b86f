//! Every kind of damage, and what is said of it.

use super::{example, head};
use crate::lock::{Form, parse};

/// What is said of lines that cannot be read, behind what is wrong with them.
pub(super) const NOT_WRITTEN: &str = ". Persist writes no such line: take it back from version control, or delete it \
    if nothing was released with it, and seal again";

/// The damage of a lock of these lines, behind the first.
#[track_caller]
fn damage(lines: &[&str]) -> String {
    damage_of(&format!("persist.lock 1\n{}\n", lines.join("\n")))
}

#[track_caller]
fn damage_of(text: &str) -> String {
    parse(text).expect_err("a damaged lock").to_string()
}

#[test]
fn other_files_are_refused() {
    let message = "persist.lock, line 1: this is not a persist.lock, which begins with the line `persist.lock 1`. Take it \
        back from version control, or remove it if it is not Persist's";
    for text in [
        "",
        "\n",
        "app::A v1 struct 0\n",
        "persist.lock\n",
        "persist.lock 0\n",
        "persist.lock 01\n",
        "persist.lock +1\n",
    ] {
        assert_eq!(damage_of(text), message, "{text}");
    }
}

#[test]
fn newer_formats_are_refused() {
    assert_eq!(
        damage_of("persist.lock 2\nsomething new\n"),
        "persist.lock, line 1: a newer Persist wrote this file: it is of format 2, and this Persist knows format 1. \
         Update `persist-core`"
    );
}

#[test]
fn conflicts_are_to_be_resolved() {
    for marker in ["<<<<<<< HEAD", "||||||| 1234567", "=======", ">>>>>>> branch"] {
        let message = "this is left of a merge with conflicts. Resolve it: the lines of both sides can stay, and only the \
            lines with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>` go; then build again. `persist.lock merge=union` in \
            `.gitattributes` does so by itself";
        assert_eq!(damage(&["retired a::B", marker, "nonsense"]), format!("persist.lock, line 3: {message}"));
        assert_eq!(damage_of(marker), format!("persist.lock, line 1: {message}"));
    }
}

#[test]
fn lines_that_do_not_parse_are_named() {
    for (line, message) in [
        ("nonsense", "a type with its crate, as `crate::Type`, is expected, where `nonsense` stands"),
        ("retired Hero", "a type with its crate, as `crate::Type`, is expected, where `Hero` stands"),
        ("retired a::Hero v1", "the end of the line is expected, where ` v1` stands"),
        ("a::B", "` v` is expected, where the line ends"),
        ("a::B v0 .x u8", "a version, from 1 on, is expected, where `0 .x u8` stands"),
        ("a::B v01 .x u8", "a version, from 1 on, is expected, where `01 .x u8` stands"),
        ("a::B v4294967296 .x u8", "a version, from 1 on, is expected, where `4294967296 .x u8` stands"),
        ("a::B v1r1 .x u8", "a revision, from 2 on, is expected, where `1 .x u8` stands"),
        ("a::B v1x .x u8", "a space is expected, where `x .x u8` stands"),
        ("a::B v1 .x", "a space is expected, where the line ends"),
        ("a::B v1 . u8", "the name of a field is expected, where ` u8` stands"),
        ("a::B v1 ::.x u8", "the name of a variant is expected, where `.x u8` stands"),
        ("a::B v1 ::X u8", "the end of the line is expected, where ` u8` stands"),
        ("a::B v1 union 0", "`struct`, `record`, `enum`, a field or a variant is expected, where `union 0` stands"),
        ("a::B v1 struct 12", "a hash, of 16 hexadecimal digits, is expected, where `12` stands"),
        (
            "a::B v1 struct 0123456789ABCDEF",
            "a hash, of 16 hexadecimal digits, is expected, where `0123456789ABCDEF` stands",
        ),
        (" a::B v1 .x u8", "a type with its crate, as `crate::Type`, is expected, where ` a::B v1 .x u8` stands"),
    ] {
        let expected = format!("persist.lock, line 3: {message}{NOT_WRITTEN}");
        assert_eq!(damage(&["retired a::B", line, "<<<<<<< HEAD"]), expected);
    }
}

#[test]
fn lines_without_a_head_are_refused() {
    assert_eq!(
        damage(&["retired a::B", "a::B v1r2 .x u8", "a::B v1r2 .a u8"]),
        "persist.lock, line 3: `a::B v1r2` has no head: no line `a::B v1r2 struct …`, `record …` or `enum …`. The file was \
         edited by hand: take the head back from version control, or delete all lines of `a::B v1r2` if it was not \
         released, and seal again"
    );
}

/// What is said of a head that does not fit.
fn differs(line: usize) -> String {
    format!(
        "persist.lock, line {line}: the lines of `app::B v2` are not those that its head was written for. The file was \
         edited by hand, or merged from two branches that sealed this version differently: delete the lines of the \
         version that was not released, and seal again"
    )
}

#[test]
fn an_edit_by_hand_is_noticed() {
    let head = head("app::B v2", Form::Struct, &[".x u8", ".y C"]);
    let lines = [head.as_str(), "app::B v2 .x u8", "app::B v2 .y app::C"];
    parse(&format!("persist.lock 1\n{}", lines.join("\n"))).expect("the lock before");
    assert_eq!(damage(&lines[..2]), differs(2));
    assert_eq!(damage(&[lines[0], lines[1], lines[2], "app::B v2 .z u8"]), differs(2));
    assert_eq!(damage(&[lines[1], "app::B v2 .y app::D", lines[0]]), differs(4));
    assert_eq!(damage(&[&head.replace("struct", "record"), lines[1], lines[2]]), differs(2));
}

#[test]
fn two_seals_of_one_version_are_noticed() {
    let ours = head("app::B v2", Form::Struct, &[".x u8"]);
    let theirs = head("app::B v2", Form::Struct, &[".y u8"]);
    let lines = [ours.as_str(), "app::B v2 .x u8", theirs.as_str(), "app::B v2 .y u8"];
    assert_eq!(damage(&lines), differs(4));
    assert_eq!(damage(&[ours.as_str(), theirs.as_str(), ours.as_str()]), differs(3));
}

#[test]
fn two_types_of_one_field_are_noticed() {
    let message = |line, ours, theirs| {
        format!(
            "persist.lock, line {line}: `app::B v2 {theirs}`, but line 2 says `{ours}`. The file was edited by hand, or \
             merged from two branches that sealed this version differently. Delete the line that was not released"
        )
    };
    let head = head("app::B v2", Form::Struct, &[".x C"]);
    // What differs in the crate alone is hidden from the hash.
    let lines = ["app::B v2 .x dep::C", head.as_str(), "app::B v2 .x app::C"];
    assert_eq!(damage(&lines), message(4, ".x dep::C", ".x app::C"));
    let lines = ["app::B v2 ::A.x u8", "app::B v2 .x u8", "app::B v2 ::A.x u16"];
    assert_eq!(damage(&lines), message(4, "::A.x u8", "::A.x u16"));
}

#[test]
fn lines_that_do_not_fit_the_form_are_refused() {
    for (form, line, why) in [
        (Form::Struct, "::A", "only enums have variants"),
        (Form::Record, "::A.x u8", "only enums have variants"),
        (Form::Enum, ".x u8", "an enum has no fields outside of its variants"),
        (Form::Enum, "::A.x u8", "its variant has no line of its own"),
    ] {
        assert_eq!(
            damage(&[&head("a::B v1", form, &[line]), &format!("a::B v1 {line}")]),
            format!(
                "persist.lock, line 3: `a::B v1 {line}`, but {why}. Take the lines of `a::B v1` back from version control"
            )
        );
    }
}

#[test]
fn the_first_damage_is_reported() {
    let text = example();
    let player = text.replace(".hp u16", ".hp u8");
    assert!(damage_of(&player).starts_with("persist.lock, line 8: the lines of `app::Player v1`"));
    let both = player.replace("dep::Point v1 .x f32", "dep::Point v1 .y f32").replace("::Coin", "::Gold");
    assert!(damage_of(&both).starts_with("persist.lock, line 4: the lines of `app::Item v1`"));
}
