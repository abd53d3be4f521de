//! Rankings and shares. Pure, in whole numbers.

use std::collections::BTreeMap;

pub use crate::ledger::files::plain_cell;

/// Mentions behind a sway, at least.
pub const SWAY_FROM: i64 = 10;

/// Positions by mentions, most first: ties share one (`2=`), and the next is as if they did not.
/// What nobody mentioned has none.
#[must_use]
pub fn ranks<K: Ord + Copy>(mentions: &BTreeMap<K, i64>) -> BTreeMap<K, (usize, String)> {
    let ahead_of = |count: i64| mentions.values().filter(|other| **other > count).count();
    let tied = |count: i64| mentions.values().filter(|other| **other == count).count() > 1;
    mentions
        .iter()
        .filter(|(_, count)| **count > 0)
        .map(|(key, count)| {
            let position = ahead_of(*count) + 1;
            let sign = if tied(*count) { "=" } else { "" };
            (*key, (position, format!("{position}{sign}")))
        })
        .collect()
}

/// Loves against concerns, from -1.00 to 1.00, in words of two decimals; absent with fewer than
/// ten of both together.
#[must_use]
pub fn sway(loves: i64, concerns: i64) -> Option<String> {
    let both = loves + concerns;
    if both < SWAY_FROM {
        return None;
    }
    let hundredths = (2 * 100 * (loves - concerns).abs() + both) / (2 * both);
    let sign = if loves < concerns && hundredths > 0 {
        "-"
    } else {
        ""
    };
    Some(format!(
        "{sign}{}.{:02}",
        hundredths / 100,
        hundredths % 100
    ))
}

/// A share in percent with one decimal; absent where there is nothing to share.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<String> {
    if whole <= 0 {
        return None;
    }
    let tenths = (2 * 1_000 * part + whole) / (2 * whole);
    Some(format!("{}.{}", tenths / 10, tenths % 10))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ties_share_a_rank_and_the_next_is_counted_past_them() {
        let mentions = BTreeMap::from([('a', 7), ('b', 4), ('c', 4), ('d', 1), ('e', 0)]);

        let ranks: Vec<(char, String)> = ranks(&mentions)
            .into_iter()
            .map(|(key, (_, rank))| (key, rank))
            .collect();

        let expected = [('a', "1"), ('b', "2="), ('c', "2="), ('d', "4")];
        assert_eq!(ranks, expected.map(|(key, rank)| (key, rank.to_owned())));
    }

    #[test]
    fn a_sway_needs_ten_mentions() {
        assert_eq!(sway(5, 4), None);
        assert_eq!(sway(5, 5), Some("0.00".to_owned()));
        assert_eq!(sway(3, 7), Some("-0.40".to_owned()));
        assert_eq!(sway(20, 10), Some("0.33".to_owned()));
    }

    #[test]
    fn a_label_that_looks_like_a_formula_stays_text() {
        assert_eq!(plain_cell("=SUM(A1)"), "'=SUM(A1)");
        assert_eq!(plain_cell("Northgate"), "Northgate");
    }

    proptest! {
        #[test]
        fn more_mentions_never_rank_lower(counts in prop::collection::vec(0_i64..20, 0..12)) {
            let mentions: BTreeMap<usize, i64> = counts.iter().copied().enumerate().collect();

            let ranks = ranks(&mentions);

            for (one, (high, _)) in &ranks {
                for (other, (low, _)) in &ranks {
                    prop_assert_eq!(mentions[one] > mentions[other], high < low);
                }
            }
        }
    }
}
