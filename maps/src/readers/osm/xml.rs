//! `.osm` XML element by element. The attributes `user`, `uid` and `changeset` are never read.

use std::io::BufReader;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::raw::Raw;
use super::tags::Tags;
use crate::readers::report::FileError;
use crate::readers::sniff::{Bounded, Input};

/// Bytes one element's opening tag may have; `OpenStreetMap` allows values of 255 characters.
const ELEMENT_LIMIT: u64 = 1 << 20;

const REMEDY: &str = "export or download it again";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Object {
    Node,
    Way,
    Relation,
}

/// The object whose children are being read.
struct Open {
    object: Object,
    id: i64,
    nodes: Vec<i64>,
    tags: Tags,
    deleted: bool,
}

/// Reads the whole document.
pub(super) fn read(input: Input<'_>) -> Result<Raw, FileError> {
    let file = input.file().to_owned();
    let bounded = Bounded::new(input, ELEMENT_LIMIT, "XML element");
    let mut reader = Reader::from_reader(BufReader::with_capacity(1 << 16, bounded));
    let mut raw = Raw::default();
    let mut buffer = Vec::new();
    let mut open: Option<Open> = None;
    let mut closed = false;
    let mut in_remark = false;
    loop {
        reader.get_mut().get_mut().renew();
        buffer.clear();
        let event = reader
            .read_event_into(&mut buffer)
            .map_err(|error| xml_error(&file, &error))?;
        match event {
            Event::Start(element) => match element.name().as_ref() {
                name if is("node", name) || is("way", name) || is("relation", name) => {
                    open = Some(start(&element, &mut raw, &file)?);
                }
                name if is("remark", name) => in_remark = true,
                _ => child(&element, open.as_mut(), &file)?,
            },
            Event::Empty(element) => match element.name().as_ref() {
                name if is("node", name) || is("way", name) || is("relation", name) => {
                    start(&element, &mut raw, &file)?;
                }
                _ => child(&element, open.as_mut(), &file)?,
            },
            Event::End(element) => match element.name().as_ref() {
                name if is("node", name) || is("way", name) || is("relation", name) => {
                    if let Some(done) = open.take() {
                        keep(done, &mut raw);
                    }
                }
                name if is("osm", name) => closed = true,
                name if is("remark", name) => in_remark = false,
                _ => {}
            },
            Event::Text(text) if in_remark => {
                // Overpass puts "runtime error: Query timed out" here and hands out a part.
                let words = text.xml10_content().trim().to_owned();
                if words.contains("error") {
                    return Err(FileError::new(
                        &file,
                        format!("the server stopped in the middle and wrote `{words}`"),
                        "ask again for a smaller place",
                    ));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !closed {
        return Err(FileError::half(&file, "`</osm>` is missing"));
    }
    Ok(raw.finish())
}

fn is(wanted: &str, name: impl AsRef<[u8]>) -> bool {
    name.as_ref() == wanted.as_bytes()
}

fn start(element: &BytesStart<'_>, raw: &mut Raw, file: &str) -> Result<Open, FileError> {
    let name = element.name();
    let object = match name.as_ref() {
        name if is("node", name) => Object::Node,
        name if is("way", name) => Object::Way,
        _ => Object::Relation,
    };
    let text = attribute(element, "id", file)?.unwrap_or_default();
    let id: i64 = text.parse().map_err(|_| {
        FileError::new(
            file,
            format!("an object has the id `{text}`, which is no number"),
            REMEDY,
        )
        .in_field("id")
    })?;
    let deleted = attribute(element, "visible", file)?.as_deref() == Some("false")
        || attribute(element, "action", file)?.as_deref() == Some("delete");
    if object == Object::Node && !deleted {
        let coordinate = |key: &str| -> Result<f64, FileError> {
            let text = attribute(element, key, file)?.unwrap_or_default();
            text.parse()
                .ok()
                .filter(|value: &f64| value.is_finite())
                .ok_or_else(|| {
                    let reason = format!("node {id} has `{text}` for a coordinate");
                    FileError::new(file, reason, REMEDY).in_field(key)
                })
        };
        raw.add_place(id, coordinate("lon")?, coordinate("lat")?);
    }
    Ok(Open {
        object,
        id,
        nodes: Vec::new(),
        tags: Tags::default(),
        deleted,
    })
}

fn child(element: &BytesStart<'_>, open: Option<&mut Open>, file: &str) -> Result<(), FileError> {
    let Some(open) = open else { return Ok(()) };
    match element.name().as_ref() {
        name if is("nd", name) => {
            let text = attribute(element, "ref", file)?.unwrap_or_default();
            if let Ok(node) = text.parse() {
                open.nodes.push(node);
            }
        }
        name if is("tag", name) => {
            if let (Some(key), Some(value)) = (
                attribute(element, "k", file)?,
                attribute(element, "v", file)?,
            ) {
                open.tags.add(&key, &value);
            }
        }
        _ => {}
    }
    Ok(())
}

fn keep(done: Open, raw: &mut Raw) {
    if done.deleted || done.tags.is_empty() {
        return;
    }
    match done.object {
        Object::Node => raw.add_node(done.id, done.tags),
        Object::Way => raw.add_way(done.id, done.nodes, done.tags),
        Object::Relation => {
            raw.relations_with_address += u64::from(done.tags.get("addr:housenumber").is_some());
        }
    }
}

fn attribute(element: &BytesStart<'_>, key: &str, file: &str) -> Result<Option<String>, FileError> {
    let broken = |error: &dyn std::fmt::Display| {
        FileError::new(file, format!("the XML is broken ({error})"), REMEDY).in_field(key)
    };
    match element.try_get_attribute(key) {
        Ok(None) => Ok(None),
        Ok(Some(found)) => found
            .normalized_value(XmlVersion::Implicit1_0)
            .map(|value| Some(value.into_owned()))
            .map_err(|error| broken(&error)),
        Err(error) => Err(broken(&error)),
    }
}

fn xml_error(file: &str, error: &quick_xml::Error) -> FileError {
    match error {
        quick_xml::Error::Io(io) => FileError::from_io(file, io),
        quick_xml::Error::Syntax(_) => FileError::half(file, &error.to_string()),
        _ => FileError::new(file, format!("the XML is broken ({error})"), REMEDY),
    }
}
