use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 3)]
struct Struct {
    #[persist(was(u8, until = 3))]
    present: u32,
    #[persist(was(u8, until = 1), was(u16, until = 1))]
    twice: u32,
    #[persist(skip, was(u8, until = 1))]
    skipped: u32,
}

#[derive(Persist)]
struct NoVersion(#[persist(was(u8, until = 1))] u32);

#[derive(Persist)]
#[persist(version = 3)]
struct Values {
    #[persist(was)]
    nothing: u32,
    #[persist(was = u8)]
    equals: u32,
    #[persist(was())]
    empty: u32,
    #[persist(was(until = 1))]
    no_type: u32,
    #[persist(was(u8))]
    no_until: u32,
    #[persist(was(u8, until = 0))]
    zero: u32,
    #[persist(was(u8, until = 1, with = 5))]
    number: u32,
    #[persist(was(u8, until = 1, using = f))]
    unknown: u32,
    #[persist(was(u8 until = 1))]
    no_comma: u32,
    #[persist(was("Vec<", until = 1))]
    quoted: u32,
}

fn main() {}
