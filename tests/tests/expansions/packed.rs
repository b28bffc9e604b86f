#[derive(Persist)]
#[repr(packed)]
struct Header {
    kind: u8,
    length: u64,
}
