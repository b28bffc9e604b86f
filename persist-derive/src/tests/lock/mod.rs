//! The lock: its text, what is wrong with a text, its tables, and which types look like those in it.

mod alike;
mod damage;
mod files;
mod seals;
mod tables;
mod types;

use crate::lock::{Form, Lock, hash_of, parse};

/// The head of a stanza with these lines, which come in order.
fn head(title: &str, form: Form, lines: &[&str]) -> String {
    format!("{title} {} {:016x}", form.word(), hash_of(form, lines.iter().copied()))
}

/// A lock with all that a lock can have.
fn example() -> String {
    let item = head("app::Item v1", Form::Enum, &["::Coin", "::Potion", "::Potion.strength u8"]);
    let player = head("app::Player v1", Form::Struct, &[".hp u16", ".items Vec<Item>"]);
    let pair = head("app::Pair<u8, app::Item> v1", Form::Struct, &[".0 u8", ".1 Item"]);
    let point = head("dep::Point v1", Form::Record, &[".x f32"]);
    let later = head("dep::Point v1r2", Form::Record, &[".x f64"]);
    let unit = head("app::Unit v10", Form::Struct, &[]);
    format!(
        "persist.lock 1\n\
         # a comment\n\
         \n\
         {item}\n\
         app::Item v1 ::Coin\n\
         app::Item v1 ::Potion\n\
         app::Item v1 ::Potion.strength u8\n\
         {player}\n\
         app::Player v1 .hp u16\n\
         app::Player v1 .items Vec<app::Item>\n\
         {pair}\n\
         app::Pair<u8, app::Item> v1 .0 u8\n\
         app::Pair<u8, app::Item> v1 .1 app::Item\n\
         {later}\n\
         dep::Point v1r2 .x f64\n\
         {point}\n\
         dep::Point v1 .x f32\n\
         {unit}\n\
         retired app::Hero\n"
    )
}

/// A lock that has to be whole.
#[track_caller]
fn whole(text: &str) -> Lock {
    match parse(text) {
        Ok(lock) => lock,
        Err(damage) => panic!("{damage}\n{text}"),
    }
}

/// What is in a lock, without the numbers of the lines.
fn contents(lock: &Lock) -> Vec<String> {
    let stanzas = lock.stanzas.iter().flat_map(|stanza| {
        let title = format!("{} v{}r{} {}", stanza.key, stanza.version, stanza.revision, stanza.form.word());
        let lines = stanza.lines.iter().map(|line| {
            let variant = line.variant.as_ref().map(|name| format!("  {name}"));
            let field = line.field.as_ref().map(|(name, ty)| format!("  {name}: {ty}"));
            variant.into_iter().chain(field).collect()
        });
        [title].into_iter().chain(lines).collect::<Vec<_>>()
    });
    stanzas.chain(lock.retired.iter().map(|key| format!("retired {key}"))).collect()
}

#[test]
fn everything_is_read_and_ordered() {
    let lock = whole(&example());
    assert_eq!(
        contents(&lock),
        [
            "app::Item v1r1 enum",
            "  Coin",
            "  Potion",
            "  Potion  strength: u8",
            "app::Pair<u8, app::Item> v1r1 struct",
            "  0: u8",
            "  1: app::Item",
            "app::Player v1r1 struct",
            "  hp: u16",
            "  items: Vec<app::Item>",
            "app::Unit v10r1 struct",
            "dep::Point v1r1 record",
            "  x: f32",
            "dep::Point v1r2 record",
            "  x: f64",
            "retired app::Hero",
        ]
    );
    let item = &lock.stanzas[0];
    assert_eq!(item.number, 4);
    assert_eq!(item.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [5, 6, 7]);
}

#[test]
fn versions_are_ordered_as_numbers() {
    let versions: String = [10, 9, 2].map(|version| head(&format!("\na::B v{version}"), Form::Struct, &[])).concat();
    let lock = whole(&format!("persist.lock 1{versions}"));
    assert_eq!(lock.stanzas.iter().map(|stanza| stanza.version).collect::<Vec<_>>(), [2, 9, 10]);
}

#[test]
fn the_order_of_lines_copies_and_windows_do_not_matter() {
    let text = example();
    let expected = contents(&whole(&text));
    let (first, rest) = text.split_once('\n').unwrap();
    let mut lines: Vec<_> = rest.lines().collect();
    lines.sort_unstable();
    assert_eq!(contents(&whole(&format!("{first}\n{}\n", lines.join("\n")))), expected);
    lines.reverse();
    assert_eq!(contents(&whole(&format!("{first}\n{}", lines.join("\n")))), expected);
    assert_eq!(contents(&whole(&format!("{text}{rest}"))), expected);
    assert_eq!(whole(&text.replace('\n', "\r\n")), whole(&text));
}

#[test]
fn crates_are_renamed_by_search_and_replace() {
    let renamed = contents(&whole(&example().replace("app::", "game::")));
    assert!(renamed.contains(&"  items: Vec<game::Item>".to_owned()), "{renamed:#?}");
}
