#[derive(Persist)]
#[persist(version = 3, alias = "Figure", upgrade = Self::upgrade)]
#[persist(removed("Line", Square: Square, with = Self::square))]
enum Shape {
    #[persist(alias = "Round", removed("colour"))]
    Circle {
        #[persist(was(f32, until = 1))]
        radius: f64,
        #[persist(since = 2, default)]
        label: String,
    },
    Point,
    #[persist(other)]
    Unknown,
}
