//! The ledger's laws, against a slow counter that only ever looks at what is true in the end.

use proptest::prelude::*;

use super::*;
use crate::{
    base::ids::PatchId,
    tally::{Measure, Tally},
};

/// A ledger in memory: lines with the quarter they were reported in.
#[derive(Clone, Default)]
struct Book {
    lines: Vec<(Line, Quarter)>,
    frozen: BTreeSet<Quarter>,
}

impl Book {
    fn post(&mut self, batch: &[Posting]) -> usize {
        let mut standing = Standing::new();
        for (line, _) in &self.lines {
            let stands = standing.entry(line.subject).or_default();
            *stands.entry(line.place.clone()).or_default() += line.delta;
        }
        let lines = lines(batch, standing, |_, day| Quarter::of(day, 4));
        let written = lines.len();
        for line in lines {
            let reported = reported_in(line.place.dated_in, &self.frozen);
            self.lines.push((line, reported));
        }
        written
    }

    fn stands(&self) -> BTreeMap<Place, i64> {
        let mut sums: BTreeMap<Place, i64> = BTreeMap::new();
        for (line, _) in &self.lines {
            *sums.entry(line.place.clone()).or_default() += line.delta;
        }
        sums.retain(|_, count| *count != 0);
        sums
    }

    fn reported(&self, quarter: Quarter) -> i64 {
        let of = |(_, reported): &&(Line, Quarter)| *reported == quarter;
        self.lines
            .iter()
            .filter(of)
            .map(|(line, _)| line.delta)
            .sum()
    }

    fn restated(&self, quarter: Quarter) -> i64 {
        let of = |(line, _): &&(Line, Quarter)| line.place.dated_in == quarter;
        self.lines
            .iter()
            .filter(of)
            .map(|(line, _)| line.delta)
            .sum()
    }
}

fn day(n: u32) -> Day {
    Day::new(2026, 4, 1).unwrap().plus_days(i64::from(n))
}

fn tally(subject: u128, (measure, count, on, patch): (usize, i64, u32, u128)) -> Tally {
    Tally {
        subject: Uuid::from_u128(subject),
        programme: Uuid::from_u128(1).into(),
        measure: Measure::ALL[measure],
        count,
        day: day(on),
        mode: "door".to_owned(),
        patch: (patch > 0).then(|| PatchId(Uuid::from_u128(patch))),
        cell: None,
        lsoa_2011: None,
        lsoa_2021: None,
    }
}

fn reverse(subject: u128) -> Posting {
    Posting::Reverse {
        subject: Uuid::from_u128(subject),
        reason: "corrected".to_owned(),
    }
}

/// What a record says in one revision.
type Revision = Vec<(usize, i64, u32, u128)>;

/// A record: its revisions, and whether it was taken back in the end.
#[derive(Clone, Debug)]
struct Record {
    revisions: Vec<Revision>,
    voided: bool,
}

impl Record {
    /// The batches a record goes through, in order.
    fn steps(&self, subject: u128) -> Vec<Vec<Posting>> {
        let mut steps = Vec::new();
        for (n, revision) in self.revisions.iter().enumerate() {
            let posts = revision
                .iter()
                .map(|said| Posting::Post(tally(subject, *said)));
            let before = (n > 0).then(|| reverse(subject));
            steps.push(before.into_iter().chain(posts).collect());
        }
        if self.voided {
            steps.push(vec![reverse(subject)]);
        }
        steps
    }

    fn final_tallies(&self, subject: u128) -> Vec<Tally> {
        let last = self.revisions.last().filter(|_| !self.voided);
        last.into_iter()
            .flatten()
            .map(|said| tally(subject, *said))
            .collect()
    }
}

fn records() -> impl Strategy<Value = Vec<Record>> {
    let said = (0..Measure::ALL.len(), 0..5_i64, 0..360_u32, 0..4_u128);
    let revisions = prop::collection::vec(prop::collection::vec(said, 0..5), 1..4);
    let record =
        (revisions, any::<bool>()).prop_map(|(revisions, voided)| Record { revisions, voided });
    prop::collection::vec(record, 0..12)
}

/// The slow counter: what every record says in the end.
fn truth(records: &[Record]) -> BTreeMap<Place, i64> {
    let mut sums: BTreeMap<Place, i64> = BTreeMap::new();
    for (subject, record) in (0..).zip(records) {
        for tally in record.final_tallies(subject) {
            let place = Place::of(&tally, Quarter::of(tally.day, 4));
            *sums.entry(place).or_default() += tally.count;
        }
    }
    sums.retain(|_, count| *count != 0);
    sums
}

/// The steps of all records in one order: each record's own order is kept, everything else is
/// chance. Every number picks the record that goes next.
fn interleaved(records: &[Record], picks: &[prop::sample::Index]) -> Vec<Vec<Posting>> {
    let mut waiting: Vec<std::vec::IntoIter<Vec<Posting>>> = (0..)
        .zip(records)
        .map(|(subject, record)| record.steps(subject).into_iter())
        .collect();
    let mut steps = Vec::new();
    let mut picks = picks.iter().cycle();
    while !waiting.is_empty() {
        let at = picks.next().map_or(0, |pick| pick.index(waiting.len()));
        match waiting[at].next() {
            Some(step) => steps.push(step),
            None => drop(waiting.remove(at)),
        }
    }
    steps
}

