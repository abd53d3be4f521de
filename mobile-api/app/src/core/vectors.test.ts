/** Runs `mobile-api/vectors/*.json`, field by field as `mobile-api/tests/it/vectors.rs` does. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readMoment } from "../base/moment";
import type { PushResponse } from "../wire";
import { parseOp } from "../wire/op";
import type { Op, OpKey } from "../wire/ops";
import type { Page, Row, RowRef } from "../wire/rows";
import { ceilingMs } from "./backoff";
import { canonicalJson, content, contentHash } from "./content";
import { Digest, rowHash } from "./digest";
import { type Batch, type Draft, type Entry, nameOf, opOf } from "./entry";
import { Store } from "./merge";
import { type Applied, Outbox } from "./outbox";
import { Overlay } from "./overlay";

// What stands in a vector is whatever its file says; each step reads its own fields.
type Loose = any; // eslint-disable-line @typescript-eslint/no-explicit-any

function cases(file: string): Loose[] {
  const text = readFileSync(new URL(`../../../vectors/${file}`, import.meta.url), "utf8");
  return (JSON.parse(text) as { cases: Loose[] }).cases;
}

const names = (keys: OpKey[]): string[] => keys.map(nameOf);

describe("content hashes are those of the vectors", () => {
  test.each(cases("content.json"))("$name", ({ op, canonical, hash }: { op: Op; canonical: string; hash: string }) => {
    expect(canonicalJson(content(op))).toBe(canonical);
    expect(contentHash(op)).toBe(hash);
  });
});

describe("digests are those of the vectors", () => {
  test.each(cases("digest.json"))("$name", ({ rows, digest }: { rows: (RowRef & { seq: number; list: string | null })[]; digest: Loose[] }) => {
    const lists = new Map<string | null, Digest>();
    for (const row of rows) {
      const of = lists.get(row.list) ?? new Digest();
      lists.set(row.list, of);
      of.add(rowHash(row, row.seq));
    }
    const sorted = [...lists].sort(([a], [b]) => ((a ?? "") < (b ?? "") ? -1 : 1));
    expect(sorted.map(([list, of]) => of.ofList(list))).toEqual(digest);
  });
});

describe("ops are read as in the vectors", () => {
  test.each(cases("ops.json"))("$name", ({ op, pad, reason }: Loose) => {
    if (pad) op.data.pad = "x".repeat(pad);
    const read = parseOp(JSON.stringify(op));
    expect("problem" in read ? read.problem : null).toBe(reason);
  });
});

test("waits are those of the vectors", () => {
  for (const { failures, ceiling_ms } of cases("backoff.json")) expect(ceilingMs(failures)).toBe(ceiling_ms);
});

describe.each(["outbox.json", "merge.json", "overlay.json"])("%s", (file) => {
  test.each(cases(file))("$name", ({ install, epoch, steps }: Loose) => {
    const phone = new Phone(install, epoch);
    for (const [at, step] of steps.entries()) phone.step(step, `step ${at}`);
  });
});

/** Rows without what stands for nothing, as the Rust twin writes them. */
function bare(row: Row): Loose {
  const worth = ([name, value]: [string, unknown]) => value != null && !(name === "tries" && value === 0) && !(name === "state" && value === "new");
  return Object.fromEntries(Object.entries(row).filter(worth));
}

class Phone {
  private readonly outbox: Outbox;
  private readonly store = new Store();
  /** Kept up to date entry by entry, as the app does it. */
  private readonly overlay = new Overlay();
  private batch: Batch = { keys: [], raws: [] };

  constructor(install: string, epoch: string) {
    this.outbox = new Outbox({ install, epoch, lastN: 0, backedUpSeq: null });
  }

