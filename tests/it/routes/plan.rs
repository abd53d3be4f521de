//! Planning at the desk: a patch and a cut before they are made, streets moved between lists, lists
//! handed to people.

use std::collections::BTreeSet;

use doorstep::access::Role;
use serde_json::{Value, json};

use crate::{
    field::{Outing, outing},
    harness::{House, Who, both},
    make::{self, AREA},
};

async fn preview(house: &House, who: &Who, rule: Value) -> (u16, Value) {
    let body = json!({ "rule": rule });
    let (status, answer) = house.post(Some(who), "/api/v1/patches/preview", body).await;
    (status.as_u16(), answer)
}

fn drawn(ring: &[[f64; 2]]) -> Value {
    json!({ "by": "polygon", "vintage": 2021,
        "geometry": { "type": "Polygon", "coordinates": [ring] } })
}

fn square(west: f64, south: f64, size: f64) -> Value {
    let (east, north) = (west + size, south + size);
    drawn(&[
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
    ])
}

/// Drafts of a campaign, oldest first.
async fn lists(house: &House, out: &Outing) -> Vec<Value> {
    let path = format!("/api/v1/campaigns/{}/walk_lists", out.campaign);
    let (_, answer) = house.get(&out.lead, &path).await;
    answer["walk_lists"].as_array().unwrap().clone()
}

async fn cut(house: &House, out: &Outing, count: u32) -> Vec<Value> {
    let path = format!("/api/v1/campaigns/{}/cut", out.campaign);
    let order = json!({ "lists": count, "known_doors_only": true });
    let (status, made) = house.post(Some(&out.lead), &path, order).await;
    assert_eq!(status, 201, "{made}");
    made["walk_lists"].as_array().unwrap().clone()
}

fn path(list: &Value, rest: &str) -> String {
    format!("/api/v1/walk_lists/{}{rest}", list["id"].as_str().unwrap())
}

/// Every door of a list.
async fn doors(house: &House, who: &Who, list: &Value) -> BTreeSet<String> {
    let (_, detail) = house.get(who, &path(list, "")).await;
    let stops = detail["stops"].as_array().unwrap();
    let of_stop = |stop: &Value| stop["door"].as_str().map(ToOwned::to_owned);
    stops.iter().filter_map(of_stop).collect()
}

/// The sides of streets on a list: street, side, doors.
async fn sides(house: &House, who: &Who, list: &Value) -> Vec<(Value, Value, i64)> {
    let (status, map) = house.get(who, &path(list, "/map")).await;
    assert_eq!(status, 200, "{map}");
    let mut found = Vec::new();
    for street in map["list"]["streets"].as_array().unwrap() {
        for side in street["sides"].as_array().unwrap() {
            let doors = side["doors"].as_i64().unwrap();
            found.push((street["street"].clone(), side["side"].clone(), doors));
        }
    }
    found
}

