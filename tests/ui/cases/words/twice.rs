use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 2, version = 3)]
struct Struct {
    #[persist(skip)]
    #[persist(skip, default = 1)]
    a: u32,
}

fn main() {}
