//! SQL of what lies in a patch.

use geo::BoundingRect;
use maps::{index::AreaIndex, shapes::LngLat};

use super::{PartRow, door_columns, part_columns};
use crate::{
    access::HubScope,
    areas::model::{DrawnShape, Patch, PatchRule, Vintage},
    db::{Error, Result, Tx, sql},
    streets::model::{DoorFacts, StreetPart},
};

crate::statements! {
    /// Doors of a small area of 2011 that a hub may see.
    DOORS_2011 = concat!(
        "SELECT ", door_columns!(), " FROM doors
         WHERE (added_by_hub IS NULL OR added_by_hub = $1) AND lsoa_2011 = $2 ORDER BY id");
    /// Doors of a small area of 2021 that a hub may see.
    DOORS_2021 = concat!(
        "SELECT ", door_columns!(), " FROM doors
         WHERE (added_by_hub IS NULL OR added_by_hub = $1) AND lsoa_2021 = $2 ORDER BY id");
    /// Doors in a box that a hub may see.
    DOORS_IN_BOX = concat!(
        "SELECT ", door_columns!(), " FROM doors
         WHERE (added_by_hub IS NULL OR added_by_hub = $1)
           AND lat BETWEEN $2 AND $3 AND lng BETWEEN $4 AND $5 ORDER BY id");
    /// Street parts whose middle lies in a small area of 2011.
    PARTS_2011 = concat!(
        "SELECT ", part_columns!(), " FROM street_parts WHERE lsoa_2011 = $1 ORDER BY id");
    /// Street parts whose middle lies in a small area of 2021.
    PARTS_2021 = concat!(
        "SELECT ", part_columns!(), " FROM street_parts WHERE lsoa_2021 = $1 ORDER BY id");
    /// Street parts whose middle lies in a box.
    PARTS_IN_BOX = concat!(
        "SELECT ", part_columns!(), " FROM street_parts
         WHERE lat BETWEEN $1 AND $2 AND lng BETWEEN $3 AND $4 ORDER BY id");
}

/// The exact outline of a drawn patch, and its box.
struct Outline {
    index: AreaIndex<()>,
    bounds: geo::Rect<f64>,
}

impl Outline {
    /// The drawing of a patch, `None` when it is made of whole areas.
    fn of(patch: &Patch) -> Result<Option<Self>> {
        let PatchRule::Polygon { geometry, .. } = &patch.rule else {
            return Ok(None);
        };
        let corrupt = || Error::Corrupt {
            table: "patches",
            column: "rule",
            row: patch.id.to_string(),
        };
        let shape = DrawnShape::read(geometry).map_err(|_| corrupt())?;
        let bounds = shape.0.bounding_rect().ok_or_else(corrupt)?;
        let index = AreaIndex::build(vec![((), shape.0)]);
        Ok(Some(Self { index, bounds }))
    }

    fn holds(&self, place: LngLat) -> bool {
        self.index.locate(place).is_some()
    }
}

/// The doors of a patch that the hub may see, by id: those of its areas, or those exactly within
/// its drawing.
///
/// # Errors
/// When the engine fails or a stored shape makes no sense.
pub async fn doors_in_patch(tx: &mut Tx, scope: HubScope, patch: &Patch) -> Result<Vec<DoorFacts>> {
    let mut doors: Vec<DoorFacts> = Vec::new();
    if let Some(outline) = Outline::of(patch)? {
        let (min, max) = (outline.bounds.min(), outline.bounds.max());
        let near = sql(DOORS_IN_BOX).bind(scope.hub());
        let near = near.bind(min.y).bind(max.y).bind(min.x).bind(max.x);
        doors = tx.all(near).await?;
        doors.retain(|door| {
            outline.holds(LngLat {
                lng: door.lng,
                lat: door.lat,
            })
        });
        return Ok(doors);
    }
    let text = if patch.vintage == Vintage::Y2011 {
        DOORS_2011
    } else {
        DOORS_2021
    };
    for code in &patch.areas {
        let of_area = sql(text).bind(scope.hub()).bind(code.clone());
        doors.extend(tx.all::<DoorFacts>(of_area).await?);
    }
    doors.sort_by_key(|door| door.id);
    Ok(doors)
}

/// The street parts of a patch, by id; a part belongs where its middle lies.
///
/// # Errors
/// When the engine fails or a stored shape makes no sense.
pub async fn parts_in_patch(tx: &mut Tx, patch: &Patch) -> Result<Vec<StreetPart>> {
    let mut rows: Vec<PartRow> = Vec::new();
    let outline = Outline::of(patch)?;
    if let Some(outline) = &outline {
        let (min, max) = (outline.bounds.min(), outline.bounds.max());
        let near = sql(PARTS_IN_BOX).bind(min.y).bind(max.y);
        rows = tx.all(near.bind(min.x).bind(max.x)).await?;
    } else {
        let text = if patch.vintage == Vintage::Y2011 {
            PARTS_2011
        } else {
            PARTS_2021
        };
        for code in &patch.areas {
            rows.extend(tx.all::<PartRow>(sql(text).bind(code.clone())).await?);
        }
    }
    let mut parts: Vec<StreetPart> = rows.into_iter().map(PartRow::part).collect::<Result<_>>()?;
    if let Some(outline) = outline {
        parts.retain(|part| outline.holds(part.middle));
    }
    parts.sort_by_key(|part| part.id);
    Ok(parts)
}