both! {
    async fn a_patch_shows_its_homes_streets_and_minutes_before_it_is_made(house: House) {
        let town = make::town(&house, &[20, 14, 0]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let rule = json!({ "by": "codes", "vintage": 2021, "codes": [AREA, "E09999999"] });

        let (status, seen) = preview(&house, &lead, rule).await;

        assert_eq!(status, 200, "{seen}");
        assert_eq!((&seen["homes"], &seen["streets"]), (&json!(34), &json!(4)));
        // The street without a door, and the road that joins them all.
        assert_eq!(seen["unlisted_streets"], 2);
        assert_eq!(seen["areas"][0]["code"], AREA);
        assert_eq!(seen["areas"][0]["homes"], 34);
        let holes = seen["holes"].as_array().unwrap();
        assert!(holes.contains(&json!({ "kind": "unknown_area", "code": "E09999999" })), "{seen}");
        let (_, patches) = house.get(&lead, "/api/v1/patches").await;
        assert_eq!(patches["patches"], json!([]), "a preview keeps nothing");
        let (_, campaign) = make::campaign(&house, place, "Spring").await;
        let address = format!("/api/v1/campaigns/{campaign}/cut/preview");
        let (_, cut) = house.post(Some(&lead), &address, json!({ "lists": 1 })).await;
        assert_eq!(cut["doors"], 34);
        let (told, walked) = (seen["minutes"].as_f64().unwrap(), cut["minutes"].as_f64().unwrap());
        // One counts the ways between the sides of streets, the other does not.
        assert!(told > 34.0 * 3.48 && (told / walked - 1.0).abs() < 0.25, "{told} {walked}");
        assert_eq!(town.all().len(), 34);
    }

    async fn a_drawing_shows_what_lies_inside_it_alone(house: House) {
        make::town(&house, &[20, 14]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        // Around the first street, south of the second.
        let rule = drawn(&[[0.0, 53.001], [0.02, 53.001], [0.02, 53.00175], [0.0, 53.00175], [0.0, 53.001]]);

        let (status, seen) = preview(&house, &lead, rule).await;

        assert_eq!(status, 200, "{seen}");
        assert_eq!(seen["homes"], 20);
        let bounds: Vec<f64> = seen["bounds"].as_array().unwrap().iter().map(|n| n.as_f64().unwrap()).collect();
        assert!(bounds[0] < bounds[2] && bounds[1] < bounds[3], "{bounds:?}");
    }

    async fn a_patch_by_deciles_tells_the_decile_of_each_area_with_its_edition(house: House) {
        make::town(&house, &[20]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        ranked(&house, AREA, 3).await;
        let rule = |deciles: Value| json!({ "by": "deciles", "edition": 2025, "deciles": deciles, "within": [AREA] });

        let (status, seen) = preview(&house, &lead, rule(json!([3, 4]))).await;
        let none = preview(&house, &lead, rule(json!([1]))).await;

        assert_eq!(status, 200, "{seen}");
        assert_eq!(seen["areas"][0]["deciles"], json!({ "2025": 3 }));
        assert_eq!(seen["holes"], json!([]));
        assert_eq!((none.0, &none.1["code"]), (422, &json!("empty_patch")));
    }

    async fn a_drawing_in_the_sea_or_over_half_a_county_says_so_in_a_sentence(house: House) {
        make::town(&house, &[8]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        squares_in_a_row(&house, 201).await;

        let (status, sea) = preview(&house, &lead, square(3.0, 54.0, 0.1)).await;
        assert_eq!((status, &sea["code"]), (422, &json!("empty_patch")), "{sea}");
        assert!(sea["detail"].as_str().unwrap().contains("in the sea"), "{sea}");

        let moor = preview(&house, &lead, square(1.0, 52.0, 0.005)).await;
        assert_eq!((moor.0, &moor.1["code"]), (422, &json!("nothing_there")), "{moor:?}");

        let county = preview(&house, &lead, square(0.9, 51.9, 3.0)).await;
        assert_eq!((county.0, &county.1["code"]), (422, &json!("patch_too_large")), "{county:?}");
        let detail = county.1["detail"].as_str().unwrap();
        assert!(detail.contains("201 small areas") && detail.contains("at most 200"), "{detail}");
        let codes: Vec<String> = (0..201).map(|n| format!("E0200{n:04}")).collect();
        let rule = json!({ "by": "codes", "vintage": 2021, "codes": codes });
        assert_eq!(preview(&house, &lead, rule).await.1["code"], "patch_too_large");

        let bow = drawn(&[[0.0, 53.0], [0.01, 53.01], [0.01, 53.0], [0.0, 53.01], [0.0, 53.0]]);
        assert_eq!(preview(&house, &lead, bow).await.1["code"], "bad_drawing");
    }

    async fn a_cut_is_seen_before_it_is_made_and_is_then_made_so(house: House) {
        let out = outing(&house).await;
        let address = format!("/api/v1/campaigns/{}/cut/preview", out.campaign);
        let order = json!({ "lists": 2, "replace_drafts": true });

        let (status, seen) = house.post(Some(&out.lead), &address, order.clone()).await;

        assert_eq!(status, 200, "{seen}");
        assert_eq!(lists(&house, &out).await, Vec::<Value>::new(), "a preview keeps nothing");
        let made = format!("/api/v1/campaigns/{}/cut", out.campaign);
        let (_, made) = house.post(Some(&out.lead), &made, order.clone()).await;
        let shape = |list: &Value| json!([list["name"], list["doors"], list["minutes"], list["metres"], list["pieces"]]);
        let seen_lists: Vec<Value> = seen["lists"].as_array().unwrap().iter().map(shape).collect();
        let made_lists: Vec<Value> = made["walk_lists"].as_array().unwrap().iter().map(shape).collect();
        assert_eq!(seen_lists, made_lists);
        assert_eq!((&seen["doors"], &seen["stretches"]), (&made["doors"], &made["stretches"]));
        // While the slider moves, today's drafts are as if they were not there.
        let (_, again) = house.post(Some(&out.lead), &address, order).await;
        assert_eq!(again, seen);
        let more = json!({ "lists": 2 });
        assert_eq!(house.post(Some(&out.lead), &address, more).await.1["code"], "nothing_to_walk");
    }

    async fn the_map_of_a_cut_holds_every_door_once_under_its_list(house: House) {
        let out = outing(&house).await;
        let address = format!("/api/v1/campaigns/{}/cut/preview", out.campaign);
        let order = json!({ "lists": 2, "known_doors_only": true });

        let (_, seen) = house.post(Some(&out.lead), &address, order).await;

        let features = seen["geometry"]["features"].as_array().unwrap();
        for list in seen["lists"].as_array().unwrap() {
            let own = |kind: &'static str| {
                features.iter().filter(move |feature| {
                    let properties = &feature["properties"];
                    properties["list"] == list["number"] && properties["kind"] == kind
                })
            };
            let points: usize = own("doors").map(|feature| feature["geometry"]["coordinates"].as_array().unwrap().len()).sum();
            assert_eq!(json!(points), list["doors"]);
            let sides: usize = list["streets"].as_array().unwrap().iter().map(|street| street["sides"].as_array().unwrap().len()).sum();
            assert_eq!(own("way").count(), sides);
            assert!(list["label"][1].as_f64().unwrap() > 53.0, "{list}");
        }
        assert_eq!(seen["doors"], 12);
    }

    async fn a_side_moved_to_another_list_is_walked_there_and_both_are_ordered_anew(house: House) {
        let out = outing(&house).await;
        let made = cut(&house, &out, 2).await;
        let (from, to) = (made[0].clone(), made[1].clone());
        let sides = sides(&house, &out.lead, &from).await;
        assert!(sides.len() > 1, "{sides:?}");
        let (street, side, count) = sides[0].clone();
        let before = doors(&house, &out.lead, &to).await;

        let body = json!({ "to": to["id"], "street": street, "side": side });
        let (status, moved) = house.post(Some(&out.lead), &path(&from, "/move"), body.clone()).await;

        assert_eq!(status, 200, "{moved}");
        assert_eq!(moved["moved"], count);
        let (left, got) = (&moved["from"], &moved["to"]);
        assert_eq!(left["doors"].as_i64().unwrap() + count, from["doors"].as_i64().unwrap());
        assert_eq!(got["doors"].as_i64().unwrap() - count, to["doors"].as_i64().unwrap());
        assert!(left["minutes"].as_f64().unwrap() < from["minutes"].as_f64().unwrap(), "{moved}");
        assert!(got["minutes"].as_f64().unwrap() > to["minutes"].as_f64().unwrap(), "{moved}");
        assert_eq!((&left["version"], &got["version"]), (&json!(2), &json!(2)));
        let after = doors(&house, &out.lead, &to).await;
        assert!(after.is_superset(&before) && json!(after.len()) == got["doors"], "{after:?}");
        let (_, map) = house.get(&out.lead, &path(&to, "/map")).await;
        assert_eq!((&map["list"]["doors"], &map["list"]["minutes"]), (&got["doors"], &got["minutes"]));
        // Of six doors each, some went: nobody should overlook that.
        let warned: BTreeSet<&str> = moved["warnings"].as_array().unwrap().iter()
            .map(|warning| warning["kind"].as_str().unwrap()).collect();
        assert!(warned.contains("uneven"), "{moved}");
        let again = house.post(Some(&out.lead), &path(&from, "/move"), body).await;
        assert_eq!(again.1["code"], "not_on_list");
    }

    async fn what_is_left_of_a_list_does_not_go_and_nobody_is_left_with_an_empty_one(house: House) {
        let out = outing(&house).await;
        let made = cut(&house, &out, 2).await;
        let (from, to) = (made[0].clone(), made[1].clone());
        let mut last = None;
        for (street, side, _) in sides(&house, &out.lead, &from).await {
            let body = json!({ "to": to["id"], "street": street, "side": side });
            last = Some(house.post(Some(&out.lead), &path(&from, "/move"), body).await);
        }

        let (status, answer) = last.unwrap();

        assert_eq!((status.as_u16(), &answer["code"]), (422, &json!("list_would_be_empty")), "{answer}");
        assert!(!doors(&house, &out.lead, &from).await.is_empty());
    }

    async fn what_cannot_move_is_refused_in_a_sentence_each(house: House) {
        let out = outing(&house).await;
        let made = cut(&house, &out, 2).await;
        let (from, to) = (made[0].clone(), made[1].clone());
        let street = out.town.streets[0];
        let try_to = |list: Value, body: Value| {
            let (house, lead) = (&house, &out.lead);
            async move {
                let (status, answer) = house.post(Some(lead), &path(&list, "/move"), body).await;
                (status.as_u16(), answer["code"].as_str().unwrap_or_default().to_owned())
            }
        };
        let itself = json!({ "to": from["id"], "street": street });
        assert_eq!(try_to(from.clone(), itself).await, (422, "same_list".to_owned()));
        let elsewhere = json!({ "to": to["id"], "street": uuid::Uuid::nil() });
        assert_eq!(try_to(from.clone(), elsewhere).await, (422, "not_on_list".to_owned()));
        let unknown = json!({ "to": uuid::Uuid::nil(), "street": street });
        assert_eq!(try_to(from.clone(), unknown.clone()).await, (404, "not_found".to_owned()));

        let south = house.hub("Southgate").await;
        let stranger = house.who(Role::LeadOrganiser, Some(south.hub)).await;
        let good = json!({ "to": to["id"], "street": street, "side": "odd" });
        let (status, others) = house.post(Some(&stranger), &path(&from, "/move"), good.clone()).await;
        assert_eq!(status, 404);
        let nowhere = format!("/api/v1/walk_lists/{}/move", uuid::Uuid::nil());
        assert_eq!(house.post(Some(&stranger), &nowhere, good.clone()).await.1, others);

        let issue = json!({ "shift": out.shift });
        let (status, issued) = house.post(Some(&out.lead), &path(&to, "/issue"), issue).await;
        assert_eq!(status, 200, "{issued}");
        assert_eq!(try_to(from, good).await, (409, "already_issued".to_owned()));
    }

    async fn a_list_is_handed_to_somebody_with_a_code_for_their_phone_in_one_step(house: House) {
        let out = outing(&house).await;
        let list = cut(&house, &out, 1).await.remove(0);
        let amina = house.who(Role::Organiser, Some(out.place.hub)).await;
        let now = house.app.clock.now();
        let body = json!({ "people": [{ "person": amina.person, "part": "recorder" }],
            "planned_start": now, "planned_end": now.plus(7_200_000), "start_place": "Millfield Hall",
            "buddy": "Ruth", "enrol": [amina.person] });

        let (status, handed) = house.post(Some(&out.lead), &path(&list, "/issue"), body.clone()).await;

        assert_eq!(status, 200, "{handed}");
        assert_eq!(handed["shift"]["state"], "ready");
        assert_eq!(handed["handed"]["walk_list"]["state"], "issued");
        assert_eq!(handed["people"][0]["phones"], 0);
        let code = &handed["codes"][0];
        assert!(code["qr_svg"].as_str().unwrap().starts_with("<svg"), "{code}");
        assert!(code["link"].as_str().unwrap().contains("/app/#code="), "{code}");
        let (status, phone) = house.post(None, "/api/sync/v1/enrol", json!({ "code": code["code"] })).await;
        assert_eq!(status, 200, "{phone}");
        let who = Who { token: phone["token"].as_str().unwrap().to_owned(), person: amina.person };
        let (_, page) = house.get(&who, "/api/sync/v1/pull").await;
        let doors = page["changes"].as_array().unwrap().iter().filter(|change| change["put"]["kind"] == "door").count();
        assert_eq!(doors, 12, "the list is on the new phone");
        // Nobody gets it twice, and nothing of a second try stays.
        let before = house.get(&out.lead, "/api/v1/shifts").await.1;
        assert_eq!(house.post(Some(&out.lead), &path(&list, "/issue"), body).await.0, 409);
        assert_eq!(house.get(&out.lead, "/api/v1/shifts").await.1, before);
    }

    async fn handing_out_says_what_is_missing(house: House) {
        let out = outing(&house).await;
        let list = cut(&house, &out, 1).await.remove(0);
        let stranger = house.who(Role::Organiser, Some(out.place.hub)).await;

        let neither = house.post(Some(&out.lead), &path(&list, "/issue"), json!({})).await;
        let both = json!({ "shift": out.shift, "people": [] });
        let both = house.post(Some(&out.lead), &path(&list, "/issue"), both).await;
        let other = json!({ "shift": out.shift, "enrol": [stranger.person] });
        let other = house.post(Some(&out.lead), &path(&list, "/issue"), other).await;

        assert_eq!((neither.0.as_u16(), both.0.as_u16(), other.0.as_u16()), (400, 400, 400));
        assert_eq!(lists(&house, &out).await[0]["state"], "draft");
    }
}

/// The decile of an area in 2025.
async fn ranked(house: &House, code: &'static str, decile: i64) {
    use doorstep::{base::ids::ImportId, db::sql};
    let import: ImportId = house.app.ids.new_id();
    let row = async move |tx: &mut doorstep::db::Tx| {
        let text = "INSERT INTO deprivation (edition, code, vintage, name, lad_code, lad_name, rank, decile, domains, populations, import_id)
                    VALUES (2025, $1, 2021, $1, 'E06000001', 'Testbury', $2, $2, '{}', '{}', $3)";
        let stmt = sql(text).bind(code.to_owned()).bind(decile).bind(import);
        tx.run_expecting(1, stmt).await
    };
    house.app.db.write(row).await.unwrap();
}

/// So many small areas beside each other, without streets.
async fn squares_in_a_row(house: &House, count: u32) {
    use doorstep::{base::ids::ImportId, db::sql};
    let import: ImportId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            for n in 0..count {
                let (west, south) = (1.0 + f64::from(n) * 0.01, 52.0);
                let (east, north) = (west + 0.01, south + 0.01);
                let shape = json!({ "type": "Polygon", "coordinates": [[[west, south],
                    [east, south], [east, north], [west, north], [west, south]]] });
                tx.run(
                    sql("INSERT INTO lsoas (vintage, code, name, geometry, min_lng, min_lat, max_lng, max_lat, import_id)
                         VALUES (2021, $1, $1, $2, $3, $4, $5, $6, $7)")
                        .bind(format!("E0200{n:04}"))
                        .bind(shape.to_string())
                        .bind(west)
                        .bind(south)
                        .bind(east)
                        .bind(north)
                        .bind(import),
                )
                .await?;
            }
            Ok::<_, doorstep::db::Error>(())
        })
        .await
        .unwrap();
}
