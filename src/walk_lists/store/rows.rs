//! A list with all that is known of its doors, and its rows as phones hold them.

use std::collections::{BTreeMap, BTreeSet};

use mobile_api::wire::{
    rows::{CampaignRow, DoorRow, Row, StreetRow, WalkListRow},
    time::Moment,
};

use super::stops;
use crate::{
    access::HubScope,
    base::{
        ids::{CampaignId, DoorId, StreetId, WalkListId},
        time::Day,
    },
    db::{Result, Tx},
    feed::Feed,
    streets::{
        self,
        model::{DoorFacts, DoorLabel, DoorState, DoorStateRow, LabelStatus, Street, StreetPart},
        rules::Known,
        store::knowledge::Knowledge,
    },
    walk_lists::model::{Campaign, Stop, StopAt, WalkList},
};

/// A list's stops with what is known of them.
pub struct Stocked {
    /// The stops in walking order.
    pub stops: Vec<Stop>,
    /// Its doors.
    pub doors: BTreeMap<DoorId, DoorFacts>,
    /// The parts of its stretches.
    pub parts: BTreeMap<crate::base::ids::StreetPartId, StreetPart>,
    /// Its streets.
    pub streets: BTreeMap<StreetId, Street>,
    /// What is known of its doors.
    pub known: Knowledge,
}

impl Stocked {
    /// What the decision about a door rests on.
    #[must_use]
    pub fn known(&self, door: &DoorFacts) -> Known<'_> {
        Known {
            kind: door.kind,
            do_not_knock: self.known.do_not_knock.contains(&door.id),
            label: self.known.labels.get(&door.id),
            states: self.known.states.get(&door.id).map_or(&[], Vec::as_slice),
        }
    }

    /// The streets of its stretches without known doors, in walking order.
    #[must_use]
    pub fn doorless(&self) -> Vec<StreetId> {
        let mut streets = Vec::new();
        for stop in &self.stops {
            let StopAt::Stretch { part, .. } = stop.at else {
                continue;
            };
            let street = self.parts.get(&part).map(|part| part.street_id);
            if let Some(street) = street.filter(|street| !streets.contains(street)) {
                streets.push(street);
            }
        }
        streets
    }

    /// Where a door stands in a campaign.
    #[must_use]
    pub fn state(&self, door: DoorId, campaign: CampaignId) -> Option<&DoorStateRow> {
        let states = self.known.states.get(&door)?;
        states.iter().find(|row| row.campaign_id == campaign)
    }
}

/// A list's stops with what is known of them.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn stocked(tx: &mut Tx, scope: HubScope, list: WalkListId) -> Result<Stocked> {
    let stops = stops(tx, scope, list).await?;
    let (mut doors, mut parts) = (Vec::new(), BTreeSet::new());
    for stop in &stops {
        match stop.at {
            StopAt::Door(door) => doors.push(door),
            StopAt::Stretch { part, .. } => {
                parts.insert(part);
            }
        }
    }
    let parts: Vec<_> = parts.into_iter().collect();
    let known = streets::store::known_of(tx, scope, &doors).await?;
    let doors = streets::store::doors_by_id(tx, &doors).await?;
    let parts = streets::store::parts_by_id(tx, &parts).await?;
    let of_doors = doors.values().filter_map(|door| door.street_id);
    let ids: BTreeSet<StreetId> = of_doors
        .chain(parts.values().map(|part| part.street_id))
        .collect();
    let ids: Vec<_> = ids.into_iter().collect();
    Ok(Stocked {
        stops,
        doors,
        parts,
        streets: streets::store::streets_by_id(tx, &ids).await?,
        known,
    })
}

/// Where a door stands, for a phone: the newer of what a visit and what a label says.
#[must_use]
pub fn standing(
    state: Option<&DoorStateRow>,
    label: Option<&DoorLabel>,
    do_not_knock: bool,
) -> DoorState {
    if do_not_knock {
        return DoorState::DoNotKnock;
    }
    let visited = state.map_or(DoorState::New, |row| row.state);
    let labelled = label.and_then(|label| Some((label.status_on?, label.status?)));
    let newer = labelled.filter(|(on, _)| state.is_none_or(|row| row.last_on <= *on));
    match (newer, visited) {
        (Some((_, LabelStatus::NotAHome)), _) => DoorState::NotAHome,
        (Some((_, LabelStatus::Empty)), _) => DoorState::Empty,
        // Lifted, or found to be a home after all: what is left is that somebody was there.
        (_, DoorState::DoNotKnock)
        | (Some((_, LabelStatus::Home)), DoorState::NotAHome | DoorState::Empty) => {
            DoorState::Tried
        }
        (Some((_, LabelStatus::Home)) | None, visited) => visited,
    }
}

/// A day as phones are told it.
fn wire_day(day: Day) -> mobile_api::wire::time::Day {
    let text = day.to_string();
    text.parse().expect("a day is written alike everywhere")
}

/// A number of the database as phones are told it.
fn small(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the numbers of a u32"
)]
fn whole(number: f64) -> u32 {
    number.round().clamp(0.0, f64::from(u32::MAX)) as u32
}

