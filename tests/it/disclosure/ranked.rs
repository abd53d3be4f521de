//! Lists of themes as the review reads them, and releases that nobody asked for.

use doorstep::{
    access::Role,
    disclosure::{Audience, due, store},
};
use serde_json::{Value, json};

use super::releases::{quarter, set};
use crate::harness::{House, both};

/// Rank, name, mentions, share and the rank before, of a list.
fn lines(list: &Value) -> Vec<Value> {
    let lines = list.as_array().unwrap().iter();
    lines
        .map(|line| {
            json!([
                line["rank"],
                line["label"],
                line["mentions"],
                line["share_percent"],
                line["previous"]
            ])
        })
        .collect()
}

both! {
    async fn everybody_at_the_hub_reads_the_lists_of_a_release_and_nobody_live_ones(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 13)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        let path = format!(
            "/api/v1/themes/rankings?programme={}&quarter=2026-Q1",
            quarter.place.programme
        );
        let hub = Some(quarter.place.hub);
        let member = house.who(Role::GroupMember, hub).await;
        let lead = house.who(Role::LeadOrganiser, hub).await;
        let manager = house.who(Role::HubManager, hub).await;
        for who in [&member, &lead, &manager] {
            assert_eq!(house.get(who, &path).await.0, 404, "nothing is released yet");
        }
        let group = quarter.release(&house, Audience::Group, "2026-Q1").await;
        let of_hub = quarter.release(&house, Audience::Hub, "2026-Q1").await;
        // What is heard now is in a later quarter.
        quarter.heard(&house, (0, "2026-06-10"), (5, 5)).await;

        for (who, made) in [(&member, &group), (&lead, &group), (&manager, &of_hub)] {
            let (status, seen) = house.get(who, &path).await;

            assert_eq!(status, 200, "{seen}");
            assert_eq!(seen["release"], json!(made.release.id));
            assert_eq!(seen["k"], json!(made.release.k));
            assert_eq!(seen["listenings"], 60);
            assert_eq!(seen["before"], Value::Null);
            assert_eq!(
                lines(&seen["concern"]),
                [
                    json!(["1", "Social care", 34, "56.7", null]),
                    json!(["2", "Food", 26, "43.3", null]),
                ]
            );
            let named: Vec<&Value> = seen["themes"].as_array().unwrap().iter()
                .map(|line| &line["label"]).collect();
            assert_eq!(named, ["Social care", "Food"], "what is not shown is not there as 0");
            assert_eq!(seen["themes"][0]["love"], Value::Null);
            let no_quarter = path.split('&').next().unwrap();
            assert_eq!(house.get(who, no_quarter).await.0, 400);
        }
    }

    async fn positions_of_the_quarter_before_are_those_that_were_released(house: House) {
        let mut quarter = quarter(&house, 1).await;
        quarter.heard(&house, (0, "2026-05-10"), (30, 18)).await;
        set(&house, "2026-08-02T12:00:00Z");
        quarter.heard(&house, (0, "2026-08-01"), (30, 12)).await;
        set(&house, "2026-10-12T12:00:00Z");
        quarter.release(&house, Audience::Group, "2026-Q2").await;
        let path = format!(
            "/api/v1/themes/rankings?programme={}&quarter=2026-Q2",
            quarter.place.programme
        );
        let member = house.who(Role::GroupMember, Some(quarter.place.hub)).await;
        let (_, alone) = house.get(&member, &path).await;
        assert_eq!((&alone["before"], &alone["concern"][0]["previous"]), (&Value::Null, &Value::Null));

        quarter.release(&house, Audience::Group, "2026-Q1").await;
        let (_, seen) = house.get(&member, &path).await;

        assert_eq!(seen["before"], "2026-Q1", "{seen}");
        let ranks: Vec<Value> = seen["concern"].as_array().unwrap().iter()
            .map(|line| json!([line["label"], line["rank"], line["previous"]])).collect();
        let (_, first) = house.get(&member, &path.replace("Q2", "Q1")).await;
        assert!(!ranks.is_empty());
        for line in &ranks {
            let earlier = first["concern"].as_array().unwrap().iter()
                .find(|earlier| earlier["label"] == line[0]);
            assert_eq!(line[2], earlier.map_or(Value::Null, |earlier| earlier["rank"].clone()));
        }
    }

    async fn what_is_over_is_released_to_group_and_hub_without_anybody_asking(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 13)).await;
        }
        set(&house, "2026-07-10T12:00:00Z");
        due::make(&house.app).await.unwrap();
        let (scope, programme) = (quarter.place.scope, quarter.place.programme);
        let known = async || {
            let known = house.app.db
                .read(async move |tx| store::known(tx, scope, programme).await)
                .await
                .unwrap();
            let mut known: Vec<String> = known.into_iter()
                .map(|(audience, period)| format!("{audience} {period}")).collect();
            known.sort();
            known
        };
        assert!(!known().await.contains(&"group 2026-Q1".to_owned()), "envelopes may lie closed");

        set(&house, "2026-07-11T12:00:00Z");
        assert!(due::make(&house.app).await.unwrap() > 0);
        let made = known().await;
        for wanted in ["group 2026-05", "group 2026-Q1", "hub 2026-06", "hub 2026-Q1"] {
            assert!(made.contains(&wanted.to_owned()), "{wanted} is not in {made:?}");
        }
        assert!(made.iter().all(|one| !one.starts_with("public")), "that is somebody's decision");
        assert_eq!(due::make(&house.app).await.unwrap(), 0, "once is enough");

        let member = house.who(Role::GroupMember, Some(quarter.place.hub)).await;
        let path = format!("/api/v1/themes/rankings?programme={programme}&quarter=2026-Q1");
        let (status, seen) = house.get(&member, &path).await;
        assert_eq!(status, 200, "{seen}");
        assert_eq!(seen["listenings"], 60);
    }
}
