//! The same damage in files: the errors name them.

use std::fs;

use persist_core::ErrorKind;

use crate::sample::samples;
use crate::scratch::Scratch;

#[test]
fn damaged_files_are_refused_by_load() {
    let folder = Scratch::new("damage");
    let path = folder.file("sample.persist");
    for sample in samples() {
        fs::write(&path, &sample.bytes).expect("a file is written");
        (sample.load)(&path).expect("the sample is sound");
        let mut bytes = sample.bytes.clone();
        for bit in (0..bytes.len() * 8).step_by(97) {
            bytes[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, &bytes).expect("a file is written");
            let error = (sample.load)(&path).expect_err("a flipped bit");
            assert!(error.to_string().contains("sample.persist"), "{error}");
            assert!(persist_core::verify(&path).is_err());
            bytes[bit / 8] ^= 1 << (bit % 8);
        }
        for len in (0..bytes.len()).step_by(23) {
            fs::write(&path, &bytes[..len]).expect("a file is written");
            let error = (sample.load)(&path).expect_err("a cut file");
            assert!(
                matches!(error.kind(), ErrorKind::Truncated | ErrorKind::TextDamage),
                "{} of {}: {error}",
                len,
                sample.name
            );
            assert!(persist_core::verify(&path).is_err());
        }
    }
}
