//! ONS's feature services → boundaries of a district or a box, and the look-up, page by page.
//!
//! A page holds at most 2,000 features (1,000 for some tables). Pages go on while
//! `exceededTransferLimit` is true, which stands at the top or, in GeoJSON, under `properties`;
//! they are in the order of the code, and the next begins after the features that came, whatever
//! was asked for. An error comes with status 200 and an `error` object.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use maps::readers::{Bounds, Vintage};
use serde_json::{Map, Value, json};

use super::{Endpoints, FetchError, Fetched, Outbound, Progress, file_name, keep};

/// Features asked for in one page.
const PAGE: usize = 2_000;
/// Codes asked for in one request: the address stays well under 8 kB.
const CODES: usize = 100;
/// Pages after which a service is not believed any more.
const MOST_PAGES: usize = 10_000;

/// What is wanted of a service.
#[derive(Clone, Debug)]
pub enum Place {
    /// A local authority district by its code.
    District(String),
    /// All areas that touch a box.
    Box(Bounds),
    /// England and Wales whole.
    Everything,
}

/// The services' names; each may be set, because ONS adds a version to it now and then.
#[derive(Clone, Debug)]
pub struct Services {
    /// Boundaries.
    pub boundaries: String,
    /// The table that tells which areas a district has.
    pub districts: String,
    /// The look-up of 2011 to 2021.
    pub lookup: String,
}

impl Services {
    /// ONS's names for a vintage, as of 2026: generalised to 20 m (BGC), because coarser
    /// boundaries put one door in eight into a wrong decile.
    #[must_use]
    pub fn of(vintage: Vintage) -> Self {
        let lookup = "LSOA11_LSOA21_LAD22_EW_LU_v5";
        let (boundaries, districts) = match vintage {
            Vintage::Y2011 => (
                "LSOA_Dec_2011_Boundaries_Generalised_Clipped_BGC_EW_V3",
                lookup,
            ),
            Vintage::Y2021 => (
                "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BGC_V5",
                "LSOA21_WD25_LAD25_EW_LU_v2",
            ),
        };
        Self {
            boundaries: boundaries.to_owned(),
            districts: districts.to_owned(),
            lookup: lookup.to_owned(),
        }
    }
}

/// The column of a vintage's code.
const fn code_column(vintage: Vintage) -> &'static str {
    match vintage {
        Vintage::Y2011 => "LSOA11CD",
        Vintage::Y2021 => "LSOA21CD",
    }
}

/// `LAD25CD` of a service named `…LAD25…`.
fn district_column(service: &str) -> String {
    let year: String = service
        .split("LAD")
        .nth(1)
        .unwrap_or_default()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    format!("LAD{year}CD")
}

/// One feature service, asked page by page.
struct Service<'a> {
    out: &'a Outbound,
    endpoints: &'a Endpoints,
    name: &'a str,
    progress: Progress<'a>,
}

impl Service<'_> {
    fn url(&self) -> String {
        format!(
            "{}/{}/FeatureServer/0/query",
            self.endpoints.arcgis, self.name
        )
    }

    /// Every feature of a query.
    async fn all(&self, query: &[(&str, String)]) -> Result<Vec<Value>, FetchError> {
        let mut features: Vec<Value> = Vec::new();
        for _ in 0..MOST_PAGES {
            let mut query = query.to_vec();
            query.push(("resultOffset", features.len().to_string()));
            query.push(("resultRecordCount", PAGE.to_string()));
            let mut page = self.out.json(&self.url(), &query).await?;
            if let Some(error) = page.get("error") {
                return Err(self.refused(error));
            }
            let Some(Value::Array(new)) = page.get_mut("features").map(Value::take) else {
                return Err(self.wrong("its answer has no `features`"));
            };
            let empty = new.is_empty();
            features.extend(new);
            (self.progress)(u64::try_from(features.len()).unwrap_or(0), None);
            if !goes_on(&page) {
                return Ok(features);
            }
            if empty {
                return Err(self.wrong("it says that there is more and sends nothing"));
            }
        }
        Err(self.wrong("its pages do not end"))
    }

    fn wrong(&self, reason: &str) -> FetchError {
        FetchError::answer(
            &self.url(),
            reason,
            "try again later, or hand in the file with `doorstep import`",
        )
    }

    fn refused(&self, error: &Value) -> FetchError {
        let text = |field: &str| error.get(field).map(|v| v.to_string().replace('"', ""));
        FetchError::answer(
            &self.url(),
            format!(
                "the service refused: {} ({})",
                text("message").unwrap_or_default(),
                text("code").unwrap_or_default()
            ),
            "check the name of the service (--service)",
        )
    }
}

