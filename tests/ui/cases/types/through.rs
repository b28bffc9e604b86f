use persist_core::Persist;

#[derive(Persist)]
#[persist(from = u32, into = u32)]
struct NoConversions(u32);

fn main() {}
