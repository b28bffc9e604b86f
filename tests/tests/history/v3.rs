//! Release 3: the forms of release 1 again where they were better, new names, new fields.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use persist_core::Persist;

use crate::v2;

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

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) enum Season {
    Spring { day: u8 },
    Winter,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2, removed("mana"))]
pub(crate) struct Player {
    pub(crate) id: u32,
    pub(crate) name: String,
    #[persist(alias = "hp")]
    pub(crate) health: u32,
    #[persist(since = 2, default = 1)]
    pub(crate) level: u16,
    pub(crate) rank: String,
    pub(crate) gold: u64,
    pub(crate) silver: u8,
    pub(crate) guild: Option<String>,
    pub(crate) inventory: Vec<Item>,
    pub(crate) friends: BTreeSet<u64>,
    pub(crate) home: Position,
    pub(crate) cloak: Colour,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) name: String,
    pub(crate) count: u32,
    pub(crate) quality: Quality,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(rename_all = "lowercase")]
pub(crate) enum Quality {
    #[persist(alias = "Common")]
    Common,
    #[persist(alias = "Rare")]
    Rare,
    #[persist(alias = "Epic")]
    Epic,
    #[persist(alias = "Mythic")]
    Mythic,
}

/// Was called `Monster`.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2, alias = "Monster")]
pub(crate) struct Creature {
    pub(crate) kind: CreatureKind,
    pub(crate) health: f64,
    pub(crate) at: Position,
    pub(crate) lair: Lair,
}

