//! **minecraft**: saved players of a game, as in the public benchmark (`minecraft_savedata`).
//! Wide rows, options of structs, and many short texts of low variety.
//!
//! [`BorrowedPlayers`] is its twin whose texts borrow from the bytes.

use rand::RngExt;

use super::Set;
use super::random::{Random, coin, exactly, maybe, pick, seeded, several};
use super::types::{borrowed, types};
use crate::libraries::Borrowing;

types! {
    /// The set.
    pub struct Players {
        players: Vec<Player>,
    }

    struct Player {
        game_type: GameType,
        previous_game_type: GameType,
        score: i64,
        dimension: String,
        selected_item_slot: u32,
        selected_item: Item,
        spawn_dimension: Option<String>,
        spawn_x: i64,
        spawn_y: i64,
        spawn_z: i64,
        spawn_forced: Option<bool>,
        sleep_timer: u16,
        food_exhaustion_level: f32,
        food_saturation_level: f32,
        food_tick_timer: u32,
        xp_level: u32,
        xp_p: f32,
        xp_total: i32,
        xp_seed: i32,
        inventory: Vec<Item>,
        ender_items: Vec<Item>,
        abilities: Abilities,
        entered_nether_position: Option<(f64, f64, f64)>,
        #[bilrost(encoding((packed, general)))]
        root_vehicle: Option<([u32; 4], Entity)>,
        shoulder_entity_left: Option<Entity>,
        shoulder_entity_right: Option<Entity>,
        seen_credits: bool,
        recipe_book: RecipeBook,
    }

    fieldless enum GameType {
        #[bilrost(0)]
        Survival,
        #[bilrost(1)]
        Creative,
        #[bilrost(2)]
        Adventure,
        #[bilrost(3)]
        Spectator,
    }

    struct Item {
        #[bilrost(encoding(varint))]
        count: i8,
        #[bilrost(encoding(varint))]
        slot: u8,
        id: String,
    }

    #[derive(Copy)]
    struct Abilities {
        walk_speed: f32,
        fly_speed: f32,
        may_fly: bool,
        flying: bool,
        invulnerable: bool,
        may_build: bool,
        instabuild: bool,
    }

    struct Entity {
        id: String,
        pos: (f64, f64, f64),
        motion: (f64, f64, f64),
        rotation: (f32, f32),
        fall_distance: f32,
        fire: u16,
        air: u16,
        on_ground: bool,
        no_gravity: bool,
        invulnerable: bool,
        portal_cooldown: i32,
        #[bilrost(encoding(packed))]
        uuid: [u32; 4],
        custom_name: Option<String>,
        custom_name_visible: bool,
        silent: bool,
        glowing: bool,
    }

    struct RecipeBook {
        recipes: Vec<String>,
        to_be_displayed: Vec<String>,
        is_filtering_craftable: bool,
        is_gui_open: bool,
        is_furnace_filtering_craftable: bool,
        is_furnace_gui_open: bool,
        is_blasting_furnace_filtering_craftable: bool,
        is_blasting_furnace_gui_open: bool,
        is_smoker_filtering_craftable: bool,
        is_smoker_gui_open: bool,
    }
}

