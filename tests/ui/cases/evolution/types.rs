use persist_core::Persist;

struct Foreign;

#[derive(Persist)]
#[persist(version = 2)]
struct Fields {
    #[persist(since = 2, default = true)]
    default: u32,
    #[persist(was(String, until = 1))]
    no_conversion: u32,
    #[persist(was(u16, until = 1, with = to_text))]
    result: u32,
    #[persist(was(u16, until = 1, with = of_text))]
    argument: u32,
    #[persist(was(Foreign, until = 1, with = of_foreign))]
    foreign: u32,
}

fn to_text(number: u16) -> String {
    number.to_string()
}

fn of_text(text: String) -> u32 {
    text.parse().unwrap()
}

fn of_foreign(_: Foreign) -> u32 {
    0
}

fn main() {}
