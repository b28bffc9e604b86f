use persist_core::Persist;

trait Shape {}

#[derive(Persist)]
struct Struct {
    shapes: Vec<Box<dyn Shape + Send>>,
    next: *mut Struct,
    callback: Option<fn(u32) -> u32>,
}

fn main() {}
