//! What there is and the links between it: landing page, conformance, collections.

use serde::Serialize;

use crate::review::tiles::{credits, layers::MapLayer, memory::Facts, tilejson};

/// Longitude and latitude in degrees of WGS 84.
pub const CRS84: &str = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
/// The content type of features.
pub const GEOJSON: &str = "application/geo+json";
/// The content type of the description of the addresses.
pub const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.0";
const JSON: &str = "application/json";

/// What is kept to.
pub const CONFORMS_TO: [&str; 3] = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
];

/// A way to another document.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Link {
    /// Where it is.
    pub href: String,
    /// What it is to this one.
    pub rel: &'static str,
    /// Its content type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// What it is, in words.
    pub title: String,
}

/// A link under this server's own root.
#[must_use]
pub fn link(
    root: &str,
    path: &str,
    (rel, kind): (&'static str, &'static str),
    title: &str,
) -> Link {
    Link {
        href: format!("{root}{path}"),
        rel,
        kind,
        title: title.to_owned(),
    }
}

/// Where everything begins.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Landing {
    /// What this is.
    pub title: &'static str,
    /// The same in a sentence.
    pub description: &'static str,
    /// Whom to thank for what is here.
    pub attribution: String,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// The landing page of a server at `root`.
#[must_use]
pub fn landing(root: &str, facts: &Facts) -> Landing {
    let mut lines: Vec<String> = MapLayer::ALL
        .iter()
        .flat_map(|layer| credits::lines(*layer, &facts.origins))
        .collect();
    lines.sort();
    lines.dedup();
    Landing {
        title: "doorstep",
        description: "Small areas, streets, cells and patches of a neighbourhood where people \
                      listen at doors.",
        attribution: lines.join(" | "),
        links: vec![
            link(root, "/ogc/", ("self", JSON), "This document"),
            link(root, "/ogc/api", ("service-desc", OPENAPI), "The addresses"),
            link(
                root,
                "/ogc/conformance",
                ("conformance", JSON),
                "What is kept to",
            ),
            link(root, "/ogc/collections", ("data", JSON), "The collections"),
        ],
    }
}

/// What is kept to.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Conformance {
    /// Classes of the standard.
    #[serde(rename = "conformsTo")]
    pub conforms_to: Vec<&'static str>,
}

/// The collections one may read.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Collections {
    /// Where else to go.
    pub links: Vec<Link>,
    /// The collections.
    pub collections: Vec<Collection>,
}

/// A collection of features.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Collection {
    /// Its name in addresses.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// What it is.
    pub description: &'static str,
    /// Whom to thank: lines that have to stand on every map of it.
    pub attribution: String,
    /// Where it has anything; absent while nothing is imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<Extent>,
    /// Always `feature`.
    #[serde(rename = "itemType")]
    pub item_type: &'static str,
    /// How places are given.
    pub crs: Vec<&'static str>,
    /// Where to go on.
    pub links: Vec<Link>,
}

/// Where a collection has anything.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Extent {
    /// In space.
    pub spatial: Spatial,
}

/// Boxes around it.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Spatial {
    /// West, south, east, north in degrees.
    pub bbox: Vec<[f64; 4]>,
    /// How they are given.
    pub crs: &'static str,
}

/// A collection's document.
#[must_use]
pub fn collection(layer: MapLayer, root: &str, facts: &Facts) -> Collection {
    let path = format!("/ogc/collections/{layer}");
    let mut links = vec![
        link(root, &path, ("self", JSON), "This document"),
        link(
            root,
            &format!("{path}/items"),
            ("items", GEOJSON),
            layer.title(),
        ),
    ];
    let licences = credits::licences(layer, &facts.origins);
    links.extend(licences.into_iter().map(|(title, href)| Link {
        href: href.to_owned(),
        rel: "license",
        kind: "text/html",
        title: title.to_owned(),
    }));
    let spatial = tilejson::bounds(layer, facts).map(|bounds| Spatial {
        bbox: vec![bounds],
        crs: CRS84,
    });
    Collection {
        id: layer.word(),
        title: layer.title(),
        description: layer.description(),
        attribution: credits::lines(layer, &facts.origins).join(" | "),
        extent: spatial.map(|spatial| Extent { spatial }),
        item_type: "feature",
        crs: vec![CRS84],
        links,
    }
}

/// The document of several collections.
#[must_use]
pub fn collections(layers: &[MapLayer], root: &str, facts: &Facts) -> Collections {
    let one = |layer: &MapLayer| collection(*layer, root, facts);
    Collections {
        links: vec![link(
            root,
            "/ogc/collections",
            ("self", JSON),
            "This document",
        )],
        collections: layers.iter().map(one).collect(),
    }
}
