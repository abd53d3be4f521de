//! Blocks: all shapes of a layer that meet one square of the map, read once and drawn many times.
//!
//! A tile is drawn from the one block it lies in. Each layer has squares of a few zooms: the fine
//! ones hold every place of a shape, the coarse ones what shows from afar, so that a whole country
//! takes no more memory than a town.

use std::collections::BTreeMap;

use geo::unary_union;
use maps::{
    cells::Cell,
    tiles::{self, Address, Bounds, Shape, Value},
};
use sha2::{Digest, Sha256};

use super::{
    figures::Shown,
    layers::{MapLayer, least_zoom_of},
    store::{self, AreaRow, RankRow},
};
use crate::{
    access::HubScope,
    areas::{
        self,
        model::{DrawnShape, Edition, Patch, PatchRule, Vintage},
    },
    base::ids::{HubId, ReleaseId},
    db::{Error, Result, Tx},
    streets,
};

/// What a block is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The small areas of a vintage.
    Areas(Vintage),
    /// All streets.
    Streets,
    /// Cells of this resolution that hold homes.
    Cells(u8),
    /// Cells that a release shows, none finer than this resolution.
    Shown(ReleaseId, u8),
    /// The patches of a hub, as they were when this mark was taken.
    Patches(HubId, [u8; 16]),
}

impl Source {
    /// The layer it is drawn in.
    #[must_use]
    pub const fn layer(self) -> MapLayer {
        match self {
            Self::Areas(_) => MapLayer::Areas,
            Self::Streets => MapLayer::Streets,
            Self::Cells(_) | Self::Shown(..) => MapLayer::Cells,
            Self::Patches(..) => MapLayer::Patches,
        }
    }

    /// The least zoom at which anything of it is drawn.
    #[must_use]
    pub fn least_zoom(self) -> u8 {
        match self {
            Self::Cells(resolution) | Self::Shown(_, resolution) => least_zoom_of(resolution),
            Self::Areas(_) | Self::Streets | Self::Patches(..) => self.layer().least_zoom(),
        }
    }

    /// The square whose block a tile is drawn from, and the closest zoom that block is for.
    #[must_use]
    pub fn square(self, tile: Address) -> (Address, u8) {
        let zoom = tile.zoom();
        let (from, to) = match self {
            Self::Areas(_) => match zoom {
                0..=7 => (4, 7),
                8..=10 => (8, 10),
                11.. => (11, Address::MOST_ZOOM),
            },
            Self::Streets => (12, Address::MOST_ZOOM),
            Self::Cells(resolution) => (least_zoom_of(resolution), Address::MOST_ZOOM),
            Self::Shown(..) | Self::Patches(..) => (0, Address::MOST_ZOOM),
        };
        (tile.within(from), to)
    }
}

/// One shape and what is said of it.
#[derive(Clone, Debug)]
pub struct Feature {
    /// What a release calls it: a code, a cell, a patch's id.
    pub key: String,
    /// The same as a number of 53 bits, as maps want it.
    pub id: u64,
    /// Its shape.
    pub shape: Shape,
    /// The box around it.
    pub bounds: Bounds,
    /// What is always said.
    pub properties: Vec<(&'static str, Value)>,
    /// Rank and decile by edition.
    pub ranks: Vec<(Edition, Value, Value)>,
}

impl Feature {
    fn new(key: String, shape: Shape, properties: Vec<(&'static str, Value)>) -> Option<Self> {
        Some(Self {
            id: number(&key),
            bounds: shape.bounds()?,
            key,
            shape,
            properties,
            ranks: Vec::new(),
        })
    }

    /// Rank and decile in an edition.
    pub fn rank_in(&self, edition: Option<Edition>) -> impl Iterator<Item = (&str, &Value)> {
        let found = self
            .ranks
            .iter()
            .find(|(of, ..)| Some(*of) == edition)
            .map(|(_, rank, decile)| [("decile", decile), ("rank", rank)]);
        found.into_iter().flatten()
    }

    fn bytes(&self) -> usize {
        let text: usize = self
            .properties
            .iter()
            .map(|(_, value)| match value {
                Value::Text(text) => text.len() + 48,
                Value::Whole(_) | Value::Real(_) => 48,
            })
            .sum();
        size_of::<Self>() + self.key.len() + self.shape.bytes() + text + self.ranks.len() * 72
    }
}

/// The same number for the same key, in every tile and on every server. 53 bits: a browser's
/// numbers hold no more.
#[must_use]
pub fn number(key: &str) -> u64 {
    let hash = Sha256::digest(key);
    let first = hash.first_chunk::<8>().copied().unwrap_or_default();
    u64::from_be_bytes(first) >> 11
}

/// Shapes that meet a square.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// The shapes, by key.
    pub features: Vec<Feature>,
}

impl Block {
    /// About how many bytes it takes in memory.
    #[must_use]
    pub fn bytes(&self) -> usize {
        100 + self.features.iter().map(Feature::bytes).sum::<usize>()
    }

