//! One file → checked rows: told apart, read, hashed.

use std::io::{self, Read};

use maps::readers::{
    FileError, Report, doors, iod, lookup, small_areas,
    sniff::{self, Input},
    streets,
};
use sha2::{Digest, Sha256};

use super::{
    model::{Checked, FileRead, Kind, Options, base_name},
    rules,
};

/// Reads and checks one file. `tick` is told how many bytes were taken, for a progress bar.
///
/// # Errors
/// One sentence when the file is not what it should be, or a row of it casts doubt on all of it.
pub fn read(
    kind: Kind,
    file: &str,
    bytes: impl Read + Send,
    options: &Options,
    tick: impl FnMut(u64) + Send,
) -> Result<FileRead, FileError> {
    let full_name = |mut error: FileError| {
        file.clone_into(&mut error.file);
        error
    };
    let mut hashed = Hashed {
        inner: bytes,
        sha: Sha256::new(),
        tick,
    };
    let (checked, format) =
        checked(kind, base_name(file), &mut hashed, options).map_err(full_name)?;
    io::copy(&mut hashed, &mut io::sink()).map_err(|error| unreadable(file, &error.to_string()))?;
    let (source, licence) = rules::origin(&checked, format);
    Ok(FileRead {
        file: file.to_owned(),
        kind,
        checked,
        from_osm: matches!(format, sniff::Kind::OsmXml | sniff::Kind::OsmPbf),
        sha256: hex::encode(hashed.sha.finalize()),
        source: options.source.clone().unwrap_or(source),
        licence: options.licence.clone().unwrap_or(licence),
        dated: options.dated,
    })
}

/// The sentence for a file that cannot be opened or read.
#[must_use]
pub fn unreadable(file: &str, why: &str) -> FileError {
    FileError::new(
        file,
        format!("the file cannot be read ({why})"),
        "check its path and that you may read it",
    )
}

fn checked(
    kind: Kind,
    name: &str,
    bytes: impl Read + Send,
    options: &Options,
) -> Result<(Checked, sniff::Kind), FileError> {
    let input = Input::open(bytes, name)?;
    let format = input.kind();
    let mut checked = match kind {
        Kind::Deprivation => Checked::Deprivation(iod::read(input, name, options.edition)?),
        Kind::SmallAreas => {
            let (areas, read) = small_areas::read_all(input, name, options.vintage)?;
            Checked::SmallAreas(areas, read)
        }
        Kind::Streets => Checked::Streets(streets::read(input, name)?),
        Kind::Doors => Checked::Doors(doors::read(input, name, options.bounds)?),
        Kind::Lookup => Checked::Lookup(lookup::read(input, name)?),
    };
    rules::strict(kind, checked.report(), name)?;
    rules::grid_is_named(&checked, options.grid, name)?;
    rules::has_an_index(&checked, name)?;
    within(&mut checked, options);
    Ok((checked, format))
}

/// Drops what lies outside the bounds; a csv of doors was bounded while it was read.
fn within(checked: &mut Checked, options: &Options) {
    let Some(bounds) = options.bounds else {
        return;
    };
    match checked {
        Checked::Streets(read) => {
            let before: usize = read.streets.iter().map(|street| street.parts.len()).sum();
            for street in &mut read.streets {
                street
                    .parts
                    .retain(|part| part.line.iter().any(|at| bounds.contain(*at)));
            }
            read.streets.retain(|street| !street.parts.is_empty());
            let after: usize = read.streets.iter().map(|street| street.parts.len()).sum();
            outside(&mut read.report, before - after);
        }
        Checked::Doors(read) => {
            let sources = |read: &doors::DoorsRead| {
                let doors = read.doors.iter().map(|door| door.source.clone());
                let all: std::collections::BTreeSet<_> = doors.collect();
                all.len()
            };
            let before = sources(read);
            read.doors.retain(|door| bounds.contain(door.at));
            read.address_points.retain(|point| bounds.contain(point.at));
            let after = sources(read);
            outside(&mut read.report, before - after);
        }
        Checked::SmallAreas(areas, read) => {
            let before = areas.len();
            areas.retain(|area| {
                geo::BoundingRect::bounding_rect(&area.shape).is_some_and(|own| {
                    own.min().x <= bounds.north_east.lng
                        && own.max().x >= bounds.south_west.lng
                        && own.min().y <= bounds.north_east.lat
                        && own.max().y >= bounds.south_west.lat
                })
            });
            outside(&mut read.report, before - areas.len());
        }
        Checked::Deprivation(_) | Checked::Lookup(_) => {}
    }
}

fn outside(report: &mut Report, dropped: usize) {
    if dropped > 0 {
        report.kept = report
            .kept
            .saturating_sub(u64::try_from(dropped).unwrap_or(0));
        report.warn(format!(
            "{dropped} objects lie outside the box and were passed over"
        ));
    }
}

/// Hashes and counts what is read through it.
struct Hashed<R, F> {
    inner: R,
    sha: Sha256,
    tick: F,
}

impl<R: Read, F: FnMut(u64)> Read for Hashed<R, F> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let taken = self.inner.read(buf)?;
        self.sha.update(buf.get(..taken).unwrap_or_default());
        (self.tick)(u64::try_from(taken).unwrap_or(0));
        Ok(taken)
    }
}
