//! Dice that fall the same way every time.

/// `SplitMix64` (Steele, Lea, Flood 2014) from a constant seed: variety, not chance.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(0x0D00_2573_9000_0001)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is at least 1.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let high = ((self.next() >> 32) * u64::from(bound)) >> 32;
        u32::try_from(high).expect("below a u32")
    }

    /// A number above 0 and at most 1.
    pub(crate) fn share(&mut self) -> f64 {
        (f64::from(self.below(u32::MAX)) + 1.0) / f64::from(u32::MAX)
    }
}
