//! SQL of streets and doors. What is known of a door is in [`knowledge`], doors found while
//! walking in [`added`], both of a patch in [`places`], many by id in [`many`]; what files bring is
//! kept in [`import`].

pub mod added;
pub mod import;
pub mod knowledge;
pub mod many;
pub mod places;
pub mod placing;
pub mod standing;

use std::collections::BTreeMap;

use maps::shapes::LngLat;

use super::model::{DoorFacts, Street, StreetPart};
use crate::{
    access::HubScope,
    areas::model::Vintage,
    base::ids::{DoorId, StreetId, StreetPartId},
    db::{Error, Result, Tx, sql},
};

pub use added::add_door;
pub use knowledge::{
    delete_state, do_not_knock, is_do_not_knock, keep_state, known_of, label_door, label_of,
    lift_do_not_knock, set_do_not_knock, states_of,
};
pub use many::{doors_by_id, parts_by_id, parts_of_streets, parts_with_doors, streets_by_id};
pub use places::{doors_in_patch, parts_in_patch};

/// The columns of [`DoorFacts`].
macro_rules! door_columns {
    () => {
        "id, street_id, part_id, cell, lsoa_2011, lsoa_2021, lng, lat, number, flat, building, \
         floor, side, kind, added_by_hub"
    };
}
pub(super) use door_columns;

/// The columns of a street part.
macro_rules! part_columns {
    () => {
        "id, street_id, line, length_m, lng, lat, cell, lsoa_2011, lsoa_2021"
    };
}
pub(super) use part_columns;

crate::statements! {
    /// The names of all streets.
    NAMES = "SELECT DISTINCT name FROM streets ORDER BY name";
    /// One door.
    DOOR = concat!("SELECT ", door_columns!(), " FROM doors WHERE id = $1");
    /// One street.
    STREET = "SELECT id, name, length_m FROM streets WHERE id = $1";
    /// The parts of a street.
    PARTS_OF = concat!(
        "SELECT ", part_columns!(), " FROM street_parts WHERE street_id = $1 ORDER BY id");
    /// The doors of a street that a hub may see.
    DOORS_OF = concat!(
        "SELECT ", door_columns!(), " FROM doors
         WHERE (added_by_hub IS NULL OR added_by_hub = $1) AND street_id = $2 ORDER BY id");
    /// Distinct streets by the area of 2011 a part's middle lies in.
    STREETS_2011 = "\
        SELECT lsoa_2011 AS code, COUNT(DISTINCT street_id) AS n FROM street_parts
        WHERE lsoa_2011 IS NOT NULL GROUP BY lsoa_2011";
    /// Distinct streets by the area of 2021 a part's middle lies in.
    STREETS_2021 = "\
        SELECT lsoa_2021 AS code, COUNT(DISTINCT street_id) AS n FROM street_parts
        WHERE lsoa_2021 IS NOT NULL GROUP BY lsoa_2021";
    /// Source objects with a house number, by area of 2011.
    POINTS_2011 = "\
        SELECT lsoa_2011 AS code, COUNT(*) AS n FROM address_points
        WHERE lsoa_2011 IS NOT NULL GROUP BY lsoa_2011";
    /// Source objects with a house number, by area of 2021.
    POINTS_2021 = "\
        SELECT lsoa_2021 AS code, COUNT(*) AS n FROM address_points
        WHERE lsoa_2021 IS NOT NULL GROUP BY lsoa_2021";
    /// Doors of open data by area of 2011.
    DOORS_2011 = "\
        SELECT lsoa_2011 AS code, COUNT(*) AS n FROM doors
        WHERE lsoa_2011 IS NOT NULL AND added_by_hub IS NULL GROUP BY lsoa_2011";
    /// Doors of open data by area of 2021.
    DOORS_2021 = "\
        SELECT lsoa_2021 AS code, COUNT(*) AS n FROM doors
        WHERE lsoa_2021 IS NOT NULL AND added_by_hub IS NULL GROUP BY lsoa_2021";
    /// Distinct cells of doors and address points by area of 2011.
    CELLS_2011 = "\
        SELECT code, COUNT(*) AS n FROM (
          SELECT lsoa_2011 AS code, cell FROM doors
          WHERE lsoa_2011 IS NOT NULL AND added_by_hub IS NULL
          UNION SELECT lsoa_2011, cell FROM address_points WHERE lsoa_2011 IS NOT NULL
        ) AS places GROUP BY code";
    /// Distinct cells of doors and address points by area of 2021.
    CELLS_2021 = "\
        SELECT code, COUNT(*) AS n FROM (
          SELECT lsoa_2021 AS code, cell FROM doors
          WHERE lsoa_2021 IS NOT NULL AND added_by_hub IS NULL
          UNION SELECT lsoa_2021, cell FROM address_points WHERE lsoa_2021 IS NOT NULL
        ) AS places GROUP BY code";
}

/// One door, whoever added it: show it only to a hub that may see it.
///
/// # Errors
/// When the engine fails.
pub async fn door(tx: &mut Tx, id: DoorId) -> Result<Option<DoorFacts>> {
    tx.maybe(sql(DOOR).bind(id)).await
}

