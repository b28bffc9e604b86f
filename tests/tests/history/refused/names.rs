//! Names and versions that are not the program's.

use super::cases;

cases! {
    another_type: TypeMismatch, Level { name: String::new() };
    file { struct Level { name: String } }
    program { struct World { name: String } }

    another_type_within: Incompatible, World { boss: Monster { health: 1 } };
    file { struct World { boss: Monster } struct Monster { health: u8 } }
    program { struct World { boss: Creature } struct Creature { health: u8 } }

    a_newer_version: NewerVersion, World { name: String::new() };
    file { #[persist(version = 3)] struct World { name: String } }
    program { #[persist(version = 2)] struct World { name: String } }

    a_newer_version_within: NewerVersion, World { boss: Monster { health: 1 } };
    file { struct World { boss: Monster } #[persist(version = 2)] struct Monster { health: u8 } }
    program { struct World { boss: Monster } struct Monster { health: u8 } }

    a_newer_version_beside_other_problems: NewerVersion, World { boss: Monster { health: 1 }, level: 1 };
    file { struct World { boss: Monster, level: u64 } #[persist(version = 2)] struct Monster { health: u8 } }
    program { struct World { boss: Monster, level: u8 } struct Monster { health: u8 } }

    a_newer_enum: NewerVersion, World { kind: Kind::Slime };
    file { struct World { kind: Kind } #[persist(version = 2)] enum Kind { Slime } }
    program { struct World { kind: Kind } enum Kind { Slime } }

    a_newer_version_of_a_part: NewerVersion, World { name: String::new(), seed: 1 };
    file { #[persist(version = 3)] struct World { name: String, seed: u8 } }
    program as Head {
        #[persist(partial, rename = "World", version = 2)]
        struct Head { name: String }
    }

    a_part_that_is_not_there: Incompatible, World { seed: 1 };
    file { struct World { seed: u8 } }
    program as Head { #[persist(partial, rename = "World")] struct Head { name: String } }

    a_newer_version_whose_loss_is_accepted_and_whose_types_are_narrower: Incompatible, World { level: 1, new: true };
    file { #[persist(version = 2)] struct World { level: u64, new: bool } }
    program { #[persist(accept_newer(lossy))] struct World { level: u8 } }

    an_argument_of_a_generic_type: Incompatible, World { reward: Pair { first: 1, second: 1 } };
    file { struct World { reward: Pair<u8, u64> } struct Pair<A, B> { first: A, second: B } }
    program { struct World { reward: Pair<u8, u32> } struct Pair<A, B> { first: A, second: B } }
}
