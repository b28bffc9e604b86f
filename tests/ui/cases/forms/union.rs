use persist_core::Persist;

#[derive(Persist)]
union Number {
    integer: u32,
    float: f32,
}

fn main() {}
