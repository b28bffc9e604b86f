#[derive(Persist)]
#[persist(rename_all = "SCREAMING_SNAKE_CASE", crate = app::persist)]
enum Level {
    Trace,
    Warning,
    FatalError,
}
