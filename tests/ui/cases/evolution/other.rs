use persist_core::Persist;

#[derive(Persist)]
enum Fields {
    A,
    #[persist(other)]
    Unknown(String),
}

#[derive(Persist)]
enum Twice {
    #[persist(other)]
    A,
    #[persist(other)]
    B,
}

#[derive(Persist)]
enum Named {
    #[persist(other, rename = "B", alias = "C", removed("d"))]
    A,
}

#[derive(Persist)]
enum Value {
    #[persist(other = true)]
    A,
}

fn main() {}
