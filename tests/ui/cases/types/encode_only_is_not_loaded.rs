use persist_core::Persist;

#[derive(Persist)]
#[persist(encode_only)]
struct View(u32);

fn main() {
    let bytes = persist_core::encode(&View(1)).unwrap();
    let _: View = persist_core::decode(&bytes).unwrap();
}
