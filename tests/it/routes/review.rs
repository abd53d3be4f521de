//! Counts by any dimension, and csv. Rankings and maps come from releases: `disclosure/releases.rs`.

use axum::{body::Body, http::Method};
use doorstep::{
    access::Role,
    base::ids::{CampaignId, ImportId, PatchId, VisitId},
    db::sql,
    ledger::Figures,
    tally::{Measure, Posting},
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    harness::{House, Place, both, request},
    stores::ledger::{patch, post, record},
};

/// One record with a cell and an area.
async fn somewhere(house: &House, place: &Place, patch: PatchId) {
    let counts = [
        (Measure::Listenings, 2),
        (Measure::EngagedFirst, 3),
        (Measure::EngagedUnsure, 1),
    ];
    let mut batch = record(
        place,
        (Uuid::from_u128(1), "2026-05-10", Some(patch)),
        &counts,
    );
    let near = maps::shapes::LngLat::new(-1.5, 53.8).unwrap();
    for posting in &mut batch {
        if let Posting::Post(tally) = posting {
            tally.cell = Some(maps::cells::Cell::at(near).to_i64());
            tally.lsoa_2021 = Some("E01000001".to_owned());
        }
    }
    batch.extend(record(
        place,
        (Uuid::from_u128(2), "2026-05-10", None),
        &[(Measure::EngagedFirst, 1)],
    ));
    post(house, place, batch).await.unwrap();
}

/// One small area in the fourth tenth.
async fn area(house: &House) {
    let import: ImportId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO lsoas (vintage, code, name, geometry, min_lng, min_lat, max_lng, max_lat, import_id)
                     VALUES (2021, 'E01000001', 'Testbury 001A', '{\"type\":\"Polygon\",\"coordinates\":[]}', 0.0, 53.0, 0.1, 53.1, $1)")
                    .bind(import),
            )
            .await?;
            tx.run(
                sql("INSERT INTO deprivation (edition, code, vintage, name, lad_code, lad_name, rank, decile, domains, populations, import_id)
                     VALUES (2025, 'E01000001', 2021, 'Testbury 001A', 'E06000001', 'Testbury', 1, 4, '{}', '{}', $1)")
                    .bind(import),
            )
            .await
            .map(drop)
        })
        .await
        .unwrap();
}

async fn campaign(house: &House, place: &Place, patch: PatchId) -> CampaignId {
    let (id, place): (CampaignId, Place) = (house.app.ids.new_id(), *place);
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO campaigns (hub_id, id, programme_id, patch_id, name, aim, frame, starts, ends, most_tries, gap_days, declined_gap_days, codebook, created_at)
                     VALUES ($1, $2, $3, $4, 'Spring', '', '[]', '2026-04-01', '2027-03-31', 3, 7, 90, 1, 0)")
                    .bind(place.hub)
                    .bind(id)
                    .bind(place.programme)
                    .bind(patch),
            )
            .await
            .map(drop)
        })
        .await
        .unwrap();
    id
}

/// A visit in May at the `n`th door, which is made when missing.
async fn visit(house: &House, place: &Place, campaign: CampaignId, (n, outcome): (u128, &str)) {
    let (id, hub): (VisitId, _) = (house.app.ids.new_id(), place.hub);
    let (door, outcome) = (Uuid::from_u128(n), outcome.to_owned());
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO doors (id, source_ref, side, lng, lat, cell, kind)
                     VALUES ($1, $2, 'odd', 0.0, 53.0, 0, 'home') ON CONFLICT (id) DO NOTHING")
                    .bind(door)
                    .bind(door.to_string()),
            )
            .await?;
            tx.run(
                sql("INSERT INTO visits (hub_id, id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, left_card, rev, voided)
                     VALUES ($1, $2, $3, $4, $5, $4, '2026-05-10', 'evening', $6, $7, 1, $7)")
                    .bind(hub)
                    .bind(id)
                    .bind(campaign)
                    .bind(Uuid::nil())
                    .bind(door)
                    .bind(outcome.clone())
                    .bind(false),
            )
            .await
            .map(drop)
        })
        .await
        .unwrap();
}