/// The row of a door on a list; `None` for a door without a street.
#[must_use]
pub fn door_row(
    list: WalkListId,
    n: i64,
    door: &DoorFacts,
    label: Option<&DoorLabel>,
    state: Option<&DoorStateRow>,
    do_not_knock: bool,
) -> Option<Row> {
    let read = |of: fn(&DoorLabel) -> Option<String>| label.and_then(of);
    let floor = label.and_then(|label| label.floor).or(door.floor);
    let language = state.and_then(|row| row.language.as_deref());
    Some(Row::Door(DoorRow {
        id: door.id.0,
        list: list.0,
        n: small(n),
        street: door.street_id?.0,
        number: read(|label| label.number.clone()).or_else(|| door.number.clone()),
        label: read(|label| label.label.clone()).or_else(|| door.flat.clone()),
        building: door.building.clone(),
        floor: floor.and_then(|floor| i16::try_from(floor).ok()),
        side: door.side.on_the_wire(),
        lng: door.lng,
        lat: door.lat,
        tries: state.map_or(0, |row| small(row.tries)),
        last_on: state.map(|row| wire_day(row.last_on)),
        state: standing(state, label, do_not_knock).on_the_wire(),
        come_back: state.and_then(|row| row.come_back),
        language: language.and_then(|language| language.parse().ok()),
    }))
}

fn list_row(list: &WalkList, doorless: &[StreetId]) -> Row {
    Row::WalkList(WalkListRow {
        id: list.id.0,
        name: list.name.clone(),
        campaign: Some(list.campaign_id.0),
        shift: list.shift_id.map(|shift| shift.0),
        lease_until: list.lease_until.map(|until| Moment::from_ms(until.0)),
        doors: small(list.doors),
        minutes: Some(whole(list.minutes)),
        metres: Some(whole(list.metres)),
        streets: Some(doorless.iter().map(|street| street.0).collect()),
    })
}

fn campaign_row(campaign: &Campaign) -> Row {
    Row::Campaign(CampaignRow {
        id: campaign.id.0,
        name: campaign.name.clone(),
        aim: Some(campaign.aim.clone()).filter(|aim| !aim.is_empty()),
        frame: campaign.frame.clone(),
        from: wire_day(campaign.starts),
        to: Some(wire_day(campaign.ends)),
        max_tries: small(campaign.most_tries),
    })
}

fn street_row(street: &Street, parts: &[StreetPart]) -> Row {
    let line = |part: &StreetPart| part.line.iter().map(|at| [at.lng, at.lat]).collect();
    Row::Street(StreetRow {
        id: street.id.0,
        name: street.name.clone(),
        line: parts.iter().map(line).collect(),
    })
}

/// Puts a row into the feed of the phones that hold a list.
pub(super) fn put(feed: &mut Feed, list: WalkListId, row: &Row) {
    let key = row.key();
    feed.put(list.0, key.kind.as_str(), key.id, row);
}

/// Publishes the list's own row again.
pub(super) fn publish_list(feed: &mut Feed, list: &WalkList, doorless: &[StreetId]) {
    put(feed, list.id, &list_row(list, doorless));
}

/// Publishes doors of a list again: those of these stops that may be knocked at.
pub(super) fn publish_doors<'a>(
    feed: &mut Feed,
    list: &WalkList,
    stocked: &Stocked,
    stops: impl IntoIterator<Item = &'a Stop>,
) {
    for stop in stops {
        let StopAt::Door(id) = stop.at else { continue };
        let Some(door) = stocked.doors.get(&id) else {
            continue;
        };
        if stocked.known.do_not_knock.contains(&id) {
            continue;
        }
        let label = stocked.known.labels.get(&id);
        let state = stocked.state(id, list.campaign_id);
        let row = door_row(list.id, stop.n, door, label, state, false);
        if let Some(row) = row {
            put(feed, list.id, &row);
        }
    }
}

/// Publishes every row of a list: itself, its campaign, its streets, its doors.
///
/// # Errors
/// When the engine fails.
pub(super) async fn publish_all(
    tx: &mut Tx,
    feed: &mut Feed,
    list: &WalkList,
    campaign: &Campaign,
    stocked: &Stocked,
) -> Result<()> {
    publish_list(feed, list, &stocked.doorless());
    put(feed, list.id, &campaign_row(campaign));
    let ids: Vec<StreetId> = stocked.streets.keys().copied().collect();
    let parts = streets::store::parts_of_streets(tx, &ids).await?;
    for street in stocked.streets.values() {
        let parts = parts.get(&street.id).map_or(&[][..], Vec::as_slice);
        put(feed, list.id, &street_row(street, parts));
    }
    publish_doors(feed, list, stocked, &stocked.stops);
    Ok(())
}

/// Publishes a street of a list.
///
/// # Errors
/// When the engine fails.
pub(super) async fn publish_street(
    tx: &mut Tx,
    feed: &mut Feed,
    list: WalkListId,
    street: StreetId,
) -> Result<()> {
    if let Some(found) = streets::store::street(tx, street).await? {
        let parts = streets::store::parts_of(tx, street).await?;
        put(feed, list, &street_row(&found, &parts));
    }
    Ok(())
}
