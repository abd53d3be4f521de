//! The publishers' services as they answer: pages, errors, half-sent bodies, wishes to be left in
//! peace. A local server stands in for all of them.

use std::{
    collections::HashMap,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Path as UrlPath, State},
    http::{HeaderMap, Response, StatusCode, Uri, header},
    response::IntoResponse,
};
use doorstep::{
    base::{clock::TestClock, ids::Ids, time::EpochMs},
    intake::fetch::{
        self, Endpoints, FetchError, Fetched, Outbound,
        arcgis::{self, Place, Services},
        govuk, osm,
        retry::Pace,
    },
};
use maps::{
    readers::{Bounds, Vintage, iod::Edition},
    shapes::LngLat,
};
use serde_json::{Value, json};

use super::{
    STREETS,
    commands::{doorstep, json_of},
    index_2025, square,
};

/// One request as the server saw it.
#[derive(Clone, Debug)]
struct Asked {
    path: String,
    query: HashMap<String, String>,
    headers: HeaderMap,
}

impl Asked {
    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

type Answer = Box<dyn Fn(&Asked, usize) -> Response<Body> + Send + Sync>;

/// A server whose answers a test writes: told what is asked and how many requests came before.
#[derive(Clone)]
struct Server {
    asked: Arc<Mutex<Vec<Asked>>>,
    answer: Arc<Answer>,
    address: SocketAddr,
}

impl Server {
    async fn start(
        answer: impl Fn(&Asked, usize) -> Response<Body> + Send + Sync + 'static,
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            asked: Arc::default(),
            answer: Arc::new(Box::new(answer)),
            address: listener.local_addr().unwrap(),
        };
        let router = Router::new()
            .route("/{*path}", axum::routing::get(handle))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    fn endpoints(&self) -> Endpoints {
        Endpoints {
            govuk: self.url(),
            arcgis: format!("{}/arcgis", self.url()),
            geofabrik: self.url(),
            overpass: self.url(),
        }
    }

    fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

async fn handle(
    State(server): State<Server>,
    UrlPath(path): UrlPath<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let pairs = reqwest::Url::parse(&format!("http://x{uri}")).unwrap();
    let asked = Asked {
        path,
        query: pairs.query_pairs().into_owned().collect(),
        headers,
    };
    let before = {
        let mut all = server.asked.lock().unwrap();
        all.push(asked.clone());
        all.len() - 1
    };
    (server.answer)(&asked, before)
}

fn ok(body: impl Into<Body>) -> Response<Body> {
    Response::new(body.into())
}

fn status(status: u16) -> Response<Body> {
    (StatusCode::from_u16(status).unwrap(), "busy").into_response()
}

fn with(mut response: Response<Body>, name: header::HeaderName, value: &str) -> Response<Body> {
    response.headers_mut().insert(name, value.parse().unwrap());
    response
}

/// Says it sends all of the text, sends the first `sent` bytes and hangs up.
fn half(text: &str, sent: usize) -> Response<Body> {
    let first = Bytes::from(text.as_bytes()[..sent].to_vec());
    // The line breaks only after the first bytes have had time to leave: a server that fails at
    // once sends none of them.
    let body = Body::from_stream(futures_util::stream::unfold(Some(first), async |next| {
        if let Some(bytes) = next {
            return Some((Ok(bytes), None));
        }
        for _ in 0..1_000 {
            tokio::task::yield_now().await;
        }
        Some((Err(std::io::Error::other("the line broke")), None))
    }));
    with(ok(body), header::CONTENT_LENGTH, &text.len().to_string())
}

/// An agent that waits at most a few milliseconds of its own choice.
fn out() -> Outbound {
    let clock = Arc::new(TestClock::at(
        "2026-05-16T12:00:00Z".parse::<EpochMs>().unwrap(),
    ));
    let pace = Pace {
        first: Duration::from_millis(2),
        most: Duration::from_millis(5),
        ..Pace::default()
    };
    let ids = Ids::from_seed(clock.clone(), 1);
    Outbound::new(Some("mailto:hub@example.org"), pace, ids, clock).unwrap()
}

fn quiet(_: u64, _: Option<u64>) {}

fn text_of(fetched: &Fetched) -> String {
    std::fs::read_to_string(&fetched.path).unwrap()
}

async fn rutland(server: &Server, into: &Path) -> Result<Fetched, FetchError> {
    osm::county(&out(), &server.endpoints(), "rutland", into, &quiet).await
}

#[tokio::test]
async fn file_7_is_found_on_the_page_of_the_edition_and_a_busy_service_is_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, before| match (asked.path.as_str(), before) {
        (_, 0) => with(status(503), header::RETRY_AFTER, "0"),
        ("api/content/government/statistics/english-indices-of-deprivation-2019", _) => {
            let host = asked.header(header::HOST).unwrap();
            let url = |file: &str| format!("http://{host}/media/5dc407b4/{file}");
            let page = json!({ "content_id": "x", "details": { "attachments": [
                { "title": "File 1: index", "url": url("File_1.xlsx") },
                { "title": "File 7: all ranks, deciles and scores", "content_type": "text/csv",
                  "url": url("File_7_-_All_IoD2019.csv") } ] } });
            ok(page.to_string())
        }
        ("media/5dc407b4/File_7_-_All_IoD2019.csv", _) => with(
            ok("a,b\n"),
            header::LAST_MODIFIED,
            "Thu, 26 Sep 2019 09:30:00 GMT",
        ),
        _ => status(404),
    })
    .await;

