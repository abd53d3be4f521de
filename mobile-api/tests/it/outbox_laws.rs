//! However the network and the server behave, no op is lost and none counts twice.
//!
//! Requests and answers lie in two bags from which they are delivered in any order, several
//! times or never; the server backs itself up and is restored; the phone writes on.

use std::collections::BTreeMap;

use mobile_api::core::{Batch, Draft, Outbox, Received, State, content_hash};
use mobile_api::wire::{
    ClockQuality, ClockReport, Durable, Limits, Moment, Op, OpKey, OpKind, OpResult, ProblemDoc,
    ProtocolRange, PushRequest, PushResponse, Reason, Verdict,
};
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

/// What a server remembers, and a restore takes back.
#[derive(Clone, Default)]
struct Memory {
    seq: u64,
    ops: BTreeMap<OpKey, ([u8; 32], u64)>,
    log: Vec<OpKey>,
    received: Received,
}

#[derive(Default)]
struct Server {
    epoch: usize,
    now: Memory,
    backup: Memory,
    /// By epoch: where the restore that ended it went back to.
    restored_to: Vec<u64>,
}

fn is_held(id: Uuid) -> bool {
    id.as_u128().is_multiple_of(5)
}

fn is_rejected(id: Uuid) -> bool {
    id.as_u128().is_multiple_of(7)
}

impl Server {
    fn push(&mut self, push: &PushRequest) -> Result<PushResponse, ProblemDoc> {
        let theirs: usize = push.epoch.parse().unwrap();
        if theirs != self.epoch {
            let to = self.restored_to[theirs..].iter().copied().min().unwrap();
            return Err(ProblemDoc::epoch_changed(self.epoch.to_string(), to));
        }
        let results = push
            .parsed()
            .into_iter()
            .map(|op| self.keep(&op.unwrap()))
            .collect();
        Ok(PushResponse {
            server_time: Moment::from_ms(0),
            epoch: self.epoch.to_string(),
            protocol: ProtocolRange::default(),
            results,
            received: self.now.received.report(push.outbox.last_n),
            durable: Durable {
                backed_up_seq: Some(self.backup.seq),
            },
            clock: ClockReport {
                skew_ms: 0,
                quality: ClockQuality::Good,
            },
            limits: Limits::default(),
            new_install: false,
        })
    }

    fn keep(&mut self, op: &Op) -> OpResult {
        let OpKey { id, rev } = op.key();
        self.now.received.add(op.n);
        if is_rejected(id) {
            return OpResult::rejected(id, rev, Reason::AlreadyDeleted);
        }
        if let Some((hash, seq)) = self.now.ops.get(&op.key()) {
            assert_eq!(*hash, content_hash(op), "an op changed on its way");
            let held = is_held(id).then_some(Reason::ClockOff);
            return OpResult::duplicate(id, rev, Some(*seq), held);
        }
        self.now.seq += 1;
        self.now
            .ops
            .insert(op.key(), (content_hash(op), self.now.seq));
        self.now.log.push(op.key());
        if is_held(id) {
            OpResult::held(id, rev, Some(self.now.seq), Reason::ClockOff)
        } else {
            OpResult::accepted(id, rev, self.now.seq)
        }
    }

    fn restore(&mut self) {
        self.now = self.backup.clone();
        self.restored_to.push(self.backup.seq);
        self.epoch += 1;
    }
}

#[derive(Clone, Debug)]
enum Step {
    Write,
    Revise(prop::sample::Index),
    Send(usize),
    Request { at: prop::sample::Index, keep: bool },
    Answer { at: prop::sample::Index, keep: bool },
    Backup,
    Restore,
    Forget,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let any_place = any::<prop::sample::Index>;
    let step = prop_oneof![
        4 => Just(Step::Write),
        1 => any_place().prop_map(Step::Revise),
        4 => (1_usize..5).prop_map(Step::Send),
        4 => (any_place(), any::<bool>()).prop_map(|(at, keep)| Step::Request { at, keep }),
        4 => (any_place(), any::<bool>()).prop_map(|(at, keep)| Step::Answer { at, keep }),
        1 => Just(Step::Backup),
        1 => Just(Step::Restore),
        1 => Just(Step::Forget),
    ];
    proptest::collection::vec(step, 0..80)
}

struct World {
    server: Server,
    outbox: Outbox,
    requests: Vec<(Batch, PushRequest)>,
    answers: Vec<(Batch, Result<PushResponse, ProblemDoc>)>,
    written: Vec<OpKey>,
}

impl World {
    fn new() -> Self {
        Self {
            server: Server::default(),
            outbox: Outbox::new(Uuid::from_u128(9), "0"),
            requests: Vec::new(),
            answers: Vec::new(),
            written: Vec::new(),
        }
    }

