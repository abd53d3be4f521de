//! Hubs that leave, merge and are called off: said before it is done, kept, taken back, and safe when
//! two people do it at once.

use axum::http::Method;
use doorstep::{
    access::Role,
    base::{ids::HubId, time::Day},
    tally::Measure,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    harness::{House, Place, Who, both},
    stores::ledger::{post, record},
};

fn noon(house: &House, day: &str) {
    house.clock.set(day.parse::<Day>().unwrap().at(12, 0));
}

fn path(hub: HubId) -> String {
    format!("/api/v1/hubs/{hub}")
}

async fn preview(house: &House, who: &Who, hub: HubId, body: Value) -> (u16, Value) {
    let path = format!("/api/v1/network/hubs/{hub}/preview");
    let (status, answer) = house.post(Some(who), &path, body).await;
    (status.as_u16(), answer)
}

async fn hub(house: &House, who: &Who, id: HubId) -> Value {
    let (_, listed) = house.get(who, "/api/v1/hubs").await;
    let hubs = listed["hubs"].as_array().unwrap();
    let found = hubs.iter().find(|hub| hub["id"] == json!(id));
    found.unwrap().clone()
}

/// Northgate and Southgate, and the network's manager.
async fn gates(house: &House) -> (Place, Place, Who) {
    let north = house.hub("Northgate").await;
    let south = house
        .hub_in(north.programme, HubId(Uuid::from_u128(2)), "Southgate")
        .await;
    let network = house.who(Role::NetworkManager, None).await;
    (north, south, network)
}

