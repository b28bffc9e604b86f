#[derive(Persist)]
#[persist(plain)]
#[repr(C)]
struct Vertex {
    position: [f32; 3],
    color: u32,
}
