use persist_core::Persist;
use std::borrow::Cow;

#[derive(Persist)]
struct Struct<'a, 'b> {
    #[persist(borrow)]
    owned: String,
    #[persist(borrow = 'b)]
    other: Cow<'a, str>,
    #[persist(borrow)]
    inside: Option<Cow<'a, str>>,
    text: &'b str,
}

fn main() {}
