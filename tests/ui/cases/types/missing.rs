use persist_core::Persist;

struct Foreign;

#[derive(Persist)]
struct Struct {
    name: String,
    list: Vec<Foreign>,
}

#[derive(Persist)]
enum Kind {
    A { foreign: Foreign },
}

fn main() {}
