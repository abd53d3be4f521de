//! The query of a page, checked against the standard and the collection.

use geo::{Coord, Rect};
use serde::Deserialize;

use crate::{
    areas::model::{Edition, Vintage},
    base::{
        ids::ReleaseId,
        page::{DEFAULT_ROWS, MOST_ROWS},
        time::{Day, EpochMs},
    },
    problem::Problem,
    review::tiles::layers::{self, MapLayer},
};

/// Which features, and what is said of them.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ItemsQuery {
    /// Only what meets a box: west, south, east, north in degrees.
    pub bbox: Option<String>,
    /// Features a page, 1 to 1,000; 100 when absent.
    pub limit: Option<i64>,
    /// The key of the last feature of the page before.
    pub after: Option<String>,
    /// An instant or a span. Nothing here hangs on time, so that every feature matches.
    pub datetime: Option<String>,
    /// Of areas: their vintage, 2011 or 2021; the edition's or the release's when absent, else 2021.
    pub vintage: Option<i64>,
    /// Of areas: with deciles and ranks of this edition.
    pub edition: Option<i64>,
    /// Of areas, cells and patches: with what this release shows; cells that it does not show are
    /// left out.
    pub release: Option<ReleaseId>,
    /// Of cells: their resolution, 7 to 10; 10 when absent.
    pub resolution: Option<u8>,
    /// The form, `json`.
    pub f: Option<String>,
}

/// The same, checked.
#[derive(Clone, Debug)]
pub struct Asked {
    /// Only what meets this box.
    pub bbox: Option<Rect<f64>>,
    /// Features a page at most.
    pub limit: usize,
    /// After this key.
    pub after: String,
    /// The vintage of areas, if it was said.
    pub vintage: Option<Vintage>,
    /// The edition of their deciles.
    pub edition: Option<Edition>,
    /// The release.
    pub release: Option<ReleaseId>,
    /// The resolution of cells.
    pub resolution: u8,
}

impl ItemsQuery {
    /// Checks everything.
    ///
    /// # Errors
    /// 400 with what does not fit, and what would.
    pub fn checked(self, layer: MapLayer) -> Result<Asked, Problem> {
        json_only(self.f.as_deref())?;
        self.of_layer(layer)?;
        let limit = match self.limit {
            None => i64::from(DEFAULT_ROWS),
            Some(limit) if limit < 1 => {
                return Err(Problem::bad_request("`limit` is 1 or more."));
            }
            Some(limit) => limit.min(i64::from(MOST_ROWS)),
        };
        if let Some(datetime) = &self.datetime {
            time(datetime)?;
        }
        let (vintage, edition) = layers::years(self.vintage, self.edition)?;
        Ok(Asked {
            bbox: self.bbox.as_deref().map(bbox).transpose()?,
            limit: usize::try_from(limit).unwrap_or(1),
            after: self.after.unwrap_or_default(),
            vintage,
            edition,
            release: self.release,
            resolution: layers::resolution(self.resolution)?.unwrap_or(10),
        })
    }

    /// A word that another collection knows is unknown here.
    fn of_layer(&self, layer: MapLayer) -> Result<(), Problem> {
        let words = [
            ("vintage", self.vintage.is_some(), layer == MapLayer::Areas),
            ("edition", self.edition.is_some(), layer == MapLayer::Areas),
            (
                "resolution",
                self.resolution.is_some(),
                layer == MapLayer::Cells,
            ),
            (
                "release",
                self.release.is_some(),
                layer != MapLayer::Streets,
            ),
        ];
        match words.iter().find(|(_, said, fits)| *said && !fits) {
            None => Ok(()),
            Some((word, ..)) => Err(Problem::bad_request(format!(
                "`{word}` says nothing of {layer}; leave it out."
            ))),
        }
    }
}

/// The query of a document.
#[derive(Clone, Debug, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DocumentQuery {
    /// The form, `json`.
    pub f: Option<String>,
}