/// Is still called `MonsterKind` in files.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2, rename = "MonsterKind")]
pub(crate) enum CreatureKind {
    /// Had no fields.
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
    Ghost(String),
    #[persist(removed("heads"))]
    Dragon {
        name: String,
    },
    Dummy,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Lair {
    pub(crate) depth: u32,
    pub(crate) name: Box<str>,
}

/// A record again, and a wider one.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(plain)]
#[repr(C)]
pub(crate) struct Position {
    pub(crate) y: f64,
    pub(crate) x: f64,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Region {
    pub(crate) tiles: Vec<Tile>,
    pub(crate) heights: [i32; 4],
    pub(crate) neighbours: BTreeSet<u32>,
    pub(crate) corner: (i64, i64),
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tile {
    Grass,
    #[persist(alias = "Water")]
    River,
    Stone,
    Sand,
    Lava,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub(crate) from: u32,
    pub(crate) text: Box<str>,
    #[persist(rename = "at")]
    pub(crate) sent: u32,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Quest {
    pub(crate) title: String,
    pub(crate) steps: Vec<String>,
    pub(crate) reward: Pair<u64, String>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Pair<A, B> {
    pub(crate) first: A,
    pub(crate) second: B,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 2)]
pub(crate) struct Weather {
    pub(crate) rain: bool,
    pub(crate) wind: f64,
    #[persist(since = 2, default = 0.25)]
    pub(crate) fog: f32,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(from = Rgba, into = Rgba)]
pub(crate) struct Colour(pub(crate) [u16; 4]);

/// What colours are saved as has a past of its own.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(version = 2, alias = "Rgb")]
pub(crate) struct Rgba {
    r: u16,
    g: u16,
    b: u16,
    #[persist(since = 2, default = 255)]
    a: u16,
}

impl From<Rgba> for Colour {
    fn from(Rgba { r, g, b, a }: Rgba) -> Self {
        Colour([r, g, b, a])
    }
}

impl From<Colour> for Rgba {
    fn from(Colour([r, g, b, a]): Colour) -> Self {
        Rgba { r, g, b, a }
    }
}

// ---- what a world of release 2 is in this one ----

impl From<v2::World> for World {
    fn from(old: v2::World) -> Self {
        World {
            name: old.name,
            seed: old.seed,
            spawn: old.spawn.into(),
            players: old.players.into_iter().map(Into::into).collect(),
            creatures: old.monsters.into_iter().map(Into::into).collect(),
            regions: old.regions.into_iter().map(|(id, region)| (id.into(), region.into())).collect(),
            chat: old.chat.into_iter().map(Into::into).collect(),
            quests: old.quests.iter().map(|quest| Rc::new(v2::Quest::clone(quest).into())).collect(),
            weather: Weather { rain: old.weather.rain, wind: old.weather.wind, fog: 0.25 },
            motto: old.motto.into_owned(),
            season: Season::Spring { day: 1 },
            bans: BTreeSet::new(),
        }
    }
}

impl From<v2::Cell> for (i64, i64) {
    fn from(v2::Cell(x, y): v2::Cell) -> Self {
        (x.into(), y.into())
    }
}

impl From<v2::Player> for Player {
    fn from(old: v2::Player) -> Self {
        let v2::Colour(cloak) = old.cloak;
        Player {
            id: old.id.0,
            name: old.name,
            health: old.hp,
            level: 1,
            rank: old.rank.into(),
            gold: old.gold,
            silver: old.silver,
            guild: old.guild,
            inventory: old.inventory.into_iter().map(Into::into).collect(),
            friends: old.friends.into_iter().map(u64::from).collect(),
            home: (*old.home).into(),
            cloak: Colour([(cloak >> 32) as u16, (cloak >> 16) as u16, cloak as u16, 255]),
        }
    }
}

impl From<v2::Item> for Item {
    fn from(old: v2::Item) -> Self {
        let quality = match old.quality {
            v2::Quality::Mythic => Quality::Mythic,
            v2::Quality::Epic => Quality::Epic,
            v2::Quality::Rare => Quality::Rare,
            v2::Quality::Common => Quality::Common,
        };
        Item { name: old.name, count: old.count.into(), quality }
    }
}

impl From<v2::Monster> for Creature {
    fn from(old: v2::Monster) -> Self {
        let kind = match old.kind {
            v2::MonsterKind::Dragon { name, heads: _ } => CreatureKind::Dragon { name },
            v2::MonsterKind::Dummy => CreatureKind::Dummy,
            v2::MonsterKind::Ghost(name) => CreatureKind::Ghost(name),
            v2::MonsterKind::Wolf { pack } => CreatureKind::Warg { pack, alpha: false },
            v2::MonsterKind::Slime => CreatureKind::Slime { size: 1 },
        };
        let lair = Lair { depth: old.lair.depth, name: old.lair.name.into() };
        Creature { kind, health: old.health, at: old.at.into(), lair }
    }
}

impl From<v2::Position> for Position {
    fn from(old: v2::Position) -> Self {
        Position { y: old.y, x: old.x }
    }
}

impl From<v2::Region> for Region {
    fn from(old: v2::Region) -> Self {
        let tile = |tile: &v2::Tile| match tile {
            v2::Tile::Stone => Tile::Stone,
            v2::Tile::Sand => Tile::Sand,
            v2::Tile::Water => Tile::River,
            v2::Tile::Grass => Tile::Grass,
        };
        Region {
            tiles: old.tiles.iter().map(tile).collect(),
            heights: std::array::from_fn(|index| old.heights[index].into()),
            neighbours: old.neighbours.into_iter().map(u32::from).collect(),
            corner: old.corner.into(),
        }
    }
}

impl From<v2::Message> for Message {
    fn from(old: v2::Message) -> Self {
        Message { from: old.from, text: old.text.into(), sent: old.at }
    }
}

impl From<v2::Quest> for Quest {
    fn from(old: v2::Quest) -> Self {
        let reward = Pair { first: old.reward.first, second: old.reward.second };
        Quest { title: old.title, steps: old.steps.into(), reward }
    }
}

/// The world of release 2, played on.
pub(crate) fn sample() -> World {
    let mut world = World::from(v2::sample());
    world.spawn = (i64::MIN, i64::MAX);
    world.season = Season::Winter;
    world.bans = (7..20).collect();
    world.weather.fog = f32::MIN_POSITIVE;
    for (index, player) in world.players.iter_mut().enumerate().filter(|(index, _)| index % 4 == 1) {
        player.level = index as u16 * 200;
        player.friends.insert(u64::MAX - index as u64);
        player.cloak.0[3] = index as u16;
        player.inventory.iter_mut().for_each(|item| item.count += 1 << 20);
    }
    for (index, creature) in world.creatures.iter_mut().enumerate().step_by(7) {
        creature.at.x += 1.0 / 3.0;
        creature.kind = match index % 2 {
            0 => CreatureKind::Slime { size: index as u8 },
            _ => CreatureKind::Warg { pack: u16::MAX, alpha: true },
        };
    }
    let neighbours = [0, u32::MAX].into();
    let heights = [i32::MIN, 0, 1, i32::MAX];
    let region = Region { tiles: vec![Tile::Lava; 33], heights, neighbours, corner: (i64::MAX, i64::MIN) };
    world.regions.insert(u32::MAX, region);
    world
}
