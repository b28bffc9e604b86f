#[derive(Persist, Clone)]
#[persist(try_from = "Vec<T>", into = "Vec<T>")]
struct Sorted<T>(Vec<T>);
