//! The watch over people who are out. The timer runs here, so that a dead phone still raises it.
//!
//! Late (ten minutes over): their phone nudges them. Overdue (twenty): the buddy is asked. Raised
//! (thirty, or a call for help at once): the hub's lead, with the last street they named. Each step
//! is kept once, whichever replica finds it; what goes outward is tried until it was posted. No
//! place but a street, no trail, and no word of a resident; and nothing here calls the police.

use std::time::Duration;

use serde_json::json;

use super::{
    model::{AlertCause, AlertStep, Safety, Shift},
    ops::publish,
    rules, store,
    store::alerts::{self, NewAlert, ToPost},
};
use crate::{
    access::HubScope,
    app::App,
    base::{
        ids::Ids,
        time::{EpochMs, HOUR_MS},
    },
    db::{Result, Tx},
    feed::Feed,
};

/// How long an alert is worth posting.
const WORTH_MS: i64 = 6 * HOUR_MS;
/// How long one try may take; shorter than the first wait, so that no two overlap.
const ONE_TRY: Duration = Duration::from_secs(8);

/// One round of the watch over a hub: steps that are due are kept, and the phones see them.
///
/// # Errors
/// When the engine fails.
pub async fn sweep(
    tx: &mut Tx,
    feed: &mut Feed,
    scope: HubScope,
    (ids, now): (&Ids, EpochMs),
) -> Result<()> {
    let from = now.plus(-rules::LATE_MS);
    for id in store::over_time(tx, scope, from).await? {
        let Some(mut shift) = store::lock(tx, scope, id).await? else {
            continue;
        };
        let safety = rules::safety_now(shift.safety, shift.expected_end, now);
        let Some(due) = shift.expected_end.filter(|_| safety != shift.safety) else {
            continue;
        };
        shift.safety = safety;
        for step in rules::steps_to(safety) {
            note(
                tx,
                scope,
                &shift,
                (*step, AlertCause::Time, due),
                (ids, now),
            )
            .await?;
        }
        store::save(tx, scope, &shift).await?;
        publish(feed, &shift);
    }
    Ok(())
}

/// Keeps a call for help, unless one of its kind is open: pressing again changes nothing.
///
/// # Errors
/// When the engine fails.
pub async fn call(
    tx: &mut Tx,
    scope: HubScope,
    shift: &Shift,
    (cause, due): (AlertCause, EpochMs),
    at: (&Ids, EpochMs),
) -> Result<()> {
    if alerts::called(tx, scope, shift.id, cause).await? {
        return Ok(());
    }
    note(tx, scope, shift, (AlertStep::Raised, cause, due), at).await
}

async fn note(
    tx: &mut Tx,
    scope: HubScope,
    shift: &Shift,
    (step, cause, due): (AlertStep, AlertCause, EpochMs),
    (ids, now): (&Ids, EpochMs),
) -> Result<()> {
    let alert = NewAlert {
        id: ids.new_id(),
        shift: shift.id,
        step,
        cause,
        due,
        at: now,
        expected_end: shift.expected_end,
        last_street: shift.last_street.clone(),
    };
    alerts::insert(tx, scope, alert).await.map(drop)
}

/// A sign of life came: people who were late are not any more, and the watch goes on from it. One
/// that was written long ago and arrives only now settles nothing. An alarm that was raised stays
/// until a person settles it.
///
/// # Errors
/// When the engine fails.
pub async fn heard_from(
    tx: &mut Tx,
    scope: HubScope,
    shift: &mut Shift,
    (heard, now): (EpochMs, EpochMs),
) -> Result<()> {
    if shift.safety == Safety::Raised || shift.ended_at.is_some() {
        return Ok(());
    }
    // Who says "we are well" past the time gets the usual minutes from then on.
    if shift.expected_end.is_some_and(|end| end < heard) {
        shift.expected_end = Some(heard);
    }
    let in_time = rules::safety_now(Safety::Watched, shift.expected_end, now) == Safety::Watched;
    if in_time || matches!(shift.safety, Safety::Idle | Safety::Ok) {
        shift.safety = Safety::Watched;
    }
    if in_time {
        alerts::resolve_early(tx, scope, shift.id, now).await?;
    }
    Ok(())
}

/// Posts alerts outward.
#[derive(Clone, Debug)]
pub struct Outward {
    client: reqwest::Client,
    address: String,
}

impl Outward {
    /// Prepares to post to this address.
    ///
    /// # Errors
    /// When the machine has no way to check certificates.
    pub fn to(address: &str) -> reqwest::Result<Self> {
        // A second start in one process (tests) keeps the first.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .user_agent(concat!("doorstep/", env!("CARGO_PKG_VERSION")))
            .timeout(ONE_TRY)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        let address = address.to_owned();
        Ok(Self { client, address })
    }

