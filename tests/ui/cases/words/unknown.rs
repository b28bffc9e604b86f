use persist_core::Persist;

#[derive(Persist)]
#[persist(renam = "Other", colour)]
enum Kind {
    #[persist(Rename = "b")]
    A {
        #[persist(defualt = 5, skipp)]
        count: u32,
    },
    #[persist(nonsense)]
    B(#[persist(compress = "zstd")] u32),
}

fn main() {}
