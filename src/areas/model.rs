//! Vintages, editions, areas and patches.

use geojson::GeoJson;
use serde::{Deserialize, Serialize};

use crate::base::{
    ids::PatchId,
    time::{Day, EpochMs},
};

/// The census an area's boundary was drawn for: 2011 or 2021. Codes of two vintages are never
/// mixed, even where they read the same.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    sqlx::Type,
    utoipa::ToSchema,
)]
#[serde(try_from = "i64", into = "i64")]
#[sqlx(transparent)]
#[schema(value_type = i64, example = 2021)]
pub struct Vintage(i64);

impl Vintage {
    /// Areas of the 2011 census: IoD 2015 and 2019.
    pub const Y2011: Self = Self(2011);
    /// Areas of the 2021 census: IoD 2025.
    pub const Y2021: Self = Self(2021);

    /// The year.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for Vintage {
    type Error = String;
    fn try_from(year: i64) -> Result<Self, String> {
        match year {
            2011 | 2021 => Ok(Self(year)),
            _ => Err(format!(
                "`{year}` is not a vintage of small areas: 2011 or 2021"
            )),
        }
    }
}

impl From<Vintage> for i64 {
    fn from(vintage: Vintage) -> Self {
        vintage.0
    }
}

impl std::str::FromStr for Vintage {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let year: i64 = text
            .parse()
            .map_err(|_| format!("`{text}` is not a year"))?;
        Self::try_from(year)
    }
}

impl std::fmt::Display for Vintage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// An edition of the index of deprivation: 2015, 2019 or 2025.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    sqlx::Type,
    utoipa::ToSchema,
)]
#[serde(try_from = "i64", into = "i64")]
#[sqlx(transparent)]
#[schema(value_type = i64, example = 2025)]
pub struct Edition(i64);

impl Edition {
    /// The year.
    #[must_use]
    pub const fn year(self) -> i64 {
        self.0
    }

    /// The vintage of areas this edition ranks.
    #[must_use]
    pub const fn vintage(self) -> Vintage {
        if self.0 >= 2025 {
            Vintage::Y2021
        } else {
            Vintage::Y2011
        }
    }
}

impl TryFrom<i64> for Edition {
    type Error = String;
    fn try_from(year: i64) -> Result<Self, String> {
        match year {
            2015 | 2019 | 2025 => Ok(Self(year)),
            _ => Err(format!(
                "`{year}` is not an edition of the index: 2015, 2019 or 2025"
            )),
        }
    }
}

impl From<Edition> for i64 {
    fn from(edition: Edition) -> Self {
        edition.0
    }
}

impl std::str::FromStr for Edition {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let year: i64 = text
            .parse()
            .map_err(|_| format!("`{text}` is not a year"))?;
        Self::try_from(year)
    }
}

impl std::fmt::Display for Edition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A small area without its shape.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Area {
    /// The ONS code.
    pub code: String,
    /// The ONS name. It may keep an old district's name: never read the district out of it.
    pub name: String,
    /// Which census it was drawn for.
    pub vintage: Vintage,
    /// The district's code, from the index of deprivation; absent where no edition has this area.
    pub lad: Option<String>,
    /// The district's name.
    pub lad_name: Option<String>,
}

/// Rank and decile of one area in one edition.
#[derive(Clone, Debug, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Deprivation {
    /// The edition.
    pub edition: Edition,
    /// The area.
    pub code: String,
    /// 1 = most deprived. Two areas may share a rank.
    pub rank: i64,
    /// 1 = in the most deprived tenth.
    pub decile: i64,
}

