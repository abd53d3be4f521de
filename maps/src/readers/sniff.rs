//! What a file really is, by its first bytes, before any reader trusts its name.
//!
//! [`Input::open`] undoes gzip, looks at the first kilobytes and refuses what is no data at all: an
//! empty file, a Git LFS pointer, an HTML error page, a binary of another program. What remains
//! says its [`Kind`] and reads on from the first byte.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

use flate2::read::MultiGzDecoder;

use super::report::{Endless, FileError};

/// Bytes looked at before deciding.
const PEEK: u64 = 4096;

/// The formats that some reader understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Lines of text: csv.
    Text,
    /// A JSON document: GeoJSON, or `TopoJSON`, which the readers refuse with a remedy.
    Json,
    /// An xlsx workbook or another zip archive.
    Zip,
    /// `OpenStreetMap` XML.
    OsmXml,
    /// `OpenStreetMap` PBF.
    OsmPbf,
}

impl Kind {
    /// The kind in words, for messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "a text or csv file",
            Self::Json => "a JSON file",
            Self::Zip => "a workbook or zip archive",
            Self::OsmXml => "OpenStreetMap XML",
            Self::OsmPbf => "OpenStreetMap PBF",
        }
    }
}

/// A file being read: plain bytes (gzip undone) and what they are.
pub struct Input<'a> {
    file: String,
    kind: Kind,
    inner: Box<dyn BufRead + Send + 'a>,
}

impl<'a> Input<'a> {
    /// Looks at the first bytes, undoes gzip, and decides the kind.
    ///
    /// # Errors
    /// [`FileError`] for an empty file, a Git LFS pointer, an HTML or XML error page, a UTF-16
    /// text, a binary of another program, or gzip that breaks off at once.
    pub fn open(reader: impl Read + Send + 'a, file: &str) -> Result<Self, FileError> {
        let (head, whole) = peek(reader).map_err(|e| FileError::from_io(file, &e))?;
        if head.starts_with(&[0x1f, 0x8b]) {
            let (head, whole) =
                peek(MultiGzDecoder::new(whole)).map_err(|e| FileError::from_io(file, &e))?;
            return Ok(Self {
                kind: decide(&head, file)?,
                file: file.to_owned(),
                inner: Box::new(BufReader::with_capacity(1 << 16, whole)),
            });
        }
        Ok(Self {
            kind: decide(&head, file)?,
            file: file.to_owned(),
            inner: Box::new(BufReader::with_capacity(1 << 16, whole)),
        })
    }

    /// What the bytes are.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The name given by the caller.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Refuses a file of another kind than the reader understands.
    pub(crate) fn expect(self, kind: Kind, remedy: &str) -> Result<Self, FileError> {
        if self.kind == kind {
            return Ok(self);
        }
        Err(FileError::new(
            &self.file,
            format!("this is {}, not {}", self.kind.name(), kind.name()),
            remedy,
        ))
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.inner.read(buf)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }
    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

type Peeked<R> = (Vec<u8>, Chain<Cursor<Vec<u8>>, R>);

/// Takes the first bytes and gives them together with a reader that starts with them again.
fn peek<R: Read>(mut reader: R) -> io::Result<Peeked<R>> {
    let mut head = Vec::new();
    reader.by_ref().take(PEEK).read_to_end(&mut head)?;
    Ok((head.clone(), Cursor::new(head).chain(reader)))
}

fn decide(head: &[u8], file: &str) -> Result<Kind, FileError> {
    let refuse = |reason: &str, remedy: &str| Err(FileError::new(file, reason, remedy));
    let body = head
        .strip_prefix(&[0xef, 0xbb, 0xbf])
        .unwrap_or(head)
        .trim_ascii_start();
    if body.is_empty() {
        return refuse("the file is empty", "fetch it again from its publisher");
    }
    if body.iter().all(|byte| *byte == 0) {
        return refuse("the file holds only zero bytes", "copy or fetch it again");
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Zip);
    }
    if is_pbf(head) {
        return Ok(Kind::OsmPbf);
    }
    if head.starts_with(&[0x1f, 0x8b]) {
        return refuse("it is compressed twice", "unpack it once with gunzip");
    }
    if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return refuse(
            "it is an old Excel workbook (.xls)",
            "save it as .xlsx or .csv",
        );
    }
    if head.starts_with(b"%PDF") {
        return refuse(
            "it is a PDF document",
            "take the publisher's csv or xlsx file",
        );
    }
    if head.starts_with(b"SQLite format 3") {
        return refuse(
            "it is a GeoPackage or SQLite database",
            "export the layer as GeoJSON",
        );
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return refuse("its text is UTF-16", "save it as csv in UTF-8");
    }
    if body.starts_with(b"version https://git-lfs") {
        return refuse(
            "it is a Git LFS pointer, not the data itself",
            "run `git lfs pull` where it came from, or fetch the file from its publisher",
        );
    }
    match body.first() {
        Some(b'<') => decide_markup(body, file),
        Some(b'{' | b'[') => Ok(Kind::Json),
        _ if body.contains(&0) => refuse(
            "it is a binary file of an unknown kind",
            "hand in csv, xlsx, GeoJSON or OSM",
        ),
        _ => Ok(Kind::Text),
    }
}

