use persist_core::Persist;

#[derive(Persist)]
#[persist(upgrade = up)]
struct NoVersion;

#[derive(Persist)]
#[persist(version = 1, upgrade = up)]
struct First;

#[derive(Persist)]
#[persist(version = 2, upgrade)]
struct Nothing;

#[derive(Persist)]
#[persist(version = 2, upgrade = |value| ())]
struct Closure;

#[derive(Persist)]
#[persist(version = 2, upgrade = up)]
#[repr(Rust, packed)]
struct Packed(u32);

fn main() {}
