use persist_core::Persist;

#[derive(Persist)]
#[persist(partial, rename = "Player")]
struct PlayerName {
    name: String,
}

fn main() {
    let _ = persist_core::encode(&PlayerName { name: String::new() });
}
