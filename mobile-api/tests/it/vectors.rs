//! Runs `vectors/*.json`. Another language's runner does what this one does, field by field.

use std::path::Path;

use mobile_api::core::{
    Ask, Batch, Digest, Draft, MergeProblem, Merged, Outbox, State, Store, backoff, canonical_json,
    content_hash, overlay,
};
use mobile_api::wire::{Limits, Op, OpKey, OpKind, PullResponse, RowRef};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use uuid::Uuid;

fn cases(name: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name);
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    file["cases"].as_array().unwrap().clone()
}

fn read<T: DeserializeOwned>(value: &Value) -> T {
    T::deserialize(value)
        .map_err(|error| format!("{error} in {value}"))
        .unwrap()
}

fn hex(bytes: &[u8]) -> String {
    let pairs: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.concat()
}

fn name(key: OpKey) -> String {
    format!("{}/{}", key.id, key.rev)
}

fn names(keys: &[OpKey]) -> Value {
    keys.iter().copied().map(name).collect()
}

#[test]
fn content_hashes_are_those_of_the_vectors() {
    for case in cases("content.json") {
        let op: Op = read(&case["op"]);
        let content = json!({
            "at": op.at.ms(), "data": op.data, "kind": op.kind, "mono_ms": op.mono_ms,
            "shift": op.shift, "v": op.v,
        });

        assert_eq!(
            canonical_json(&content),
            case["canonical"],
            "{}",
            case["name"]
        );
        assert_eq!(hex(&content_hash(&op)), case["hash"], "{}", case["name"]);
    }
}

#[test]
fn digests_are_those_of_the_vectors() {
    for case in cases("digest.json") {
        let mut lists = std::collections::BTreeMap::<Option<Uuid>, Digest>::new();
        for row in case["rows"].as_array().unwrap() {
            let digest = lists.entry(read(&row["list"])).or_default();
            digest.add(read::<RowRef>(row), read(&row["seq"]));
        }
        let lists: Vec<_> = lists
            .into_iter()
            .map(|(list, digest)| digest.of_list(list))
            .collect();

        assert_eq!(
            serde_json::to_value(lists).unwrap(),
            case["digest"],
            "{}",
            case["name"]
        );
    }
}

#[test]
fn ops_are_read_as_in_the_vectors() {
    for case in cases("ops.json") {
        let mut op = case["op"].clone();
        if let Some(pad) = case["pad"].as_u64() {
            op["data"]["pad"] = "x".repeat(usize::try_from(pad).unwrap()).into();
        }
        let raw = RawValue::from_string(op.to_string()).unwrap();

        let reason = match Op::parse(&raw).and_then(|op| op.typed()) {
            Ok(_) => Value::Null,
            Err(problem) => problem.reason.code().into(),
        };

        assert_eq!(reason, case["reason"], "{}", case["name"]);
    }
}

#[test]
fn waits_are_those_of_the_vectors() {
    for case in cases("backoff.json") {
        assert_eq!(
            backoff::ceiling_ms(read(&case["failures"])),
            read::<u64>(&case["ceiling_ms"])
        );
    }
}

#[test]
fn outboxes_go_through_the_vectors() {
    run("outbox.json");
}

#[test]
fn pages_go_through_the_vectors() {
    run("merge.json");
}

#[test]
fn screens_go_through_the_vectors() {
    run("overlay.json");
}

fn run(file: &str) {
    for case in cases(file) {
        let epoch: String = read(&case["epoch"]);
        let mut phone = Phone {
            outbox: Outbox::new(read(&case["install"]), epoch),
            store: Store::default(),
            batch: Batch::default(),
        };
        for (at, step) in case["steps"].as_array().unwrap().iter().enumerate() {
            phone.step(step, &format!("{file}: {}, step {at}", case["name"]));
        }
    }
}

struct Phone {
    outbox: Outbox,
    store: Store,
    batch: Batch,
}

impl Phone {
    /// One step; its kind is its first field that is named here.
    fn step(&mut self, step: &Value, at: &str) {
        let has = |field: &str| step.get(field).is_some();
        if has("write") {
            self.write(step, at);
        } else if has("batch") {
            let limits = Limits {
                ops_per_push: read(&step["batch"]["ops_per_push"]),
                bytes_per_push: read(&step["batch"]["bytes_per_push"]),
                ..Limits::default()
            };
            self.batch = self.outbox.batch(&limits).unwrap();
            assert_eq!(names(self.batch.keys()), step["keys"], "{at}");
        } else if has("answer") {
            self.answer(step, at);
        } else if has("page") {
            self.page(step, at);
        } else if has("epoch_changed") {
            let news = &step["epoch_changed"];
            let (epoch, to): (String, u64) = (read(&news["epoch"]), read(&news["restored_to_seq"]));
            assert_eq!(
                self.outbox.epoch_changed(&epoch, to),
                read::<usize>(&step["queued"]),
                "{at}"
            );
            self.store.epoch_changed(&epoch, to);
        } else if has("new_install") {
            self.outbox.new_install(read(&step["new_install"]));
        } else if has("forget") {
            let now = read(&step["forget"]["server_now"]);
            let dropped = self.outbox.forget(read(&step["forget"]["applied_to"]), now);
            assert_eq!(dropped, read::<usize>(&step["dropped"]), "{at}");
        } else if has("dismiss") {
            assert_eq!(
                self.outbox.dismiss(read(&step["dismiss"])),
                step["done"],
                "{at}"
            );
        } else if has("start_over") {
            self.store.start_over();
        } else if has("wipe") {
            self.store.wipe();
        } else {
            self.look(step, at);
        }
    }

