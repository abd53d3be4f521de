//! The town's plan: every street, quarter by quarter, in plan metres.
//!
//! The river runs north to south through the middle, the railway west to east in the south. Each
//! quarter is of one age, as in an English town, and brings a trouble of its own for importers and
//! walk lists; the doc of its function names it.

use super::plan::{Frontage as F, Mapping as M, PlannedStreet, crescent, path, street};

/// Every street and path of the town.
pub(super) fn all() -> Vec<PlannedStreet> {
    let mut plan = main_roads();
    plan.extend(saltmarsh());
    plan.extend(herring());
    plan.extend(larkfield());
    plan.extend(park());
    plan.extend(docks());
    plan.extend(kestrel_estate());
    plan.extend(trees_south());
    plan.extend(trees_north());
    plan.extend(south_of_the_town());
    plan
}

/// The roads that hold the quarters together. Two of them cross the river.
fn main_roads() -> Vec<PlannedStreet> {
    vec![
        street(
            "West Road",
            &[(-1560.0, 315.0), (-1100.0, 300.0), (-720.0, 300.0)],
        )
        .of_class("secondary")
        .fronted(F::Semis, F::Open),
        street("High Street", &[(-720.0, 300.0), (-60.0, 300.0)])
            .of_class("secondary")
            .fronted(F::Shops, F::Shops)
            .mapped(M::Outlines),
        street("Bridge Street", &[(-60.0, 300.0), (-25.0, 300.0)]).of_class("secondary"),
        street("Bridge Street", &[(-25.0, 300.0), (45.0, 300.0)])
            .of_class("secondary")
            .over_the_river(),
        street("Bridge Street", &[(45.0, 300.0), (130.0, 300.0)]).of_class("secondary"),
        street(
            "Victoria Road",
            &[(130.0, 300.0), (520.0, 300.0), (1250.0, 300.0)],
        )
        .of_class("secondary")
        .fronted(F::Villas, F::Villas)
        .mapped(M::Outlines),
        street(
            "Far Holm Lane",
            &[
                (1250.0, 300.0),
                (1480.0, 350.0),
                (1760.0, 320.0),
                (2010.0, 420.0),
                (2230.0, 430.0),
            ],
        )
        .of_class("unclassified"),
        street(
            "Station Road",
            &[(-1380.0, -700.0), (-720.0, -700.0), (-70.0, -700.0)],
        )
        .of_class("tertiary"),
        street("Station Road", &[(-70.0, -700.0), (25.0, -700.0)])
            .of_class("tertiary")
            .over_the_river(),
        street(
            "Station Road",
            &[(25.0, -700.0), (520.0, -700.0), (1250.0, -700.0)],
        )
        .of_class("tertiary")
        .fronted(F::Open, F::Semis),
        street("Mill Road", &[(-720.0, -700.0), (-720.0, 300.0)]).of_class("tertiary"),
        street("Mill Road", &[(-720.0, 300.0), (-720.0, 1190.0)]).of_class("tertiary"),
        street(
            "Moor Road",
            &[(-1380.0, -700.0), (-1380.0, 300.0), (-1380.0, 1180.0)],
        )
        .of_class("tertiary"),
        street(
            "Northgate",
            &[(-1380.0, 1180.0), (-720.0, 1190.0), (-130.0, 1190.0)],
        )
        .of_class("tertiary"),
        // Runs far out of the town, as streets do in an export cut by a box.
        street(
            "Outer Drove",
            &[(-1380.0, 1180.0), (-3800.0, 5200.0), (-5200.0, 9800.0)],
        )
        .of_class("unclassified"),
        street(
            "London Road",
            &[(520.0, -860.0), (520.0, 300.0), (520.0, 1140.0)],
        )
        .of_class("primary"),
        street(
            "Eastway",
            &[(1250.0, -700.0), (1250.0, 300.0), (1250.0, 1120.0)],
        )
        .of_class("primary"),
        street(
            "Beacon Road",
            &[(155.0, 1120.0), (520.0, 1140.0), (1250.0, 1120.0)],
        )
        .of_class("tertiary")
        .fronted(F::Open, F::Villas),
        street("Quayside", &[(-130.0, 300.0), (-130.0, 1190.0)]),
        street(
            "Wharf Street",
            &[(130.0, 300.0), (125.0, 700.0), (155.0, 1120.0)],
        ),
        street(
            "Wharf Road",
            &[(-110.0, 300.0), (-110.0, -350.0), (-130.0, -700.0)],
        ),
    ]
}

