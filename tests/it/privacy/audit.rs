//! Nobody changes what was written about who did what, unseen.

use doorstep::{
    access::{
        HubScope, Role,
        audit::{self, Action, ChainState, Entry},
        store,
    },
    base::{
        ids::PersonId,
        time::{DAY_MS, EpochMs},
    },
    db::sql,
};

use crate::harness::{House, Place, both};

/// Adds a line that this person read so many contact details.
async fn read(house: &House, scope: HubScope, who: Option<PersonId>, count: i64) {
    let (ids, now) = (house.app.ids.clone(), house.app.clock.now());
    let written = house.app.db.write(async move |tx| {
        let entry = Entry {
            who,
            role: who.map(|_| Role::LeadOrganiser),
            action: Action::ContactRead,
            purpose: Some("calling back".to_owned()),
            count,
        };
        audit::record(tx, scope, &ids, now, entry).await
    });
    written.await.unwrap();
}

/// Looks through a chain; the second value are those kept ends that it does not have.
async fn verify(house: &House, scope: HubScope, kept: &[&str]) -> (ChainState, Vec<String>) {
    let kept: Vec<String> = kept.iter().map(|hash| (*hash).to_owned()).collect();
    let read = house.app.db.read(async move |tx| {
        let mut kept = kept.clone();
        let verdict = audit::verify(tx, scope, &mut kept).await?;
        Ok::<_, doorstep::db::Error>((verdict, kept))
    });
    read.await.unwrap()
}

/// Where a chain is broken, as a number and a sentence.
async fn broken(house: &House, scope: HubScope) -> (i64, String) {
    let broken = verify(house, scope, &[]).await.0.broken.unwrap();
    (broken.seq, broken.what)
}

async fn change(house: &House, text: &'static str) {
    let changed = house.app.db.write(async move |tx| tx.run(sql(text)).await);
    assert!(changed.await.unwrap() > 0, "{text}");
}

/// A hub with a chain of six lines by two people.
async fn six(house: &House) -> (Place, PersonId, PersonId) {
    let place = house.hub("Northgate").await;
    let ada = house.who(Role::LeadOrganiser, Some(place.hub)).await.person;
    let ben = house.who(Role::LeadOrganiser, Some(place.hub)).await.person;
    for n in 1..=6 {
        let who = if n % 2 == 0 { ada } else { ben };
        read(house, place.scope, Some(who), n).await;
        house.clock.advance(DAY_MS);
    }
    (place, ada, ben)
}

