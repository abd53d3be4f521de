//! SQL that puts stretches, doors and address points into areas again, where areas changed.

use maps::shapes::LngLat;

use super::import::boxed;
use crate::{
    areas::{model::Vintage, store::import::Extent},
    db::{Cell, Result, Tx, bulk_insert, row},
};

crate::statements! {
    /// Stretches in a box, to be put in areas again.
    PLACED_PARTS = "\
        SELECT id, lng, lat, lsoa_2011, lsoa_2021 FROM street_parts
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4";
    /// Doors in a box, whoever added them, to be put in areas again.
    PLACED_DOORS = "\
        SELECT id, lng, lat, lsoa_2011, lsoa_2021 FROM doors
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4";
    /// Address points in a box, to be put in areas again.
    PLACED_POINTS = "\
        SELECT source_ref AS id, lng, lat, lsoa_2011, lsoa_2021 FROM address_points
        WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4";
}

/// What lies in areas: each kind in its own table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Stretches, by their middle.
    Parts,
    /// Doors.
    Doors,
    /// Address points.
    Points,
}

impl Placed {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Parts, Self::Doors, Self::Points];
}

/// A key of one of the tables.
#[derive(Clone, Debug)]
pub enum PlacedKey {
    /// Of stretches and doors.
    Id(uuid::Uuid),
    /// Of address points.
    Ref(String),
}

/// Something in a box, and the area of a vintage it is stored under.
#[derive(Clone, Debug)]
pub struct PlacedRow {
    /// Its key.
    pub key: PlacedKey,
    /// Where it is.
    pub at: LngLat,
    /// The stored area.
    pub code: Option<String>,
}

#[derive(sqlx::FromRow)]
struct PlacedColumns<K> {
    id: K,
    lng: f64,
    lat: f64,
    lsoa_2011: Option<String>,
    lsoa_2021: Option<String>,
}

impl<K> PlacedColumns<K> {
    fn row(self, vintage: Vintage, key: impl Fn(K) -> PlacedKey) -> PlacedRow {
        PlacedRow {
            key: key(self.id),
            at: LngLat {
                lng: self.lng,
                lat: self.lat,
            },
            code: if vintage == Vintage::Y2011 {
                self.lsoa_2011
            } else {
                self.lsoa_2021
            },
        }
    }
}

/// What of a table lies in a box.
///
/// # Errors
/// When the engine fails.
pub async fn placed(
    tx: &mut Tx,
    what: Placed,
    vintage: Vintage,
    extent: Extent,
) -> Result<Vec<PlacedRow>> {
    let text = match what {
        Placed::Parts => PLACED_PARTS,
        Placed::Doors => PLACED_DOORS,
        Placed::Points => {
            let rows: Vec<PlacedColumns<String>> = tx.all(boxed(PLACED_POINTS, extent)).await?;
            let rows = rows.into_iter();
            return Ok(rows.map(|row| row.row(vintage, PlacedKey::Ref)).collect());
        }
    };
    let rows: Vec<PlacedColumns<uuid::Uuid>> = tx.all(boxed(text, extent)).await?;
    let rows = rows.into_iter();
    Ok(rows.map(|row| row.row(vintage, PlacedKey::Id)).collect())
}

/// Puts rows of a table in other areas.
///
/// # Errors
/// When the engine fails.
pub async fn place(
    tx: &mut Tx,
    what: Placed,
    vintage: Vintage,
    rows: Vec<(PlacedKey, Option<String>)>,
) -> Result<()> {
    const HEAD: &str = "WITH v (id, code) AS (";
    let is_2011 = vintage == Vintage::Y2011;
    let tail = match (what, is_2011) {
        (Placed::Parts, true) => {
            ") UPDATE street_parts SET lsoa_2011 = v.code FROM v WHERE street_parts.id = v.id"
        }
        (Placed::Parts, false) => {
            ") UPDATE street_parts SET lsoa_2021 = v.code FROM v WHERE street_parts.id = v.id"
        }
        (Placed::Doors, true) => {
            ") UPDATE doors SET lsoa_2011 = v.code FROM v WHERE doors.id = v.id"
        }
        (Placed::Doors, false) => {
            ") UPDATE doors SET lsoa_2021 = v.code FROM v WHERE doors.id = v.id"
        }
        (Placed::Points, true) => {
            ") UPDATE address_points SET lsoa_2011 = v.code FROM v
               WHERE address_points.source_ref = v.id"
        }
        (Placed::Points, false) => {
            ") UPDATE address_points SET lsoa_2021 = v.code FROM v
               WHERE address_points.source_ref = v.id"
        }
    };
    let rows: Vec<Vec<Cell>> = rows
        .into_iter()
        .map(|(key, code)| match key {
            PlacedKey::Id(id) => row![id, code],
            PlacedKey::Ref(source_ref) => row![source_ref, code],
        })
        .collect();
    bulk_insert(tx, HEAD, 2, rows, tail).await.map(drop)
}
