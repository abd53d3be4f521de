//! Who did what with personal data, in a chain nobody can change unseen.
//!
//! One chain a hub. Each line's hash covers the line before it, so that a line changed, taken out
//! or put elsewhere is found by [`verify`]. What is cut off at the end together with the record of
//! the end is found by whoever kept an earlier [`Head`]: `doorstep audit head` prints it.
//!
//! A line never holds a note, a name or a contact value: who did it stands there as a mark. The
//! mark comes from the person's id and a salt of its own; both lie beside the chain as long as the
//! person has an account. Erasing the person erases the salt, and the chain stands as before.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Caller, HubScope, Role, store};
use crate::{
    base::{
        ids::{HubId, Ids, PersonId},
        time::EpochMs,
    },
    db::{self, Tx},
};

crate::words! {
    /// What was done.
    pub enum Action {
        /// Contact details were looked at.
        ContactRead => "contact_read",
        /// Contact details were searched.
        ContactSearched => "contact_searched",
        /// Contact details left the vault as a file.
        ContactExported => "contact_exported",
        /// Contact details came into the vault.
        ContactAdded => "contact_added",
        /// Contact details were changed.
        ContactChanged => "contact_changed",
        /// Contact details were erased.
        ContactErased => "contact_erased",
        /// Somebody took their consent back.
        ContactWithdrawn => "contact_withdrawn",
        /// A promise to somebody was kept up.
        FollowUpKept => "follow_up_kept",
        /// A safeguarding referral was read.
        ReferralRead => "referral_read",
        /// A safeguarding referral was written or carried on.
        ReferralKept => "referral_kept",
        /// A note was cleared, reworded or removed.
        NoteCleared => "note_cleared",
        /// Notes were read.
        NotesRead => "notes_read",
        /// Figures were released.
        ReleaseMade => "release_made",
        /// Figures were withdrawn.
        ReleaseWithdrawn => "release_withdrawn",
        /// A request or complaint of somebody was noted.
        RequestOpened => "request_opened",
        /// A request or complaint was carried on or answered.
        RequestAnswered => "request_answered",
        /// All that is stored of somebody was searched.
        PersonSearched => "person_searched",
        /// All that is stored of somebody was handed out.
        PersonExported => "person_exported",
        /// Somebody was erased.
        PersonErased => "person_erased",
        /// What was too old went.
        RetentionRan => "retention_ran",
        /// How long something stays was changed.
        RetentionChanged => "retention_changed",
        /// A backup was made.
        BackupMade => "backup_made",
        /// A backup was put back.
        Restored => "restored",
        /// Erasures were carried out again after a restore.
        ErasuresReplayed => "erasures_replayed",
        /// A shift's envelope was closed: its records lost their door, hour and author.
        EnvelopeSplit => "envelope_split",
        /// A table left the house as a file.
        ExportMade => "export_made",
        /// Somebody was given a role.
        GrantGiven => "grant_given",
        /// Somebody's roles ended.
        GrantEnded => "grant_ended",
        /// Somebody was let in with a one-time code.
        Invited => "invited",
        /// A phone was taken back.
        PhoneRevoked => "phone_revoked",
        /// Sealed unsent work of a phone was opened.
        SealedOpened => "sealed_opened",
        /// A record that waited was decided.
        HeldDecided => "held_decided",
        /// A do-not-knock was lifted at the resident's wish.
        DoNotKnockLifted => "do_not_knock_lifted",
        /// Somebody let another program read maps as them.
        TokenMade => "token_made",
        /// Such a program was shut out again.
        TokenRevoked => "token_revoked",
    }
}

/// Characters of a purpose that are kept.
const MOST_OF_A_PURPOSE: usize = 200;

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who did it; nobody for the server itself and for commands of its administrator.
    pub who: Option<PersonId>,
    /// In which role.
    pub role: Option<Role>,
    /// What.
    pub action: Action,
    /// What for, in a few words of the program: never a note, a name or a contact value.
    pub purpose: Option<String>,
    /// How many records it touched.
    pub count: i64,
}

