#[derive(Persist)]
#[persist(validate = Self::is_ordered)]
struct Interval(i64, i64);
