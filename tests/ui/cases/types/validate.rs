use persist_core::Persist;

#[derive(Persist)]
#[persist(validate = Self::check)]
struct NotAResult(u32);

impl NotAResult {
    fn check(&self) -> bool {
        self.0 > 0
    }
}

#[derive(Persist)]
#[persist(validate = check)]
struct Nowhere(u32);

fn main() {}
