/**
 * What is kept on the phone, read once at the start and written in single transactions: all of a
 * change or nothing of it, and on the disk before the promise resolves.
 */
import type { Kept } from "../core/merge";
import type { Entry } from "../core/entry";
import { type Draft, Trouble } from "../phone/face";
import type { OpKey } from "../wire/ops";
import { listOf } from "../wire/rows";
import { Box, type Sealed } from "./box";
import * as outbox from "./outbox";
import { type Database, openDatabase } from "./schema";
import type { KeptState } from "./state";

/** One change to what is kept. */
export interface Change {
  state: KeptState;
  entries?: Iterable<Entry>;
  dropEntries?: OpKey[];
  /** Lists whose rows changed (`null`: the rows of no list), and all rows there are. */
  rows?: { touched: Set<string | null>; all: Iterable<Kept> };
  drafts?: Draft[];
  dropDrafts?: string[];
}

/** All that memory holds of what is kept, the state apart. */
export type Whole = Required<Pick<Change, "entries" | "rows" | "drafts">>;

/** All that was found. */
export interface Found {
  state: KeptState | null;
  entries: Entry[];
  rows: Kept[];
  drafts: Draft[];
  /** Something could not be opened any more. */
  damaged: boolean;
}

const ALL = ["keys", "state", "outbox", "rows", "drafts"] as const;

/** Nothing is left of what was kept: one change alone would be no use. */
class Cleared extends Error {}

export class Disk {
  private database: Database | null = null;
  private opened = false;
  /** The browser threw everything away while the app ran: the next write is one of everything. */
  private cleared = false;
  box = new Box(null);
  /** What is written then. */
  whole: () => Whole = () => ({ entries: [], rows: { touched: new Set(), all: [] }, drafts: [] });
  /** Called when the browser took the database away by itself. */
  onLost: () => void = () => undefined;
  /** Called when everything was written anew. */
  onRestored: () => void = () => undefined;

  private constructor(private readonly name: string) {}

  static async open(name: string): Promise<Disk> {
    const disk = new Disk(name);
    const database = await disk.connect();
    // Plain http has no `crypto.subtle`.
    const subtle = globalThis.crypto?.subtle as SubtleCrypto | undefined;
    let key = (await database.get("keys", "data")) ?? null;
    if (!key && subtle) {
      key = await Box.makeKey(subtle);
      await database.put("keys", key, "data");
    }
    disk.box = new Box(subtle ? key : null);
    disk.opened = true;
    return disk;
  }

  private async connect(): Promise<Database> {
    if (this.database) return this.database;
    try {
      const database = await openDatabase(this.name, (how) => {
        this.database = null;
        if (how === "taken") this.onLost();
      });
      // Opened once more, it holds what it held, or nothing at all.
      if (this.opened && (await database.count("keys")) === 0 && (await database.count("state")) === 0) this.cleared = true;
      return (this.database = database);
    } catch (cause) {
      throw new Trouble("storage_denied", { cause });
    }
  }

  async read(): Promise<Found> {
    const database = await this.connect();
    const [sealed, entries, lists, names, drafts, draftNames] = await Promise.all([
      database.get("state", "state"),
      outbox.readAll(database),
      database.getAll("rows"),
      database.getAllKeys("rows"),
      database.getAll("drafts"),
      database.getAllKeys("drafts"),
    ]);
    let damaged = false;
    const open = async <T>(place: string, it: Sealed): Promise<T | null> => {
      try {
        return JSON.parse(await this.box.open(place, it)) as T;
      } catch {
        damaged = true;
        return null;
      }
    };
    const state = sealed ? await open<KeptState>("state", sealed) : null;
    const rows = await Promise.all(lists.map((list, at) => open<[number, number, Kept["row"]][]>(`rows/${names[at]}`, list)));
    const talks = await Promise.all(drafts.map((draft, at) => open<Draft>(`drafts/${draftNames[at]}`, draft)));
    return {
      state,
      entries,
      rows: rows.flatMap((list) => list ?? []).map(([seq, round, row]) => ({ seq, round, row })),
      drafts: talks.filter((draft) => draft !== null),
      damaged,
    };
  }

  /** Opens entries that were put away; returns those that are damaged. */
  openEntries(entries: Entry[]): Promise<Entry[]> {
    return outbox.open(this.box, entries);
  }

  /**
   * Keeps a change. Where the browser cleared the storage behind the running app, everything that
   * memory still holds is kept anew with it, under the same key.
   */
  async write(change: Change): Promise<void> {
    await this.connect();
    if (!this.cleared) {
      try {
        return await this.put(change);
      } catch (cause) {
        if (!(cause instanceof Cleared)) throw cause;
      }
    }
    const { entries, rows, drafts } = this.whole();
    await this.put({
      ...change,
      entries: [...entries, ...(change.entries ?? [])],
      rows,
      drafts: [...drafts, ...(change.drafts ?? [])],
    });
    this.cleared = false;
    this.onRestored();
  }

