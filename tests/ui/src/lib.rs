//! Nothing: the types that must not compile are in `cases`, and the test that compiles them in `tests/ui.rs`.
