//! Whoever was erased does not come back with last week's backup.

use std::path::Path;

use doorstep::{
    access::{
        HubScope, Role,
        erasures::ErasureLog,
        store::{audit, members},
    },
    app::{self, App},
    base::{
        ids::{HubId, Ids, PersonId},
        seal::ServerKey,
        time::DAY_MS,
    },
    config::Config,
    db::{Db, backup, sql},
    privacy::{NEVER_IN_BACKUP, people, restore, vault::Sought},
};

use crate::harness::House;

/// Where a database lies, and how one that is closed is copied and put back.
struct Lying {
    address: String,
    folder: tempfile::TempDir,
}

impl Lying {
    fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite://{}", folder.path().join("a.db").display());
        Self { address, folder }
    }

    #[cfg(feature = "test-postgres")]
    async fn postgres() -> Self {
        Self {
            address: crate::harness::fresh_postgres().await,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn log(&self) -> ErasureLog {
        ErasureLog::open(&self.folder.path().join("a.erasures")).unwrap()
    }

    /// Makes a backup of the database; the answer is where it lies.
    async fn back_up(&self) -> String {
        if let Some(file) = backup::file_of(&self.address) {
            let to = file.with_extension("backup");
            backup::copy(&self.address, &to, NEVER_IN_BACKUP, &[])
                .await
                .unwrap();
            return to.display().to_string();
        }
        self.copied_by_postgres("b").await
    }

    /// Puts a backup back; the answer is the address of the database as it is now.
    fn put_back(&self, backup_at: &str) -> String {
        match backup::file_of(&self.address) {
            Some(file) => {
                backup::put_back(Path::new(backup_at), &file, ".before").unwrap();
                self.address.clone()
            }
            None => backup_at.to_owned(),
        }
    }

    /// What `pg_dump` and `pg_restore` come to: the same rows in another database.
    async fn copied_by_postgres(&self, behind: &str) -> String {
        use sqlx::{AssertSqlSafe, Connection};
        let (server, name) = self.address.rsplit_once('/').unwrap();
        let copy = format!("{name}_{behind}");
        let mut admin = sqlx::PgConnection::connect(&format!("{server}/postgres"))
            .await
            .unwrap();
        let text = format!("CREATE DATABASE {copy} TEMPLATE {name}");
        sqlx::query(AssertSqlSafe(text))
            .execute(&mut admin)
            .await
            .unwrap();
        format!("{server}/{copy}")
    }
}

/// The house at an address, as a server opens it.
async fn opened(house: &House, address: &str, log: ErasureLog) -> App {
    let db = Db::open(address).await.unwrap();
    app::furnish(&db).await.unwrap();
    let config = Config {
        server_key: Some(ServerKey::new([7; 32])),
        ..Config::default()
    };
    let ids = Ids::from_seed(house.clock.clone(), 8);
    App::new(db, house.clock.clone(), ids, config).with_erasure_log(log)
}

async fn names(app: &App, hub: HubId) -> Vec<PersonId> {
    let scope = HubScope::for_administrator(hub);
    let read = app.db.read(async move |tx| members(tx, scope).await);
    read.await.unwrap().iter().map(|m| m.person_id).collect()
}

async fn epoch(app: &App, hub: HubId) -> (String, i64) {
    let scope = HubScope::for_administrator(hub);
    let house = doorstep::sync::house::of(app, scope).await.unwrap();
    (house.epoch, house.restored_to_seq)
}

/// Erases somebody after the backup, puts the backup back, and looks who is there.
async fn an_erased_person_does_not_come_back(lying: Lying) {
    let house = House::at(&lying.address).await;
    let hub = house.hub("Northgate").await.hub;
    let stays = house.who(Role::LeadOrganiser, Some(hub)).await;
    let goes = house.who(Role::Organiser, Some(hub)).await;
    let (before, _) = epoch(&house.app, hub).await;
    house.app.db.close().await;
    let backed_up = lying.back_up().await;

    house.clock.advance(DAY_MS);
    let app = opened(&house, &lying.address, lying.log()).await;
    assert!(app::erase_person(&app, goes.person, None).await.unwrap());
    assert_eq!(names(&app, hub).await, [stays.person]);
    app.db.close().await;

    house.clock.advance(6 * DAY_MS);
    let address = lying.put_back(&backed_up);
    let bare = opened(&house, &address, lying.log()).await;
    let mut back = names(&bare, hub).await;
    back.sort_unstable();
    let mut both = [stays.person, goes.person];
    both.sort_unstable();
    assert_eq!(back, both, "the backup holds both, or it proves nothing");

    let replayed = restore::after(&bare, "from a backup").await.unwrap();

    assert_eq!(names(&bare, hub).await, [stays.person]);
    assert_eq!((replayed.known, replayed.people), (1, 1));
    let (after, restored_to) = epoch(&bare, hub).await;
    assert_ne!(after, before, "phones must learn that the history broke");
    assert_eq!(restored_to, 0);
    let scope = HubScope::for_administrator(hub);
    let tail = bare
        .db
        .read(async move |tx| audit::tail(tx, scope, i64::MAX, 10).await);
    let actions: Vec<String> = tail.await.unwrap().into_iter().map(|l| l.action).collect();
    assert!(actions.contains(&"restored".to_owned()), "{actions:?}");
    assert!(
        actions.contains(&"erasures_replayed".to_owned()),
        "{actions:?}"
    );
    // Nobody is signed in at the desk any more.
    let signed_in = "SELECT COUNT(*) FROM sessions WHERE revoked_at IS NULL AND install_id IS NULL";
    let signed_in: i64 = bare
        .db
        .read(async |tx| tx.value(sql(signed_in)).await)
        .await
        .unwrap();
    assert_eq!(signed_in, 0);
    bare.db.close().await;
}

mod an_erased_person_does_not_come_back_with_a_backup {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        an_erased_person_does_not_come_back(Lying::sqlite()).await;
    }

    #[cfg(feature = "test-postgres")]
    #[tokio::test]
    async fn postgres() {
        an_erased_person_does_not_come_back(Lying::postgres().await).await;
    }
}

