use persist_core::Persist;

#[derive(Persist)]
#[persist(encode_only = true)]
struct A;

#[derive(Persist, Clone, Copy)]
#[persist(plain(yes))]
#[repr(C)]
struct B(u32);

#[derive(Persist)]
#[persist(transparent = "yes")]
struct C(#[persist(skip = false)] u32);

fn main() {}
