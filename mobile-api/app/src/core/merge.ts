/**
 * The phone's copy of the rows in its scope, and how pages of a pull change it. Twin of
 * `core/merge.rs`: a page and its cursor are taken in together or not at all, and a page counts
 * only as the answer to the request that the phone waits for.
 */
import type { ListDigest } from "../wire";
import { type Change, listOf, type Page, type Row, type RowKind, type RowRef, type WhyRemoved } from "../wire/rows";
import { Digest, rowHash, sameDigests } from "./digest";

/** Where the pull stands. */
export interface Place {
  epoch: string | null;
  cursor: string | null;
  appliedTo: number;
  /** Counts snapshots begun; rows of an older round go when a snapshot ends. */
  round: number;
  /** Counts the times that everything began anew. */
  starts: number;
  inSnapshot: boolean;
  /** The number at which the running snapshot is read. */
  snapshotAt: number;
}

export const NOWHERE: Place = { epoch: null, cursor: null, appliedTo: 0, round: 0, starts: 0, inSnapshot: false, snapshotAt: 0 };

/** A row, and when it came. */
export interface Kept {
  seq: number;
  round: number;
  row: Row;
  /** Its hash for the digest, once it was needed. */
  hash?: bigint;
}

/** What a page was asked with. */
export type Ask = Pick<Place, "cursor" | "starts">;

export type Merged =
  | { is: "page"; more: boolean; removed: { list: string; why: WhyRemoved }[]; diverged: boolean; touched: Set<string | null> }
  /** It was asked for at another place than ours: nothing changed, all is well. */
  | { is: "stale" }
  /** It cannot be taken in; nothing changed. */
  | { is: "other_epoch" }
  | { is: "wrong_phase" }
  | { is: "out_of_order" };

const keyOf = ({ kind, id }: { kind: RowKind; id: string }): string => `${kind}/${id}`;

export class Store {
  constructor(
    public place: Place = { ...NOWHERE },
    private readonly rows = new Map<string, Kept>(),
  ) {}

  /** What to ask with now; hand it back with the page. */
  ask(): Ask {
    return { cursor: this.place.cursor, starts: this.place.starts };
  }

  kept(): IterableIterator<Kept> {
    return this.rows.values();
  }

  row<K extends RowKind>(kind: K, id: string): Extract<Row, { kind: K }> | undefined {
    return this.rows.get(keyOf({ kind, id }))?.row as Extract<Row, { kind: K }> | undefined;
  }

  /** Every row of this kind, in no order. */
  *ofKind<K extends RowKind>(kind: K): IterableIterator<Extract<Row, { kind: K }>> {
    for (const { row } of this.rows.values()) if (row.kind === kind) yield row as Extract<Row, { kind: K }>;
  }

  /** Up to where this one row is known: further than the others while a snapshot brings rows anew. */
  knownTo(key: RowRef): number {
    const anew = this.rows.get(keyOf(key))?.round === this.place.round;
    return this.place.inSnapshot && anew ? this.place.snapshotAt : this.place.appliedTo;
  }

  /** Takes in a page that was asked for with `asked`; the numbered steps stand in the Rust twin. */
  apply(asked: Ask, page: Page): Merged {
    const { place } = this;
    if (asked.cursor !== place.cursor || asked.starts !== place.starts) return { is: "stale" };
    const misfit = this.misfit(page);
    if (misfit) return { is: misfit };
    const touched = new Set<string | null>();
    if (place.cursor === null) {
      place.round += 1;
      place.inSnapshot = true;
      // A server whose disk went back behind everybody's back has fewer numbers than we.
      place.appliedTo = Math.min(place.appliedTo, page.to);
    }
    if (page.phase === "delta") this.endSnapshot(touched);
    const removed: { list: string; why: WhyRemoved }[] = [];
    for (const change of page.changes) this.change(change, page.phase, removed, touched);
    if (page.phase === "snapshot") {
      place.snapshotAt = page.to;
      if (!page.more) this.endSnapshot(touched);
    }
    if (!place.inSnapshot) place.appliedTo = page.to;
    place.epoch = page.epoch;
    place.cursor = page.cursor;
    const diverged = !page.more && !sameDigests(this.digests(), page.digest);
    return { is: "page", more: page.more, removed, diverged, touched };
  }

  private misfit(page: Page): "other_epoch" | "wrong_phase" | "out_of_order" | null {
    const { place } = this;
    if (place.epoch !== null && place.epoch !== page.epoch) return "other_epoch";
    if (page.phase === "snapshot") return place.cursor !== null && !place.inSnapshot ? "wrong_phase" : null;
    if (place.cursor === null) return "wrong_phase";
    let last = place.appliedTo;
    for (const { seq } of page.changes) {
      if (seq < last || seq > page.to) return "out_of_order";
      last = seq;
    }
    return page.to >= place.appliedTo ? null : "out_of_order";
  }

  private change(change: Change, phase: Page["phase"], removed: { list: string; why: WhyRemoved }[], touched: Set<string | null>): void {
    const { seq, put, scope } = change;
    const gone = change.del ?? change.leave;
    if (put) {
      const before = this.rows.get(keyOf(put));
      const newerHere = before !== undefined && before.seq > seq && (phase === "delta" || before.round === this.place.round);
      if (newerHere) return;
      if (before) touched.add(listOf(before.row));
      touched.add(listOf(put));
      this.rows.set(keyOf(put), { seq, round: this.place.round, row: put });
    } else if (gone) {
      this.remove(keyOf(gone), touched);
    } else if (scope?.remove) {
      const { list, why } = scope.remove;
      for (const [key, kept] of this.rows) if (listOf(kept.row) === list) this.remove(key, touched);
      touched.add(list);
      removed.push({ list, why });
    }
  }

  private remove(key: string, touched: Set<string | null>): void {
    const before = this.rows.get(key);
    if (before) touched.add(listOf(before.row));
    this.rows.delete(key);
  }

  private endSnapshot(touched: Set<string | null>): void {
    if (!this.place.inSnapshot) return;
    this.place.inSnapshot = false;
    for (const [key, kept] of this.rows) if (kept.round !== this.place.round) this.remove(key, touched);
  }

  /** Begins a new snapshot with the next page; the rows stay to be seen until it ends. */
  startOver(): void {
    this.place.starts += 1;
    this.place.cursor = null;
    this.place.inSnapshot = false;
  }

  /** The server was restored: begins a new snapshot of its new epoch. The same news once more changes nothing. */
  epochChanged(epoch: string, restoredTo: number): void {
    if (this.place.epoch === epoch) return;
    this.place.epoch = epoch;
    this.place.appliedTo = Math.min(this.place.appliedTo, restoredTo);
    this.startOver();
  }

  /** Deletes every row at once: the phone was signed out. */
  wipe(): void {
    this.rows.clear();
    this.place = { ...NOWHERE, starts: this.place.starts + 1 };
  }

  /** What is here, list by list; lists without a row do not appear. */
  digests(): ListDigest[] {
    const digests = new Map<string | null, Digest>();
    for (const kept of this.rows.values()) {
      const list = listOf(kept.row);
      const digest = digests.get(list) ?? new Digest();
      digests.set(list, digest);
      digest.add((kept.hash ??= rowHash(kept.row, kept.seq)));
    }
    return [...digests].map(([list, digest]) => digest.ofList(list));
  }
}
