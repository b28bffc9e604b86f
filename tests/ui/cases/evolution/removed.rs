use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 2, removed("mana", score: u32))]
struct NoUpgrade;

#[derive(Persist)]
#[persist(version = 2, upgrade = up, removed(score: u32, with = f))]
struct With;

#[derive(Persist)]
#[persist(version = 2, upgrade = up, removed("first-name": String, "0": u32))]
struct Names;

#[derive(Persist)]
#[persist(version = 2, upgrade = up, removed(list: Vec<Self>))]
struct OfSelf;

#[derive(Persist)]
#[persist(removed(Square: f64))]
enum NoWith {
    Circle,
}

#[derive(Persist)]
enum OfVariant {
    #[persist(removed(radius: f64))]
    Circle,
}

#[derive(Persist)]
#[persist(removed)]
#[persist(removed = "mana")]
#[persist(removed())]
#[persist(removed(mana))]
#[persist(removed(5))]
#[persist(removed(mana: 5))]
#[persist(removed("mana" "score"))]
#[persist(removed("mana", with = f))]
#[persist(removed("mana", since = 2))]
struct Values;

fn main() {}
