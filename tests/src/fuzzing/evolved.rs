//! Types of two versions, with every attribute that says how the one is read as the other.

/// As they were first.
pub mod old {
    use std::collections::BTreeMap;

    use persist_core::Persist;

    use crate::specimen::{Source, Specimen};
    use crate::zoo::animals::animals;

    animals! {
        struct World {
            seed: u32,
            players: Vec<Player>,
            items: BTreeMap<String, Item>,
            spawn: [i16; 3],
        }
        struct Player {
            name: String,
            hp: u16,
            mana: u8,
            score: u32,
            rank: String,
            bag: Vec<Item>,
        }
        enum Item {
            Lamp,
            Torch(u8),
            Potion { strength: u8 },
            Curse(String),
        }
        enum Event {
            Came,
            #[persist(other)]
            Unknown,
        }
        #[persist(accept_newer(lossy))]
        struct Note {
            text: String,
        }
    }
}

/// As they are today.
pub mod new {
    use std::collections::HashMap;

    use persist_core::Persist;

    use crate::specimen::{Source, Specimen};
    use crate::zoo::animals::animals;

    #[derive(Persist, Debug)]
    #[persist(version = 2)]
    pub struct World {
        pub seed: u64,
        #[persist(was(Vec<Player>, until = 1, with = by_name))]
        pub players: HashMap<String, Player>,
        pub items: HashMap<String, Item>,
        pub spawn: Vec<i32>,
        #[persist(since = 2, default)]
        pub notices: Vec<String>,
    }

    fn by_name(players: Vec<Player>) -> Result<HashMap<String, Player>, String> {
        let mut named = HashMap::new();
        for player in players {
            if let Some(other) = named.insert(player.name.clone().unwrap_or_default(), player) {
                return Err(format!("two players are called {:?}", other.name));
            }
        }
        Ok(named)
    }

    #[derive(Persist, Debug)]
    #[persist(version = 2, removed("mana", score: u32), upgrade = Self::upgrade, validate = Self::check)]
    pub struct Player {
        pub name: Option<String>,
        #[persist(alias = "hp", was(u16, until = 1, with = percent))]
        pub health: f32,
        #[persist(since = 2, default = 1)]
        pub level: u32,
        #[persist(was(String, until = 1))]
        pub rank: Rank,
        pub bag: Vec<Box<Item>>,
    }

    impl Player {
        fn upgrade(&mut self, _from: u32, removed: PlayerRemoved) {
            self.level = self.level.saturating_add(removed.score.unwrap_or(0));
        }

        fn check(&self) -> Result<(), String> {
            if self.level == 13 { Err("an unlucky level".to_owned()) } else { Ok(()) }
        }
    }

    fn percent(hp: u16) -> f32 {
        f32::from(hp) / 100.0
    }

    /// A rank, which must be a short one.
    #[derive(Persist, Debug)]
    pub struct Rank {
        pub title: String,
    }

    impl TryFrom<String> for Rank {
        type Error = String;

        fn try_from(title: String) -> Result<Self, String> {
            if title.len() < 20 { Ok(Rank { title }) } else { Err(format!("{title} is too long")) }
        }
    }

    #[derive(Persist, Debug)]
    #[persist(version = 2, removed("Curse", Torch: u8, with = lamp))]
    pub enum Item {
        Rope {
            length: f32,
        },
        Lamp,
        #[persist(alias = "Potion")]
        Elixir {
            #[persist(was(u8, until = 1, with = once))]
            strength: Vec<u8>,
            #[persist(since = 2, default)]
            taste: String,
        },
    }

    fn once(strength: u8) -> Vec<u8> {
        vec![strength]
    }

    fn lamp(_minutes: u8) -> Item {
        Item::Lamp
    }

    /// Some columns of old players.
    #[derive(Persist, Debug)]
    #[persist(rename = "Player", partial)]
    pub struct Names {
        pub name: String,
        pub score: u64,
    }

    animals! {
        #[persist(version = 2)]
        enum Event {
            Came,
            Went { to: String },
            Spoke(String, u8),
        }
        #[persist(version = 2)]
        struct Note {
            text: String,
            pages: Vec<u32>,
        }
    }
}
