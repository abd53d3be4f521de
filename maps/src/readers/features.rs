//! The features of a GeoJSON file one by one: an England and Wales file never lies in memory whole.
//!
//! 1. The members before `features` are skipped, the short ones kept (`type`, `name`, `crs`).
//! 2. Each feature's bytes are cut out by counting brackets outside strings, at most
//!    [`FEATURE_LIMIT`] of them, so an endless one is stopped and a bad one does not end the file.
//! 3. After the array the document has to close, or it is half a file.

use std::collections::BTreeMap;
use std::io::BufRead;

use geojson::{Feature, JsonObject, JsonValue};

use super::report::{Endless, Fault, FileError, RowError};
use super::sniff::{Input, Kind};

/// Bytes one feature may have; the largest full-resolution LSOA has under 4 MB.
const FEATURE_LIMIT: usize = 32 << 20;

/// Bytes kept of a member beside `features`.
const MEMBER_LIMIT: usize = 4096;

/// A feature with its number from 1, or why it is refused.
type Numbered = (u64, Result<Feature, RowError>);

/// A GeoJSON file opened at its first feature.
pub(crate) struct Features<'a> {
    file: String,
    bytes: Input<'a>,
    row: u64,
    done: bool,
    buffer: Vec<u8>,
    members: BTreeMap<String, String>,
}

impl<'a> Features<'a> {
    /// Reads up to the first feature.
    pub fn open(input: Input<'a>, remedy: &str) -> Result<Self, FileError> {
        let bytes = input.expect(Kind::Json, remedy)?;
        let mut features = Self {
            file: bytes.file().to_owned(),
            bytes,
            row: 0,
            done: false,
            buffer: Vec::new(),
            members: BTreeMap::new(),
        };
        if features.next_solid()? == Some(0xef) {
            // The rest of a byte order mark.
            features.take()?;
            features.take()?;
            features.take()?;
        }
        if features.next_solid()? != Some(b'{') {
            return Err(features.not_geojson("the document is no JSON object"));
        }
        features.take()?;
        if features.members_until_features()? {
            Ok(features)
        } else {
            Err(features.no_features())
        }
    }

    /// The raw JSON of a short member beside `features` (those after it only at the end).
    pub fn member(&self, name: &str) -> Option<&str> {
        self.members.get(name).map(String::as_str)
    }

    /// The next feature with its number from 1; inner `Err` refuses just that one.
    pub fn next_feature(&mut self) -> Result<Option<Numbered>, FileError> {
        if self.done {
            return Ok(None);
        }
        match self.next_solid()? {
            Some(b',') if self.row > 0 => {
                self.take()?;
            }
            Some(b']') | None => {}
            Some(_) if self.row > 0 => return Err(self.broken("a comma is missing")),
            Some(_) => {}
        }
        match self.next_solid()? {
            Some(b']') => {
                self.take()?;
                self.done = true;
                self.finish()?;
                Ok(None)
            }
            Some(b'{') => {
                self.row += 1;
                self.take_value(FEATURE_LIMIT, true)?;
                Ok(Some((self.row, self.parse())))
            }
            Some(_) => Err(self.broken("something else than a feature stands here")),
            None => Err(self.half()),
        }
    }

    fn parse(&self) -> Result<Feature, RowError> {
        serde_json::from_slice::<Feature>(&self.buffer).map_err(|error| {
            let text = String::from_utf8_lossy(&self.buffer);
            if text.contains("NaN") || text.contains("Infinity") {
                let reason = "a coordinate is NaN or infinite, which is no place";
                return RowError::new(self.row, "geometry", Fault::NotANumber, reason);
            }
            let reason = if text.contains("\"rings\"") || text.contains("\"attributes\"") {
                "it is Esri JSON, not GeoJSON: ask the service with f=geojson".to_owned()
            } else if text.contains("null") && text.contains("coordinates") {
                format!("a coordinate is empty or the geometry is not GeoJSON ({error})")
            } else {
                format!("it is no GeoJSON feature ({error})")
            };
            RowError::new(self.row, "geometry", Fault::Unreadable, reason)
        })
    }

