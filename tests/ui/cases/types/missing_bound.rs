use persist_core::Persist;

#[derive(Persist)]
#[persist(bound = "")]
struct Struct<T> {
    inner: T,
}

fn main() {}
