use persist_core::Persist;

struct Cache;

#[derive(Persist)]
struct Struct {
    #[persist(skip)]
    cache: Cache,
}

fn main() {}
