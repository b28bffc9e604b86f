use persist_core::Persist;

#[derive(Persist)]
#[persist(transparent, alias = "Old", removed("b"), upgrade = up, accept_newer(lossy))]
struct Transparent(#[persist(alias = "a", since = 2, was(u8, until = 2))] u32);

#[derive(Persist)]
#[persist(from = u32, into = u32, alias = "Old", removed("b"), upgrade = up, accept_newer(lossy))]
enum Through {
    #[persist(alias = "Old")]
    A(#[persist(alias = "a", since = 2, was(u8, until = 2))] u32),
    #[persist(other)]
    Unknown,
}

#[derive(Persist)]
#[persist(from = u32, into = u32, upgrade = up)]
union Union {
    a: u32,
}

#[derive(Persist)]
#[persist(encode_only, version = 2, alias = "Old", removed("b"), upgrade = up, accept_newer(lossy))]
struct EncodeOnly(#[persist(alias = "a", since = 2, was(u8, until = 2))] u32);

#[derive(Persist)]
#[persist(encode_only)]
enum EncodeOnlyKind {
    #[persist(alias = "Old", removed("a"))]
    A,
    #[persist(other)]
    Unknown,
}

#[derive(Persist)]
struct Skipped(#[persist(skip, alias = "a", since = 2)] u32);

fn main() {}
