//! One conversation.

use mobile_api::wire::{
    ops::{self, ListeningRecord, OpData, PlaceKind},
    problems::Reason,
};

use super::{
    Setting, setting,
    visit::{known_door, place_of},
};
use crate::{
    areas,
    base::ids::{DoorId, OpId, PatchId, StreetId},
    db::{Result, Tx},
    listenings::{
        model::{Enveloped, Listening, Place},
        rules::{self, Counted, notes},
        store::envelope,
    },
    shifts, streets,
    sync::{self, TakenOp, Taking, Verdict},
    tally::Posting,
    walk_lists,
};

/// `listening.record`: lays what was said into the shift's envelope, sealed, until the split parts
/// it from its door; and counts.
///
/// # Errors
/// When the engine fails.
pub async fn record(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<Verdict> {
    let OpData::ListeningRecord(data) = &op.data else {
        return Ok(Verdict::Held(Reason::BadData));
    };
    let setting = match setting(tx, taking, op).await? {
        Ok(setting) => setting,
        Err(reason) => return Ok(Verdict::Held(reason)),
    };
    let place = match placed(tx, taking, data, &setting).await? {
        Ok(place) => place,
        Err(reason) => return Ok(Verdict::Held(reason)),
    };
    // What was said before the split is kept as it is: nothing leads to it from here.
    if !op.split {
        let mut said = listening_of(data, &setting, &place);
        if op.rev > 1
            && let Some(before) = envelope::of_record(tx, taking.scope, op.id).await?
            && let Some(before) =
                envelope::open(tx, taking.scope, &mut taking.seals, &before).await?
        {
            notes::carry(&before, &mut said);
        }
        let said = serde_json::to_string(&said).expect("a listening turns into JSON");
        let record = Enveloped {
            record: op.id,
            shift: setting.shift.id,
            campaign: setting.campaign.id,
            person: taking.person,
            door: data.door.map(DoorId),
            rev: op.rev,
            happened_at: op.happened_at,
            said: Some(said),
        };
        envelope::seal(tx, taking.scope, &mut taking.seals, record).await?;
    }
    let counted = Counted {
        subject: taking.seals.subject(tx, taking.scope, op.id).await?,
        programme: setting.campaign.programme_id,
        day: setting.day,
        mode: data.mode.as_str(),
        place: &place,
    };
    let postings = counted.listening(data.voices, data.interest);
    taking.postings.extend(postings);
    Ok(Verdict::Accepted)
}

/// A listening that is handed in again: where a restore brought its envelope back without the key,
/// what was said is sealed anew. Nothing is counted.
///
/// # Errors
/// When the engine fails.
pub async fn again(tx: &mut Tx, taking: &mut Taking, op: &TakenOp) -> Result<()> {
    let OpData::ListeningRecord(data) = &op.data else {
        return Ok(());
    };
    let Some(mut record) = envelope::of_record(tx, taking.scope, op.id).await? else {
        return Ok(());
    };
    let opened = envelope::open(tx, taking.scope, &mut taking.seals, &record).await?;
    if opened.is_some() || record.rev != op.rev {
        return Ok(());
    }
    let shift = shifts::store::shift(tx, taking.scope, record.shift).await?;
    let campaign = walk_lists::store::campaign(tx, taking.scope, record.campaign).await?;
    let (Some(shift), Some(campaign)) = (shift, campaign) else {
        return Ok(());
    };
    let setting = Setting {
        shift,
        campaign,
        day: record.happened_at.day(),
        sealed: true,
    };
    // Where it counts was settled when it first came; only what cannot be found now is left open.
    let place = placed(tx, taking, data, &setting).await?;
    let said = listening_of(data, &setting, &place.unwrap_or_default());
    record.said = Some(serde_json::to_string(&said).expect("a listening turns into JSON"));
    envelope::seal(tx, taking.scope, &mut taking.seals, record).await
}

fn listening_of(data: &ListeningRecord, setting: &Setting, place: &Place) -> Listening {
    Listening {
        patch: place.patch,
        street: place.street,
        day: setting.day,
        strength: data.strength.map(i64::from),
        statements: data.statements.clone(),
        note: data.note.as_ref().map(|note| note.as_str().to_owned()),
        quote_ok: data.quote_ok,
        decided: None,
        recoded: None,
    }
}

/// Where a listening counts: where the person lives if they said so, else where they were heard,
/// else nowhere ("not placed").
async fn placed(
    tx: &mut Tx,
    taking: &Taking,
    data: &ListeningRecord,
    setting: &Setting,
) -> Result<std::result::Result<Place, Reason>> {
    let door = match data.door {
        None => None,
        Some(id) => match known_door(tx, taking, DoorId(id)).await? {
            None => return Ok(Err(Reason::DoorUnknown)),
            door => door,
        },
    };
    if let Some(said) = data.place {
        return named(tx, taking, said, setting).await;
    }
    if let Some(door) = door {
        return Ok(Ok(place_of(&setting.campaign, &door)));
    }
    let Some(heard) = data.heard else {
        return Ok(Ok(Place::default()));
    };
    // Whoever is heard on a shift of a campaign is heard within its patch, even on a street that
    // lies beside its areas.
    let place = named(tx, taking, heard, setting).await?;
    Ok(place.map(|place| Place {
        patch: place.patch.or(Some(setting.campaign.patch_id)),
        ..place
    }))
}

/// A street or a patch as a resident would name it.
async fn named(
    tx: &mut Tx,
    taking: &Taking,
    place: ops::Place,
    setting: &Setting,
) -> Result<std::result::Result<Place, Reason>> {
    match place.kind {
        PlaceKind::Patch => {
            let id = PatchId(place.id);
            let versions = areas::store::patch(tx, taking.scope, id).await?;
            if versions.is_empty() {
                return Ok(Err(Reason::BadData));
            }
            Ok(Ok(Place {
                patch: Some(id),
                ..Place::default()
            }))
        }
        PlaceKind::Street => {
            let id = StreetId(place.id);
            let Some(part) = streets::store::middle_part(tx, id).await? else {
                return Ok(Err(Reason::StreetUnknown));
            };
            let place = Place {
                patch: None,
                street: Some(id),
                cell: Some(part.cell),
                lsoa_2011: part.lsoa_2011,
                lsoa_2021: part.lsoa_2021,
            };
            let patch = patch_of(tx, taking, &place, setting).await?;
            Ok(Ok(Place { patch, ..place }))
        }
    }
}

/// The patch that held this place on that day: the campaign's own first, then the hub's others.
async fn patch_of(
    tx: &mut Tx,
    taking: &Taking,
    place: &Place,
    setting: &Setting,
) -> Result<Option<PatchId>> {
    let own = setting.campaign.patch_id;
    let versions = areas::store::patch(tx, taking.scope, own).await?;
    let holds = |patch: &&areas::model::Patch| rules::holds(patch, place);
    if rules::version_on(&versions, setting.day)
        .as_ref()
        .is_some_and(holds)
    {
        return Ok(Some(own));
    }
    for newest in areas::store::patches(tx, taking.scope).await? {
        let versions = areas::store::patch(tx, taking.scope, newest.id).await?;
        if let Some(patch) = rules::version_on(&versions, setting.day).filter(holds) {
            return Ok(Some(patch.id));
        }
    }
    Ok(None)
}

/// Takes a listening back: its counts are reversed by the record's mark. While the envelope is
/// there, what was said goes too; afterwards nothing leads from the record to it, and it stays. A
/// corrected record is laid in over the one before it, so that what the debrief decided about words
/// that stay the same is not lost.
///
/// # Errors
/// When the engine fails.
pub async fn take_back(tx: &mut Tx, taking: &mut Taking, record: OpId, reason: &str) -> Result<()> {
    let subject = taking.seals.subject(tx, taking.scope, record).await?;
    taking.postings.push(Posting::Reverse {
        subject,
        reason: reason.to_owned(),
    });
    if reason == sync::CORRECTED {
        return Ok(());
    }
    envelope::take(tx, taking.scope, record).await.map(drop)
}
