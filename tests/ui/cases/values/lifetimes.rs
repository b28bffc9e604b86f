use persist_core::Persist;

#[derive(Persist)]
struct Lifetimes<'a, 'b> {
    #[persist(borrow = 5)]
    number: &'a str,
    #[persist(borrow = "a")]
    text: &'b str,
}

fn main() {}
