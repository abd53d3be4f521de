//! "What is this number?" — any figure of a return, with what it means, what it is made of, and what
//! a frozen return said.
//!
//! The parts of a figure always add up to it, adjustments included, because both are sums over the
//! same lines. How deep they go differs, and each answer says so:
//!
//! - *Visits* go down to the shift, while visits are kept. A day that was corrected or came late stays
//!   one line, because a line of the ledger names no shift.
//! - *People* go to the patch and the day. No stored key leads from a conversation to a shift once
//!   the shift is split, and this does not bring one back: the shifts that were out that day are
//!   named beside the number, and what each of them counted is not.
//! - *People who acted* go to the action, whose tally has no names.
//! - *Doors* are distinct homes and do not add up.

mod model;

use std::collections::BTreeMap;

use mobile_api::wire::ops::Outcome;
use uuid::Uuid;

pub use model::{Explained, FrozenFigure, Of, Part, Question, Share, Source, SourceKind, Wanted};

use super::{
    DefinitionSet, Sums,
    figures::Figures,
    measures,
    model::{Return, Window},
    report::{Doors, Report, ReportRow},
    returns,
    store::{
        self,
        parts::{self, PartSum, ShiftOut, ShiftVisits},
    },
    words,
};
use crate::{
    access::{HubScope, model::Programme},
    areas::{self, model::Edition},
    base::{
        ids::{PatchId, ShiftId},
        time::{Day, EpochMs, Quarter},
    },
    db::Tx,
    listenings::store::visits::{self, DoorFilter},
    problem::Problem,
    themes,
};

/// Explains a number of a quarter.
///
/// # Errors
/// When the engine fails, or a stored report makes no sense.
pub async fn explain(
    tx: &mut Tx,
    scope: HubScope,
    programme: &Programme,
    quarter: Quarter,
    (question, now): (&Question, EpochMs),
) -> Result<Explained, Problem> {
    let kept = store::return_of(tx, scope, programme.id, quarter).await?;
    let kept = kept.filter(|_| question.of != Of::Restated);
    let report = kept.as_ref().map(returns::report_of).transpose()?;
    let definitions = kept
        .as_ref()
        .and_then(|kept| DefinitionSet::named(&kept.definition_set))
        .unwrap_or_else(|| returns::definitions(programme));
    let edition = match question.edition {
        Some(edition) => edition,
        None => returns::edition(programme)?,
    };
    let found = Found {
        programme,
        quarter,
        question,
        definitions,
        edition,
        names: names(tx, scope).await?,
    };
    let frozen = kept.as_ref().zip(report.as_ref());
    let frozen = frozen.map(|(kept, report)| found.frozen(kept, report));
    let as_at = report.as_ref().map_or(now, |report| report.as_at);
    if measures::DOORS.contains(&question.measure) {
        return found.doors(tx, scope, (frozen, as_at)).await;
    }
    found.sums(tx, scope, (frozen, as_at, now)).await
}

async fn names(tx: &mut Tx, scope: HubScope) -> Result<BTreeMap<PatchId, String>, Problem> {
    let patches = areas::store::patches(tx, scope).await?;
    Ok(patches
        .into_iter()
        .map(|patch| (patch.id, patch.name))
        .collect())
}

/// What an explanation is made from.
struct Found<'a> {
    programme: &'a Programme,
    quarter: Quarter,
    question: &'a Question,
    definitions: &'static DefinitionSet,
    edition: Edition,
    names: BTreeMap<PatchId, String>,
}

/// What tells one part from another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    patch: Option<PatchId>,
    day: Day,
    mode: String,
    dated_in: Quarter,
    reason: String,
    action: Option<Uuid>,
    group: Option<Uuid>,
}

