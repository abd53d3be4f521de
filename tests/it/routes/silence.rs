//! Where nobody was listened to yet.

use doorstep::access::Role;
use serde_json::{Value, json};

use crate::{
    field::{Outing, outing},
    harness::{House, Who, both},
};

async fn silence(house: &House, out: &Outing, who: &Who) -> (u16, Value) {
    let path = format!("/api/v1/campaigns/{}/silence", out.campaign);
    let (status, answer) = house.get(who, &path).await;
    (status.as_u16(), answer)
}

fn street<'a>(answer: &'a Value, name: &str) -> &'a Value {
    let streets = answer["streets"].as_array().unwrap();
    streets
        .iter()
        .find(|street| street["name"] == name)
        .unwrap()
}

both! {
    async fn streets_and_hours_without_a_knock_are_named_first(house: House) {
        // A Saturday noon.
        let mut out = outing(&house).await;
        let (status, before) = silence(&house, &out, &out.lead).await;
        assert_eq!(status, 200, "{before}");
        assert_eq!((&before["doors"], &before["not_knocked"]), (&json!(12), &json!(3)));

        out.phone.visit(&house, out.door(0), "no_answer");
        out.phone.visit(&house, out.door(1), "declined");
        for n in 2..7 {
            out.phone.talk(&house, out.door(n), json!({ "first": 1 }));
        }
        out.phone.visit(&house, out.town.doors[1][0], "no_answer");
        out.phone.push_all(&house).await;
        let (_, after) = silence(&house, &out, &out.lead).await;

        assert_eq!((&after["tried"], &after["answered"], &after["listened"]), (&json!(8), &json!(6), &json!(5)));
        assert_eq!((&after["not_knocked"], &after["not_answered"]), (&json!(1), &json!(1)));
        let first = street(&after, "1 Street");
        assert_eq!((&first["doors"], &first["tried"], &first["listened"]), (&json!(8), &json!(7), &json!(5)));
        assert_eq!(first["standing"], "listened");
        assert_eq!(first["knocks"], json!({ "weekday": 0, "evening": 0, "weekend": 7 }));
        assert_eq!(first["silent"], json!(["weekday", "evening"]));
        assert_eq!(street(&after, "2 Street")["standing"], "not_answered");
        let names: Vec<&str> = after["streets"].as_array().unwrap().iter().map(|street| street["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Spine Road", "2 Street", "1 Street"]);

        // The split changes none of it: it is counted from visits, which never held a word.
        out.close(&house).await;
        assert_eq!(silence(&house, &out, &out.lead).await.1, after);
    }

    async fn doors_that_want_peace_are_not_among_the_silent_ones(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.town.doors[1][0], "do_not_knock");
        out.phone.visit(&house, out.town.doors[1][1], "not_a_home");
        out.phone.push_all(&house).await;

        let (_, answer) = silence(&house, &out, &out.lead).await;

        assert_eq!((&answer["doors"], &street(&answer, "2 Street")["doors"]), (&json!(10), &json!(2)));
    }

    async fn who_plans_or_reviews_may_see_it_and_another_hub_sees_nothing(house: House) {
        let out = outing(&house).await;
        let south = house.hub("Southgate").await;
        let other = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let group = house.who(Role::GroupMember, Some(out.place.hub)).await;
        let keeper = house.who(Role::VaultKeeper, Some(out.place.hub)).await;

        assert_eq!(silence(&house, &out, &group).await.0, 200);
        assert_eq!(silence(&house, &out, &keeper).await.0, 403);
        let (status, theirs) = silence(&house, &out, &other).await;
        assert_eq!(status, 404);
        let nowhere = format!("/api/v1/campaigns/{}/silence", uuid::Uuid::nil());
        assert_eq!(house.get(&other, &nowhere).await.1, theirs);
    }
}
