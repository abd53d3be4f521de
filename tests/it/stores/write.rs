//! What every store may rely on: a write is whole or not at all.

use doorstep::{
    db::{Error, sql},
    problem::Problem,
};

use crate::harness::{House, both};

both! {
    async fn a_write_that_fails_leaves_nothing(house: House) {
        let place = house.hub("Northgate").await;
        let kept = place.hub;

        let outcome: Result<(), Problem> = house
            .app
            .db
            .write(async move |tx| {
                tx.run(sql("UPDATE hubs SET name = $2 WHERE id = $1").bind(kept).bind("Other".to_owned()))
                    .await?;
                Err(Problem::conflict("no"))
            })
            .await;

        assert!(outcome.is_err());
        let name: String = house
            .app
            .db
            .read(async move |tx| tx.value(sql("SELECT name FROM hubs WHERE id = $1").bind(kept)).await)
            .await
            .unwrap();
        assert_eq!(name, "Northgate");
    }

    async fn many_writers_at_once_all_get_their_turn(house: House) {
        let place = house.hub("Northgate").await;
        let scope = place.scope;
        let writers: Vec<_> = (0..16)
            .map(|_| {
                let db = house.app.db.clone();
                tokio::spawn(async move {
                    db.write(async move |tx| {
                        let mut feed = doorstep::feed::Feed::default();
                        feed.number();
                        feed.publish(tx, scope).await
                    })
                    .await
                })
            })
            .collect();

        let mut numbers = Vec::new();
        for writer in writers {
            numbers.push(writer.await.unwrap().unwrap());
        }

        numbers.sort_unstable();
        assert_eq!(numbers, (1..=16).collect::<Vec<i64>>());
    }

    async fn a_taken_name_is_told_in_a_sentence(house: House) {
        house.hub("Northgate").await;
        let boss = house.who(doorstep::access::Role::NetworkManager, None).await;

        let (status, answer) = house
            .post(
                Some(&boss),
                "/api/v1/hubs",
                serde_json::json!({
                    "name": "Northgate", "legal_form": "charity", "kind": "hub",
                    "region": "North West", "funded": true, "joins_on": "2026-04-01",
                    "successor_of": null
                }),
            )
            .await;

        assert_eq!(status, 409);
        assert_eq!(answer["detail"], "There is already a hub of this name.");
    }
}

#[test]
fn an_old_embedded_engine_is_refused() {
    assert!(!doorstep::db::sqlite_version_is_safe("3.50.9"));
    assert!(!doorstep::db::sqlite_version_is_safe("3.51.2"));
    assert!(doorstep::db::sqlite_version_is_safe("3.51.3"));
    assert!(doorstep::db::sqlite_version_is_safe("3.60.0"));
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused_with_the_remedy() {
    let Err(Error::Address(sentence)) = doorstep::db::Db::open("mysql://x").await else {
        panic!("mysql was taken");
    };
    assert!(sentence.contains("sqlite://FILE"), "{sentence}");
}
