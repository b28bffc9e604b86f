//! **mk48**: what a naval game's server sends its players, as in the public benchmark. Small
//! integers with a meaning, short sequences of flags and angles, and bytes of terrain that are
//! short nearly always and long at times.

use rand::RngExt;

use super::Set;
use super::random::{Random, exactly, pick_weighted, seeded, several};
use super::types::types;

types! {
    /// The set.
    pub struct Updates {
        updates: Vec<Update>,
    }

    struct Update {
        contacts: Vec<Contact>,
        score: u32,
        world_radius: f32,
        terrain_updates: Vec<TerrainUpdate>,
    }

    struct Contact {
        #[bilrost(encoding(varint))]
        damage: u8,
        entity_id: u32,
        entity_type: Option<EntityType>,
        guidance: Guidance,
        player_id: Option<u16>,
        #[bilrost(encoding(packed))]
        reloads: Vec<bool>,
        transform: Transform,
        #[bilrost(encoding(packed))]
        turret_angles: Vec<u16>,
    }

    fieldless enum EntityType {
        #[bilrost(0)]
        ArleighBurke,
        #[bilrost(1)]
        Bismarck,
        #[bilrost(2)]
        Clemenceau,
        #[bilrost(3)]
        Fletcher,
        #[bilrost(4)]
        G5,
        #[bilrost(5)]
        Iowa,
        #[bilrost(6)]
        Kolkata,
        #[bilrost(7)]
        Osa,
        #[bilrost(8)]
        Yasen,
        #[bilrost(9)]
        Zubr,
    }

    struct Guidance {
        angle: u16,
        submerge: bool,
        velocity: i16,
    }

    struct Transform {
        #[bilrost(encoding(varint))]
        altitude: i8,
        angle: u16,
        position: (f32, f32),
        velocity: i16,
    }

    struct TerrainUpdate {
        #[bilrost(encoding((varint, varint)))]
        chunk_id: (i8, i8),
        #[bilrost(encoding(plainbytes))]
        #[serde(with = "serde_bytes")]
        data: Vec<u8>,
    }
}

/// Each kind of ship with how often it is met.
const FLEET: [(EntityType, f64); 10] = [
    (EntityType::ArleighBurke, 2.14),
    (EntityType::Bismarck, 0.52),
    (EntityType::Clemenceau, 0.97),
    (EntityType::Fletcher, 1.46),
    (EntityType::G5, 13.16),
    (EntityType::Iowa, 1.55),
    (EntityType::Kolkata, 0.83),
    (EntityType::Osa, 7.25),
    (EntityType::Yasen, 4.06),
    (EntityType::Zubr, 12.92),
];

impl Set for Updates {
    const NAME: &'static str = "mk48";
    const ROWS: usize = 1_000;

    fn generate(rows: usize) -> Self {
        Self { updates: exactly(&mut seeded(), rows, Update::generate) }
    }
}

impl Update {
    fn generate(random: &mut Random) -> Self {
        let players: u16 = random.random_range(200..400);
        let world_radius = (f32::from(players) * 15_000.0).sqrt() + random.random_range(-50.0..50.0);
        let chunks = (world_radius / 1_600.0).ceil() as i8;
        Self {
            contacts: several(random, 20..40, |random| Contact::generate(random, players)),
            score: (random.random::<f32>().powi(4) * 5_000.0) as u32 + random.random_range(0..50),
            world_radius,
            terrain_updates: several(random, 3..10, |random| TerrainUpdate::generate(random, chunks)),
        }
    }
}

impl Contact {
    fn generate(random: &mut Random, players: u16) -> Self {
        let ship = pick_weighted(random, &FLEET);
        let visible = random.random_bool(0.7);
        let unharmed = visible && random.random_bool(0.6);
        Self {
            damage: if unharmed { 0 } else { random.random_range(0..200) },
            entity_id: random.random_range(0..u32::from(players) * 20),
            entity_type: visible.then_some(ship),
            guidance: Guidance {
                angle: random.random(),
                submerge: submerged(random, ship),
                velocity: velocity(random),
            },
            player_id: visible.then(|| random.random_range(0..players)),
            reloads: if visible { reloads(random, ship) } else { Vec::new() },
            transform: Transform::generate(random, ship),
            turret_angles: if visible { turret_angles(random, ship) } else { Vec::new() },
        }
    }
}

impl Transform {
    fn generate(random: &mut Random, ship: EntityType) -> Self {
        const RANGE: f32 = 750.0;
        Self {
            altitude: if submerged(random, ship) { random.random_range(-120..-35) } else { 0 },
            angle: random.random(),
            position: (random.random_range(-RANGE..RANGE), random.random_range(-RANGE..RANGE)),
            velocity: velocity(random),
        }
    }
}

impl TerrainUpdate {
    fn generate(random: &mut Random, chunks: i8) -> Self {
        let new = random.random_bool(0.02);
        Self {
            chunk_id: (random.random_range(-chunks..chunks), random.random_range(-chunks..chunks)),
            data: several(random, if new { 900..1_100 } else { 3..9 }, Random::random),
        }
    }
}

impl EntityType {
    fn turrets(self) -> usize {
        match self {
            Self::G5 | Self::Yasen => 0,
            Self::ArleighBurke | Self::Kolkata => 1,
            Self::Osa => 2,
            Self::Iowa | Self::Zubr => 3,
            Self::Bismarck | Self::Clemenceau | Self::Fletcher => 4,
        }
    }

    fn weapons(self) -> usize {
        match self {
            Self::G5 => 2,
            Self::Osa => 6,
            Self::Bismarck => 10,
            Self::Zubr => 11,
            Self::Yasen => 14,
            Self::Kolkata => 15,
            Self::Clemenceau => 16,
            Self::Fletcher => 18,
            Self::ArleighBurke => 20,
            Self::Iowa => 28,
        }
    }
}

/// Only submarines dive, and mostly they do.
fn submerged(random: &mut Random, ship: EntityType) -> bool {
    matches!(ship, EntityType::Yasen) && random.random_bool(0.9)
}

/// Mostly ahead, a tenth at rest, a tenth astern and slow.
fn velocity(random: &mut Random) -> i16 {
    const SLOWEST: i16 = 140;
    const FASTEST: i16 = 900;
    match random.random_range(0..100) {
        0..80 => random.random_range(SLOWEST..FASTEST),
        80..90 => 0,
        _ => random.random_range(-FASTEST / 4..-SLOWEST / 4),
    }
}

/// Which weapons are loaded: the more of one ship's are, the likelier each.
fn reloads(random: &mut Random, ship: EntityType) -> Vec<bool> {
    let loaded = random.random_range(0.0..1.0);
    exactly(random, ship.weapons(), |random| random.random_bool(loaded))
}

/// Most turrets of a ship point about the same way.
fn turret_angles(random: &mut Random, ship: EntityType) -> Vec<u16> {
    let aim: u16 = random.random();
    exactly(random, ship.turrets(), |random| {
        if random.random_bool(0.75) { aim.wrapping_add_signed(random.random_range(-200..200)) } else { random.random() }
    })
}
