/** For tests: clocks and timers in the hand of the test, and a small server that keeps the protocol. */
import { writeMoment } from "../base/moment";
import type { Clock } from "../base/clock";
import { Digest, rowHash } from "../core/digest";
import type { Around } from "./around";
import { createPhone } from "./phone.svelte";
import type { Face, View } from "./face";
import type { Op } from "../wire/ops";
import { type Change, listOf, type Row } from "../wire/rows";

export const NOON = Date.parse("2026-11-21T12:00:00Z");

export class TestClock implements Clock {
  wall = NOON;
  steady = 1_000;
  boot = "b1";
  now = (): number => this.wall;
  mono = (): number => this.steady;
}

export const id = (n: number): string => `01930000-0000-7000-8000-${String(n).padStart(12, "0")}`;
export const LIST = id(11);
export const SHIFT = id(21);
export const STREET = id(31);
export const HUB = id(91);

/** Doors 1 … `n` of one street on one list, and what goes with them. */
export function town(n: number): Row[] {
  const doors = Array.from({ length: n }, (_, at): Row => ({ kind: "door", id: id(100 + at), list: LIST, n: at + 1, street: STREET, number: String(at + 1), lng: -1.5, lat: 53.8 }));
  return [
    { kind: "walk_list", id: LIST, name: "Dale Street", shift: SHIFT, doors: n },
    { kind: "street", id: STREET, name: "Dale Street", line: [[[-1.5, 53.8], [-1.49, 53.8]]] },
    { kind: "shift", id: SHIFT, state: "ready", buddy: "Sam" },
    { kind: "theme", id: id(41), code: "food", name: "Food", n: 1 },
    ...doors,
  ];
}

type Answering = (path: string, init: RequestInit, body: string) => Response | Promise<Response> | null;

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": status < 400 ? "application/json" : "application/problem+json", ...headers } });
}

