//! Which layers there are, what they say, and to whom.

use maps::tiles::Address;

use crate::{
    access::{Caller, HubScope, Permission},
    areas::model::{Edition, Vintage},
    problem::Problem,
};

crate::words! {
    /// A layer of the map.
    pub enum MapLayer {
        /// Small areas of a vintage.
        Areas => "areas",
        /// Named streets.
        Streets => "streets",
        /// Cells of the grid with homes, or with what a release shows of them.
        Cells => "cells",
        /// The own hub's patches.
        Patches => "patches",
    }
}

/// Whose layer it is, once somebody may read it.
#[derive(Clone, Copy, Debug)]
pub enum Reach {
    /// Open geography, the same for everybody.
    Open,
    /// One hub's.
    Hub(HubScope),
}

impl MapLayer {
    /// Goes on only if the caller may read this layer.
    ///
    /// # Errors
    /// 403 with the role's name.
    pub fn open_to(self, caller: &Caller) -> Result<Reach, Problem> {
        match self {
            Self::Areas | Self::Streets | Self::Cells => {
                caller.may(Permission::ReadAreas)?;
                Ok(Reach::Open)
            }
            Self::Patches => Ok(Reach::Hub(caller.may_in_hub(Permission::ReadPlans)?)),
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Areas => "Small areas",
            Self::Streets => "Streets",
            Self::Cells => "Cells",
            Self::Patches => "Patches",
        }
    }

    /// What it is, in a sentence.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Areas => {
                "Small areas (LSOAs) of one census, with their decile in an edition of the index \
                 of deprivation. The index ranks areas, not people."
            }
            Self::Streets => "Named streets.",
            Self::Cells => {
                "Hexagons of the H3 grid: those with homes in open data, or, with a release, those \
                 it shows with what it shows of them."
            }
            Self::Patches => "The patches of your hub, each in its newest version.",
        }
    }

    /// The least zoom at which anything is drawn.
    #[must_use]
    pub const fn least_zoom(self) -> u8 {
        match self {
            Self::Patches => 4,
            Self::Areas => 5,
            Self::Cells => 8,
            Self::Streets => 12,
        }
    }

    /// Its properties: name, kind, meaning. Figures of a release come on top.
    #[must_use]
    pub const fn fields(self) -> &'static [(&'static str, &'static str, &'static str)] {
        match self {
            Self::Areas => &[
                ("code", "String", "ONS code"),
                ("name", "String", "ONS name"),
                (
                    "lad",
                    "String",
                    "Code of the district, where an edition ranks the area",
                ),
                ("lad_name", "String", "Name of the district"),
                (
                    "decile",
                    "Number",
                    "With `edition`: 1 is the most deprived tenth; absent where it is not ranked",
                ),
                (
                    "rank",
                    "Number",
                    "With `edition`: 1 is the most deprived area",
                ),
            ],
            Self::Streets => &[
                ("id", "String", "The street"),
                ("name", "String", "Its name"),
            ],
            Self::Cells => &[
                ("cell", "String", "H3 index in hexadecimal digits"),
                ("resolution", "Number", "H3 resolution, 7 to 10"),
                (
                    "homes",
                    "Number",
                    "Without a release: homes in open data, as far as anybody knows",
                ),
            ],
            Self::Patches => &[
                ("id", "String", "The patch"),
                ("name", "String", "Its name"),
                ("version", "Number", "1 for the first"),
                ("areas", "Number", "Small areas it is made of or touches"),
                ("valid_from", "String", "First day of this version"),
            ],
        }
    }

    /// What a release adds to the properties, where it can.
    #[must_use]
    pub const fn figures(self) -> &'static [(&'static str, &'static str, &'static str)] {
        match self {
            Self::Streets => &[],
            Self::Areas | Self::Cells | Self::Patches => &[
                (
                    "listenings",
                    "Number",
                    "With `release`: conversations; absent where it is not shown",
                ),
                (
                    "engaged",
                    "Number",
                    "With `release`: people at their first conversation; absent where it is not \
                     shown",
                ),
            ],
        }
    }

    /// The kinds of files it is made of.
    #[must_use]
    pub const fn made_of(self) -> &'static [&'static str] {
        match self {
            Self::Areas => &["small-areas", "deprivation"],
            Self::Streets => &["streets"],
            Self::Cells => &["doors"],
            Self::Patches => &["small-areas"],
        }
    }
}