fn decide_markup(body: &[u8], file: &str) -> Result<Kind, FileError> {
    let text = String::from_utf8_lossy(body).to_ascii_lowercase();
    let refuse = |reason: &str, remedy: &str| Err(FileError::new(file, reason, remedy));
    if text.contains("<osmchange") {
        refuse(
            "it holds changes (osmChange), not a map",
            "take a .osm or .osm.pbf extract",
        )
    } else if text.contains("<osm ") || text.contains("<osm>") {
        Ok(Kind::OsmXml)
    } else if text.contains("<html") || text.contains("<!doctype html") {
        refuse(
            "it is an HTML page, most likely an error page saved in place of the data",
            "open the link in a browser and fetch the file itself",
        )
    } else if text.contains("<error") || text.contains("exceptionreport") {
        refuse(
            "it is an error message of a web service",
            "fetch the file again later",
        )
    } else {
        refuse(
            "it is XML of an unknown kind",
            "hand in a .osm, .osm.pbf or GeoJSON file",
        )
    }
}

/// A PBF file starts with the length of its first header, which names `OSMHeader`.
fn is_pbf(head: &[u8]) -> bool {
    head.get(4..).is_some_and(|rest| {
        rest.get(..rest.len().min(40))
            .unwrap_or_default()
            .windows(9)
            .any(|w| w == b"OSMHeader")
    })
}

/// A reader with a budget of bytes that whoever parses renews after each row.
///
/// Without it a row (or quoted field, or XML element) of 2 GB would be gathered in memory.
pub(crate) struct Bounded<R> {
    inner: R,
    left: u64,
    limit: u64,
    what: &'static str,
    last: Option<u8>,
}

impl<R: Read> Bounded<R> {
    /// Allows `limit` bytes (and one buffer) between two renewals.
    pub(crate) fn new(inner: R, limit: u64, what: &'static str) -> Self {
        Self {
            inner,
            left: limit,
            limit,
            what,
            last: None,
        }
    }

    /// The row is done: the next may be as long again.
    pub(crate) fn renew(&mut self) {
        self.left = self.limit;
    }

    /// The last byte handed out, to tell a file that ends in a line end from one cut off.
    pub(crate) fn last(&self) -> Option<u8> {
        self.last
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other(Endless {
                what: self.what,
                limit: self.limit,
            }));
        }
        let room = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(buf.len());
        let buf = buf.get_mut(..room).unwrap_or_default();
        let taken = self.inner.read(buf)?;
        self.left -= taken as u64;
        if taken > 0 {
            self.last = buf.get(taken - 1).copied();
        }
        Ok(taken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn refusal(bytes: &[u8]) -> String {
        Input::open(bytes, "x.csv")
            .err()
            .expect("refused")
            .to_string()
    }

    #[test]
    fn an_empty_file_is_refused() {
        assert!(refusal(b"").contains("empty"));
        assert!(refusal(b"\xef\xbb\xbf \r\n").contains("empty"));
    }

    #[test]
    fn a_git_lfs_pointer_is_refused_with_the_way_out() {
        let sentence = refusal(b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n");

        assert!(sentence.contains("Git LFS pointer") && sentence.contains("git lfs pull"));
    }

    #[test]
    fn an_html_error_page_is_refused() {
        assert!(refusal(b"<!DOCTYPE html>\n<html><body>404</body></html>").contains("HTML"));
        assert!(refusal(b"<?xml version=\"1.0\"?>\n<html xmlns=\"x\">").contains("HTML"));
    }

    #[test]
    fn gzip_is_undone_whatever_the_name() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(b"a,b\n1,2\n").unwrap();
        let packed = packed.finish().unwrap();

        let mut input = Input::open(&packed[..], "x.csv").unwrap();
        let mut text = String::new();
        input.read_to_string(&mut text).unwrap();

        assert_eq!((input.kind(), text.as_str()), (Kind::Text, "a,b\n1,2\n"));
    }

    #[test]
    fn half_a_gzip_is_called_half_a_file() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        packed.write_all(b"a,b\n1,2\n").unwrap();
        let packed = packed.finish().unwrap();

        assert!(refusal(&packed[..12]).contains("half"));
    }

    #[test]
    fn an_endless_line_is_stopped_at_the_budget() {
        let mut bounded = Bounded::new(io::repeat(b'x'), 1000, "row");

        let error = io::copy(&mut bounded, &mut io::sink()).unwrap_err();

        assert!(
            FileError::from_io("x.csv", &error)
                .to_string()
                .contains("longer than 1000")
        );
    }
}
