//! Release 5: second steps of fields that had changed before, and variants and generic types with a past.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use persist_core::Persist;

use crate::v4;
pub(crate) use crate::v4::{
    Colour, Den, Item, Lair, Message, Position, Rank, Region, Season, Tile, Weather, by_name, purse, split,
};

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3, removed("debug", motto: String), upgrade = Self::upgrade)]
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) seed: u64,
    pub(crate) spawn: (i64, i64),
    pub(crate) players: Vec<Player>,
    #[persist(alias = "monsters")]
    pub(crate) creatures: Vec<Creature>,
    pub(crate) regions: BTreeMap<u32, Region>,
    pub(crate) chat: Vec<Message>,
    pub(crate) quests: Vec<Rc<Quest>>,
    pub(crate) weather: Weather,
    #[persist(since = 3, default)]
    pub(crate) notices: Vec<String>,
    #[persist(since = 2, default = Season::Spring { day: 1 })]
    pub(crate) season: Season,
    #[persist(since = 2, default)]
    pub(crate) bans: BTreeSet<u32>,
}

impl World {
    fn upgrade(&mut self, _from: u32, removed: WorldRemoved) {
        self.notices.extend(removed.motto);
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 4, removed("mana", name: String, gold: u64, silver: u8), upgrade = Self::upgrade)]
pub(crate) struct Player {
    pub(crate) id: u32,
    #[persist(since = 3, default)]
    pub(crate) first: String,
    #[persist(since = 3, default)]
    pub(crate) last: String,
    #[persist(alias = "hp")]
    pub(crate) health: u32,
    #[persist(since = 2, default = 1)]
    pub(crate) level: u16,
    #[persist(alias = "rank", was(String, until = 2, with = Standing::parse), was(Rank, until = 3))]
    pub(crate) standing: Standing,
    #[persist(since = 3, default)]
    pub(crate) purse: u64,
    pub(crate) guild: Option<String>,
    #[persist(was(Vec<Item>, until = 2, with = by_name))]
    pub(crate) inventory: HashMap<String, Item>,
    pub(crate) friends: BTreeSet<u64>,
    pub(crate) home: Position,
    pub(crate) cloak: Colour,
}

