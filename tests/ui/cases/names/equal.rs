use persist_core::Persist;

#[derive(Persist)]
struct Struct {
    name: String,
    #[persist(rename = "name")]
    title: String,
}

#[derive(Persist)]
struct Tuple(u32, #[persist(rename = "0")] u32);

#[derive(Persist)]
#[persist(rename_all = "lowercase")]
enum Kind {
    Ab,
    AB,
    C {
        a: u32,
        #[persist(rename = "a")]
        b: u32,
    },
}

fn main() {}