/// Parallel terraces whose names share a stem, and a second block with hardly any address.
fn saltmarsh() -> Vec<PlannedStreet> {
    let stems = [
        "Saltmarsh Row",
        "Saltmarsh Terrace",
        "Saltmarsh View",
        "Saltmarsh Mount",
        "Saltmarsh Place",
        "Saltmarsh Grove",
        "Saltmarsh Avenue",
        "Saltmarsh Road",
    ];
    let mappings = [
        M::Nodes,
        M::Outlines,
        M::Nodes,
        M::Nodes,
        M::Interpolated,
        M::Outlines,
        M::Nodes,
        M::Nodes,
    ];
    let mut plan = Vec::new();
    let mut y = 368.0;
    for (name, mapping) in stems.into_iter().zip(mappings) {
        plan.push(
            street(name, &[(-720.0, y), (-600.0, y), (-480.0, y)])
                .fronted(F::Terrace, F::Terrace)
                .mapped(mapping),
        );
        y += 50.0;
    }
    plan.push(street(
        "Chapel Street",
        &[(-480.0, 300.0), (-480.0, 1190.0)],
    ));
    let upper = [
        ("Lamplight Street", M::Nodes),
        ("Lamplight Place", M::Bare),
        ("Lamplight Road", M::Bare),
        ("Lamplight Grove", M::Bare),
        ("Lamplight Terrace", M::Bare),
    ];
    let mut y = 800.0;
    for (name, mapping) in upper {
        plan.push(
            street(name, &[(-720.0, y), (-480.0, y)])
                .fronted(F::Terrace, F::Rows)
                .mapped(mapping),
        );
        y += 72.0;
    }
    // The alleys behind the terraces: nameless, for going round, not for knocking.
    plan.push(street("", &[(-620.0, 393.0), (-500.0, 393.0)]).of_class("service"));
    plan.push(street("", &[(-620.0, 368.0), (-620.0, 418.0)]).of_class("service"));
    plan
}

/// Terraces towards the quay; the northern ones carry no address at all.
fn herring() -> Vec<PlannedStreet> {
    let mut plan = vec![
        street("Back Lane", &[(-480.0, 368.0), (-130.0, 368.0)]),
        street("Middle Street", &[(-480.0, 740.0), (-130.0, 740.0)]),
    ];
    let lower = [
        (-405.0, "Herring Grove", M::Nodes),
        (-305.0, "Herring Road", M::Outlines),
        (-205.0, "Herring View", M::Bare),
    ];
    for (x, name, mapping) in lower {
        plan.push(
            street(name, &[(x, 368.0), (x, 560.0), (x, 740.0)])
                .fronted(F::Terrace, F::Terrace)
                .mapped(mapping),
        );
    }
    for (x, name) in [(-370.0, "Tanner Street"), (-245.0, "Chandler Street")] {
        plan.push(
            street(name, &[(x, 740.0), (x, 1190.0)])
                .fronted(F::Terrace, F::Terrace)
                .mapped(M::Bare),
        );
    }
    plan
}

