use persist_core::Persist;

#[derive(Persist)]
#[persist(rename)]
struct Missing {
    #[persist(rename = other)]
    bare: u32,
    #[persist(rename("other"))]
    list: u32,
    #[persist(rename(serialize = "a", deserialize = "b"))]
    both: u32,
}

fn main() {}
