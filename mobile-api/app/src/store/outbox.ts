/**
 * The outbox on disk. The only module that touches it: ops go in as the text that was written, and
 * come out as that text. What is known of an op lies beside it, so that an archived one need not
 * be opened.
 */
import type { Entry, State } from "../core/entry";
import { nameOf } from "../core/entry";
import type { OpKey } from "../wire/ops";
import type { Box, Sealed } from "./box";
import type { Database, Schema } from "./schema";
import type { IDBPTransaction, StoreNames } from "idb";

export interface OutboxRow {
  id: string;
  rev: number;
  n: number;
  shift: string | null;
  at: number;
  state: State;
  settledAt: number | null;
  ofOldInstall: boolean;
  askedAgain: boolean;
  /** The op's raw text. */
  op: Sealed;
}

export type Writing = IDBPTransaction<Schema, StoreNames<Schema>[], "readwrite">;

/** What lies on disk of each entry, so that a change of state seals nothing anew. */
const kept = new WeakMap<Entry, { raw: string; op: Sealed }>();

const place = (key: OpKey): string => `outbox/${nameOf(key)}`;

/** The row of an entry, sealed before any transaction begins. */
export async function toRow(box: Box, entry: Entry): Promise<OutboxRow> {
  const { key, n, raw, shift, at, state, settledAt, ofOldInstall, askedAgain } = entry;
  const before = kept.get(entry);
  // An archived entry that was put away has no text in memory, and its text never changes.
  const op = before && (raw === "" || raw === before.raw) ? before.op : await box.seal(place(key), raw);
  kept.set(entry, { raw: raw === "" && before ? before.raw : raw, op });
  return { ...key, n, shift, at, state, settledAt, ofOldInstall, askedAgain, op };
}

export function put(writing: Writing, rows: OutboxRow[]): void {
  const outbox = writing.objectStore("outbox");
  for (const row of rows) void outbox.put(row, nameOf(row)).catch(() => undefined);
}

export function drop(writing: Writing, keys: OpKey[]): void {
  const outbox = writing.objectStore("outbox");
  for (const key of keys) void outbox.delete(nameOf(key)).catch(() => undefined);
}

export function clear(writing: Writing): void {
  void writing.objectStore("outbox").clear().catch(() => undefined);
}

/** Every entry in the order of its number, none of them opened. */
export async function readAll(database: Database): Promise<Entry[]> {
  const rows = await database.getAll("outbox");
  return rows
    .sort((a, b) => a.n - b.n)
    .map(({ id, rev, op, ...rest }) => {
      const entry: Entry = { key: { id, rev }, raw: "", ...rest };
      kept.set(entry, { raw: "", op });
      return entry;
    });
}

/** Opens entries that were put away. Returns those that cannot be opened any more. */
export async function open(box: Box, entries: Entry[]): Promise<Entry[]> {
  const damaged: Entry[] = [];
  const one = async (entry: Entry): Promise<void> => {
    const before = kept.get(entry);
    if (!before || entry.raw !== "") return;
    try {
      entry.raw = await box.open(place(entry.key), before.op);
      before.raw = entry.raw;
    } catch {
      damaged.push(entry);
    }
  };
  await Promise.all(entries.map(one));
  return damaged;
}
