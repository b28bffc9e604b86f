use persist_core::Persist;

#[derive(Persist)]
struct Struct {
    #[persist(default = "100".to_owned())]
    health: u32,
    #[persist(skip, default = 100)]
    name: String,
}

fn main() {}