impl Found<'_> {
    fn days(&self) -> (Day, Day) {
        let start = self.programme.start_month();
        (self.quarter.first_day(start), self.quarter.last_day(start))
    }

    fn window(&self) -> Window {
        let own = (self.quarter, self.quarter);
        let all = Window::all();
        match self.question.of {
            Of::Reported | Of::Adjusted => Window {
                reported: own,
                ..all
            },
            Of::Dated => Window {
                dated: own,
                reported: own,
                ..all
            },
            Of::Restated => Window { dated: own, ..all },
        }
    }

    fn patch_name(&self, patch: Option<PatchId>) -> String {
        match patch {
            None => "not placed".to_owned(),
            Some(id) => {
                let name = self.names.get(&id).cloned();
                name.unwrap_or_else(|| "a patch that is gone".to_owned())
            }
        }
    }

    async fn sums(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        (frozen, as_at, now): (Option<FrozenFigure>, EpochMs, EpochMs),
    ) -> Result<Explained, Problem> {
        let question = self.question;
        let known_at = question.known_at.filter(|_| question.of == Of::Restated);
        let vintage = question.decile.map(|_| self.edition.vintage());
        let mut window = self.window();
        if let Some(at) = known_at {
            let frozen = parts::frozen_at(tx, scope, self.programme.id, at).await?;
            window.reported.1 = frozen.unwrap_or(window.reported.1);
        }
        let rows = parts::parts(
            tx,
            scope,
            self.programme.id,
            &window,
            (vintage, known_at.unwrap_or(EpochMs(i64::MAX))),
        )
        .await?;
        let deciles = self.deciles(tx, &rows).await?;
        let own = |row: &&PartSum| {
            (question.of != Of::Adjusted || row.dated_in != self.quarter)
                && question
                    .dated_in
                    .is_none_or(|quarter| row.dated_in == quarter)
                && question
                    .reason
                    .as_ref()
                    .is_none_or(|reason| row.reason == *reason)
        };
        let wanted = |row: &&PartSum| {
            let decile = row.code.as_ref().and_then(|code| deciles.get(code));
            question
                .patch
                .is_none_or(|wanted| wanted.holds(row.patch_id.as_ref()))
                && question.decile.is_none_or(|wanted| wanted.holds(decile))
                && question.mode.as_ref().is_none_or(|mode| row.mode == *mode)
        };
        let (mut whole, mut all) = (Sums::default(), Sums::default());
        let mut by: BTreeMap<Key, Sums> = BTreeMap::new();
        for row in rows.iter().filter(own) {
            whole.add(row.measure, row.total);
            if wanted(&row) {
                all.add(row.measure, row.total);
                by.entry(key(row)).or_default().add(row.measure, row.total);
            }
        }
        let figures = Figures::of(&all, self.definitions);
        let name = question.measure.name;
        let summed = measures::value(&figures, name);
        let parts = self.parts(tx, scope, by).await?;
        let parts_total = parts.iter().map(|part| part.value).sum();
        let value = frozen
            .as_ref()
            .and_then(|frozen| frozen.value)
            .unwrap_or(summed);
        let high = match name {
            "engaged" => Some(figures.engaged_high),
            "activated" => Some(figures.activated_high),
            _ => None,
        };
        let of_all = measures::value(&Figures::of(&whole, self.definitions), name);
        Ok(Explained {
            measure: name,
            label: question.measure.label,
            of: question.of,
            quarter: self.quarter,
            value,
            high,
            text: question.measure.meaning(self.definitions),
            definition_set: self.definitions.id.to_owned(),
            as_at: known_at.unwrap_or(if frozen.is_some() { as_at } else { now }),
            frozen,
            share: (!question.is_of_all()).then(|| self.share(value, of_all)),
            edition: question.decile.map(|_| self.edition),
            vintage,
            parts,
            parts_total,
            ties: parts_total == value,
            why: why(name).to_owned(),
        })
    }

    fn share(&self, numerator: i64, denominator: i64) -> Share {
        let percent = words::percent(numerator, denominator);
        let share = percent
            .as_ref()
            .map_or_else(String::new, |percent| format!(" ({percent}%)"));
        let label = self.question.measure.label;
        Share {
            in_words: format!(
                "{label}: {numerator} of {denominator}{share}, {} {}.",
                match self.question.of {
                    Of::Reported => "of what is reported in",
                    Of::Dated => "of what is dated and reported in",
                    Of::Adjusted => "of the adjustments reported in",
                    Of::Restated => "of what is dated in",
                },
                self.quarter
            ),
            numerator,
            denominator,
            percent,
        }
    }

    async fn deciles(
        &self,
        tx: &mut Tx,
        rows: &[PartSum],
    ) -> Result<BTreeMap<String, i64>, Problem> {
        let mut codes: Vec<String> = rows.iter().filter_map(|row| row.code.clone()).collect();
        codes.sort_unstable();
        codes.dedup();
        let ranks = areas::store::deciles(tx, self.edition, &codes).await?;
        Ok(ranks
            .into_iter()
            .map(|rank| (rank.code, rank.decile))
            .collect())
    }

    /// The parts by patch and day, cut by shift where that is exact, with what they come from.
    async fn parts(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        by: BTreeMap<Key, Sums>,
    ) -> Result<Vec<Part>, Problem> {
        let name = self.question.measure.name;
        let value = |sums: &Sums| measures::value(&Figures::of(sums, self.definitions), name);
        let values: Vec<(Key, i64)> = by
            .into_iter()
            .map(|(key, sums)| (key, value(&sums)))
            .filter(|(_, value)| *value != 0)
            .collect();
        let (Some(first), Some(last)) = (
            values.iter().map(|(key, _)| key.day).min(),
            values.iter().map(|(key, _)| key.day).max(),
        ) else {
            return Ok(Vec::new());
        };
        let span = (first.at(0, 0), last.plus_days(1).at(0, 0));
        let out = parts::shifts(tx, scope, self.programme.id, span).await?;
        let visits = if is_of_visits(name) {
            parts::visits(tx, scope, self.programme.id, (first, last)).await?
        } else {
            Vec::new()
        };
        let titles = self.titles(tx, scope, &values).await?;
        let mut parts = Vec::with_capacity(values.len());
        for (key, value) in &values {
            let alone = values
                .iter()
                .filter(|(other, _)| (other.patch, other.day) == (key.patch, key.day))
                .count()
                == 1;
            let cut = by_shift(&visits, key, name);
            let exact = alone && key.reason.is_empty() && !cut.is_empty();
            if exact && cut.values().sum::<i64>() == *value {
                for (shift, value) in cut.into_iter().filter(|(_, value)| *value != 0) {
                    parts.push(Part {
                        value,
                        source: Some(shift_source(&out, shift, key.day)),
                        shifts: vec![shift],
                        ..self.part(key)
                    });
                }
                continue;
            }
            parts.push(Part {
                value: *value,
                source: source(key, &titles),
                shifts: shifts_of(&out, key),
                ..self.part(key)
            });
        }
        Ok(parts)
    }

    fn part(&self, key: &Key) -> Part {
        Part {
            patch: key.patch,
            patch_name: self.patch_name(key.patch),
            day: Some(key.day),
            mode: Some(key.mode.clone()),
            dated_in: Some(key.dated_in),
            reason: key.reason.clone(),
            value: 0,
            source: None,
            shifts: Vec::new(),
        }
    }

    async fn titles(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        values: &[(Key, i64)],
    ) -> Result<BTreeMap<Uuid, String>, Problem> {
        if values.iter().all(|(key, _)| key.action.is_none()) {
            return Ok(BTreeMap::new());
        }
        let actions = themes::store::actions(tx, scope).await?;
        Ok(actions
            .into_iter()
            .map(|action| (action.id.0, action.title))
            .collect())
    }

    /// Distinct doors, which visits tell and the ledger does not.
    async fn doors(
        &self,
        tx: &mut Tx,
        scope: HubScope,
        (frozen, as_at): (Option<FrozenFigure>, EpochMs),
    ) -> Result<Explained, Problem> {
        let question = self.question;
        let name = question.measure.name;
        let patch = match question.patch {
            Some(Wanted::Key(id)) => Some(id),
            Some(Wanted::Without) | None => None,
        };
        let (first, last) = self.days();
        let filter = DoorFilter {
            programme: Some(self.programme.id),
            patch,
            ..DoorFilter::between(first, last)
        };
        let all: Doors = visits::door_counts(tx, scope, &filter).await?.into();
        let by_patch = visits::door_counts_by_patch(tx, scope, &filter).await?;
        let parts: Vec<Part> = by_patch
            .into_iter()
            .map(|(patch, doors)| Part {
                patch: Some(patch),
                patch_name: self.patch_name(Some(patch)),
                day: None,
                mode: None,
                dated_in: None,
                reason: String::new(),
                value: door(&doors.into(), name),
                source: None,
                shifts: Vec::new(),
            })
            .filter(|part| part.value != 0)
            .collect();
        let now = door(&all, name);
        let value = frozen
            .as_ref()
            .and_then(|frozen| frozen.value)
            .unwrap_or(now);
        let parts_total = parts.iter().map(|part| part.value).sum();
        Ok(Explained {
            measure: name,
            label: question.measure.label,
            of: question.of,
            quarter: self.quarter,
            value,
            high: None,
            text: question.measure.meaning(self.definitions),
            definition_set: self.definitions.id.to_owned(),
            as_at,
            frozen,
            share: None,
            edition: None,
            vintage: None,
            parts,
            parts_total,
            ties: parts_total == value,
            why: why(name).to_owned(),
        })
    }

    /// What the frozen report says of this number, where it prints it.
    fn frozen(&self, kept: &Return, report: &Report) -> FrozenFigure {
        FrozenFigure {
            id: kept.id,
            sha256: kept.body_sha256.clone(),
            frozen_at: kept.frozen_at,
            value: self.printed(report),
        }
    }

    fn printed(&self, report: &Report) -> Option<i64> {
        let question = self.question;
        let name = question.measure.name;
        if measures::DOORS.contains(&question.measure) {
            return question.is_of_all().then(|| door(&report.doors, name));
        }
        if question.mode.is_some() {
            return None;
        }
        let of = |figures: &Figures| measures::value(figures, name);
        let row = |rows: &[ReportRow], key: Option<String>| {
            let found = rows.iter().find(|row| row.key == key);
            found.map_or(0, |row| of(&row.figures))
        };
        let by_reason = question.dated_in.is_some() || question.reason.is_some();
        match (question.of, question.patch, question.decile) {
            (Of::Reported, None, None) if !by_reason => Some(of(&report.reported)),
            (Of::Reported, None, Some(decile))
                if !by_reason && report.deprivation_edition == self.edition.year() =>
            {
                let key = match decile {
                    Wanted::Key(decile) => Some(decile.to_string()),
                    Wanted::Without => None,
                };
                Some(row(&report.deciles, key))
            }
            (Of::Dated, None, None) if !by_reason => Some(of(&report.dated)),
            (Of::Dated, Some(patch), None) if !by_reason => {
                let key = match patch {
                    Wanted::Key(id) => Some(id.to_string()),
                    Wanted::Without => None,
                };
                Some(row(&report.patches, key))
            }
            (Of::Adjusted, patch, None) => {
                let rows = report.adjustments.iter().filter(|row| {
                    patch.is_none_or(|wanted| wanted.holds(row.patch.as_ref()))
                        && question
                            .dated_in
                            .is_none_or(|quarter| row.quarter == quarter)
                        && question
                            .reason
                            .as_ref()
                            .is_none_or(|reason| row.reason == *reason)
                });
                Some(rows.map(|row| of(&row.figures)).sum())
            }
            (Of::Reported | Of::Dated | Of::Adjusted | Of::Restated, _, _) => None,
        }
    }
}

