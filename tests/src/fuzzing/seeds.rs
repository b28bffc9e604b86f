//! Bytes for a fuzzer to begin with: descriptions of sound containers of every subject.

use super::input::describe;
use super::subjects;
use crate::container::Container;

/// The first seeds of a target; none if it begins with nothing.
#[must_use]
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    if target == "log" {
        return super::logs::seeds();
    }
    let mut seeds = Vec::new();
    for (index, subject) in subjects().iter().enumerate() {
        let index = index as u8;
        for sample in (subject.samples)() {
            let container = Container::open(&sample);
            let Some(description) = describe(&container) else { continue };
            let schema = &subject.header.schema;
            seeds.push(match target {
                "file" => [&[index][..], &description].concat(),
                "stream" => [&[index, 9, 1][..], &description].concat(),
                "schema" => [&[index][..], &(schema.len() as u16).to_le_bytes(), schema, &description].concat(),
                "bare" => [&[index][..], &container.chunks[0].payload].concat(),
                _ => return Vec::new(),
            });
        }
    }
    seeds
}
