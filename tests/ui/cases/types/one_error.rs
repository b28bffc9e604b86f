// An error in one type adds none where the type is used.

use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 0)]
struct Wrong<'a, T> {
    text: &'a str,
    list: Vec<T>,
}

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
struct WrongRecord(u32);

#[derive(Persist)]
struct Right<'a> {
    wrong: Wrong<'a, u32>,
    records: Vec<WrongRecord>,
}

#[derive(Persist, Clone, Copy)]
#[persist(plain)]
#[repr(C)]
struct RightRecord {
    wrong: WrongRecord,
}

fn main() {
    let right = Right { wrong: Wrong { text: "", list: Vec::new() }, records: Vec::new() };
    let bytes = persist_core::encode(&right).unwrap();
    let _: Right<'_> = persist_core::decode(&bytes).unwrap();
}
