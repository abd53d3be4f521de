//! From houses to what mappers have put on the map.
//!
//! Real address data is patchy and written in many ways; so is this. Ranges (`34-38`), lists
//! (`5;7`), letters (`12A`), interpolation ways, addresses without `addr:street`, shops that are
//! no homes, flats above them, blocks of flats with and without a house number, farms with only a
//! name, and streets on which nobody has mapped anything.

use super::areas::Fabric;
use super::frontage::House;
use super::ground::Xy;
use super::network::{Network, Street};
use super::plan::{Frontage, Mapping};
use crate::demo::rng::Dice;

/// What an address object stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// Homes.
    Homes,
    /// A shop: an address, not a home.
    Shop,
    /// A building without any address.
    Plain,
}

/// One address (or plain building) as mapped.
#[derive(Clone, Debug)]
pub(super) struct Address {
    /// Its place, ground metres: the front door, or the middle of a block.
    pub at: Xy,
    /// Corners of its outline, ground metres, not closed; empty for a node.
    pub outline: Vec<Xy>,
    /// `addr:housenumber`.
    pub number: Option<String>,
    /// `addr:street`; missing for about a third.
    pub street: Option<&'static str>,
    /// Further tags.
    pub tags: Vec<(&'static str, String)>,
    /// What it stands for.
    pub purpose: Use,
    /// Labels of the homes behind it, in order.
    pub homes: Vec<String>,
    /// The right street name, whether mapped or not.
    pub true_street: &'static str,
    /// Places of its areas of 2011 and 2021; `None` outside the town.
    pub areas: Option<(usize, usize)>,
}

/// An interpolation way between two address nodes.
#[derive(Clone, Debug)]
pub(super) struct Interpolation {
    /// Place of the first address.
    pub from: usize,
    /// Place of the last address.
    pub to: usize,
    /// Whether the numbers are even.
    pub even: bool,
    /// The homes between the two: label and true place on the ground.
    pub between: Vec<(String, Xy)>,
}

/// Everything mapped.
#[derive(Clone, Debug, Default)]
pub(super) struct Mapped {
    /// Addresses and plain buildings.
    pub addresses: Vec<Address>,
    /// Interpolation ways.
    pub interpolations: Vec<Interpolation>,
}

/// Addresses in a row that share whether their street was typed in.
const RUN: usize = 8;

/// Maps the houses.
pub(super) fn map(houses: &[House], network: &Network, fabric: &Fabric, dice: &mut Dice) -> Mapped {
    let mut mapped = Mapped::default();
    for side in houses.chunk_by(|a, b| a.street == b.street && a.even == b.even) {
        let Some(street) = side
            .first()
            .and_then(|house| network.streets.get(house.street))
        else {
            continue;
        };
        match street.mapping {
            Mapping::Bare => bare(side, street, &mut mapped),
            // An interpolation that crosses a border would leave the homes' areas in doubt.
            Mapping::Interpolated => {
                for part in side.chunk_by(same_areas) {
                    interpolated(part, street, &mut mapped);
                }
            }
            Mapping::Nodes | Mapping::Outlines => one_by_one(side, street, dice, &mut mapped),
        }
    }
    mapped.addresses.extend(super::landmarks::all(fabric));
    mapped
}

/// Buildings without addresses, where the houses are wide enough to be seen on a photograph.
fn bare(side: &[House], street: &Street, mapped: &mut Mapped) {
    for house in side
        .iter()
        .filter(|house| house.frontage == Frontage::Semis)
    {
        let mut plain = address(house, street, house, Vec::new());
        plain.outline = outline(house, house);
        plain.tags.push(("building", "yes".into()));
        plain.purpose = Use::Plain;
        plain.number = None;
        plain.street = None;
        mapped.addresses.push(plain);
    }
}

fn same_areas(a: &House, b: &House) -> bool {
    (a.area_2011, a.area_2021) == (b.area_2011, b.area_2021)
}

fn interpolated(side: &[House], street: &Street, mapped: &mut Mapped) {
    let (Some(first), Some(last)) = (side.first(), side.last()) else {
        return;
    };
    let from = mapped.addresses.len();
    if side.len() < 3 {
        let single = |house: &House| address(house, street, house, vec![house.number.to_string()]);
        mapped.addresses.extend(side.iter().map(single));
        return;
    }
    mapped.addresses.push(address(
        first,
        street,
        first,
        vec![first.number.to_string()],
    ));
    mapped
        .addresses
        .push(address(last, street, last, vec![last.number.to_string()]));
    let inner = side.len().saturating_sub(2);
    let between = side
        .iter()
        .skip(1)
        .take(inner)
        .map(|house| (house.number.to_string(), house.at))
        .collect();
    mapped.interpolations.push(Interpolation {
        from,
        to: from + 1,
        even: first.even,
        between,
    });
}

fn one_by_one(side: &[House], street: &Street, dice: &mut Dice, mapped: &mut Mapped) {
    let mut untyped = false;
    let mut postcode = None;
    let mut rest = side;
    let mut done = 0_usize;
    while let Some(first) = rest.first() {
        if done.is_multiple_of(RUN) {
            untyped = dice.chance(0.36);
            postcode = dice
                .chance(0.45)
                .then(|| self::postcode(first.area_2021, dice));
        }
        done += 1;
        let together = group(rest, dice);
        let last = together.last().unwrap_or(first);
        let labels: Vec<String> = together
            .iter()
            .map(|house| house.number.to_string())
            .collect();
        let mut found = address(first, street, last, labels);
        if street.mapping == Mapping::Outlines {
            found.outline = outline(first, last);
            found
                .tags
                .push(("building", building(first.frontage).into()));
        }
        if let Some(postcode) = &postcode {
            found.tags.push(("addr:postcode", postcode.clone()));
        }
        if dice.chance(0.2) {
            found.tags.push(("addr:city", "Thistlewick".into()));
        }
        if first.frontage == Frontage::Shops {
            found.purpose = Use::Shop;
            found.homes.clear();
            found
                .tags
                .push(("shop", dice.pick(&SHOPS).copied().unwrap_or("yes").into()));
            mapped.addresses.extend(above(first, street, dice));
        } else if together.len() == 1 && dice.chance(0.03) {
            let mut lettered = found.clone();
            lettered.number = Some(format!("{}A", first.number));
            lettered.homes = vec![format!("{}A", first.number)];
            lettered.at = first.at.plus(first.along.times(2.2));
            lettered.outline = Vec::new();
            lettered.tags.retain(|(key, _)| *key != "building");
            lettered.street = (!untyped).then_some(street.name);
            mapped.addresses.push(lettered);
        }
        // Shops are always mapped with their street: people look for them.
        found.street = (!untyped || found.purpose == Use::Shop).then_some(street.name);
        mapped.addresses.push(found);
        rest = rest.get(together.len()..).unwrap_or_default();
    }
}

/// The houses mapped as one object: mostly one, now and then three (a range) or two (a list).
fn group<'a>(rest: &'a [House], dice: &mut Dice) -> &'a [House] {
    let wanted = match dice.weighted(&[0.973, 0.015, 0.012]) {
        1 => 3,
        2 => 2,
        _ => 1,
    };
    let few = rest.get(..wanted).unwrap_or_default();
    let one = rest.get(..1).unwrap_or_default();
    let neighbours = few.windows(2).all(|pair| match pair {
        [a, b] => a.at.distance(b.at) < 20.0 && same_areas(a, b) && a.frontage != Frontage::Shops,
        _ => false,
    });
    if few.is_empty() || !neighbours {
        one
    } else {
        few
    }
}

