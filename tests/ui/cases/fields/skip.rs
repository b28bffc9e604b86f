use persist_core::Persist;

#[derive(Persist)]
struct Struct<'a> {
    #[persist(skip, rename = "other")]
    renamed: u32,
    #[persist(skip, with = AsText)]
    with: u32,
    #[persist(skip, borrow)]
    borrowed: Option<&'a str>,
}

fn main() {}
