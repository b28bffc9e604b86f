//! Seeded randomness: the few draws that the generators are made of.

use std::ops::Range;

use rand::RngExt;
use rand_pcg::Pcg32;

/// The generator of all data sets: small, portable and fixed by its seed on every machine.
pub(crate) type Random = Pcg32;

/// A fresh generator, always with the same seed.
pub(crate) fn seeded() -> Random {
    Pcg32::new(0x5045_5253_4953_5431, 0x6461_7461_2073_6574)
}

/// One of the choices, all equally likely.
pub(super) fn pick<T: Copy>(random: &mut Random, choices: &[T]) -> T {
    choices[random.random_range(0..choices.len())]
}

/// One of the choices, each as likely as its weight says.
pub(super) fn pick_weighted<T: Copy, const N: usize>(random: &mut Random, choices: &[(T, f64); N]) -> T {
    let total: f64 = choices.iter().map(|(_, weight)| weight).sum();
    let mut left = random.random_range(0.0..total);
    for (choice, weight) in choices {
        if left < *weight {
            return *choice;
        }
        left -= weight;
    }
    // Rounding may leave a rest above the last weight.
    choices[N - 1].0
}

/// True half of the time.
pub(super) fn coin(random: &mut Random) -> bool {
    random.random_bool(0.5)
}

/// A value half of the time.
pub(super) fn maybe<T>(random: &mut Random, make: impl FnOnce(&mut Random) -> T) -> Option<T> {
    coin(random).then(|| make(random))
}

/// As many values as a length drawn from the range.
pub(super) fn several<T>(random: &mut Random, lengths: Range<usize>, make: impl FnMut(&mut Random) -> T) -> Vec<T> {
    let length = random.random_range(lengths);
    exactly(random, length, make)
}

/// So many values.
pub(super) fn exactly<T>(random: &mut Random, length: usize, mut make: impl FnMut(&mut Random) -> T) -> Vec<T> {
    (0..length).map(|_| make(random)).collect()
}
