use persist_core::Persist;

#[derive(Persist)]
#[persist(version)]
struct Missing;

#[derive(Persist)]
#[persist(version = "2")]
struct Text;

#[derive(Persist)]
#[persist(version = 0)]
struct Zero;

#[derive(Persist)]
#[persist(version = -1)]
struct Negative;

#[derive(Persist)]
#[persist(version = 4294967296)]
struct Huge;

fn main() {}
