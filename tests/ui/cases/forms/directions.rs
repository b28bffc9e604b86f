use persist_core::Persist;

#[derive(Persist)]
#[persist(into = u32)]
struct Into(u32);

#[derive(Persist)]
#[persist(from = u32)]
struct From(u32);

#[derive(Persist)]
#[persist(try_from = "u32")]
struct TryFrom(u32);

#[derive(Persist)]
#[persist(into = u32, from = u64)]
struct Different(u32);

fn main() {}
