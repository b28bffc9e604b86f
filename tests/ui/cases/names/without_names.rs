use persist_core::Persist;

#[derive(Persist)]
#[persist(rename_all = "camelCase")]
struct Tuple(u32);

#[derive(Persist)]
#[persist(rename_all = "camelCase")]
struct Unit;

#[derive(Persist)]
enum Kind {
    #[persist(rename_all = "camelCase")]
    A(u32),
}

fn main() {}
