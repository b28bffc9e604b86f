use persist_core::Persist;

#[derive(Persist, Clone, Copy)]
#[persist(transparent, plain)]
#[repr(C)]
struct A(u32);

#[derive(Persist, Clone, Copy)]
#[persist(plain, from = u32, into = u32)]
#[repr(C)]
struct B(u32);

#[derive(Persist)]
#[persist(from = u32, try_from = u32, into = u32)]
struct C(u32);

fn main() {}
