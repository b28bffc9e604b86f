use persist_core::Persist;

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
struct Layout(u32);

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Empty;

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Generic<T>(T);

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C, packed)]
struct Packed(u8, u32);

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(u8)]
enum Kind {
    A,
}

#[derive(Persist, Clone, Copy)]
#[persist(plain, validate = check)]
#[repr(C)]
struct Validated(u32);

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Fields {
    #[persist(skip)]
    a: u32,
    #[persist(with = AsText)]
    b: u32,
}

fn main() {}
