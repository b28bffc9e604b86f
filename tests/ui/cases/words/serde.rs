use persist_core::Persist;

#[derive(Persist)]
#[persist(tag = "t", content = "c", untagged, deny_unknown_fields, expecting = "x", remote = "R")]
#[persist(rename_all_fields = "camelCase", field_identifier, variant_identifier)]
enum Kind {
    A,
}

#[derive(Persist)]
struct Struct {
    #[persist(flatten, getter = "get", skip_serializing_if = "Option::is_none")]
    a: Option<u32>,
    #[persist(skip_serializing, skip_deserializing, serialize_with = "s", deserialize_with = "d")]
    b: u32,
}

fn main() {}