    fn write(&mut self, id: Uuid, rev: u32) {
        let draft = Draft {
            id,
            rev,
            kind: OpKind::ReflectionAdd,
            v: 1,
            shift: None,
            at: Moment::from_ms(0),
            mono_ms: 0,
            data: json!({"went_well": format!("revision {rev}")}),
        };
        let n = self.outbox.append(draft.clone()).unwrap();
        assert_eq!(
            self.outbox.append(draft),
            Ok(n),
            "the second tap changes nothing"
        );
        self.written.push(OpKey { id, rev });
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Write => self.write(Uuid::from_u128(self.written.len() as u128 + 1), 1),
            Step::Revise(ref at) => {
                if !self.written.is_empty() {
                    let id = self.written[at.index(self.written.len())].id;
                    let last = self
                        .written
                        .iter()
                        .filter(|key| key.id == id)
                        .map(|key| key.rev);
                    self.write(id, last.max().unwrap() + 1);
                }
            }
            Step::Send(most) => {
                let limits = Limits {
                    ops_per_push: most,
                    ..Limits::default()
                };
                if let Some(batch) = self.outbox.batch(&limits) {
                    let push = self.outbox.request(&batch, "b1", 0, Moment::from_ms(0));
                    let body = serde_json::to_vec(&push).unwrap();
                    self.requests
                        .push((batch, PushRequest::parse(&body).unwrap()));
                }
            }
            Step::Request { ref at, keep } => {
                if !self.requests.is_empty() {
                    let at = at.index(self.requests.len());
                    let (batch, push) = self.requests[at].clone();
                    self.answers.push((batch, self.server.push(&push)));
                    if !keep {
                        self.requests.remove(at);
                    }
                }
            }
            Step::Answer { ref at, keep } => {
                if !self.answers.is_empty() {
                    let at = at.index(self.answers.len());
                    let (batch, answer) = self.answers[at].clone();
                    self.hear(&batch, answer);
                    if !keep {
                        drop(self.answers.remove(at));
                    }
                }
            }
            Step::Backup => self.server.backup = self.server.now.clone(),
            Step::Restore => self.server.restore(),
            Step::Forget => {
                self.outbox.forget(u64::MAX, Moment::from_ms(0));
            }
        }
        self.check();
    }

    fn hear(&mut self, batch: &Batch, answer: Result<PushResponse, ProblemDoc>) {
        match answer {
            Ok(answer) => {
                self.outbox.apply(batch, &answer);
            }
            Err(problem) => {
                let (epoch, to) = (problem.epoch.unwrap(), problem.restored_to_seq.unwrap());
                self.outbox.epoch_changed(&epoch, to);
            }
        }
    }

    /// What holds at every moment.
    fn check(&self) {
        let same_epoch = self.outbox.epoch() == self.server.epoch.to_string();
        for key in &self.written {
            let stored = self.server.now.ops.contains_key(key);
            let backed_up = self.server.backup.ops.contains_key(key);
            match self.outbox.entry(*key).map(|entry| &entry.state) {
                None => assert!(backed_up, "dropped before a backup had it"),
                Some(State::Pending) => {}
                Some(State::Rejected { .. }) => assert!(is_rejected(key.id)),
                Some(State::Accepted { .. } | State::Duplicate { .. }) => {
                    assert!(!is_held(key.id) && (stored || !same_epoch));
                }
                Some(State::Held { .. }) => {
                    assert!(is_held(key.id) && (stored || !same_epoch));
                }
            }
        }
        let mut log = self.server.now.log.clone();
        log.sort_unstable();
        log.dedup();
        assert_eq!(log.len(), self.server.now.log.len(), "an op counted twice");
    }

    /// The network is well again: everything comes to an end.
    fn settle(&mut self) {
        for _ in 0..1_000 {
            let Some(batch) = self.outbox.batch(&Limits::default()) else {
                break;
            };
            let push = self.outbox.request(&batch, "b1", 0, Moment::from_ms(0));
            let answer = self.server.push(&push);
            self.hear(&batch, answer);
        }
    }
}

