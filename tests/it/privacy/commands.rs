//! The commands of whoever runs the server.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use doorstep::{access::Role, base::ids::PersonId, db::sql};
use serde_json::Value;

use crate::harness::House;

/// A folder with a database in it that a server would use.
struct Server {
    folder: tempfile::TempDir,
}

impl Server {
    fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn address(&self) -> String {
        format!("sqlite://{}", self.path("a.db").display())
    }

    /// Runs a command on the database.
    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_doorstep"))
            .args(["--database", &self.address()])
            .args(arguments)
            .env_remove("DOORSTEP_KEY")
            .env_remove("DOORSTEP_KEY_FILE")
            .env_remove("DOORSTEP_ERASURE_LOG")
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// The JSON of a command that ended well.
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The sentence of a command that refused, with its exit code.
    fn refused(&self, arguments: &[&str]) -> (i32, String) {
        let output = self.run(arguments);
        (output.status.code().unwrap(), said(&output))
    }

    /// A hub with two people, and one of them.
    async fn with_people(&self) -> PersonId {
        let house = House::at(&self.address()).await;
        let hub = house.hub("Northgate").await.hub;
        house.who(Role::LeadOrganiser, Some(hub)).await;
        let who = house.who(Role::Organiser, Some(hub)).await;
        house.app.db.close().await;
        std::fs::write(self.path("a.db.key"), format!("{}\n", "07".repeat(32))).unwrap();
        who.person
    }