/// How many contacts a search for this phone number finds.
async fn found(app: &App, hub: HubId, phone: &str) -> Vec<uuid::Uuid> {
    let (house, scope) = (app.clone(), HubScope::for_administrator(hub));
    let sought = Sought {
        phone: Some(phone.to_owned()),
        ..Sought::default()
    };
    let searched = app
        .db
        .write(async move |tx| people::search(&house, tx, scope, &sought, (None, "erasure")).await);
    let contacts = searched.await.unwrap().contacts;
    contacts.iter().map(|contact| contact.id).collect()
}

/// Erases a contact after the backup, puts the backup back, and searches again.
async fn an_erased_contact_does_not_come_back(lying: Lying) {
    const PHONE: &str = "07700 900123";
    let house = House::at(&lying.address).await;
    let hub = house.hub("Northgate").await.hub;
    let keeper = house.who(Role::VaultKeeper, Some(hub)).await;
    let body = serde_json::json!({ "name": "Ana Silva", "phone": PHONE, "purposes": ["news"],
        "wording": "contact-1", "language": "pt", "given_on": house.app.clock.now().day() });
    let (status, made) = house.post(Some(&keeper), "/api/v1/contacts", body).await;
    assert_eq!(status, 201, "{made}");
    house.app.db.close().await;
    let backed_up = lying.back_up().await;

    house.clock.advance(DAY_MS);
    let app = opened(&house, &lying.address, lying.log()).await;
    let ids = found(&app, hub, PHONE).await;
    assert_eq!(ids.len(), 1);
    let (own, scope, id) = (app.clone(), HubScope::for_administrator(hub), ids[0]);
    let erased = app
        .db
        .write(async move |tx| people::erase_contact(&own, tx, scope, id, (None, "erasure")).await);
    assert!(erased.await.unwrap().is_some());
    assert_eq!(found(&app, hub, PHONE).await, Vec::<uuid::Uuid>::new());
    let log = std::fs::read_to_string(lying.folder.path().join("a.erasures")).unwrap();
    assert!(!log.contains("Silva") && !log.contains("900123"), "{log}");
    app.db.close().await;

    house.clock.advance(6 * DAY_MS);
    let address = lying.put_back(&backed_up);
    let bare = opened(&house, &address, lying.log()).await;
    assert_eq!(
        found(&bare, hub, PHONE).await,
        ids,
        "the backup holds it, or it proves nothing"
    );

    let replayed = restore::after(&bare, "from a backup").await.unwrap();

    assert_eq!(found(&bare, hub, PHONE).await, Vec::<uuid::Uuid>::new());
    assert_eq!((replayed.people, replayed.contacts), (0, 1));
    bare.db.close().await;
}

