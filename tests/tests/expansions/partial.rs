#[derive(Persist)]
#[persist(partial, rename = "Player", version = 4)]
struct PlayerName {
    name: String,
    #[persist(since = 2, default = 100)]
    health: u32,
}