/// An address for the houses from `first` to `last`, as a node at the middle of their doors.
fn address(first: &House, street: &Street, last: &House, homes: Vec<String>) -> Address {
    let number = match homes.as_slice() {
        [a, b] => format!("{a};{b}"),
        [a, .., b] => format!("{a}-{b}"),
        [a] => a.clone(),
        [] => String::new(),
    };
    Address {
        at: first.at.towards(last.at, 0.5),
        outline: Vec::new(),
        number: Some(number),
        street: Some(street.name),
        tags: Vec::new(),
        purpose: Use::Homes,
        homes,
        true_street: street.name,
        areas: Some((first.area_2011, first.area_2021)),
    }
}

/// The corners of the building that holds the houses from `first` to `last`.
///
/// A little narrower than the plot, so that neighbouring outlines do not overlap on a bend.
fn outline(first: &House, last: &House) -> Vec<Xy> {
    let half = first.frontage.spacing().unwrap_or(8.0) * 0.47;
    let depth = first.frontage.depth();
    let front = [
        first.at.minus(first.along.times(half)),
        last.at.plus(last.along.times(half)),
    ];
    let [a, b] = front;
    vec![
        a,
        b,
        b.plus(last.outward.times(depth)),
        a.plus(first.outward.times(depth)),
    ]
}

const fn building(frontage: Frontage) -> &'static str {
    match frontage {
        Frontage::Shops => "retail",
        Frontage::Semis => "semidetached_house",
        Frontage::Villas => "detached",
        Frontage::Terrace | Frontage::Rows => "terrace",
        Frontage::Open => "yes",
    }
}

const SHOPS: [&str; 12] = [
    "convenience",
    "hairdresser",
    "bakery",
    "butcher",
    "clothes",
    "charity",
    "greengrocer",
    "chemist",
    "bookmaker",
    "hardware",
    "mobile_phone",
    "vacant",
];

/// Flats above a shop: mostly some, as numbered flats or as one with a letter.
fn above(shop: &House, street: &Street, dice: &mut Dice) -> Option<Address> {
    let stairs = shop
        .at
        .plus(shop.along.times(3.0))
        .plus(shop.outward.times(0.5));
    let mut flats = address(shop, street, shop, Vec::new());
    flats.at = stairs;
    flats.tags.push(("entrance", "staircase".into()));
    match dice.weighted(&[0.4, 0.2, 0.2, 0.2]) {
        1 => {
            flats.number = Some(format!("{}A", shop.number));
            flats.homes = vec![format!("{}A", shop.number)];
        }
        more @ (2 | 3) => {
            flats.number = Some(shop.number.to_string());
            flats.tags.push(("addr:flats", format!("1-{more}")));
            flats.homes = (1..=more)
                .map(|flat| format!("Flat {flat}, {}", shop.number))
                .collect();
        }
        _ => return None,
    }
    Some(flats)
}

/// A postcode that cannot be real: no British postcode begins with Z.
fn postcode(area: usize, dice: &mut Dice) -> String {
    const LETTERS: [char; 8] = ['A', 'B', 'D', 'E', 'H', 'J', 'L', 'N'];
    let letter = |dice: &mut Dice| dice.pick(&LETTERS).copied().unwrap_or('A');
    format!(
        "ZT{} {}{}{}",
        area % 9 + 1,
        dice.below(9) + 1,
        letter(dice),
        letter(dice)
    )
}
