//! Which types look like those in the lock.

use syn::parse_quote;

use super::{head, whole};
use crate::lock::Form;
use crate::lock::alike::alike;
use crate::lock::ty::Ty;

/// A type of the lock.
fn locked(ty: &str) -> Ty {
    let head = head("app::A v1", Form::Struct, &[&format!(".a {}", ty.replace("app::", ""))]);
    let lock = whole(&format!("persist.lock 1\n{head}\napp::A v1 .a {ty}\n"));
    lock.stanzas[0].lines[0].field.clone().expect("a field").1
}

#[track_caller]
fn looks(source: &str, ty: &str) -> bool {
    alike(&syn::parse_str(source).expect("a type"), &locked(ty))
}

#[test]
fn types_look_like_what_is_saved_of_them() {
    for (ty, sources) in [
        ("()", "() | PhantomData<T> | std::marker::PhantomData<dyn Fn()>"),
        ("bool", "bool | AtomicBool | Cell<bool> | core::primitive::bool"),
        ("char", "char"),
        ("u8", "u8 | NonZeroU8 | NonZero<u8> | std::sync::atomic::AtomicU8 | Wrapping<u8> | Saturating<u8> | (u8)"),
        ("u64", "u64 | usize | NonZeroUsize | AtomicUsize | NonZero<usize> | Reverse<u64>"),
        ("i64", "i64 | isize | NonZeroIsize | AtomicI64 | RefCell<Wrapping<i64>>"),
        ("String", "String | &str | &'static str | Box<str> | Rc<str> | Arc<str> | Cow<'a, str> | PathBuf | &Path"),
        ("String", "OsString | Box<std::path::Path> | Box<String> | std::string::String"),
        ("Option<u8>", "Option<u8> | OnceCell<u8> | ::std::sync::OnceLock<u8> | Option::<u8> | Box<Option<Cell<u8>>>"),
        ("Vec<u8>", "Vec<u8> | Box<[u8]> | &[u8] | Rc<[u8]> | Arc<[u8]> | Cow<'_, [u8]> | VecDeque<u8> | CString"),
        ("Vec<app::Item>", "std::vec::Vec<Item> | LinkedList<crate::items::Item> | BinaryHeap<r#Item>"),
        ("HashSet<u8>", "HashSet<u8> | HashSet<u8, S> | BTreeSet<u8>"),
        ("HashMap<u8, String>", "HashMap<u8, String> | HashMap<u8, &str, Hasher> | BTreeMap<u8, PathBuf>"),
        ("[u8; 4]", "[u8; 4] | [u8; 4usize] | Ipv4Addr | std::net::Ipv4Addr | [NonZeroU8; (4)]"),
        ("[u8; 16]", "Ipv6Addr | [u8; 0x10]"),
        ("(u8,)", "(u8,) | Box<(u8,)>"),
        ("(u8, app::Item)", "(u8, Item) | (u8, game::Item,)"),
        ("Arc<app::Item>", "Arc<Item> | Rc<Item> | Rc<Box<Item>>"),
        ("Arc<Vec<u8>>", "Arc<Vec<u8>> | Rc<Box<[u8]>>"),
        ("Mutex<u8>", "Mutex<u8> | RwLock<u8>"),
        ("app::Item", "Item | app::Item | other::Item | Box<Item> | Pin<Box<Item>> | &'a Item | Item<'a>"),
        ("app::Grid<3, -4, u8>", "Grid<3, -4, u8> | Grid<'a, 3, -4, Cell<u8>>"),
        ("app::Duration", "Duration | std::time::Duration"),
        ("app::Range<u8>", "Range<u8>"),
        ("app::InclusiveBounds<u8>", "RangeInclusive<u8>"),
        ("app::Result<u8, String>", "Result<u8, String>"),
        ("app::NonZeroItem", "NonZeroItem"),
    ] {
        for source in sources.split(" | ") {
            assert!(looks(source, ty), "{source} should look like {ty}");
        }
    }
}

#[test]
fn what_differs_or_is_in_doubt_does_not() {
    for (ty, sources) in [
        ("u8", "u16 | i8 | Item | NonZeroU16 | AtomicI8 | Option<u8> | (u8,) | [u8; 1] | &mut u8 | *const u8 | ! | _"),
        ("u32", "usize | char | f32"),
        ("()", "(u8,) | Unit"),
        ("String", "Vec<u8> | CString | str::String<u8> | Arc<String> | Option<str>"),
        ("Vec<u8>", "Vec<u16> | HashSet<u8> | Vec | Vec<u8, A> | app::Vec<3> | Arc<Vec<u8>> | [u8; 3] | VecDeque"),
        (
            "HashMap<u8, String>",
            "HashMap<u8, u8> | HashMap<String, u8> | HashMap<u8> | Vec<(u8, String)> | BTreeMap<u8, String, A>",
        ),
        ("[u8; 4]", "[u8; 5] | [u16; 4] | [u8; N] | [u8; 2 + 2] | [u8; -4] | [u8]"),
        ("(u8, u8)", "(u8,) | (u8, u8, u8) | (u8, u16)"),
        ("Arc<u8>", "u8 | Box<u8> | Mutex<u8>"),
        ("app::Item", "Items | Item<u8> | T::Item | <T as Trait>::Item | Self::Item | item!() | Box<dyn Item> | Self"),
        ("app::Item", "a::Generic<u8>::Item | fn(Item) -> Item | Option<Item> | impl Item"),
        (
            "app::Grid<3, u8>",
            "Grid<4, u8> | Grid<N, u8> | Grid<3> | Grid<3, u8, u8> | Grid<-3, u8> | Grid<{ 3 }, u8> | Grid<3, A = u8>",
        ),
        ("app::Option<u8>", "Option<u8>"),
        ("app::Box<u8>", "Box<u8>"),
    ] {
        for source in sources.split(" | ") {
            assert!(!looks(source, ty), "{source} should not look like {ty}");
        }
    }
}

#[test]
fn groups_of_macros_are_looked_through() {
    let inner = syn::Type::Group(syn::TypeGroup { group_token: Default::default(), elem: parse_quote!(str) });
    assert!(alike(&parse_quote!(Arc<#inner>), &locked("String")));
    let len =
        syn::Expr::Group(syn::ExprGroup { attrs: Vec::new(), group_token: Default::default(), expr: parse_quote!(4) });
    assert!(alike(&parse_quote!([u8; #len]), &locked("[u8; 4]")));
}
