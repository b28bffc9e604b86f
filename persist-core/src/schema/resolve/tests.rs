//! Resolution of hostile and of large schemas; what plans do is tested through the whole crate.
