//! The rows that several readers share: streets, doors, and where they come from.

use std::fmt;

use crate::shapes::LngLat;

/// Which census cut the small areas (LSOAs) belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Vintage {
    /// LSOA (December 2011), used by the indices of 2015 and 2019.
    Y2011,
    /// LSOA (December 2021), used by the index of 2025.
    Y2021,
}

impl Vintage {
    /// The year as a number.
    #[must_use]
    pub fn year(self) -> u16 {
        match self {
            Self::Y2011 => 2011,
            Self::Y2021 => 2021,
        }
    }

    /// The vintage of a year; `None` for any other year.
    #[must_use]
    pub fn from_year(year: u16) -> Option<Self> {
        match year {
            2011 => Some(Self::Y2011),
            2021 => Some(Self::Y2021),
            _ => None,
        }
    }
}

/// The object of the source file a row was made from; its `Display` is stable (`node/1`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceRef {
    /// An `OpenStreetMap` node.
    Node(i64),
    /// An `OpenStreetMap` way.
    Way(i64),
    /// A unique property reference number.
    Uprn(u64),
    /// Made from the row's own words, where the file has no id: the same row gives the same text.
    Row(String),
}

impl fmt::Display for SourceRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(id) => write!(f, "node/{id}"),
            Self::Way(id) => write!(f, "way/{id}"),
            Self::Uprn(id) => write!(f, "uprn/{id}"),
            Self::Row(text) => write!(f, "row/{text}"),
        }
    }
}

/// What sort of way a line is, in `OpenStreetMap`'s words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    missing_docs,
    reason = "each variant is the `highway` value of the same name"
)]
pub enum WayClass {
    Residential,
    Unclassified,
    Tertiary,
    TertiaryLink,
    Secondary,
    SecondaryLink,
    Primary,
    PrimaryLink,
    Trunk,
    TrunkLink,
    LivingStreet,
    Pedestrian,
    Service,
    Footway,
    Path,
    Steps,
    Cycleway,
    Bridleway,
    Track,
}

impl WayClass {
    const ALL: [(Self, &'static str); 19] = [
        (Self::Residential, "residential"),
        (Self::Unclassified, "unclassified"),
        (Self::Tertiary, "tertiary"),
        (Self::TertiaryLink, "tertiary_link"),
        (Self::Secondary, "secondary"),
        (Self::SecondaryLink, "secondary_link"),
        (Self::Primary, "primary"),
        (Self::PrimaryLink, "primary_link"),
        (Self::Trunk, "trunk"),
        (Self::TrunkLink, "trunk_link"),
        (Self::LivingStreet, "living_street"),
        (Self::Pedestrian, "pedestrian"),
        (Self::Service, "service"),
        (Self::Footway, "footway"),
        (Self::Path, "path"),
        (Self::Steps, "steps"),
        (Self::Cycleway, "cycleway"),
        (Self::Bridleway, "bridleway"),
        (Self::Track, "track"),
    ];

    /// The class of a `highway` value; `None` for motorways, platforms and anything not walked.
    #[must_use]
    pub fn from_highway(value: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, name)| *name == value)
            .map(|(class, _)| *class)
    }

    /// The `highway` value.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(class, _)| *class == self)
            .map_or("", |(_, name)| name)
    }

    /// Whether a named way of this class is a street; footways, paths and steps only connect.
    #[must_use]
    pub fn is_street(self) -> bool {
        !matches!(
            self,
            Self::Footway
                | Self::Path
                | Self::Steps
                | Self::Cycleway
                | Self::Bridleway
                | Self::Track
        )
    }
}

/// A node of a line where the network may branch: an end, or a node shared with another way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Junction {
    /// Position in the line, counted from 0.
    pub at: usize,
    /// The node; two lines that meet have the same number here.
    pub node: i64,
}

/// One way of a street.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The way's number in the source (a feature's number for GeoJSON).
    pub way: i64,
    /// Its class.
    pub class: WayClass,
    /// At least two places, in the way's own direction.
    pub line: Vec<LngLat>,
    /// Both ends and every shared node, in the line's order.
    pub junctions: Vec<Junction>,
}

/// A street: the ways of one name that touch. The same name elsewhere is another street.
#[derive(Clone, Debug, PartialEq)]
pub struct Street {
    /// `name@way/lowest id`: the same in every import as long as that way keeps name and number.
    pub key: String,
    /// The name as mapped, blanks put in order.
    pub name: String,
    /// Its ways by number.
    pub parts: Vec<Part>,
}

/// A way without a street's name that one can walk: footpath, steps, unnamed service road.
#[derive(Clone, Debug, PartialEq)]
pub struct Walkway {
    /// The way's number in the source.
    pub way: i64,
    /// Its class.
    pub class: WayClass,
    /// A footpath may have a name and still is no street with doors.
    pub name: Option<String>,
    /// At least two places.
    pub line: Vec<LngLat>,
    /// Both ends and every shared node.
    pub junctions: Vec<Junction>,
}

/// A source object that carries a house number, before ranges become doors.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressPoint {
    /// The object.
    pub source: SourceRef,
    /// The number as written: `34-38`, `12A`.
    pub number: String,
    /// The street as written.
    pub street: Option<String>,
    /// The postcode as written.
    pub postcode: Option<String>,
    /// Node, centroid of a closed way, mean vertex of an open one.
    pub at: LngLat,
}

/// Whether somebody is likely to live behind a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorKind {
    /// Nothing speaks against a home.
    Home,
    /// Shop, office, school, church and the like.
    UnlikelyHome,
}

/// One door to knock.
#[derive(Clone, Debug, PartialEq)]
pub struct Door {
    /// The object it was made from; several doors of a range share it.
    pub source: SourceRef,
    /// House number with its letter, never a range; `None` for a building without one.
    pub number: Option<String>,
    /// Flat or unit.
    pub unit: Option<String>,
    /// Floor as written.
    pub floor: Option<String>,
    /// Name of house or building.
    pub building: Option<String>,
    /// [`Street::key`], where the street is in the same file.
    pub street_key: Option<String>,
    /// The street's name: as written in the address, else that of the inferred street.
    pub street_name: Option<String>,
    /// The street was found by distance, not by name.
    pub street_inferred: bool,
    /// The postcode as written.
    pub postcode: Option<String>,
    /// Where it is.
    pub at: LngLat,
    /// Home or not.
    pub kind: DoorKind,
}

impl Door {
    /// A door about which only source and place are known.
    #[must_use]
    pub fn at(source: SourceRef, at: LngLat) -> Self {
        Self {
            source,
            number: None,
            unit: None,
            floor: None,
            building: None,
            street_key: None,
            street_name: None,
            street_inferred: false,
            postcode: None,
            at,
            kind: DoorKind::Home,
        }
    }

    /// A text that is the same in every import of the same object: source, number, unit.
    #[must_use]
    pub fn key(&self) -> String {
        format!(
            "{}#{}#{}",
            self.source,
            self.number.as_deref().unwrap_or_default(),
            self.unit.as_deref().unwrap_or_default()
        )
    }
}

/// A box in degrees; readers of national files keep only what lies inside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The corner of least longitude and latitude.
    pub south_west: LngLat,
    /// The corner of greatest longitude and latitude.
    pub north_east: LngLat,
}

impl Bounds {
    /// Whether a place lies inside or on the edge.
    #[must_use]
    pub fn contain(&self, at: LngLat) -> bool {
        (self.south_west.lng..=self.north_east.lng).contains(&at.lng)
            && (self.south_west.lat..=self.north_east.lat).contains(&at.lat)
    }
}
