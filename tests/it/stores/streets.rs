//! What is known of doors, and what lies in a patch.

use doorstep::{
    access::Role,
    areas::model::Vintage,
    base::ids::{CampaignId, DoorId},
    db::Error,
    streets::{
        model::{DoorLabel, DoorState, DoorStateRow, LabelStatus, NewDoor, Side},
        store,
    },
};
use maps::{cells::Cell, shapes::LngLat};
use mobile_api::wire::ops::{HourBand, Outcome};
use serde_json::json;

use crate::{
    harness::{House, both},
    make::{self, AREA},
};

both! {
    async fn a_door_found_on_the_way_gets_its_place_its_area_and_its_side(house: House) {
        let town = make::town(&house, &[4]).await;
        let place = house.hub("Northgate").await;
        let scope = place.scope;
        let new = NewDoor {
            id: house.app.ids.new_id(),
            street: town.streets[0],
            number: Some("12A".to_owned()),
            flat: None,
            building: None,
            floor: Some(0),
            place: Some(LngLat { lng: 0.0018, lat: 53.0014 }),
            near: None,
        };

        let added = house.app.db.write(async move |tx| {
            let first = store::add_door(tx, scope, new.clone()).await?;
            let again = store::add_door(tx, scope, new.clone()).await?;
            Ok::<_, Error>((first, again))
        }).await.unwrap();

        let (first, again) = added;
        let door = first.clone().unwrap();
        assert_eq!(first, again);
        assert_eq!(door.side, Side::Even);
        assert_eq!(door.part_id, Some(town.parts[0]));
        assert_eq!((door.lsoa_2011, door.lsoa_2021), (None, Some(AREA.to_owned())));
        assert_eq!(door.cell, Cell::at(LngLat { lng: 0.0018, lat: 53.0014 }).to_i64());
        assert_eq!(door.added_by_hub, Some(place.hub));
    }

    async fn a_door_beside_another_stands_where_that_one_does(house: House) {
        let town = make::town(&house, &[4]).await;
        let scope = house.hub("Northgate").await.scope;
        let beside = town.doors[0][2];
        let mut new = NewDoor {
            id: house.app.ids.new_id(),
            street: town.streets[0],
            number: None,
            flat: Some("Flat 2".to_owned()),
            building: None,
            floor: None,
            place: None,
            near: Some(beside),
        };

        let door = house.app.db.write({
            let new = new.clone();
            async move |tx| store::add_door(tx, scope, new.clone()).await
        }).await.unwrap().unwrap();
        let known = house.app.db.read(async move |tx| store::door(tx, beside).await).await.unwrap().unwrap();
        new.id = house.app.ids.new_id();
        new.near = Some(DoorId(uuid::Uuid::nil()));
        let nowhere = house.app.db.write(async move |tx| store::add_door(tx, scope, new.clone()).await).await.unwrap();

        assert_eq!((door.lng.to_bits(), door.side), (known.lng.to_bits(), known.side));
        assert_eq!(nowhere, None);
    }

    async fn a_door_that_one_hub_added_is_not_another_hubs(house: House) {
        let town = make::town(&house, &[2]).await;
        let (north, south) = (house.hub("Northgate").await, house.hub("Southgate").await);
        let id: DoorId = house.app.ids.new_id();
        let new = NewDoor {
            id,
            street: town.streets[0],
            number: Some("9".to_owned()),
            flat: None,
            building: None,
            floor: None,
            place: None,
            near: Some(town.doors[0][0]),
        };
        let scope = north.scope;
        house.app.db.write(async move |tx| store::add_door(tx, scope, new.clone()).await).await.unwrap();
        let own = house.who(Role::LeadOrganiser, Some(north.hub)).await;
        let other = house.who(Role::LeadOrganiser, Some(south.hub)).await;

        let address = format!("/api/v1/doors/{id}");

        assert_eq!(house.get(&own, &address).await.0, 200);
        assert_eq!(house.get(&other, &address).await.0, 404);
        let street = town.streets[0];
        let (of_own, of_other) = house.app.db.read(async move |tx| {
            let own = store::doors_of(tx, north.scope, street).await?;
            let other = store::doors_of(tx, south.scope, street).await?;
            Ok::<_, Error>((own.len(), other.len()))
        }).await.unwrap();
        assert_eq!((of_own, of_other), (3, 2));
    }

    async fn a_label_keeps_what_a_later_one_leaves_out(house: House) {
        let town = make::town(&house, &[1]).await;
        let scope = house.hub("Northgate").await.scope;
        let door = town.doors[0][0];
        let name = DoorLabel { label: Some("Flat 3".to_owned()), ..DoorLabel::default() };
        let shop = DoorLabel {
            status: Some(LabelStatus::NotAHome),
            status_on: Some("2026-05-01".parse().unwrap()),
            ..DoorLabel::default()
        };

        let kept = house.app.db.write(async move |tx| {
            store::label_door(tx, scope, door, name.clone()).await?;
            store::label_door(tx, scope, door, shop.clone()).await?;
            store::label_of(tx, scope, door).await
        }).await.unwrap().unwrap();

        assert_eq!(kept.label.as_deref(), Some("Flat 3"));
        assert_eq!(kept.status, Some(LabelStatus::NotAHome));
    }

    async fn a_state_comes_back_as_it_was_kept(house: House) {
        let town = make::town(&house, &[1]).await;
        let scope = house.hub("Northgate").await.scope;
        let row = DoorStateRow {
            door_id: town.doors[0][0],
            campaign_id: CampaignId(uuid::Uuid::from_u128(4)),
            state: DoorState::ToReturn,
            tries: 2,
            hour_bands: 1,
            last_on: "2026-05-02".parse().unwrap(),
            last_outcome: Outcome::ComeBack,
            language: Some("so".to_owned()),
            come_back: Some(HourBand::Midday),
            tried_on: Some("2026-05-01".parse().unwrap()),
            declined_on: None,
        };

        let kept = house.app.db.write({
            let row = row.clone();
            async move |tx| {
                store::keep_state(tx, scope, row.clone()).await?;
                store::keep_state(tx, scope, row.clone()).await?;
                store::states_of(tx, scope, row.door_id).await
            }
        }).await.unwrap();

        assert_eq!(kept, [row]);
    }

    async fn a_wish_not_to_be_called_on_holds_for_every_hub_until_it_is_lifted(house: House) {
        let town = make::town(&house, &[1]).await;
        let place = house.hub("Northgate").await;
        let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
        let organiser = house.who(Role::Organiser, Some(place.hub)).await;
        let door = town.doors[0][0];
        house.app.db.write(async move |tx| {
            store::set_do_not_knock(tx, door, "2026-05-01".parse().unwrap()).await?;
            store::set_do_not_knock(tx, door, "2026-05-09".parse().unwrap()).await
        }).await.unwrap();
        let address = format!("/api/v1/doors/{door}/do_not_knock/lift");

        let refused = house.post(Some(&organiser), &address, json!({})).await.0;
        let (status, lifted) = house.post(Some(&lead), &address, json!({})).await;
        let again = house.post(Some(&lead), &address, json!({})).await.0;

        assert_eq!((refused.as_u16(), status.as_u16(), again.as_u16()), (403, 200, 409));
        assert_eq!(lifted, json!({ "since": "2026-05-01", "lifted_on": "2026-05-16" }));
        let holds = house.app.db.read(async move |tx| store::is_do_not_knock(tx, door).await).await.unwrap();
        assert!(!holds);
    }

    async fn an_area_counts_its_streets_doors_and_cells(house: House) {
        let town = make::town(&house, &[3, 0]).await;

        let counts = house.app.db.read(async move |tx| {
            let of_2021 = store::counts_by_area(tx, Vintage::Y2021).await?;
            let of_2011 = store::counts_by_area(tx, Vintage::Y2011).await?;
            let mut cells = std::collections::BTreeSet::new();
            for door in &town.doors[0] {
                cells.insert(store::door(tx, *door).await?.unwrap().cell);
            }
            Ok::<_, Error>((of_2021, of_2011, cells.len()))
        }).await.unwrap();

        let (of_2021, of_2011, cells) = counts;
        assert!(of_2011.is_empty());
        assert_eq!(of_2021.len(), 1);
        let area = &of_2021[0];
        assert_eq!((area.code.as_str(), area.streets, area.doors), (AREA, 3, 3));
        assert_eq!(area.cells, i64::try_from(cells).unwrap());
    }
}
