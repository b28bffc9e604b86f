use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 2, upgrade = Self::upgrade)]
struct Arguments(u32);

impl Arguments {
    fn upgrade(&mut self) {}
}

#[derive(Persist)]
#[persist(version = 2, upgrade = Self::upgrade)]
struct NotAResult(u32);

impl NotAResult {
    fn upgrade(&mut self, _from: u32) -> bool {
        true
    }
}

#[derive(Persist)]
#[persist(version = 2, removed(score: u32), upgrade = Self::upgrade)]
struct NoRemoved(u32);

impl NoRemoved {
    fn upgrade(&mut self, _from: u32) {}
}

#[derive(Persist)]
#[persist(removed(Square: f64, with = square))]
enum Shape {
    Point,
}

fn square(side: f64) -> f64 {
    side
}

fn main() {}
