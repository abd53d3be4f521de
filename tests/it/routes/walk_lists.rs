//! A patch cut into lists, handed out, taken back.

use std::collections::{BTreeMap, BTreeSet};

use doorstep::{
    access::Role,
    base::{
        ids::{CampaignId, DoorId, PersonId, ShiftId, WalkListId},
        time::{DAY_MS, HOUR_MS},
    },
    db::{Error, sql},
    feed::{self, Feed},
    problem::Problem,
    streets::{
        self,
        model::{DoorLabel, DoorState, DoorStateRow, LabelStatus},
    },
    walk_lists::{
        model::{Handed, Handing},
        rules::Step,
        store,
    },
};
use mobile_api::wire::{ops::Outcome, rows::Row};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{House, Place, Who, both},
    make,
};

async fn cut(house: &House, lead: &Who, campaign: CampaignId, order: Value) -> (u16, Value) {
    let address = format!("/api/v1/campaigns/{campaign}/cut");
    let (status, answer) = house.post(Some(lead), &address, order).await;
    (status.as_u16(), answer)
}

/// The doors of a list in walking order.
async fn doors(house: &House, lead: &Who, list: &Value) -> Vec<DoorId> {
    let address = format!("/api/v1/walk_lists/{}", list["id"].as_str().unwrap());
    let (status, detail) = house.get(lead, &address).await;
    assert_eq!(status, 200, "{detail}");
    let stops = detail["stops"].as_array().unwrap();
    let of_stop = |stop: &Value| stop["door"].as_str().map(|id| id.parse().unwrap());
    stops.iter().filter_map(of_stop).collect()
}

fn id(list: &Value) -> WalkListId {
    list["id"].as_str().unwrap().parse().unwrap()
}

fn shift() -> ShiftId {
    ShiftId(Uuid::from_u128(77))
}

/// Hands a list to one person for six hours.
async fn issue(
    house: &House,
    place: Place,
    list: &Value,
    person: PersonId,
) -> Result<Handed, Problem> {
    let now = house.app.clock.now();
    let handing = Handing {
        list: id(list),
        shift: shift(),
        people: vec![person],
        now,
        lease_until: now.plus(6 * HOUR_MS),
    };
    let scope = place.scope;
    house
        .app
        .db
        .write(async move |tx| {
            let mut feed = Feed::default();
            let handed = store::issue(tx, &mut feed, scope, &handing).await?;
            feed.publish(tx, scope).await?;
            Ok::<_, Problem>(handed)
        })
        .await
}

/// As if a list had so many doors.
async fn pretend(house: &House, list: &Value, doors: i64) {
    let id = id(list);
    house
        .app
        .db
        .write(async move |tx| {
            let stmt = sql("UPDATE walk_lists SET doors = $2 WHERE id = $1");
            tx.run_expecting(1, stmt.bind(id).bind(doors)).await
        })
        .await
        .unwrap();
}

/// What the phones in a scope are told: rows by kind and id, `None` for those that go.
async fn rows(house: &House, place: Place, scope: Uuid) -> BTreeMap<(String, Uuid), Option<Value>> {
    let changes = house
        .app
        .db
        .read(async move |tx| {
            let upto = feed::store::highest(tx, place.scope).await?;
            feed::store::changes(tx, place.scope, &[scope], (0, upto), 10_000).await
        })
        .await
        .unwrap();
    let value = |body: Option<String>| body.map(|body| serde_json::from_str(&body).unwrap());
    changes
        .into_iter()
        .map(|change| ((change.kind, change.id), value(change.body)))
        .collect()
}

async fn do_not_knock(house: &House, place: Place, door: DoorId) {
    let (today, scope) = (house.app.clock.now().day(), place.scope);
    house
        .app
        .db
        .write(async move |tx| {
            let mut feed = Feed::default();
            streets::store::set_do_not_knock(tx, door, today).await?;
            store::republish_door(tx, &mut feed, scope, door).await?;
            feed.publish(tx, scope).await
        })
        .await
        .unwrap();
}

fn tried(door: DoorId, campaign: CampaignId, outcome: Outcome, on: &str) -> DoorStateRow {
    DoorStateRow {
        door_id: door,
        campaign_id: campaign,
        state: DoorState::Tried,
        tries: 1,
        hour_bands: 1,
        last_on: on.parse().unwrap(),
        last_outcome: outcome,
        language: None,
        come_back: None,
        tried_on: Some(on.parse().unwrap()),
        declined_on: (outcome == Outcome::Declined).then(|| on.parse().unwrap()),
    }
}