both! {
    async fn a_chain_nobody_touched_holds(house: House) {
        let (place, ..) = six(&house).await;
        let other = house.hub("Millfield").await;
        read(&house, other.scope, None, 1).await;

        let (verdict, _) = verify(&house, place.scope, &[]).await;
        assert_eq!((verdict.entries, verdict.broken), (6, None));
        let (verdict, _) = verify(&house, other.scope, &[]).await;
        assert_eq!((verdict.entries, verdict.broken), (1, None));
    }

    async fn a_changed_line_is_named(house: House) {
        let (place, ..) = six(&house).await;

        change(&house, "UPDATE audit_log SET records = 1 WHERE seq = 4").await;

        let (seq, what) = broken(&house, place.scope).await;
        assert_eq!(seq, 4);
        assert!(what.contains("was changed"), "{what}");
    }

    async fn a_line_changed_together_with_its_hash_breaks_the_next(house: House) {
        let (place, ..) = six(&house).await;
        let scope = place.scope;
        let forged = house.app.db.write(async move |tx| {
            let mut line = store::audit::lines(tx, scope, 3, 1).await?.remove(0);
            line.records = 1;
            let text = "UPDATE audit_log SET records = 1, hash = $2 WHERE hub_id = $1 AND seq = 4";
            let hash = line.digest(scope.hub());
            tx.run_expecting(1, sql(text).bind(scope.hub()).bind(hash)).await
        });
        forged.await.unwrap();

        let (seq, what) = broken(&house, scope).await;
        assert_eq!(seq, 5);
        assert!(what.contains("does not follow"), "{what}");
    }

    async fn a_line_taken_out_of_the_middle_is_named(house: House) {
        let (place, ..) = six(&house).await;

        change(&house, "DELETE FROM audit_log WHERE seq IN (3, 4)").await;

        let (seq, what) = broken(&house, place.scope).await;
        assert_eq!((seq, what.as_str()), (3, "lines 3 to 4 are missing"));
    }

    async fn two_lines_that_changed_places_are_named(house: House) {
        let (place, ..) = six(&house).await;

        change(&house, "UPDATE audit_log SET seq = 70 WHERE seq = 2").await;
        change(&house, "UPDATE audit_log SET seq = 2 WHERE seq = 5").await;
        change(&house, "UPDATE audit_log SET seq = 5 WHERE seq = 70").await;

        assert_eq!(broken(&house, place.scope).await.0, 2);
    }

    async fn a_line_cut_off_at_the_end_is_named(house: House) {
        let (place, ..) = six(&house).await;

        change(&house, "DELETE FROM audit_log WHERE seq = 6").await;

        let (seq, what) = broken(&house, place.scope).await;
        assert_eq!((seq, what.as_str()), (6, "lines 6 to 6 at the end are missing"));
    }

    async fn an_end_cut_off_with_its_record_is_found_by_who_kept_its_hash(house: House) {
        let (place, ..) = six(&house).await;
        let head = verify(&house, place.scope, &[]).await.0.head;

        change(&house, "DELETE FROM audit_log WHERE seq > 4").await;
        change(
            &house,
            "UPDATE audit_heads SET seq = 4,
                    hash = (SELECT l.hash FROM audit_log l
                            WHERE l.hub_id = audit_heads.hub_id AND l.seq = 4)",
        )
        .await;

        let (verdict, nowhere) = verify(&house, place.scope, &[&head]).await;
        assert_eq!((verdict.entries, verdict.broken), (4, None));
        assert_eq!(nowhere, [head]);
        let (_, nowhere) = verify(&house, place.scope, &[&verdict.head]).await;
        assert_eq!(nowhere, Vec::<String>::new());
    }

    async fn nobody_else_can_be_blamed(house: House) {
        let (place, ..) = six(&house).await;
        let cara = house.who(Role::LeadOrganiser, Some(place.hub)).await.person;
        let blamed = house.app.db.write(async move |tx| {
            let text = "UPDATE audit_people SET person_id = $1
                        WHERE mark = (SELECT mark FROM audit_log WHERE seq = 2)";
            tx.run_expecting(1, sql(text).bind(cara)).await
        });
        blamed.await.unwrap();

        let (seq, what) = broken(&house, place.scope).await;
        assert_eq!(seq, 2);
        assert!(what.contains("who did it"), "{what}");
    }

    async fn somebody_erased_is_nowhere_in_the_chain_and_it_still_holds(house: House) {
        let (place, ada, ben) = six(&house).await;
        let before = verify(&house, place.scope, &[]).await.0;

        assert!(doorstep::app::erase_person(&house.app, ada, None).await.unwrap());

        // The chain goes on from where it ended, and says that somebody was erased, not who.
        let (after, nowhere) = verify(&house, place.scope, &[&before.head]).await;
        assert_eq!((after.entries, after.broken), (7, None));
        assert_eq!(nowhere, Vec::<String>::new());
        let scope = place.scope;
        let tail = house.app.db.read(async move |tx| store::audit::tail(tx, scope, 7, 10).await);
        let tail = tail.await.unwrap();
        let who: Vec<_> = tail.iter().map(|line| (line.seq, line.person)).collect();
        let ben = Some(ben);
        assert_eq!(who, [(6, None), (5, ben), (4, None), (3, ben), (2, None), (1, ben)]);
        assert!(tail.iter().all(|line| line.mark.is_some()));
    }

    async fn lines_let_go_for_their_age_leave_a_chain_that_holds(house: House) {
        let (place, ..) = six(&house).await;
        let scope = place.scope;
        let from = EpochMs(house.app.clock.now().0 - 3 * DAY_MS);
        let pruned = house.app.db.write(async move |tx| audit::prune(tx, scope, from).await);

        assert_eq!(pruned.await.unwrap(), 3);

        let (verdict, _) = verify(&house, scope, &[]).await;
        assert_eq!((verdict.entries, verdict.pruned, verdict.broken), (3, 3, None));
        read(&house, scope, None, 1).await;
        assert_eq!(verify(&house, scope, &[]).await.0.entries, 4);
        change(&house, "DELETE FROM audit_log WHERE seq = 4").await;
        assert_eq!(broken(&house, scope).await.0, 4);
    }

    async fn many_at_once_write_one_chain(house: House) {
        let (place, ada, ben) = six(&house).await;
        let scope = place.scope;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..24 {
            let (app, who) = (house.app.clone(), if n % 2 == 0 { ada } else { ben });
            tasks.spawn(async move {
                let (ids, now) = (app.ids.clone(), app.clock.now());
                let written = app.db.write(async move |tx| {
                    let action = Action::ContactRead;
                    let entry = Entry { who: Some(who), role: None, action, purpose: None, count: n };
                    audit::record(tx, scope, &ids, now, entry).await
                });
                written.await.unwrap();
            });
        }
        tasks.join_all().await;

        let (verdict, _) = verify(&house, scope, &[]).await;
        assert_eq!((verdict.entries, verdict.broken), (30, None));
    }
}
