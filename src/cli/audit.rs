//! `doorstep audit`.

use clap::{Args, Subcommand};
use serde::Serialize;

use super::{Failure, ready, say};
use crate::{
    access::{
        self, HubScope,
        audit::{self, ChainState},
    },
    base::ids::HubId,
    db::Db,
};

/// Look whether anybody changed what was written about who did what.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Look through every hub's chain: exit code 0 when all hold, 1 when one is broken.
    Verify {
        /// An end that was kept from an earlier `audit head`: a chain cut off before it is found.
        /// May be given several times.
        #[arg(long)]
        head: Vec<String>,
        /// Print one JSON value.
        #[arg(long)]
        json: bool,
    },
    /// Print the end of every hub's chain. Keep it apart from the server, and give it to
    /// `audit verify --head` later.
    Head {
        /// Print one JSON value.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Serialize)]
struct Chain {
    hub: HubId,
    name: String,
    #[serde(flatten)]
    verdict: ChainState,
}

#[derive(Serialize)]
struct Verified {
    holds: bool,
    chains: Vec<Chain>,
    /// Ends that were kept and that no chain has.
    heads_not_found: Vec<String>,
}

#[derive(Serialize)]
struct End {
    hub: HubId,
    name: String,
    seq: i64,
    hash: String,
}

impl Audit {
    pub(super) async fn run(self, database: &str) -> Result<(), Failure> {
        let db = ready(database).await?;
        match self.what {
            What::Verify { head, json } => verify(&db, head, json).await,
            What::Head { json } => ends(&db, json).await,
        }
    }
}

async fn verify(db: &Db, heads: Vec<String>, json: bool) -> Result<(), Failure> {
    let is_hash = |head: &String| head.len() == 64 && head.bytes().all(|b| b.is_ascii_hexdigit());
    if let Some(wrong) = heads.iter().find(|head| !is_hash(head)) {
        return Err(Failure::Input(format!(
            "`--head {wrong}` is no end of a chain: it has 64 hex digits, as `audit head` prints them"
        )));
    }
    let verified = db
        .read(async move |tx| {
            let mut kept: Vec<String> = heads.iter().map(|head| head.to_lowercase()).collect();
            let mut chains = Vec::new();
            for hub in access::store::hubs(tx).await? {
                let scope = HubScope::for_administrator(hub.id);
                chains.push(Chain {
                    hub: hub.id,
                    name: hub.name,
                    verdict: audit::verify(tx, scope, &mut kept).await?,
                });
            }
            let broken = chains.iter().any(|chain| chain.verdict.broken.is_some());
            Ok::<_, crate::db::Error>(Verified {
                holds: !broken && kept.is_empty(),
                chains,
                heads_not_found: kept,
            })
        })
        .await?;
    if json {
        say(&serde_json::to_string(&verified)?)?;
    } else {
        for chain in &verified.chains {
            say(&in_words(chain))?;
        }
    }
    if verified.holds {
        return Ok(());
    }
    let broken = verified.chains.iter().find_map(|chain| {
        let broken = chain.verdict.broken.as_ref()?;
        Some(format!(
            "the audit chain of {} is broken at line {}: {}",
            chain.name, broken.seq, broken.what
        ))
    });
    let sentence = broken.unwrap_or_else(|| {
        format!(
            "no chain has the end {}: lines were cut off after it was kept, the database was put \
             back from an older backup, or it is older than the log's age",
            verified.heads_not_found.join(", ")
        )
    });
    Err(Failure::Other(anyhow::anyhow!(sentence)))
}

fn in_words(chain: &Chain) -> String {
    let verdict = &chain.verdict;
    let state = verdict.broken.as_ref().map_or_else(
        || "holds".to_owned(),
        |broken| format!("BROKEN at line {}: {}", broken.seq, broken.what),
    );
    format!(
        "{}: {} lines, {} let go for their age, {state}. End {}",
        chain.name, verdict.entries, verdict.pruned, verdict.head
    )
}

async fn ends(db: &Db, json: bool) -> Result<(), Failure> {
    let ends = db
        .read(async move |tx| {
            let mut ends = Vec::new();
            for hub in access::store::hubs(tx).await? {
                let scope = HubScope::for_administrator(hub.id);
                let head = access::store::audit::head(tx, scope).await?;
                let (seq, hash) = head.map_or_else(
                    || (0, audit::first_hash(hub.id)),
                    |head| (head.seq, head.hash),
                );
                ends.push(End {
                    hub: hub.id,
                    name: hub.name,
                    seq,
                    hash,
                });
            }
            Ok::<_, crate::db::Error>(ends)
        })
        .await?;
    if json {
        return say(&serde_json::to_string(&ends)?);
    }
    for end in ends {
        say(&format!("{} {} {}", end.hash, end.seq, end.name))?;
    }
    Ok(())
}
