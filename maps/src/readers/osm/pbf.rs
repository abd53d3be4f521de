//! `.osm.pbf` blob by blob. The `Info` blocks with users and change sets are never decoded.

use osmpbf::{BlobDecode, BlobReader, Element, ErrorKind};

use super::raw::Raw;
use super::tags::Tags;
use crate::readers::report::FileError;
use crate::readers::sniff::Input;

/// Reads the whole file.
pub(super) fn read(input: Input<'_>) -> Result<Raw, FileError> {
    let file = input.file().to_owned();
    let mut raw = Raw::default();
    for (blobs, blob) in (1..).zip(BlobReader::new(input)) {
        let blob = blob.map_err(|error| pbf_error(&file, blobs, &error))?;
        match blob
            .decode()
            .map_err(|error| pbf_error(&file, blobs, &error))?
        {
            BlobDecode::OsmHeader(header) => {
                let with_history = header
                    .required_features()
                    .iter()
                    .any(|f| f == "HistoricalInformation");
                if with_history {
                    return Err(FileError::new(
                        &file,
                        "it is a history extract with old versions of every object",
                        "take the plain .osm.pbf extract",
                    ));
                }
            }
            BlobDecode::OsmData(block) => {
                for element in block.elements() {
                    take(&element, &mut raw);
                }
            }
            BlobDecode::Unknown(_) => {}
        }
    }
    Ok(raw.finish())
}

fn take(element: &Element<'_>, raw: &mut Raw) {
    match element {
        Element::DenseNode(node) => {
            raw.add_place(node.id(), node.lon(), node.lat());
            let tags = tags(node.tags());
            if !tags.is_empty() {
                raw.add_node(node.id(), tags);
            }
        }
        Element::Node(node) => {
            raw.add_place(node.id(), node.lon(), node.lat());
            let tags = tags(node.tags());
            if !tags.is_empty() {
                raw.add_node(node.id(), tags);
            }
        }
        Element::Way(way) => {
            let tags = tags(way.tags());
            if !tags.is_empty() {
                raw.add_way(way.id(), way.refs().collect(), tags);
            }
        }
        Element::Relation(relation) => {
            let numbered = relation.tags().any(|(key, _)| key == "addr:housenumber");
            raw.relations_with_address += u64::from(numbered);
        }
    }
}

fn tags<'t>(pairs: impl Iterator<Item = (&'t str, &'t str)>) -> Tags {
    let mut tags = Tags::default();
    pairs.for_each(|(key, value)| tags.add(key, value));
    tags
}

fn pbf_error(file: &str, blob: u64, error: &osmpbf::Error) -> FileError {
    match error.kind() {
        ErrorKind::Io(io) => FileError::from_io(file, io),
        // A blob that ends before its own length: the file was cut inside it.
        ErrorKind::Protobuf { .. } => {
            FileError::half(file, &format!("block {blob} is not complete"))
        }
        _ => FileError::new(
            file,
            format!("block {blob} cannot be read ({error})"),
            "download it again",
        ),
    }
}
