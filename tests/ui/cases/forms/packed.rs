use persist_core::Persist;

#[derive(Persist)]
#[repr(Rust, packed)]
struct Packed {
    kind: u8,
    name: String,
}

fn main() {}