    /// Draws a tile that lies in its square; empty when nothing shows in it.
    #[must_use]
    pub fn draw(
        &self,
        layer: MapLayer,
        tile: Address,
        edition: Option<Edition>,
        shown: Option<&Shown>,
    ) -> Vec<u8> {
        let bounds = tile.bounds();
        let mut drawn = tiles::Layer::new(layer.word(), tile);
        for feature in &self.features {
            if !feature.bounds.meet(&bounds) {
                continue;
            }
            let own = feature.properties.iter().map(|(key, value)| (*key, value));
            let figures = shown.map_or(&[][..], |shown| shown.of(layer, &feature.key));
            let figures = figures.iter().map(|(key, value)| (key.as_str(), value));
            let all = own.chain(feature.rank_in(edition)).chain(figures);
            drawn.add(feature.id, &feature.shape, all);
        }
        drawn.finish()
    }
}

/// What a block needs beside its square.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// What it is read from.
    pub source: Source,
    /// The square.
    pub square: Address,
    /// The closest zoom it is for.
    pub to: u8,
    /// The hub, for its patches.
    pub scope: Option<HubScope>,
    /// The release, for its cells.
    pub shown: Option<&'a Shown>,
}

/// Reads a block.
///
/// # Errors
/// When the engine fails or something stored makes no sense.
pub async fn read(tx: &mut Tx, reading: Reading<'_>) -> Result<Block> {
    let bounds = reading.square.bounds();
    let mut features = match reading.source {
        Source::Areas(vintage) => areas_in(tx, vintage, &bounds, reading.to).await?,
        Source::Streets => streets_in(tx, &bounds).await?,
        Source::Cells(resolution) => {
            let homes = homes_in(tx, resolution, bounds.degrees()).await?;
            homes.into_iter().filter_map(with_homes).collect()
        }
        Source::Shown(_, resolution) => {
            let cells = reading.shown.map(|shown| shown.cells(resolution));
            let cells = cells.into_iter().flatten();
            cells.filter_map(|cell| of_cell(cell, None)).collect()
        }
        Source::Patches(..) => match reading.scope {
            Some(scope) => of_hub(tx, scope).await?,
            None => Vec::new(),
        },
    };
    features.retain(|feature| feature.bounds.meet(&bounds) && feature.bounds.shows_at(reading.to));
    Ok(Block { features })
}

/// Rows read at once: a country's boundaries are not held as text all together.
const AT_ONCE: i64 = 500;

