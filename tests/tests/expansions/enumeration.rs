#[derive(Persist)]
enum Shape {
    Point,
    Circle { radius: f64 },
    #[persist(rename = "Rectangle")]
    Rect(f64, f64),
    Text {
        text: String,
        #[persist(skip)]
        layout: Layout,
    },
}
