/**
 * The phone's outbox: every op it ever wrote, until nobody can lose it any more. Twin of
 * `core/outbox.rs`, without any I/O: `store/outbox.ts` keeps what changes here.
 *
 * An op gets the next number, leaves in batches, oldest first, again and again, until a parsed
 * answer names it, and then stays until a backup of the server covers it.
 */
import { utf8 } from "../base/bytes";
import { readMoment } from "../base/moment";
import type { Limits, OutboxState, PushResponse } from "../wire";
import { ARCHIVE_MS } from "../wire/limits";
import { parseOp, type TypedOp } from "../wire/op";
import type { OpKey } from "../wire/ops";
import { contentHash } from "./content";
import { type Batch, canGoAgain, type Draft, type Entry, namedIn, nameOf, newEntry, opOf, queueAgain, RANK, rawOf, renumber, type State, stateOf } from "./entry";

/** How many bytes of a push are kept free for what stands around the ops. */
const ENVELOPE_BYTES = 1_024;

/** What is kept beside the entries. */
export interface Numbers {
  install: string;
  epoch: string;
  lastN: number;
  backedUpSeq: number | null;
}

/** What an answer changed. */
export interface Applied {
  /** Newly known to be in: accepted, or a duplicate. */
  inNow: OpKey[];
  held: OpKey[];
  rejected: OpKey[];
  /** Of the batch, what is still not known to have arrived. */
  unknown: OpKey[];
  /** Handed in before, yet missing on the server: waiting again. */
  queuedAgain: OpKey[];
  /** The answer speaks of another epoch, so nothing of it counted. */
  otherEpoch: boolean;
  /** The server wants this phone to enrol under a new install id. */
  newInstall: boolean;
}

/** The op makes no sense, is too long, or another one has its key. Nothing changed. */
export class AppendProblem extends Error {}

export class Outbox {
  private all = new Map<string, Entry>();

  constructor(
    public numbers: Numbers,
    entries: Iterable<Entry> = [],
  ) {
    for (const entry of entries) this.all.set(nameOf(entry.key), entry);
  }

  entries(): IterableIterator<Entry> {
    return this.all.values();
  }

  entry(key: OpKey): Entry | undefined {
    return this.all.get(nameOf(key));
  }

  /** What to announce: how many wait, the oldest of them, the last number given. */
  announce(): OutboxState & { oldest_n: number | null } {
    let [pending, oldest] = [0, Infinity];
    for (const entry of this.all.values()) {
      if (entry.state.is !== "pending") continue;
      pending += 1;
      oldest = Math.min(oldest, entry.n);
    }
    return { pending, oldest_n: pending === 0 ? null : oldest, last_n: this.numbers.lastN };
  }

  /**
   * Makes the entry of an op under the next number but `after`, without taking it in: it is stored
   * first. The same op once more is the entry that it has.
   */
  prepare(draft: Draft, after = 0): { entry: Entry; op: TypedOp; known: boolean } {
    const n = this.numbers.lastN + after + 1;
    const raw = rawOf(draft, n);
    const read = parseOp(raw);
    if ("problem" in read) throw new AppendProblem(read.problem);
    const before = this.entry(draft);
    if (!before) return { entry: newEntry(read.op, raw), op: read.op, known: false };
    const written = opOf(before);
    if (!written || contentHash(written) !== contentHash(read.op)) throw new AppendProblem("same_key");
    return { entry: before, op: written, known: true };
  }

  /** Takes in an entry that was prepared, and stored. */
  take(entry: Entry): void {
    this.all.set(nameOf(entry.key), entry);
    this.numbers.lastN = Math.max(this.numbers.lastN, entry.n);
  }

  /** An entry that cannot be read any more: its number is missing, and the server will see that. */
  lose(key: OpKey): void {
    this.all.delete(nameOf(key));
  }

  /** The next ops to hand in: the oldest that wait, as many as the limits allow, one at least. */
  batch(limits: Pick<Limits, "ops_per_push" | "bytes_per_push">): Batch | null {
    const waiting = [...this.all.values()].filter((entry) => entry.state.is === "pending").sort((a, b) => a.n - b.n);
    const room = Math.max(0, limits.bytes_per_push - ENVELOPE_BYTES);
    const batch: Batch = { keys: [], raws: [] };
    let bytes = 0;
    for (const entry of waiting.slice(0, Math.max(1, limits.ops_per_push))) {
      bytes += utf8(entry.raw).length + 1;
      if (bytes > room && batch.keys.length > 0) break;
      batch.keys.push(entry.key);
      batch.raws.push(entry.raw);
    }
    return batch.keys.length > 0 ? batch : null;
  }