/// Semi-detached houses of the thirties: crescents and closes off a spine.
fn larkfield() -> Vec<PlannedStreet> {
    let spine = [(-1050.0, 300.0), (-1060.0, 700.0), (-1045.0, 1185.0)];
    vec![
        street("Larkfield Avenue", &spine)
            .fronted(F::Semis, F::Semis)
            .mapped(M::Outlines),
        crescent(
            "Larkfield Crescent",
            (-1053.0, 420.0),
            (-1270.0, 550.0),
            (-1058.0, 680.0),
        )
        .fronted(F::Semis, F::Semis),
        crescent(
            "Thrush Crescent",
            (-1053.0, 460.0),
            (-840.0, 590.0),
            (-1058.0, 720.0),
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Finch Close",
            &[(-1380.0, 800.0), (-1290.0, 815.0), (-1180.0, 800.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Bare)
        .dead_end(),
        street("Linnet Close", &[(-1380.0, 930.0), (-1170.0, 945.0)])
            .fronted(F::Semis, F::Semis)
            .dead_end(),
        street(
            "Wren Close",
            &[(-1057.0, 830.0), (-960.0, 850.0), (-840.0, 830.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Outlines)
        .dead_end(),
        street(
            "Plover Drive",
            &[(-1050.0, 1000.0), (-900.0, 985.0), (-720.0, 1000.0)],
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Heron Drive",
            &[(-1380.0, 1065.0), (-1210.0, 1080.0), (-1048.0, 1070.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Bare),
    ]
}

/// A park with paths, villas that look at it, and the first of the two Church Lanes.
fn park() -> Vec<PlannedStreet> {
    vec![
        street("Park Road", &[(-1380.0, 215.0), (-720.0, 215.0)])
            .fronted(F::Villas, F::Open)
            .mapped(M::Outlines),
        street("Park Avenue", &[(-1380.0, -500.0), (-720.0, -500.0)]).fronted(F::Open, F::Semis),
        street(
            "Church Lane",
            &[(-1060.0, -700.0), (-1050.0, -590.0), (-1060.0, -500.0)],
        )
        .fronted(F::Rows, F::Open),
        path(&[
            (-1380.0, -150.0),
            (-1200.0, -110.0),
            (-1060.0, -140.0),
            (-720.0, -90.0),
        ]),
        path(&[
            (-1060.0, -500.0),
            (-1090.0, -320.0),
            (-1060.0, -140.0),
            (-1020.0, 215.0),
        ]),
        path(&[(-1060.0, -140.0), (-880.0, -260.0), (-860.0, -500.0)]),
    ]
}

/// The old docks: short terraces, a ropewalk, one street known by interpolation only.
fn docks() -> Vec<PlannedStreet> {
    let rows = [
        (195.0, "Anchor Street", M::Nodes),
        (75.0, "Capstan Street", M::Outlines),
        (-45.0, "Halyard Street", M::Nodes),
        (-165.0, "Rudder Street", M::Bare),
        (-285.0, "Binnacle Street", M::Interpolated),
        (-405.0, "Keel Row", M::Bare),
        (-560.0, "Mainsail Road", M::Bare),
    ];
    let mut plan: Vec<PlannedStreet> = rows
        .into_iter()
        .map(|(y, name, mapping)| {
            street(name, &[(-720.0, y), (-530.0, y), (-330.0, y)])
                .fronted(F::Rows, F::Rows)
                .mapped(mapping)
        })
        .collect();
    plan.push(street("Ropewalk", &[(-330.0, 300.0), (-330.0, -700.0)]));
    plan.push(
        street("Custom House Lane", &[(-330.0, -45.0), (-110.0, -45.0)]).of_class("unclassified"),
    );
    plan.push(street("", &[(-330.0, -405.0), (-113.0, -405.0)]).of_class("service"));
    plan
}

/// The council estate: a loop road with blocks of flats, walks with short rows, one tower.
fn kestrel_estate() -> Vec<PlannedStreet> {
    vec![
        street(
            "Kestrel Way",
            &[
                (520.0, 190.0),
                (320.0, 190.0),
                (180.0, 110.0),
                (170.0, -380.0),
                (300.0, -520.0),
                (520.0, -520.0),
            ],
        )
        .of_class("unclassified"),
        street(
            "Osprey Walk",
            &[(340.0, 190.0), (340.0, -150.0), (340.0, -520.0)],
        )
        .fronted(F::Rows, F::Open),
        street(
            "Merlin Walk",
            &[(172.0, -150.0), (340.0, -150.0), (520.0, -150.0)],
        )
        .fronted(F::Open, F::Rows)
        .mapped(M::Outlines),
        street("Harrier Walk", &[(340.0, -330.0), (520.0, -330.0)])
            .of_class("pedestrian")
            .fronted(F::Rows, F::Open),
    ]
}

/// Semis of the fifties south of Victoria Road, and the second Church Lane, 2 km from the first.
fn trees_south() -> Vec<PlannedStreet> {
    vec![
        street(
            "Sycamore Avenue",
            &[(520.0, 150.0), (880.0, 165.0), (1250.0, 150.0)],
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Rowan Road",
            &[(520.0, -20.0), (880.0, -10.0), (1250.0, -20.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Outlines),
        crescent(
            "Alder Crescent",
            (600.0, -18.0),
            (745.0, -215.0),
            (890.0, -12.0),
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Church Lane",
            &[(1060.0, -14.0), (1050.0, -180.0), (1060.0, -350.0)],
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Elder Way",
            &[(520.0, -360.0), (860.0, -350.0), (1250.0, -350.0)],
        )
        .fronted(F::Semis, F::Semis),
        street("Maple Close", &[(700.0, -355.0), (710.0, -500.0)])
            .fronted(F::Semis, F::Semis)
            .dead_end(),
        street("Hazel Close", &[(880.0, -351.0), (890.0, -480.0)])
            .fronted(F::Semis, F::Semis)
            .mapped(M::Outlines)
            .dead_end(),
        street(
            "Willow Drive",
            &[(520.0, -560.0), (880.0, -570.0), (1250.0, -560.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Bare),
    ]
}

/// The newest and richest quarter: crescents and closes off two spines.
fn trees_north() -> Vec<PlannedStreet> {
    vec![
        crescent(
            "Beech Crescent",
            (520.0, 410.0),
            (230.0, 560.0),
            (520.0, 710.0),
        )
        .fronted(F::Semis, F::Semis),
        street(
            "Cedar Drive",
            &[(520.0, 860.0), (320.0, 850.0), (137.0, 870.0)],
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Outlines),
        street(
            "Poplar Avenue",
            &[(880.0, 300.0), (890.0, 700.0), (880.0, 1130.0)],
        )
        .of_class("unclassified")
        .fronted(F::Villas, F::Villas),
        crescent(
            "Juniper Crescent",
            (883.0, 400.0),
            (1110.0, 530.0),
            (888.0, 660.0),
        )
        .fronted(F::Semis, F::Semis),
        crescent(
            "Laburnum Crescent",
            (883.0, 440.0),
            (650.0, 575.0),
            (888.0, 710.0),
        )
        .fronted(F::Semis, F::Semis)
        .mapped(M::Outlines),
        street("Larch Close", &[(520.0, 960.0), (740.0, 950.0)])
            .fronted(F::Semis, F::Semis)
            .dead_end(),
        street("Spruce Close", &[(886.0, 830.0), (690.0, 840.0)])
            .fronted(F::Semis, F::Semis)
            .mapped(M::Bare)
            .dead_end(),
        street("Yew Close", &[(886.0, 840.0), (1090.0, 850.0)])
            .fronted(F::Villas, F::Villas)
            .dead_end(),
        street(
            "Ivy Drive",
            &[(883.0, 990.0), (1060.0, 1000.0), (1250.0, 985.0)],
        )
        .fronted(F::Semis, F::Semis),
    ]
}

/// Between Station Road and the rails, and the lane to the farm beyond them.
fn south_of_the_town() -> Vec<PlannedStreet> {
    vec![
        street("Goods Lane", &[(-720.0, -700.0), (-720.0, -980.0)]).of_class("unclassified"),
        street("Station Terrace", &[(-720.0, -860.0), (-320.0, -860.0)])
            .fronted(F::Terrace, F::Open)
            .mapped(M::Outlines),
        street("Signal Row", &[(-320.0, -700.0), (-320.0, -860.0)]),
        street(
            "Dock Road",
            &[(520.0, -860.0), (980.0, -870.0), (1000.0, -700.0)],
        )
        .of_class("unclassified")
        .fronted(F::Rows, F::Open),
        street(
            "Marsh Lane",
            &[
                (-930.0, -700.0),
                (-930.0, -1080.0),
                (-990.0, -1300.0),
                (-1180.0, -1420.0),
                (-1260.0, -1640.0),
            ],
        )
        .of_class("unclassified"),
    ]
}