/// Resolutions that cells are drawn at.
pub const RESOLUTIONS: std::ops::RangeInclusive<u8> = 7..=10;

/// The least zoom at which cells of a resolution are drawn; a block of them is a tile of it.
#[must_use]
pub const fn least_zoom_of(resolution: u8) -> u8 {
    match resolution {
        0..=8 => 8,
        9 => 10,
        10.. => 12,
    }
}

/// The resolution that suits a zoom.
#[must_use]
pub const fn resolution_at(zoom: u8) -> u8 {
    match zoom {
        0..=10 => 7,
        11..=12 => 8,
        13 => 9,
        14.. => 10,
    }
}

/// A resolution somebody asked for.
///
/// # Errors
/// 400 with the range.
pub fn resolution(asked: Option<u8>) -> Result<Option<u8>, Problem> {
    match asked {
        Some(resolution) if !RESOLUTIONS.contains(&resolution) => {
            Err(Problem::bad_request("`resolution` is 7, 8, 9 or 10."))
        }
        asked => Ok(asked),
    }
}

/// Vintage and edition as they were asked for.
///
/// # Errors
/// 400 for years that are none, or that do not go together.
pub fn years(
    vintage: Option<i64>,
    edition: Option<i64>,
) -> Result<(Option<Vintage>, Option<Edition>), Problem> {
    let wrong = |why: String| Problem::bad_request(format!("{why}."));
    let edition = edition.map(Edition::try_from).transpose().map_err(wrong)?;
    let vintage = vintage.map(Vintage::try_from).transpose().map_err(wrong)?;
    match (vintage, edition) {
        (Some(vintage), Some(edition)) if edition.vintage() != vintage => {
            Err(Problem::bad_request(format!(
                "The edition of {edition} ranks small areas of {}, not of {vintage}.",
                edition.vintage()
            )))
        }
        (None, Some(edition)) => Ok((Some(edition.vintage()), Some(edition))),
        years => Ok(years),
    }
}

/// A tile's numbers as they stand in its address.
///
/// # Errors
/// 400 with what is wrong with them.
pub fn address((z, x, y): (&str, &str, &str)) -> Result<Address, Problem> {
    let number = |text: &str| -> Result<u32, Problem> {
        text.parse().map_err(|_| {
            Problem::bad_request(format!(
                "`{text}` is no number of a tile: its address ends with zoom, column and row, such \
                 as /14/8121/5275.mvt."
            ))
        })
    };
    let row = y.strip_suffix(".mvt").unwrap_or(y);
    let (z, x, y) = (number(z)?, number(x)?, number(row)?);
    Address::new(z, x, y)
        .map_err(|why| Problem::bad_request(format!("There is no such tile: {why}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edition_brings_its_vintage_and_another_vintage_is_refused() {
        let (vintage, edition) = years(None, Some(2019)).unwrap();
        assert_eq!(vintage, Some(Vintage::Y2011));
        assert_eq!(edition.map(Edition::year), Some(2019));

        let said = years(Some(2021), Some(2019)).unwrap_err();
        assert!(said.detail().contains("2011, not of 2021"), "{said}");
        assert!(years(Some(2001), None).is_err());
    }

    #[test]
    fn a_tile_is_named_with_its_ending_or_without() {
        let with = address(("14", "8121", "5275.mvt")).unwrap();
        assert_eq!(address(("14", "8121", "5275")).unwrap(), with);
        for bad in [
            ("14", "8121", "5275.png"),
            ("-1", "0", "0"),
            ("17", "0", "0.mvt"),
            ("2", "4", "0.mvt"),
            ("NaN", "0", "0.mvt"),
        ] {
            assert_eq!(address(bad).unwrap_err().code(), "bad_request", "{bad:?}");
        }
    }

    #[test]
    fn a_zoom_never_draws_cells_finer_than_it_may() {
        for zoom in MapLayer::Cells.least_zoom()..=Address::MOST_ZOOM {
            assert!(least_zoom_of(resolution_at(zoom)) <= zoom, "zoom {zoom}");
        }
    }
}
