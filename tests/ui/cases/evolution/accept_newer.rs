use persist_core::Persist;

#[derive(Persist)]
#[persist(accept_newer)]
struct Alone;

#[derive(Persist)]
#[persist(accept_newer = true)]
struct Equals;

#[derive(Persist)]
#[persist(accept_newer())]
struct Empty;

#[derive(Persist)]
#[persist(accept_newer(yes))]
struct Yes;

fn main() {}