async fn areas_in(tx: &mut Tx, vintage: Vintage, bounds: &Bounds, to: u8) -> Result<Vec<Feature>> {
    let degrees = bounds.degrees();
    let mut ranks: BTreeMap<String, Vec<RankRow>> = BTreeMap::new();
    for row in store::ranks_in_box(tx, vintage, degrees).await? {
        ranks.entry(row.code.clone()).or_default().push(row);
    }
    let mut features = Vec::new();
    let mut after = String::new();
    loop {
        let rows = store::areas_in_box(tx, vintage, degrees, (&after, AT_ONCE)).await?;
        let Some(last) = rows.last() else {
            return Ok(features);
        };
        after.clone_from(&last.code);
        for row in &rows {
            let of = ranks.remove(&row.code).unwrap_or_default();
            features.extend(area(row, &of, to)?);
        }
        // Others get their turn between two lots of boundaries.
        tokio::task::yield_now().await;
    }
}

fn area(row: &AreaRow, ranks: &[RankRow], to: u8) -> Result<Option<Feature>> {
    let polygons = areas::store::polygons(&row.code, &row.geometry)?;
    let mut shape = Shape::of_polygons(&polygons);
    if to < Address::MOST_ZOOM {
        shape = shape.seen_at(to);
    }
    let properties = area_properties(&row.code, &row.name, ranks);
    let Some(mut feature) = Feature::new(row.code.clone(), shape, properties) else {
        return Ok(None);
    };
    let rank = |row: &RankRow| {
        (
            row.edition,
            Value::Whole(row.rank),
            Value::Whole(row.decile),
        )
    };
    feature.ranks = ranks.iter().map(rank).collect();
    Ok(Some(feature))
}

/// What is said of an area whatever was asked; its district as the newest edition has it.
#[must_use]
pub fn area_properties(code: &str, name: &str, ranks: &[RankRow]) -> Vec<(&'static str, Value)> {
    let mut properties = vec![
        ("code", Value::Text(code.to_owned())),
        ("name", Value::Text(name.to_owned())),
    ];
    if let Some(newest) = ranks.last() {
        properties.push(("lad", Value::Text(newest.lad_code.clone())));
        properties.push(("lad_name", Value::Text(newest.lad_name.clone())));
    }
    properties
}

/// Degrees that so many metres are at most, east or north, in a box.
#[must_use]
pub fn widened([west, south, east, north]: [f64; 4], metres: f64) -> [f64; 4] {
    let lat = metres / 111_000.0;
    let pole = south.abs().max(north.abs()).min(85.0).to_radians();
    let lng = lat / pole.cos();
    [west - lng, south - lat, east + lng, north + lat]
}

async fn streets_in(tx: &mut Tx, bounds: &Bounds) -> Result<Vec<Feature>> {
    // A stretch is found by its middle, so one that only reaches into the box lies near it.
    let reach = store::longest_part(tx).await? / 2.0 + 1.0;
    let rows = store::parts_in_box(tx, widened(bounds.degrees(), reach)).await?;
    let mut features = Vec::new();
    for parts in rows.chunk_by(|one, other| one.street_id == other.street_id) {
        let mut lines = Vec::with_capacity(parts.len());
        for part in parts {
            let line = streets::store::read_line(&part.line);
            lines.push(line.ok_or_else(|| Error::Corrupt {
                table: "street_parts",
                column: "line",
                row: part.street_id.to_string(),
            })?);
        }
        let shape = Shape::of_lines(lines.iter().map(Vec::as_slice));
        let Some(first) = parts.first() else { continue };
        let id = first.street_id.to_string();
        let properties = vec![
            ("id", Value::Text(id.clone())),
            ("name", Value::Text(first.name.clone())),
        ];
        features.extend(Feature::new(id, shape, properties));
    }
    Ok(features)
}

/// Cells of a resolution with all their homes, of those that may meet a box.
///
/// # Errors
/// When the engine fails.
pub async fn homes_in(
    tx: &mut Tx,
    resolution: u8,
    degrees: [f64; 4],
) -> Result<BTreeMap<Cell, i64>> {
    // A cell that meets the box has no place farther off than it is wide.
    let across = match resolution {
        0..=7 => 3_500.0,
        8 => 1_400.0,
        9 => 520.0,
        10.. => 200.0,
    };
    let mut homes = BTreeMap::new();
    for (cell, count) in store::cells_in_box(tx, widened(degrees, across)).await? {
        if let Some(parent) = cell.parent(resolution) {
            *homes.entry(parent).or_default() += count;
        }
    }
    Ok(homes)
}