/// Adds a line to a hub's chain, in the transaction of what it tells of: both stand or neither.
/// Locks the chain's end until the transaction ends, so it comes after a transaction's own work
/// and before the hub's next numbers are taken.
///
/// # Errors
/// When the engine fails, or `who` has no account.
pub async fn record(
    tx: &mut Tx,
    scope: HubScope,
    ids: &Ids,
    now: EpochMs,
    entry: Entry,
) -> db::Result<()> {
    let mark = match entry.who {
        Some(person) => Some(mark_of(tx, scope, ids, person).await?),
        None => None,
    };
    let last = store::audit::lock_head(tx, scope, &first_hash(scope.hub())).await?;
    let purpose = entry.purpose.map(|text| {
        let kept = text.chars().filter(|c| !c.is_control());
        kept.take(MOST_OF_A_PURPOSE).collect()
    });
    let mut line = Line {
        seq: last.seq + 1,
        at: now,
        mark,
        role: entry.role.map(|role| role.word().to_owned()),
        action: entry.action.word().to_owned(),
        purpose,
        records: entry.count,
        prev_hash: last.hash,
        hash: String::new(),
    };
    line.hash = line.digest(scope.hub());
    store::audit::append(tx, scope, line).await
}

/// [`record`] for whoever makes a request.
///
/// # Errors
/// As [`record`].
pub async fn record_for(
    tx: &mut Tx,
    scope: HubScope,
    caller: &Caller,
    (action, purpose, count): (Action, &str, i64),
) -> db::Result<()> {
    let entry = Entry {
        who: Some(caller.person),
        role: Some(caller.role),
        action,
        purpose: (!purpose.is_empty()).then(|| purpose.to_owned()),
        count,
    };
    record(tx, scope, &caller.app.ids, caller.app.clock.now(), entry).await
}

async fn mark_of(tx: &mut Tx, scope: HubScope, ids: &Ids, person: PersonId) -> db::Result<String> {
    if let Some(mark) = store::audit::mark(tx, scope, person).await? {
        return Ok(mark);
    }
    let salt = hex::encode(ids.secret());
    let mark = mark(scope.hub(), person, &salt);
    store::audit::keep_mark(tx, scope, person, mark, salt).await
}

fn mark(hub: HubId, person: PersonId, salt: &str) -> String {
    let text = format!("doorstep/audit/who/1|{hub}|{person}|{salt}");
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// What the first line of a hub's chain stands on.
#[must_use]
pub fn first_hash(hub: HubId) -> String {
    hex::encode(Sha256::digest(format!("doorstep/audit/1|{hub}").as_bytes()))
}

/// A line as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// Its number, from 1, without gaps.
    pub seq: i64,
    /// When.
    pub at: EpochMs,
    /// Who, as a mark.
    pub mark: Option<String>,
    /// In which role.
    pub role: Option<String>,
    /// What.
    pub action: String,
    /// What for.
    pub purpose: Option<String>,
    /// How many records it touched.
    pub records: i64,
    /// The hash of the line before.
    pub prev_hash: String,
    /// The hash of this line.
    pub hash: String,
}

impl Line {
    /// What its hash must be: SHA-256 over the line as one JSON list, the line before included.
    #[must_use]
    pub fn digest(&self, hub: HubId) -> String {
        let text = serde_json::json!([
            "doorstep/audit/1",
            hub,
            self.seq,
            self.at.0,
            self.mark,
            self.role,
            self.action,
            self.purpose,
            self.records,
            self.prev_hash,
        ]);
        hex::encode(Sha256::digest(text.to_string().as_bytes()))
    }
}

/// The end of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, sqlx::FromRow, utoipa::ToSchema)]
pub struct Head {
    /// Number of its last line; 0 for a chain without lines.
    pub seq: i64,
    /// Hash of its last line.
    pub hash: String,
    /// Number of the last line that was let go for its age; 0 when none was.
    pub pruned_seq: i64,
    /// Hash of that line.
    pub pruned_hash: String,
}

/// Where a chain is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Broken {
    /// The number of the line.
    pub seq: i64,
    /// What is wrong there, in one sentence.
    pub what: String,
}

/// What looking through a chain came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct ChainState {
    /// Lines that are there.
    pub entries: i64,
    /// Lines that were let go for their age.
    pub pruned: i64,
    /// The hash of the last line.
    pub head: String,
    /// The first broken place; absent when the chain holds.
    pub broken: Option<Broken>,
}

/// Lines read at a time.
const PAGE: i64 = 1_000;

