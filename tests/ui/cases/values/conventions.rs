use persist_core::Persist;

#[derive(Persist)]
#[persist(rename_all = "camelcase")]
enum Near {
    #[persist(rename_all = "snake")]
    A { a: u32 },
    #[persist(rename_all = "Title Case Like This")]
    B { b: u32 },
    #[persist(rename_all = camelCase)]
    C { c: u32 },
}

fn main() {}
