//! Whom a layer has to thank: the lines that licences want on every map and print.

use std::collections::BTreeSet;

use super::{layers::MapLayer, store::Origin};

/// The Open Government Licence, where it can be read.
pub const OGL: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";
/// The Open Database License, where it can be read.
pub const ODBL: &str = "https://opendatacommons.org/licenses/odbl/1-0/";
/// What OpenStreetMap asks to be linked.
const OSM: &str = "https://www.openstreetmap.org/copyright";

/// The lines of a layer, as text, each once; empty while nothing was imported for it.
#[must_use]
pub fn lines(layer: MapLayer, origins: &[Origin]) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in layer.made_of() {
        for origin in origins.iter().filter(|origin| origin.kind == *kind) {
            lines.extend(of(origin));
        }
    }
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

fn of(origin: &Origin) -> Vec<String> {
    let day = origin.dated.unwrap_or_else(|| origin.imported_at.day());
    let year: String = day.to_string().chars().take(4).collect();
    let (source, licence) = (origin.source.as_str(), origin.licence.as_str());
    if source.starts_with("Office for National Statistics") && is_ogl(licence) {
        return vec![
            "Source: Office for National Statistics licensed under the Open Government Licence v3.0"
                .to_owned(),
            format!("Contains OS data © Crown copyright and database right {year}"),
        ];
    }
    if source.contains("OpenStreetMap contributors") {
        return vec!["© OpenStreetMap contributors (Open Database License)".to_owned()];
    }
    match (said(source), said(licence)) {
        (None, None) => Vec::new(),
        (Some(source), None) => vec![format!("Source: {source}")],
        (None, Some(licence)) => vec![format!("Licence: {licence}")],
        (Some(source), Some(licence)) => vec![format!("Source: {source}, {licence}")],
    }
}

fn said(text: &str) -> Option<&str> {
    (!text.is_empty() && text != "not said").then_some(text)
}

fn is_ogl(licence: &str) -> bool {
    licence.starts_with("Open Government Licence")
}

/// The licences of a layer: title and where each can be read.
#[must_use]
pub fn licences(layer: MapLayer, origins: &[Origin]) -> Vec<(&'static str, &'static str)> {
    let of_layer = || {
        origins
            .iter()
            .filter(|origin| layer.made_of().contains(&origin.kind.as_str()))
    };
    let mut found = Vec::new();
    if of_layer().any(|origin| is_ogl(&origin.licence)) {
        found.push(("Open Government Licence v3.0", OGL));
    }
    if of_layer().any(|origin| origin.licence.starts_with("Open Database License")) {
        found.push(("Open Database License 1.0", ODBL));
    }
    found
}

/// The same lines as one piece of HTML, for map libraries.
#[must_use]
pub fn html(lines: &[String]) -> String {
    let marked = |line: &String| {
        let safe = line
            .replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;");
        let osm = format!("<a href=\"{OSM}\">© OpenStreetMap contributors</a>");
        let ogl = format!("<a href=\"{OGL}\">Open Government Licence v3.0</a>");
        safe.replace("© OpenStreetMap contributors", &osm)
            .replace("Open Government Licence v3.0", &ogl)
    };
    let all: Vec<String> = lines.iter().map(marked).collect();
    all.join(" | ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::time::EpochMs;

    fn origin(kind: &str, source: &str, licence: &str) -> Origin {
        Origin {
            kind: kind.to_owned(),
            source: source.to_owned(),
            licence: licence.to_owned(),
            dated: "2024-11-01".parse().ok(),
            imported_at: EpochMs(0),
        }
    }

    #[test]
    fn each_layer_thanks_whom_its_licences_name_and_nobody_else() {
        let ons = "Office for National Statistics; contains OS data © Crown copyright and database \
                   right";
        let ogl = "Open Government Licence v3.0";
        let osm = (
            "© OpenStreetMap contributors",
            "Open Database License (ODbL) 1.0",
        );
        let origins = [
            origin("small-areas", ons, ogl),
            origin("deprivation", "Ministry of Housing, IoD 2025", ogl),
            origin("streets", osm.0, osm.1),
            origin("doors", osm.0, osm.1),
            origin("streets", "not said", "not said"),
        ];

        assert_eq!(
            lines(MapLayer::Areas, &origins),
            [
                "Source: Office for National Statistics licensed under the Open Government Licence \
                 v3.0",
                "Contains OS data © Crown copyright and database right 2024",
                "Source: Ministry of Housing, IoD 2025, Open Government Licence v3.0",
            ]
        );
        let streets = lines(MapLayer::Streets, &origins);
        assert_eq!(
            streets,
            ["© OpenStreetMap contributors (Open Database License)"]
        );
        assert!(html(&streets).contains(OSM));
        assert_eq!(
            licences(MapLayer::Cells, &origins),
            [("Open Database License 1.0", ODBL)]
        );
        assert_eq!(licences(MapLayer::Patches, &origins).len(), 1);
    }

    #[test]
    fn a_source_with_a_tag_in_it_stays_text() {
        let lines = ["Source: <b>&".to_owned()];

        assert_eq!(html(&lines), "Source: &lt;b&gt;&amp;");
    }
}