borrowed! {
    /// The set with borrowed texts.
    #[persist(rename = "Players")]
    pub struct BorrowedPlayers<'a> {
        #[serde(borrow)]
        players: Vec<BorrowedPlayer<'a>>,
    }

    #[persist(rename = "Player")]
    struct BorrowedPlayer<'a> {
        game_type: GameType,
        previous_game_type: GameType,
        score: i64,
        dimension: &'a str,
        selected_item_slot: u32,
        #[serde(borrow)]
        selected_item: BorrowedItem<'a>,
        #[serde(borrow)]
        spawn_dimension: Option<&'a str>,
        spawn_x: i64,
        spawn_y: i64,
        spawn_z: i64,
        spawn_forced: Option<bool>,
        sleep_timer: u16,
        food_exhaustion_level: f32,
        food_saturation_level: f32,
        food_tick_timer: u32,
        xp_level: u32,
        xp_p: f32,
        xp_total: i32,
        xp_seed: i32,
        #[serde(borrow)]
        inventory: Vec<BorrowedItem<'a>>,
        #[serde(borrow)]
        ender_items: Vec<BorrowedItem<'a>>,
        abilities: Abilities,
        entered_nether_position: Option<(f64, f64, f64)>,
        #[serde(borrow)]
        root_vehicle: Option<([u32; 4], BorrowedEntity<'a>)>,
        #[serde(borrow)]
        shoulder_entity_left: Option<BorrowedEntity<'a>>,
        #[serde(borrow)]
        shoulder_entity_right: Option<BorrowedEntity<'a>>,
        seen_credits: bool,
        #[serde(borrow)]
        recipe_book: BorrowedRecipeBook<'a>,
    }

    #[persist(rename = "Item")]
    struct BorrowedItem<'a> {
        count: i8,
        slot: u8,
        id: &'a str,
    }

    #[persist(rename = "Entity")]
    struct BorrowedEntity<'a> {
        id: &'a str,
        pos: (f64, f64, f64),
        motion: (f64, f64, f64),
        rotation: (f32, f32),
        fall_distance: f32,
        fire: u16,
        air: u16,
        on_ground: bool,
        no_gravity: bool,
        invulnerable: bool,
        portal_cooldown: i32,
        uuid: [u32; 4],
        #[serde(borrow)]
        custom_name: Option<&'a str>,
        custom_name_visible: bool,
        silent: bool,
        glowing: bool,
    }

    #[persist(rename = "RecipeBook")]
    struct BorrowedRecipeBook<'a> {
        #[serde(borrow)]
        recipes: Vec<&'a str>,
        #[serde(borrow)]
        to_be_displayed: Vec<&'a str>,
        is_filtering_craftable: bool,
        is_gui_open: bool,
        is_furnace_filtering_craftable: bool,
        is_furnace_gui_open: bool,
        is_blasting_furnace_filtering_craftable: bool,
        is_blasting_furnace_gui_open: bool,
        is_smoker_filtering_craftable: bool,
        is_smoker_gui_open: bool,
    }
}

const GAME_TYPES: [GameType; 4] = [GameType::Survival, GameType::Creative, GameType::Adventure, GameType::Spectator];

const DIMENSIONS: [&str; 3] = ["overworld", "nether", "end"];

const ITEMS: [&str; 8] = ["dirt", "stone", "pickaxe", "sand", "gravel", "shovel", "chestplate", "steak"];

const ENTITIES: [&str; 8] = ["cow", "sheep", "zombie", "skeleton", "spider", "creeper", "parrot", "bee"];

const NAMES: [&str; 8] = ["rainbow", "princess", "steve", "johnny", "missy", "coward", "fairy", "howard"];

const RECIPES: [&str; 8] = ["pickaxe", "torch", "bow", "crafting table", "furnace", "shears", "arrow", "tnt"];

impl Set for Players {
    const NAME: &'static str = "minecraft";
    const ROWS: usize = 500;

    fn generate(rows: usize) -> Self {
        Self { players: exactly(&mut seeded(), rows, Player::generate) }
    }
}

impl Player {
    fn generate(random: &mut Random) -> Self {
        Self {
            game_type: pick(random, &GAME_TYPES),
            previous_game_type: pick(random, &GAME_TYPES),
            score: random.random(),
            dimension: name(random, &DIMENSIONS),
            selected_item_slot: random.random(),
            selected_item: Item::generate(random),
            spawn_dimension: maybe(random, |random| name(random, &DIMENSIONS)),
            spawn_x: random.random(),
            spawn_y: random.random(),
            spawn_z: random.random(),
            spawn_forced: maybe(random, coin),
            sleep_timer: random.random(),
            food_exhaustion_level: random.random(),
            food_saturation_level: random.random(),
            food_tick_timer: random.random(),
            xp_level: random.random(),
            xp_p: random.random(),
            xp_total: random.random(),
            xp_seed: random.random(),
            inventory: several(random, 0..40, Item::generate),
            ender_items: several(random, 0..27, Item::generate),
            abilities: Abilities::generate(random),
            entered_nether_position: maybe(random, Random::random),
            root_vehicle: maybe(random, |random| (random.random(), Entity::generate(random))),
            shoulder_entity_left: maybe(random, Entity::generate),
            shoulder_entity_right: maybe(random, Entity::generate),
            seen_credits: coin(random),
            recipe_book: RecipeBook::generate(random),
        }
    }
}

impl Item {
    fn generate(random: &mut Random) -> Self {
        Self { count: random.random(), slot: random.random(), id: name(random, &ITEMS) }
    }
}

impl Abilities {
    fn generate(random: &mut Random) -> Self {
        Self {
            walk_speed: random.random(),
            fly_speed: random.random(),
            may_fly: coin(random),
            flying: coin(random),
            invulnerable: coin(random),
            may_build: coin(random),
            instabuild: coin(random),
        }
    }
}

