//! However pages are cut, repeated and delayed, a phone ends with exactly the rows of its scope.

use std::collections::BTreeMap;

use mobile_api::core::{Ask, Cursor, Digest, Merged, Position, Store, hmac_sha256, scope_hash};
use mobile_api::wire::{
    Change, DoorRow, DoorState, ListDigest, Moment, Phase, PullResponse, Row, RowKind, RowRef,
    ScopeChange, WalkListRow, What, WhyRemoved,
};
use proptest::prelude::*;
use uuid::Uuid;

fn mac(payload: &[u8]) -> [u8; 32] {
    hmac_sha256(b"key", payload)
}

fn list_id(list: u8) -> Uuid {
    Uuid::from_u128(1_000 + u128::from(list))
}

fn key(kind: RowKind, id: Uuid) -> RowRef {
    RowRef { kind, id }
}

fn door(id: u8, list: u8, tries: u32) -> Row {
    Row::Door(DoorRow {
        id: Uuid::from_u128(id.into()),
        list: list_id(list),
        n: id.into(),
        street: Uuid::from_u128(7),
        number: None,
        label: None,
        building: None,
        floor: None,
        side: None,
        lng: -1.5,
        lat: 53.8,
        tries,
        last_on: None,
        state: DoorState::New,
        come_back: None,
        language: None,
    })
}

fn walk_list(list: u8) -> Row {
    Row::WalkList(WalkListRow {
        id: list_id(list),
        name: format!("List {list}"),
        campaign: None,
        shift: None,
        lease_until: None,
        doors: 0,
        minutes: None,
        metres: None,
        streets: None,
    })
}

/// One hub as one phone sees it: per entity only the latest change.
#[derive(Clone, Default)]
struct Server {
    epoch: u32,
    seq: u64,
    rows: BTreeMap<RowRef, (u64, Row)>,
    gone: BTreeMap<RowRef, (u64, What)>,
    scope: BTreeMap<Uuid, (u64, ScopeChange)>,
}

impl Server {
    fn next(&mut self) -> u64 {
        self.seq += 1;
        self.seq
    }

    fn put(&mut self, row: Row) {
        let seq = self.next();
        self.gone.remove(&row.key());
        self.rows.insert(row.key(), (seq, row));
    }

    fn drop_row(&mut self, key: RowRef, leave: bool) {
        if self.rows.remove(&key).is_some() {
            let seq = self.next();
            let what = if leave {
                What::Leave(key)
            } else {
                What::Del(key)
            };
            self.gone.insert(key, (seq, what));
        }
    }

    fn remove_list(&mut self, list: u8) {
        let list = list_id(list);
        let seq = self.next();
        // A phone may hold an older copy of a row, on another list: that one has to leave by name.
        let gone = &mut self.gone;
        self.rows.retain(|key, (row_seq, row)| {
            let stays = row.list() != Some(list);
            if !stays {
                gone.insert(*key, (*row_seq, What::Leave(*key)));
            }
            stays
        });
        self.scope.insert(
            list,
            (
                seq,
                ScopeChange::Remove {
                    list,
                    why: WhyRemoved::Recalled,
                },
            ),
        );
    }

    fn digest(&self) -> Vec<ListDigest> {
        let mut lists: BTreeMap<Option<Uuid>, Digest> = BTreeMap::new();
        for (key, (seq, row)) in &self.rows {
            lists.entry(row.list()).or_default().add(*key, *seq);
        }
        lists
            .into_iter()
            .map(|(list, digest)| digest.of_list(list))
            .collect()
    }

    fn pull(&self, cursor: Option<&str>, max: usize) -> Option<PullResponse> {
        let position = match cursor {
            None => Position::Snapshot {
                at_seq: self.seq,
                after: None,
            },
            Some(text) => {
                let cursor = Cursor::decode(text, mac).unwrap();
                if cursor.epoch != self.epoch.to_string() {
                    return None;
                }
                cursor.position
            }
        };
        let (phase, to, changes, more, next) = match position {
            Position::Snapshot { at_seq, after } => {
                let rest = self
                    .rows
                    .iter()
                    .filter(|(key, _)| after.is_none_or(|after| **key > after));
                let put = |(_, (seq, row)): (_, &(u64, Row))| Change {
                    seq: *seq,
                    what: What::Put(row.clone()),
                };
                let page: Vec<_> = rest.clone().take(max).map(put).collect();
                let last = rest.clone().take(max).last().map(|(key, _)| *key);
                let rows_wait = rest.count() > max;
                let next = if rows_wait {
                    Position::Snapshot {
                        at_seq,
                        after: last,
                    }
                } else {
                    Position::Delta { seq: at_seq }
                };
                (
                    Phase::Snapshot,
                    at_seq,
                    page,
                    rows_wait || at_seq < self.seq,
                    next,
                )
            }
            Position::Delta { seq } => {
                let puts = self
                    .rows
                    .values()
                    .map(|(s, row)| (*s, What::Put(row.clone())));
                let gone = self.gone.values().cloned();
                let scope = self
                    .scope
                    .values()
                    .map(|(s, change)| (*s, What::Scope(*change)));
                let mut all: Vec<(u64, What)> = puts
                    .chain(gone)
                    .chain(scope)
                    .filter(|(s, _)| *s > seq)
                    .collect();
                all.sort_by_key(|(s, _)| *s);
                let more = all.len() > max;
                all.truncate(max);
                let to = if more {
                    all.last().unwrap().0
                } else {
                    self.seq
                };
                let page = all
                    .into_iter()
                    .map(|(seq, what)| Change { seq, what })
                    .collect();
                (Phase::Delta, to, page, more, Position::Delta { seq: to })
            }
        };
        let cursor = Cursor {
            epoch: self.epoch.to_string(),
            scope: scope_hash([]),
            position: next,
        };
        Some(PullResponse {
            server_time: Moment::from_ms(0),
            epoch: self.epoch.to_string(),
            phase,
            to,
            changes,
            more,
            cursor: cursor.encode(mac),
            digest: if more { Vec::new() } else { self.digest() },
        })
    }
}

