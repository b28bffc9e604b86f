#[derive(Persist)]
#[persist(version = 2, rename_all = "camelCase")]
pub struct Player {
    pub name: String,
    #[persist(rename = "hp", default = 100)]
    health: u32,
    inventory: Vec<Item>,
    r#type: Kind,
    #[persist(with = AsText)]
    address: foreign::Address,
    #[persist(skip)]
    cache: Cache,
    #[persist(skip, default = Instant::now())]
    last_seen: Instant,
}