  /**
   * Takes in a parsed answer to `batch`. Answers may come late, twice and in any order: what is
   * known to be in stays in; `held` gives way to "in", `rejected` to both.
   */
  apply(batch: Batch, answer: PushResponse): Applied {
    const applied: Applied = {
      inNow: [], held: [], rejected: [], unknown: [], queuedAgain: [],
      otherEpoch: answer.epoch !== this.numbers.epoch, newInstall: answer.new_install === true,
    };
    if (applied.otherEpoch) return { ...applied, unknown: batch.keys };
    const backedUp = answer.durable.backed_up_seq;
    if (backedUp != null) this.numbers.backedUpSeq = Math.max(this.numbers.backedUpSeq ?? 0, backedUp);
    const named = new Set<string>();
    for (const result of answer.results) {
      const [key, state] = [namedIn(batch, result), stateOf(result)];
      if (!key || !state) continue;
      named.add(nameOf(key));
      this.settle(key, state, readMoment(answer.server_time) ?? 0, applied);
    }
    for (const entry of this.all.values()) {
      const missing = answer.received.missing.some((run) => run.from <= entry.n && entry.n <= run.to);
      if (!missing || named.has(nameOf(entry.key)) || !canGoAgain(entry)) continue;
      queueAgain(entry);
      entry.askedAgain = true;
      applied.queuedAgain.push(entry.key);
    }
    applied.unknown = batch.keys.filter((key) => this.entry(key)?.state.is === "pending");
    return applied;
  }

  private settle(key: OpKey, state: State, serverTime: number, applied: Applied): void {
    const entry = this.entry(key);
    if (!entry || RANK[state.is] <= RANK[entry.state.is]) return;
    if (state.is === "held") applied.held.push(key);
    else if (state.is === "rejected") applied.rejected.push(key);
    else applied.inNow.push(key);
    entry.state = state;
    entry.settledAt = serverTime;
  }

  /**
   * The server was restored and has forgotten everything above `restoredTo`: handed-in ops above
   * it, or without a number, wait again. Returns them. The same news once more changes nothing.
   */
  epochChanged(epoch: string, restoredTo: number): Entry[] {
    if (epoch === this.numbers.epoch) return [];
    this.numbers.epoch = epoch;
    if (this.numbers.backedUpSeq !== null) this.numbers.backedUpSeq = Math.min(this.numbers.backedUpSeq, restoredTo);
    const again: Entry[] = [];
    for (const entry of this.all.values()) {
      entry.askedAgain = false;
      if (entry.state.is === "pending" || entry.state.is === "rejected") continue;
      if (entry.state.seq !== null && entry.state.seq <= restoredTo) continue;
      if (entry.ofOldInstall) renumber(entry, ++this.numbers.lastN);
      queueAgain(entry);
      again.push(entry);
    }
    return again;
  }

  /** The phone goes on under a new install id: what waits is numbered again from 1, in order. */
  newInstall(install: string): void {
    this.numbers.install = install;
    this.numbers.lastN = 0;
    const waits = (entry: Entry) => (entry.state.is === "pending" ? 0 : 1);
    const sorted = [...this.all.values()].sort((a, b) => waits(a) - waits(b) || a.n - b.n);
    this.all = new Map(sorted.map((entry) => [nameOf(entry.key), entry]));
    for (const entry of sorted) {
      if (entry.state.is === "pending") renumber(entry, ++this.numbers.lastN);
      else entry.ofOldInstall = true;
    }
  }

  /**
   * Drops what nobody can lose any more: handed-in ops that a backup covers and the rows show
   * (`appliedTo`), and all that were handed in 30 days ago by the server's clock. `needed` keeps
   * what the screens still show. What waits or was rejected stays.
   */
  forget(appliedTo: number, serverNow: number, needed: (entry: Entry) => boolean = () => false): Entry[] {
    const safe = Math.min(this.numbers.backedUpSeq ?? 0, appliedTo);
    const gone = [...this.all.values()].filter((entry) => {
      const { state, settledAt } = entry;
      if (state.is === "pending" || state.is === "rejected") return false;
      if (settledAt !== null && serverNow - settledAt > ARCHIVE_MS) return true;
      return state.is !== "held" && state.seq !== null && state.seq <= safe && !needed(entry);
    });
    for (const entry of gone) this.all.delete(nameOf(entry.key));
    return gone;
  }

  /** Drops one rejected or held op that a person has seen; `false` when it is neither. */
  dismiss(key: OpKey): boolean {
    const state = this.entry(key)?.state.is;
    return (state === "rejected" || state === "held") && this.all.delete(nameOf(key));
  }
}