    let edition = Edition::Y2019;
    let fetched = govuk::file_7(&out(), &server.endpoints(), edition, folder.path(), &quiet).await;

    let fetched = fetched.unwrap();
    assert_eq!(text_of(&fetched), "a,b\n");
    assert_eq!(
        fetched.path.file_name().unwrap(),
        "File_7_-_All_IoD2019.csv"
    );
    assert_eq!(
        fetched.dated.map(|day| day.to_string()).as_deref(),
        Some("2019-09-26")
    );
    assert_eq!(server.asked().len(), 3);
    let agent = format!(
        "doorstep/{} (+mailto:hub@example.org)",
        env!("CARGO_PKG_VERSION")
    );
    assert!(
        server
            .asked()
            .iter()
            .all(|a| a.header(header::USER_AGENT) == Some(&agent))
    );
}

const WHOLE: &str = "0123456789abcdefghij";

#[tokio::test]
async fn a_file_that_broke_off_is_taken_up_where_it_broke() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, before| {
        if before == 0 {
            return with(half(WHOLE, 8), header::ETAG, "\"v1\"");
        }
        let from: usize = asked
            .header(header::RANGE)
            .and_then(|range| {
                range
                    .strip_prefix("bytes=")?
                    .strip_suffix('-')?
                    .parse()
                    .ok()
            })
            .expect("the second request asks for the rest");
        assert_eq!(asked.header(header::IF_RANGE), Some("\"v1\""));
        let mut rest = ok(WHOLE[from..].to_owned());
        *rest.status_mut() = StatusCode::PARTIAL_CONTENT;
        let range = format!("bytes {from}-{}/{}", WHOLE.len() - 1, WHOLE.len());
        with(
            with(rest, header::CONTENT_RANGE, &range),
            header::ETAG,
            "\"v1\"",
        )
    })
    .await;

    let fetched = rutland(&server, folder.path()).await.unwrap();

    assert_eq!(text_of(&fetched), WHOLE);
    assert_eq!(server.asked().len(), 2);
    assert!(!folder.path().join("rutland-latest.osm.pbf.part").exists());
}

#[tokio::test]
async fn a_part_of_an_older_version_is_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_, before| match before {
        0 => with(half(WHOLE, 8), header::ETAG, "\"v1\""),
        // The condition failed: the service sends the new file whole.
        _ => with(ok("NEW FILE"), header::ETAG, "\"v2\""),
    })
    .await;

    let fetched = rutland(&server, folder.path()).await.unwrap();

    assert_eq!(text_of(&fetched), "NEW FILE");
}

#[tokio::test]
async fn a_file_that_is_here_is_asked_for_by_its_mark_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, _| match asked.header(header::IF_NONE_MATCH) {
        Some("\"v1\"") => status(304),
        _ => with(ok(WHOLE), header::ETAG, "\"v1\""),
    })
    .await;

    let first = rutland(&server, folder.path()).await.unwrap();
    let second = rutland(&server, folder.path()).await.unwrap();

    assert_eq!((first.kept, second.kept), (false, true));
    assert_eq!(text_of(&second), WHOLE);
}