both! {
    async fn every_breakdown_shows_its_residual_and_the_same_total(house: House) {
        let place = house.hub("Northgate").await;
        area(&house).await;
        let home = patch(&house, &place, "P").await;
        somewhere(&house, &place, home).await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        for (by, key, residual) in [
            ("by=patch", json!(home), "not placed"),
            ("by=lsoa&vintage=2021", json!("E01000001"), "no area"),
            ("by=decile&edition=2025", json!("4"), "no index"),
        ] {
            let path = format!("/api/v1/counts?{by}&programme={}", place.programme);
            let (status, counts) = house.get(&lead, &path).await;
            assert_eq!(status, 200, "{counts}");
            let rows = counts["rows"].as_array().unwrap();
            let row = rows.iter().find(|row| row["key"] == key).unwrap();
            assert_eq!(row["engaged"], 3, "{by}");
            assert_eq!(row["engaged_high"], 4, "{by}");
            assert_eq!(counts["residual"]["label"], residual);
            assert_eq!(counts["residual"]["engaged"], 1, "{by}");
            assert_eq!(counts["total"]["engaged"], 4, "{by}");
        }
        // Exact figures of cells are nobody's: a map of people is drawn from a release.
        let path = format!("/api/v1/counts?by=cell&programme={}", place.programme);
        assert_eq!(house.get(&lead, &path).await.0, 400);
        // An edition that ranks other areas knows none of them.
        let path = format!("/api/v1/counts?by=decile&edition=2019&programme={}", place.programme);
        let (_, counts) = house.get(&lead, &path).await;
        assert_eq!(counts["residual"]["engaged"], 4);
    }

    async fn distinct_doors_stand_beside_the_figures_and_say_that_they_do_not_add_up(house: House) {
        let place = house.hub("Northgate").await;
        let home = patch(&house, &place, "P").await;
        let campaign = campaign(&house, &place, home).await;
        // The same door twice, another once; one of them not opened.
        for (n, outcome) in [(1, "no_answer"), (1, "listened"), (2, "no_answer"), (3, "no_access")] {
            visit(&house, &place, campaign, (n, outcome)).await;
        }
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;

        let path = format!("/api/v1/counts?by=patch&quarter=2026-Q1&programme={}", place.programme);
        let (status, counts) = house.get(&lead, &path).await;

        assert_eq!(status, 200, "{counts}");
        let doors = json!({ "tried": 2, "answered": 1, "listened": 1 });
        assert_eq!(counts["doors"]["total"], doors);
        assert_eq!(counts["doors"]["rows"][home.to_string()], doors);
        assert!(counts["doors"]["note"].as_str().unwrap().contains("do not add up"));
        let path = format!("/api/v1/returns?quarter=2026-Q1&programme={}", place.programme);
        assert_eq!(house.get(&lead, &path).await.1["report"]["doors"], doors);
    }

    async fn the_csv_holds_every_row_the_residual_and_the_total(house: House) {
        let place = house.hub("Northgate").await;
        let home = patch(&house, &place, "=cmd()").await;
        somewhere(&house, &place, home).await;
        let manager = house.who(Role::HubManager, Some(place.hub)).await;

        let path = format!("/api/v1/counts.csv?by=patch&programme={}", place.programme);
        let get = request(Method::GET, Some(&manager), &path).body(Body::empty()).unwrap();
        let (_, bytes) = house.send_raw(get).await;

        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        let head: Vec<String> = reader.headers().unwrap().iter().map(ToOwned::to_owned).collect();
        let names = Figures::default().named().map(|(name, _)| name);
        assert_eq!(head[..2], ["patch", "label"]);
        assert_eq!(head[2..], names);
        let at = head.iter().position(|name| name == "engaged").unwrap();
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        let told: Vec<(&str, &str)> = rows.iter().map(|row| (&row[1], &row[at])).collect();
        assert_eq!(told, [("'=cmd()", "3"), ("not placed", "1"), ("total", "4")]);
    }

    async fn the_network_reads_hubs_and_nothing_below(house: House) {
        let place = house.hub("Northgate").await;
        let home = patch(&house, &place, "P").await;
        somewhere(&house, &place, home).await;
        let network = house.who(Role::NetworkManager, None).await;

        for by in ["hub", "region", "period", "programme"] {
            let path = format!("/api/v1/counts?by={by}&programme={}", place.programme);
            let (status, counts) = house.get(&network, &path).await;
            assert_eq!((status.as_u16(), &counts["total"]["engaged"]), (200, &json!(4)), "{by}");
        }
        for by in ["patch", "lsoa", "decile", "mode"] {
            let path = format!("/api/v1/counts?by={by}&programme={}", place.programme);
            assert_eq!(house.get(&network, &path).await.0, 403, "{by}");
        }
    }

    async fn a_groups_member_reads_no_live_figures_of_people(house: House) {
        let place = house.hub("Northgate").await;
        for role in [Role::GroupMember, Role::Organiser, Role::DataProtectionOfficer] {
            let who = house.who(role, Some(place.hub)).await;
            for path in ["counts?by=patch&", "counts.csv?by=patch&", "returns?quarter=2026-Q1&"] {
                let path = format!("/api/v1/{path}programme={}", place.programme);
                assert_eq!(house.get(&who, &path).await.0, 403, "{role} {path}");
            }
            // Themes only as released, which nothing was yet.
            let path = format!("/api/v1/themes/rankings?quarter=2026-Q1&programme={}", place.programme);
            let status = if role == Role::GroupMember { 404 } else { 403 };
            assert_eq!(house.get(&who, &path).await.0, status, "{role}");
        }
    }

    async fn another_hubs_figures_are_nowhere_in_ours(house: House) {
        let north = house.hub("Northgate").await;
        let hub = doorstep::base::ids::HubId(Uuid::from_u128(1));
        let south = house.hub_in(north.programme, hub, "Southgate").await;
        let home = patch(&house, &north, "P").await;
        somewhere(&house, &north, home).await;
        let other = house.who(Role::HubManager, Some(south.hub)).await;

        for by in ["patch", "lsoa", "decile", "hub", "region", "programme", "period", "mode"] {
            let path = format!("/api/v1/counts?by={by}&programme={}", north.programme);
            let (status, counts) = house.get(&other, &path).await;
            assert_eq!(status, 200, "{counts}");
            assert_eq!(counts["total"]["engaged"], 0, "{by}");
            assert!(!counts.to_string().contains(&north.hub.to_string()), "{by}");
        }
    }
}