export function problem(status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Response {
  return json({ code, status, title: code, ...more }, status, headers);
}

export class TestServer {
  epoch = "e1";
  restoredTo = 0;
  seq = 0;
  install = id(71);
  hub = HUB;
  key: { id: string; suite: string; public: string } | null = null;
  backedUpSeq: number | null = null;
  skewMs = 0;
  quality = "good";
  readonly rows = new Map<string, { seq: number; row: Row }>();
  readonly feed: Change[] = [];
  readonly ops = new Map<string, { op: Op; seq: number }>();
  readonly asked: { path: string; body: string; headers: Headers }[] = [];
  /** Answers in place of the server, while it returns something. */
  instead: Answering = () => null;

  constructor(rows: Row[] = town(3)) {
    for (const row of rows) this.put(row);
  }

  put(row: Row): void {
    this.seq += 1;
    this.rows.set(`${row.kind}/${row.id}`, { seq: this.seq, row });
    this.feed.push({ seq: this.seq, put: row });
  }

  /** A backup comes back: what was handed in after it is forgotten. */
  restore(epoch: string, to: number): void {
    this.epoch = epoch;
    this.restoredTo = Math.min(to, this.seq);
    for (const [key, { seq }] of this.ops) if (seq > to) this.ops.delete(key);
  }

  takeBack(list: string, why: "recalled" | "expired" | "returned"): void {
    this.seq += 1;
    for (const [key, { row }] of this.rows) if (listOf(row) === list) this.rows.delete(key);
    this.feed.push({ seq: this.seq, scope: { remove: { list, why } } });
  }

  fetch = async (path: unknown, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    if (headers.has("content-encoding") && path !== "/api/sync/v1/push") return problem(400, "bad_request");
    const body = headers.get("content-encoding") === "gzip" ? await unpacked(init.body as ArrayBuffer) : String(init.body ?? "");
    this.asked.push({ path: String(path), body, headers });
    const other = await this.instead(String(path), init, body);
    if (other) return other;
    const url = new URL(String(path), "http://server");
    const server_time = writeMoment(NOON);
    switch (url.pathname) {
      case "/api/sync/v1/enrol":
        return json({ token: "t", person: id(81), role: "organiser", hub: this.hub, install: this.install, expires_at: 0 });
      case "/api/sync/v1/hub":
        return json({ hub: { id: this.hub, name: "North" }, person: { id: id(81), name: "Ana" }, languages: ["en", "pl"], key: this.key, numbers: [], people: [] });
      case "/api/sync/v1/pull":
        return this.pull(url.searchParams.get("cursor"), server_time);
      case "/api/sync/v1/push":
        return this.push(JSON.parse(body), server_time);
      case "/api/sync/v1/sealed":
        return json({ id: id(77) }, 202);
      default:
        return problem(404, "not_found");
    }
  };

  private pull(cursor: string | null, server_time: string): Response {
    const lists = new Map<string | null, Digest>();
    for (const { seq, row } of this.rows.values()) {
      const digest = lists.get(listOf(row)) ?? new Digest();
      lists.set(listOf(row), digest);
      digest.add(rowHash(row, seq));
    }
    const digest = [...lists].map(([list, it]) => it.ofList(list));
    const all = { server_time, epoch: this.epoch, to: this.seq, more: false, cursor: `${this.epoch}.${this.seq}`, digest };
    const [epoch] = cursor?.split(".") ?? [this.epoch];
    if (epoch !== this.epoch) return problem(409, "epoch_changed", { epoch: this.epoch, restored_to_seq: this.restoredTo });
    if (cursor === null) return json({ ...all, phase: "snapshot", changes: [...this.rows.values()].map(({ seq, row }) => ({ seq, put: row })) });
    const from = Number(cursor.split(".")[1]);
    return json({ ...all, phase: "delta", changes: this.feed.filter(({ seq }) => seq > from) });
  }

  private push(push: { epoch: string; ops: Op[]; outbox: { last_n: number } }, server_time: string): Response {
    if (push.epoch !== this.epoch) return problem(409, "epoch_changed", { epoch: this.epoch, restored_to_seq: this.restoredTo });
    const results = push.ops.map((op) => {
      const key = `${op.id}/${op.rev}`;
      const known = this.ops.get(key);
      if (known) return { id: op.id, rev: op.rev, r: "duplicate", seq: known.seq };
      this.seq += 1;
      this.ops.set(key, { op, seq: this.seq });
      return { id: op.id, rev: op.rev, r: "accepted", seq: this.seq };
    });
    return json(this.answer(results, server_time));
  }

  answer(results: object[], server_time = writeMoment(NOON)): object {
    return {
      server_time, epoch: this.epoch, protocol: { min: 1, max: 1 }, results,
      received: { contiguous_n: 0, missing: [] }, durable: { backed_up_seq: this.backedUpSeq },
      clock: { skew_ms: this.skewMs, quality: this.quality },
      limits: { ops_per_push: 200, bytes_per_push: 262_144, bytes_per_op: 65_536, rows_per_list: 5_000, rows_per_phone: 10_000 },
    };
  }

  pushes(): { ops: Op[]; outbox: object; install: string }[] {
    return this.asked.filter(({ path }) => path.endsWith("/push")).map(({ body }) => JSON.parse(body) as { ops: Op[]; outbox: object; install: string });
  }
}

async function unpacked(body: ArrayBuffer): Promise<string> {
  return new Response(new Blob([body]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

export async function until(holds: () => boolean, what = "this"): Promise<void> {
  for (let round = 0; round < 2_000; round += 1) {
    if (holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  throw new Error(`${what} did not come`);
}

let databases = 0;

/** A phone, its clock and its timers. `again` opens the same database as after a restart. */
export class Rig {
  readonly clock = new TestClock();
  readonly page = new EventTarget();
  readonly local = new Map<string, string>();
  online = true;
  database = `phone-${(databases += 1)}`;
  timers: { at: number; call: () => void }[] = [];
  face!: Face;
  more: Partial<Around> = {};

  constructor(readonly server: TestServer = new TestServer()) {}

  get view(): View {
    return this.face.view;
  }

  around(): Partial<Around> {
    const later = (call: () => void, ms: number): (() => void) => {
      const timer = { at: this.clock.steady + ms, call };
      this.timers.push(timer);
      return () => (this.timers = this.timers.filter((it) => it !== timer));
    };
    const local = {
      getItem: (key: string) => this.local.get(key) ?? null,
      setItem: (key: string, value: string) => void this.local.set(key, value),
      removeItem: (key: string) => void this.local.delete(key),
    };
    return {
      clock: this.clock, fetch: this.server.fetch as typeof fetch, locks: undefined, storage: { persist: () => Promise.resolve(true), persisted: () => Promise.resolve(true) },
      local, page: this.page, online: () => this.online, visible: () => true, random: () => 0.5, later, database: this.database, language: "en", ...this.more,
    };
  }

  async open(): Promise<this> {
    this.timers = [];
    this.face = await createPhone(this.around());
    return this;
  }

  async enrolled(): Promise<this> {
    await this.open();
    await this.face.enrol("a-code-of-sixteen-letters");
    return this;
  }

  /** Enrolled and on a shift. */
  async out(): Promise<this> {
    await this.enrolled();
    await this.face.startShift({ lists: [LIST], shift: null, expectedEnd: NOON + 7_200_000, people: 2, partner: null, buddy: null, street: null });
    return this;
  }

  /** The app is killed and started again: another run of the steady clock. */
  again(): Promise<this> {
    this.clock.boot = `${this.clock.boot}x`;
    this.clock.steady = 500;
    return this.open();
  }

  /** Lets time pass, timers due on the way included. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.steady + ms;
    for (;;) {
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.timers = this.timers.filter((timer) => timer !== due);
      const step = Math.max(0, due.at - this.clock.steady);
      this.clock.steady += step;
      this.clock.wall += step;
      due.call();
      await new Promise((resolve) => setTimeout(resolve, 2));
      await until(() => !this.view.handIn.busy, "rest");
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    this.clock.wall += end - this.clock.steady;
    this.clock.steady = end;
  }
}