/// Whether a page says that there is another.
fn goes_on(page: &Value) -> bool {
    let says = |value: Option<&Value>| value.and_then(Value::as_bool).unwrap_or(false);
    let limit = "exceededTransferLimit";
    let below = page.get("properties").and_then(|below| below.get(limit));
    says(page.get(limit)) || says(below)
}

/// Fetches boundaries of a place into one GeoJSON file.
///
/// # Errors
/// When the service fails, there is no such place, or it leaves an area of the district out.
pub async fn boundaries(
    out: &Outbound,
    endpoints: &Endpoints,
    services: &Services,
    vintage: Vintage,
    place: &Place,
    (into, again): (&Path, bool),
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let named = match place {
        Place::District(code) => code.clone(),
        Place::Box(bounds) => box_name(bounds),
        Place::Everything => "all".to_owned(),
    };
    let name = file_name(&format!("{}_{named}.geojson", services.boundaries));
    let target = into.join(name);
    if !again && tokio::fs::try_exists(&target).await.unwrap_or(false) {
        return Ok(kept(&target));
    }
    let service = Service {
        out,
        endpoints,
        name: &services.boundaries,
        progress,
    };
    let features = features(&service, services, vintage, place).await?;
    if features.is_empty() {
        return Err(FetchError::answer(
            &service.url(),
            "it has no area there",
            "check the box: west,south,east,north in degrees",
        ));
    }
    let file = json!({
        "type": "FeatureCollection", "name": services.boundaries, "features": features,
    });
    keep(&target, file.to_string().into_bytes()).await?;
    Ok(Fetched {
        path: target,
        dated: None,
        kept: false,
    })
}

/// The features of a place, all of them.
async fn features(
    service: &Service<'_>,
    services: &Services,
    vintage: Vintage,
    place: &Place,
) -> Result<Vec<Value>, FetchError> {
    let code = code_column(vintage);
    let wanted = |filter: String| {
        vec![
            ("where", filter),
            ("outFields", "*".to_owned()),
            ("outSR", "4326".to_owned()),
            ("f", "geojson".to_owned()),
            ("orderByFields", code.to_owned()),
        ]
    };
    match place {
        Place::Everything => service.all(&wanted("1=1".to_owned())).await,
        Place::Box(bounds) => {
            let mut query = wanted("1=1".to_owned());
            query.extend(envelope(bounds));
            service.all(&query).await
        }
        Place::District(lad) => {
            let codes = codes_of(service, &services.districts, vintage, lad).await?;
            let mut features = Vec::new();
            for chunk in codes.chunks(CODES) {
                let list: Vec<String> = chunk.iter().map(|code| format!("'{code}'")).collect();
                let filter = format!("{code} IN ({})", list.join(","));
                features.extend(service.all(&wanted(filter)).await?);
            }
            complete(service, code, &codes, &features)?;
            Ok(features)
        }
    }
}

fn kept(target: &Path) -> Fetched {
    Fetched {
        path: target.to_owned(),
        dated: None,
        kept: true,
    }
}

/// A box as part of a file's name.
pub(super) fn box_name(bounds: &Bounds) -> String {
    let (from, to) = (bounds.south_west, bounds.north_east);
    format!("{},{},{},{}", from.lng, from.lat, to.lng, to.lat)
}