both! {
    async fn what_a_merger_does_is_said_before_it_is_done_and_nothing_is_done_by_saying(house: House) {
        let (north, south, network) = gates(&house).await;
        noon(&house, "2026-10-11");
        let before = hub(&house, &network, north.hub).await;
        let body = json!({ "leaves_on": "2026-09-30", "merged_into": south.hub, "version": 1 });

        let (status, seen) = preview(&house, &network, north.hub, body.clone()).await;

        assert_eq!(status, 200, "{seen}");
        assert_eq!(
            seen["does"],
            "Northgate goes into Southgate: its last day in the network is 30 September 2026, and from \
             1 October 2026 on its work goes on there."
        );
        assert_eq!(
            seen["counts"],
            "From 1 October 2026 on the network has 1 hub; without this change it would have 2 hubs."
        );
        assert!(seen["stays"].as_str().unwrap().contains("stays as it was reported"), "{seen}");
        // It made no return: the network is told before it lets it go.
        let open: Vec<&str> = seen["open"].as_array().unwrap().iter()
            .map(|one| one["quarter"].as_str().unwrap()).collect();
        assert_eq!(open, ["2026-Q1", "2026-Q2"]);
        assert_eq!(
            seen["open_in_words"],
            "Northgate has handed in no return for 2026-Q1 of Programme of Northgate and 2026-Q2 of \
             Programme of Northgate. It can still do so after it has left; until then the network shows \
             \"no return\" there, which is not 0."
        );
        assert_eq!(hub(&house, &network, north.hub).await, before);
        assert_eq!(change(&house, &network, &path(north.hub), body).await.0, 200);
        let manager = house.who(Role::HubManager, Some(north.hub)).await;
        assert_eq!(preview(&house, &manager, north.hub, json!({})).await.0, 403);
        let reader = house.who(Role::OutsideReader, None).await;
        assert_eq!(preview(&house, &reader, north.hub, json!({})).await.0, 403);
        let (_, nothing) = preview(&house, &network, south.hub, json!({ "name": "Southgate" })).await;
        assert_eq!((&nothing["does"], &nothing["open"]), (&json!(""), &json!([])));
    }

    async fn a_hub_that_left_owing_a_return_still_hands_it_in(house: House) {
        let (north, _, network) = gates(&house).await;
        let counts = [(Measure::Listenings, 7), (Measure::EngagedFirst, 7)];
        let subject = Uuid::from_u128(1);
        post(&house, &north, record(&north, (subject, "2026-05-10", None), &counts)).await.unwrap();
        noon(&house, "2026-07-11");
        let leaves = json!({ "leaves_on": "2026-06-30" });
        assert_eq!(change(&house, &network, &path(north.hub), leaves).await.0, 200);
        let manager = house.who(Role::HubManager, Some(north.hub)).await;
        let of = north.programme;
        let returns = format!("/api/v1/network/returns?programme={of}&quarter=2026-Q1");
        let (_, silent) = house.get(&network, &returns).await;
        assert_eq!((&silent["in_words"], &silent["hubs"][0]["stands"]), (&json!("0 of 2 hubs"), &json!("no return")));

        for step in ["freeze", "submit"] {
            let path = format!("/api/v1/returns/2026-Q1/{step}?programme={of}");
            let (status, answer) = house.post(Some(&manager), &path, json!({ "words": "Goodbye." })).await;
            assert!(status.is_success(), "{answer}");
        }

        let (_, seen) = house.get(&network, &returns).await;
        assert_eq!((&seen["in_words"], &seen["total"]["engaged"]), (&json!("1 of 2 hubs"), &json!(7)));
        let (_, nothing_owed) = preview(&house, &network, north.hub, json!({ "leaves_on": "2026-07-01" })).await;
        let open: Vec<&Value> = nothing_owed["open"].as_array().unwrap().iter().map(|one| &one["quarter"]).collect();
        assert_eq!(open, ["2026-Q2"]);
    }

    async fn a_hub_cannot_go_into_itself_and_the_sentence_says_so(house: House) {
        let (north, _, network) = gates(&house).await;
        let body = json!({ "leaves_on": "2026-06-30", "merged_into": north.hub });

        let (status, said) = preview(&house, &network, north.hub, body.clone()).await;

        assert_eq!((status, &said["code"]), (422, &json!("merged_in_a_circle")));
        assert_eq!(said["detail"], "Northgate cannot go into itself. Choose another hub.");
        assert_eq!(change(&house, &network, &path(north.hub), body).await.0, 422);
    }

    async fn of_two_people_at_once_the_second_is_told_and_nothing_is_lost(house: House) {
        let (north, south, network) = gates(&house).await;
        let other = house.who(Role::NetworkManager, None).await;
        let first = json!({ "leaves_on": "2026-09-30", "version": 1 });
        let second = json!({ "leaves_on": "2026-06-30", "merged_into": south.hub, "version": 1 });
        assert_eq!(change(&house, &network, &path(north.hub), first).await.0, 200);

        let (status, said) = change(&house, &other, &path(north.hub), second.clone()).await;

        assert_eq!((status.as_u16(), &said["code"]), (409, &json!("conflict")));
        assert!(said["detail"].as_str().unwrap().contains("Somebody else changed Northgate"), "{said}");
        assert_eq!(preview(&house, &other, north.hub, second).await.0, 409);
        let stands = hub(&house, &network, north.hub).await;
        assert_eq!((&stands["leaves_on"], &stands["merged_into"], &stands["version"]), (&json!("2026-09-30"), &Value::Null, &json!(2)));
    }

    async fn two_hubs_that_go_into_each_other_at_the_same_moment_do_not_end_in_a_circle(house: House) {
        let (north, south, network) = gates(&house).await;
        let into = |hub: HubId| json!({ "leaves_on": "2026-06-30", "merged_into": hub });
        let (one, two) = (path(north.hub), path(south.hub));

        let (one, two) = tokio::join!(
            change(&house, &network, &one, into(south.hub)),
            change(&house, &network, &two, into(north.hub))
        );

        let mut codes = [one.0.as_u16(), two.0.as_u16()];
        codes.sort_unstable();
        assert_eq!(codes, [200, 422], "{} {}", one.1, two.1);
    }

    async fn the_last_change_of_a_hub_is_taken_back_once_and_every_step_is_kept(house: House) {
        let (north, south, network) = gates(&house).await;
        let before = hub(&house, &network, north.hub).await;
        let leaves = json!({ "leaves_on": "2026-06-30", "merged_into": south.hub });
        assert_eq!(change(&house, &network, &path(north.hub), leaves).await.0, 200);
        let undo = format!("{}/undo", path(north.hub));

        let (status, back) = house.post(Some(&network), &undo, json!({ "version": 2 })).await;

        assert_eq!(status, 200, "{back}");
        let mut expected = before.clone();
        expected["version"] = json!(3);
        assert_eq!(back, expected);
        let (status, again) = house.post(Some(&network), &undo, json!({ "version": 3 })).await;
        assert_eq!((status.as_u16(), &again["code"]), (409, &json!("conflict")));
        let (_, old) = house.post(Some(&network), &undo, json!({ "version": 2 })).await;
        assert!(old["detail"].as_str().unwrap().contains("Somebody else"), "{old}");
        let changes = format!("{}/changes", path(north.hub));
        let (_, kept) = house.get(&network, &changes).await;
        let kept = kept["changes"].as_array().unwrap();
        let steps: Vec<_> = kept.iter().map(|one| (&one["version"], &one["undoes"], &one["may_undo"])).collect();
        assert_eq!(steps, [(&json!(3), &json!(2), &json!(false)), (&json!(2), &Value::Null, &json!(false))]);
        assert_eq!(kept[0]["said"], "Northgate stays in the network after all.");
        assert_eq!(kept[0]["changed_on"], "2026-05-16");
        let manager = house.who(Role::HubManager, Some(north.hub)).await;
        assert_eq!(house.get(&manager, &changes).await.0, 403);
        assert_eq!(house.post(Some(&manager), &undo, json!({ "version": 3 })).await.0, 403);
        let nobody = format!("/api/v1/hubs/{}/changes", Uuid::from_u128(9));
        assert_eq!(house.get(&network, &nobody).await.0, 404);
    }

    async fn a_merger_cannot_be_taken_back_once_the_other_hub_goes_the_other_way(house: House) {
        let (north, south, network) = gates(&house).await;
        let into = |hub: HubId| json!({ "leaves_on": "2026-06-30", "merged_into": hub });
        assert_eq!(change(&house, &network, &path(north.hub), into(south.hub)).await.0, 200);
        assert_eq!(change(&house, &network, &path(north.hub), json!({ "stays": true })).await.0, 200);
        assert_eq!(change(&house, &network, &path(south.hub), into(north.hub)).await.0, 200);

        let undo = format!("{}/undo", path(north.hub));
        let (status, said) = house.post(Some(&network), &undo, json!({ "version": 3 })).await;

        assert_eq!((status.as_u16(), &said["code"]), (422, &json!("merged_in_a_circle")));
    }

    async fn a_hub_that_joined_by_mistake_is_called_off_and_counts_in_no_quarter(house: House) {
        let (north, _, network) = gates(&house).await;
        let body = json!({ "name": "Westgate", "legal_form": "cic", "kind": "hub", "region": "Wales",
            "funded": false, "joins_on": "2026-05-01" });
        let (status, west) = house.post(Some(&network), "/api/v1/hubs", body).await;
        assert_eq!((status.as_u16(), &west["version"]), (201, &json!(1)));
        let west: HubId = west["id"].as_str().unwrap().parse().unwrap();
        let returns = format!("/api/v1/network/returns?programme={}&quarter=2026-Q1", north.programme);
        assert_eq!(house.get(&network, &returns).await.1["in_words"], "0 of 3 hubs");

        let off = json!({ "called_off": true });
        let (_, said) = preview(&house, &network, west, off.clone()).await;
        assert_eq!(said["does"], "Westgate does not join after all: it counts in no quarter.");
        assert_eq!(change(&house, &network, &path(west), off.clone()).await.0, 200);

        assert_eq!(house.get(&network, &returns).await.1["in_words"], "0 of 2 hubs");
        // It joins after all, on another day; once somebody is in, it can only leave.
        let later = json!({ "stays": true, "joins_on": "2026-07-01" });
        let (status, joins) = change(&house, &network, &path(west), later).await;
        assert_eq!((status.as_u16(), &joins["joins_on"]), (200, &json!("2026-07-01")));
        let managers = format!("{}/managers", path(west));
        let (status, _) = house.post(Some(&network), &managers, json!({ "display_name": "Wyn" })).await;
        assert_eq!(status, 201);
        for body in [off, json!({ "joins_on": "2026-06-01" })] {
            let (status, said) = change(&house, &network, &path(west), body).await;
            assert_eq!((status.as_u16(), &said["code"]), (422, &json!("people_are_there")));
        }
    }

    async fn a_name_that_another_hub_has_is_refused_and_nothing_is_kept(house: House) {
        let (north, _, network) = gates(&house).await;

        let (status, said) = change(&house, &network, &path(north.hub), json!({ "name": "Southgate" })).await;

        assert_eq!((status.as_u16(), &said["detail"]), (409, &json!("There is already a hub of this name.")));
        let (_, kept) = house.call(Method::GET, Some(&network), &format!("{}/changes", path(north.hub))).await;
        assert_eq!(kept["changes"], json!([]));
    }
}
