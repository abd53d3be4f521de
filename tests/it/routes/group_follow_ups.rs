//! What a group agreed to do next, and who can see what of a patch.

use doorstep::{access::Role, db::sql};
use serde_json::{Value, json};
use uuid::Uuid;

use super::themes::change;
use crate::{
    erasure::holding,
    field::{number, outing},
    harness::{House, both},
};

const DAY_MS: i64 = 86_400_000;

both! {
    async fn a_follow_up_has_a_name_a_day_and_an_end(house: House) {
        let out = outing(&house).await;
        let path = format!("/api/v1/campaigns/{}/follow_ups", out.campaign);
        let new = json!({ "who": "Zebedee", "what": "Ask the council about the lamp on 1 Street" });

        let (status, agreed) = house.post(Some(&out.lead), &path, new).await;

        assert_eq!(status, 201, "{agreed}");
        assert_eq!((&agreed["who"], &agreed["state"], &agreed["due_on"]),
            (&json!("Zebedee"), &json!("agreed"), &json!("2026-05-19")));
        assert_eq!(agreed["what"], "Ask the council about the lamp on 1 Street");
        assert_eq!(holding(&house, "Zebedee").await, Vec::<String>::new());
        assert_eq!(holding(&house, "council about").await, Vec::<String>::new());
        house.clock.advance(4 * DAY_MS);
        let lead = house.who(Role::LeadOrganiser, Some(out.place.hub)).await;
        let (_, due) = house.get(&lead, &path).await;
        assert_eq!(due["follow_ups"][0]["state"], "due");
        let one = format!("{path}/{}", agreed["id"].as_str().unwrap());
        let (status, moved) =
            change(&house, &lead, &one, json!({ "who": "Dev", "due_on": "2026-05-30" })).await;
        assert_eq!((status.as_u16(), &moved["who"], &moved["due_on"]), (200, &json!("Dev"), &json!("2026-05-30")));
        let mark = async |came: &str| house.post(Some(&lead), &format!("{one}/mark"), json!({ "came": came })).await;
        assert_eq!(mark("tried").await.1["tries"], 1);
        assert_eq!(mark("done").await.1["state"], "done");
        assert_eq!(mark("done").await.0, 409);
        assert_eq!(house.get(&lead, &path).await.1["follow_ups"], json!([]));
        let (_, ended) = house.get(&lead, &format!("{path}?ended=true")).await;
        assert_eq!(ended["follow_ups"].as_array().unwrap().len(), 1);
    }

    async fn a_follow_up_holds_no_residents_name_number_or_address(house: House) {
        let out = outing(&house).await;
        let path = format!("/api/v1/campaigns/{}/follow_ups", out.campaign);
        let agree = async |what: &str| {
            house.post(Some(&out.lead), &path, json!({ "who": "Ruth", "what": what })).await
        };

        assert_eq!(agree("Ring 01632 960145 about the lamp").await.0, 400);
        assert_eq!(agree("").await.0, 400);
        let (_, named) = agree("Tell Mrs Okonkwo about the lamp").await;

        assert!(!named["what"].as_str().unwrap().contains("Okonkwo"), "{named}");
        let late = json!({ "who": "Ruth", "what": "Ask", "due_on": "2027-05-16" });
        assert_eq!(house.post(Some(&out.lead), &path, late).await.0, 400);
    }

    async fn a_follow_up_is_the_leads_and_the_groups_of_its_campaign(house: House) {
        let out = outing(&house).await;
        let path = format!("/api/v1/campaigns/{}/follow_ups", out.campaign);
        let new = json!({ "who": "Ruth", "what": "Ask the council" });
        let hub = out.place.hub;
        let group = Uuid::from_u128(2);
        let to_group = "UPDATE campaigns SET group_id = $2 WHERE hub_id = $1";
        house.app.db.write(async move |tx| tx.run(sql(to_group).bind(hub).bind(group)).await).await.unwrap();
        let own = house.who_in(Role::GroupMember, Some(hub), Some(group.into())).await;
        let theirs = house.who_in(Role::GroupMember, Some(hub), Some(Uuid::from_u128(1).into())).await;

        let (status, agreed) = house.post(Some(&own), &path, new.clone()).await;

        assert_eq!(status, 201, "{agreed}");
        assert_eq!(house.get(&out.lead, &path).await.1["follow_ups"].as_array().unwrap().len(), 1);
        assert_eq!(house.get(&theirs, &path).await.0, 404);
        let mark = format!("{path}/{}/mark", agreed["id"].as_str().unwrap());
        assert_eq!(house.post(Some(&theirs), &mark, json!({ "came": "done" })).await.0, 404);
        for role in [Role::Organiser, Role::HubManager, Role::VaultKeeper] {
            let who = house.who(role, Some(hub)).await;
            assert_eq!(house.get(&who, &path).await.0, 403, "{role}");
        }
        let other = house.hub("Southgate").await;
        let foreign = house.who(Role::LeadOrganiser, Some(other.hub)).await;
        assert_eq!(house.post(Some(&foreign), &path, new).await.0, 404);
        assert_eq!(house.post(Some(&foreign), &mark, json!({ "came": "done" })).await.0, 404);
    }

    async fn a_follow_up_long_overdue_ends_by_itself_and_goes_after_a_year(house: House) {
        let out = outing(&house).await;
        let path = format!("/api/v1/campaigns/{}/follow_ups", out.campaign);
        let new = json!({ "who": "Ruth", "what": "Ask the council" });
        house.post(Some(&out.lead), &path, new).await;

        house.clock.advance(40 * DAY_MS);
        doorstep::privacy::retention::daily(&house.app).await.unwrap();
        let (_, ended) = house.get(&out.lead, &format!("{path}?ended=true")).await;
        assert_eq!(ended["follow_ups"][0]["state"], "expired", "{ended}");
        house.clock.advance(340 * DAY_MS);
        doorstep::privacy::retention::daily(&house.app).await.unwrap();

        let left = "SELECT COUNT(*) FROM group_follow_ups WHERE hub_id = $1";
        assert_eq!(number(&house, out.place, left).await, 0);
    }

    async fn everybody_in_a_hub_reads_who_can_see_what_of_a_patch(house: House) {
        let out = outing(&house).await;
        let (_, campaign) = house.get(&out.lead, &format!("/api/v1/campaigns/{}", out.campaign)).await;
        let patch = campaign.get("campaign").unwrap_or(&campaign)["patch_id"].as_str().unwrap().to_owned();
        let address = format!("/api/v1/patches/{patch}/who");
        let keeper = house.who(Role::VaultKeeper, Some(out.place.hub)).await;

        let (status, page) = house.get(&keeper, &address).await;

        assert_eq!(status, 200, "{page}");
        let of = |role: &str| {
            let all = page["who"].as_array().unwrap();
            all.iter().find(|line| line["role"] == role).unwrap_or(&Value::Null).clone()
        };
        assert_eq!(of("lead_organiser")["names"], json!(["Test lead_organiser"]));
        assert_eq!((&of("organiser")["people"], &of("organiser")["names"]), (&json!(1), &json!([])));
        assert!(of("hub_manager")["never"].to_string().contains("contact details"));
        assert!(of("lead_organiser")["reads"].to_string().contains("notes"));
        assert!(of("network_manager")["people"].is_null());
        let (_, seen) = house.get(&out.lead, &address).await;
        assert!(seen.to_string().contains("Test organiser"), "who manages people knows their names");
        let other = house.hub("Southgate").await;
        let foreign = house.who(Role::Organiser, Some(other.hub)).await;
        assert_eq!(house.get(&foreign, &address).await.0, 404);
        let network = house.who(Role::NetworkManager, None).await;
        assert_eq!(house.get(&network, &address).await.0, 403);
    }

    async fn whoever_is_signed_in_is_told_their_own_name(house: House) {
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let network = house.who(Role::NetworkManager, None).await;

        assert_eq!(house.get(&lead, "/api/v1/me").await.1["name"], "Test lead_organiser");
        assert_eq!(house.get(&network, "/api/v1/me").await.1["name"], "Test network_manager");
    }
}
