//! The made-up season comes to what was scripted, on both databases.

use doorstep::{
    base::seal::ServerKey,
    demo::{drive, figures},
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
    }
}
