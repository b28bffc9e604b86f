//! The lock as constants.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Expr, ExprLit, Lit};

use super::{example, head, whole};
use crate::lock::tables::table;
use crate::lock::{Form, identity};
use crate::tests::text;

/// The bytes of a constant that is written as `table(b"…")`.
fn bytes(tokens: &TokenStream) -> Vec<u8> {
    let Ok(Expr::Call(call)) = syn::parse2(tokens.clone()) else { panic!("a call") };
    let Some(Expr::Lit(ExprLit { lit: Lit::ByteStr(bytes), .. })) = call.args.first() else { panic!("a byte string") };
    bytes.value()
}

#[test]
fn a_lock_becomes_two_byte_strings() {
    let item = head("app::Item v2", Form::Enum, &["::A", "::A.x u8"]);
    let lock =
        whole(&format!("persist.lock 1\nretired app::Hero<-3>\n{item}\napp::Item v2 ::A\napp::Item v2 ::A.x u8\n"));
    let key = b"\x0a\x0c\x03app\x04Item";
    let lines = b"\x04\x01\x01A\x00\x07\x01\x01A\x01\x01x\x10";
    let expected = [
        &1_u32.to_le_bytes()[..],
        &identity::of_text("Item").to_le_bytes(),
        &identity::of_stanza(&lock.stanzas[0]).to_le_bytes(),
        b"\x02\0\0\0\x01\0\0\0\x02\0\0\0\x18\0\0\0",
        key,
        lines,
    ]
    .concat();
    assert_eq!(expected.len(), 4 + 32 + 0x18);
    assert_eq!(bytes(&table(&lock.stanzas)), expected);

    let (stanzas, retired) = (Literal::byte_string(&expected), {
        let minus_3 = [&[17, 254, 0xfd][..], &[0xff; 15]].concat();
        Literal::byte_string(&[&b"\x1c\x0c\x03app\x04Hero"[..], &minus_3].concat())
    });
    let identity = lock.identity;
    assert_eq!(text(&lock), text(quote!(__lock::Lock::new(#stanzas, #retired, #identity))));
}

#[test]
fn every_kind_of_type_has_its_bytes() {
    let types: [(&str, &[u8]); 17] = [
        ("()", b"\0"),
        ("bool", b"\x01"),
        ("char", b"\x02"),
        ("String", b"\x03"),
        ("i128", b"\x19"),
        ("f64", b"\x1b"),
        ("Option<()>", b"\x04\x01\0"),
        ("Vec<()>", b"\x05\x01\0"),
        ("HashSet<()>", b"\x06\x01\0"),
        ("Vec<_>", b"\x05\x01\xff"),
        ("Arc<()>", b"\x09\x01\0"),
        ("Mutex<()>", b"\x0a\x01\0"),
        ("((),)", b"\x08\x01\0"),
        ("((), bool)", b"\x08\x01\0\x01\x01"),
        ("[(); 4]", b"\x0b\x04\0\0\0\0\0\0\0\x01\0"),
        ("HashMap<(), bool>", b"\x07\x01\0\x01\x01"),
        (r#"dep::"a b"<bool, 7>"#, b"\x0c\x03dep\x03a b\x01\x01\x11\xfe\x07\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
    ];
    for (ty, expected) in types {
        let head = head("app::A v1", Form::Record, &[&format!(".a {}", ty.replace("dep::", ""))]);
        let lock = whole(&format!("persist.lock 1\n{head}\napp::A v1 .a {ty}\n"));
        let bytes = bytes(&table(&lock.stanzas));
        assert!(bytes.ends_with(&[&b"\0\x01\x01a"[..], expected].concat()), "{ty}: {bytes:x?}");
        assert_eq!(bytes[4 + 24..4 + 28], [1, 0, 0, 0], "the form");
    }
}

#[test]
fn long_texts_have_long_lengths() {
    let name = "n".repeat(300);
    let head = head("app::A v1", Form::Record, &[&format!(".{name} ()")]);
    let lock = whole(&format!("persist.lock 1\n{head}\napp::A v1 .{name} ()\n"));
    let line = [&b"\xb1\x02\0\x01\xac\x02"[..], name.as_bytes(), b"\0"].concat();
    assert!(bytes(&table(&lock.stanzas)).ends_with(&line));
}

#[test]
fn stanzas_are_in_the_order_of_the_identities_of_their_names() {
    let lock = whole(&example());
    let bytes = bytes(&table(&lock.stanzas));
    let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().expect("eight bytes"));
    let entry = |at: usize| 4 + 32 * at;
    let names: Vec<u64> = (0..lock.stanzas.len()).map(|at| number(entry(at))).collect();
    assert!(names.is_sorted());
    let point = names.iter().position(|name| *name == identity::of_text("Point")).expect("a type of the example");
    assert_eq!(names[point], names[point + 1], "two revisions");
    let releases = [point, point + 1].map(|at| number(entry(at) + 16));
    assert_eq!(releases, [1 | 1 << 32, 1 | 2 << 32]);
}
