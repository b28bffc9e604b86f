use persist_core::Persist;

#[derive(Persist)]
#[persist(bound)]
struct Missing<T>(T);

#[derive(Persist)]
#[persist(bound = T: Clone)]
struct Bare<T>(#[persist(bound = "T Clone")] T);

#[derive(Persist)]
#[persist(bound(serialize = "T: Clone", deserialize = "T: Clone"))]
struct Both<T>(T);

fn main() {}