#[tokio::test]
async fn tries_are_bounded_and_a_wish_for_an_hour_of_peace_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let busy = Server::start(|_, _| status(503)).await;
    let peace = Server::start(|_, _| with(status(429), header::RETRY_AFTER, "3600")).await;
    let date = "Sat, 16 May 2026 13:00:00 GMT";
    let dated = Server::start(move |_, _| with(status(429), header::RETRY_AFTER, date)).await;

    let given_up = rutland(&busy, folder.path()).await.unwrap_err();
    let asked = rutland(&peace, folder.path()).await.unwrap_err();
    let until = rutland(&dated, folder.path()).await.unwrap_err();

    assert!(matches!(given_up, FetchError::Unreachable(_)));
    assert!(given_up.to_string().contains("503"), "{given_up}");
    assert_eq!(busy.asked().len(), 5);
    for error in [asked, until] {
        assert!(
            error.to_string().contains("come back after 3600 seconds"),
            "{error}"
        );
    }
    assert_eq!((peace.asked().len(), dated.asked().len()), (1, 1));
}

#[tokio::test]
async fn nobody_at_the_address_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let endpoints = Endpoints {
        geofabrik: url,
        ..Endpoints::default()
    };

    let error = osm::county(&out(), &endpoints, "rutland", folder.path(), &quiet)
        .await
        .unwrap_err();

    assert!(matches!(error, FetchError::Unreachable(_)));
    assert!(!error.to_string().contains('\n') && error.to_string().contains("try again later"));
}

#[tokio::test]
async fn a_web_page_in_place_of_a_file_is_refused_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let page = |_: &Asked, _| {
        with(
            ok("<html>down for maintenance</html>"),
            header::CONTENT_TYPE,
            "text/html; charset=utf-8",
        )
    };
    let server = Server::start(page).await;
    let services = Services::of(Vintage::Y2021);

    let file = rutland(&server, folder.path()).await.unwrap_err();
    let everything = (folder.path(), false);
    let table = arcgis::lookup(&out(), &server.endpoints(), &services, everything, &quiet).await;

    for error in [file, table.unwrap_err()] {
        assert!(matches!(&error, FetchError::Answer(_)));
        assert!(error.to_string().contains("web page"), "{error}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_county_of_the_older_address_is_found_and_an_unknown_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, _| match asked.path.as_str() {
        "europe/great-britain/england/rutland-latest.osm.pbf" => ok(WHOLE),
        _ => status(404),
    })
    .await;

    let found = rutland(&server, folder.path()).await.unwrap();
    let unknown = osm::county(&out(), &server.endpoints(), "narnia", folder.path(), &quiet).await;

    assert_eq!(text_of(&found), WHOLE);
    assert!(unknown.unwrap_err().to_string().contains("404"));
    let named = osm::county(&out(), &server.endpoints(), "../x", folder.path(), &quiet).await;
    assert!(
        named
            .unwrap_err()
            .to_string()
            .contains("--county west-yorkshire")
    );
}

/// A feature service of five areas in one district, two a page, whose first answer breaks off.
fn ons(asked: &Asked, before: usize) -> Response<Body> {
    let codes: Vec<String> = (1..=5).map(|n| format!("E0100000{n}")).collect();
    let filter = &asked.query["where"];
    let offset: usize = asked.query["resultOffset"].parse().unwrap();
    if asked.path.contains("LSOA21_WD25_LAD25_EW_LU_v2") {
        assert_eq!(filter, "LAD25CD='E06000001'");
        let rows: Vec<Value> = codes
            .iter()
            .map(|code| json!({ "attributes": { "LSOA21CD": code } }))
            .collect();
        let page: Vec<Value> = rows.iter().skip(offset).take(3).cloned().collect();
        let more = offset + page.len() < rows.len();
        let table =
            json!({ "objectIdFieldName": "FID", "features": page, "exceededTransferLimit": more });
        let text = table.to_string();
        return if before == 0 {
            half(&text, text.len() / 2)
        } else {
            ok(text)
        };
    }
    assert!(
        asked.path.ends_with("BGC_V5/FeatureServer/0/query"),
        "{}",
        asked.path
    );
    assert_eq!(
        (asked.query["outSR"].as_str(), asked.query["f"].as_str()),
        ("4326", "geojson")
    );
    assert_eq!(asked.query["orderByFields"], "LSOA21CD");
    let features: Vec<Value> = (0..5_u32)
        .zip(&codes)
        .filter(|(_, code)| filter.contains(code.as_str()) || filter == "1=1")
        .map(|(n, code)| serde_json::from_str(&square(n, "LSOA21CD", code)).unwrap())
        .collect();
    let page: Vec<Value> = features.iter().skip(offset).take(2).cloned().collect();
    let more = offset + page.len() < features.len();
    ok(
        json!({ "type": "FeatureCollection", "properties": { "exceededTransferLimit": more },
        "features": page })
        .to_string(),
    )
}

