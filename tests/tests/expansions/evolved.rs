#[derive(Persist)]
#[persist(version = 4, alias = "Hero", accept_newer(lossy))]
#[persist(removed("mana", score: u32, r#type: Kind), upgrade = Self::upgrade)]
pub(crate) struct Player {
    #[persist(alias = "title")]
    name: String,
    #[persist(alias = "hp", alias = "life", since = 2, default = 100)]
    #[persist(was(u8, until = 2), was(u16, until = 3, with = u32::from))]
    health: u32,
    #[persist(since = 3, default)]
    inventory: Vec<Item>,
    #[persist(with = AsText, default = foreign::Address::LOCAL, was(String, until = 1, with = parse))]
    address: foreign::Address,
    #[persist(skip)]
    cache: Cache,
}
