//! What is too old goes, what has to stay stays, and there is a proof of both.

use doorstep::{
    access::{HubScope, Role, store::audit},
    base::{ids::DoorId, seal::ServerKey, time::DAY_MS},
    db::{sql, sql_dynamic},
    demo::{drive, figures},
    listenings::{
        model::DoorCounts,
        store::visits::{DoorFilter, door_counts, door_counts_by_area, door_counts_by_patch},
    },
    privacy::{
        model::{Class, RetentionRun},
        retention,
    },
};
use indicatif::ProgressBar;
use mobile_api::wire::OpKind;
use serde_json::json;

use crate::{
    field::{Outing, counted, number, outing},
    harness::{House, both},
    make,
};

/// The day after which visits of the campaign are too old: it ends on 31 March 2027.
const TWELVE_WEEKS_AFTER: &str = "2027-06-25T12:00:00Z";

fn at(house: &House, instant: &str) {
    house.clock.set(instant.parse().unwrap());
}

async fn doors(house: &House, out: &Outing, from: &str, to: &str) -> DoorCounts {
    let scope = out.place.scope;
    let filter = DoorFilter::between(from.parse().unwrap(), to.parse().unwrap());
    let read = house.app.db.read(async move |tx| {
        let vintage = doorstep::areas::model::Vintage::Y2021;
        Ok::<_, doorstep::db::Error>((
            door_counts(tx, scope, &filter).await?,
            door_counts_by_patch(tx, scope, &filter).await?,
            door_counts_by_area(tx, scope, &filter, vintage).await?,
        ))
    });
    let (all, patches, areas) = read.await.unwrap();
    for (_, part) in patches {
        assert_eq!(part, all, "one campaign has one patch");
    }
    for (code, part) in areas {
        assert_eq!((code.as_deref(), part), (Some(make::AREA), all));
    }
    all
}

/// What a rule did today.
async fn ran(house: &House, class: Class) -> RetentionRun {
    let runs = retention::run(&house.app).await.unwrap();
    let rules = runs.into_iter().flat_map(|run| run.rules);
    rules.into_iter().find(|run| run.class == class).unwrap()
}

async fn rows(house: &House, table: &str) -> i64 {
    let text = format!("SELECT COUNT(*) FROM {table}");
    let read = house
        .app
        .db
        .read(async |tx| tx.value(sql_dynamic(text.clone())).await);
    read.await.unwrap()
}

/// Why a door may not be on a list of a new campaign in the same patch, made today.
async fn listed_in_a_new_campaign(house: &House, out: &Outing) -> serde_json::Value {
    // The first lead's sign-in is over by now.
    let lead = house.who(Role::LeadOrganiser, Some(out.place.hub)).await;
    let (_, patches) = house.get(&lead, "/api/v1/patches").await;
    let patch = &patches["patches"][0];
    let today = house.app.clock.now().day();
    let body = json!({ "programme": out.place.programme, "patch": patch["id"], "name": "Summer",
        "aim": "Hear again", "frame": ["How is it now?"],
        "starts": today, "ends": today.plus_days(30) });
    let (status, campaign) = house.post(Some(&lead), "/api/v1/campaigns", body).await;
    assert_eq!(status, 201, "{campaign}");
    let cut = format!("/api/v1/campaigns/{}/cut", campaign["id"].as_str().unwrap());
    let (status, answer) = house.post(Some(&lead), &cut, json!({ "lists": 1 })).await;
    assert!(status.is_success(), "{answer}");
    answer
}

