//! Release 6: removed variants, players that are found by their number, and a part of the world.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use persist_core::Persist;

use crate::v5;
pub(crate) use crate::v5::{
    Colour, Den, Item, Lair, Message, Position, Quest, Rank, Season, Standing, Weather, by_name, purse, split,
};

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 4, removed("debug", motto: String), upgrade = Self::upgrade, validate = Self::check)]
pub(crate) struct World {
    pub(crate) name: String,
    pub(crate) seed: u128,
    pub(crate) spawn: (i64, i64),
    #[persist(was(Vec<Player>, until = 3, with = by_number))]
    pub(crate) players: BTreeMap<u64, Player>,
    #[persist(alias = "monsters")]
    pub(crate) creatures: Vec<Creature>,
    pub(crate) regions: BTreeMap<u32, Region>,
    pub(crate) chat: Chat,
    pub(crate) quests: Vec<Rc<Quest>>,
    pub(crate) weather: Weather,
    #[persist(since = 3, default)]
    pub(crate) notices: Vec<String>,
    #[persist(since = 2, default = Season::Spring { day: 1 })]
    pub(crate) season: Season,
    #[persist(since = 2, default)]
    pub(crate) bans: BTreeSet<u32>,
    #[persist(since = 4, default)]
    pub(crate) population: u64,
}

impl World {
    fn upgrade(&mut self, from: u32, WorldRemoved { motto }: WorldRemoved) {
        assert_eq!(motto.is_some(), from < 3);
        self.notices.extend(motto);
        self.population = self.players.len() as u64;
    }

    /// Holds for worlds of earlier releases only when they have been upgraded.
    fn check(&self) -> Result<(), String> {
        match self.players.len() as u64 {
            players if players == self.population => Ok(()),
            players => Err(format!("a population of {}, and {players} players", self.population)),
        }
    }
}

fn by_number(players: Vec<Player>) -> Result<BTreeMap<u64, Player>, String> {
    let mut numbered = BTreeMap::new();
    for player in players {
        if let Some(player) = numbered.insert(player.id, player) {
            return Err(format!("two players have the number {}", player.id));
        }
    }
    Ok(numbered)
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(transparent)]
pub(crate) struct Chat(pub(crate) Vec<Message>);

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 5, removed("mana", "home", name: String, gold: u64, silver: u8), upgrade = Self::upgrade)]
pub(crate) struct Player {
    pub(crate) id: u64,
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
    #[persist(was(Option<String>, until = 4, with = Guild::of))]
    pub(crate) guild: Guild,
    #[persist(was(Vec<Item>, until = 2, with = by_name))]
    pub(crate) inventory: HashMap<String, Item>,
    pub(crate) friends: BTreeSet<u64>,
    pub(crate) cloak: Colour,
    #[persist(since = 5, default = true)]
    pub(crate) alive: bool,
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

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) enum Guild {
    Alone,
    Member { of: String, since: i64 },
}

impl Guild {
    pub(crate) fn of(name: Option<String>) -> Self {
        name.map_or(Guild::Alone, |of| Guild::Member { of, since: -1 })
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

/// There is no dummy any more: no world that is played has one.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 4, rename = "MonsterKind")]
#[persist(removed("Dummy", Ghost: String, with = CreatureKind::of_ghost), upgrade = Self::upgrade)]
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
}

impl CreatureKind {
    fn of_ghost(name: String) -> Self {
        CreatureKind::Spirit { power: name.len() as u8, name }
    }