fn key(row: &PartSum) -> Key {
    Key {
        patch: row.patch_id,
        day: row.happened_on,
        mode: row.mode.clone(),
        dated_in: row.dated_in,
        reason: row.reason.clone(),
        action: row.action_id.map(|id| id.0),
        group: row.group_id.map(|id| id.0),
    }
}

/// Figures that each visit counts in by itself.
fn is_of_visits(name: &str) -> bool {
    matches!(name, "visits" | "knocks" | "answers" | "listened")
}

/// What the visits of a patch and day that stand come to, shift by shift.
fn by_shift(visits: &[ShiftVisits], key: &Key, name: &str) -> BTreeMap<ShiftId, i64> {
    let counts = |outcome: &str| {
        let known = Outcome::ALL.iter().find(|known| known.as_str() == outcome);
        known.is_some_and(|outcome| match name {
            "visits" => true,
            "knocks" => outcome.is_knock(),
            "answers" => outcome.is_answer(),
            "listened" => *outcome == Outcome::Listened,
            _ => false,
        })
    };
    let mut by: BTreeMap<ShiftId, i64> = BTreeMap::new();
    let own = visits
        .iter()
        .filter(|row| Some(row.patch_id) == key.patch && row.day == key.day);
    for row in own.filter(|row| counts(&row.outcome)) {
        *by.entry(row.shift_id).or_default() += row.visits;
    }
    by
}

