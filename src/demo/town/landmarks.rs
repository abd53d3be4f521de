//! Buildings set by hand: blocks of flats, the tower, farms, and two homes far outside.

use super::addresses::{Address, Use};
use super::areas::Fabric;
use super::frontage::BORDER_MARGIN;
use super::ground::{Degrees, Xy, bend};

/// Blocks of flats on the estate: name, house number (some mappers leave it out), middle in plan
/// metres, floors, flats on each floor.
const BLOCKS: [(&str, Option<&str>, Xy, u32, u32); 13] = [
    ("Goshawk House", Some("2"), Xy::new(405.0, 130.0), 3, 4),
    ("Hobby House", Some("4"), Xy::new(462.0, 130.0), 3, 4),
    ("Buzzard House", Some("6"), Xy::new(405.0, 70.0), 4, 6),
    ("Kite House", Some("8"), Xy::new(462.0, 70.0), 4, 6),
    ("Eagle House", None, Xy::new(405.0, 5.0), 4, 4),
    ("Falcon House", None, Xy::new(462.0, 5.0), 4, 4),
    ("Shrike House", Some("14"), Xy::new(405.0, -70.0), 3, 4),
    ("Merlin House", Some("16"), Xy::new(462.0, -70.0), 3, 4),
    ("Harrier House", Some("31"), Xy::new(220.0, -285.0), 4, 6),
    ("Osprey House", Some("33"), Xy::new(220.0, -345.0), 4, 6),
    ("Kestrel House", None, Xy::new(220.0, -405.0), 4, 6),
    ("Owl House", Some("20"), Xy::new(440.0, -425.0), 3, 4),
    ("Lapwing House", Some("22"), Xy::new(440.0, -265.0), 3, 4),
];

/// The tower: in OSM only its outline and name; its flats come from the landlord's list.
const TOWER_MIDDLE: Xy = Xy::new(255.0, 10.0);
const TOWER_NAME: &str = "Cormorant Point";
const TOWER_FLOORS: u32 = 14;
const FLATS_PER_FLOOR: u32 = 6;

/// Everything set by hand.
pub(super) fn all(fabric: &Fabric) -> Vec<Address> {
    let mut found: Vec<Address> = BLOCKS
        .iter()
        .map(|(name, number, middle, floors, per_floor)| {
            let flats = floors * per_floor;
            let mut block = place(fabric, "Kestrel Way", *middle, (15.0, 6.5));
            block.number = number.map(ToOwned::to_owned);
            block.homes = (1..=flats)
                .map(|flat| format!("Flat {flat}, {name}"))
                .collect();
            block.tags = vec![
                ("building", "apartments".into()),
                ("name", (*name).into()),
                ("addr:housename", (*name).into()),
                ("addr:flats", format!("1-{flats}")),
                ("building:levels", floors.to_string()),
                ("building:flats", flats.to_string()),
            ];
            block
        })
        .collect();

    let mut tower = place(fabric, "Kestrel Way", TOWER_MIDDLE, (12.0, 12.0));
    tower.purpose = Use::Plain;
    tower.street = None;
    tower.tags = vec![
        ("building", "yes".into()),
        ("name", TOWER_NAME.into()),
        ("building:levels", TOWER_FLOORS.to_string()),
    ];
    found.push(tower);
    found.extend(farms(fabric));
    found.extend(outliers(fabric));
    found
}

/// The two farms (a name, no number) and the cottages on their lanes.
fn farms(fabric: &Fabric) -> Vec<Address> {
    let mut found = Vec::new();
    for (name, lane, middle) in [
        ("Far Holm Farm", "Far Holm Lane", Xy::new(2236.0, 452.0)),
        ("Marsh Farm", "Marsh Lane", Xy::new(-1285.0, -1636.0)),
    ] {
        let mut farm = place(fabric, lane, middle, (9.0, 6.0));
        farm.homes = vec![name.into()];
        farm.tags = vec![("building", "farm".into()), ("addr:housename", name.into())];
        found.push(farm);
    }
    for (number, lane, at) in [
        ("1", "Far Holm Lane", Xy::new(1750.0, 334.0)),
        ("2", "Far Holm Lane", Xy::new(1762.0, 332.0)),
        ("3", "Far Holm Lane", Xy::new(2012.0, 434.0)),
        ("1", "Marsh Lane", Xy::new(-975.0, -1300.0)),
        ("2", "Marsh Lane", Xy::new(-981.0, -1312.0)),
    ] {
        let mut cottage = place(fabric, lane, at, (0.0, 0.0));
        cottage.number = Some(number.into());
        cottage.homes = vec![number.into()];
        found.push(cottage);
    }
    found
}

/// Two homes on the drove, kilometres outside every small area.
fn outliers(fabric: &Fabric) -> Vec<Address> {
    [
        ("1", Xy::new(-3786.0, 5200.0)),
        ("2", Xy::new(-3822.0, 5240.0)),
    ]
    .into_iter()
    .map(|(number, at)| {
        let mut home = place(fabric, "Outer Drove", at, (0.0, 0.0));
        home.number = Some(number.into());
        home.homes = vec![number.into()];
        home
    })
    .collect()
}

/// A building around a plan point, reaching so many metres east and north of it; a node if none.
fn place(fabric: &Fabric, street: &'static str, middle: Xy, reach: (f64, f64)) -> Address {
    let (east, north) = reach;
    let corners = [
        (-east, -north),
        (east, -north),
        (east, north),
        (-east, north),
    ];
    let outline = if east > 0.0 {
        corners
            .into_iter()
            .map(|(x, y)| bend(middle.plus(Xy::new(x, y))))
            .collect()
    } else {
        Vec::new()
    };
    let at = bend(middle);
    Address {
        at,
        outline,
        number: None,
        street: Some(street),
        tags: Vec::new(),
        purpose: Use::Homes,
        homes: Vec::new(),
        true_street: street,
        areas: fabric.holding(at, BORDER_MARGIN),
    }
}

/// The landlord's list of the tower: one row for each flat, all at the tower's one point.
///
/// Columns of the documented doors csv: `uprn,number,street,postcode,lng,lat,building,floor`
/// (degrees WGS 84; floor 0 is the ground floor). UPRNs are invented (they begin with 9900) and
/// missing on every eleventh row, as in a landlord's list.
pub(super) fn tower_csv() -> String {
    let at = Degrees::of(bend(TOWER_MIDDLE));
    let mut csv = String::from("uprn,number,street,postcode,lng,lat,building,floor\n");
    for floor in 0..TOWER_FLOORS {
        for on_floor in 1..=FLATS_PER_FLOOR {
            let flat = floor * FLATS_PER_FLOOR + on_floor;
            let uprn = if flat.is_multiple_of(11) {
                String::new()
            } else {
                format!("99000000{flat:04}")
            };
            csv.push_str(&format_row(&uprn, flat, &at, floor));
        }
    }
    csv
}

fn format_row(uprn: &str, flat: u32, at: &Degrees, floor: u32) -> String {
    let (lng, lat) = (at.lng(), at.lat());
    format!("{uprn},{flat},Kestrel Way,ZT7 1KW,{lng},{lat},{TOWER_NAME},{floor}\n")
}

/// How many flats the tower has.
pub(super) fn tower_flats() -> usize {
    usize::try_from(TOWER_FLOORS * FLATS_PER_FLOOR).unwrap_or(0)
}

/// Places (2011, 2021) of the tower's areas.
pub(super) fn tower_areas(fabric: &Fabric) -> Option<(usize, usize)> {
    fabric.holding(bend(TOWER_MIDDLE), BORDER_MARGIN)
}
