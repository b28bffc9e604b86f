use persist_core::Persist;

#[derive(Persist)]
#[persist(transparent, version = 2, rename = "B")]
struct Newtype(#[persist(rename = "inner", default)] u32);

#[derive(Persist)]
#[persist(transparent, rename_all = "camelCase")]
struct Named {
    first_name: String,
}

#[derive(Persist)]
#[persist(from = u32, into = u32, version = 2, rename = "B")]
enum Through {
    #[persist(rename = "One")]
    A(#[persist(skip)] u32),
}

fn main() {}
