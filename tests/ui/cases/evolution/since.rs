use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 3)]
struct Struct {
    #[persist(since = 2)]
    no_default: u32,
    #[persist(since = 1, default)]
    first: u32,
    #[persist(since = 4, default)]
    future: u32,
    #[persist(since = 3, default, was(u16, until = 2))]
    before: u32,
}

#[derive(Persist)]
enum NoVersion {
    A {
        #[persist(since = 2, default = 5)]
        later: u32,
    },
}

#[derive(Persist)]
struct Values {
    #[persist(since)]
    nothing: u32,
    #[persist(since = "2")]
    text: u32,
    #[persist(since = 0)]
    zero: u32,
}

fn main() {}
