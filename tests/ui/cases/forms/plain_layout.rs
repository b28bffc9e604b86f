use persist_core::Persist;

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct Padded {
    small: u8,
    large: u32,
}

#[derive(Persist, Clone)]
#[persist(plain)]
#[repr(C)]
struct WithText {
    text: String,
}

fn main() {}
