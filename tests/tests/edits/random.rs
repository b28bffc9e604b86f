//! Seeded randomness, for the generator of types and for the values of them.

/// A generator of random numbers (SplitMix64), the same on every machine.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
    /// How many containers the value that is drawn is in.
    pub(super) depth: usize,
    /// How many bits most numbers of a value have, so that columns come in all their forms.
    pub(super) bits: u32,
}

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random { state: seed, depth: 0, bits: 64 };
        random.bits = random.pick(&[0, 1, 5, 8, 13, 30, 64]);
        random
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True so often in a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub(crate) fn pick<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())].clone()
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (2..=list.len()).rev() {
            list.swap(end - 1, self.below(end));
        }
    }
}
