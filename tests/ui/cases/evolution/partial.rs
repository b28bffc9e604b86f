use persist_core::Persist;

#[derive(Persist)]
#[persist(partial, encode_only)]
struct EncodeOnly(u32);

#[derive(Persist)]
#[persist(partial, version = 2, upgrade = up, removed("a", b: u32), accept_newer(lossy))]
struct Past(u32);

#[derive(Persist)]
#[persist(partial, transparent)]
struct Transparent(u32);

#[derive(Persist, Clone, Copy)]
#[persist(partial, plain)]
#[repr(C)]
struct Record(u32);

#[derive(Persist)]
#[persist(partial, from = u32)]
struct From(u32);

#[derive(Persist)]
#[persist(partial, into = u32)]
struct Into(u32);

#[derive(Persist)]
#[persist(partial)]
enum Kind {
    A,
}

fn main() {}
