//! Release 4: what only the program's own functions can bring over.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use persist_core::Persist;

use crate::v3;
pub(crate) use crate::v3::{Colour, CreatureKind, Lair, Position, Quality, Quest, Region, Season, Tile};

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2, removed("debug"))]
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
    pub(crate) motto: String,
    #[persist(since = 2, default = Season::Spring { day: 1 })]
    pub(crate) season: Season,
    #[persist(since = 2, default)]
    pub(crate) bans: BTreeSet<u32>,
}

/// The name is two fields now, gold and silver are one, and the inventory is found by name.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3, removed("mana", name: String, gold: u64, silver: u8), upgrade = Self::upgrade)]
#[persist(validate = Self::check)]
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
    #[persist(was(String, until = 2))]
    pub(crate) rank: Rank,
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
    fn upgrade(&mut self, _from: u32, PlayerRemoved { name, gold, silver }: PlayerRemoved) -> Result<(), String> {
        (self.first, self.last) = split(&name.unwrap_or_default())?;
        self.purse = purse(gold.unwrap_or(0), silver.unwrap_or(0));
        Ok(())
    }

    fn check(&self) -> Result<(), String> {
        if self.last.is_empty() { Err(format!("player {} has no last name", self.id)) } else { Ok(()) }
    }
}

pub(crate) fn split(name: &str) -> Result<(String, String), String> {
    let (first, last) = name.split_once(' ').ok_or_else(|| format!("`{name}` is one word"))?;
    Ok((first.to_owned(), last.to_owned()))
}

pub(crate) fn purse(gold: u64, silver: u8) -> u64 {
    gold * 100 + u64::from(silver)
}

pub(crate) fn by_name(items: Vec<Item>) -> HashMap<String, Item> {
    items.into_iter().map(|item| (item.name.clone(), item)).collect()
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Rank {
    Novice,
    Knight,
    Lord,
}

impl TryFrom<String> for Rank {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "novice" => Ok(Rank::Novice),
            "knight" => Ok(Rank::Knight),
            "lord" => Ok(Rank::Lord),
            _ => Err(format!("there is no rank `{text}`")),
        }
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) count: u64,
    pub(crate) quality: Quality,
    #[persist(since = 2, default = 1.0)]
    pub(crate) wear: f32,
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

/// What was a struct is one of several things.
#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) enum Den {
    Open,
    Cave(Lair),
    Nest { eggs: u8 },
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2)]
pub(crate) struct Message {
    pub(crate) from: u32,
    pub(crate) text: Box<str>,
    #[persist(rename = "at", was(u32, until = 1))]
    pub(crate) sent: Time,
}

/// A type of its own, where there was a number.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Time(pub(crate) u64);

impl From<u32> for Time {
    fn from(seconds: u32) -> Self {
        Time(u64::from(seconds) * 1000)
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3)]
pub(crate) struct Weather {
    #[persist(was(bool, until = 2, with = millimetres))]
    pub(crate) rain: u32,
    pub(crate) wind: f64,
    #[persist(since = 2, default = 0.25)]
    pub(crate) fog: f64,
}

pub(crate) fn millimetres(rain: bool) -> u32 {
    if rain { 5 } else { 0 }
}

/// The first settings; what a newer release adds to them may be lost.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(accept_newer(lossy))]
pub(crate) struct Settings {
    #[persist(default = 0.5)]
    pub(crate) volume: f32,
    pub(crate) keys: BTreeMap<String, char>,
    pub(crate) emotes: Vec<Emote>,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Emote {
    Bow,
    Laugh,
    #[persist(other)]
    Unknown,
}

// ---- what a world of release 3 is in this one ----

impl From<v3::World> for World {
    fn from(old: v3::World) -> Self {
        let v3::Weather { rain, wind, fog } = old.weather;
        World {
            name: old.name,
            seed: old.seed,
            spawn: old.spawn,
            players: old.players.into_iter().map(Into::into).collect(),
            creatures: old.creatures.into_iter().map(Into::into).collect(),
            regions: old.regions,
            chat: old.chat.into_iter().map(Into::into).collect(),
            quests: old.quests,
            weather: Weather { rain: millimetres(rain), wind, fog: fog.into() },
            motto: old.motto,
            season: old.season,
            bans: old.bans,
        }
    }
}

impl From<v3::Player> for Player {
    fn from(old: v3::Player) -> Self {
        let (first, last) = split(&old.name).expect("the samples have names of two words");
        let items = old.inventory.into_iter().map(Into::into).collect();
        Player {
            id: old.id,
            first,
            last,
            health: old.health,
            level: old.level,
            rank: Rank::try_from(old.rank).expect("the samples have ranks that there are"),
            purse: purse(old.gold, old.silver),
            guild: old.guild,
            inventory: by_name(items),
            friends: old.friends,
            home: old.home,
            cloak: old.cloak,
        }
    }
}

impl From<v3::Item> for Item {
    fn from(old: v3::Item) -> Self {
        Item { name: old.name, count: old.count.into(), quality: old.quality, wear: 1.0 }
    }
}

impl From<v3::Creature> for Creature {
    fn from(old: v3::Creature) -> Self {
        Creature { kind: old.kind, health: old.health, at: old.at, den: Den::Cave(old.lair) }
    }
}

impl From<v3::Message> for Message {
    fn from(old: v3::Message) -> Self {
        Message { from: old.from, text: old.text, sent: old.sent.into() }
    }
}

/// The world of release 3, played on.
pub(crate) fn sample() -> World {
    let mut world = World::from(v3::sample());
    world.weather = Weather { rain: u32::MAX, wind: f64::MAX, fog: 0.1 };
    for (index, player) in world.players.iter_mut().enumerate().filter(|(index, _)| index % 5 == 2) {
        player.last = format!("of {index} islands");
        player.rank = Rank::Knight;
        player.inventory.remove("item 1");
        let ring = Item { name: "ring".to_owned(), count: u64::MAX, quality: Quality::Mythic, wear: 0.1 };
        player.inventory.insert(format!("ring {index}"), ring);
    }
    for (index, creature) in world.creatures.iter_mut().enumerate().step_by(3) {
        creature.den = if index % 2 == 0 { Den::Open } else { Den::Nest { eggs: index as u8 } };
    }
    world.chat.push(Message { from: 0, text: "now in milliseconds".into(), sent: Time(u64::MAX) });
    world
}

/// A player's settings.
pub(crate) fn settings() -> Settings {
    Settings {
        volume: 0.8,
        keys: [("jump".to_owned(), ' '), ("left".to_owned(), 'a'), ("ß".to_owned(), '🐉')].into(),
        emotes: (0..300).map(|index| if index % 3 == 0 { Emote::Laugh } else { Emote::Bow }).collect(),
    }
}
