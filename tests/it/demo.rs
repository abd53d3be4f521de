//! The made-up season comes to what was scripted, on both databases.

use std::sync::Arc;

use doorstep::{
    app::{App, sweep},
    base::{
        clock::{Clock, SystemClock},
        ids::Ids,
        seal::ServerKey,
        time::DAY_MS,
    },
    config::Config,
    demo::{drive, figures, welcome},
};
use indicatif::ProgressBar;

use crate::harness::{House, both};

both! {
    async fn the_ledger_comes_to_what_the_season_told(house: House) {
        let db = house.app.db.clone();
        assert!(doorstep::cli::demo::import_town(&db, &ProgressBar::hidden()).await.is_ok());

        let told = drive::play(db.clone(), ServerKey::new([7; 32]), &mut |_| ()).await.unwrap();

        let counted = figures::figures(&db).await.unwrap();
        assert_eq!(counted.visits, told.visits);
        assert_eq!(counted.knocks, told.knocks);
        assert_eq!(counted.listenings, told.listenings);
        assert_eq!(counted.engaged, told.engaged);
        assert_eq!(counted.activated, told.activated);
        assert_eq!(counted.trees.patch, told.engaged);
        assert_eq!(counted.trees.lsoa, told.engaged);
        assert_eq!(counted.trees.cell, told.engaged);
        assert!(told.engaged > 200 && told.visits > 1_500, "{told:?}");

        let clock = Arc::new(doorstep::base::clock::TestClock::at(SystemClock.now()));
        let config = Config { server_key: Some(ServerKey::new([7; 32])), ..Config::default() };
        let app = App::new(db.clone(), clock.clone(), Ids::from_system(clock.clone()), config);
        let evening = welcome::tonight(&app).await.unwrap();

        assert_eq!((evening.visits, evening.listenings), (36, 20));
        let all = figures::figures(&db).await.unwrap();
        assert_eq!(all.visits, told.visits + 36);
        assert_eq!(all.engaged, told.engaged + evening.engaged);
        assert_eq!((all.trees.patch, all.trees.cell), (all.engaged, all.engaged));
        assert_eq!(all.shifts, counted.shifts + 1);
        // It waits: another is made only once this one is closed.
        assert_eq!(welcome::tonight(&app).await.unwrap().visits, 0);
        clock.advance(8 * DAY_MS);
        sweep(&app).await.unwrap();
        assert_eq!(welcome::tonight(&app).await.unwrap().visits, 36);
    }
}
