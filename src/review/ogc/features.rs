//! Features by page, by box, and one by its id.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Intersects, LineString, MultiPolygon, Rect};
use geojson::GeometryValue;
use maps::{cells::Cell, shapes::LngLat, tiles::Value as Said};
use serde::Serialize;
use serde_json::{Map, Value, value::RawValue};

use super::{asked::Asked, store};
use crate::{
    access::HubScope,
    areas::{
        self,
        model::{Patch, Vintage},
    },
    base::ids::StreetId,
    db::{Error, Result, Tx},
    review::tiles::{
        block::{self, homes_in, widened},
        figures::Shown,
        layers::{MapLayer, RESOLUTIONS},
        store::{self as shapes, AreaRow, Box4, RankRow},
    },
    streets::{self, model::StreetPart},
};

/// One feature, `GeoJSON`.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = MapFeature)]
pub struct Feature {
    /// Always `Feature`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What `items/{feature}` is asked for.
    pub id: String,
    /// Its shape, CRS84.
    #[schema(value_type = Object)]
    geometry: Box<RawValue>,
    /// What is said of it, as in tiles.
    #[schema(value_type = Object)]
    properties: Map<String, Value>,
}

/// A page of features.
#[derive(Debug, Default)]
pub struct Page {
    /// How many match altogether.
    pub matched: usize,
    /// Those of this page.
    pub features: Vec<Feature>,
    /// The key to go on after, unless this is the last page.
    pub next: Option<String>,
}

/// What is read.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The collection.
    pub layer: MapLayer,
    /// The vintage, for areas.
    pub vintage: Vintage,
    /// The release.
    pub shown: Option<&'a Shown>,
    /// The hub, for its patches.
    pub scope: Option<HubScope>,
}

/// A page of a collection.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn page(tx: &mut Tx, from: Reading<'_>, asked: &Asked) -> Result<Page> {
    match from.layer {
        MapLayer::Areas => areas_page(tx, from, asked).await,
        MapLayer::Streets => streets_page(tx, asked).await,
        MapLayer::Cells => cells_page(tx, from, asked).await,
        MapLayer::Patches => patches_page(tx, from, asked).await,
    }
}

/// One feature by its id; `None` where there is none.
///
/// # Errors
/// As [`page`].
pub async fn one(
    tx: &mut Tx,
    from: Reading<'_>,
    asked: &Asked,
    id: &str,
) -> Result<Option<Feature>> {
    let mut found = match from.layer {
        MapLayer::Areas => areas_of(tx, from, asked, &[id.to_owned()]).await?,
        MapLayer::Streets => match id.parse() {
            Ok(id) => streets_of(tx, &[id]).await?,
            Err(_) => Vec::new(),
        },
        MapLayer::Cells => match id.parse() {
            Ok(cell) => cell_of(tx, from, cell).await?.into_iter().collect(),
            Err(_) => Vec::new(),
        },
        MapLayer::Patches => {
            let mut patches = hub_patches(tx, from).await?;
            patches.retain(|patch| patch.id.to_string() == id);
            patches_of(tx, from, &patches).await?
        }
    };
    Ok(found.pop())
}

