//! The `.osm` file, in the shape of an export from the OSM site.
//!
//! Carries what such exports carry: made-up mappers' names and numbers (to prove that an import
//! drops them), version, changeset and time stamps, a `bounds` that some nodes lie far outside of,
//! and one relation.

use std::fmt::Write as _;

use super::addresses::Mapped;
use super::ground::{Degrees, Xy, bend};
use super::network::Network;
use super::river::Barriers;
use crate::demo::rng::Dice;

/// First ids; far above those in use when this was written, so that a mix-up would be seen.
const FIRST_NODE: u64 = 99_000_000_001;
const FIRST_WAY: u64 = 9_900_000_001;
const RELATION: u64 = 990_000_001;

/// Mappers that do not exist: name and number.
pub(super) const MAPPERS: [(&str, u32); 4] = [
    ("quillwort_maps", 99_000_101),
    ("SaltmarshSurveyor", 99_000_102),
    ("Otter &amp; Heron", 99_000_103),
    ("invented mapper 4", 99_000_104),
];

type Tags = Vec<(String, String)>;

/// Nodes and ways as they will be written.
struct Writer<'a> {
    nodes: Vec<(Xy, Tags)>,
    ways: Vec<(Vec<u64>, Tags)>,
    dice: &'a mut Dice,
}

/// Writes the file.
pub(super) fn write(
    network: &Network,
    barriers: &Barriers,
    mapped: &Mapped,
    dice: &mut Dice,
) -> String {
    let mut writer = Writer {
        nodes: Vec::new(),
        ways: Vec::new(),
        dice,
    };
    writer.streets(network);
    writer.barriers(barriers);
    writer.addresses(mapped);
    writer.xml()
}

fn tag(key: &str, value: impl Into<String>) -> (String, String) {
    (key.to_owned(), value.into())
}

fn id(first: u64, place: usize) -> u64 {
    first + u64::try_from(place).unwrap_or(0)
}