fn with_homes((cell, homes): (Cell, i64)) -> Option<Feature> {
    of_cell(cell, Some(homes))
}

fn of_cell(cell: Cell, homes: Option<i64>) -> Option<Feature> {
    let properties = cell_properties(cell, homes);
    Feature::new(cell.to_string(), Shape::of_cell(cell), properties)
}

/// What is said of a cell.
#[must_use]
pub fn cell_properties(cell: Cell, homes: Option<i64>) -> Vec<(&'static str, Value)> {
    let mut properties = vec![
        ("cell", Value::Text(cell.to_string())),
        ("resolution", Value::Whole(cell.resolution().into())),
    ];
    properties.extend(homes.map(|homes| ("homes", Value::Whole(homes))));
    properties
}

async fn of_hub(tx: &mut Tx, scope: HubScope) -> Result<Vec<Feature>> {
    let mut features = Vec::new();
    for patch in areas::store::patches(tx, scope).await? {
        let shape = Shape::of_polygons(&outline(tx, &patch).await?);
        features.extend(Feature::new(
            patch.id.to_string(),
            shape,
            patch_properties(&patch),
        ));
    }
    Ok(features)
}

/// What is said of a patch.
#[must_use]
pub fn patch_properties(patch: &Patch) -> Vec<(&'static str, Value)> {
    vec![
        ("id", Value::Text(patch.id.to_string())),
        ("name", Value::Text(patch.name.clone())),
        ("version", Value::Whole(patch.version)),
        (
            "areas",
            Value::Whole(i64::try_from(patch.areas.len()).unwrap_or(i64::MAX)),
        ),
        ("valid_from", Value::Text(patch.valid_from.to_string())),
    ]
}

/// The outline of a patch: as it was drawn, or around its areas.
///
/// # Errors
/// When the engine fails or what is stored is no shape.
pub async fn outline(tx: &mut Tx, patch: &Patch) -> Result<geo::MultiPolygon<f64>> {
    if let PatchRule::Polygon { geometry, .. } = &patch.rule {
        let drawn = DrawnShape::read(geometry).map_err(|_| Error::Corrupt {
            table: "patches",
            column: "rule",
            row: patch.id.to_string(),
        })?;
        return Ok(drawn.0);
    }
    let mut parts = Vec::with_capacity(patch.areas.len());
    for code in &patch.areas {
        if let Some(shape) = areas::store::shape(tx, patch.vintage, code).await? {
            parts.push(areas::store::polygons(code, &shape)?);
        }
    }
    Ok(unary_union(parts.iter()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_keeps_its_number_and_browsers_can_hold_it() {
        assert_eq!(number("E01033005"), number("E01033005"));
        assert_ne!(number("E01033005"), number("E01033006"));
        for key in ["", "E01033005", "8a194ad32167fff"] {
            assert!(number(key) < 1 << 53);
        }
    }

    #[test]
    fn every_tile_lies_in_the_square_of_its_block() {
        let sources = [
            Source::Areas(Vintage::Y2021),
            Source::Streets,
            Source::Cells(7),
            Source::Cells(10),
        ];
        for source in sources {
            for zoom in source.least_zoom()..=Address::MOST_ZOOM {
                let last = (1 << zoom) - 1;
                let tile = Address::new(zoom.into(), last, last).unwrap();
                let (square, to) = source.square(tile);
                assert!(square.zoom() <= zoom && zoom <= to, "{source:?} at {zoom}");
                assert!(square.bounds().hold(&tile.bounds()), "{source:?} at {zoom}");
            }
        }
    }
}