    /// Reads `"name": value` members; `true` right behind the bracket that opens `features`.
    fn members_until_features(&mut self) -> Result<bool, FileError> {
        loop {
            match self.next_solid()? {
                Some(b'}') => {
                    self.take()?;
                    return Ok(false);
                }
                Some(b',') => {
                    self.take()?;
                }
                Some(b'"') => {
                    self.take_value(MEMBER_LIMIT, true)?;
                    let name: String = serde_json::from_slice(&self.buffer).unwrap_or_default();
                    if self.next_solid()? != Some(b':') {
                        return Err(self.broken("a colon is missing"));
                    }
                    self.take()?;
                    let first = self.next_solid()?;
                    if name == "features" && first == Some(b'[') && !self.done {
                        self.take()?;
                        return Ok(true);
                    }
                    self.take_value(MEMBER_LIMIT, false)?;
                    if self.buffer.len() < MEMBER_LIMIT || name == "error" {
                        let value = String::from_utf8_lossy(&self.buffer).into_owned();
                        self.members.insert(name, value);
                    } else {
                        self.members.insert(name, String::new());
                    }
                }
                Some(_) => return Err(self.broken("the document is no JSON")),
                None => return Err(self.half()),
            }
        }
    }

    fn finish(&mut self) -> Result<(), FileError> {
        self.members_until_features().map(|_| ())
    }

    /// Takes one JSON value into the buffer; past `limit` either refuses or stops keeping.
    fn take_value(&mut self, limit: usize, strict: bool) -> Result<(), FileError> {
        self.buffer.clear();
        let (mut depth, mut in_string, mut escaped, mut seen) = (0_u32, false, false, false);
        loop {
            let chunk = self
                .bytes
                .fill_buf()
                .map_err(|e| FileError::from_io(&self.file, &e))?;
            if chunk.is_empty() {
                return Err(self.half());
            }
            let mut used = 0;
            let mut ended = false;
            for &byte in chunk {
                // A bare number or word ends before the comma or bracket that follows it.
                if depth == 0 && !in_string && seen && matches!(byte, b',' | b'}' | b']') {
                    ended = true;
                    break;
                }
                used += 1;
                if in_string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                    if !in_string && depth == 0 {
                        ended = true;
                        break;
                    }
                    continue;
                }
                match byte {
                    b'"' => in_string = true,
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth = depth.saturating_sub(1);
                        if depth == 0 {
                            ended = true;
                            break;
                        }
                    }
                    _ => {}
                }
                seen = seen || !byte.is_ascii_whitespace();
            }
            let keep = if strict {
                used
            } else {
                used.min(limit.saturating_sub(self.buffer.len()))
            };
            self.buffer
                .extend_from_slice(chunk.get(..keep).unwrap_or_default());
            self.bytes.consume(used);
            if ended {
                return Ok(());
            }
            if strict && self.buffer.len() > limit {
                let endless = Endless {
                    what: "feature",
                    limit: limit as u64,
                };
                let error = std::io::Error::other(endless);
                return Err(FileError::from_io(&self.file, &error).at_row(self.row.max(1)));
            }
        }
    }

    /// The next byte that is not white space, without taking it.
    fn next_solid(&mut self) -> Result<Option<u8>, FileError> {
        loop {
            let chunk = self
                .bytes
                .fill_buf()
                .map_err(|e| FileError::from_io(&self.file, &e))?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let blanks = chunk
                .iter()
                .take_while(|byte| byte.is_ascii_whitespace())
                .count();
            let solid = chunk.get(blanks).copied();
            self.bytes.consume(blanks);
            if solid.is_some() {
                return Ok(solid);
            }
        }
    }

    fn take(&mut self) -> Result<(), FileError> {
        self.bytes
            .fill_buf()
            .map_err(|e| FileError::from_io(&self.file, &e))?;
        self.bytes.consume(1);
        Ok(())
    }

    fn half(&self) -> FileError {
        let error = FileError::half(&self.file, "the JSON document does not close");
        if self.row == 0 {
            error
        } else {
            error.at_row(self.row)
        }
    }

    fn broken(&self, what: &str) -> FileError {
        FileError::new(
            &self.file,
            format!("the JSON is broken: {what}"),
            "export it again",
        )
        .at_row(self.row + 1)
    }

    fn not_geojson(&self, what: &str) -> FileError {
        FileError::new(&self.file, what, "hand in a GeoJSON FeatureCollection")
    }

    fn no_features(&self) -> FileError {
        let kind = self.member("type").unwrap_or_default();
        if kind.contains("Topology") || self.members.contains_key("arcs") {
            return FileError::new(
                &self.file,
                "it is TopoJSON, which shares arcs between areas, not GeoJSON",
                "convert it (`topo2geo`, mapshaper, QGIS) or fetch the GeoJSON of the same areas",
            );
        }
        if let Some(error) = self.member("error") {
            let words: String = error.chars().take(200).collect();
            return FileError::new(
                &self.file,
                format!("it is an error message of the service: {words}"),
                "fetch it again",
            );
        }
        self.not_geojson("it has no `features` list")
    }
}