mod an_erased_contact_does_not_come_back_with_a_backup {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        an_erased_contact_does_not_come_back(Lying::sqlite()).await;
    }

    #[cfg(feature = "test-postgres")]
    #[tokio::test]
    async fn postgres() {
        an_erased_contact_does_not_come_back(Lying::postgres().await).await;
    }
}

/// A restore that nobody told the server of: every start looks.
async fn a_start_on_an_old_database_erases_again(lying: Lying) {
    let house = House::at(&lying.address).await;
    let hub = house.hub("Northgate").await.hub;
    let goes = house.who(Role::Organiser, Some(hub)).await;
    house.app.db.close().await;
    let backed_up = lying.back_up().await;
    let app = opened(&house, &lying.address, lying.log()).await;
    assert!(app::erase_person(&app, goes.person, None).await.unwrap());
    assert_eq!(restore::replay(&app).await.unwrap().people, 0);
    app.db.close().await;

    let address = lying.put_back(&backed_up);
    let app = opened(&house, &address, lying.log()).await;
    let first = restore::replay(&app).await.unwrap();
    let second = restore::replay(&app).await.unwrap();

    assert_eq!((first.people, second.people), (1, 0));
    assert_eq!(names(&app, hub).await, Vec::<PersonId>::new());
    app.db.close().await;
}

mod a_start_on_a_restored_database_erases_again {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        a_start_on_an_old_database_erases_again(Lying::sqlite()).await;
    }

    #[cfg(feature = "test-postgres")]
    #[tokio::test]
    async fn postgres() {
        a_start_on_an_old_database_erases_again(Lying::postgres().await).await;
    }
}

#[tokio::test]
async fn a_disk_that_takes_no_line_erases_nobody() {
    let lying = Lying::sqlite();
    let house = House::at(&lying.address).await;
    let hub = house.hub("Northgate").await.hub;
    let who = house.who(Role::Organiser, Some(hub)).await;
    // A full disk, as the system shows it.
    let log = ErasureLog::open(Path::new("/dev/full")).unwrap();
    let app = house.app.clone().with_erasure_log(log);

    assert!(app::erase_person(&app, who.person, None).await.is_err());

    assert_eq!(names(&app, hub).await, [who.person]);
}

#[tokio::test]
async fn no_byte_of_a_table_that_no_backup_may_hold_is_in_a_backup() {
    let lying = Lying::sqlite();
    let house = House::at(&lying.address).await;
    let place = house.hub("Northgate").await;
    let canary = "canary-b3c1f7d2-never-in-a-backup";
    let hub = place.hub;
    let planted = house.app.db.write(async move |tx| {
        let text = "INSERT INTO envelope_keys (hub_id, of_id, wrapped_key, made_at)
                    VALUES ($1, $2, $3, 0)";
        let stmt = sql(text).bind(hub).bind(uuid::Uuid::from_u128(1));
        tx.run_expecting(1, stmt.bind(canary.to_owned())).await
    });
    planted.await.unwrap();
    let file = backup::file_of(&lying.address).unwrap();
    let to = lying.folder.path().join("b.db");

    // While it is in use, and with what it holds still in its log.
    let copied = backup::copy(&lying.address, &to, NEVER_IN_BACKUP, &[])
        .await
        .unwrap();

    let holds = |path: &Path| {
        let bytes = std::fs::read(path).unwrap_or_default();
        bytes
            .windows(canary.len())
            .any(|part| part == canary.as_bytes())
    };
    let log = file.with_extension("db-wal");
    assert!(
        holds(&file) || holds(&log),
        "the canary lies nowhere: the test proves nothing"
    );
    assert!(!holds(&to));
    assert_eq!(copied.left_out, ["envelope_keys"]);
    // All else is there, row by row, and the copy is a database of this program.
    let again = Db::open(&format!("sqlite://{}", to.display()))
        .await
        .unwrap();
    again.migrate().await.unwrap();
    let hubs = again
        .read(async |tx| doorstep::access::store::hubs(tx).await)
        .await
        .unwrap();
    assert_eq!(hubs.len(), 1);
    let schema = async |db: &Db| {
        let text = "SELECT type, name, sql FROM sqlite_master
                    WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name";
        let read =
            db.read(async move |tx| tx.all::<(String, String, Option<String>)>(sql(text)).await);
        read.await.unwrap()
    };
    assert_eq!(schema(&again).await, schema(&house.app.db).await);
}