impl Entity {
    fn generate(random: &mut Random) -> Self {
        Self {
            id: name(random, &ENTITIES),
            pos: random.random(),
            motion: random.random(),
            rotation: random.random(),
            fall_distance: random.random(),
            fire: random.random(),
            air: random.random(),
            on_ground: coin(random),
            no_gravity: coin(random),
            invulnerable: coin(random),
            portal_cooldown: random.random(),
            uuid: random.random(),
            custom_name: maybe(random, |random| name(random, &NAMES)),
            custom_name_visible: coin(random),
            silent: coin(random),
            glowing: coin(random),
        }
    }
}

impl RecipeBook {
    fn generate(random: &mut Random) -> Self {
        Self {
            recipes: several(random, 0..30, |random| name(random, &RECIPES)),
            to_be_displayed: several(random, 0..10, |random| name(random, &RECIPES)),
            is_filtering_craftable: coin(random),
            is_gui_open: coin(random),
            is_furnace_filtering_craftable: coin(random),
            is_furnace_gui_open: coin(random),
            is_blasting_furnace_filtering_craftable: coin(random),
            is_blasting_furnace_gui_open: coin(random),
            is_smoker_filtering_craftable: coin(random),
            is_smoker_gui_open: coin(random),
        }
    }
}

impl Borrowing for Players {
    type Borrowed<'a> = BorrowedPlayers<'a>;

    fn view(&self) -> BorrowedPlayers<'_> {
        BorrowedPlayers { players: self.players.iter().map(Player::view).collect() }
    }
}

impl Player {
    fn view(&self) -> BorrowedPlayer<'_> {
        BorrowedPlayer {
            game_type: self.game_type,
            previous_game_type: self.previous_game_type,
            score: self.score,
            dimension: &self.dimension,
            selected_item_slot: self.selected_item_slot,
            selected_item: self.selected_item.view(),
            spawn_dimension: self.spawn_dimension.as_deref(),
            spawn_x: self.spawn_x,
            spawn_y: self.spawn_y,
            spawn_z: self.spawn_z,
            spawn_forced: self.spawn_forced,
            sleep_timer: self.sleep_timer,
            food_exhaustion_level: self.food_exhaustion_level,
            food_saturation_level: self.food_saturation_level,
            food_tick_timer: self.food_tick_timer,
            xp_level: self.xp_level,
            xp_p: self.xp_p,
            xp_total: self.xp_total,
            xp_seed: self.xp_seed,
            inventory: self.inventory.iter().map(Item::view).collect(),
            ender_items: self.ender_items.iter().map(Item::view).collect(),
            abilities: self.abilities,
            entered_nether_position: self.entered_nether_position,
            root_vehicle: self.root_vehicle.as_ref().map(|(id, entity)| (*id, entity.view())),
            shoulder_entity_left: self.shoulder_entity_left.as_ref().map(Entity::view),
            shoulder_entity_right: self.shoulder_entity_right.as_ref().map(Entity::view),
            seen_credits: self.seen_credits,
            recipe_book: self.recipe_book.view(),
        }
    }
}

impl Item {
    fn view(&self) -> BorrowedItem<'_> {
        BorrowedItem { count: self.count, slot: self.slot, id: &self.id }
    }
}

impl Entity {
    fn view(&self) -> BorrowedEntity<'_> {
        BorrowedEntity {
            id: &self.id,
            pos: self.pos,
            motion: self.motion,
            rotation: self.rotation,
            fall_distance: self.fall_distance,
            fire: self.fire,
            air: self.air,
            on_ground: self.on_ground,
            no_gravity: self.no_gravity,
            invulnerable: self.invulnerable,
            portal_cooldown: self.portal_cooldown,
            uuid: self.uuid,
            custom_name: self.custom_name.as_deref(),
            custom_name_visible: self.custom_name_visible,
            silent: self.silent,
            glowing: self.glowing,
        }
    }
}

impl RecipeBook {
    fn view(&self) -> BorrowedRecipeBook<'_> {
        BorrowedRecipeBook {
            recipes: self.recipes.iter().map(String::as_str).collect(),
            to_be_displayed: self.to_be_displayed.iter().map(String::as_str).collect(),
            is_filtering_craftable: self.is_filtering_craftable,
            is_gui_open: self.is_gui_open,
            is_furnace_filtering_craftable: self.is_furnace_filtering_craftable,
            is_furnace_gui_open: self.is_furnace_gui_open,
            is_blasting_furnace_filtering_craftable: self.is_blasting_furnace_filtering_craftable,
            is_blasting_furnace_gui_open: self.is_blasting_furnace_gui_open,
            is_smoker_filtering_craftable: self.is_smoker_filtering_craftable,
            is_smoker_gui_open: self.is_smoker_gui_open,
        }
    }
}

fn name(random: &mut Random, choices: &[&str]) -> String {
    pick(random, choices).to_owned()
}
