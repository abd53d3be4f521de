//! Which areas a patch is made of, and what it leaves open. Pure: no SQL, no clock.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Deprivation, Hole, HoleKind};

/// What a rule came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolved {
    /// Codes of the areas, in order.
    pub areas: Vec<String>,
    /// What is open.
    pub holes: Vec<Hole>,
}

/// Takes the asked-for codes that are known and names the others.
#[must_use]
pub fn by_codes(asked: &[String], known: &BTreeSet<String>) -> Resolved {
    let mut resolved = Resolved::default();
    for code in asked.iter().collect::<BTreeSet<_>>() {
        if known.contains(code) {
            resolved.areas.push(code.clone());
        } else {
            resolved.holes.push(hole(code, HoleKind::UnknownArea));
        }
    }
    resolved
}

/// Takes, of the areas within reach, those whose decile is asked for; an area the edition does
/// not rank is a hole, because nobody can say whether it belongs.
#[must_use]
pub fn by_deciles(
    within: &BTreeSet<String>,
    known: &BTreeSet<String>,
    ranked: &[Deprivation],
    deciles: &[i64],
) -> Resolved {
    let decile_of: BTreeMap<&str, i64> = ranked
        .iter()
        .map(|row| (row.code.as_str(), row.decile))
        .collect();
    let mut resolved = Resolved::default();
    for code in within {
        match decile_of.get(code.as_str()) {
            None => resolved.holes.push(hole(code, HoleKind::NoIndex)),
            Some(decile) if !deciles.contains(decile) => {}
            Some(_) if known.contains(code) => resolved.areas.push(code.clone()),
            Some(_) => resolved.holes.push(hole(code, HoleKind::UnknownArea)),
        }
    }
    resolved
}

/// Areas that are there but that `ranked` says nothing of.
#[must_use]
pub fn without_index(areas: &[String], ranked: &[Deprivation]) -> Vec<Hole> {
    let has: BTreeSet<&str> = ranked.iter().map(|row| row.code.as_str()).collect();
    let open = areas.iter().filter(|code| !has.contains(code.as_str()));
    open.map(|code| hole(code, HoleKind::NoIndex)).collect()
}

/// A hole, with Wales and Scotland told apart by the first letter of their codes.
fn hole(code: &str, kind: HoleKind) -> Hole {
    let kind = match code.chars().next() {
        Some('W') => HoleKind::Wales,
        Some('S') => HoleKind::Scotland,
        Some(_) | None => kind,
    };
    Hole {
        kind,
        code: Some(code.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::areas::model::Edition;

    fn set(codes: &[&str]) -> BTreeSet<String> {
        codes.iter().map(ToString::to_string).collect()
    }

    fn ranked(rows: &[(&str, i64)]) -> Vec<Deprivation> {
        let edition = Edition::try_from(2025).unwrap();
        let row = |(code, decile): &(&str, i64)| Deprivation {
            edition,
            code: (*code).to_owned(),
            rank: 1,
            decile: *decile,
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_code_nobody_imported_is_named_and_not_filled() {
        let asked = ["E01", "E02", "E01"].map(ToOwned::to_owned);

        let resolved = by_codes(&asked, &set(&["E01"]));

        assert_eq!(resolved.areas, ["E01"]);
        assert_eq!(resolved.holes, [hole("E02", HoleKind::UnknownArea)]);
    }

    #[test]
    fn an_area_without_a_rank_is_a_hole_and_a_welsh_one_says_wales() {
        let within = set(&["E01", "E02", "E03", "W01"]);

        let resolved = by_deciles(
            &within,
            &within,
            &ranked(&[("E01", 1), ("E02", 9)]),
            &[1, 2],
        );

        assert_eq!(resolved.areas, ["E01"]);
        let kinds: Vec<HoleKind> = resolved.holes.iter().map(|hole| hole.kind).collect();
        assert_eq!(kinds, [HoleKind::NoIndex, HoleKind::Wales]);
    }

    #[test]
    fn a_ranked_area_whose_boundary_is_missing_is_named() {
        let resolved = by_deciles(&set(&["E01"]), &set(&[]), &ranked(&[("E01", 1)]), &[1]);

        assert_eq!(resolved.areas, Vec::<String>::new());
        assert_eq!(resolved.holes, [hole("E01", HoleKind::UnknownArea)]);
    }
}
