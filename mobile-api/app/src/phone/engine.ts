/**
 * All that this phone holds, in memory and on its disk, and the one way to change it: what is to
 * be kept is written first, in one transaction; only then does memory, and with it the screen,
 * follow. A change that could not be written leaves nothing behind.
 */
import { since, type Clock } from "../base/clock";
import { newId } from "../base/ids";
import { writeMoment } from "../base/moment";
import { Queue } from "../base/queue";
import type { Draft as OpDraft, Entry } from "../core/entry";
import { Store } from "../core/merge";
import { Outbox } from "../core/outbox";
import { Overlay } from "../core/overlay";
import type { Disk } from "../store/disk";
import { freshState, type KeptState } from "../store/state";
import type { TypedOp } from "../wire/op";
import type { OpData, OpKind } from "../wire/ops";
import { listOf } from "../wire/rows";
import type { Language } from "../words";
import { type Draft, type HandInTrouble, Trouble, type View } from "./face";
import { Glass } from "./view";

/** Seven days without the server, then rows are put away until it is met again. */
export const LEASE_MS = 7 * 24 * 60 * 60 * 1_000;

/** What is true of this run only. */
export interface Run {
  practice: boolean;
  /** Another tab writes; this one only looks on. */
  behind: boolean;
  full: boolean;
  /** The browser cleared the storage while the app ran; all of it was kept anew. */
  restored: boolean;
  /** Why nothing can be kept at all. */
  denied: Trouble | null;
  busy: boolean;
  trouble: HandInTrouble;
  updateReady: boolean;
  tooOld: boolean;
}

/** What a change does beside writing ops. */
export interface Beside {
  state?: Partial<KeptState>;
  drafts?: Draft[];
  dropDrafts?: string[];
}

/** What came from the server, once memory has taken it in. */
export interface Lesson<T> {
  entries?: Iterable<Entry>;
  dropped?: Entry[];
  touched?: Set<string | null>;
  state?: Partial<KeptState>;
  dropDrafts?: string[];
  result: T;
}

export class Engine {
  state: KeptState;
  outbox: Outbox;
  store = new Store();
  overlay = new Overlay();
  readonly drafts = new Map<string, Draft>();
  readonly run: Run;
  private readonly queue = new Queue();
  private readonly glass = new Glass();
  /** Called when everything had to be kept anew. */
  onRestored: () => void = () => undefined;
  /** Called after each op that was written; hand-in begins here. */
  onWritten: () => void = () => undefined;

  constructor(
    readonly disk: Disk | null,
    readonly clock: Clock,
    language: Language,
    practice: boolean,
    private readonly onView: (view: View) => void,
  ) {
    this.state = freshState(language);
    this.outbox = new Outbox(this.state.numbers);
    if (disk) {
      disk.whole = () => ({
        entries: this.outbox.entries(),
        rows: { touched: new Set([...this.store.kept()].map(({ row }) => listOf(row))), all: this.store.kept() },
        drafts: [...this.drafts.values()],
      });
      disk.onRestored = () => {
        this.run.restored = true;
        this.onRestored();
      };
    }
    const none = { behind: false, full: false, restored: false, busy: false, updateReady: false, tooOld: false };
    this.run = { ...none, practice, denied: disk ? null : new Trouble("storage_denied"), trouble: null };
  }

  /** Reads everything from the disk. Archived ops stay sealed unless a screen needs them. */
  async load(): Promise<{ empty: boolean; damaged: boolean }> {
    if (!this.disk) return { empty: true, damaged: false };
    const found = await this.disk.read();
    if (found.state) this.state = { ...freshState(this.state.person.language), ...found.state };
    this.outbox = new Outbox(this.state.numbers, found.entries);
    const rows = found.rows.map((kept) => [`${kept.row.kind}/${kept.row.id}`, kept] as const);
    this.store = new Store(this.state.place, new Map(rows));
    this.drafts.clear();
    for (const draft of found.drafts) this.drafts.set(draft.id, draft);
    const damaged = await this.disk.openEntries(found.entries.filter((entry) => this.needs(entry)));
    for (const entry of damaged) this.outbox.lose(entry.key);
    this.overlay = new Overlay();
    for (const entry of this.outbox.entries()) this.overlay.put(entry);
    this.glass.everything();
    return { empty: found.state === null && found.entries.length === 0, damaged: found.damaged || damaged.length > 0 };
  }

  /** Whether a screen, or the server, may still ask for what an op says. */
  private needs(entry: Entry): boolean {
    const { state, shift } = entry;
    if (state.is === "accepted" || state.is === "duplicate") {
      return this.ofShift(shift) || (state.seq !== null && state.seq > this.state.place.appliedTo);
    }
    return true;
  }

  /** Whether this is the running shift, or the last one. */
  ofShift(shift: string | null): boolean {
    return shift !== null && shift === this.state.shift?.id;
  }

  /** Opens every archived op: after a restore they may have to go again. */
  async openAll(): Promise<void> {
    const damaged = (await this.disk?.openEntries([...this.outbox.entries()])) ?? [];
    for (const entry of damaged) this.outbox.lose(entry.key);
    for (const entry of this.outbox.entries()) this.overlay.put(entry);
    this.glass.everything();
  }