impl Player {
    fn upgrade(&mut self, from: u32, PlayerRemoved { name, gold, silver }: PlayerRemoved) -> Result<(), String> {
        if from < 3 {
            (self.first, self.last) = split(&name.unwrap_or_default())?;
            self.purse = purse(gold.unwrap_or(0), silver.unwrap_or(0));
        }
        Ok(())
    }
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Standing {
    pub(crate) rank: Rank,
    pub(crate) points: i32,
}

impl Standing {
    #[allow(clippy::needless_pass_by_value, reason = "what is loaded is given away")]
    pub(crate) fn parse(text: String) -> Result<Self, String> {
        Rank::try_from(text).map(Standing::from)
    }
}

impl From<Rank> for Standing {
    fn from(rank: Rank) -> Self {
        Standing { rank, points: 10 * rank as i32 }
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3, alias = "Monster")]
pub(crate) struct Creature {
    pub(crate) kind: CreatureKind,
    pub(crate) health: f64,
    pub(crate) at: Position,
    #[persist(alias = "lair", was(Lair, until = 2, with = Den::Cave))]
    pub(crate) den: Den,
}

/// A ghost has become a spirit.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3, rename = "MonsterKind", removed(Ghost: String, with = CreatureKind::of_ghost))]
pub(crate) enum CreatureKind {
    Slime {
        #[persist(since = 2, default = 1)]
        size: u8,
    },
    #[persist(alias = "Wolf")]
    Warg {
        pack: u16,
        #[persist(since = 2, default)]
        alpha: bool,
    },
    Spirit {
        name: String,
        power: u8,
    },
    #[persist(removed("heads"))]
    Dragon {
        name: String,
    },
    Dummy,
}

impl CreatureKind {
    pub(crate) fn of_ghost(name: String) -> Result<Self, String> {
        match name.len() {
            0..=1000 => Ok(CreatureKind::Spirit { power: name.len() as u8, name }),
            length => Err(format!("a ghost with a name of {length} bytes")),
        }
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Quest {
    pub(crate) title: String,
    pub(crate) steps: Vec<String>,
    pub(crate) reward: Pair<u64, String>,
}

/// A generic type has a past like any other.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2)]
pub(crate) struct Pair<A, B> {
    #[persist(alias = "first")]
    pub(crate) left: A,
    #[persist(alias = "second", was(B, until = 1, with = Some))]
    pub(crate) right: Option<B>,
    #[persist(since = 2, default = 7)]
    pub(crate) weight: u8,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2, accept_newer(lossy))]
pub(crate) struct Settings {
    #[persist(default = 0.5)]
    pub(crate) volume: f64,
    pub(crate) keys: BTreeMap<String, char>,
    pub(crate) emotes: Vec<Emote>,
    #[persist(since = 2, default = "en".to_owned())]
    pub(crate) language: String,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(version = 2)]
pub(crate) enum Emote {
    Wave,
    Bow,
    #[persist(other)]
    Unknown,
    Laugh,
}

// ---- what a world of release 4 is in this one ----

impl From<v4::World> for World {
    fn from(old: v4::World) -> Self {
        World {
            name: old.name,
            seed: old.seed,
            spawn: old.spawn,
            players: old.players.into_iter().map(Into::into).collect(),
            creatures: old.creatures.into_iter().map(Into::into).collect(),
            regions: old.regions,
            chat: old.chat,
            quests: old.quests.iter().map(|quest| Rc::new(v4::Quest::clone(quest).into())).collect(),
            weather: old.weather,
            notices: vec![old.motto],
            season: old.season,
            bans: old.bans,
        }
    }
}

impl From<v4::Player> for Player {
    fn from(old: v4::Player) -> Self {
        Player {
            id: old.id,
            first: old.first,
            last: old.last,
            health: old.health,
            level: old.level,
            standing: old.rank.into(),
            purse: old.purse,
            guild: old.guild,
            inventory: old.inventory,
            friends: old.friends,
            home: old.home,
            cloak: old.cloak,
        }
    }
}

impl From<v4::Creature> for Creature {
    fn from(old: v4::Creature) -> Self {
        let kind = match old.kind {
            v4::CreatureKind::Slime { size } => CreatureKind::Slime { size },
            v4::CreatureKind::Warg { pack, alpha } => CreatureKind::Warg { pack, alpha },
            v4::CreatureKind::Ghost(name) => CreatureKind::Spirit { power: name.len() as u8, name },
            v4::CreatureKind::Dragon { name } => CreatureKind::Dragon { name },
            v4::CreatureKind::Dummy => CreatureKind::Dummy,
        };
        Creature { kind, health: old.health, at: old.at, den: old.den }
    }
}

impl From<v4::Quest> for Quest {
    fn from(old: v4::Quest) -> Self {
        let reward = Pair { left: old.reward.first, right: Some(old.reward.second), weight: 7 };
        Quest { title: old.title, steps: old.steps, reward }
    }
}

impl From<v4::Settings> for Settings {
    fn from(old: v4::Settings) -> Self {
        let emote = |emote| match emote {
            v4::Emote::Bow => Emote::Bow,
            v4::Emote::Laugh => Emote::Laugh,
            v4::Emote::Unknown => Emote::Unknown,
        };
        let emotes = old.emotes.into_iter().map(emote).collect();
        Settings { volume: old.volume.into(), keys: old.keys, emotes, language: "en".to_owned() }
    }
}

/// The world of release 4, played on.
pub(crate) fn sample() -> World {
    let mut world = World::from(v4::sample());
    world.notices.extend((0..100).map(|index| format!("notice {index}")));
    for (index, player) in world.players.iter_mut().enumerate().filter(|(index, _)| index % 4 == 3) {
        player.standing.points = i32::MIN + index as i32;
        player.inventory.clear();
    }
    for (index, creature) in world.creatures.iter_mut().enumerate().step_by(4) {
        creature.kind = CreatureKind::Spirit { name: format!("spirit {}", index % 3), power: u8::MAX };
    }
    let reward = Pair { left: u64::MAX, right: None, weight: 0 };
    world.quests.push(Rc::new(Quest { title: String::new(), steps: vec![String::new(); 300], reward }));
    world
}

/// A player's settings.
pub(crate) fn settings() -> Settings {
    let mut settings = Settings::from(v4::settings());
    settings.volume = 0.1;
    settings.language = "ga".to_owned();
    settings.emotes.extend([Emote::Wave; 40]);
    settings
}
