//! Releases as people come by them: by command and by address, on both databases.

use axum::{body::Body, http::Method};
use doorstep::{
    access::Role,
    base::{
        ids::{CampaignId, DoorId, HubId, ListeningId, PatchId, ProgrammeId, VisitId},
        time::EpochMs,
    },
    db::sql,
    disclosure::{
        self, Asked, Audience,
        model::{AreaKind, Counted, Figure, Made},
        nightly,
    },
    problem::Problem,
    tally::{Measure, Posting},
    themes::codebook::national_id,
};
use maps::{cells::Cell, shapes::LngLat};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    harness::{House, Place, Who, both, request},
    stores::ledger::{patch, post, record},
};

/// A patch with a small area of its own, a campaign, and somebody who listens there.
pub(super) struct Quarter {
    pub(super) place: Place,
    pub(super) patches: Vec<(PatchId, CampaignId)>,
    doors: u128,
}

pub(super) async fn quarter(house: &House, patches: usize) -> Quarter {
    let place = house.hub("Northgate").await;
    house
        .app
        .db
        .write(async |tx| doorstep::themes::keep_starter_codebook(tx).await)
        .await
        .unwrap();
    let mut quarter = Quarter {
        place,
        patches: Vec::new(),
        doors: 0,
    };
    for n in 0..patches {
        let id = patch(house, &place, &format!("Patch {n}")).await;
        let campaign: CampaignId = house.app.ids.new_id();
        house
            .app
            .db
            .write(async move |tx| {
                tx.run(
                    sql("INSERT INTO campaigns (hub_id, id, programme_id, patch_id, name, aim, frame, starts, ends, most_tries, gap_days, declined_gap_days, codebook, created_at)
                         VALUES ($1, $2, $3, $4, $5, '', '[]', '2026-04-01', '2027-03-31', 3, 7, 90, 1, 0)")
                        .bind(place.hub)
                        .bind(campaign)
                        .bind(place.programme)
                        .bind(id)
                        .bind(format!("Campaign {n}")),
                )
                .await
                .map(drop)
            })
            .await
            .unwrap();
        quarter.patches.push((id, campaign));
    }
    quarter
}

impl Quarter {
    /// So many conversations in a patch on a day, each at a door of its own and counted now, the
    /// first `themed` of them about food. Gives the records back.
    pub(super) async fn heard(
        &mut self,
        house: &House,
        (n, day): (usize, &str),
        (count, themed): (u128, u128),
    ) -> Vec<Uuid> {
        let mut records = Vec::new();
        let (patch, campaign) = self.patches[n];
        let at = LngLat {
            lng: -1.5 + 0.1 * n as f64,
            lat: 53.8,
        };
        let (cell, area) = (Cell::at(at).to_i64(), format!("E0100000{n}"));
        for heard in 0..count {
            self.doors += 1;
            let subject = Uuid::from_u128(0xF000 + self.doors);
            let counts = [(Measure::Listenings, 1), (Measure::EngagedFirst, 1)];
            let mut batch = record(&self.place, (subject, day, Some(patch)), &counts);
            for posting in &mut batch {
                if let Posting::Post(tally) = posting {
                    tally.cell = Some(cell);
                    tally.lsoa_2021 = Some(area.clone());
                }
            }
            post(house, &self.place, batch).await.unwrap();
            records.push(subject);
            let (door, hub) = (DoorId(Uuid::from_u128(0xD000 + self.doors)), self.place.hub);
            let (visit, listening): (VisitId, ListeningId) =
                (house.app.ids.new_id(), house.app.ids.unordered());
            let theme = national_id(if heard < themed {
                "food"
            } else {
                "social_care"
            });
            let (day, area) = (day.to_owned(), area.clone());
            house
                .app
                .db
                .write(async move |tx| {
                    tx.run(
                        sql("INSERT INTO doors (id, source_ref, side, lng, lat, cell, lsoa_2021, kind)
                             VALUES ($1, $2, 'odd', 0.0, 53.0, $3, $4, 'home')")
                            .bind(door)
                            .bind(door.to_string())
                            .bind(cell)
                            .bind(area.clone()),
                    )
                    .await?;
                    tx.run(
                        sql("INSERT INTO visits (hub_id, id, campaign_id, shift_id, door_id, person_id, day, hour_band, outcome, left_card, rev, voided)
                             VALUES ($1, $2, $3, $4, $5, $4, $6, 'evening', 'listened', $7, 1, $7)")
                            .bind(hub)
                            .bind(visit)
                            .bind(campaign)
                            .bind(Uuid::nil())
                            .bind(door)
                            .bind(day.clone())
                            .bind(false),
                    )
                    .await?;
                    tx.run(
                        sql("INSERT INTO listenings (hub_id, id, campaign_id, patch_id, first_day, last_day, note_state, quote_ok)
                             VALUES ($1, $2, $3, $4, $5, $5, 'none', $6)")
                            .bind(hub)
                            .bind(listening)
                            .bind(campaign)
                            .bind(patch)
                            .bind(day.clone())
                            .bind(false),
                    )
                    .await?;
                    tx.run(
                        sql("INSERT INTO statements (hub_id, listening_id, n, theme_id, stance)
                             VALUES ($1, $2, 1, $3, 'concern')")
                            .bind(hub)
                            .bind(listening)
                            .bind(theme),
                    )
                    .await
                    .map(drop)
                })
                .await
                .unwrap();
        }
        records
    }

    pub(super) async fn release(&self, house: &House, audience: Audience, period: &str) -> Made {
        self.asked(house, audience, period).await.unwrap()
    }

    async fn asked(
        &self,
        house: &House,
        audience: Audience,
        period: &str,
    ) -> Result<Made, Problem> {
        let asked = Asked {
            audience,
            period: period.parse().unwrap(),
            hub: Some(self.place.hub),
            programme: None,
        };
        disclosure::release(&house.app, asked).await
    }

    fn value(&self, made: &Made, n: usize) -> Option<i64> {
        let key = self.patches[n].0.to_string();
        people(made)
            .find(|figure| figure.key == key)
            .map(|figure| figure.value)
    }
}

fn people(made: &Made) -> impl Iterator<Item = &Figure> {
    let of = |figure: &&Figure| figure.theme.is_none() && figure.measure == Counted::Listenings;
    made.release.figures.iter().filter(of)
}

fn whole(made: &Made) -> Option<i64> {
    people(made)
        .find(|figure| figure.kind == AreaKind::Hub)
        .map(|figure| figure.value)
}

pub(super) fn set(house: &House, instant: &str) {
    house.clock.set(instant.parse::<EpochMs>().unwrap());
}

both! {
    async fn a_hub_with_four_listenings_shows_that_it_is_under_k_and_nothing_more(house: House) {
        let mut quarter = quarter(&house, 1).await;
        quarter.heard(&house, (0, "2026-05-10"), (4, 2)).await;
        set(&house, "2026-07-02T12:00:00Z");

        for audience in [Audience::Group, Audience::Public] {
            let made = quarter.release(&house, audience, "2026-Q1").await;

            assert!(made.release.figures.is_empty(), "{:?}", made.release.figures);
            let k = audience.k();
            let said = made.release.notes.iter().any(|note| note.starts_with(&format!("Under {k} conv")));
            assert!(said, "{:?}", made.release.notes);
            assert!(made.making.withheld.iter().any(|held| held.figure == "the hub"));
        }
    }

    async fn a_period_without_anybody_looks_like_one_with_a_few(house: House) {
        let quarter = quarter(&house, 1).await;
        set(&house, "2026-07-02T12:00:00Z");

        let made = quarter.release(&house, Audience::Public, "2026-Q1").await;

        assert!(made.release.figures.is_empty());
        assert!(made.release.notes.iter().any(|note| note.starts_with("Under 10 conversations")));
    }

    async fn a_release_is_made_once_and_never_changes(house: House) {
        let mut quarter = quarter(&house, 3).await;
        for n in 0..3 {
            quarter.heard(&house, (n, "2026-05-10"), (20, 10)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        let first = quarter.release(&house, Audience::Group, "2026-Q1").await;
        assert_eq!(whole(&first), Some(60));
        assert_eq!(quarter.value(&first, 2), Some(20));

        // What comes late is dated in the quarter and posted after it.
        quarter.heard(&house, (0, "2026-05-11"), (15, 0)).await;
        let again = quarter.release(&house, Audience::Group, "2026-Q1").await;

        assert_eq!(first, again);
        let by_everybody = quarter.release(&house, Audience::Public, "2026-Q1").await;
        assert_eq!(whole(&by_everybody), Some(60), "the late ones are not in it");
        set(&house, "2026-10-02T12:00:00Z");
        let next = quarter.release(&house, Audience::Group, "2026-Q2").await;
        assert_eq!(whole(&next), None, "they were knocked at in the quarter before: no door now");
    }

    async fn what_is_taken_back_is_netted_later_and_must_pass_then(house: House) {
        let mut quarter = quarter(&house, 3).await;
        let mut first = Vec::new();
        for n in 0..3 {
            first.extend(quarter.heard(&house, (n, "2026-05-10"), (12, 6)).await);
        }
        set(&house, "2026-07-02T12:00:00Z");
        let before = quarter.release(&house, Audience::Group, "2026-Q1").await;
        for n in 0..3 {
            quarter.heard(&house, (n, "2026-07-10"), (7, 3)).await;
        }
        // Three of the first patch are erased: net of its seven, four.
        for subject in &first[..3] {
            let reverse = Posting::Reverse { subject: *subject, reason: "erased".to_owned() };
            post(&house, &quarter.place, vec![reverse]).await.unwrap();
        }
        set(&house, "2026-10-02T12:00:00Z");

        let after = quarter.release(&house, Audience::Group, "2026-Q2").await;

        assert_eq!(whole(&after), Some(18));
        assert_eq!(quarter.value(&after, 0), None);
        // The two others would tell it, so one of them goes with it.
        let shown = (1..3).filter(|n| quarter.value(&after, *n).is_some()).count();
        assert_eq!(shown, 1, "{:?}", after.release.figures);
        assert_eq!(quarter.release(&house, Audience::Group, "2026-Q1").await, before);
    }

    async fn a_month_that_would_come_out_of_the_quarter_is_not_shown(house: House) {
        let mut quarter = quarter(&house, 3).await;
        for (n, counts) in [[10, 10, 10], [10, 10, 10], [10, 10, 2]].iter().enumerate() {
            for (month, count) in ["2026-04-10", "2026-05-10", "2026-06-10"].iter().zip(counts) {
                set(&house, &format!("{month}T12:00:00Z"));
                quarter.heard(&house, (n, month), (*count, 0)).await;
            }
        }
        set(&house, "2026-07-02T12:00:00Z");
        for month in ["2026-04", "2026-05", "2026-06"] {
            quarter.release(&house, Audience::Group, month).await;
        }

        let everybody = quarter.release(&house, Audience::Public, "2026-Q1").await;

        // 22 less the 10 and 10 of two months would be the 2 of the third: not shown to a reader
        // of both, although 22 alone is more than ten.
        assert_eq!(quarter.value(&everybody, 2), None);
        let reasons: Vec<&str> =
            everybody.making.withheld.iter().map(|held| held.reason.as_str()).collect();
        assert!(reasons.iter().any(|reason| reason.starts_with("with other figures")), "{reasons:?}");
    }

    async fn public_figures_are_multiples_of_five_and_shares_are_of_shown_figures(house: House) {
        let mut quarter = quarter(&house, 2).await;
        quarter.heard(&house, (0, "2026-05-10"), (33, 16)).await;
        quarter.heard(&house, (1, "2026-05-10"), (28, 12)).await;
        set(&house, "2026-07-02T12:00:00Z");

        let made = quarter.release(&house, Audience::Public, "2026-Q1").await;

        assert!(made.release.figures.iter().all(|figure| figure.value % 5 == 0));
        assert_eq!((made.release.k, made.release.version), (10, 1));
        let theme = made.release.figures.iter().find(|figure| {
            figure.kind == AreaKind::Hub && figure.theme.as_deref() == Some("food")
        });
        let theme = theme.unwrap();
        let all = whole(&made).unwrap();
        let share = format!("{:.1}", theme.value as f64 * 100.0 / all as f64);
        assert_eq!(theme.share_percent.as_deref(), Some(share.as_str()));
    }

    async fn a_codebook_cut_anew_within_the_quarter_shows_no_theme(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 15)).await;
        }
        let campaign = quarter.patches[1].1;
        house
            .app
            .db
            .write(async move |tx| {
                tx.run(sql("UPDATE campaigns SET codebook = 2 WHERE id = $1").bind(campaign))
                    .await
                    .map(drop)
            })
            .await
            .unwrap();
        set(&house, "2026-07-02T12:00:00Z");

        for audience in [Audience::Group, Audience::Public] {
            let made = quarter.release(&house, audience, "2026-Q1").await;

            assert!(made.release.figures.iter().all(|figure| figure.theme.is_none()));
            assert!(made.release.notes.iter().any(|note| note.contains("cut anew")));
            assert!(whole(&made).is_some());
        }
    }

    async fn a_quarter_that_is_not_over_has_no_release_yet(house: House) {
        let quarter = quarter(&house, 1).await;

        let refused = quarter.asked(&house, Audience::Public, "2026-Q1").await.unwrap_err();
        assert!(refused.detail().contains("2026-06-30"), "{}", refused.detail());
        set(&house, "2026-07-02T12:00:00Z");
        let refused = quarter.asked(&house, Audience::Public, "2026-05").await.unwrap_err();
        assert!(refused.detail().contains("quarters, not of months"), "{}", refused.detail());
        let refused = quarter.asked(&house, Audience::Network, "2026-Q1").await.unwrap_err();
        assert!(refused.detail().contains("leave out `hub`"), "{}", refused.detail());
    }

    async fn each_role_reads_its_own_releases_and_nothing_finer(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 15)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        for audience in [Audience::Group, Audience::Hub, Audience::Public] {
            quarter.release(&house, audience, "2026-Q1").await;
        }
        let all = Asked {
            audience: Audience::Network,
            period: "2026-Q1".parse().unwrap(),
            hub: None,
            programme: None,
        };
        let network = disclosure::release(&house.app, all).await.unwrap();
        assert_eq!(network.release.figures[0].value, 60);
        let elsewhere = house.hub_in(quarter.place.programme, HubId(Uuid::from_u128(9)), "South").await;

        for (role, hub, expected) in [
            (Role::GroupMember, Some(quarter.place.hub), &["group", "public"][..]),
            (Role::LeadOrganiser, Some(quarter.place.hub), &["group", "hub", "public"]),
            (Role::HubManager, Some(quarter.place.hub), &["hub", "public"]),
            (Role::NetworkManager, None, &["network", "public"]),
            (Role::OutsideReader, None, &["public"]),
            (Role::Organiser, Some(quarter.place.hub), &["public"]),
            (Role::LeadOrganiser, Some(elsewhere.hub), &["public"]),
        ] {
            let who = house.who(role, hub).await;
            let (status, listed) = house.get(&who, "/api/v1/releases").await;
            assert_eq!(status, 200, "{listed}");
            let mut read: Vec<&str> = audiences(&listed);
            read.sort_unstable();
            assert_eq!(read, expected, "{role}");
        }
    }

    async fn rankings_of_whoever_may_not_read_notes_come_from_the_release(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 13)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        let path = format!(
            "/api/v1/themes/rankings?programme={}&quarter=2026-Q1",
            quarter.place.programme
        );
        let member = house.who(Role::GroupMember, Some(quarter.place.hub)).await;
        let manager = house.who(Role::HubManager, Some(quarter.place.hub)).await;
        assert_eq!(house.get(&member, &path).await.0, 404);
        for audience in [Audience::Group, Audience::Hub] {
            quarter.release(&house, audience, "2026-Q1").await;
        }
        // Nothing live: what is heard now is in a later quarter.
        quarter.heard(&house, (0, "2026-06-10"), (5, 5)).await;

        for who in [&member, &manager] {
            let (status, seen) = house.get(who, &path).await;

            assert_eq!(status, 200, "{seen}");
            assert!(seen["release"].is_string());
            assert_eq!(seen["listenings"], 60);
            assert_eq!(seen["concern"][0]["label"], "Social care");
            assert_eq!(seen["concern"][1]["mentions"], 26);
            let no_quarter = path.split('&').next().unwrap();
            assert_eq!(house.get(who, no_quarter).await.0, 400);
        }
    }

    async fn a_release_is_read_as_json_csv_and_map_from_the_same_figures(house: House) {
        let mut quarter = quarter(&house, 2).await;
        for n in 0..2 {
            quarter.heard(&house, (n, "2026-05-10"), (30, 15)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");
        let made = quarter.release(&house, Audience::Group, "2026-Q1").await;
        let member = house.who(Role::GroupMember, Some(quarter.place.hub)).await;
        let reader = house.who(Role::OutsideReader, None).await;
        let path = format!("/api/v1/releases/{}", made.release.id);

        let (status, json) = house.get(&member, &path).await;
        let csv = bytes(&house, &member, &format!("{path}/figures.csv")).await;
        let (_, areas) = house.get(&member, &format!("{path}/areas.geojson")).await;
        let (_, cells) = house.get(&member, &format!("{path}/cells.geojson")).await;

        assert_eq!(status, 200, "{json}");
        assert_eq!(json["figures"], serde_json::to_value(&made.release.figures).unwrap());
        assert!(json.get("withheld").is_none(), "readers are not told why something is not there");
        let lines = String::from_utf8(csv).unwrap().lines().count();
        assert_eq!(lines, made.release.figures.len() + 1);
        let of = |layer: &Value| layer["features"].as_array().unwrap().len();
        assert_eq!(of(&areas), 2);
        assert!(of(&cells) >= 2);
        assert_eq!(cells["features"][0]["geometry"]["type"], "Polygon");
        for end in ["", "/figures.csv", "/areas.geojson", "/cells.geojson"] {
            assert_eq!(house.get(&reader, &format!("{path}{end}")).await.0, 404, "{end}");
        }
    }

    async fn a_small_hub_does_not_come_out_of_the_totals_of_the_others(house: House) {
        let mut north = quarter(&house, 1).await;
        north.heard(&house, (0, "2026-05-10"), (40, 20)).await;
        let mut hubs = vec![north];
        for (n, count) in [(1, 30), (2, 25), (3, 3)] {
            let other = beside(&house, hubs[0].place.programme, n, count).await;
            hubs.push(other);
        }
        set(&house, "2026-07-02T12:00:00Z");
        let all = of_all_hubs(hubs[0].place.programme);
        let network = disclosure::release(&house.app, all).await.unwrap();
        let named: Vec<&str> = network
            .release
            .figures
            .iter()
            .filter(|figure| figure.kind == AreaKind::Hub && figure.measure == Counted::Listenings)
            .map(|figure| figure.key.as_str())
            .collect();
        // With two named, who works at the third would take their own off what is left: 3.
        assert_eq!(named.len(), 1, "{:?}", network.release.figures);

        for hub in hubs.iter().filter(|hub| hub.place.hub.to_string() != named[0]) {
            let asked = Asked { hub: Some(hub.place.hub), ..all };
            let made = disclosure::release(&house.app, asked).await.unwrap();

            // 98 less 40 less 30 would be 28, and less the 25 of those who work there 3. Nor is a
            // theme shown: that twice ten were heard at least would be told by it.
            assert!(made.release.figures.is_empty(), "{:?}", made.release.figures);
            let held = &made.making.withheld;
            let reason = |reason: &str| held.iter().any(|held| held.reason.contains(reason));
            assert!(reason("smaller one") || reason("under 10"), "{held:?}");
        }
    }

    async fn who_works_at_a_hub_does_not_take_its_total_off_and_keep_that_of_a_small_one(house: House) {
        let mut north = quarter(&house, 1).await;
        north.heard(&house, (0, "2026-05-10"), (40, 20)).await;
        let programme = north.place.programme;
        let middle = beside(&house, programme, 1, 30).await;
        beside(&house, programme, 2, 3).await;
        set(&house, "2026-07-02T12:00:00Z");

        let all = of_all_hubs(programme);
        let network = disclosure::release(&house.app, all).await.unwrap();

        // Who works at the middle one knows its 30: 73 less 40 less 30 would be 3.
        let kinds: Vec<AreaKind> = network.release.figures.iter().map(|figure| figure.kind).collect();
        assert_eq!(kinds, [AreaKind::Network, AreaKind::Network]);
        for hub in [north.place.hub, middle.place.hub] {
            let made = disclosure::release(&house.app, Asked { hub: Some(hub), ..all }).await.unwrap();
            assert!(made.release.figures.is_empty(), "{:?}", made.release.figures);
        }
    }

    async fn of_two_hubs_no_total_is_shown_that_tells_the_one_from_the_other(house: House) {
        let mut north = quarter(&house, 1).await;
        north.heard(&house, (0, "2026-05-10"), (40, 20)).await;
        beside(&house, north.place.programme, 1, 3).await;
        set(&house, "2026-07-02T12:00:00Z");

        let all = of_all_hubs(north.place.programme);
        let network = disclosure::release(&house.app, all).await.unwrap();
        let own = disclosure::release(&house.app, Asked { hub: Some(north.place.hub), ..all }).await.unwrap();

        assert!(network.release.figures.is_empty(), "{:?}", network.release.figures);
        assert!(whole(&own).is_some(), "there is nothing to take it off");
    }

    async fn the_nights_look_finds_a_theme_that_gives_a_patch_away(house: House) {
        let mut quarter = quarter(&house, 2).await;
        quarter.heard(&house, (0, "2026-05-10"), (20, 10)).await;
        quarter.heard(&house, (1, "2026-05-10"), (20, 17)).await;
        set(&house, "2026-07-02T12:00:00Z");
        let mut made = quarter.release(&house, Audience::Group, "2026-Q1").await;
        assert_eq!(nightly::check(&house.app).await.unwrap(), []);

        // As if one had come past the gate: of the 20 who are counted in the second patch 17 spoke of
        // food, and so 3 did not.
        made.release.id = house.app.ids.new_id();
        made.release.audience = Audience::Hub;
        made.release.figures = vec![Figure {
            kind: AreaKind::Patch,
            key: quarter.patches[1].0.to_string(),
            label: String::new(),
            resolution: None,
            measure: Counted::Listenings,
            theme: Some("food".to_owned()),
            stance: Some("concern".to_owned()),
            value: 17,
            share_percent: None,
        }];
        let scope = quarter.place.scope;
        house
            .app
            .db
            .write(async move |tx| {
                disclosure::store::insert(tx, scope, "2026-Q1".parse().unwrap(), &made).await
            })
            .await
            .unwrap();

        let leaks = nightly::check(&house.app).await.unwrap();
        assert!(!leaks.is_empty());
        assert!(leaks.iter().all(|leak| leak.theme.as_deref() == Some("food")), "{leaks:?}");
    }

    async fn a_month_keeps_a_place_back_until_the_quarter_tells_it(house: House) {
        let mut quarter = quarter(&house, 3).await;
        for n in 0..3 {
            set(&house, "2026-04-10T12:00:00Z");
            quarter.heard(&house, (n, "2026-04-10"), (10 + n as u128, 0)).await;
        }
        set(&house, "2026-07-02T12:00:00Z");

        let first = quarter.release(&house, Audience::Group, "2026-04").await;
        let second = quarter.release(&house, Audience::Group, "2026-05").await;
        let whole_quarter = quarter.release(&house, Audience::Group, "2026-Q1").await;

        // Nothing was heard after April. With all of April shown, whoever learns the quarter's 33
        // would know that of every place.
        let shown = |made: &Made| (0..3).map(|n| quarter.value(made, n)).collect::<Vec<_>>();
        assert_eq!(shown(&first), [None, Some(11), Some(12)]);
        assert_eq!(whole(&first), None);
        let said = first.release.notes.iter().any(|note| note.contains("keeps a place with at least 5"));
        assert!(said, "{:?}", first.release.notes);
        assert!(second.release.figures.is_empty());
        assert_eq!(whole(&whole_quarter), Some(33));
    }
}

/// Another hub of the programme with one patch, in which so many were heard in May.
async fn beside(house: &House, programme: ProgrammeId, n: u128, count: u128) -> Quarter {
    let hub = HubId(Uuid::from_u128(n));
    let place = house.hub_in(programme, hub, &format!("Hub {n}")).await;
    let mut other = Quarter {
        place,
        patches: Vec::new(),
        doors: 0x100 * n,
    };
    let home = patch(house, &place, "P").await;
    let campaign: CampaignId = house.app.ids.new_id();
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO campaigns (hub_id, id, programme_id, patch_id, name, aim, frame, starts, ends, most_tries, gap_days, declined_gap_days, codebook, created_at)
                     VALUES ($1, $2, $3, $4, 'C', '', '[]', '2026-04-01', '2027-03-31', 3, 7, 90, 1, 0)")
                    .bind(place.hub)
                    .bind(campaign)
                    .bind(programme)
                    .bind(home),
            )
            .await
            .map(drop)
        })
        .await
        .unwrap();
    other.patches.push((home, campaign));
    other
        .heard(house, (0, "2026-05-10"), (count, count / 2))
        .await;
    other
}

fn of_all_hubs(programme: ProgrammeId) -> Asked {
    Asked {
        audience: Audience::Public,
        period: "2026-Q1".parse().unwrap(),
        hub: None,
        programme: Some(programme),
    }
}

fn audiences(listed: &Value) -> Vec<&str> {
    let releases = listed["releases"].as_array().unwrap();
    releases
        .iter()
        .map(|release| release["audience"].as_str().unwrap())
        .collect()
}

async fn bytes(house: &House, who: &Who, path: &str) -> Vec<u8> {
    let get = request(Method::GET, Some(who), path)
        .body(Body::empty())
        .unwrap();
    house.send_raw(get).await.1
}
