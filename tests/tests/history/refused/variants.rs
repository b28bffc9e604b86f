//! Variants that the program does not have.

use super::cases;

cases! {
    a_variant_that_is_not_known: Incompatible, World { kinds: vec![Kind::Slime] };
    file { struct World { kinds: Vec<Kind> } enum Kind { Slime, Dragon { heads: u8 }, Ghost(String) } }
    program { struct World { kinds: Vec<Kind> } enum Kind { Slime, Ghost(String) } }

    a_variant_that_is_not_known_as_a_root: Incompatible, World::Dragon;
    file { enum World { Slime, Dragon } }
    program { enum World { Slime } }

    a_value_of_a_removed_variant: Value, World { kinds: vec![Kind::Slime, Kind::Slime, Kind::Dragon] };
    file { struct World { kinds: Vec<Kind> } enum Kind { Slime, Dragon } }
    program { struct World { kinds: Vec<Kind> } #[persist(removed("Dragon"))] enum Kind { Slime } }

    a_value_of_a_newer_variant: Value, World { kinds: vec![Kind::Slime, Kind::Dragon] };
    file { struct World { kinds: Vec<Kind> } #[persist(version = 2)] enum Kind { Slime, Dragon } }
    program { struct World { kinds: Vec<Kind> } #[persist(accept_newer(lossy))] enum Kind { Slime } }

    a_removed_variant_of_other_fields: Incompatible, World { kind: Kind::Dragon { heads: 1, name: String::new() } };
    file { struct World { kind: Kind } enum Kind { Slime, Dragon { heads: u8, name: String } } }
    program {
        struct World { kind: Kind }
        #[persist(removed(Dragon: u8, with = any::<_, Kind>))]
        enum Kind { Slime }
    }

    a_removed_variant_of_other_types: Incompatible, World { kind: Kind::Dragon(1, String::new()) };
    file { struct World { kind: Kind } enum Kind { Slime, Dragon(u32, String) } }
    program {
        struct World { kind: Kind }
        #[persist(removed(Dragon: (u8, String), with = any::<_, Kind>))]
        enum Kind { Slime }
    }

    a_newer_enum_whose_variants_differ_too: Incompatible, World { kind: Kind::Ghost(1) };
    file { struct World { kind: Kind } #[persist(version = 2)] enum Kind { Slime, Ghost(u64), Dragon } }
    program { struct World { kind: Kind } enum Kind { Slime, Ghost(u8), #[persist(other)] Unknown } }
}
