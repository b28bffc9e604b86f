//! Release 2: every type has changed, and nothing is declared, as nothing of this can lose anything.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use persist_core::Persist;

use crate::v1;

/// In another order, and everything in another form.
#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct World {
    pub(crate) seed: u64,
    pub(crate) debug: bool,
    pub(crate) motto: Cow<'static, str>,
    pub(crate) weather: Box<Weather>,
    pub(crate) quests: Vec<Arc<Quest>>,
    pub(crate) chat: VecDeque<Message>,
    pub(crate) regions: HashMap<u16, Region>,
    pub(crate) monsters: Vec<Monster>,
    pub(crate) players: Vec<Player>,
    pub(crate) spawn: Cell,
    pub(crate) name: String,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Player {
    pub(crate) name: String,
    pub(crate) id: PlayerId,
    pub(crate) hp: u32,
    pub(crate) mana: Vec<u8>,
    pub(crate) rank: Box<str>,
    pub(crate) gold: u64,
    pub(crate) silver: u8,
    pub(crate) guild: Option<String>,
    pub(crate) inventory: Box<[Item]>,
    pub(crate) friends: HashSet<u32>,
    pub(crate) home: Box<Position>,
    pub(crate) cloak: Colour,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(transparent)]
pub(crate) struct PlayerId(pub(crate) u32);

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) quality: Quality,
    pub(crate) count: u16,
    pub(crate) name: String,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Quality {
    Mythic,
    Epic,
    Rare,
    Common,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Monster {
    pub(crate) at: Position,
    pub(crate) kind: MonsterKind,
    pub(crate) health: f64,
    pub(crate) lair: Lair,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) enum MonsterKind {
    Dragon { name: String, heads: u8 },
    Dummy,
    Ghost(String),
    Wolf { pack: u16 },
    Slime,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Lair {
    pub(crate) depth: u32,
    pub(crate) name: String,
}

/// No record any more.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Position {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Region {
    pub(crate) tiles: Box<[Tile]>,
    pub(crate) heights: Vec<i16>,
    pub(crate) neighbours: Vec<u16>,
    pub(crate) corner: Cell,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell(pub(crate) i32, pub(crate) i32);

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) enum Tile {
    Stone,
    Sand,
    Water,
    Grass,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Message {
    pub(crate) from: u32,
    pub(crate) text: Cow<'static, str>,
    pub(crate) at: u32,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Quest {
    pub(crate) title: String,
    pub(crate) steps: VecDeque<String>,
    pub(crate) reward: Pair<u64, String>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Pair<A, B> {
    pub(crate) second: B,
    pub(crate) first: A,
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Weather {
    pub(crate) wind: f64,
    pub(crate) rain: bool,
}

/// The parts that it is saved as are wider.
#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(from = Rgb, into = Rgb)]
pub(crate) struct Colour(pub(crate) u64);

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgb {
    r: u16,
    g: u16,
    b: u16,
}

impl From<Rgb> for Colour {
    fn from(Rgb { r, g, b }: Rgb) -> Self {
        Colour(u64::from(r) << 32 | u64::from(g) << 16 | u64::from(b))
    }
}

impl From<Colour> for Rgb {
    fn from(Colour(colour): Colour) -> Self {
        Rgb { r: (colour >> 32) as u16, g: (colour >> 16) as u16, b: colour as u16 }
    }
}

// ---- what a world of release 1 is in this one ----

impl From<v1::World> for World {
    fn from(old: v1::World) -> Self {
        World {
            seed: old.seed.into(),
            debug: old.debug,
            motto: old.motto.into(),
            weather: Box::new(Weather { wind: old.weather.wind.into(), rain: old.weather.rain }),
            quests: old.quests.into_iter().map(|quest| Arc::new(quest.into())).collect(),
            chat: old.chat.into_iter().map(Into::into).collect(),
            regions: old.regions.into_iter().map(|(id, region)| (id, region.into())).collect(),
            monsters: old.monsters.into_iter().map(Into::into).collect(),
            players: old.players.into_iter().map(Into::into).collect(),
            spawn: Cell(old.spawn.0, old.spawn.1),
            name: old.name,
        }
    }
}

impl From<v1::Player> for Player {
    fn from(old: v1::Player) -> Self {
        let [_, r, g, b] = old.cloak.0.to_be_bytes();
        Player {
            name: old.name,
            id: PlayerId(old.id),
            hp: old.hp.into(),
            mana: old.mana,
            rank: old.rank.into(),
            gold: old.gold.into(),
            silver: old.silver,
            guild: Some(old.guild),
            inventory: old.inventory.into_iter().map(Into::into).collect(),
            friends: old.friends.into_iter().collect(),
            home: Box::new(old.home.into()),
            cloak: Rgb { r: r.into(), g: g.into(), b: b.into() }.into(),
        }
    }
}

impl From<v1::Item> for Item {
    fn from(old: v1::Item) -> Self {
        let quality = match old.quality {
            v1::Quality::Common => Quality::Common,
            v1::Quality::Rare => Quality::Rare,
            v1::Quality::Epic => Quality::Epic,
        };
        Item { quality, count: old.count.into(), name: old.name }
    }
}

impl From<v1::Monster> for Monster {
    fn from(old: v1::Monster) -> Self {
        let kind = match old.kind {
            v1::MonsterKind::Slime => MonsterKind::Slime,
            v1::MonsterKind::Wolf { pack } => MonsterKind::Wolf { pack: pack.into() },
            v1::MonsterKind::Ghost(name) => MonsterKind::Ghost(name),
            v1::MonsterKind::Dummy => MonsterKind::Dummy,
        };
        let lair = Lair { depth: old.lair.depth.into(), name: old.lair.name };
        Monster { at: old.at.into(), kind, health: old.health.into(), lair }
    }
}

impl From<v1::Position> for Position {
    fn from(old: v1::Position) -> Self {
        Position { x: old.x.into(), y: old.y.into() }
    }
}

impl From<v1::Region> for Region {
    fn from(old: v1::Region) -> Self {
        let tile = |tile| match tile {
            v1::Tile::Grass => Tile::Grass,
            v1::Tile::Water => Tile::Water,
            v1::Tile::Stone => Tile::Stone,
        };
        Region {
            tiles: old.tiles.into_iter().map(tile).collect(),
            heights: old.heights.to_vec(),
            neighbours: old.neighbours.into_iter().collect(),
            corner: Cell(old.corner.0, old.corner.1),
        }
    }
}

impl From<v1::Message> for Message {
    fn from(old: v1::Message) -> Self {
        Message { from: old.from.0, text: old.text.into(), at: old.at }
    }
}

impl From<v1::Quest> for Quest {
    fn from(old: v1::Quest) -> Self {
        let reward = Pair { second: old.reward.second, first: old.reward.first.into() };
        Quest { title: old.title, steps: old.steps.into(), reward }
    }
}

/// The world of release 1, played on.
pub(crate) fn sample() -> World {
    let mut world = World::from(v1::sample());
    world.seed = u64::MAX;
    let qualities = [Quality::Mythic, Quality::Epic, Quality::Rare, Quality::Common];
    for (index, player) in world.players.iter_mut().enumerate().filter(|(index, _)| index % 3 == 0) {
        player.guild = player.guild.take().filter(|guild| !guild.is_empty());
        player.hp += 70_000;
        for item in &mut player.inventory {
            item.quality = qualities[index % 4];
            item.count += 1000;
        }
    }
    for (index, monster) in world.monsters.iter_mut().enumerate().step_by(5) {
        monster.health += 0.1;
        monster.kind = MonsterKind::Dragon { name: format!("Drake {index}"), heads: (index % 4) as u8 };
    }
    let tiles = (0..256).map(|tile| [Tile::Sand, Tile::Water, Tile::Stone][tile % 3]).collect();
    let region = Region { tiles, heights: vec![1, 2, 3, 4], neighbours: vec![], corner: Cell(i32::MIN, 0) };
    world.regions.insert(3, region);
    world
}
