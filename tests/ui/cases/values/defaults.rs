use persist_core::Persist;

#[derive(Persist)]
struct Defaults {
    #[persist(default = )]
    nothing: u32,
    #[persist(default(5))]
    list: u32,
    #[persist(default = "make_name")]
    path: String,
    #[persist(skip, default = "no name")]
    text: Option<String>,
    #[persist(default = "fine")]
    reference: &'static str,
}

fn main() {}