#[tokio::test]
async fn boundaries_of_a_district_come_page_by_page_and_whole() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(ons).await;
    let services = Services::of(Vintage::Y2021);
    let place = Place::District("E06000001".to_owned());
    let fetch = async || {
        let keep = (folder.path(), false);
        arcgis::boundaries(
            &out(),
            &server.endpoints(),
            &services,
            Vintage::Y2021,
            &place,
            keep,
            &quiet,
        )
        .await
    };

    let fetched = fetch().await.unwrap();
    let again = fetch().await.unwrap();

    let file: Value = serde_json::from_str(&text_of(&fetched)).unwrap();
    let codes: Vec<&str> = file["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|feature| feature["properties"]["LSOA21CD"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "E01000001",
            "E01000002",
            "E01000003",
            "E01000004",
            "E01000005"
        ]
    );
    // One broken answer, two pages of the table, three of the boundaries; nothing the second time.
    assert_eq!(server.asked().len(), 6);
    assert!(again.kept);
}

#[tokio::test]
async fn an_area_that_the_service_leaves_out_is_a_hole_and_refused() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, before| {
        if asked.path.contains("_LU_") {
            return ons(asked, before + 1);
        }
        let feature: Value = serde_json::from_str(&square(0, "LSOA21CD", "E01000001")).unwrap();
        ok(json!({ "type": "FeatureCollection", "features": [feature] }).to_string())
    })
    .await;
    let services = Services::of(Vintage::Y2021);
    let place = Place::District("E06000001".to_owned());
    let keep = (folder.path(), false);

    let error = arcgis::boundaries(
        &out(),
        &server.endpoints(),
        &services,
        Vintage::Y2021,
        &place,
        keep,
        &quiet,
    )
    .await
    .unwrap_err();

    assert!(
        error
            .to_string()
            .contains("1 of 5 areas; E01000002 is missing"),
        "{error}"
    );
}

#[tokio::test]
async fn an_error_with_status_200_and_pages_without_end_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let refusing = Server::start(|_, _| {
        ok(
            json!({ "error": { "code": 400, "message": "Invalid URL", "details": [] } })
                .to_string(),
        )
    })
    .await;
    let empty = Server::start(|_, _| {
        ok(json!({ "features": [], "exceededTransferLimit": true }).to_string())
    })
    .await;
    let services = Services::of(Vintage::Y2021);
    let keep = (folder.path(), false);

    let refused = arcgis::lookup(&out(), &refusing.endpoints(), &services, keep, &quiet).await;
    let endless = arcgis::lookup(&out(), &empty.endpoints(), &services, keep, &quiet).await;

    assert!(
        refused
            .unwrap_err()
            .to_string()
            .contains("Invalid URL (400)")
    );
    assert!(endless.unwrap_err().to_string().contains("sends nothing"));
}

#[tokio::test]
async fn the_look_up_becomes_the_csv_that_the_publisher_also_offers() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, _| {
        let row = |from: &str, to: &str| json!({ "attributes": { "LSOA11CD": from, "LSOA11NM": "A, B",
            "CHGIND": "S", "LSOA21CD": to, "LSOA21NM": "A", "LAD22CD": "E06000001", "LAD22NM": "H",
            "ObjectId": 1 } });
        let page = match asked.query["resultOffset"].as_str() {
            "0" => json!({ "features": [row("E01000001", "E01000002")], "exceededTransferLimit": true }),
            _ => json!({ "features": [row("E01000001", "E01000003")] }),
        };
        ok(page.to_string())
    })
    .await;
    let services = Services::of(Vintage::Y2021);
    let keep = (folder.path(), false);

    let fetched = arcgis::lookup(&out(), &server.endpoints(), &services, keep, &quiet)
        .await
        .unwrap();

    let read = maps::readers::lookup::read(text_of(&fetched).as_bytes(), "l.csv").unwrap();
    assert_eq!(
        (read.rows.len(), read.rows[1].lsoa21.as_str()),
        (2, "E01000003")
    );
    assert_eq!(read.rows[0].lsoa11_name, "A, B");
}