    /// Posts what is due; what fails is tried again later. Returns how many were posted.
    ///
    /// # Errors
    /// When the engine fails.
    pub async fn post_due(&self, app: &App) -> Result<u32> {
        let now = app.clock.now();
        let due = app
            .db
            .read(async move |tx| alerts::to_post(tx, now).await)
            .await?;
        let mut posted = 0;
        for alert in due {
            posted += u32::from(self.post_one(app, alert, now).await?);
        }
        Ok(posted)
    }

    async fn post_one(&self, app: &App, alert: ToPost, now: EpochMs) -> Result<bool> {
        let scope = HubScope::for_administrator(alert.hub_id);
        let (id, shift) = (alert.id, alert.shift_id);
        if alert.at < now.plus(-WORTH_MS) {
            tracing::error!(%id, "an alert could not be posted for six hours and is given up");
            app.db
                .write(async move |tx| alerts::give_up(tx, scope, id).await)
                .await?;
            return Ok(false);
        }
        let times = (alert.next_try_at, now.plus(rules::wait_ms(alert.tries)));
        let people = app
            .db
            .write(async move |tx| {
                if !alerts::take_try(tx, scope, id, times).await? {
                    return Ok(None);
                }
                alerts::people(tx, scope, shift).await.map(Some)
            })
            .await?;
        let Some(people) = people else {
            return Ok(false);
        };
        if let Err(trouble) = self.send(&alert, people).await {
            tracing::warn!(%id, tries = alert.tries + 1, trouble, "an alert was not posted");
            return Ok(false);
        }
        let now = app.clock.now();
        app.db
            .write(async move |tx| alerts::posted(tx, scope, id, now).await)
            .await?;
        Ok(true)
    }

    async fn send(&self, alert: &ToPost, people: i64) -> std::result::Result<(), String> {
        let answer = self
            .client
            .post(&self.address)
            // Posted twice when an answer got lost: whoever receives can tell.
            .header("idempotency-key", alert.id.to_string())
            .json(&json!({
                "alert": alert.id,
                "step": alert.step,
                "cause": alert.cause,
                "hub": alert.hub,
                "shift": alert.shift_id,
                "buddy": alert.buddy,
                "last_street": alert.last_street,
                "expected_end": alert.expected_end,
                "people": people,
                "text": in_words(alert, people),
            }))
            .send()
            .await
            // The address may hold a key of the gateway: it stays out of the log.
            .map_err(|error| error.without_url().to_string())?;
        if answer.status().is_success() {
            return Ok(());
        }
        Err(format!("it answered {}", answer.status()))
    }
}

/// An alert in plain sentences, short enough for a text message.
#[must_use]
pub fn in_words(alert: &ToPost, people: i64) -> String {
    let who = match people {
        1 => "1 person".to_owned(),
        n => format!("{n} people"),
    };
    let what = match alert.cause {
        AlertCause::Help => format!("{who} of {} pressed for help.", alert.hub),
        AlertCause::CodeWord => format!("{who} of {} gave the code word.", alert.hub),
        AlertCause::Time => {
            let end = alert.expected_end.unwrap_or(alert.at);
            let minutes = (alert.at.0 - end.0) / 60_000;
            format!(
                "{who} of {} should have been back {minutes} minutes ago and have not said so.",
                alert.hub
            )
        }
    };
    let street = match &alert.last_street {
        Some(street) => format!(" Last street: {street}."),
        None => String::new(),
    };
    let buddy = if alert.buddy.is_empty() {
        String::new()
    } else {
        format!(" Buddy: {}.", alert.buddy)
    };
    format!("{what}{street}{buddy} Ring them now. Nobody has called the police.")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::base::ids::{AlertId, HubId, ShiftId};

    #[test]
    fn an_alert_says_who_since_when_and_where_in_plain_words() {
        let alert = ToPost {
            hub_id: HubId(Uuid::nil()),
            hub: "Northgate".to_owned(),
            id: AlertId(Uuid::nil()),
            shift_id: ShiftId(Uuid::nil()),
            step: AlertStep::Overdue,
            cause: AlertCause::Time,
            at: EpochMs(22 * 60_000),
            expected_end: Some(EpochMs(0)),
            last_street: Some("Elm Road".to_owned()),
            tries: 0,
            next_try_at: EpochMs(0),
            buddy: "Ruth".to_owned(),
        };

        assert_eq!(
            in_words(&alert, 2),
            "2 people of Northgate should have been back 22 minutes ago and have not said so. \
             Last street: Elm Road. Buddy: Ruth. Ring them now. Nobody has called the police."
        );
    }
}