    async fn people(&self) -> i64 {
        let db = doorstep::db::Db::open(&self.address()).await.unwrap();
        let read = db.read(async |tx| tx.value(sql("SELECT COUNT(*) FROM people")).await);
        let count = read.await.unwrap();
        db.close().await;
        count
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn a_backup_put_back_by_command_brings_nobody_back() {
    let server = Server::new();
    let person = server.with_people().await;
    let file = server.path("week.backup");
    let made = server.json(&["backup", text(&file), "--json"]);
    assert_eq!(made["left_out"], serde_json::json!(["envelope_keys"]));
    let erased = server.run(&["erase-person", &person.to_string()]);
    assert!(erased.status.success(), "{}", said(&erased));
    assert_eq!(server.people().await, 1);

    let (code, sentence) = server.refused(&["restore", text(&file)]);
    assert_eq!(code, 2);
    assert!(sentence.contains("--force"), "{sentence}");
    let restored = server.json(&["restore", text(&file), "--force", "--json"]);

    assert_eq!(restored["people"], 1);
    assert_eq!(server.people().await, 1);
    let aside = std::fs::read_dir(server.folder.path()).unwrap();
    let aside = aside.filter(|file| {
        let name = file.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("a.db.before-restore-")
    });
    assert!(aside.count() > 0, "what was there is kept beside");
    let verified = server.json(&["audit", "verify", "--json"]);
    assert_eq!(verified["holds"], true);
}

#[tokio::test]
async fn a_restore_without_the_log_of_erasures_is_refused() {
    let server = Server::new();
    let person = server.with_people().await;
    let file = server.path("week.backup");
    server.json(&["backup", text(&file), "--json"]);
    server.run(&["erase-person", &person.to_string()]);
    std::fs::remove_file(server.path("a.db.erasures")).unwrap();

    let (code, sentence) = server.refused(&["restore", text(&file), "--force"]);

    assert_eq!(code, 2);
    assert!(
        sentence.contains("log of erasures is missing"),
        "{sentence}"
    );
    assert_eq!(server.people().await, 1, "nothing was put back");
}

#[tokio::test]
async fn a_restore_without_the_servers_key_is_refused() {
    let server = Server::new();
    server.with_people().await;
    let file = server.path("week.backup");
    server.json(&["backup", text(&file), "--json"]);
    std::fs::write(server.path("a.db.erasures"), "").unwrap();
    std::fs::remove_file(server.path("a.db.key")).unwrap();

    let (code, sentence) = server.refused(&["restore", text(&file), "--force"]);

    assert_eq!(code, 2);
    assert!(sentence.contains("key is missing"), "{sentence}");
}

#[tokio::test]
async fn a_database_in_use_is_not_written_over() {
    let server = Server::new();
    let house = House::at(&server.address()).await;
    house.hub("Northgate").await;
    let file = server.path("week.backup");
    server.json(&["backup", text(&file), "--json"]);
    std::fs::write(server.path("a.db.erasures"), "").unwrap();
    std::fs::write(server.path("a.db.key"), format!("{}\n", "07".repeat(32))).unwrap();

    let (code, sentence) = server.refused(&["restore", text(&file), "--force"]);

    assert_eq!(code, 2);
    assert!(sentence.contains("is in use"), "{sentence}");
}

#[tokio::test]
async fn what_is_no_backup_is_not_put_back() {
    let server = Server::new();
    server.with_people().await;
    std::fs::write(server.path("a.db.erasures"), "").unwrap();
    let file = server.path("notes.txt");
    std::fs::write(&file, "not a database at all, but long enough to look at").unwrap();

    let (code, sentence) = server.refused(&["restore", text(&file), "--force"]);

    assert_eq!(code, 2);
    assert!(sentence.contains("notes.txt"), "{sentence}");
    assert_eq!(server.people().await, 2);
}

#[tokio::test]
async fn a_backup_writes_over_nothing_and_only_its_owner_reads_it() {
    let server = Server::new();
    server.with_people().await;
    let file = server.path("week.backup");
    server.json(&["backup", text(&file), "--json"]);

    let (code, sentence) = server.refused(&["backup", text(&file)]);

    assert_eq!(code, 2);
    assert!(sentence.contains("is there already"), "{sentence}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[tokio::test]
async fn a_broken_chain_ends_the_command_with_1_and_its_place() {
    let server = Server::new();
    server.with_people().await;
    for n in 0..3 {
        server.json(&[
            "backup",
            text(&server.path(&format!("{n}.backup"))),
            "--json",
        ]);
    }
    let heads = server.json(&["audit", "head", "--json"]);
    let head = heads[0]["hash"].as_str().unwrap().to_owned();
    assert_eq!(heads[0]["seq"], 3);
    let verified = server.json(&["audit", "verify", "--json", "--head", &head]);
    assert_eq!(verified["holds"], true);
    assert_eq!(verified["chains"][0]["entries"], 3);

    // The last line is cut off, and the record of the end with it.
    let db = doorstep::db::Db::open(&server.address()).await.unwrap();
    let cut = db.write(async |tx| {
        tx.run(sql("DELETE FROM audit_log WHERE seq = 3")).await?;
        let text =
            "UPDATE audit_heads SET seq = 2, hash = (SELECT hash FROM audit_log WHERE seq = 2)";
        tx.run(sql(text)).await
    });
    cut.await.unwrap();
    db.close().await;
    assert!(server.run(&["audit", "verify"]).status.success());
    let (code, sentence) = server.refused(&["audit", "verify", "--head", &head]);
    assert_eq!(code, 1);
    assert!(sentence.contains("no chain has the end"), "{sentence}");

    let db = doorstep::db::Db::open(&server.address()).await.unwrap();
    let changed = db.write(async |tx| {
        tx.run(sql(
            "UPDATE audit_log SET action = 'export_made' WHERE seq = 1",
        ))
        .await
    });
    changed.await.unwrap();
    db.close().await;
    let output = server.run(&["audit", "verify", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let verified: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(verified["chains"][0]["broken"]["seq"], 1);
    assert!(
        said(&output).contains("broken at line 1"),
        "{}",
        said(&output)
    );
}

#[tokio::test]
async fn a_server_whose_key_file_is_gone_refuses_to_start_and_says_what_to_do() {
    let server = Server::new();
    let house = House::at(&server.address()).await;
    house.hub("Northgate").await;
    doorstep::access::keys::furnish_all(&house.app)
        .await
        .unwrap();
    house.app.db.close().await;

    let (code, sentence) = server.refused(&["serve", "--listen", "127.0.0.1:0"]);

    assert_eq!(code, 2);
    assert!(sentence.contains("a.db.key is missing"), "{sentence}");
    assert!(sentence.contains("from its backup"), "{sentence}");
    assert!(
        !server.path("a.db.key").exists(),
        "a new key was made over what it cannot open"
    );
    // What needs no key goes on working.
    let areas = server.run(&["areas"]);
    assert!(areas.status.success(), "{}", said(&areas));
}

#[cfg(feature = "test-postgres")]
#[tokio::test]
async fn a_server_on_postgres_without_a_key_refuses_to_start_and_imports_all_the_same() {
    let address = crate::harness::fresh_postgres().await;
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_doorstep"))
            .args(["--database", &address])
            .args(arguments)
            .env_remove("DOORSTEP_KEY")
            .env_remove("DOORSTEP_KEY_FILE")
            .output()
            .unwrap()
    };

    let refused = run(&["serve", "--listen", "127.0.0.1:0"]);

    assert_eq!(refused.status.code(), Some(2));
    let sentence = said(&refused);
    assert!(sentence.contains("--key-file"), "{sentence}");
    assert!(sentence.contains("DOORSTEP_KEY"), "{sentence}");
    let areas = run(&["areas"]);
    assert!(areas.status.success(), "{}", said(&areas));
}

#[tokio::test]
async fn the_officers_command_notes_searches_hands_out_and_erases() {
    let server = Server::new();
    let person = server.with_people().await;
    let officer = |arguments: &[&str]| {
        let all: Vec<&str> = ["privacy", "--hub", "Northgate", "--json"]
            .iter()
            .chain(arguments)
            .copied()
            .collect();
        server.json(&all)
    };

    let noted = officer(&["request", "access", "--reference", "Mrs Example, letter 12"]);
    assert_eq!(noted["state"], "open");
    let found = officer(&["search", "--purpose", "access", "--name", "test org"]);
    assert_eq!(found["accounts"][0]["id"], person.to_string());
    assert_eq!(found["accounts"].as_array().unwrap().len(), 1);
    let export = officer(&[
        "export",
        "--purpose",
        "access",
        "--person",
        &person.to_string(),
    ]);
    assert_eq!(export["roles"][0]["role"], "organiser");
    officer(&[
        "erase",
        "--purpose",
        "erasure",
        "--person",
        &person.to_string(),
    ]);
    officer(&["close", noted["id"].as_str().unwrap(), "granted"]);

    assert_eq!(server.people().await, 1);
    let listed = officer(&["requests"]);
    assert_eq!(listed[0]["outcome"], "granted");
    assert_eq!(listed[0]["reference"], Value::Null);
    let log = std::fs::read_to_string(server.path("a.db.erasures")).unwrap();
    assert!(log.contains(&person.to_string()), "{log}");
    let (code, sentence) = server.refused(&["privacy", "--hub", "Nowhere", "requests"]);
    assert_eq!(code, 2);
    assert!(sentence.contains("Northgate"), "{sentence}");
}

#[tokio::test]
async fn retention_by_command_tells_what_it_did() {
    let server = Server::new();
    server.with_people().await;

    let dry = server.json(&["retention", "run", "--dry-run", "--json"]);
    let run = server.json(&["retention", "run", "--json"]);

    let classes = |value: &Value| value[0]["rules"].as_array().unwrap().len();
    assert_eq!(classes(&dry), doorstep::privacy::model::Class::ALL.len());
    assert_eq!(classes(&run), classes(&dry));
}