both! {
    async fn visits_go_twelve_weeks_after_the_campaign_and_no_count_changes(house: House) {
        let mut out = outing(&house).await;
        for (n, outcome) in ["no_answer", "come_back", "declined"].into_iter().enumerate() {
            out.phone.visit(&house, out.door(n), outcome);
        }
        out.phone.talk(&house, out.door(3), json!({ "first": 1 }));
        out.phone.push_all(&house).await;
        // The first door again in June, answered this time.
        at(&house, "2026-06-20T12:00:00Z");
        let mut later = out.another(&house).await;
        later.talk(&house, out.door(0), json!({ "first": 2 }));
        later.push_all(&house).await;
        let months = [("2026-05-01", "2026-05-31"), ("2026-06-01", "2026-06-30"),
                      ("2026-04-01", "2027-03-31"), ("2026-07-01", "2026-09-30")];
        let mut before = Vec::new();
        for (from, to) in months {
            before.push(doors(&house, &out, from, to).await);
        }
        let tried: Vec<i64> = before.iter().map(|doors| doors.doors_tried).collect();
        assert_eq!(tried, [4, 1, 4, 0]);

        at(&house, "2027-06-23T12:00:00Z");
        assert_eq!(ran(&house, Class::Visits).await.records, 0);
        assert_eq!(rows(&house, "visits").await, 5);
        at(&house, TWELVE_WEEKS_AFTER);
        let run = ran(&house, Class::Visits).await;

        assert_eq!(rows(&house, "visits").await, 0);
        assert_eq!(rows(&house, "door_states").await, 0);
        assert_eq!(run.records, 5 + 4, "{run:?}");
        let mut after = Vec::new();
        for (from, to) in months {
            after.push(doors(&house, &out, from, to).await);
        }
        assert_eq!(after, before);
        assert_eq!(counted(&house, out.place, "knocks").await, 5);
        let declined = "SELECT visits FROM visit_outcomes WHERE hub_id = $1 AND outcome = 'declined'";
        assert_eq!(number(&house, out.place, declined).await, 1);
        // A second time there is nothing left to do.
        assert_eq!(ran(&house, Class::Visits).await.records, 0);
        assert_eq!(doors(&house, &out, "2026-04-01", "2027-03-31").await, before[2]);
    }

    async fn a_do_not_knock_outlives_the_visit_it_was_said_at(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "do_not_knock");
        out.phone.push_all(&house).await;

        at(&house, TWELVE_WEEKS_AFTER);
        ran(&house, Class::Visits).await;

        let door: DoorId = out.door(0);
        let read = house.app.db.read(async move |tx| {
            let holds = doorstep::streets::store::is_do_not_knock(tx, door).await?;
            let causes: Vec<(doorstep::base::ids::OpId,)> = tx
                .all(sql("SELECT op_id FROM do_not_knock_causes WHERE door_id = $1").bind(door))
                .await?;
            Ok::<_, doorstep::db::Error>((holds, causes))
        });
        let (holds, causes) = read.await.unwrap();
        assert!(holds);
        assert_eq!(causes.len(), 1);
        assert!(causes[0].0.0.is_nil(), "the visit is still named: {causes:?}");
    }

    async fn what_is_known_of_a_door_itself_stays(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "not_a_home");
        out.phone.visit(&house, out.door(1), "no_answer");
        out.phone.push_all(&house).await;

        at(&house, TWELVE_WEEKS_AFTER);
        ran(&house, Class::Visits).await;

        let labelled = "SELECT COUNT(*) FROM door_labels WHERE hub_id = $1 AND status = 'not_a_home'";
        assert_eq!(number(&house, out.place, labelled).await, 1);
        assert_eq!(number(&house, out.place, "SELECT COUNT(*) FROM door_labels WHERE hub_id = $1").await, 1);
        let cut = listed_in_a_new_campaign(&house, &out).await;
        assert!(cut.to_string().contains("not_a_home"), "{cut}");
    }

    async fn a_no_keeps_people_away_as_long_as_it_was_promised(house: House) {
        let mut out = outing(&house).await;
        // On the campaign's last day: twelve weeks after it, ninety days are not over.
        at(&house, "2027-03-31T11:00:00Z");
        let mut phone = out.another(&house).await;
        phone.visit(&house, out.door(0), "declined");
        phone.push_all(&house).await;
        out.phone.visit(&house, out.door(1), "no_answer");

        at(&house, TWELVE_WEEKS_AFTER);
        ran(&house, Class::Visits).await;
        let kept = "SELECT COUNT(*) FROM door_states WHERE hub_id = $1 AND declined_on IS NOT NULL
                    AND language IS NULL AND come_back IS NULL";
        assert_eq!(number(&house, out.place, kept).await, 1);
        at(&house, "2027-07-02T12:00:00Z");
        ran(&house, Class::Visits).await;

        assert_eq!(rows(&house, "door_states").await, 0);
    }

    async fn signs_of_life_go_after_thirty_days(house: House) {
        let mut out = outing(&house).await;
        out.phone.start(&house, &[]);
        out.phone.say(&house, &OpKind::ShiftCheckIn, &json!({}));
        out.phone.push(&house).await;
        let before = rows(&house, "check_ins").await;
        assert!(before > 0);

        house.clock.advance(29 * DAY_MS);
        assert_eq!(ran(&house, Class::CheckIns).await.records, 0);
        house.clock.advance(3 * DAY_MS);

        assert!(ran(&house, Class::CheckIns).await.records >= before);
        assert_eq!(rows(&house, "check_ins").await, 0);
    }

    async fn a_record_that_waited_too_long_is_no_longer_readable_and_counts_nothing(house: House) {
        let mut out = outing(&house).await;
        // A door nobody knows: it waits for a human.
        out.phone.visit(&house, DoorId(uuid::Uuid::from_u128(77)), "declined");
        assert_eq!(out.phone.push(&house).await, ["held door_unknown"]);
        let keys = "SELECT COUNT(*) FROM envelope_keys k WHERE k.hub_id = $1
                    AND EXISTS (SELECT 1 FROM held_ops h WHERE h.hub_id = k.hub_id AND h.id = k.of_id)";
        assert_eq!(number(&house, out.place, keys).await, 1);

        house.clock.advance(13 * DAY_MS);
        assert_eq!(ran(&house, Class::HeldRecords).await.records, 0);
        house.clock.advance(3 * DAY_MS);
        assert_eq!(ran(&house, Class::HeldRecords).await.records, 1);

        let emptied = "SELECT COUNT(*) FROM held_ops WHERE hub_id = $1 AND body = '' AND decision = 'expired'";
        assert_eq!(number(&house, out.place, emptied).await, 1);
        assert_eq!(number(&house, out.place, keys).await, 0);
        let (_, held) = house.get(&out.lead, "/api/v1/held_records").await;
        assert_eq!(held["held_records"], json!([]));
        assert_eq!(counted(&house, out.place, "visits").await, 0);
    }

    async fn each_day_has_one_proof_and_a_missed_day_is_caught_up(house: House) {
        let place = house.hub("Northgate").await;
        let runs = "SELECT COUNT(*) FROM retention_runs WHERE hub_id = $1";
        let classes = i64::try_from(Class::ALL.len()).unwrap();

        let (one, two) = tokio::join!(retention::daily(&house.app), retention::daily(&house.app));
        one.unwrap();
        two.unwrap();
        assert_eq!(number(&house, place, runs).await, classes);
        assert!(retention::daily(&house.app).await.unwrap()[0].rules.is_empty());

        // The server is off for four days; what became too old meanwhile goes when it is back.
        let hub = place.hub;
        let code = house.app.db.write(async move |tx| {
            let text = "INSERT INTO privacy_requests (hub_id, id, kind, opened_on, due_on, state, closed_on)
                        VALUES ($1, $2, 'access', '2024-04-01', '2024-05-01', 'closed', '2024-05-18')";
            tx.run_expecting(1, sql(text).bind(hub).bind(uuid::Uuid::from_u128(5))).await
        });
        code.await.unwrap();
        house.clock.advance(4 * DAY_MS);
        let caught_up = retention::daily(&house.app).await.unwrap();

        let requests = caught_up[0].rules.iter().find(|run| run.class == Class::Requests).unwrap();
        assert_eq!(requests.records, 1);
        assert_eq!(number(&house, place, runs).await, 2 * classes);
        assert_eq!(rows(&house, "privacy_requests").await, 0);
    }

    async fn a_dry_run_tells_what_would_go_and_changes_nothing(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "declined");
        out.phone.push_all(&house).await;
        at(&house, TWELVE_WEEKS_AFTER);

        let dry = retention::dry_run(&house.app).await.unwrap();

        assert_eq!(rows(&house, "visits").await, 1);
        assert_eq!(rows(&house, "retention_runs").await, 0);
        assert_eq!(rows(&house, "visit_tallies").await, 0);
        let wet = retention::run(&house.app).await.unwrap();
        let counts = |runs: &[retention::HubRun]| -> Vec<(Class, i64)> {
            runs[0].rules.iter().map(|run| (run.class, run.records)).collect()
        };
        assert_eq!(counts(&dry), counts(&wet));
        assert!(counts(&wet).contains(&(Class::Visits, 2)), "{wet:?}");
    }

    async fn a_hub_shortens_its_rule_and_the_change_is_written_down(house: House) {
        let mut out = outing(&house).await;
        out.phone.visit(&house, out.door(0), "declined");
        out.phone.push_all(&house).await;
        let officer = house.who(Role::DataProtectionOfficer, Some(out.place.hub)).await;
        let set = async |days: i64, reason: Option<&str>| {
            let body = json!({ "days": days, "reason": reason });
            let request = crate::harness::request(
                axum::http::Method::PUT, Some(&officer), "/api/v1/privacy/retention/visits");
            let request = request.header("content-type", "application/json");
            house.send(request.body(axum::body::Body::from(body.to_string())).unwrap()).await
        };

        let (status, refused) = set(200, None).await;
        assert_eq!(status, 422, "{refused}");
        assert!(refused["detail"].as_str().unwrap().contains("84 days at most"), "{refused}");
        assert_eq!(set(7, None).await.0, 200);

        at(&house, "2027-04-09T12:00:00Z");
        assert_eq!(ran(&house, Class::Visits).await.records, 2);
        let scope: HubScope = out.place.scope;
        let tail = house.app.db.read(async move |tx| audit::tail(tx, scope, i64::MAX, 100).await);
        let tail = tail.await.unwrap();
        let changed: Vec<_> = tail.iter().filter(|line| line.action == "retention_changed").collect();
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0].person, Some(officer.person));
        assert_eq!(changed[0].purpose.as_deref(), Some("visits stays 7 days"));
        assert!(tail.iter().any(|line| line.action == "retention_ran"));
    }

    async fn a_whole_season_goes_and_every_figure_stays(house: House) {
        let db = house.app.db.clone();
        assert!(doorstep::cli::demo::import_town(&db, &ProgressBar::hidden()).await.is_ok());
        drive::play(db.clone(), ServerKey::new([7; 32]), &mut |_| ()).await.unwrap();
        let before = figures::figures(&db).await.unwrap();
        let statements = rows(&house, "statements").await;
        let wishes = rows(&house, "do_not_knock").await;
        let hubs = db.read(async |tx| doorstep::access::store::hubs(tx).await).await.unwrap();
        let ever = DoorFilter::between("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
        let of = async |filter: &DoorFilter| {
            let (hubs, filter) = (hubs.clone(), filter.clone());
            let read = db.read(async move |tx| {
                let mut all = Vec::new();
                for hub in &hubs {
                    let scope = HubScope::for_administrator(hub.id);
                    all.push(door_counts_by_patch(tx, scope, &filter).await?);
                }
                Ok::<_, doorstep::db::Error>(all)
            });
            read.await.unwrap()
        };
        let doors = of(&ever).await;
        assert!(rows(&house, "visits").await > 1_500 && statements > 0 && wishes > 0);

        // Twelve weeks after the season notes are still there; a year later they are not.
        at(&house, "2028-01-01T12:00:00Z");
        retention::run(&house.app).await.unwrap();

        for table in ["visits", "door_states", "check_ins", "alerts", "reflections"] {
            assert_eq!(rows(&house, table).await, 0, "{table}");
        }
        assert_eq!(rows(&house, "(SELECT 1 FROM listenings WHERE note IS NOT NULL) AS n").await, 0);
        assert_eq!(rows(&house, "statements").await, statements);
        assert_eq!(rows(&house, "do_not_knock").await, wishes);
        assert_eq!(figures::figures(&db).await.unwrap(), before);
        assert_eq!(of(&ever).await, doors);
    }
}
