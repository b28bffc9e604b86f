use persist_core::Persist;

struct NotACodec;

#[derive(Persist)]
struct Struct {
    #[persist(with = NotACodec)]
    a: u32,
    #[persist(with = Unknown)]
    b: u32,
}

fn main() {}