  step(step: Loose, at: string): void {
    if (step.write) this.write(step, at);
    else if (step.batch) {
      this.batch = this.outbox.batch(step.batch) ?? { keys: [], raws: [] };
      expect(names(this.batch.keys), at).toEqual(step.keys);
    } else if (step.answer) this.answer(step, at);
    else if (step.page) this.page(step, at);
    else if (step.epoch_changed) {
      const { epoch, restored_to_seq } = step.epoch_changed;
      expect(this.outbox.epochChanged(epoch, restored_to_seq).length, at).toBe(step.queued);
      this.store.epochChanged(epoch, restored_to_seq);
    } else if (step.new_install) this.outbox.newInstall(step.new_install);
    else if (step.forget) {
      const gone = this.outbox.forget(step.forget.applied_to, readMoment(step.forget.server_now) ?? 0);
      for (const entry of gone) this.overlay.drop(entry);
      expect(gone.length, at).toBe(step.dropped);
    } else if (step.dismiss) {
      expect(this.outbox.dismiss(step.dismiss), at).toBe(step.done);
      if (step.done) this.overlay.drop({ key: step.dismiss });
    } else if (step.start_over !== undefined) this.store.startOver();
    else if (step.wipe !== undefined) this.store.wipe();
    else this.look(step, at);
    for (const entry of this.outbox.entries()) this.overlay.put(entry);
    this.overlay.rowsChanged();
  }

  private look(step: Loose, at: string): void {
    const perOp = (what: (entry: Entry) => unknown) => Object.fromEntries([...this.outbox.entries()].map((entry) => [nameOf(entry.key), what(entry)]));
    if (step.states) expect(perOp((entry) => entry.state.is), at).toEqual(step.states);
    else if (step.numbers) {
      expect(perOp((entry) => entry.n), at).toEqual(step.numbers);
      expect(perOp((entry) => opOf(entry)?.n), at).toEqual(step.numbers);
    } else if (step.text) expect(perOp((entry) => ("text" in entry.state ? entry.state.text : null)), at).toEqual(step.text);
    else if (step.announce) expect(this.outbox.announce(), at).toEqual(step.announce);
    else if (step.rows) {
      const rows = [...this.store.kept()].map(({ row }) => row).sort((a, b) => (`${a.kind}/${a.id}` < `${b.kind}/${b.id}` ? -1 : 1));
      expect(rows.map(bare), at).toEqual(step.rows.map(bare));
    } else if (step.doors) expect(this.overlay.doors(this.store, step.doors).map(bare), at).toEqual(step.are.map(bare));
    else {
      expect(this.store.place.appliedTo, at).toBe(step.applied_to);
      expect(this.store.place.cursor, at).toBe(step.cursor);
    }
  }

  private write(step: Loose, at: string): void {
    const prepare = () => this.outbox.prepare(step.write as Draft);
    if (step.refused !== undefined) {
      expect(prepare, at).toThrow();
      return;
    }
    const { entry } = prepare();
    this.outbox.take(entry);
    expect(entry.n, at).toBe(step.n);
  }

  private answer(step: Loose, at: string): void {
    const applied = this.outbox.apply(this.batch, step.answer as PushResponse);
    const fields: [string, Exclude<keyof Applied, "otherEpoch" | "newInstall">][] = [
      ["in_now", "inNow"], ["held", "held"], ["rejected", "rejected"], ["unknown", "unknown"], ["queued_again", "queuedAgain"],
    ];
    for (const [field, mine] of fields) {
      if (step[field] !== undefined) expect(names(applied[mine]), `${at}, ${field}`).toEqual(step[field]);
    }
    expect(applied.otherEpoch, at).toBe(step.other_epoch === true);
    expect(applied.newInstall, at).toBe(step.new_install === true);
  }

  private page(step: Loose, at: string): void {
    const before = JSON.stringify([this.store.place, [...this.store.kept()].map(({ seq, round, row }) => [seq, round, row])]);
    const starts = step.starts ?? this.store.place.starts;
    const merged = this.store.apply({ cursor: step.asked ?? null, starts }, step.page as Page);
    const told = merged.is === "page" ? { more: merged.more, diverged: merged.diverged, removed: merged.removed } : merged.is;
    expect(told, at).toEqual(step.merged);
    if (merged.is !== "page") {
      expect(JSON.stringify([this.store.place, [...this.store.kept()].map(({ seq, round, row }) => [seq, round, row])]), at).toBe(before);
    }
  }
}
