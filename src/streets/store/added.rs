//! SQL of doors that people find while walking.

use geo::{Distance, Haversine, InterpolatableLine, LineLocatePoint, LineString};
use maps::{cells::Cell, index::AreaIndex, shapes::LngLat};

use crate::{
    access::HubScope,
    areas::{model::Vintage, store as areas},
    base::ids::StreetPartId,
    db::{Result, Tx, sql},
    streets::{
        model::{DoorFacts, DoorKind, NewDoor, Side, StreetPart},
        store,
    },
};

crate::statements! {
    /// Adds a door; the same id again changes nothing.
    INSERT = "\
        INSERT INTO doors
          (id, source_ref, street_id, part_id, number, flat, building, floor, side, lng, lat,
           cell, lsoa_2011, lsoa_2021, kind, added_by_hub)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
        ON CONFLICT DO NOTHING";
}

/// Adds a door that was on no list, and gives it back; the same id again gives back what is there.
/// `None` when its street is unknown, or it says where it is neither itself nor by a known door or
/// street part: then nothing is written.
///
/// # Errors
/// When the engine fails.
pub async fn add_door(tx: &mut Tx, scope: HubScope, new: NewDoor) -> Result<Option<DoorFacts>> {
    if let Some(there) = store::door(tx, new.id).await? {
        return Ok(Some(there));
    }
    if store::street(tx, new.street).await?.is_none() {
        return Ok(None);
    }
    let Some(spot) = spot(tx, scope, &new).await? else {
        return Ok(None);
    };
    let stmt = sql(INSERT)
        .bind(new.id)
        .bind(format!("added/{}", new.id))
        .bind(new.street)
        .bind(spot.part)
        .bind(new.number)
        .bind(new.flat)
        .bind(new.building)
        .bind(new.floor)
        .bind(spot.side)
        .bind(spot.place.lng)
        .bind(spot.place.lat)
        .bind(Cell::at(spot.place).to_i64())
        .bind(area_at(tx, Vintage::Y2011, spot.place).await?)
        .bind(area_at(tx, Vintage::Y2021, spot.place).await?)
        .bind(DoorKind::Home)
        .bind(scope.hub());
    tx.run(stmt).await?;
    store::door(tx, new.id).await
}

/// Where a new door stands.
struct Spot {
    place: LngLat,
    part: Option<StreetPartId>,
    side: Side,
}

async fn spot(tx: &mut Tx, scope: HubScope, new: &NewDoor) -> Result<Option<Spot>> {
    let near = match new.near {
        Some(near) => store::door(tx, near).await?,
        None => None,
    };
    let near = near.filter(|door| door.added_by_hub.is_none_or(|hub| hub == scope.hub()));
    let beside = near.as_ref().map(|door| LngLat {
        lng: door.lng,
        lat: door.lat,
    });
    let Some(place) = new.place.or(beside) else {
        return Ok(None);
    };
    let parts = store::parts_of(tx, new.street).await?;
    let part = nearest(&parts, place);
    let side = new
        .number
        .as_deref()
        .and_then(Side::of_number)
        .or(near.map(|door| door.side))
        .or(part.map(|part| side_of(part, place)))
        .unwrap_or(Side::Left);
    Ok(Some(Spot {
        place,
        part: part.map(|part| part.id),
        side,
    }))
}

fn line(part: &StreetPart) -> LineString<f64> {
    part.line
        .iter()
        .map(|place| (place.lng, place.lat))
        .collect()
}

/// The part of the street a place is nearest to.
fn nearest(parts: &[StreetPart], place: LngLat) -> Option<&StreetPart> {
    let off = |part: &StreetPart| {
        let line = line(part);
        let along = line.line_locate_point(&place.point());
        let foot = along.and_then(|share| line.point_at_ratio_from_start(&Haversine, share));
        foot.map_or(f64::INFINITY, |foot| {
            Haversine.distance(foot, place.point())
        })
    };
    parts.iter().min_by(|a, b| off(a).total_cmp(&off(b)))
}

/// Left or right of the line from its first to its last place.
fn side_of(part: &StreetPart, place: LngLat) -> Side {
    let (Some(first), Some(last)) = (part.line.first(), part.line.last()) else {
        return Side::Left;
    };
    let ahead = (last.lng - first.lng, last.lat - first.lat);
    let aside = (place.lng - first.lng, place.lat - first.lat);
    if ahead.0 * aside.1 - ahead.1 * aside.0 < 0.0 {
        Side::Right
    } else {
        Side::Left
    }
}

/// The small area a place lies in, by its exact outline.
async fn area_at(tx: &mut Tx, vintage: Vintage, place: LngLat) -> Result<Option<String>> {
    let point = (place.lng, place.lng, place.lat, place.lat);
    let near = areas::shapes_in_box(tx, vintage, point).await?;
    Ok(AreaIndex::build(near).locate(place))
}
