/** One op in the outbox, what became of it, and a batch on the way. Twin of `core/outbox/entry.rs`. */
import { readMoment } from "../base/moment";
import type { OpResult } from "../wire";
import { parseOp, type TypedOp } from "../wire/op";
import type { OpKey } from "../wire/ops";

/** What is known to have become of an op. */
export type State =
  /** It waits, or it is on the way: not known to have arrived. */
  | { is: "pending" }
  | { is: "accepted"; seq: number; mark: string | null }
  /** Stored before; an earlier answer was lost. */
  | { is: "duplicate"; seq: number | null }
  /** Stored apart; a person decides. */
  | { is: "held"; seq: number | null; why: string; text: string }
  /** Not stored. It stays here to be shown. */
  | { is: "rejected"; why: string; text: string };

export const PENDING: State = { is: "pending" };

/** How much is known: an answer changes a state only to one of higher rank. */
export const RANK: Record<State["is"], number> = { pending: 0, rejected: 1, held: 2, accepted: 3, duplicate: 3 };

/** One op in the outbox. */
export interface Entry {
  readonly key: OpKey;
  /** Its shift and its time by the phone's clock, known without reading it. */
  readonly shift: string | null;
  readonly at: number;
  n: number;
  /** The op as it was written, and as it travels. Empty while an archived one is put away. */
  raw: string;
  state: State;
  /** The server's clock of the answer that said so. */
  settledAt: number | null;
  /** Whether its number belongs to an install id that this phone gave up. */
  ofOldInstall: boolean;
  /** Whether it was handed in again because the server missed its number; done once at most. */
  askedAgain: boolean;
}

/** An op that was not numbered yet. */
export type Draft<T extends TypedOp = TypedOp> = T extends TypedOp ? Omit<T, "n"> : never;

export function nameOf(key: OpKey): string {
  return `${key.id}/${key.rev}`;
}

export function newEntry(op: TypedOp, raw: string): Entry {
  const { id, rev, n, shift } = op;
  return { key: { id, rev }, shift: shift ?? null, at: readMoment(op.at) ?? 0, n, raw, state: PENDING, settledAt: null, ofOldInstall: false, askedAgain: false };
}

/** The op as text, in the order of the wire's type. */
export function rawOf(draft: Draft, n: number): string {
  const { id, rev, kind, v, shift, at, mono_ms, data } = draft;
  return JSON.stringify({ id, n, rev, kind, v, shift: shift ?? undefined, at, mono_ms, data });
}

/** The op, read; `null` when it was written by another version of the app, or is put away. */
export function opOf(entry: Entry): TypedOp | null {
  const read = entry.raw === "" ? null : parseOp(entry.raw);
  return read && "op" in read ? read.op : null;
}

export function canGoAgain(entry: Entry): boolean {
  const handedIn = entry.state.is !== "pending" && entry.state.is !== "rejected";
  return handedIn && !entry.ofOldInstall && !entry.askedAgain;
}

export function queueAgain(entry: Entry): void {
  entry.state = PENDING;
  entry.settledAt = null;
}

/** Gives the op another number. Everything else in it stays as it was written. */
export function renumber(entry: Entry, n: number): void {
  entry.n = n;
  entry.ofOldInstall = false;
  if (entry.raw !== "") entry.raw = JSON.stringify({ ...(JSON.parse(entry.raw) as object), n });
}

/** Ops on the way, oldest first. */
export interface Batch {
  keys: OpKey[];
  raws: string[];
}

/**
 * Which op a result speaks of. A result without an id names an op by its place in this very push,
 * and can only reject it.
 */
export function namedIn(batch: Batch, result: OpResult): OpKey | null {
  const { id, rev, index } = result;
  if (id != null && rev != null) return { id, rev };
  if (id != null) {
    const ofId = batch.keys.filter((key) => key.id === id);
    return ofId.length === 1 ? (ofId[0] ?? null) : null;
  }
  return index != null && result.r === "rejected" ? (batch.keys[index] ?? null) : null;
}

/** The state that a result puts its op into; `null` for a result that says too little. */
export function stateOf(result: OpResult): State | null {
  const why = result.why ?? "other";
  const text = result.text ?? "Your lead will look at this record.";
  switch (result.r) {
    case "accepted":
      return result.seq == null ? null : { is: "accepted", seq: result.seq, mark: result.why ?? null };
    case "duplicate":
      if (result.held !== true) return { is: "duplicate", seq: result.seq ?? null };
      return { is: "held", seq: result.seq ?? null, why, text };
    case "held":
      return { is: "held", seq: result.seq ?? null, why, text };
    case "rejected":
      return { is: "rejected", why, text };
    default:
      // A verdict of a version to come says nothing yet.
      return null;
  }
}