proptest! {
    #[test]
    fn no_order_repetition_or_loss_of_answers_loses_or_doubles_an_op(steps in steps()) {
        let mut world = World::new();
        for step in steps {
            world.take(&step);
        }

        // One more push, so that a phone with nothing to say also hears of a restore.
        world.write(Uuid::from_u128(1_001), 1);
        world.settle();
        world.check();

        prop_assert_eq!(world.outbox.announce().pending, 0);
        for key in &world.written {
            prop_assert_eq!(world.server.now.ops.contains_key(key), !is_rejected(key.id));
            if is_rejected(key.id) {
                prop_assert_eq!(world.outbox.entry(*key).unwrap().state.as_str(), "rejected");
            }
        }
    }

    #[test]
    fn batches_go_oldest_first_and_keep_to_the_limits(
        lengths in proptest::collection::vec(1_usize..4_000, 1..40),
        ops in 1_usize..9, bytes in 1_usize..20_000,
    ) {
        let mut world = World::new();
        for (at, length) in lengths.iter().enumerate() {
            let data = json!({"went_well": "x".repeat(*length)});
            world.outbox.append(Draft {
                id: Uuid::from_u128(at as u128), rev: 1, kind: OpKind::ReflectionAdd, v: 1,
                shift: None, at: Moment::from_ms(0), mono_ms: 0, data,
            }).unwrap();
        }
        let limits = Limits { ops_per_push: ops, bytes_per_push: bytes, ..Limits::default() };

        let batch = world.outbox.batch(&limits).unwrap();

        let body = serde_json::to_vec(&world.outbox.request(&batch, "b1", 0, Moment::from_ms(0)));
        prop_assert!(batch.keys().len() == 1 || body.unwrap().len() <= bytes);
        prop_assert!(batch.keys().len() <= ops);
        let ids: Vec<u128> = batch.keys().iter().map(|key| key.id.as_u128()).collect();
        let first: Vec<u128> = (0..ids.len() as u128).collect();
        prop_assert_eq!(ids, first);
    }

    #[test]
    fn results_that_say_too_little_release_nothing(index in 0_usize..3, seq in proptest::option::of(1_u64..9)) {
        let mut world = World::new();
        world.write(Uuid::from_u128(1), 1);
        let batch = world.outbox.batch(&Limits::default()).unwrap();
        let mut answer = world.server.push(&world.outbox.request(&batch, "b", 0, Moment::from_ms(0))).unwrap();
        let result = &mut answer.results[0];
        (result.id, result.index, result.seq) = (None, Some(index), seq);
        world.outbox.apply(&batch, &answer);
        prop_assert_eq!(world.outbox.announce().pending, 1);

        let result = &mut answer.results[0];
        (result.id, result.r) = (Some(Uuid::from_u128(2)), Verdict::Accepted);
        world.outbox.apply(&batch, &answer);
        prop_assert_eq!(world.outbox.announce().pending, 1);
    }
}

#[test]
fn a_copied_phone_goes_on_under_new_numbers_without_doubling_anything() {
    let mut world = World::new();
    (1..=4).for_each(|id| world.write(Uuid::from_u128(id), 1));
    let limits = Limits {
        ops_per_push: 2,
        ..Limits::default()
    };
    let batch = world.outbox.batch(&limits).unwrap();
    let push = world.outbox.request(&batch, "b1", 0, Moment::from_ms(0));
    let answer = world.server.push(&push);
    world.hear(&batch, answer);

    world.outbox.new_install(Uuid::from_u128(10));
    world.server.now.received = Received::default();
    let announced = world.outbox.announce();
    world.settle();

    assert_eq!(
        (announced.pending, announced.oldest_n, announced.last_n),
        (2, Some(1), 2)
    );
    assert_eq!(world.server.now.log.len(), 4);
    world.server.restore();
    world.write(Uuid::from_u128(6), 1);
    world.settle();
    assert_eq!(world.server.now.ops.len(), 5);
}

#[test]
fn other_content_under_a_written_key_is_refused() {
    let mut world = World::new();
    world.write(Uuid::from_u128(1), 1);
    let draft = Draft {
        id: Uuid::from_u128(1),
        rev: 1,
        kind: OpKind::ReflectionAdd,
        v: 1,
        shift: None,
        at: Moment::from_ms(0),
        mono_ms: 0,
        data: json!({"went_well": "something else"}),
    };

    assert!(world.outbox.append(draft.clone()).is_err());
    assert!(
        world
            .outbox
            .append(Draft {
                id: Uuid::from_u128(2),
                data: json!({}),
                ..draft
            })
            .is_err()
    );
    assert_eq!(world.outbox.announce().last_n, 1);
}

#[test]
fn a_wrong_clock_of_the_phone_drops_no_archive() {
    let mut world = World::new();
    world.write(Uuid::from_u128(1), 1);
    world.settle();
    let month = 30 * 24 * 3_600 * 1_000;

    assert_eq!(world.outbox.forget(u64::MAX, Moment::from_ms(month)), 0);
    assert_eq!(world.outbox.forget(u64::MAX, Moment::from_ms(month + 1)), 1);
}
