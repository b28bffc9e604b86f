use persist_core::Persist;

#[derive(Persist)]
#[persist(rename = "")]
struct Struct {
    #[persist(rename = "")]
    a: u32,
}

#[derive(Persist)]
enum Kind {
    #[persist(rename = "")]
    A,
}

fn main() {}