    /// Steps that only look.
    fn look(&self, step: &Value, at: &str) {
        let per_op = |what: &dyn Fn(&mobile_api::core::Entry) -> Value| -> Value {
            let entries = self.outbox.entries().iter();
            Value::Object(
                entries
                    .map(|entry| (name(entry.key), what(entry)))
                    .collect(),
            )
        };
        let (found, wanted) = if let Some(wanted) = step.get("states") {
            (per_op(&|entry| entry.state.as_str().into()), wanted)
        } else if let Some(wanted) = step.get("numbers") {
            let n = |entry: &mobile_api::core::Entry| {
                assert_eq!(entry.op().unwrap().n, entry.n, "{at}");
                entry.n.into()
            };
            (per_op(&n), wanted)
        } else if let Some(wanted) = step.get("text") {
            let text = |entry: &mobile_api::core::Entry| match &entry.state {
                State::Held { text, .. } | State::Rejected { text, .. } => text.clone().into(),
                State::Pending | State::Accepted { .. } | State::Duplicate { .. } => Value::Null,
            };
            (per_op(&text), wanted)
        } else if let Some(wanted) = step.get("announce") {
            let outbox = self.outbox.announce();
            let n = outbox.oldest_n;
            (
                json!({"pending": outbox.pending, "oldest_n": n, "last_n": outbox.last_n}),
                wanted,
            )
        } else if let Some(wanted) = step.get("rows") {
            (
                self.store
                    .rows()
                    .map(|row| serde_json::to_value(row).unwrap())
                    .collect(),
                wanted,
            )
        } else if let Some(list) = step.get("doors") {
            let doors = overlay::doors(&self.store, &self.outbox, read(list)).into_iter();
            let doors = doors.map(mobile_api::wire::Row::Door);
            (
                doors
                    .map(|row| serde_json::to_value(row).unwrap())
                    .collect(),
                &step["are"],
            )
        } else {
            assert_eq!(
                self.store.applied_to(),
                read::<u64>(&step["applied_to"]),
                "{at}"
            );
            (self.store.cursor().into(), &step["cursor"])
        };
        assert_eq!(&found, wanted, "{at}");
    }

    fn write(&mut self, step: &Value, at: &str) {
        let op = &step["write"];
        let draft = Draft {
            id: read(&op["id"]),
            rev: read(&op["rev"]),
            kind: read::<OpKind>(&op["kind"]),
            v: read(&op["v"]),
            shift: op.get("shift").map(read),
            at: read(&op["at"]),
            mono_ms: read(&op["mono_ms"]),
            data: op["data"].clone(),
        };
        let n = self.outbox.append(draft);
        match step.get("refused") {
            Some(_) => assert!(n.is_err(), "{at}"),
            None => assert_eq!(n, Ok(read(&step["n"])), "{at}"),
        }
    }

    fn answer(&mut self, step: &Value, at: &str) {
        let applied = self.outbox.apply(&self.batch, &read(&step["answer"]));
        for (field, keys) in [
            ("in_now", &applied.in_now),
            ("held", &applied.held),
            ("rejected", &applied.rejected),
            ("unknown", &applied.unknown),
            ("queued_again", &applied.queued_again),
        ] {
            if let Some(wanted) = step.get(field) {
                assert_eq!(&names(keys), wanted, "{at}, {field}");
            }
        }
        let flag = |field: &str| step.get(field).is_some_and(|flag| flag == true);
        assert_eq!(applied.other_epoch, flag("other_epoch"), "{at}");
        assert_eq!(applied.new_install, flag("new_install"), "{at}");
    }

    fn page(&mut self, step: &Value, at: &str) {
        let before = self.store.clone();
        let page: PullResponse = read(&step["page"]);
        let asked = Ask {
            cursor: read(&step["asked"]),
            starts: step.get("starts").map_or(before.ask().starts, read),
        };
        let merged = match self.store.apply(&asked, &page) {
            Ok(Merged::Page {
                more,
                removed,
                diverged,
            }) => {
                let removed: Vec<Value> = removed
                    .into_iter()
                    .map(|(list, why)| json!({"list": list, "why": why}))
                    .collect();
                json!({"more": more, "diverged": diverged, "removed": removed})
            }
            Ok(Merged::Stale) => "stale".into(),
            Err(MergeProblem::OtherEpoch) => "other_epoch".into(),
            Err(MergeProblem::WrongPhase) => "wrong_phase".into(),
            Err(MergeProblem::OutOfOrder) => "out_of_order".into(),
        };
        assert_eq!(merged, step["merged"], "{at}");
        if merged.is_string() {
            assert_eq!(self.store, before, "{at}: nothing changed");
        }
    }
}