both! {
    async fn every_door_is_on_exactly_one_of_the_lists(house: House) {
        let town = make::town(&house, &[20, 14, 25, 9, 18]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;

        let (status, made) = cut(&house, &lead, campaign, json!({ "lists": 4, "known_doors_only": true })).await;

        assert_eq!(status, 201, "{made}");
        assert_eq!(made["left_out"], json!({}));
        let mut listed = Vec::new();
        for list in made["walk_lists"].as_array().unwrap() {
            let of_list = doors(&house, &lead, list).await;
            assert_eq!(list["doors"], json!(of_list.len()));
            assert_eq!(list["pieces"], 1, "{list}");
            assert_eq!(list["state"], "draft");
            assert!(list["minutes"].as_f64().unwrap() > 0.0);
            listed.extend(of_list);
        }
        listed.sort_unstable();
        assert_eq!(listed, town.all());
        assert!(made["evenness"]["longest"].as_f64().unwrap() <= 1.15, "{}", made["evenness"]);
    }

    async fn the_same_patch_in_minutes_makes_lists_of_about_that_length(house: House) {
        make::town(&house, &[20, 20, 20, 20]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;

        let (status, made) = cut(&house, &lead, campaign, json!({ "minutes": 70, "known_doors_only": true })).await;

        assert_eq!(status, 201, "{made}");
        assert_eq!(made["walk_lists"].as_array().unwrap().len(), 4);
        assert_eq!(cut(&house, &lead, campaign, json!({})).await.0, 400);
        assert_eq!(cut(&house, &lead, campaign, json!({ "lists": 2, "minutes": 60 })).await.0, 400);
    }

    async fn doors_that_may_not_be_called_on_are_left_out_and_counted(house: House) {
        let town = make::town(&house, &[12, 12]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let other = CampaignId(Uuid::from_u128(5));
        let street = town.doors[0].clone();
        do_not_knock(&house, place, street[0]).await;
        let scope = place.scope;
        let out = street[..6].to_vec();
        house.app.db.write(async move |tx| {
            let mut listened = tried(street[1], campaign, Outcome::Listened, "2026-04-01");
            listened.state = DoorState::Listened;
            let mut rested = tried(street[2], campaign, Outcome::NoAnswer, "2026-04-01");
            (rested.state, rested.tries, rested.hour_bands) = (DoorState::Rested, 3, 2);
            for row in [
                listened,
                rested,
                tried(street[3], other, Outcome::NoAnswer, "2026-05-10"),
                tried(street[4], other, Outcome::Declined, "2026-02-20"),
                // These two may be called on again: seven days, ninety days.
                tried(street[6], campaign, Outcome::NoAnswer, "2026-05-09"),
                tried(street[7], campaign, Outcome::Declined, "2026-02-15"),
            ] {
                streets::store::keep_state(tx, scope, row).await?;
            }
            let shop = DoorLabel {
                status: Some(LabelStatus::NotAHome),
                status_on: Some("2026-01-01".parse().unwrap()),
                ..DoorLabel::default()
            };
            streets::store::label_door(tx, scope, street[5], shop).await
        }).await.unwrap();

        let (status, made) = cut(&house, &lead, campaign, json!({ "lists": 2, "known_doors_only": true })).await;

        assert_eq!(status, 201, "{made}");
        assert_eq!(made["left_out"], json!({ "do_not_knock": 1, "listened": 1, "rested": 1,
            "too_soon": 1, "declined": 1, "not_a_home": 1 }));
        let mut listed = BTreeSet::new();
        for list in made["walk_lists"].as_array().unwrap() {
            listed.extend(doors(&house, &lead, list).await);
        }
        assert_eq!(listed.len(), 18);
        assert!(out.iter().all(|door| !listed.contains(door)));
    }

    async fn a_second_cut_lists_no_door_twice(house: House) {
        let town = make::town(&house, &[10, 10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let order = json!({ "lists": 2, "known_doors_only": true });
        cut(&house, &lead, campaign, order.clone()).await;

        let (status, answer) = cut(&house, &lead, campaign, order).await;

        assert_eq!((status, &answer["code"]), (422, &json!("nothing_to_walk")), "{answer}");
        assert!(answer["detail"].as_str().unwrap().contains("20 already listed"), "{answer}");
        let again = json!({ "lists": 1, "replace_drafts": true, "known_doors_only": true });
        let (status, made) = cut(&house, &lead, campaign, again).await;
        assert_eq!(status, 201, "{made}");
        let mut listed = doors(&house, &lead, &made["walk_lists"][0]).await;
        listed.sort_unstable();
        assert_eq!(listed, town.all());
        let (_, lists) = house.get(&lead, &format!("/api/v1/campaigns/{campaign}/walk_lists")).await;
        assert_eq!(lists["walk_lists"].as_array().unwrap().len(), 1);
    }

    async fn a_street_without_known_doors_is_walked_once(house: House) {
        let town = make::town(&house, &[10, 0]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;

        let (status, made) = cut(&house, &lead, campaign, json!({ "lists": 1 })).await;

        assert_eq!(status, 201, "{made}");
        let address = format!("/api/v1/walk_lists/{}", made["walk_lists"][0]["id"].as_str().unwrap());
        let (_, detail) = house.get(&lead, &address).await;
        let parts: BTreeSet<&str> = detail["stops"].as_array().unwrap().iter()
            .filter_map(|stop| stop["part"].as_str()).collect();
        assert!(parts.contains(town.parts[1].to_string().as_str()));
        assert_eq!(cut(&house, &lead, campaign, json!({ "lists": 1 })).await.0, 422);
    }

    async fn a_wish_between_the_cut_and_the_walk_keeps_the_door_off_the_phones(house: House) {
        let town = make::town(&house, &[10]).await;
        let (place, elsewhere) = (house.hub("Northgate").await, house.hub("Southgate").await);
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = made["walk_lists"][0].clone();
        let asked = town.doors[0][3];
        do_not_knock(&house, elsewhere, asked).await;

        let handed = issue(&house, place, &list, lead.person).await.unwrap();

        assert_eq!(handed.walk_list.doors, 9);
        assert_eq!(json!(handed.left_out), json!({ "do_not_knock": 1 }));
        let told = rows(&house, place, id(&list).0).await;
        let on_phones: BTreeSet<DoorId> = told.keys()
            .filter(|(kind, _)| kind == "door").map(|(_, id)| DoorId(*id)).collect();
        let mut expected: BTreeSet<DoorId> = town.doors[0].iter().copied().collect();
        expected.remove(&asked);
        assert_eq!(on_phones, expected);
        for ((kind, id), body) in told {
            let row: Row = serde_json::from_value(body.unwrap()).unwrap();
            assert_eq!((row.key().kind.as_str(), row.key().id), (kind.as_str(), id));
        }
        let own = rows(&house, place, lead.person.0).await;
        let scope = own[&("scope".to_owned(), id(&list).0)].clone().unwrap();
        assert_eq!(scope, json!({ "add": { "list": id(&list).0 } }));
        assert!(issue(&house, place, &list, lead.person).await.is_err());
    }

    async fn phones_that_hold_a_door_learn_where_it_stands_and_drop_it_when_asked(house: House) {
        let town = make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = made["walk_lists"][0].clone();
        issue(&house, place, &list, lead.person).await.unwrap();
        let (door, scope) = (town.doors[0][0], place.scope);
        house.app.db.write(async move |tx| {
            let mut feed = Feed::default();
            let row = tried(door, campaign, Outcome::NoAnswer, "2026-05-16");
            streets::store::keep_state(tx, scope, row).await?;
            store::republish_door(tx, &mut feed, scope, door).await?;
            feed.publish(tx, scope).await
        }).await.unwrap();
        let key = ("door".to_owned(), door.0);

        let visited = rows(&house, place, id(&list).0).await[&key].clone().unwrap();
        do_not_knock(&house, place, door).await;
        let asked = rows(&house, place, id(&list).0).await[&key].clone();

        assert_eq!((&visited["tries"], &visited["state"]), (&json!(1), &json!("tried")));
        assert_eq!(visited["last_on"], "2026-05-16");
        assert_eq!(asked, None);
        assert!(!doors(&house, &lead, &list).await.contains(&door));
    }

    async fn a_wish_heard_by_another_hub_reaches_the_phones_with_the_next_sweep(house: House) {
        let town = make::town(&house, &[10]).await;
        let (place, elsewhere) = (house.hub("Northgate").await, house.hub("Southgate").await);
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = made["walk_lists"][0].clone();
        issue(&house, place, &list, lead.person).await.unwrap();
        let (door, scope, now) = (town.doors[0][4], place.scope, house.app.clock.now());
        do_not_knock(&house, elsewhere, door).await;

        let swept = house.app.db.write(async move |tx| {
            let mut feed = Feed::default();
            let first = store::sweep(tx, &mut feed, scope, now).await?;
            feed.publish(tx, scope).await?;
            let second = store::sweep(tx, &mut Feed::default(), scope, now).await?;
            Ok::<_, Error>((first, second))
        }).await.unwrap();

        assert_eq!(swept, (true, false));
        let told = rows(&house, place, id(&list).0).await;
        assert_eq!(told[&("door".to_owned(), door.0)], None);
    }

    async fn a_recalled_list_leaves_the_phones_and_frees_its_doors(house: House) {
        make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let order = json!({ "lists": 1, "known_doors_only": true });
        let (_, made) = cut(&house, &lead, campaign, order.clone()).await;
        let list = made["walk_lists"][0].clone();
        let address = format!("/api/v1/walk_lists/{}/recall", list["id"].as_str().unwrap());
        let early = house.post(Some(&lead), &address, json!({})).await.0;
        issue(&house, place, &list, lead.person).await.unwrap();

        let (status, recalled) = house.post(Some(&lead), &address, json!({})).await;

        assert_eq!((early.as_u16(), status.as_u16()), (409, 200), "{recalled}");
        assert_eq!(recalled["state"], "recalled");
        assert!(rows(&house, place, id(&list).0).await.is_empty());
        let own = rows(&house, place, lead.person.0).await;
        assert_eq!(own[&("scope".to_owned(), id(&list).0)], None);
        let (status, made) = cut(&house, &lead, campaign, order).await;
        assert_eq!((status, &made["doors"]), (201, &json!(10)));
        assert!(made["walk_lists"][0]["name"].as_str().unwrap().starts_with("2 "));
    }

    async fn a_list_whose_lease_ended_holds_no_door_any_more(house: House) {
        make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let order = json!({ "lists": 1, "known_doors_only": true });
        let (_, made) = cut(&house, &lead, campaign, order.clone()).await;
        let list = made["walk_lists"][0].clone();
        issue(&house, place, &list, lead.person).await.unwrap();
        assert_eq!(cut(&house, &lead, campaign, order.clone()).await.0, 422);
        house.clock.advance(DAY_MS);

        let (status, made) = cut(&house, &lead, campaign, order).await;

        assert_eq!((status, &made["doors"]), (201, &json!(10)), "{made}");
        let (_, lists) = house.get(&lead, &format!("/api/v1/campaigns/{campaign}/walk_lists")).await;
        assert_eq!(lists["walk_lists"][0]["state"], "expired");
    }

    async fn a_list_goes_out_and_comes_back_with_its_shift(house: House) {
        let town = make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = id(&made["walk_lists"][0]);
        issue(&house, place, &made["walk_lists"][0], lead.person).await.unwrap();
        let (scope, door, now) = (place.scope, town.doors[0][0], house.app.clock.now());

        let steps = house.app.db.write(async move |tx| {
            let mut feed = Feed::default();
            let fetched = store::mark(tx, scope, list, Step::Download).await?;
            let out = store::mark(tx, scope, list, Step::GoOut).await?;
            let holds = store::list_of_door(tx, scope, campaign, door).await?;
            store::take_back_of_shift(tx, &mut feed, scope, shift(), now).await?;
            feed.publish(tx, scope).await?;
            let late = store::mark(tx, scope, list, Step::Download).await?;
            let after = store::list(tx, scope, list).await?.unwrap();
            let free = store::list_of_door(tx, scope, campaign, door).await?;
            Ok::<_, Error>((fetched, out, holds, late, after.state.word(), free))
        }).await.unwrap();

        assert_eq!(steps, (true, true, Some(list), false, "returned", None));
    }

    async fn a_door_found_on_the_way_comes_onto_the_shifts_list(house: House) {
        let town = make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = id(&made["walk_lists"][0]);
        issue(&house, place, &made["walk_lists"][0], lead.person).await.unwrap();
        let (scope, near, street) = (place.scope, town.doors[0][0], town.streets[0]);
        let new: DoorId = house.app.ids.new_id();

        let lists = house.app.db.write(async move |tx| {
            let mut feed = Feed::default();
            let found = streets::model::NewDoor {
                id: new, street, number: Some("1A".to_owned()), flat: None, building: None,
                floor: None, place: None, near: Some(near),
            };
            let door = streets::store::add_door(tx, scope, found).await?.unwrap();
            let first = store::append_door(tx, &mut feed, scope, shift(), &door, Some(near)).await?;
            let again = store::append_door(tx, &mut feed, scope, shift(), &door, Some(near)).await?;
            feed.publish(tx, scope).await?;
            Ok::<_, Error>((first, again))
        }).await.unwrap();

        assert_eq!(lists, (Some(list), Some(list)));
        let told = rows(&house, place, list.0).await;
        assert_eq!(told[&("walk_list".to_owned(), list.0)].as_ref().unwrap()["doors"], 11);
        assert_eq!(doors(&house, &lead, &made["walk_lists"][0]).await.len(), 11);
    }

    async fn doors_added_beside_another_stay_beside_it_when_the_phone_fetches(house: House) {
        make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = id(&made["walk_lists"][0]);
        issue(&house, place, &made["walk_lists"][0], lead.person).await.unwrap();
        let scope = place.scope;
        let before = doors(&house, &lead, &made["walk_lists"][0]).await;
        let (first, third) = (before[0], before[2]);
        // Three flats beside the third door, one by one, then a house beside the first, then a
        // fourth flat beside the last one.
        let new: Vec<DoorId> = (0..5).map(|_| house.app.ids.new_id()).collect();
        let beside = [third, third, third, first, new[2]];

        for (door, near) in new.clone().into_iter().zip(beside) {
            house.app.db.write(async move |tx| {
                let mut feed = Feed::default();
                let street = streets::store::door(tx, near).await?.unwrap().street_id.unwrap();
                let found = streets::model::NewDoor {
                    id: door, street, number: None, flat: Some("Flat".to_owned()), building: None,
                    floor: None, place: None, near: Some(near),
                };
                let found = streets::store::add_door(tx, scope, found).await?.unwrap();
                store::append_door(tx, &mut feed, scope, shift(), &found, Some(near)).await?;
                feed.publish(tx, scope).await?;
                Ok::<_, Error>(())
            }).await.unwrap();
        }

        let mut expected = vec![before[0], new[3], before[1], before[2], new[0], new[1], new[2], new[4]];
        expected.extend(&before[3..]);
        assert_eq!(doors(&house, &lead, &made["walk_lists"][0]).await, expected);
        let mut on_the_phone: Vec<(u64, Uuid)> = rows(&house, place, list.0).await.into_iter()
            .filter(|((kind, _), _)| kind == "door")
            .map(|((_, id), row)| (row.unwrap()["n"].as_u64().unwrap(), id))
            .collect();
        on_the_phone.sort_unstable();
        let on_the_phone: Vec<DoorId> = on_the_phone.into_iter().map(|(_, id)| DoorId(id)).collect();
        assert_eq!(on_the_phone, expected);
    }

    async fn a_drawn_patch_holds_exactly_the_doors_inside_it(house: House) {
        let town = make::town(&house, &[10, 10]).await;
        let place = house.hub("Northgate").await;
        let (lead, _) = make::campaign(&house, place, "Spring").await;
        let rule = json!({ "by": "polygon", "vintage": 2021, "geometry": { "type": "Polygon",
            "coordinates": [[[0.0005, 53.0013], [0.019, 53.0013], [0.019, 53.0017], [0.0005, 53.0017], [0.0005, 53.0013]]] } });
        let (_, patch) = house.post(Some(&lead), "/api/v1/patches", json!({ "name": "One street", "rule": rule })).await;
        let campaign = make::campaign_in(&house, place, &lead, &patch, "Autumn").await;

        let (status, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let (_, summary) = house.get(&lead, &format!("/api/v1/patches/{}/streets", patch["id"].as_str().unwrap())).await;

        assert_eq!(status, 201, "{made}");
        let mut listed = doors(&house, &lead, &made["walk_lists"][0]).await;
        listed.sort_unstable();
        let mut expected = town.doors[0].clone();
        expected.sort_unstable();
        assert_eq!(listed, expected);
        assert_eq!(summary["homes"], 10);
        assert_eq!(summary["streets"][0]["name"], "1 Street");
    }

    async fn another_hubs_campaign_and_list_look_like_none(house: House) {
        make::town(&house, &[10]).await;
        let (place, elsewhere) = (house.hub("Northgate").await, house.hub("Southgate").await);
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1 })).await;
        let (other, _) = make::campaign(&house, elsewhere, "Spring").await;
        let list = made["walk_lists"][0]["id"].as_str().unwrap();

        for address in [
            format!("/api/v1/campaigns/{campaign}"),
            format!("/api/v1/campaigns/{campaign}/walk_lists"),
            format!("/api/v1/walk_lists/{list}"),
        ] {
            assert_eq!(house.get(&other, &address).await.0, 404, "{address}");
        }
        for address in [format!("/api/v1/walk_lists/{list}/recall"), format!("/api/v1/walk_lists/{list}/return")] {
            assert_eq!(house.post(Some(&other), &address, json!({})).await.0, 404, "{address}");
        }
        assert_eq!(cut(&house, &other, campaign, json!({ "lists": 1 })).await.0, 404);
    }

    async fn a_campaign_outside_its_programme_is_refused(house: House) {
        make::town(&house, &[1]).await;
        let place = house.hub("Northgate").await;
        let (lead, _) = make::campaign(&house, place, "Spring").await;
        let (_, patches) = house.get(&lead, "/api/v1/patches").await;
        let body = json!({ "programme": place.programme, "patch": patches["patches"][0]["id"],
            "name": "Too early", "aim": "", "starts": "2026-03-31", "ends": "2026-05-01" });

        let (status, answer) = house.post(Some(&lead), "/api/v1/campaigns", body).await;

        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("outside_programme")));
    }

    async fn a_list_longer_than_a_phone_takes_is_refused_with_its_remedy(house: House) {
        make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 2, "known_doors_only": true })).await;
        let person = house.app.ids.new_id();
        let (first, second) = (made["walk_lists"][0].clone(), made["walk_lists"][1].clone());
        pretend(&house, &first, 5_000).await;

        let too_long = issue(&house, place, &first, person).await.unwrap_err();

        assert_eq!(too_long.code(), "list_too_long");
        assert!(too_long.detail().contains("5000 doors") && too_long.detail().contains("Cut the patch"));
        pretend(&house, &first, 4_999).await;
        issue(&house, place, &first, person).await.unwrap();
        pretend(&house, &first, 9_998).await;
        let full = issue(&house, place, &second, person).await.unwrap_err();
        assert_eq!(full.code(), "phone_full");
        // Another phone has room for it.
        issue(&house, place, &second, house.app.ids.new_id()).await.unwrap();
    }

    async fn a_list_is_downloaded_when_a_phone_has_fetched_it(house: House) {
        make::town(&house, &[10]).await;
        let place = house.hub("Northgate").await;
        let (lead, campaign) = make::campaign(&house, place, "Spring").await;
        let (_, made) = cut(&house, &lead, campaign, json!({ "lists": 1, "known_doors_only": true })).await;
        let list = made["walk_lists"][0].clone();
        let who = house.who(Role::Organiser, Some(place.hub)).await;
        let phone = house.phone(&who, Role::Organiser, place.hub).await;
        let address = format!("/api/v1/walk_lists/{}", list["id"].as_str().unwrap());
        let state = async || {
            let (_, read) = house.get(&lead, &address).await;
            let text = read.to_string();
            ["\"issued\"", "\"downloaded\"", "\"out\""].into_iter().find(|word| text.contains(word))
        };
        let (_, page) = house.get(&phone, "/api/sync/v1/pull").await;
        let cursor = page["cursor"].as_str().unwrap().to_owned();
        issue(&house, place, &list, who.person).await.unwrap();
        assert_eq!(state().await, Some("\"issued\""));

        house.get(&phone, &format!("/api/sync/v1/pull?cursor={cursor}")).await;

        assert_eq!(state().await, Some("\"downloaded\""));
        house.get(&phone, "/api/sync/v1/pull").await;
        assert_eq!(state().await, Some("\"downloaded\""));
    }
}
