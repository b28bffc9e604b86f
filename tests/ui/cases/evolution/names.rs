use persist_core::Persist;

#[derive(Persist)]
#[persist(alias = "Struct", alias = "Old", alias = "Old", alias = "")]
#[persist(removed("name", "title", "colour", "colour", ""))]
struct Struct {
    #[persist(alias = "title", alias = "nick")]
    name: String,
    #[persist(alias = "nick", alias = "name")]
    other: String,
}

#[derive(Persist)]
#[persist(removed("0"))]
struct Tuple(u32);

#[derive(Persist)]
#[persist(removed("A", "Round"))]
enum Kind {
    A,
    #[persist(alias = "A", alias = "Round", removed("radius"))]
    Circle { radius: f64 },
}

fn main() {}