impl Writer<'_> {
    fn node(&mut self, at: Xy, tags: Tags) -> u64 {
        self.nodes.push((at, tags));
        id(FIRST_NODE, self.nodes.len() - 1)
    }

    fn streets(&mut self, network: &Network) {
        for (place, at) in network.nodes.iter().enumerate() {
            let circle = network.turning_circles.contains(&place);
            let tags = if circle {
                vec![tag("highway", "turning_circle")]
            } else {
                Vec::new()
            };
            self.node(*at, tags);
        }
        for way in &network.ways {
            let mut tags = vec![tag("highway", way.highway)];
            if !way.name.is_empty() {
                tags.push(tag("name", way.name.as_str()));
            }
            if way.bridge {
                tags.push(tag("bridge", "yes"));
                tags.push(tag("layer", "1"));
            }
            let refs = way
                .nodes
                .iter()
                .map(|place| id(FIRST_NODE, *place))
                .collect();
            self.ways.push((refs, tags));
        }
    }

    fn barriers(&mut self, barriers: &Barriers) {
        let mut far_rails = barriers.railway.clone();
        far_rails.insert(0, bend(Xy::new(-17_000.0, 900.0)));
        far_rails.push(bend(Xy::new(16_000.0, 2_500.0)));
        let river = vec![tag("waterway", "river"), tag("name", "River Thistle")];
        let rails = vec![tag("railway", "rail"), tag("name", "Thistlewick Branch")];
        let park = vec![tag("leisure", "park"), tag("name", "Larkfield Park")];
        self.line(&barriers.river, false, river);
        self.line(&far_rails, false, rails);
        self.line(&barriers.park, true, park);
    }

    fn line(&mut self, points: &[Xy], closed: bool, tags: Tags) {
        let open = if closed {
            points.get(..points.len() - 1).unwrap_or(points)
        } else {
            points
        };
        let mut refs: Vec<u64> = open.iter().map(|p| self.node(*p, Vec::new())).collect();
        if closed {
            refs.extend(refs.first().copied());
        }
        self.ways.push((refs, tags));
    }

    fn addresses(&mut self, mapped: &Mapped) {
        let mut node_of = Vec::with_capacity(mapped.addresses.len());
        for address in &mapped.addresses {
            let mut tags = Tags::new();
            if let Some(number) = &address.number {
                tags.push(tag("addr:housenumber", number.as_str()));
            }
            if let Some(street) = address.street {
                tags.push(tag("addr:street", street));
            }
            tags.extend(
                address
                    .tags
                    .iter()
                    .map(|(key, value)| tag(key, value.as_str())),
            );
            if address.outline.is_empty() {
                node_of.push(Some(self.node(address.at, tags)));
            } else {
                let mut ring = address.outline.clone();
                ring.extend(address.outline.first().copied());
                self.line(&ring, true, tags);
                node_of.push(None);
            }
        }
        for way in &mapped.interpolations {
            let end = |place: usize| node_of.get(place).copied().flatten();
            if let (Some(from), Some(to)) = (end(way.from), end(way.to)) {
                let parity = if way.even { "even" } else { "odd" };
                self.ways
                    .push((vec![from, to], vec![tag("addr:interpolation", parity)]));
            }
        }
    }

    fn xml(mut self) -> String {
        let mut out = String::with_capacity(4_000_000);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str(concat!(
            "<osm version=\"0.6\" generator=\"doorstep demo\" copyright=\"invented\" ",
            "attribution=\"invented\" license=\"invented\">\n",
        ));
        let (low, high) = (
            Degrees::of(Xy::new(-1900.0, -1900.0)),
            Degrees::of(Xy::new(2500.0, 1700.0)),
        );
        line(
            &mut out,
            format_args!(
                " <bounds minlat=\"{}\" minlon=\"{}\" maxlat=\"{}\" maxlon=\"{}\"/>",
                low.lat(),
                low.lng(),
                high.lat(),
                high.lng()
            ),
        );
        for (place, (at, tags)) in std::mem::take(&mut self.nodes).into_iter().enumerate() {
            let (who, at) = (self.who(), Degrees::of(at));
            let head = format!(
                "node id=\"{}\" {who} lat=\"{}\" lon=\"{}\"",
                id(FIRST_NODE, place),
                at.lat(),
                at.lng()
            );
            element(&mut out, &head, "node", &[], &tags);
        }
        for (place, (refs, tags)) in std::mem::take(&mut self.ways).into_iter().enumerate() {
            let head = format!("way id=\"{}\" {}", id(FIRST_WAY, place), self.who());
            element(&mut out, &head, "way", &refs, &tags);
        }
        line(
            &mut out,
            format_args!(" <relation id=\"{RELATION}\" {}>", self.who()),
        );
        line(
            &mut out,
            format_args!("  <member type=\"way\" ref=\"{FIRST_WAY}\" role=\"\"/>"),
        );
        for (key, value) in [
            ("type", "route"),
            ("route", "bus"),
            ("name", "7: Quay - Moor"),
            ("ref", "7"),
        ] {
            line(&mut out, format_args!("  <tag k=\"{key}\" v=\"{value}\"/>"));
        }
        out.push_str(" </relation>\n</osm>\n");
        out
    }

    /// The attributes that say who mapped it and when.
    fn who(&mut self) -> String {
        let (user, uid) = self.dice.pick(&MAPPERS).copied().unwrap_or(("nobody", 0));
        let (version, changeset) = (
            self.dice.below(6) + 1,
            990_000_000 + self.dice.below(900_000),
        );
        let (year, month, day) = (
            2009 + self.dice.below(16),
            1 + self.dice.below(12),
            1 + self.dice.below(28),
        );
        let (hour, minute) = (7 + self.dice.below(15), self.dice.below(60));
        format!(
            "visible=\"true\" version=\"{version}\" changeset=\"{changeset}\" \
             timestamp=\"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z\" \
             user=\"{user}\" uid=\"{uid}\""
        )
    }
}

fn element(out: &mut String, head: &str, name: &str, refs: &[u64], tags: &Tags) {
    if refs.is_empty() && tags.is_empty() {
        line(out, format_args!(" <{head}/>"));
        return;
    }
    line(out, format_args!(" <{head}>"));
    for node in refs {
        line(out, format_args!("  <nd ref=\"{node}\"/>"));
    }
    for (key, value) in tags {
        line(
            out,
            format_args!("  <tag k=\"{key}\" v=\"{}\"/>", escaped(value)),
        );
    }
    line(out, format_args!(" </{name}>"));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('"', "&quot;")
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "{text}");
}
