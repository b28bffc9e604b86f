//! Types as the lock writes them.

use super::{head, whole};
use crate::lock::ty::Ty;
use crate::lock::{Form, parse};

/// The type of the one field of a lock.
fn read(ty: &str) -> Result<Ty, String> {
    let unqualified = ["app::", "dep::", "Vec::"].iter().fold(ty.to_owned(), |ty, krate| ty.replace(krate, ""));
    let head = head("app::A v1", Form::Struct, &[&format!(".a {unqualified}")]);
    let lock = parse(&format!("persist.lock 1\n{head}\napp::A v1 .a {ty}\n")).map_err(|damage| damage.message)?;
    let line = lock.stanzas.into_iter().next().and_then(|stanza| stanza.lines.into_iter().next());
    Ok(line.and_then(|line| line.field).expect("a field").1)
}

#[test]
fn types_are_written_as_they_were_read() {
    for ty in [
        "()",
        "bool",
        "char",
        "String",
        "u8",
        "u128",
        "i128",
        "f32",
        "f64",
        "Option<u8>",
        "Vec<Vec<u8>>",
        "Vec<_>",
        "HashSet<String>",
        "HashMap<String, Option<app::Item>>",
        "[u8; 18446744073709551615]",
        "[[f32; 4]; 0]",
        "(u8,)",
        "(u8, (), (bool, (char,)))",
        "Arc<Mutex<app::Item>>",
        "app::Pair<u8, dep::Pair<app::Item, ()>>",
        "app::Grid<3, -4, app::Cell<-170141183460469231731687303715884105728>>",
        "app::Größe-2_x",
        "app::7",
        "Vec::Vec<Vec<u8>>",
        r#"app::"two words""#,
        r#"app::""<u8>"#,
        r#"app::"a\"b\\c\n\t\r\'\0\u{1b}, >"<u8>"#,
    ] {
        assert_eq!(read(ty).map(|ty| ty.to_string()).as_deref(), Ok(ty));
    }
}

#[test]
fn names_in_quotes_are_unescaped() {
    let text = r#"app::A v1 ."a \u{1f600}\"\n" u8"#;
    let head = head("app::A v1", Form::Struct, &[r#"."a \u{1f600}\"\n" u8"#]);
    let lock = whole(&format!("persist.lock 1\n{head}\n{text}\n"));
    assert_eq!(lock.stanzas[0].lines[0].field.as_ref().unwrap().0, "a 😀\"\n");
}

#[test]
fn what_is_no_type_is_refused_where_it_begins() {
    for (ty, message) in [
        ("", "a type is expected, where the line ends"),
        ("u7", "a type is expected, where `u7` stands"),
        ("Item", "a type is expected, where `Item` stands"),
        ("Vec", "`<` is expected, where the line ends"),
        ("Vec<>", "a type is expected, where `>` stands"),
        ("Vec<u8", "`>` is expected, where the line ends"),
        ("Vec<u8, u8>", "`>` is expected, where `, u8>` stands"),
        ("HashMap<u8>", "`, ` is expected, where `>` stands"),
        ("HashMap<u8,u8>", "`, ` is expected, where `,u8>` stands"),
        ("(u8)", "`, ` is expected, where `)` stands"),
        ("(u8, u8,)", "`, ` or `)` is expected, where `,)` stands"),
        ("[u8]", "`; ` is expected, where `]` stands"),
        ("[u8; -1]", "the length of an array is expected, where `-1]` stands"),
        ("[u8; 18446744073709551616]", "the length of an array is expected, where `18446744073709551616]` stands"),
        ("[u8; 01]", "the length of an array is expected, where `01]` stands"),
        ("app::", "the name of a type is expected, where the line ends"),
        ("app::A<>", "a type is expected, where `>` stands"),
        ("app::A<u8", "`, ` or `>` is expected, where the line ends"),
        ("app::A<-0>", "a number of at most 127 bits is expected, where `-0>` stands"),
        ("::A", "a type is expected, where `::A` stands"),
        (r#"app::"a"#, r#"a text in quotes, as in Rust is expected, where `"a` stands"#),
        (r#"app::"\x41""#, r#"a text in quotes, as in Rust is expected, where `"\x41"` stands"#),
        (r#"app::"\u{d800}""#, r#"a text in quotes, as in Rust is expected, where `"\u{d800}"` stands"#),
        (r#"app::"\u{+41}""#, r#"a text in quotes, as in Rust is expected, where `"\u{+41}"` stands"#),
        ("u8 ", "the end of the line is expected, where ` ` stands"),
        (
            "(abcdefghijklmnopqrstuvwxyz, abcdefghijklmnopqrstuvwxyz)",
            "a type is expected, where `abcdefghijklmnopqrstuvwxyz, abcdefghijkl…` stands",
        ),
    ] {
        let error = read(ty).expect_err(ty);
        assert_eq!(error.strip_suffix(super::damage::NOT_WRITTEN), Some(message), "{ty}");
    }
}

#[test]
fn nesting_has_a_bound() {
    let nested = |depth: usize| format!("{}u8{}", "Vec<".repeat(depth), ">".repeat(depth));
    assert_eq!(read(&nested(127)).unwrap().to_string(), nested(127));
    let error = read(&nested(1_000_000)).unwrap_err();
    assert_eq!(error.strip_suffix(super::damage::NOT_WRITTEN), Some("more than 128 types within one another"));
}
