use persist_core::Persist;

#[derive(Persist)]
#[persist(version = 2, alias = "Old", removed("gone"), upgrade = up, partial, accept_newer(lossy))]
struct Struct {
    #[persist(since = 2, was(u8, until = 1), default)]
    a: u32,
}

#[derive(Persist)]
enum Kind {
    #[persist(other)]
    Unknown,
}

fn main() {}