/// The steps put together into batches of the given sizes.
fn batched(steps: &[Vec<Posting>], sizes: &[usize]) -> Vec<Vec<Posting>> {
    let mut steps = steps.iter();
    let mut batches = Vec::new();
    for size in sizes.iter().cycle() {
        let batch: Vec<Vec<Posting>> = steps.by_ref().take(*size).cloned().collect();
        if batch.is_empty() {
            return batches;
        }
        batches.push(batch.concat());
    }
    batches
}

fn picks() -> impl Strategy<Value = Vec<prop::sample::Index>> {
    prop::collection::vec(any::<prop::sample::Index>(), 1..40)
}

fn sizes() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(1..9_usize, 1..6)
}

proptest! {
    #[test]
    fn any_order_and_any_split_come_to_what_is_true_in_the_end(
        records in records(), picks in picks(), sizes in sizes(),
    ) {
        let mut book = Book::default();

        for batch in batched(&interleaved(&records, &picks), &sizes) {
            book.post(&batch);
        }

        prop_assert_eq!(book.stands(), truth(&records));
    }

    #[test]
    fn a_reversal_leaves_nothing_and_a_second_one_writes_nothing(
        records in records(), picks in picks(),
    ) {
        let mut book = Book::default();
        for step in interleaved(&records, &picks) {
            book.post(&step);
        }

        let all: Vec<Posting> = (0..).zip(&records).map(|(subject, _)| reverse(subject)).collect();
        book.post(&all);

        prop_assert_eq!(book.stands(), BTreeMap::new());
        prop_assert_eq!(book.post(&all), 0);
    }

    #[test]
    fn what_is_frozen_never_changes_and_both_series_tie_at_every_moment(
        records in records(), picks in picks(), freezes in prop::collection::vec(0..6_i64, 0..8),
    ) {
        let mut book = Book::default();
        let first = Quarter::of(day(0), 4);
        let quarters: Vec<Quarter> =
            std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(16).collect();
        let mut fixed: BTreeMap<Quarter, i64> = BTreeMap::new();
        let mut freezes = freezes.into_iter();

        for step in interleaved(&records, &picks) {
            book.post(&step);
            if let Some(quarter) = freezes.next().and_then(|n| quarters.get(usize::try_from(n).unwrap()))
                && book.frozen.insert(*quarter)
            {
                fixed.insert(*quarter, book.reported(*quarter));
            }

            let (mut reported, mut restated) = (0, 0);
            for quarter in &quarters {
                reported += book.reported(*quarter);
                restated += book.restated(*quarter);
                // Up to an open quarter both tie; up to a frozen one only what came later is open.
                if !book.frozen.contains(quarter) {
                    prop_assert_eq!(reported, restated, "up to {}", quarter);
                }
            }
            for (quarter, figure) in &fixed {
                prop_assert_eq!(book.reported(*quarter), *figure);
            }
            for (line, reported) in &book.lines {
                prop_assert!(line.delta != 0);
                prop_assert!(line.place.dated_in <= *reported);
            }
        }
    }
}

#[test]
fn a_record_may_be_posted_reversed_and_posted_anew_in_one_batch() {
    let mut book = Book::default();
    let post = |count| Posting::Post(tally(7, (0, count, 3, 1)));

    book.post(&[post(2), reverse(7), post(3)]);

    let counts: Vec<i64> = book.stands().into_values().collect();
    assert_eq!(counts, [3]);
    let reasons: Vec<&str> = book
        .lines
        .iter()
        .map(|(line, _)| line.reason.as_str())
        .collect();
    assert_eq!(reasons, ["", "corrected", "corrected"]);
}

#[test]
fn a_late_line_skips_every_frozen_quarter() {
    let quarter = |text: &str| text.parse::<Quarter>().unwrap();
    let frozen = BTreeSet::from([quarter("2026-Q1"), quarter("2026-Q2"), quarter("2026-Q4")]);

    assert_eq!(reported_in(quarter("2026-Q1"), &frozen), quarter("2026-Q3"));
    assert_eq!(reported_in(quarter("2026-Q3"), &frozen), quarter("2026-Q3"));
    assert_eq!(reported_in(quarter("2026-Q4"), &frozen), quarter("2027-Q1"));
}

#[test]
fn a_line_that_moved_without_a_reason_is_late() {
    let (own, next): (Quarter, Quarter) = ("2026-Q1".parse().unwrap(), "2026-Q2".parse().unwrap());

    assert_eq!(reason("", own, own), "");
    assert_eq!(reason("", own, next), "late");
    assert_eq!(reason("voided: duplicate", own, next), "voided: duplicate");
}

#[test]
fn a_return_goes_forward_and_a_question_is_answered_by_handing_it_in_again() {
    use ReturnState as S;
    let ways: Vec<(S, S)> = S::ALL
        .iter()
        .flat_map(|from| S::ALL.iter().map(|to| (*from, *to)))
        .filter(|(from, to)| may_become(*from, *to))
        .collect();

    let expected = [
        (S::Open, S::Frozen),
        (S::Frozen, S::Submitted),
        (S::Submitted, S::Queried),
        (S::Submitted, S::Accepted),
        (S::Queried, S::Submitted),
        (S::Queried, S::Accepted),
        (S::Accepted, S::Locked),
    ];
    assert_eq!(ways, expected);
}
