//! Fields that one side has and the other has not.

use super::cases;

cases! {
    a_field_without_a_default: Incompatible, World { name: String::new() };
    file { struct World { name: String } }
    program { struct World { name: String, level: u32 } }

    a_field_without_a_default_in_a_new_version: Incompatible, World { name: String::new() };
    file { struct World { name: String } }
    program { #[persist(version = 2)] struct World { name: String, level: u32 } }

    a_field_that_is_not_known: Incompatible, World { name: String::new(), mana: vec![1] };
    file { struct World { name: String, mana: Vec<u8> } }
    program { #[persist(version = 2)] struct World { name: String } }

    a_field_that_is_there_before_its_time: Incompatible, World { name: String::new(), level: 3 };
    file { struct World { name: String, level: u8 } }
    program {
        #[persist(version = 2)]
        struct World { name: String, #[persist(since = 2, default)] level: u8 }
    }

    a_field_that_is_not_there_in_time: Incompatible, World { name: String::new() };
    file { #[persist(version = 2)] struct World { name: String } }
    program {
        #[persist(version = 3)]
        struct World { name: String, #[persist(since = 2, default)] level: u8 }
    }

    a_field_under_two_names: Incompatible, World { hp: 1, health: 2 };
    file { struct World { hp: u8, health: u8 } }
    program { #[persist(version = 2)] struct World { #[persist(alias = "hp")] health: u8 } }

    a_removed_field_that_is_kept_and_there_in_the_same_version: Incompatible, World { name: String::new(), score: 1 };
    file { #[persist(version = 2)] struct World { name: String, score: u32 } }
    program {
        #[persist(version = 2, removed(score: u32), upgrade = upgrade)]
        struct World { name: String }
    }

    a_removed_field_of_another_type: Incompatible, World { name: String::new(), score: String::new() };
    file { struct World { name: String, score: String } }
    program {
        #[persist(version = 2, removed(score: u32), upgrade = upgrade)]
        struct World { name: String }
    }

    an_earlier_type_that_is_another: Incompatible, World { health: String::new() };
    file { struct World { health: String } }
    program { #[persist(version = 2)] struct World { #[persist(was(u8, until = 1))] health: u32 } }

    a_field_of_a_variant_without_a_default: Incompatible, World::Slime;
    file { enum World { Slime, Wolf { pack: u8 } } }
    program { enum World { Slime { size: u8 }, Wolf { pack: u8, alpha: bool } } }

    a_field_of_a_variant_that_is_not_known: Incompatible, World::Wolf { pack: 1 };
    file { enum World { Wolf { pack: u8 } } }
    program { enum World { Wolf {} } }

    // ---- far down, and many at once ----

    a_deep_path: Incompatible, World { players: Vec::new() };
    file {
        struct World { players: Vec<Player> }
        struct Player { inventory: BTreeMap<String, Item>, at: Option<(i32, i32)> }
        struct Item { count: u64, held: Hand }
        enum Hand { None, Left { grip: (u8, u32) } }
    }
    program {
        struct World { players: Vec<Player> }
        struct Player { inventory: BTreeMap<u64, Item>, at: Option<(i32, u32)> }
        struct Item { count: u32, held: Hand }
        enum Hand { None, Left { grip: (u8, u16) } }
    }

    a_recursive_type: Incompatible, World { children: Vec::new(), value: 1 };
    file { struct World { children: Vec<World>, value: u64 } }
    program { struct World { children: Vec<World>, value: u32 } }

    one_type_in_several_places: Incompatible, World { home: At { x: 1 }, other: vec![] };
    file { struct World { home: At, other: Vec<At> } struct At { x: u64 } }
    program { struct World { home: At, other: Vec<At> } struct At { x: u32 } }

    several_problems_at_once: Incompatible, World { name: String::new(), mana: 1, at: (1, 2), hp: 5 };
    file { struct World { name: String, mana: u8, at: (i32, i32), hp: u64 } }
    program { #[persist(version = 2)] struct World { name: Vec<u8>, at: (i16, i32), hp: u32, level: u8 } }

    more_problems_than_are_told: Incompatible, World {
            f0: 0, f1: 1, f2: 2, f3: 3, f4: 4, f5: 5, f6: 6, f7: 7, f8: 8, f9: 9, f10: 10, f11: 11, f12:
            12, f13: 13, f14: 14, f15: 15, f16: 16, f17: 17, f18: 18, f19: 19, f20: 20, f21: 21, f22:
            22, f23: 23, f24: 24, f25: 25, f26: 26, f27: 27, f28: 28, f29: 29
    };
    file {
        struct World {
            f0: u16, f1: u16, f2: u16, f3: u16, f4: u16, f5: u16, f6: u16, f7: u16, f8: u16, f9: u16,
            f10: u16, f11: u16, f12: u16, f13: u16, f14: u16, f15: u16, f16: u16, f17: u16, f18: u16,
            f19: u16, f20: u16, f21: u16, f22: u16, f23: u16, f24: u16, f25: u16, f26: u16, f27: u16,
            f28: u16, f29: u16
        }
    }
    program {
        struct World {
            f0: u8, f1: u8, f2: u8, f3: u8, f4: u8, f5: u8, f6: u8, f7: u8, f8: u8, f9: u8, f10: u8,
            f11: u8, f12: u8, f13: u8, f14: u8, f15: u8, f16: u8, f17: u8, f18: u8, f19: u8, f20: u8,
            f21: u8, f22: u8, f23: u8, f24: u8, f25: u8, f26: u8, f27: u8, f28: u8, f29: u8
        }
    }
}
