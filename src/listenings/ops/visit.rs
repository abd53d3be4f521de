//! One attempt at one door.

use mobile_api::wire::{
    ops::{HourBand, OpData, Outcome, VisitRecord},
    problems::Reason,
};
use uuid::Uuid;

use super::{Setting, setting};
use crate::{
    base::ids::{CampaignId, DoorId, OpId, VisitId},
    db::{Result, Tx},
    listenings::{
        model::{Enveloped, Place, Visit},
        rules::Counted,
        store::{envelope, visits},
    },
    streets::{self, model::DoorFacts},
    sync::{TakenOp, Taking, Verdict},
    tally::Posting,
    walk_lists::{self, model::Campaign},
};

/// `visit.record`: keeps the visit, works out where its door stands now, and counts.
///
/// # Errors
/// When the engine fails.
pub async fn record(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::VisitRecord(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let setting = match setting(tx, taking, op).await? {
        Ok(setting) => setting,
        Err(reason) => return Ok(Verdict::Held(reason)),
    };
    let Some(door) = known_door(tx, taking, DoorId(data.door)).await? else {
        return Ok(Verdict::Held(Reason::DoorUnknown));
    };
    let visit = visit_of(taking, op, data, &setting);
    visits::keep(tx, taking.scope, &visit).await?;
    let record = Enveloped {
        record: op.id,
        shift: setting.shift.id,
        campaign: setting.campaign.id,
        person: taking.person,
        door: Some(door.id),
        rev: op.rev,
        happened_at: op.happened_at,
        said: None,
    };
    if setting.sealed {
        envelope::keep(tx, taking.scope, &record).await?;
    }
    if data.outcome == Outcome::DoNotKnock {
        do_not_knock(tx, &visit).await?;
    }
    stand(tx, taking, door.id, &setting.campaign).await?;
    let place = place_of(&setting.campaign, &door);
    let counted = Counted {
        subject: taking.seals.subject(tx, taking.scope, op.id).await?,
        programme: setting.campaign.programme_id,
        day: setting.day,
        mode: "door",
        place: &place,
    };
    taking.postings.extend(counted.visit(data.outcome));
    Ok(Verdict::Accepted)
}

fn visit_of(taking: &Taking, op: &TakenOp, data: &VisitRecord, setting: &Setting) -> Visit {
    let hour = u8::try_from(op.happened_at.hour()).unwrap_or(u8::MAX);
    Visit {
        id: VisitId(op.id.0),
        campaign: setting.campaign.id,
        shift: setting.shift.id,
        door: DoorId(data.door),
        person: taking.person,
        day: setting.day,
        hour_band: HourBand::of_hour(hour),
        outcome: data.outcome,
        language: data.language.as_ref().map(|tag| tag.as_str().to_owned()),
        come_back: data.come_back,
        left_card: data.left_card,
        rev: op.rev,
    }
}

/// A door counts in the campaign's patch, and in the cell and areas it stands in.
pub(super) fn place_of(campaign: &Campaign, door: &DoorFacts) -> Place {
    Place {
        patch: Some(campaign.patch_id),
        street: door.street_id,
        cell: Some(door.cell),
        lsoa_2011: door.lsoa_2011.clone(),
        lsoa_2021: door.lsoa_2021.clone(),
    }
}

/// A door of open data, or one that this hub's people added.
pub(super) async fn known_door(
    tx: &mut Tx,
    taking: &Taking,
    id: DoorId,
) -> Result<Option<DoorFacts>> {
    let door = streets::store::door(tx, id).await?;
    let hub = taking.scope.hub();
    Ok(door.filter(|door| door.added_by_hub.is_none_or(|by| by == hub)))
}

/// Takes a visit back: its counts are reversed and its door stands where the others leave it.
///
/// # Errors
/// When the engine fails.
pub async fn take_back(tx: &mut Tx, taking: &mut Taking, record: OpId, reason: &str) -> Result<()> {
    let subject = taking.seals.subject(tx, taking.scope, record).await?;
    taking.postings.push(Posting::Reverse {
        subject,
        reason: reason.to_owned(),
    });
    envelope::take(tx, taking.scope, record).await?;
    let Some(visit) = visits::void(tx, taking.scope, VisitId(record.0)).await? else {
        return Ok(());
    };
    if visit.outcome == Outcome::DoNotKnock {
        withdraw(tx, taking, &visit).await?;
    }
    let campaign = campaign(tx, taking, visit.campaign).await?;
    if let Some(campaign) = campaign {
        stand(tx, taking, visit.door, &campaign).await?;
    }
    Ok(())
}

async fn campaign(tx: &mut Tx, taking: &Taking, id: CampaignId) -> Result<Option<Campaign>> {
    walk_lists::store::campaign(tx, taking.scope, id).await
}

/// A resident's wish. It is noted which visits it rests on; the nil id stands for a wish that
/// held before any of them.
async fn do_not_knock(tx: &mut Tx, visit: &Visit) -> Result<()> {
    if streets::store::is_do_not_knock(tx, visit.door).await? {
        if visits::causes(tx, visit.door).await? == 0 {
            visits::add_cause(tx, visit.door, OpId(Uuid::nil())).await?;
        }
    } else {
        visits::delete_causes(tx, visit.door).await?;
        streets::store::set_do_not_knock(tx, visit.door, visit.day).await?;
    }
    visits::add_cause(tx, visit.door, OpId(visit.id.0)).await
}

/// The visit that spoke for a resident was none: the wish goes only if it rested on nothing else.
async fn withdraw(tx: &mut Tx, taking: &Taking, visit: &Visit) -> Result<()> {
    let was = visits::delete_cause(tx, visit.door, OpId(visit.id.0)).await?;
    if was && visits::causes(tx, visit.door).await? == 0 {
        streets::store::lift_do_not_knock(tx, visit.door, taking.now.day()).await?;
    }
    Ok(())
}

/// Works out where a door stands after its visits, and tells the phones that hold it.
///
/// Two phones may record the same door at once. Keeping the state takes its lock, so only what is
/// read after that is complete: hence again, until nothing new is found.
async fn stand(tx: &mut Tx, taking: &mut Taking, door: DoorId, campaign: &Campaign) -> Result<()> {
    let wish = streets::store::do_not_knock(tx, door).await?;
    let lifted_on = wish.and_then(|wish| wish.lifted_on);
    let policy = campaign.policy();
    let mut before = None;
    loop {
        let facts = visits::facts_of_door(tx, taking.scope, door, campaign.id).await?;
        if before.as_ref() == Some(&facts) {
            break;
        }
        match streets::rules::derive(door, campaign.id, &facts, &policy, lifted_on) {
            Some(state) => streets::store::keep_state(tx, taking.scope, state).await?,
            None => {
                streets::store::delete_state(tx, taking.scope, door, campaign.id).await?;
            }
        }
        before = Some(facts);
    }
    walk_lists::store::republish_door(tx, &mut taking.feed, taking.scope, door).await
}
