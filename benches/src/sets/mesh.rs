//! **mesh**: triangles with a normal each, as in the public benchmark. Nothing but `f32`, so that
//! the fastest encoding is a copy of memory: the types declare `plain`.

use rand::RngExt;

use super::Set;
use super::random::{Random, exactly, seeded};
use super::types::types;

types! {
    /// The set.
    pub struct Mesh {
        triangles: Vec<Triangle>,
    }

    #[derive(Copy)]
    #[repr(C)]
    #[persist(plain)]
    struct Triangle {
        v0: Vector3,
        v1: Vector3,
        v2: Vector3,
        normal: Vector3,
    }

    #[derive(Copy)]
    #[repr(C)]
    #[persist(plain)]
    struct Vector3 {
        x: f32,
        y: f32,
        z: f32,
    }
}

impl Set for Mesh {
    const NAME: &'static str = "mesh";
    const ROWS: usize = 125_000;

    fn generate(rows: usize) -> Self {
        Self { triangles: exactly(&mut seeded(), rows, Triangle::generate) }
    }
}

impl Triangle {
    fn generate(random: &mut Random) -> Self {
        Self {
            v0: Vector3::generate(random),
            v1: Vector3::generate(random),
            v2: Vector3::generate(random),
            normal: Vector3::generate(random),
        }
    }
}

impl Vector3 {
    fn generate(random: &mut Random) -> Self {
        let (x, y, z) = random.random();
        Self { x, y, z }
    }
}
