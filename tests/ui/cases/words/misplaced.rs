use persist_core::Persist;

#[derive(Persist)]
#[persist(borrow, default, skip, with = AsText)]
struct OnType;

#[derive(Persist)]
enum OnVariant {
    #[persist(skip, default, with = AsText, version = 2)]
    A(u32),
}

#[derive(Persist)]
struct OnField {
    #[persist(crate = other, encode_only, plain, transparent)]
    a: u32,
    #[persist(from = u8, into = u8, try_from = u8)]
    b: u32,
    #[persist(rename_all = "camelCase", validate = check, version = 2)]
    c: u32,
}

fn main() {}
