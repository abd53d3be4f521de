//! Words that leave their group, over HTTP: who may propose, clear, withdraw and read them.

use doorstep::{
    access::{Keyring, Purpose, Role},
    base::ids::{CampaignId, GroupId, ListeningId, PatchId},
    db::sql,
    disclosure::quotes,
    listenings::store::note_place,
    privacy::retention,
    themes::codebook::national_id,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{House, Place, Who, both},
    stores::ledger::patch,
};

/// A patch and a campaign of a group in it.
pub(super) struct Heard {
    pub(super) place: Place,
    pub(super) patch: PatchId,
    campaign: CampaignId,
    group: GroupId,
}

pub(super) async fn start(house: &House) -> Heard {
    let place = house.hub("Northgate").await;
    house
        .app
        .db
        .write(async |tx| doorstep::themes::keep_starter_codebook(tx).await)
        .await
        .unwrap();
    let patch = patch(house, &place, "P").await;
    let campaign: CampaignId = house.app.ids.new_id();
    let group = GroupId(Uuid::from_u128(0xA));
    house
        .app
        .db
        .write(async move |tx| {
            tx.run(
                sql("INSERT INTO campaigns (hub_id, id, programme_id, patch_id, group_id, name, aim, frame, starts, ends, most_tries, gap_days, declined_gap_days, codebook, created_at)
                     VALUES ($1, $2, $3, $4, $5, 'C', '', '[]', '2026-04-01', '2027-03-31', 3, 7, 90, 1, 0)")
                    .bind(place.hub)
                    .bind(campaign)
                    .bind(place.programme)
                    .bind(patch)
                    .bind(group),
            )
            .await
            .map(drop)
        })
        .await
        .unwrap();
    Heard {
        place,
        patch,
        campaign,
        group,
    }
}

impl Heard {
    /// A conversation about a theme, with a cleared note that may be quoted, or not.
    pub(super) async fn listening(
        &self,
        house: &House,
        theme: &str,
        (note, quote_ok): (&str, bool),
    ) -> ListeningId {
        let id: ListeningId = house.app.ids.unordered();
        let (place, patch, campaign) = (self.place, self.patch, self.campaign);
        let (keyring, note, theme) = (
            Keyring::of(&house.app).unwrap(),
            note.to_owned(),
            national_id(theme),
        );
        house
            .app
            .db
            .write(async move |tx| {
                let key = keyring.data_key(tx, place.scope, Purpose::Notes).await?;
                let sealed = key.seal(&note_place(id), note.as_bytes(), keyring.chance());
                tx.run(
                    sql("INSERT INTO listenings (hub_id, id, campaign_id, patch_id, first_day, last_day, note, note_state, quote_ok)
                         VALUES ($1, $2, $3, $4, '2026-05-10', '2026-05-12', $5, 'cleared', $6)")
                        .bind(place.hub)
                        .bind(id)
                        .bind(campaign)
                        .bind(patch)
                        .bind(sealed)
                        .bind(quote_ok),
                )
                .await?;
                tx.run(
                    sql("INSERT INTO statements (hub_id, listening_id, n, theme_id, stance)
                         VALUES ($1, $2, 1, $3, 'concern')")
                        .bind(place.hub)
                        .bind(id)
                        .bind(theme),
                )
                .await
                .map(drop)
            })
            .await
            .unwrap();
        id
    }

    /// Enough around it: so many conversations more, about three themes.
    pub(super) async fn more(&self, house: &House, count: usize) {
        for n in 0..count {
            let theme = ["food", "social_care", "homes_and_rents"][n % 3];
            self.listening(house, theme, ("The bus is late.", false))
                .await;
        }
    }

    pub(super) fn wish(&self, listening: ListeningId) -> Value {
        json!({ "listening": listening, "theme": "food", "patch": self.patch, "quarter": "2026-Q1" })
    }

    /// A quote that was proposed and cleared, by a lead.
    async fn cleared(&self, house: &House) -> (ListeningId, String) {
        let listening = self.listening(house, "food", (WORDS, true)).await;
        let lead = house.who(Role::LeadOrganiser, Some(self.place.hub)).await;
        let wish = self.wish(listening);
        let (status, quote) = house.post(Some(&lead), "/api/v1/quotes", wish).await;
        assert_eq!(status, 201, "{quote}");
        let id = quote["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/quotes/{id}/clear");
        let sure = json!({ "points_at_nobody": true });
        assert_eq!(house.post(Some(&lead), &path, sure).await.0, 204);
        (listening, id)
    }

    async fn read(&self, house: &House, who: &Who) -> Vec<Value> {
        let path = format!(
            "/api/v1/quotes?programme={}&quarter=2026-Q1&hub={}",
            self.place.programme, self.place.hub
        );
        let (status, answer) = house.get(who, &path).await;
        assert_eq!(status, 200, "{answer}");
        answer["quotes"].as_array().unwrap().clone()
    }
}

/// Quotes that lie in the database, whoever may read them.
async fn kept(house: &House) -> i64 {
    house
        .app
        .db
        .read(async |tx| tx.value(sql("SELECT COUNT(*) FROM quotes")).await)
        .await
        .unwrap()
}

pub(super) const WORDS: &str = "The food bank closes before people are back from work.";

both! {
    async fn a_quote_leaves_its_group_only_once_somebody_has_cleared_it(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        let listening = heard.listening(&house, "food", (WORDS, true)).await;
        let hub = Some(heard.place.hub);
        let member = house.who_in(Role::GroupMember, hub, Some(heard.group)).await;
        let reader = house.who(Role::NetworkManager, None).await;
        let manager = house.who(Role::HubManager, hub).await;

        let (status, quote) = house.post(Some(&member), "/api/v1/quotes", heard.wish(listening)).await;
        assert_eq!(status, 201, "{quote}");
        assert_eq!((&quote["words"], &quote["state"]), (&json!(WORDS), &json!("proposed")));
        for who in [&member, &manager, &reader] {
            assert!(heard.read(&house, who).await.is_empty());
        }
        let (_, own) = house.get(&member, "/api/v1/quotes/own").await;
        assert_eq!(own["quotes"][0], quote);

        let path = format!("/api/v1/quotes/{}", quote["id"].as_str().unwrap());
        let unsure = json!({ "points_at_nobody": false });
        let (status, refused) = house.post(Some(&member), &format!("{path}/clear"), unsure).await;
        assert_eq!((status.as_u16(), &refused["code"]), (422, &json!("not_quotable")));
        let sure = json!({ "points_at_nobody": true });
        assert_eq!(house.post(Some(&manager), &format!("{path}/clear"), sure.clone()).await.0, 403);
        assert_eq!(house.post(Some(&member), &format!("{path}/clear"), sure).await.0, 204);

        for who in [&member, &manager, &reader] {
            let read = heard.read(&house, who).await;
            assert_eq!(read.len(), 1);
            assert_eq!(read[0]["words"], json!(WORDS));
            // Nothing finer than a theme, a patch and a quarter, and nothing of the conversation.
            let keys: Vec<&String> = read[0].as_object().unwrap().keys().collect();
            assert_eq!(keys,
                ["id", "label", "patch", "place", "programme", "quarter", "state", "theme", "words"]);
            let place = if who.person == reader.person { Value::Null } else { json!("P") };
            assert_eq!((&read[0]["label"], &read[0]["place"]), (&json!("Food"), &place));
            assert_eq!(read[0]["patch"].is_null(), place.is_null(), "the network sees no patch");
            assert_ne!(read[0]["id"], json!(listening));
        }
        let (status, again) = house.post(Some(&member), "/api/v1/quotes", heard.wish(listening)).await;
        assert_eq!(status, 422, "one quote a conversation: {again}");

        assert_eq!(house.post(Some(&member), &format!("{path}/withdraw"), Value::Null).await.0, 204);
        assert!(heard.read(&house, &reader).await.is_empty());
        assert_eq!(house.post(Some(&member), &format!("{path}/withdraw"), Value::Null).await.0, 404);
    }

    async fn nobody_is_quoted_who_did_not_agree_or_whose_area_is_small(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 8).await;
        let listening = heard.listening(&house, "food", (WORDS, true)).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let propose = async |listening| {
            let (status, answer) = house.post(Some(&lead), "/api/v1/quotes", heard.wish(listening)).await;
            (status.as_u16(), answer["detail"].as_str().unwrap_or_default().to_owned())
        };

        let (status, sentence) = propose(listening).await;
        assert_eq!(status, 422);
        assert!(sentence.contains("at least 10 conversations"), "{sentence}");
        let silent = heard.listening(&house, "food", (WORDS, false)).await;
        let (status, sentence) = propose(silent).await;
        assert_eq!(status, 422);
        assert!(sentence.contains("did not say that they may be quoted"), "{sentence}");
        assert_eq!(propose(listening).await.0, 201, "now there are ten");
    }

    async fn a_quote_is_gone_when_its_area_has_become_small(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        let listening = heard.listening(&house, "food", (WORDS, true)).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let (_, quote) = house.post(Some(&lead), "/api/v1/quotes", heard.wish(listening)).await;
        let path = format!("/api/v1/quotes/{}/clear", quote["id"].as_str().unwrap());
        house.post(Some(&lead), &path, json!({ "points_at_nobody": true })).await;
        assert_eq!(heard.read(&house, &lead).await.len(), 1);

        let hub = heard.place.hub;
        house
            .app
            .db
            .write(async move |tx| {
                tx.run(sql("DELETE FROM statements WHERE hub_id = $1 AND listening_id <> $2").bind(hub).bind(listening)).await?;
                tx.run(sql("DELETE FROM listenings WHERE hub_id = $1 AND id <> $2").bind(hub).bind(listening)).await.map(drop)
            })
            .await
            .unwrap();

        assert!(heard.read(&house, &lead).await.is_empty());
        let (_, own) = house.get(&lead, "/api/v1/quotes/own").await;
        assert_eq!(own["quotes"].as_array().unwrap().len(), 1, "the group still has it");
    }

    async fn another_group_neither_proposes_nor_sees_nor_clears_it(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        let listening = heard.listening(&house, "food", (WORDS, true)).await;
        let hub = Some(heard.place.hub);
        let own = house.who_in(Role::GroupMember, hub, Some(heard.group)).await;
        let (_, quote) = house.post(Some(&own), "/api/v1/quotes", heard.wish(listening)).await;
        let path = format!("/api/v1/quotes/{}", quote["id"].as_str().unwrap());

        let another = Some(GroupId(Uuid::from_u128(0xB)));
        for who in [
            house.who_in(Role::GroupMember, hub, another).await,
            house.who(Role::GroupMember, hub).await,
        ] {
            let wish = heard.wish(listening);
            assert_eq!(house.post(Some(&who), "/api/v1/quotes", wish).await.0, 404);
            let (_, seen) = house.get(&who, "/api/v1/quotes/own").await;
            assert_eq!(seen["quotes"], json!([]));
            let sure = json!({ "points_at_nobody": true });
            assert_eq!(house.post(Some(&who), &format!("{path}/clear"), sure).await.0, 404);
            assert_eq!(house.post(Some(&who), &format!("{path}/withdraw"), Value::Null).await.0, 404);
        }
    }

    async fn people_of_another_hub_read_none_and_the_network_reads_what_was_cleared(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        heard.cleared(&house).await;
        let south = doorstep::base::ids::HubId(Uuid::from_u128(0x50));
        let south = house.hub_in(heard.place.programme, south, "Southgate").await;
        let path = format!(
            "/api/v1/quotes?programme={}&quarter=2026-Q1&hub={}",
            heard.place.programme, heard.place.hub
        );

        for role in [Role::LeadOrganiser, Role::HubManager, Role::GroupMember, Role::Organiser] {
            let neighbour = house.who(role, Some(south.hub)).await;
            assert_eq!(house.get(&neighbour, &path).await.0, 404, "{role}");
        }
        let funder = house.who(Role::OutsideReader, None).await;
        assert_eq!(house.get(&funder, &path).await.0, 403);
        let network = house.who(Role::NetworkManager, None).await;
        assert_eq!(heard.read(&house, &network).await.len(), 1);
        let (_, own) = path.split_once("&hub").map(|(own, hub)| (hub, own)).unwrap();
        assert_eq!(house.get(&network, own).await.0, 400, "of which hub?");
    }

    async fn a_quote_falls_with_the_note_it_was_taken_from(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 12).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let note = |listening: ListeningId, what: &str| format!("/api/v1/listenings/{listening}/note/{what}");

        // On hold it is not read; looked at again and cleared, it is.
        let (listening, _) = heard.cleared(&house).await;
        assert_eq!(house.post(Some(&lead), &note(listening, "hold"), json!({})).await.0, 204);
        assert!(heard.read(&house, &lead).await.is_empty());
        assert_eq!(house.post(Some(&lead), &note(listening, "clear"), json!({})).await.0, 204);
        assert_eq!(heard.read(&house, &lead).await.len(), 1);

        // Put in other words, it is gone for good, and not only from sight.
        let words = json!({ "note": "The food bank closes too early." });
        let (status, said) = house.post(Some(&lead), &note(listening, "replace"), words).await;
        assert!(status.is_success(), "{said}");
        assert!(heard.read(&house, &lead).await.is_empty());
        let (_, own) = house.get(&lead, "/api/v1/quotes/own").await;
        assert_eq!(own["quotes"], json!([]));
        assert_eq!(quotes::let_go(&house.app).await.unwrap(), 1);
        assert_eq!(kept(&house).await, 0);

        // Taken out, or coded anew, it falls as well.
        let (listening, _) = heard.cleared(&house).await;
        assert_eq!(house.post(Some(&lead), &note(listening, "remove"), json!({})).await.0, 204);
        assert!(heard.read(&house, &lead).await.is_empty());
        let (listening, _) = heard.cleared(&house).await;
        let coded = json!({ "statements": [{ "theme": national_id("social_care"), "stance": "concern" }] });
        let recode = format!("/api/v1/listenings/{listening}/statements");
        let (status, said) = house.put(&lead, &recode, coded).await;
        assert!(status.is_success(), "{said}");
        assert!(heard.read(&house, &lead).await.is_empty());
        assert_eq!(quotes::let_go(&house.app).await.unwrap(), 2);
    }

    async fn a_quote_is_not_kept_longer_than_its_note(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 9).await;
        heard.cleared(&house).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        assert_eq!(heard.read(&house, &lead).await.len(), 1);
        assert_eq!(quotes::let_go(&house.app).await.unwrap(), 0);

        house.clock.set("2027-06-01T12:00:00Z".parse().unwrap());
        retention::run(&house.app).await.unwrap();

        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        assert!(heard.read(&house, &lead).await.is_empty());
        assert_eq!(quotes::let_go(&house.app).await.unwrap(), 1);
        assert_eq!(kept(&house).await, 0);
    }

    async fn a_sensitive_theme_is_quoted_only_where_many_spoke_of_it_and_many_did_not(house: House) {
        let heard = start(&house).await;
        heard.more(&house, 12).await;
        let lead = house.who(Role::LeadOrganiser, Some(heard.place.hub)).await;
        let mut last = heard.listening(&house, "loneliness", (WORDS, true)).await;
        let propose = async |listening: ListeningId| {
            let mut wish = heard.wish(listening);
            wish["theme"] = json!("loneliness");
            house.post(Some(&lead), "/api/v1/quotes", wish).await
        };

        let (status, refused) = propose(last).await;
        assert_eq!(status, 422);
        assert!(refused["detail"].as_str().unwrap().contains("sensitive"), "{refused}");
        for _ in 0..9 {
            last = heard.listening(&house, "loneliness", (WORDS, true)).await;
        }
        let (status, quote) = propose(last).await;
        assert_eq!(status, 201, "{quote}");
    }
}