fn feature(
    id: String,
    geometry: Box<RawValue>,
    properties: &[(&'static str, Said)],
    figures: &[(String, Said)],
) -> Feature {
    let own = properties
        .iter()
        .map(|(key, said)| ((*key).to_owned(), json(said)));
    let figures = figures.iter().map(|(key, said)| (key.clone(), json(said)));
    Feature {
        kind: "Feature",
        id,
        geometry,
        properties: own.chain(figures).collect(),
    }
}

fn json(said: &Said) -> Value {
    match said {
        Said::Text(text) => Value::from(text.as_str()),
        Said::Whole(n) => Value::from(*n),
        Said::Real(n) => Value::from(*n),
    }
}

/// A shape as it is written.
fn written(geometry: GeometryValue) -> Result<Box<RawValue>> {
    let text = geojson::Geometry::new(geometry).to_string();
    raw(text, "a shape")
}

fn raw(text: String, row: &str) -> Result<Box<RawValue>> {
    RawValue::from_string(text).map_err(|_| Error::Corrupt {
        table: "lsoas",
        column: "geometry",
        row: row.to_owned(),
    })
}

fn degrees(rect: Rect<f64>) -> Box4 {
    [rect.min().x, rect.min().y, rect.max().x, rect.max().y]
}

/// The keys of a page out of all that match, in order, and the key to go on after.
fn turn<K: Clone + ToString>(keys: &[K], asked: &Asked) -> (Vec<K>, Option<String>) {
    let rest: Vec<&K> = keys
        .iter()
        .filter(|key| asked.after.is_empty() || key.to_string() > asked.after)
        .take(asked.limit + 1)
        .collect();
    let page: Vec<K> = rest
        .iter()
        .take(asked.limit)
        .map(|key| (*key).clone())
        .collect();
    let more = rest.len() > asked.limit;
    let next = page.last().filter(|_| more).map(ToString::to_string);
    (page, next)
}

async fn areas_page(tx: &mut Tx, from: Reading<'_>, asked: &Asked) -> Result<Page> {
    let (matched, codes, next) = if let Some(bbox) = asked.bbox {
        let matching = areas_meeting(tx, from.vintage, bbox).await?;
        let (codes, next) = turn(&matching, asked);
        (matching.len(), codes, next)
    } else {
        let all = areas::store::import::count(tx, from.vintage).await?;
        let most = i64::try_from(asked.limit + 1).unwrap_or(i64::MAX);
        let rest = store::codes_after(tx, from.vintage, asked.after.clone(), most).await?;
        let (codes, next) = turn(&rest, asked);
        (usize::try_from(all).unwrap_or(0), codes, next)
    };
    Ok(Page {
        matched,
        features: areas_of(tx, from, asked, &codes).await?,
        next,
    })
}

/// Codes of the areas that meet a box: only those across its rim are looked at closely.
async fn areas_meeting(tx: &mut Tx, vintage: Vintage, bbox: Rect<f64>) -> Result<Vec<String>> {
    let [west, south, east, north] = degrees(bbox);
    let within =
        |own: &Box4| own[0] >= west && own[1] >= south && own[2] <= east && own[3] <= north;
    let mut found: Vec<String> = Vec::new();
    for (code, own) in store::boxes(tx, vintage, degrees(bbox)).await? {
        if within(&own) {
            found.push(code);
        } else if let Some(shape) = areas::store::shape(tx, vintage, &code).await?
            && areas::store::polygons(&code, &shape)?.intersects(&bbox)
        {
            found.push(code);
        }
    }
    Ok(found)
}

async fn areas_of(
    tx: &mut Tx,
    from: Reading<'_>,
    asked: &Asked,
    codes: &[String],
) -> Result<Vec<Feature>> {
    let mut ranks: BTreeMap<String, Vec<RankRow>> = BTreeMap::new();
    for row in store::ranks(tx, from.vintage, codes).await? {
        ranks.entry(row.code.clone()).or_default().push(row);
    }
    let rows: Vec<AreaRow> = store::areas(tx, from.vintage, codes).await?;
    let mut features = Vec::with_capacity(rows.len());
    for row in rows {
        let of = ranks.remove(&row.code).unwrap_or_default();
        let mut properties = block::area_properties(&row.code, &row.name, &of);
        let ranked = of.iter().find(|rank| Some(rank.edition) == asked.edition);
        if let Some(rank) = ranked {
            properties.push(("decile", Said::Whole(rank.decile)));
            properties.push(("rank", Said::Whole(rank.rank)));
        }
        let figures = from
            .shown
            .map_or(&[][..], |shown| shown.of(MapLayer::Areas, &row.code));
        let geometry = raw(row.geometry, &row.code)?;
        features.push(feature(row.code, geometry, &properties, figures));
    }
    Ok(features)
}

async fn streets_page(tx: &mut Tx, asked: &Asked) -> Result<Page> {
    let (matched, ids, next) = if let Some(bbox) = asked.bbox {
        let matching = streets_meeting(tx, bbox).await?;
        let (ids, next) = turn(&matching, asked);
        (matching.len(), ids, next)
    } else {
        let all = store::count_streets(tx).await?;
        let most = i64::try_from(asked.limit + 1).unwrap_or(i64::MAX);
        // A key of another collection is before or after every street: the same as the first.
        let after = asked.after.parse().unwrap_or(StreetId(uuid::Uuid::nil()));
        let rest = store::streets_after(tx, after, most).await?;
        let (ids, next) = turn(&rest, asked);
        (usize::try_from(all).unwrap_or(0), ids, next)
    };
    Ok(Page {
        matched,
        features: streets_of(tx, &ids).await?,
        next,
    })
}

/// Streets that meet a box: those with a middle in it, and of the others nearby those whose line
/// reaches into it.
async fn streets_meeting(tx: &mut Tx, bbox: Rect<f64>) -> Result<Vec<StreetId>> {
    let within = store::streets_in_box(tx, degrees(bbox)).await?;
    let mut found: BTreeSet<StreetId> = within.into_iter().collect();
    let reach = shapes::longest_part(tx).await? / 2.0 + 1.0;
    for part in shapes::parts_in_box(tx, widened(degrees(bbox), reach)).await? {
        if found.contains(&part.street_id) {
            continue;
        }
        let line = streets::store::read_line(&part.line).unwrap_or_default();
        if coordinates(&line).intersects(&bbox) {
            found.insert(part.street_id);
        }
    }
    Ok(found.into_iter().collect())
}

fn coordinates(line: &[LngLat]) -> LineString<f64> {
    line.iter().map(|place| (place.lng, place.lat)).collect()
}

async fn streets_of(tx: &mut Tx, ids: &[StreetId]) -> Result<Vec<Feature>> {
    let names = streets::store::streets_by_id(tx, ids).await?;
    let mut parts = streets::store::parts_of_streets(tx, ids).await?;
    let mut features = Vec::with_capacity(ids.len());
    for id in ids {
        let Some(street) = names.get(id) else {
            continue;
        };
        let of = parts.remove(id).unwrap_or_default();
        let line = |part: &StreetPart| coordinates(&part.line);
        let lines = geo::MultiLineString::new(of.iter().map(line).collect());
        let geometry = written(GeometryValue::from(&lines))?;
        let properties = [
            ("id", Said::Text(id.to_string())),
            ("name", Said::Text(street.name.clone())),
        ];
        features.push(feature(id.to_string(), geometry, &properties, &[]));
    }
    Ok(features)
}

async fn cells_page(tx: &mut Tx, from: Reading<'_>, asked: &Asked) -> Result<Page> {
    let world = [-180.0, -85.0, 180.0, 85.0];
    let homes: BTreeMap<Cell, Option<i64>> = if let Some(shown) = from.shown {
        let cells = shown.cells(asked.resolution);
        cells.into_iter().map(|cell| (cell, None)).collect()
    } else {
        let bounds = asked.bbox.map_or(world, degrees);
        let homes = homes_in(tx, asked.resolution, bounds).await?;
        homes.into_iter().map(|(cell, n)| (cell, Some(n))).collect()
    };
    let meets = |cell: &Cell| {
        asked
            .bbox
            .is_none_or(|bbox| hexagon(*cell).intersects(&bbox))
    };
    let mut matching: Vec<Cell> = homes.keys().copied().filter(meets).collect();
    // Pages follow the text of their keys.
    matching.sort_by_key(ToString::to_string);
    let (cells, next) = turn(&matching, asked);
    let mut features = Vec::with_capacity(cells.len());
    for cell in cells {
        let homes = homes.get(&cell).copied().flatten();
        features.push(of_cell(from, cell, homes)?);
    }
    Ok(Page {
        matched: matching.len(),
        features,
        next,
    })
}

async fn cell_of(tx: &mut Tx, from: Reading<'_>, cell: Cell) -> Result<Option<Feature>> {
    if !RESOLUTIONS.contains(&cell.resolution()) {
        return Ok(None);
    }
    if let Some(shown) = from.shown {
        let stands = !shown.of(MapLayer::Cells, &cell.to_string()).is_empty();
        return stands.then(|| of_cell(from, cell, None)).transpose();
    }
    let Some(bounds) = geo::BoundingRect::bounding_rect(&hexagon(cell)) else {
        return Ok(None);
    };
    let homes = homes_in(tx, cell.resolution(), degrees(bounds)).await?;
    let homes = homes.get(&cell).copied();
    homes.map(|n| of_cell(from, cell, Some(n))).transpose()
}

fn of_cell(from: Reading<'_>, cell: Cell, homes: Option<i64>) -> Result<Feature> {
    let key = cell.to_string();
    let figures = from
        .shown
        .map_or(&[][..], |shown| shown.of(MapLayer::Cells, &key));
    let geometry = written(GeometryValue::from(&hexagon(cell)))?;
    let properties = block::cell_properties(cell, homes);
    Ok(feature(key, geometry, &properties, figures))
}

/// Its outline with seven decimals: a hundredth of a metre.
fn hexagon(cell: Cell) -> geo::Polygon<f64> {
    let short = |degrees: f64| (degrees * 1e7).round() / 1e7;
    let corner = |at: LngLat| (short(at.lng), short(at.lat));
    let ring: LineString<f64> = cell.boundary().into_iter().map(corner).collect();
    geo::Polygon::new(ring, Vec::new())
}

async fn hub_patches(tx: &mut Tx, from: Reading<'_>) -> Result<Vec<Patch>> {
    let Some(scope) = from.scope else {
        return Ok(Vec::new());
    };
    let mut patches = areas::store::patches(tx, scope).await?;
    patches.sort_by_key(|patch| patch.id);
    Ok(patches)
}

async fn patches_page(tx: &mut Tx, from: Reading<'_>, asked: &Asked) -> Result<Page> {
    let mut matching = Vec::new();
    for patch in hub_patches(tx, from).await? {
        let meets = match asked.bbox {
            None => true,
            Some(bbox) => {
                let outline: MultiPolygon<f64> = block::outline(tx, &patch).await?;
                outline.intersects(&bbox)
            }
        };
        if meets {
            matching.push(patch);
        }
    }
    let ids: Vec<_> = matching.iter().map(|patch| patch.id).collect();
    let (page, next) = turn(&ids, asked);
    let matched = matching.len();
    matching.retain(|patch| page.contains(&patch.id));
    Ok(Page {
        matched,
        features: patches_of(tx, from, &matching).await?,
        next,
    })
}

async fn patches_of(tx: &mut Tx, from: Reading<'_>, patches: &[Patch]) -> Result<Vec<Feature>> {
    let mut features = Vec::with_capacity(patches.len());
    for patch in patches {
        let id = patch.id.to_string();
        let geometry = written(GeometryValue::from(&block::outline(tx, patch).await?))?;
        let figures = from
            .shown
            .map_or(&[][..], |shown| shown.of(MapLayer::Patches, &id));
        let properties = block::patch_properties(patch);
        features.push(feature(id, geometry, &properties, figures));
    }
    Ok(features)
}
