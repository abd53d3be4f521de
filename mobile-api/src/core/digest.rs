//! Do we hold the same rows? A count and a sum of hashes per list.
//!
//! The sum does not depend on the order of the rows, and one row can be added or taken away
//! without looking at the others, so a server may keep it up to date as rows change.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::wire::{ListDigest, RowRef};

/// The count and the hash of some rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    rows: u64,
    sum: u64,
}

/// The hash of one row in its latest state: the first 8 bytes, big-endian, of SHA-256 over the
/// text `kind|id|seq`.
#[must_use]
pub fn row_hash(row: RowRef, seq: u64) -> u64 {
    first_eight(&format!("{}|{}|{seq}", row.kind.as_str(), row.id))
}

/// The hash of a scope: the same for the same lists in any order, another one (but for an
/// accident of 1 in 2^64) for others. For [`super::Cursor`].
#[must_use]
pub fn scope_hash(lists: impl IntoIterator<Item = Uuid>) -> u64 {
    let mut lists: Vec<String> = lists.into_iter().map(|list| list.to_string()).collect();
    lists.sort_unstable();
    lists.dedup();
    first_eight(&lists.join("|"))
}

fn first_eight(text: &str) -> u64 {
    let hash: [u8; 32] = Sha256::digest(text).into();
    hash.iter()
        .take(8)
        .fold(0, |number, byte| (number << 8) | u64::from(*byte))
}

impl Digest {
    /// The digest whose parts were kept elsewhere.
    #[must_use]
    pub const fn from_parts(rows: u64, sum: u64) -> Self {
        Self { rows, sum }
    }

    /// How many rows.
    #[must_use]
    pub const fn rows(self) -> u64 {
        self.rows
    }

    /// The sum of their hashes, modulo 2^64.
    #[must_use]
    pub const fn sum(self) -> u64 {
        self.sum
    }

    /// One row more.
    pub fn add(&mut self, row: RowRef, seq: u64) {
        self.rows = self.rows.wrapping_add(1);
        self.sum = self.sum.wrapping_add(row_hash(row, seq));
    }

    /// One row less, in the state in which it was added.
    pub fn remove(&mut self, row: RowRef, seq: u64) {
        self.rows = self.rows.wrapping_sub(1);
        self.sum = self.sum.wrapping_sub(row_hash(row, seq));
    }

    /// As it travels, for this list.
    #[must_use]
    pub fn of_list(self, list: Option<Uuid>) -> ListDigest {
        ListDigest {
            list,
            rows: self.rows,
            h: format!("{:016x}", self.sum),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::{Digest, scope_hash};
    use crate::wire::{RowKind, RowRef};

    proptest! {
        #[test]
        fn order_does_not_matter_and_removing_undoes_adding(
            rows in proptest::collection::btree_map(0_u128..50, 1_u64..9, 0..12),
        ) {
            let row = |id: &u128| RowRef { kind: RowKind::Door, id: Uuid::from_u128(*id) };
            let mut forth = Digest::default();
            let mut back = Digest::default();
            for (id, seq) in &rows {
                forth.add(row(id), *seq);
            }
            for (id, seq) in rows.iter().rev() {
                back.add(row(id), *seq);
            }
            prop_assert_eq!(forth, back);

            for (id, seq) in &rows {
                forth.remove(row(id), *seq);
            }
            prop_assert_eq!(forth, Digest::default());
        }
    }

    #[test]
    fn a_scope_is_the_set_of_its_lists() {
        let [a, b] = [1, 2].map(Uuid::from_u128);

        assert_eq!(scope_hash([a, b]), scope_hash([b, a, b]));
        assert_ne!(scope_hash([a, b]), scope_hash([a]));
    }
}
