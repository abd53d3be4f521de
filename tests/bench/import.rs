//! A county into an empty database: boundaries, index, streets, doors.

use std::fs::File;

use doorstep::{
    cli::import::import_one,
    intake::{
        self,
        model::{Kind, Options},
    },
};

use crate::{
    harness::House,
    measure::{self, Stopwatch, timed},
    plain,
};

const COUNTY: &str = "osm/rutland-latest.osm.pbf";
const BEFORE: [(Kind, &str); 2] = [
    (
        Kind::SmallAreas,
        "lsoa2021-boundaries/LSOA21_EW_BSC_V4_E06000017_rutland.geojson",
    ),
    (
        Kind::Deprivation,
        "iod2025/File_7_IoD2025_All_Ranks_Scores_Deciles_Population_Denominators.Rutland.csv",
    ),
];

pub fn run() {
    measure::runtime("hub").block_on(async {
        let house = House::sqlite().await;
        plain::table(&house.app).await;
        for (kind, path) in BEFORE {
            one(&house, kind, path).await;
        }
        for kind in [Kind::Streets, Kind::Doors] {
            one(&house, kind, COUNTY).await;
        }
    });
}

async fn one(house: &House, kind: Kind, path: &str) {
    let Some(file) = measure::data(path) else {
        return;
    };
    let bytes = File::open(&file).unwrap();
    let options = Options::default();
    let (_, reading) = timed(|| intake::read::read(kind, path, bytes, &options, |_| ()).unwrap());
    let bytes = File::open(&file).unwrap();
    let watch = Stopwatch::start();
    let report = import_one(&house.app, kind, path, bytes, options, |_| ()).await;
    let took = watch.took();
    let Ok(report) = report else {
        println!("{path}: refused");
        return;
    };
    let kept = usize::try_from(report.kept).unwrap();
    let bound = plain::insert(&house.app, 1, kept, kept).await;
    println!(
        "{kind}: {} read, {kept} kept; {:.2} s wall, {:.2} s CPU, {:.0} kept/s; \
         of it reading and checking {:.2} s; bound: {kept} plain rows in {:.3} s = {:.1} x",
        report.read,
        took.wall.as_secs_f64(),
        took.cpu.as_secs_f64(),
        took.rate(kept),
        reading.wall.as_secs_f64(),
        bound.wall.as_secs_f64(),
        took.wall.as_secs_f64() / bound.wall.as_secs_f64(),
    );
}
