//! A worry goes to the safeguarding lead, and to nobody else.

use doorstep::{
    access::Role,
    base::{ids::HubId, time::DAY_MS},
    db::sql,
    safeguarding::{model::KEPT_DAYS, store},
};
use serde_json::{Value, json};

use super::contacts::{keyed, left_of};
use crate::harness::{House, Place, Who, both};

const WORDS: &str = "A boy of about ten opened; he said Uncle Zebedee locks him in.";

async fn hub(house: &House) -> (Place, Who) {
    let place = house.hub("Northgate").await;
    keyed(house, place).await;
    let lead = house.who(Role::SafeguardingLead, Some(place.hub)).await;
    (place, lead)
}

async fn tell(house: &House, who: &Who) -> Value {
    let body = json!({ "kind": "child", "words": WORDS });
    let (status, answer) = house.post(Some(who), "/api/v1/concerns", body).await;
    assert_eq!(status, 201, "{answer}");
    answer
}

/// Action, and whether somebody's mark stands beside it.
async fn log(house: &House, hub: HubId) -> Vec<(String, bool, i64)> {
    house
        .app
        .db
        .read(async move |tx| {
            let text = "SELECT action, mark IS NOT NULL, records FROM audit_log
                        WHERE hub_id = $1 ORDER BY seq";
            tx.all(sql(text).bind(hub)).await
        })
        .await
        .unwrap()
}

both! {
    async fn whoever_tells_cannot_read_it_back_and_the_lead_can(house: House) {
        let (place, lead) = hub(&house).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let thanks = tell(&house, &organiser).await;

        assert!(thanks["text"].as_str().unwrap().contains("999"), "{thanks}");
        assert!(thanks["id"].is_null() && !thanks.to_string().contains("Zebedee"));
        let (_, list) = house.get(&lead, "/api/v1/concerns").await;
        let row = &list["concerns"][0];
        assert_eq!((&row["kind"], &row["state"]), (&json!("child"), &json!("open")));
        assert!(!list.to_string().contains("Zebedee"), "{list}");
        let path = format!("/api/v1/concerns/{}", row["id"].as_str().unwrap());
        let (_, read) = house.get(&lead, &path).await;
        assert_eq!((&read["words"], &read["told_by"]), (&json!(WORDS), &json!("Test organiser")));
        for role in Role::ALL.iter().filter(|role| **role != Role::SafeguardingLead) {
            let wide = matches!(role, Role::NetworkManager | Role::OutsideReader);
            let who = house.who(*role, (!wide).then_some(place.hub)).await;
            assert_eq!(house.get(&who, &path).await.0, 403, "{role}");
            assert_eq!(house.get(&who, "/api/v1/concerns").await.0, 403, "{role}");
        }
        assert_eq!(house.get(&organiser, &path).await.0, 403);
    }

    async fn a_concern_is_referred_written_down_and_closed(house: House) {
        let (place, lead) = hub(&house).await;
        tell(&house, &lead).await;
        let (_, list) = house.get(&lead, "/api/v1/concerns").await;
        let path = format!("/api/v1/concerns/{}/steps", list["concerns"][0]["id"].as_str().unwrap());
        let step = async |body: Value| {
            let (status, answer) = house.post(Some(&lead), &path, body).await;
            (status.as_u16(), answer)
        };

        let to_nobody = step(json!({ "step": "referred", "words": "Rang" })).await;
        let referred = step(json!({ "step": "referred", "to": "childrens_social_care", "words": "Rang at once" })).await;
        let noted = step(json!({ "step": "noted", "words": "They visit on Monday" })).await;
        let closed = step(json!({ "step": "closed", "words": "With them now" })).await;
        let after = step(json!({ "step": "noted", "words": "More" })).await;

        assert_eq!((to_nobody.0, referred.0, noted.0, closed.0, after.0), (400, 201, 201, 201, 409));
        let steps = closed.1["steps"].as_array().unwrap();
        assert_eq!(steps.len(), 3);
        assert_eq!((&steps[0]["to"], &steps[1]["words"]), (&json!("childrens_social_care"), &json!("They visit on Monday")));
        assert_eq!(closed.1["concern"]["state"], "closed");
        let other = house.hub("Southgate").await;
        let stranger = house.who(Role::SafeguardingLead, Some(other.hub)).await;
        let (status, _) = house.get(&stranger, path.trim_end_matches("/steps")).await;
        assert_eq!(status, 404);
        assert_ne!(place.hub, other.hub);
    }

    async fn the_log_tells_that_somebody_read_and_not_who_told(house: House) {
        let (place, lead) = hub(&house).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        tell(&house, &organiser).await;
        let (_, list) = house.get(&lead, "/api/v1/concerns").await;
        let path = format!("/api/v1/concerns/{}", list["concerns"][0]["id"].as_str().unwrap());
        house.get(&lead, &path).await;

        let told = log(&house, place.hub).await;

        assert_eq!(told, [
            ("referral_kept".to_owned(), false, 1),
            ("referral_read".to_owned(), true, 1),
            ("referral_read".to_owned(), true, 1),
        ]);
    }

    async fn a_hub_without_a_lead_is_told_so(house: House) {
        let place = house.hub("Northgate").await;
        keyed(&house, place).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;

        let thanks = tell(&house, &organiser).await;

        assert!(thanks["text"].as_str().unwrap().contains("nobody yet"), "{thanks}");
    }

    async fn a_closed_concern_goes_after_its_own_time_and_an_open_one_stays(house: House) {
        let (place, lead) = hub(&house).await;
        tell(&house, &lead).await;
        let (_, list) = house.get(&lead, "/api/v1/concerns").await;
        let path = format!("/api/v1/concerns/{}/steps", list["concerns"][0]["id"].as_str().unwrap());
        house.post(Some(&lead), &path, json!({ "step": "closed", "words": "Settled" })).await;
        tell(&house, &lead).await;
        let expire = async |house: &House| {
            let today = house.app.clock.now().day();
            house.app.db.write(async move |tx| {
                store::expire(tx, place.scope, today, KEPT_DAYS).await
            }).await.unwrap()
        };

        house.clock.advance(KEPT_DAYS * DAY_MS);
        let early = expire(&house).await;
        house.clock.advance(DAY_MS);
        let gone = expire(&house).await;

        assert_eq!((early, gone, expire(&house).await), (0, 1, 0));
        let left = left_of(&house, place, "safety").await;
        assert!(left.contains(&"concerns.told".to_owned()), "the open one stays");
        assert!(!left.iter().any(|column| column.starts_with("concern_steps")), "{left:?}");
    }
}
