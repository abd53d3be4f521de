/**
 * The database on the phone. A new version adds a step to `STEPS`; a step never reads or changes
 * what stands in `outbox`, which holds ops in the version in which they were written.
 */
import { type DBSchema, type IDBPDatabase, openDB, type OpenDBCallbacks } from "idb";
import type { Sealed } from "./box";
import type { OutboxRow } from "./outbox";

export interface Schema extends DBSchema {
  /** The key that seals all the rest; not to be read out. */
  keys: { key: "data"; value: CryptoKey };
  /** One record with all that is neither op, row nor draft. */
  state: { key: "state"; value: Sealed };
  /** Ops by `id/rev`; see `outbox.ts`. */
  outbox: { key: string; value: OutboxRow };
  /** Pulled rows, list by list (`""`: those of no list), so that few things must be opened. */
  rows: { key: string; value: Sealed };
  /** Talks being written down. */
  drafts: { key: string; value: Sealed };
}

export type Database = IDBPDatabase<Schema>;

/** Each step makes of the version before it its own; the first one is step 1. */
const STEPS: ((database: Database) => void)[] = [
  (database) => {
    for (const name of ["keys", "state", "outbox", "rows", "drafts"] as const) database.createObjectStore(name);
  },
];

/** `onLost` hears how the connection ended: given to a newer app, or taken by the browser. */
export async function openDatabase(name: string, onLost: (how: "given" | "taken") => void): Promise<Database> {
  const calls: OpenDBCallbacks<Schema> = {
    upgrade(database, from) {
      for (const step of STEPS.slice(from)) step(database);
    },
    // A newer app in another tab: let it have the database; what is written next opens it again.
    blocking(_from, _to, event) {
      (event.target as IDBDatabase).close();
      onLost("given");
    },
    terminated: () => onLost("taken"),
  };
  try {
    return await openDB<Schema>(name, STEPS.length, calls);
  } catch (cause) {
    // A newer version of the app was here. Steps only add, so what this one knows is still there.
    if ((cause as Error).name === "VersionError") return openDB<Schema>(name, undefined, calls);
    throw cause;
  }
}