  /** Everything is sealed first, because a transaction does not wait for anything but the disk. */
  private async put(change: Change): Promise<void> {
    const { box, cleared } = this;
    const [state, entries, rows, drafts] = await Promise.all([
      box.seal("state", JSON.stringify(change.state)),
      Promise.all([...(change.entries ?? [])].map((entry) => outbox.toRow(box, entry))),
      this.sealRows(change.rows),
      Promise.all((change.drafts ?? []).map(async (draft) => [draft.id, await box.seal(`drafts/${draft.id}`, JSON.stringify(draft))] as const)),
    ]);
    await this.transaction((writing) => {
      if (cleared && box.key) void writing.objectStore("keys").put(box.key, "data").catch(() => undefined);
      void writing.objectStore("state").put(state, "state").catch(() => undefined);
      outbox.put(writing, entries);
      outbox.drop(writing, change.dropEntries ?? []);
      for (const [list, sealed] of rows) {
        const kept = writing.objectStore("rows");
        void (sealed ? kept.put(sealed, list) : kept.delete(list)).catch(() => undefined);
      }
      for (const [id, draft] of drafts) void writing.objectStore("drafts").put(draft, id).catch(() => undefined);
      for (const id of change.dropDrafts ?? []) void writing.objectStore("drafts").delete(id).catch(() => undefined);
    });
  }

  private async sealRows(change: Change["rows"]): Promise<[string, Sealed | null][]> {
    if (!change || change.touched.size === 0) return [];
    const lists = new Map<string | null, [number, number, Kept["row"]][]>();
    for (const list of change.touched) lists.set(list, []);
    for (const { seq, round, row } of change.all) lists.get(listOf(row))?.push([seq, round, row]);
    const one = async ([list, rows]: [string | null, unknown[]]): Promise<[string, Sealed | null]> => {
      const name = list ?? "";
      return [name, rows.length === 0 ? null : await this.box.seal(`rows/${name}`, JSON.stringify(rows))];
    };
    return Promise.all([...lists].map(one));
  }

  /** Destroys the key and everything that it sealed, and goes on with `state` under a new key. */
  async wipe(state: KeptState): Promise<void> {
    const key = this.box.seals ? await Box.makeKey(crypto.subtle) : null;
    const box = new Box(key);
    const sealed = await box.seal("state", JSON.stringify(state));
    // Whatever the browser may have cleared meanwhile is not to be brought back now.
    this.cleared = true;
    await this.transaction((writing) => {
      outbox.clear(writing);
      for (const name of ["keys", "state", "rows", "drafts"] as const) void writing.objectStore(name).clear().catch(() => undefined);
      if (key) void writing.objectStore("keys").put(key, "data").catch(() => undefined);
      void writing.objectStore("state").put(sealed, "state").catch(() => undefined);
    });
    this.box = box;
    this.cleared = false;
  }

  /** Deletes rows and talks, and keeps the outbox. */
  async wipeRows(state: KeptState): Promise<void> {
    // Where the storage was cleared meanwhile, this brings the outbox back.
    await this.write({ state });
    const sealed = await this.box.seal("state", JSON.stringify(state));
    await this.transaction((writing) => {
      for (const name of ["rows", "drafts"] as const) void writing.objectStore(name).clear().catch(() => undefined);
      void writing.objectStore("state").put(sealed, "state").catch(() => undefined);
    });
  }

  private async transaction(work: (writing: outbox.Writing) => void, again = true): Promise<void> {
    const database = await this.connect();
    let writing: outbox.Writing;
    try {
      writing = database.transaction([...ALL], "readwrite", { durability: "strict" }) as outbox.Writing;
    } catch (cause) {
      // The connection was lost in between (the browser tidied up); a new one is as good, unless
      // everything went with it.
      this.database = null;
      if (!again) throw troubleOf(cause);
      const known = this.cleared;
      await this.connect();
      if (this.cleared && !known) throw new Cleared();
      return this.transaction(work, false);
    }
    try {
      work(writing);
      // Nothing is added later: it need not be found out that nothing came.
      writing.commit?.();
      await writing.done;
    } catch (cause) {
      // Where a write could not even be asked for, those before it must not stay.
      try {
        writing.abort();
      } catch {
        // It is over already.
      }
      await writing.done.catch(() => undefined);
      throw troubleOf(writing.error ?? cause);
    }
  }

  close(): void {
    this.database?.close();
    this.database = null;
  }
}

function troubleOf(cause: unknown): Trouble {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : "";
  if (name === "QuotaExceededError") return new Trouble("storage_full", { cause });
  if (name === "SecurityError" || name === "InvalidStateError" || name === "UnknownError") return new Trouble("storage_denied", { cause });
  return new Trouble("unexpected", { cause });
}