/// Looks through a hub's whole chain: every hash, every number, its beginning, its end, and that
/// the marks stand for whom they were made. `kept` are hashes of ends that somebody kept: those
/// that a line of this chain has are taken off the list.
///
/// # Errors
/// When the engine fails.
pub async fn verify(
    tx: &mut Tx,
    scope: HubScope,
    kept: &mut Vec<String>,
) -> db::Result<ChainState> {
    let hub = scope.hub();
    let Some(head) = store::audit::head(tx, scope).await? else {
        let found = store::audit::lines(tx, scope, 0, 1).await?;
        let start = first_hash(hub);
        kept.retain(|hash| *hash != start);
        return Ok(ChainState {
            entries: store::audit::count(tx, scope).await?,
            pruned: 0,
            head: start,
            broken: found.first().map(|line| Broken {
                seq: line.seq,
                what: "the record of the chain's end is missing".to_owned(),
            }),
        });
    };
    kept.retain(|hash| *hash != head.pruned_hash);
    let mut walk = Walk::from(hub, &head);
    loop {
        let lines = store::audit::lines(tx, scope, walk.read_to, PAGE).await?;
        let last = lines.len() < usize::try_from(PAGE).unwrap_or(usize::MAX);
        for line in &lines {
            kept.retain(|hash| *hash != line.hash);
            walk.step(line);
        }
        if last {
            break;
        }
    }
    let mut verdict = walk.end(&head);
    if verdict.broken.is_none() {
        verdict.broken = forged_mark(tx, scope).await?;
    }
    Ok(verdict)
}

/// A mark that does not stand for the person it is said to stand for.
async fn forged_mark(tx: &mut Tx, scope: HubScope) -> db::Result<Option<Broken>> {
    for known in store::audit::marks(tx, scope).await? {
        if known.mark != mark(scope.hub(), known.person_id, &known.salt) {
            let seq = store::audit::first_of_mark(tx, scope, &known.mark).await?;
            return Ok(Some(Broken {
                seq,
                what: "who did it was changed: the mark is not that person's".to_owned(),
            }));
        }
    }
    Ok(None)
}

/// A walk along a chain, line by line.
struct Walk {
    hub: HubId,
    before: String,
    read_to: i64,
    entries: i64,
    broken: Option<Broken>,
}

impl Walk {
    fn from(hub: HubId, head: &Head) -> Self {
        let fresh = head.pruned_seq == 0 && head.pruned_hash != first_hash(hub);
        Self {
            hub,
            before: head.pruned_hash.clone(),
            read_to: head.pruned_seq,
            entries: 0,
            broken: fresh.then(|| Broken {
                seq: 0,
                what: "the beginning of the chain was changed".to_owned(),
            }),
        }
    }

    fn step(&mut self, line: &Line) {
        let expected = self.read_to + 1;
        let (seq, what) = if line.seq != expected {
            let last = line.seq - 1;
            let what = if last == expected {
                format!("line {expected} is missing")
            } else {
                format!("lines {expected} to {last} are missing")
            };
            (expected, what)
        } else if line.prev_hash != self.before {
            (
                line.seq,
                "it does not follow from the line before".to_owned(),
            )
        } else if line.hash != line.digest(self.hub) {
            (
                line.seq,
                "what it says was changed after it was written".to_owned(),
            )
        } else {
            (0, String::new())
        };
        if seq > 0 && self.broken.is_none() {
            self.broken = Some(Broken { seq, what });
        }
        self.entries += 1;
        self.read_to = line.seq;
        self.before.clone_from(&line.hash);
    }

    fn end(self, head: &Head) -> ChainState {
        let mut broken = self.broken;
        if broken.is_none() && self.read_to != head.seq {
            let (from, to) = (self.read_to + 1, head.seq);
            broken = Some(Broken {
                seq: from.min(to + 1),
                what: if self.read_to < head.seq {
                    format!("lines {from} to {to} at the end are missing")
                } else {
                    format!("lines from {} on were added past the end", to + 1)
                },
            });
        } else if broken.is_none() && self.before != head.hash {
            broken = Some(Broken {
                seq: head.seq,
                what: "the end of the chain is another than was recorded".to_owned(),
            });
        }
        ChainState {
            entries: self.entries,
            pruned: head.pruned_seq,
            head: head.hash.clone(),
            broken,
        }
    }
}

/// Lets lines go that are older than `before`, and keeps the hash of the last of them, so that the
/// rest still verifies. Returns how many went.
///
/// # Errors
/// When the engine fails.
pub async fn prune(tx: &mut Tx, scope: HubScope, before: EpochMs) -> db::Result<i64> {
    let head = store::audit::lock_head(tx, scope, &first_hash(scope.hub())).await?;
    let Some(last) = store::audit::last_before(tx, scope, before).await? else {
        return Ok(0);
    };
    let gone = store::audit::prune(tx, scope, &last).await?;
    debug_assert!(last.seq <= head.seq, "a chain ends after all its lines");
    Ok(gone)
}