fn shifts_of(out: &[ShiftOut], key: &Key) -> Vec<ShiftId> {
    if key.action.is_some() || key.group.is_some() {
        return Vec::new();
    }
    let own = out
        .iter()
        .filter(|shift| Some(shift.patch_id) == key.patch && shift.at.day() == key.day);
    own.map(|shift| shift.id).collect()
}

fn shift_source(out: &[ShiftOut], shift: ShiftId, day: Day) -> Source {
    let found = out.iter().find(|known| known.id == shift);
    let on = words::day(day);
    Source {
        kind: SourceKind::Shift,
        id: shift.0,
        label: found.map_or_else(
            || format!("a shift, {on}"),
            |shift| format!("{}, {on}", shift.campaign),
        ),
    }
}

fn source(key: &Key, titles: &BTreeMap<Uuid, String>) -> Option<Source> {
    if let Some(id) = key.action {
        let title = titles.get(&id).cloned();
        return Some(Source {
            kind: SourceKind::Action,
            id,
            label: title.unwrap_or_else(|| "an action".to_owned()),
        });
    }
    key.group.map(|id| Source {
        kind: SourceKind::GroupListening,
        id,
        label: format!("a conversation of five or more, {}", words::day(key.day)),
    })
}

fn door(doors: &Doors, name: &str) -> i64 {
    match name {
        "doors_tried" => doors.tried,
        "doors_answered" => doors.answered,
        _ => doors.listened,
    }
}

/// How deep the parts of a figure go, and why no deeper.
fn why(name: &str) -> &'static str {
    match name {
        name if is_of_visits(name) => {
            "By patch, day and shift, while visits are kept (12 weeks after their campaign). A day \
             on which something was corrected or came late stays one line: a correction names no \
             shift."
        }
        "doors_tried" | "doors_answered" | "doors_listened" => {
            "Doors are distinct homes, so the parts do not add up: a door visited in two campaigns \
             is one door."
        }
        "activated" | "activated_high" | "activated_from_listening" | "leading" | "actions" => {
            "By action: its tally is a show of hands and holds no names."
        }
        "group_listenings" | "group_people" => {
            "By conversation of five or more: a number of people, and no names."
        }
        _ => {
            "By patch and day, and not by shift. After the debrief nothing that is kept joins a \
             conversation to the shift or the door it took place at, so that nobody can find out \
             who said what. The shifts that were out that day are named; what each of them counted \
             of people is not kept."
        }
    }
}