    /// The slimes of earlier releases were larger.
    fn upgrade(&mut self, from: u32) {
        assert!(from < 4);
        if let CreatureKind::Slime { size } = self {
            *size /= 2;
        }
    }
}

#[derive(Persist, Debug, Clone, PartialEq)]
pub(crate) struct Region {
    pub(crate) tiles: Vec<Tile>,
    pub(crate) heights: [i32; 4],
    pub(crate) neighbours: BTreeSet<u32>,
    pub(crate) corner: (i64, i64),
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(version = 2, removed(Stone: (), with = Tile::of_stone))]
pub(crate) enum Tile {
    Grass,
    #[persist(alias = "Water")]
    River,
    Rock {
        ore: u8,
    },
    Sand,
    Lava,
}

impl Tile {
    fn of_stone((): ()) -> Self {
        Tile::Rock { ore: 0 }
    }
}

/// The volume is the system's concern now.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(version = 3, removed("volume"))]
pub(crate) struct Settings {
    pub(crate) keys: BTreeMap<String, char>,
    pub(crate) emotes: Vec<Emote>,
    #[persist(since = 2, default = "en".to_owned())]
    pub(crate) language: String,
    #[persist(since = 3, default)]
    pub(crate) dark: bool,
}

#[derive(Persist, Debug, Clone, Copy, PartialEq)]
#[persist(version = 3)]
pub(crate) enum Emote {
    Dance {
        times: u8,
    },
    Wave,
    Bow,
    Laugh,
    #[persist(other)]
    Unknown,
}

/// Who plays: all that a list of names takes from a world.
#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(partial, rename = "World", version = 4)]
pub(crate) struct Roster {
    pub(crate) name: String,
    #[persist(was(Vec<Entry>, until = 3, with = Entry::by_number))]
    pub(crate) players: BTreeMap<u64, Entry>,
}

#[derive(Persist, Debug, Clone, PartialEq)]
#[persist(partial, rename = "Player", version = 5)]
pub(crate) struct Entry {
    pub(crate) id: u64,
    #[persist(alias = "hp")]
    pub(crate) health: u64,
    #[persist(since = 3, default = "?".to_owned())]
    pub(crate) last: String,
}

impl Entry {
    fn by_number(entries: Vec<Entry>) -> BTreeMap<u64, Entry> {
        entries.into_iter().map(|entry| (entry.id, entry)).collect()
    }
}

// ---- what a world of release 5 is in this one ----

impl From<v5::World> for World {
    fn from(old: v5::World) -> Self {
        let players: BTreeMap<u64, Player> =
            old.players.into_iter().map(|player| (player.id.into(), player.into())).collect();
        World {
            name: old.name,
            seed: old.seed.into(),
            spawn: old.spawn,
            population: players.len() as u64,
            players,
            creatures: old.creatures.into_iter().map(Into::into).collect(),
            regions: old.regions.into_iter().map(|(id, region)| (id, region.into())).collect(),
            chat: Chat(old.chat),
            quests: old.quests,
            weather: old.weather,
            notices: old.notices,
            season: old.season,
            bans: old.bans,
        }
    }
}

impl From<v5::Player> for Player {
    fn from(old: v5::Player) -> Self {
        Player {
            id: old.id.into(),
            first: old.first,
            last: old.last,
            health: old.health,
            level: old.level,
            standing: old.standing,
            purse: old.purse,
            guild: Guild::of(old.guild),
            inventory: old.inventory,
            friends: old.friends,
            cloak: old.cloak,
            alive: true,
        }
    }
}

impl From<v5::Creature> for Creature {
    fn from(old: v5::Creature) -> Self {
        let kind = match old.kind {
            v5::CreatureKind::Slime { size } => CreatureKind::Slime { size: size / 2 },
            v5::CreatureKind::Warg { pack, alpha } => CreatureKind::Warg { pack, alpha },
            v5::CreatureKind::Spirit { name, power } => CreatureKind::Spirit { name, power },
            v5::CreatureKind::Dragon { name } => CreatureKind::Dragon { name },
            v5::CreatureKind::Dummy => panic!("no sample has a dummy"),
        };
        Creature { kind, health: old.health, at: old.at, den: old.den }
    }
}

impl From<v5::Region> for Region {
    fn from(old: v5::Region) -> Self {
        let tile = |tile| match tile {
            v5::Tile::Grass => Tile::Grass,
            v5::Tile::River => Tile::River,
            v5::Tile::Stone => Tile::Rock { ore: 0 },
            v5::Tile::Sand => Tile::Sand,
            v5::Tile::Lava => Tile::Lava,
        };
        let tiles = old.tiles.into_iter().map(tile).collect();
        Region { tiles, heights: old.heights, neighbours: old.neighbours, corner: old.corner }
    }
}

impl From<v5::Settings> for Settings {
    fn from(old: v5::Settings) -> Self {
        let emote = |emote| match emote {
            v5::Emote::Wave => Emote::Wave,
            v5::Emote::Bow => Emote::Bow,
            v5::Emote::Laugh => Emote::Laugh,
            v5::Emote::Unknown => Emote::Unknown,
        };
        let emotes = old.emotes.into_iter().map(emote).collect();
        Settings { keys: old.keys, emotes, language: old.language, dark: false }
    }
}

/// The world of release 5, played on.
pub(crate) fn sample() -> World {
    let mut world = World::from(v5::sample());
    world.seed = u128::MAX;
    for (number, player) in world.players.iter_mut().filter(|(number, _)| *number % 2 == 0) {
        player.alive = false;
        player.guild = Guild::Member { of: "the dead".to_owned(), since: *number as i64 };
    }
    for creature in world.creatures.iter_mut().step_by(11) {
        creature.kind = CreatureKind::Slime { size: u8::MAX };
    }
    for region in world.regions.values_mut().step_by(2) {
        region.tiles.extend((0..5).map(|ore| Tile::Rock { ore }));
    }
    world
}

/// A player's settings.
pub(crate) fn settings() -> Settings {
    let mut settings = Settings::from(v5::settings());
    settings.dark = true;
    settings.emotes.extend([Emote::Dance { times: 3 }, Emote::Wave]);
    settings
}

/// Who plays in a world of this release.
impl From<World> for Roster {
    fn from(world: World) -> Self {
        let players = world
            .players
            .into_iter()
            .map(|(number, player)| (number, Entry { id: player.id, health: player.health.into(), last: player.last }));
        Roster { name: world.name, players: players.collect() }
    }
}
