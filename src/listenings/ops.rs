//! What the ops of a phone at doors and in streets do. Each is given to `sync` in `app`.
//!
//! A handler reads and checks first and writes after, so that an op that is held has written
//! nothing. To take an op back, its id is enough: what it did is found from it.

mod door;
mod listening;
mod visit;

use mobile_api::wire::problems::Reason;

pub use door::{add as add_door, label as label_door};
pub use listening::{again as listening_again, record as listening, take_back as undo_listening};
pub use visit::{record as visit, take_back as undo_visit};

use crate::{
    base::{ids::ShiftId, time::Day},
    db::{Result, Tx},
    shifts::{
        model::{Shift, ShiftState},
        ops::{Found, shift_of},
        rules::takes_records,
    },
    sync::{TakenOp, Taking},
    walk_lists::{self, model::Campaign},
};

/// The shift and the campaign a record belongs to, and its day.
struct Setting {
    shift: Shift,
    campaign: Campaign,
    day: Day,
    /// Whether the shift still takes records.
    sealed: bool,
}

/// Finds what a record belongs to, or why it must wait.
async fn setting(
    tx: &mut Tx,
    taking: &Taking,
    op: &TakenOp,
) -> Result<std::result::Result<Setting, Reason>> {
    let shift = match shift_of(tx, taking, op.shift).await? {
        Found::Here(shift) => *shift,
        Found::Held(reason) => return Ok(Err(reason)),
    };
    let sealed = takes_records(shift.state);
    // After the close a human may still want a record in; what was declared lost counts nothing.
    let closed = matches!(shift.state, ShiftState::Debriefed | ShiftState::Closed);
    if !(sealed || closed && taking.decided) {
        return Ok(Err(Reason::ShiftClosed));
    }
    let campaign = walk_lists::store::campaign(tx, taking.scope, shift.campaign).await?;
    let Some(campaign) = campaign else {
        return Ok(Err(Reason::ShiftUnknown));
    };
    let day = op.happened_at.day();
    if day < campaign.starts || day > campaign.ends {
        return Ok(Err(Reason::OutsideCampaign));
    }
    Ok(Ok(Setting {
        shift,
        campaign,
        day,
        sealed,
    }))
}

/// Where a shift is named, whoever hands in must be on it.
async fn may_speak_for(
    tx: &mut Tx,
    taking: &Taking,
    shift: Option<ShiftId>,
) -> Result<Option<Reason>> {
    if shift.is_none() {
        return Ok(None);
    }
    Ok(match shift_of(tx, taking, shift).await? {
        Found::Here(_) => None,
        Found::Held(reason) => Some(reason),
    })
}