#[derive(Clone, Debug)]
enum Step {
    Door { id: u8, list: u8, tries: u32 },
    List(u8),
    Drop { id: u8, leave: bool },
    RemoveList(u8),
    Pull(usize),
    Late(prop::sample::Index),
    StartOver,
    Restore,
    Backup,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (0..12_u8, 0..3_u8, 0..4_u32)
            .prop_map(|(id, list, tries)| Step::Door { id, list, tries }),
        2 => (0..3_u8).prop_map(Step::List),
        2 => (0..12_u8, any::<bool>()).prop_map(|(id, leave)| Step::Drop { id, leave }),
        1 => (0..3_u8).prop_map(Step::RemoveList),
        6 => (1_usize..5).prop_map(Step::Pull),
        3 => any::<prop::sample::Index>().prop_map(Step::Late),
        1 => Just(Step::StartOver),
        1 => Just(Step::Restore),
        1 => Just(Step::Backup),
    ];
    proptest::collection::vec(step, 0..80)
}

#[derive(Default)]
struct World {
    server: Server,
    backup: Server,
    store: Store,
    pages: Vec<(Ask, PullResponse)>,
    /// The highest number that the hub ever gave, so that a restore is never mistaken.
    epochs: u32,
}

impl World {
    fn pull(&mut self, max: usize) -> Option<Merged> {
        let asked = self.store.ask();
        match self.server.pull(asked.cursor.as_deref(), max) {
            None => {
                self.store
                    .epoch_changed(&self.server.epoch.to_string(), self.backup.seq);
                None
            }
            Some(page) => {
                let Ok(merged) = self.store.apply(&asked, &page) else {
                    self.store.epoch_changed(&page.epoch, self.backup.seq);
                    return None;
                };
                let before = self.store.clone();
                if before.ask() != asked {
                    assert_eq!(self.store.apply(&asked, &page), Ok(Merged::Stale));
                }
                assert_eq!(self.store, before, "the same page again changes nothing");
                self.pages.push((asked, page));
                Some(merged)
            }
        }
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Door { id, list, tries } => self.server.put(door(id, list, tries)),
            Step::List(list) => self.server.put(walk_list(list)),
            Step::Drop { id, leave } => {
                self.server
                    .drop_row(key(RowKind::Door, Uuid::from_u128(id.into())), leave);
            }
            Step::RemoveList(list) => self.server.remove_list(list),
            Step::Pull(max) => {
                self.pull(max);
            }
            Step::Late(ref at) => {
                if !self.pages.is_empty() {
                    let (asked, page) = &self.pages[at.index(self.pages.len())];
                    drop(self.store.apply(asked, page));
                }
            }
            Step::StartOver => self.store.start_over(),
            Step::Backup => self.backup = self.server.clone(),
            Step::Restore => {
                self.epochs += 1;
                self.server = Server {
                    epoch: self.epochs,
                    ..self.backup.clone()
                };
                self.backup.epoch = self.epochs;
            }
        }
    }
}

proptest! {
    #[test]
    fn a_phone_ends_with_exactly_the_rows_of_its_scope(steps in steps(), max in 1_usize..5) {
        let mut world = World::default();
        for step in steps {
            world.take(&step);
        }

        for _ in 0..200 {
            if let Some(Merged::Page { more: false, diverged, .. }) = world.pull(max) {
                prop_assert!(!diverged);
                break;
            }
        }

        let theirs: Vec<&Row> = world.server.rows.values().map(|(_, row)| row).collect();
        let ours: Vec<&Row> = world.store.rows().collect();
        prop_assert_eq!(ours, theirs);
        prop_assert_eq!(world.store.digests(), world.server.digest());
        prop_assert_eq!(world.store.applied_to(), world.server.seq);
    }
}

#[test]
fn rows_that_differ_unseen_are_seen_by_the_digest_and_mended() {
    let mut world = World::default();
    world.take(&Step::List(0));
    world.take(&Step::Door {
        id: 1,
        list: 0,
        tries: 0,
    });
    world.pull(10);
    // A fault of ours: a row changes behind the hub's order.
    let lost = key(RowKind::Door, Uuid::from_u128(1));
    world.server.rows.remove(&lost);

    let merged = world.pull(10).unwrap();
    assert!(matches!(merged, Merged::Page { diverged: true, .. }));

    world.store.start_over();
    let merged = world.pull(10).unwrap();
    assert!(matches!(
        merged,
        Merged::Page {
            diverged: false,
            ..
        }
    ));
    assert_eq!(world.store.row(lost), None);
}

#[test]
fn a_page_out_of_order_changes_nothing() {
    let mut world = World::default();
    world.take(&Step::List(0));
    world.pull(10);
    world.take(&Step::Door {
        id: 1,
        list: 0,
        tries: 0,
    });
    world.take(&Step::Door {
        id: 2,
        list: 0,
        tries: 0,
    });
    let asked = world.store.ask();
    let mut page = world.server.pull(asked.cursor.as_deref(), 10).unwrap();
    page.changes.reverse();
    let before = world.store.clone();

    assert!(world.store.apply(&asked, &page).is_err());
    assert_eq!(world.store, before);
}
