use persist_core::Persist;

#[derive(Persist)]
#[persist(transparent)]
struct Two(u32, u32);

#[derive(Persist)]
#[persist(transparent)]
struct None;

#[derive(Persist)]
#[persist(transparent)]
enum Kind {
    A(u32),
}

fn main() {}