/// The first property (any case) of these names that holds text or a whole number.
pub(crate) fn property<'n>(
    properties: Option<&JsonObject>,
    names: &[&'n str],
) -> Option<(&'n str, String)> {
    let properties = properties?;
    names.iter().find_map(|name| {
        let (_, value) = properties
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        let text = match value {
            JsonValue::String(text) => text.trim().to_owned(),
            JsonValue::Number(number) => number.to_string(),
            _ => return None,
        };
        (!text.is_empty()).then_some((*name, text))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(text: &str) -> Result<Features<'_>, FileError> {
        Features::open(Input::open(text.as_bytes(), "a.geojson")?, "")
    }

    #[test]
    fn features_come_one_by_one_whatever_stands_around_them() {
        let text = r#"{"type":"FeatureCollection","crs":{"a":[1,2]},"n":3,"features":[
            {"type":"Feature","properties":{"n":"a } ] \" b"},"geometry":null},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}
            ],"exceededTransferLimit":true}"#;
        let mut features = open(text).unwrap();

        assert_eq!(features.member("n"), Some("3"));
        assert!(features.next_feature().unwrap().unwrap().1.is_ok());
        assert!(features.next_feature().unwrap().unwrap().1.is_ok());
        assert!(features.next_feature().unwrap().is_none());
        assert_eq!(features.member("exceededTransferLimit"), Some("true"));
    }

    #[test]
    fn a_nan_refuses_its_own_feature_only() {
        let text = r#"{"features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[NaN,2]}},
            {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}]}"#;
        let mut features = open(text).unwrap();

        let (row, first) = features.next_feature().unwrap().unwrap();
        assert_eq!((row, first.unwrap_err().fault), (1, Fault::NotANumber));
        assert!(features.next_feature().unwrap().unwrap().1.is_ok());
    }

    #[test]
    fn half_a_document_is_called_half() {
        let text = r#"{"features":[{"type":"Feature","properties":{},"geometry":null},{"type":"F"#;
        let mut features = open(text).unwrap();
        features.next_feature().unwrap();

        assert!(
            features
                .next_feature()
                .unwrap_err()
                .to_string()
                .contains("half")
        );
        let mut closed_too_early = open(r#"{"features":[]"#).unwrap();
        assert!(closed_too_early.next_feature().is_err());
    }

    #[test]
    fn topojson_and_service_errors_are_refused_by_name() {
        let topo = open(r#"{"type":"Topology","objects":{},"arcs":[]}"#)
            .err()
            .unwrap();
        let service = open(r#"{"error":{"code":400,"message":"Invalid URL"}}"#)
            .err()
            .unwrap();

        assert!(topo.to_string().contains("TopoJSON"));
        assert!(service.to_string().contains("Invalid URL"));
    }
}
