//! A few streets with doors for one test, and a campaign on them.

use doorstep::{
    access::Role,
    base::ids::{CampaignId, DoorId, ImportId, StreetId, StreetPartId},
    db::{Error, Tx, sql},
};
use maps::{cells::Cell, shapes::LngLat};
use serde_json::{Value, json};

use crate::harness::{House, Place, Who};

/// The small area the streets lie in.
pub const AREA: &str = "E01000001";

/// Streets running east, one beneath the other, all meeting Spine Road in the west.
#[derive(Clone, Debug, Default)]
pub struct Town {
    /// The streets that were asked for.
    pub streets: Vec<StreetId>,
    /// Their one part each.
    pub parts: Vec<StreetPartId>,
    /// Their doors in the order of their numbers.
    pub doors: Vec<Vec<DoorId>>,
}

impl Town {
    /// All doors, sorted.
    pub fn all(&self) -> Vec<DoorId> {
        let mut all: Vec<DoorId> = self.doors.concat();
        all.sort_unstable();
        all
    }
}

/// A small area of 2021 with so many doors on each of its streets.
pub async fn town(house: &House, doors_per_street: &[u32]) -> Town {
    let asked = doors_per_street.to_vec();
    let ids = house.app.ids.clone();
    house
        .app
        .db
        .write(async move |tx| {
            let import: ImportId = ids.new_id();
            area(tx, import).await?;
            let mut town = Town::default();
            let mut corners = Vec::new();
            for (n, doors) in (1_u32..).zip(&asked) {
                let lat = 53.001 + f64::from(n) * 0.0005;
                let east = 0.0012 + f64::from((*doors).max(10)) * 0.0001;
                corners.push((0.001, lat));
                let line = [(0.001, lat), (east, lat)];
                let (street, part) = (ids.new_id(), ids.new_id());
                street_of(tx, import, &format!("{n} Street"), street, part, &line).await?;
                let mut of_street = Vec::new();
                for number in 1..=*doors {
                    let id = ids.new_id();
                    let odd = number % 2 == 1;
                    let at = LngLat {
                        lng: 0.0011 + f64::from(number) * 0.0001,
                        lat: lat + if odd { 0.0001 } else { -0.0001 },
                    };
                    let side = if odd { "odd" } else { "even" };
                    door(tx, id, (street, part), number, side, at).await?;
                    of_street.push(id);
                }
                town.streets.push(street);
                town.parts.push(part);
                town.doors.push(of_street);
            }
            if corners.len() > 1 {
                let (street, part) = (ids.new_id(), ids.new_id());
                street_of(tx, import, "Spine Road", street, part, &corners).await?;
            }
            Ok::<_, Error>(town)
        })
        .await
        .unwrap()
}

async fn area(tx: &mut Tx, import: ImportId) -> Result<(), Error> {
    let shape = json!({ "type": "Polygon", "coordinates":
        [[[0.0, 53.0], [0.02, 53.0], [0.02, 53.02], [0.0, 53.02], [0.0, 53.0]]] });
    tx.run(
        sql("INSERT INTO lsoas (vintage, code, name, geometry, min_lng, min_lat, max_lng, max_lat, import_id)
             VALUES (2021, $1, $1, $2, 0.0, 53.0, 0.02, 53.02, $3)")
            .bind(AREA.to_owned())
            .bind(shape.to_string())
            .bind(import),
    )
    .await
    .map(drop)
}

async fn street_of(
    tx: &mut Tx,
    import: ImportId,
    name: &str,
    street: StreetId,
    part: StreetPartId,
    line: &[(f64, f64)],
) -> Result<(), Error> {
    let (first, end) = (line[0], line[line.len() - 1]);
    let at = |(lng, lat)| LngLat { lng, lat };
    let length = at(first).distance(at(end)).0;
    let (lng, lat) = (f64::midpoint(first.0, end.0), f64::midpoint(first.1, end.1));
    tx.run(
        sql("INSERT INTO streets (id, source_key, name, length_m, import_id) VALUES ($1, $2, $2, $3, $4)")
            .bind(street)
            .bind(name.to_owned())
            .bind(length)
            .bind(import),
    )
    .await?;
    tx.run(
        sql("INSERT INTO street_parts (id, source_key, street_id, line, length_m, lng, lat, cell, lsoa_2021)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
            .bind(part)
            .bind(name.to_owned())
            .bind(street)
            .bind(json!({ "type": "LineString", "coordinates": line }).to_string())
            .bind(length)
            .bind(lng)
            .bind(lat)
            .bind(Cell::at(LngLat { lng, lat }).to_i64())
            .bind(AREA.to_owned()),
    )
    .await
    .map(drop)
}

async fn door(
    tx: &mut Tx,
    id: DoorId,
    (street, part): (StreetId, StreetPartId),
    number: u32,
    side: &str,
    at: LngLat,
) -> Result<(), Error> {
    tx.run(
        sql("INSERT INTO doors (id, source_ref, street_id, part_id, number, side, lng, lat, cell, lsoa_2021, kind)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'home')")
            .bind(id)
            .bind(id.to_string())
            .bind(street)
            .bind(part)
            .bind(number.to_string())
            .bind(side.to_owned())
            .bind(at.lng)
            .bind(at.lat)
            .bind(Cell::at(at).to_i64())
            .bind(AREA.to_owned()),
    )
    .await
    .map(drop)
}

/// A campaign from April on in a patch of the town's area, and the lead who planned it.
pub async fn campaign(house: &House, place: Place, name: &str) -> (Who, CampaignId) {
    let lead = house.who(Role::LeadOrganiser, Some(place.hub)).await;
    let rule = json!({ "by": "codes", "vintage": 2021, "codes": [AREA] });
    let body = json!({ "name": format!("Patch of {name}"), "rule": rule });
    let (status, patch) = house.post(Some(&lead), "/api/v1/patches", body).await;
    assert_eq!(status, 201, "{patch}");
    let id = campaign_in(house, place, &lead, &patch, name).await;
    (lead, id)
}

/// A campaign in a patch that is there.
pub async fn campaign_in(
    house: &House,
    place: Place,
    lead: &Who,
    patch: &Value,
    name: &str,
) -> CampaignId {
    let body = json!({ "programme": place.programme, "patch": patch["id"], "name": name,
        "aim": "Hear what people make of the park", "frame": ["What is it like to live here?"],
        "starts": "2026-04-01", "ends": "2027-03-31" });
    let (status, campaign) = house.post(Some(lead), "/api/v1/campaigns", body).await;
    assert_eq!(status, 201, "{campaign}");
    campaign["id"].as_str().unwrap().parse().unwrap()
}