  /**
   * One command after another; refused where this tab may not write. `saved` is called in one go
   * with the view's change, so that what it changes on the screen is drawn together with that.
   */
  command<T>(work: () => Promise<T>, saved: (result: T) => void = () => undefined): Promise<T> {
    return this.queue.run(async () => {
      if (this.run.denied) throw this.run.denied;
      if (this.run.behind) throw new Trouble("another_tab");
      let result: T;
      try {
        result = await work();
      } catch (cause) {
        this.show();
        throw cause instanceof Trouble ? cause : new Trouble("unexpected", { cause });
      }
      this.show();
      saved(result);
      return result;
    });
  }

  /** A new op's envelope around `data`. */
  op<K extends OpKind>(kind: K, data: OpData[K], more: { id?: string; rev?: number; shift?: string | null } = {}): OpDraft {
    const { id = newId(), rev = 1, shift = this.running()?.id ?? null } = more;
    const [at, mono_ms] = [writeMoment(this.clock.now()), this.clock.mono()];
    return { id, rev, kind, v: 1, shift, at, mono_ms, data } as OpDraft;
  }

  /** The shift that is not over. */
  running(): KeptState["shift"] {
    return this.state.shift?.ended === false ? this.state.shift : null;
  }

  /** Writes ops and what goes with them: all or nothing. Called within a command. */
  async write(ops: OpDraft[], beside: Beside = {}): Promise<Entry[]> {
    const fresh: Entry[] = [];
    const read = new Map<Entry, TypedOp>();
    for (const op of ops) {
      const prepared = this.outbox.prepare(op, fresh.length);
      if (prepared.known) continue;
      fresh.push(prepared.entry);
      read.set(prepared.entry, prepared.op);
    }
    const state: KeptState = { ...this.state, ...beside.state };
    state.numbers = { ...state.numbers, lastN: state.numbers.lastN + fresh.length };
    await this.keep(state, { entries: fresh, ...beside });
    this.outbox.numbers = state.numbers;
    for (const entry of fresh) {
      this.outbox.take(entry);
      this.glass.doors(this.overlay.put(entry, read.get(entry)));
    }
    if (fresh.length > 0) this.onWritten();
    return fresh;
  }

  private async keep(state: KeptState, change: Omit<Parameters<Disk["write"]>[0], "state">): Promise<void> {
    if (!this.disk) throw new Trouble("storage_denied");
    try {
      await this.disk.write({ ...change, state });
    } catch (cause) {
      this.run.full = cause instanceof Trouble && cause.code === "storage_full";
      throw cause;
    }
    this.run.full = false;
    this.state = state;
    for (const draft of change.drafts ?? []) this.draftChanged(draft.door, () => this.drafts.set(draft.id, draft));
    for (const id of change.dropDrafts ?? []) this.draftChanged(this.drafts.get(id)?.door ?? null, () => this.drafts.delete(id));
  }

  private draftChanged(door: string | null, change: () => void): void {
    change();
    if (door !== null) this.glass.doors(new Set([door]));
  }

  /**
   * Changes ops and rows in memory and then keeps them: what comes from the server. Where it
   * cannot be kept, everything is read anew from the disk.
   */
  learn<T>(work: () => Promise<Lesson<T>>): Promise<T> {
    return this.command(() => this.relearn(work));
  }

  /** The same within a command. */
  async relearn<T>(work: () => Promise<Lesson<T>>): Promise<T> {
    try {
      const { entries = [], dropped = [], touched = new Set<string | null>(), state = {}, dropDrafts = [], result } = await work();
      const next = { ...this.state, ...state, numbers: this.outbox.numbers, place: this.store.place };
      const changed = [...entries];
      const rows = { touched, all: this.store.kept() };
      await this.keep(next, { entries: changed, dropEntries: dropped.map((entry) => entry.key), rows, dropDrafts });
      for (const entry of changed) this.glass.doors(this.overlay.put(entry));
      for (const entry of dropped) this.outbox.lose(entry.key);
      for (const entry of dropped) this.glass.doors(this.overlay.drop(entry));
      if (touched.size > 0) this.rowsChanged();
      return result;
    } catch (cause) {
      await this.load();
      throw cause;
    }
  }

  /** Everything that shows rows is made anew. */
  rowsChanged(): void {
    this.overlay.rowsChanged();
    this.glass.everything();
  }

  /** Destroys all that is kept but `state`; for a phone that was signed out for good. */
  async wipe(state: KeptState): Promise<void> {
    await this.disk?.wipe(state);
    this.state = state;
    this.outbox = new Outbox(state.numbers);
    this.store = new Store(state.place);
    this.overlay = new Overlay();
    this.drafts.clear();
    this.glass.everything();
  }

  /** Too long without the server: rows are put away. */
  resting(): boolean {
    const { met, session, revoked } = this.state;
    return !revoked && session !== null && met !== null && !this.run.practice && since(met, this.clock) > LEASE_MS;
  }

  /** Rows came from a server that was restored since the outbox last heard of it. */
  ofTwoEpochs(): boolean {
    const [rows, ops] = [this.store.place.epoch, this.outbox.numbers.epoch];
    return rows !== null && ops !== "" && rows !== ops;
  }

  /** The server's clock, as far as this phone can tell. */
  serverNow(): number {
    return this.clock.now() + this.state.aheadMs;
  }

  show(): void {
    this.onView(this.glass.view(this));
  }
}

