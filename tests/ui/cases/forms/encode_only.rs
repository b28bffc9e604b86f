use persist_core::Persist;

#[derive(Persist)]
#[persist(encode_only, validate = check)]
struct Validated<'a>(#[persist(borrow)] &'a str, #[persist(default)] u32);

#[derive(Persist)]
#[persist(encode_only, from = u32, into = u32)]
struct From(u32);

#[derive(Persist)]
#[persist(encode_only, try_from = u32, into = u32)]
struct TryFrom(u32);

fn main() {}
