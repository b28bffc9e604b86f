//! Stands for a framework that re-exports Persist: its users never name `persist-core`.

pub use persist_core as saving;