/// How a patch was asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "by", rename_all = "snake_case", deny_unknown_fields)]
pub enum PatchRule {
    /// These areas.
    Codes {
        /// Of this vintage.
        vintage: Vintage,
        /// By code.
        codes: Vec<String>,
    },
    /// The areas of these deciles within a district or within given areas.
    Deciles {
        /// As this edition ranks them.
        edition: Edition,
        /// Deciles, 1 to 10.
        deciles: Vec<i64>,
        /// A district's code.
        lad: Option<String>,
        /// Or these areas.
        within: Option<Vec<String>>,
    },
    /// What lies inside a polygon drawn on the map.
    Polygon {
        /// The vintage whose areas the patch touches are named.
        vintage: Vintage,
        /// GeoJSON Polygon or MultiPolygon, WGS84.
        #[schema(value_type = Object)]
        geometry: serde_json::Value,
    },
}

/// A drawn polygon that is one: closed, not crossing itself, on Earth.
#[derive(Clone, Debug)]
pub struct DrawnShape(pub geo::MultiPolygon<f64>);

impl DrawnShape {
    /// Reads GeoJSON.
    ///
    /// # Errors
    /// One plain sentence on what is wrong with the drawing.
    pub fn read(geometry: &serde_json::Value) -> Result<Self, String> {
        use geo::Validation;
        let geojson: GeoJson = serde_json::from_value(geometry.clone())
            .map_err(|error| format!("The drawing is not GeoJSON: {error}."))?;
        let shape: geo::Geometry<f64> = geojson
            .try_into()
            .map_err(|error| format!("The drawing is not a shape: {error}."))?;
        let shape = match shape {
            geo::Geometry::Polygon(polygon) => geo::MultiPolygon::new(vec![polygon]),
            geo::Geometry::MultiPolygon(polygons) => polygons,
            geo::Geometry::Point(_)
            | geo::Geometry::Line(_)
            | geo::Geometry::LineString(_)
            | geo::Geometry::MultiPoint(_)
            | geo::Geometry::MultiLineString(_)
            | geo::Geometry::GeometryCollection(_)
            | geo::Geometry::Rect(_)
            | geo::Geometry::Triangle(_) => {
                return Err("The drawing is not a Polygon or MultiPolygon.".to_owned());
            }
        };
        for point in geo::CoordsIter::coords_iter(&shape) {
            maps::shapes::LngLat::new(point.x, point.y)
                .map_err(|error| format!("The drawing does not lie on Earth: {error}."))?;
        }
        if let Err(reason) = shape.check_validation() {
            return Err(match reason.to_string() {
                crossing if crossing.contains("self-intersection") => {
                    "The drawing crosses itself. Draw it again without crossing lines.".to_owned()
                }
                other => format!("The drawing is no clean outline ({other}). Draw it again."),
            });
        }
        Ok(Self(shape))
    }
}

crate::words! {
    /// Why a part of a patch has no figure.
    pub enum HoleKind {
        /// No area of this code and vintage was imported.
        UnknownArea => "unknown_area",
        /// The area is there, but this edition does not rank it.
        NoIndex => "no_index",
        /// A Welsh area: the English index does not rank it.
        Wales => "wales",
        /// A Scottish area: the English index does not rank it.
        Scotland => "scotland",
        /// A part of the drawing lies outside every imported area.
        OutsideEveryArea => "outside_every_area",
    }
}

/// A part of a patch without an index or without an area: named, never filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Hole {
    /// Why.
    pub kind: HoleKind,
    /// The area's code, where it has one.
    pub code: Option<String>,
}

/// One version of a patch.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Patch {
    /// The patch.
    pub id: PatchId,
    /// 1 for the first.
    pub version: i64,
    /// Its name.
    pub name: String,
    /// How it was asked for.
    pub rule: PatchRule,
    /// The vintage of its areas.
    pub vintage: Vintage,
    /// Codes of the areas it is made of or touches.
    pub areas: Vec<String>,
    /// What has no figure.
    pub holes: Vec<Hole>,
    /// First day of this version.
    pub valid_from: Day,
    /// Last day, once a newer version took over.
    pub valid_to: Option<Day>,
    /// When it was made.
    pub created_at: EpochMs,
}
