use persist_core::Persist;

#[derive(Persist)]
#[persist]
struct Bare;

#[derive(Persist)]
#[persist = "Name"]
struct Equals;

#[derive(Persist)]
#[persist["Name"]]
struct Brackets;

#[derive(Persist)]
#[persist("Name", 5, version = 2 rename = "x")]
struct Words {
    #[persist(default = 5 rename = "x")]
    a: u32,
}

fn main() {}