fn envelope(bounds: &Bounds) -> [(&'static str, String); 4] {
    [
        ("geometry", box_name(bounds)),
        ("geometryType", "esriGeometryEnvelope".to_owned()),
        ("inSR", "4326".to_owned()),
        ("spatialRel", "esriSpatialRelIntersects".to_owned()),
    ]
}

/// The codes of a district's areas, by the look-up: the boundaries have no district.
async fn codes_of(
    service: &Service<'_>,
    table: &str,
    vintage: Vintage,
    lad: &str,
) -> Result<Vec<String>, FetchError> {
    let is_code = lad.len() == 9 && lad.chars().all(|c| c.is_ascii_alphanumeric());
    if !is_code {
        return Err(FetchError::answer(
            lad,
            "this is no code of a local authority district",
            "give one such as --lad E08000035",
        ));
    }
    let table = Service {
        name: table,
        ..*service
    };
    let code = code_column(vintage);
    let query = [
        ("where", format!("{}='{lad}'", district_column(table.name))),
        ("outFields", code.to_owned()),
        ("returnGeometry", "false".to_owned()),
        ("f", "json".to_owned()),
        ("orderByFields", code.to_owned()),
    ];
    let rows = table.all(&query).await?;
    let codes: BTreeSet<String> = rows
        .iter()
        .filter_map(|row| attribute(row, code).map(ToOwned::to_owned))
        .collect();
    if codes.is_empty() {
        return Err(FetchError::answer(
            &table.url(),
            format!("it knows no area in {lad}"),
            "check the district's code; districts of other years have other codes",
        ));
    }
    Ok(codes.into_iter().collect())
}

fn attribute<'v>(row: &'v Value, name: &str) -> Option<&'v str> {
    let below = row.get("attributes").or_else(|| row.get("properties"))?;
    below.get(name)?.as_str()
}

/// Refuses an answer that leaves one of the asked areas out: the map would have a hole.
fn complete(
    service: &Service<'_>,
    code: &str,
    codes: &[String],
    features: &[Value],
) -> Result<(), FetchError> {
    let here: BTreeSet<&str> = features
        .iter()
        .filter_map(|feature| attribute(feature, code))
        .collect();
    let missing = codes.iter().find(|code| !here.contains(code.as_str()));
    match missing {
        None => Ok(()),
        Some(first) => Err(service.wrong(&format!(
            "it sent {} of {} areas; {first} is missing",
            here.len(),
            codes.len()
        ))),
    }
}

/// Fetches the look-up of 2011 to 2021 into one csv file.
///
/// # Errors
/// When the service fails or its rows are no such table.
pub async fn lookup(
    out: &Outbound,
    endpoints: &Endpoints,
    services: &Services,
    (into, again): (&Path, bool),
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let target = into.join(file_name(&format!("{}.csv", services.lookup)));
    if !again && tokio::fs::try_exists(&target).await.unwrap_or(false) {
        return Ok(kept(&target));
    }
    let service = Service {
        out,
        endpoints,
        name: &services.lookup,
        progress,
    };
    let query = [
        ("where", "1=1".to_owned()),
        ("outFields", "*".to_owned()),
        ("returnGeometry", "false".to_owned()),
        ("f", "json".to_owned()),
        ("orderByFields", "LSOA11CD,LSOA21CD".to_owned()),
    ];
    let rows = service.all(&query).await?;
    let csv = csv_of(&rows).ok_or_else(|| service.wrong("its rows have no attributes"))?;
    keep(&target, csv).await?;
    Ok(Fetched {
        path: target,
        dated: None,
        kept: false,
    })
}

/// The rows' attributes as csv, the first row's names as header.
fn csv_of(rows: &[Value]) -> Option<Vec<u8>> {
    let attributes = |row: &Value| -> Option<BTreeMap<String, String>> {
        let all: &Map<String, Value> = row.get("attributes")?.as_object()?;
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
                value.to_string()
            }
        };
        Some(all.iter().map(|(k, v)| (k.clone(), text(v))).collect())
    };
    let header: Vec<String> = attributes(rows.first()?)?.into_keys().collect();
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&header).ok()?;
    for row in rows {
        let row = attributes(row)?;
        csv.write_record(
            header
                .iter()
                .map(|name| row.get(name).map_or("", String::as_str)),
        )
        .ok()?;
    }
    csv.into_inner().ok()
}