/// One street.
///
/// # Errors
/// When the engine fails.
pub async fn street(tx: &mut Tx, id: StreetId) -> Result<Option<Street>> {
    tx.maybe(sql(STREET).bind(id)).await
}

/// The parts of a street.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn parts_of(tx: &mut Tx, street: StreetId) -> Result<Vec<StreetPart>> {
    let rows: Vec<PartRow> = tx.all(sql(PARTS_OF).bind(street)).await?;
    rows.into_iter().map(PartRow::part).collect()
}

/// The part nearest to the middle of a street: where something heard "on the street" is placed.
///
/// # Errors
/// When the engine fails or a stored line makes no sense.
pub async fn middle_part(tx: &mut Tx, street: StreetId) -> Result<Option<StreetPart>> {
    let parts = parts_of(tx, street).await?;
    let length: f64 = parts.iter().map(|part| part.length_m).sum();
    let mean = |of: fn(&StreetPart) -> f64| {
        let weighed: f64 = parts.iter().map(|part| of(part) * part.length_m).sum();
        weighed / length.max(f64::MIN_POSITIVE)
    };
    let middle = LngLat {
        lng: mean(|part| part.middle.lng),
        lat: mean(|part| part.middle.lat),
    };
    let off = |part: &StreetPart| part.middle.distance(middle).0;
    Ok(parts.into_iter().min_by(|a, b| off(a).total_cmp(&off(b))))
}

/// The doors of a street that the hub may see.
///
/// # Errors
/// When the engine fails.
pub async fn doors_of(tx: &mut Tx, scope: HubScope, street: StreetId) -> Result<Vec<DoorFacts>> {
    tx.all(sql(DOORS_OF).bind(scope.hub()).bind(street)).await
}

/// A street part as it is stored.
#[derive(sqlx::FromRow)]
pub(super) struct PartRow {
    id: StreetPartId,
    street_id: StreetId,
    line: String,
    length_m: f64,
    lng: f64,
    lat: f64,
    cell: i64,
    lsoa_2011: Option<String>,
    lsoa_2021: Option<String>,
}

impl PartRow {
    pub(super) fn part(self) -> Result<StreetPart> {
        let id = self.id;
        let line = read_line(&self.line).ok_or_else(|| Error::Corrupt {
            table: "street_parts",
            column: "line",
            row: id.to_string(),
        })?;
        Ok(StreetPart {
            id,
            street_id: self.street_id,
            line,
            length_m: self.length_m,
            middle: LngLat {
                lng: self.lng,
                lat: self.lat,
            },
            cell: self.cell,
            lsoa_2011: self.lsoa_2011,
            lsoa_2021: self.lsoa_2021,
        })
    }
}

/// Reads a stored line: a GeoJSON `LineString`, or its bare coordinates; `None` for anything else.
#[must_use]
pub fn read_line(text: &str) -> Option<Vec<LngLat>> {
    #[derive(serde::Deserialize)]
    struct LineString {
        coordinates: Vec<(f64, f64)>,
    }
    let places = serde_json::from_str::<LineString>(text)
        .map(|line| line.coordinates)
        .or_else(|_| serde_json::from_str::<Vec<(f64, f64)>>(text))
        .ok()?;
    let line: Vec<LngLat> = places
        .into_iter()
        .filter_map(|(lng, lat)| LngLat::new(lng, lat).ok())
        .collect();
    (line.len() >= 2).then_some(line)
}

/// What one small area holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct AreaCounts {
    /// The area.
    pub code: String,
    /// Distinct streets with a part whose middle lies in it.
    pub streets: i64,
    /// Source objects with a house number, before ranges become doors.
    pub address_points: i64,
    /// Doors of open data.
    pub doors: i64,
    /// Distinct H3 cells of its doors and address points.
    pub cells: i64,
}

/// Streets, address points, doors and cells of every small area of a vintage that has any, by code.
///
/// # Errors
/// When the engine fails.
pub async fn counts_by_area(tx: &mut Tx, vintage: Vintage) -> Result<Vec<AreaCounts>> {
    type Field = fn(&mut AreaCounts) -> &mut i64;
    let counted: [(&'static str, &'static str, Field); 4] = [
        (STREETS_2011, STREETS_2021, |area| &mut area.streets),
        (POINTS_2011, POINTS_2021, |area| &mut area.address_points),
        (DOORS_2011, DOORS_2021, |area| &mut area.doors),
        (CELLS_2011, CELLS_2021, |area| &mut area.cells),
    ];
    let mut areas: BTreeMap<String, AreaCounts> = BTreeMap::new();
    for (of_2011, of_2021, field) in counted {
        let text = if vintage == Vintage::Y2011 {
            of_2011
        } else {
            of_2021
        };
        let rows: Vec<(String, i64)> = tx.all(sql(text)).await?;
        for (code, n) in rows {
            let area = areas.entry(code.clone()).or_insert_with(|| AreaCounts {
                code,
                ..AreaCounts::default()
            });
            *field(area) = n;
        }
    }
    Ok(areas.into_values().collect())
}

/// The names of all streets, each once: local names that stay in a note.
///
/// # Errors
/// When the engine fails.
pub async fn names(tx: &mut Tx) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx.all(sql(NAMES)).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