/// Refuses other forms than the one there is.
///
/// # Errors
/// 400 for another form.
pub fn json_only(form: Option<&str>) -> Result<(), Problem> {
    match form {
        None | Some("json" | "geojson") => Ok(()),
        Some(other) => Err(Problem::bad_request(format!(
            "`f={other}` is a form this address does not know; it knows `json`."
        ))),
    }
}

fn bbox(text: &str) -> Result<Rect<f64>, Problem> {
    let wrong = || {
        Problem::bad_request(
            "`bbox` is four numbers of degrees: west, south, east, north, such as \
             -1.6,53.78,-1.5,53.85.",
        )
    };
    let numbers: Option<Vec<f64>> = text
        .split(',')
        .map(|part| part.trim().parse().ok().filter(|n: &f64| n.is_finite()))
        .collect();
    let (west, south, east, north) = match numbers.as_deref() {
        Some([west, south, east, north] | [west, south, _, east, north, _]) => {
            (*west, *south, *east, *north)
        }
        _ => return Err(wrong()),
    };
    if west > east || south > north {
        return Err(wrong());
    }
    Ok(Rect::new(
        Coord { x: west, y: south },
        Coord { x: east, y: north },
    ))
}

/// An instant, a day, or two of them with a slash; `..` or nothing is an open end.
fn time(text: &str) -> Result<(), Problem> {
    let one = |part: &str| part.parse::<EpochMs>().is_ok() || part.parse::<Day>().is_ok();
    let end = |part: &str| part.is_empty() || part == ".." || one(part);
    let fits = match text.split_once('/') {
        None => one(text),
        Some((from, to)) => end(from) && end(to),
    };
    if fits {
        return Ok(());
    }
    Err(Problem::bad_request(
        "`datetime` is an instant such as 2026-05-16T12:00:00Z, or two with a slash between.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(layer: MapLayer, change: impl FnOnce(&mut ItemsQuery)) -> Result<Asked, Problem> {
        let mut query = ItemsQuery::default();
        change(&mut query);
        query.checked(layer)
    }

    #[test]
    fn a_box_is_four_or_six_numbers_from_south_west_to_north_east() {
        let boxed = |text: &str| {
            asked(MapLayer::Areas, |query| query.bbox = Some(text.to_owned()))
                .map(|asked| asked.bbox.unwrap())
        };

        let flat = boxed("-1.6, 53.7, -1.5, 53.8").unwrap();
        assert_eq!(boxed("-1.6,53.7,0,-1.5,53.8,100").unwrap(), flat);
        for bad in ["1,2,3", "a,b,c,d", "-1.5,53.7,-1.6,53.8", "1,2,3,NaN", ""] {
            assert!(boxed(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn times_are_those_of_the_standard() {
        let times = |text: &str| {
            asked(MapLayer::Areas, |query| {
                query.datetime = Some(text.to_owned());
            })
        };

        for good in [
            "2026-05-16T12:00:00Z",
            "2026-05-16",
            "2026-05-16T12:00:00Z/..",
            "../2026-05-16T12:00:00Z",
            "/2026-05-16",
        ] {
            assert!(times(good).is_ok(), "{good}");
        }
        assert!(times("yesterday").is_err());
    }

    #[test]
    fn a_page_is_never_larger_than_may_be_and_no_page_is_refused() {
        let limit =
            |n| asked(MapLayer::Areas, |query| query.limit = Some(n)).map(|asked| asked.limit);

        assert_eq!(limit(1_000_000).ok(), Some(1_000));
        assert!(limit(0).is_err() && limit(-1).is_err());
    }

    #[test]
    fn a_word_of_another_collection_is_refused_by_its_name() {
        let said = asked(MapLayer::Streets, |query| query.edition = Some(2025)).unwrap_err();

        assert!(
            said.detail().contains("`edition` says nothing of streets"),
            "{said}"
        );
    }
}
