//! Streets and doors: a county from Geofabrik, a neighbourhood from Overpass.

use std::path::Path;

use maps::readers::Bounds;

use super::{
    Endpoints, FetchError, Fetched, Outbound, Progress, arcgis::box_name, client::page_instead,
    download::download, file_name, keep,
};

/// Degrees a side of a box may have at most: a neighbourhood, about 7 by 11 km. Overpass asks that
/// larger extracts be taken as files.
const NEIGHBOURHOOD: f64 = 0.1;

/// Fetches a county's extract, such as `rutland` or `west-yorkshire`.
///
/// # Errors
/// When there is no such county, or the service fails.
pub async fn county(
    out: &Outbound,
    endpoints: &Endpoints,
    county: &str,
    into: &Path,
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let name = county.trim().to_lowercase().replace(' ', "-");
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    if name.is_empty() || !plain {
        return Err(FetchError::answer(
            county,
            "this is no name of a county's extract",
            "give one such as --county west-yorkshire",
        ));
    }
    let file = format!("{name}-latest.osm.pbf");
    let target = into.join(file_name(&file));
    let at = |country: &str| format!("{}/europe/{country}/england/{file}", endpoints.geofabrik);
    match download(out, &at("united-kingdom"), &target, progress).await {
        // The older address, for mirrors that did not move.
        Err(FetchError::Answer(error)) if error.reason.contains("404") => {
            download(out, &at("great-britain"), &target, progress).await
        }
        outcome => outcome,
    }
}

/// Fetches what lies in a box by one query, whose answer is kept: the public servers are for
/// people, not for programs that come back.
///
/// # Errors
/// When the box is larger than a neighbourhood, or the service fails.
pub async fn neighbourhood(
    out: &Outbound,
    endpoints: &Endpoints,
    bounds: &Bounds,
    (into, again): (&Path, bool),
    progress: Progress<'_>,
) -> Result<Fetched, FetchError> {
    let (from, to) = (bounds.south_west, bounds.north_east);
    let named = box_name(bounds);
    if to.lng - from.lng > NEIGHBOURHOOD || to.lat - from.lat > NEIGHBOURHOOD {
        return Err(FetchError::answer(
            &named,
            format!("the box is wider or higher than {NEIGHBOURHOOD} degrees"),
            "take a county's file with --county, and --bbox beside it to keep only the box",
        ));
    }
    let target = into.join(file_name(&format!("overpass_{named}.osm")));
    if !again && tokio::fs::try_exists(&target).await.unwrap_or(false) {
        return Ok(Fetched {
            path: target,
            dated: None,
            kept: true,
        });
    }
    let url = format!("{}/api/interpreter", endpoints.overpass);
    let answer = out.page(&url, &[("data", query(bounds))]).await?;
    progress(u64::try_from(answer.len()).unwrap_or(0), None);
    let start = answer.trim_start();
    if !start.contains("<osm") {
        return Err(page_instead(&url));
    }
    if let Some(remark) = remark(start) {
        return Err(FetchError::answer(
            &url,
            format!("the service broke off: {remark}"),
            "ask for a smaller box, or try again later",
        ));
    }
    keep(&target, answer.into_bytes()).await?;
    Ok(Fetched {
        path: target,
        dated: None,
        kept: false,
    })
}

/// Streets, addresses and buildings of a box, with the nodes of their lines; no user names.
fn query(bounds: &Bounds) -> String {
    let (from, to) = (bounds.south_west, bounds.north_east);
    format!(
        "[out:xml][timeout:180][bbox:{},{},{},{}];\
         (way[highway];way[building];nw[\"addr:housenumber\"];nw[\"addr:housename\"];\
         nw[\"addr:flats\"];way[\"addr:interpolation\"];);\
         out body;>;out skel qt;",
        from.lat, from.lng, to.lat, to.lng
    )
}

/// What Overpass writes into a half answer: `<remark> runtime error: … </remark>`.
fn remark(answer: &str) -> Option<&str> {
    let (_, rest) = answer.split_once("<remark>")?;
    let (remark, _) = rest.split_once("</remark>")?;
    remark.contains("error").then_some(remark.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use maps::shapes::LngLat;

    #[test]
    fn one_query_asks_for_streets_addresses_and_buildings_of_the_box() {
        let bounds = Bounds {
            south_west: LngLat::new(-1.56, 53.8).unwrap(),
            north_east: LngLat::new(-1.49, 53.83).unwrap(),
        };

        let query = query(&bounds);

        assert!(query.contains("[bbox:53.8,-1.56,53.83,-1.49]"), "{query}");
        assert!(!query.contains("out meta"), "{query}");
    }

    #[test]
    fn a_remark_of_an_error_is_found() {
        let answer = "<osm><note>x</note><remark> runtime error: Query timed out </remark></osm>";

        assert_eq!(remark(answer), Some("runtime error: Query timed out"));
        assert_eq!(remark("<osm></osm>"), None);
    }
}
