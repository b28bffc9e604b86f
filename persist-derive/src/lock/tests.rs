//! The notation, the file and its damages.