#[tokio::test]
async fn a_neighbourhood_is_one_query_whose_answer_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|_, before| match before {
        0 => status(504),
        _ => with(ok(STREETS), header::CONTENT_TYPE, "application/osm3s+xml"),
    })
    .await;
    let broken = Server::start(|_, _| {
        ok(
            "<?xml version=\"1.0\"?><osm version=\"0.6\"><remark> runtime error: Query timed out \
            in \"query\" </remark></osm>",
        )
    })
    .await;
    let corner = |lng, lat| LngLat::new(lng, lat).unwrap();
    let bounds = Bounds {
        south_west: corner(-1.5, 53.8),
        north_east: corner(-1.48, 53.81),
    };
    let wide = Bounds {
        north_east: corner(-1.0, 53.81),
        ..bounds
    };
    let ask = async |server: &Server, bounds: &Bounds| {
        let keep = (folder.path(), false);
        osm::neighbourhood(&out(), &server.endpoints(), bounds, keep, &quiet).await
    };

    let half_done = ask(&broken, &bounds).await.unwrap_err();
    let fetched = ask(&server, &bounds).await.unwrap();
    let again = ask(&server, &bounds).await.unwrap();
    let too_wide = ask(&server, &wide).await.unwrap_err();

    assert!(
        half_done.to_string().contains("Query timed out"),
        "{half_done}"
    );
    assert_eq!((text_of(&fetched).as_str(), again.kept), (STREETS, true));
    assert_eq!(server.asked().len(), 2);
    assert!(server.asked()[1].query["data"].contains("[bbox:53.8,-1.5,53.81,-1.48]"));
    assert!(too_wide.to_string().contains("--county"), "{too_wide}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fetched_file_goes_through_the_importer() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start(|asked, before| match asked.path.as_str() {
        "media/7/File_7_IoD2025.csv" => ok(index_2025(&["E01000001"])),
        path if path.starts_with("api/content/") => {
            let host = asked.header(header::HOST).unwrap();
            let url = format!("http://{host}/media/7/File_7_IoD2025.csv");
            ok(
                json!({ "details": { "attachments": [{ "title": "File 7", "url": url }] } })
                    .to_string(),
            )
        }
        path if path.starts_with("arcgis/") => ons(asked, before + 1),
        _ => status(404),
    })
    .await;
    let at = folder.path().to_owned();
    let (govuk, arcgis) = (server.url(), format!("{}/arcgis", server.url()));

    let (index, areas, counties) = tokio::task::spawn_blocking(move || {
        let index = doorstep(&at, &["fetch", "deprivation", "--govuk", &govuk, "--json"]);
        let areas = [
            "fetch",
            "small-areas",
            "--lad",
            "E06000001",
            "--arcgis",
            &arcgis,
            "--json",
        ];
        let county = [
            "fetch",
            "streets",
            "--county",
            "narnia",
            "--geofabrik",
            &govuk,
            "--json",
        ];
        (index, doorstep(&at, &areas), doorstep(&at, &county))
    })
    .await
    .unwrap();

    assert_eq!(json_of(&index)["files"][0]["changed"], 1, "{index:?}");
    assert_eq!(json_of(&areas)["files"][0]["kept"], 5, "{areas:?}");
    assert!(
        folder
            .path()
            .join("doorstep-cache/File_7_IoD2025.csv")
            .exists()
    );
    assert_eq!(counties.status.code(), Some(2));
    assert_eq!(json_of(&counties)["files"][0]["kept"], 0);
}

#[test]
fn names_from_outside_stay_in_the_folder() {
    assert!(!fetch::file_name("../../x").contains('/'));
}
