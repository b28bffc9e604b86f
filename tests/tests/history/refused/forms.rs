//! Types that are not read as others without a declaration.

use super::cases;

cases! {
    narrowing: Incompatible, World { health: 70_000 };
    file { struct World { health: u32 } }
    program { struct World { health: u16 } }

    a_sign_that_is_lost: Incompatible, World { height: -1 };
    file { struct World { height: i32 } }
    program { struct World { height: u64 } }

    a_sign_that_takes_a_bit: Incompatible, World { height: 1 };
    file { struct World { height: u32 } }
    program { struct World { height: i32 } }

    float_to_integer: Incompatible, World { height: 1.5 };
    file { struct World { height: f32 } }
    program { struct World { height: i64 } }

    integer_to_float: Incompatible, World { height: 1 };
    file { struct World { height: i32 } }
    program { struct World { height: f64 } }

    float_narrowing: Incompatible, World { height: 1.5 };
    file { struct World { height: f64 } }
    program { struct World { height: f32 } }

    number_to_text: Incompatible, World { name: 7 };
    file { struct World { name: u32 } }
    program { struct World { name: String } }

    option_to_value: Incompatible, World { guild: None };
    file { struct World { guild: Option<String> } }
    program { struct World { guild: String } }

    two_options_at_once: Incompatible, World { guild: String::new() };
    file { struct World { guild: String } }
    program { struct World { guild: Option<Option<String>> } }

    one_option_more: Incompatible, World { guild: None };
    file { struct World { guild: Option<String> } }
    program { struct World { guild: Option<Option<String>> } }

    one_option_less: Incompatible, World { guild: None };
    file { struct World { guild: Option<Option<String>> } }
    program { struct World { guild: Option<String> } }

    an_array_of_another_length: Incompatible, World { heights: [0; 4] };
    file { struct World { heights: [i16; 4] } }
    program { struct World { heights: [i16; 6] } }

    map_to_sequence: Incompatible, World { players: BTreeMap::new() };
    file { struct World { players: BTreeMap<u32, String> } }
    program { struct World { players: Vec<(u32, String)> } }

    sequence_to_map: Incompatible, World { players: Vec::new() };
    file { struct World { players: Vec<String> } }
    program { struct World { players: BTreeMap<u32, String> } }

    bytes_to_text: Incompatible, World { name: Vec::new() };
    file { struct World { name: Vec<u8> } }
    program { struct World { name: String } }

    a_tuple_of_another_length: Incompatible, World { spawn: (1, 2) };
    file { struct World { spawn: (i32, i32) } }
    program { struct World { spawn: (i32, i32, i32) } }

    a_value_to_a_newtype: Incompatible, World { sent: 1 };
    file { struct World { sent: u32 } }
    program { struct World { sent: Time } struct Time(u32); }

    a_newtype_to_a_value: Incompatible, World { sent: Time(1) };
    file { struct World { sent: Time } struct Time(u32); }
    program { struct World { sent: u32 } }

    shared_to_alone: Incompatible, World { quest: std::rc::Rc::new(7) };
    file { struct World { quest: std::rc::Rc<u8> } }
    program { struct World { quest: u8 } }

    a_struct_to_an_enum: Incompatible, World { den: Lair { depth: 1 } };
    file { struct World { den: Lair } struct Lair { depth: u8 } }
    program { struct World { den: Den } enum Den { Open, Cave(u8) } }

    an_enum_to_a_struct: Incompatible, World { den: Den::Open };
    file { struct World { den: Den } enum Den { Open, Cave(u8) } }
    program { struct World { den: Lair } struct Lair { depth: u8 } }

    // ---- values that do not fit ----

    a_sequence_that_is_no_array: Value, World { regions: vec![Region { heights: vec![0; 4] }; 300].into_iter()
        .chain([Region { heights: vec![0; 5] }]).collect() };
    file { struct World { regions: Vec<Region> } #[derive(Clone)] struct Region { heights: Vec<i16> } }
    program { struct World { regions: Vec<Region> } struct Region { heights: [i16; 4] } }

    a_sequence_that_is_no_set: Malformed, World { regions: vec![
        Region { neighbours: vec![1, 2, 3] }, Region { neighbours: vec![] }, Region { neighbours: vec![5, 4, 5] },
    ] };
    file { struct World { regions: Vec<Region> } struct Region { neighbours: Vec<u16> } }
    program { struct World { regions: Vec<Region> } struct Region { neighbours: BTreeSet<u16> } }

    a_root_that_is_no_array: Value, vec![1_u8, 2, 3];
    file { struct World; }
    program as [u8; 4] { struct World; }

    // ---- roots ----

    a_root_of_another_form: TypeMismatch, 7_u64;
    file { struct World; }
    program as u32 { struct World; }

    a_struct_where_a_list_is_asked_for: TypeMismatch, World { name: String::new() };
    file { struct World { name: String } }
    program as Vec<World> { struct World { name: String } }
}
