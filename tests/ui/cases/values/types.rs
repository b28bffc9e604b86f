use persist_core::Persist;

#[derive(Persist)]
#[persist(from = 5, into)]
struct Types;

#[derive(Persist)]
#[persist(try_from = "Vec<", into = "Vec<u8>")]
struct Quoted {
    #[persist(with)]
    a: u32,
    #[persist(with = "a b")]
    b: u32,
}

#[derive(Persist)]
#[persist(validate = 5, crate = 5)]
struct Paths;

#[derive(Persist)]
#[persist(validate = "1 + 1", crate = "Vec<u8>")]
struct QuotedPaths;

fn main() {}
