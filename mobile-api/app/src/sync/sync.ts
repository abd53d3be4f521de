/**
 * When to hand in and when to fetch: after a save, in the foreground, back online, every minute
 * while something waits, and at a press. Two loops that fail apart; neither ever gives up.
 */
import { delayMs } from "../core/backoff";
import type { Around } from "../phone/around";
import type { Engine } from "../phone/engine";
import type { HandInTrouble } from "../phone/face";
import { CardFetch } from "./card";
import { fetchRows } from "./fetch";
import { handIn } from "./handin";
import { revoke, uploadSealed } from "./unsent";
import { refusal, type Refusal, Transport } from "./transport";

/** So that a landing's worth of taps travels together. */
const AFTER_SAVE_MS = 3_000;
/** Between two attempts of its own, whatever happens. */
const AT_LEAST_MS = 1_000;
/** While something waits and the phone is online an attempt begins at least this often. */
const WHILE_PENDING_MS = 60_000;
const FETCH_EVERY_MS = 5 * 60_000;

/** One of the two loops: when it may go on, and what stopped it last. */
class Loop {
  private failures = 0;
  notBefore = 0;
  trouble: HandInTrouble = null;

  went(now: number): void {
    this.failures = 0;
    this.notBefore = now;
    this.trouble = null;
  }

  failed(now: number, why: Refusal, random: number): void {
    this.failures += 1;
    this.trouble = why.trouble;
    const wait = delayMs(this.failures, random, why.retryAfterMs);
    // The long waits spare a server in trouble. One that was not even reached is not spared by them.
    const reached = why.trouble !== "no_signal" && why.trouble !== "not_our_server";
    this.notBefore = now + (reached ? wait : Math.min(wait, WHILE_PENDING_MS));
  }

  /** Something about the way to the server changed. */
  hurry(now: number): void {
    const reached = this.trouble !== null && this.trouble !== "no_signal" && this.trouble !== "not_our_server";
    if (!reached) this.notBefore = now;
  }
}

export class Sync {
  readonly transport: Transport;
  private readonly up = new Loop();
  private readonly down = new Loop();
  /** The sealed upload of a phone that was signed out has a pace of its own. */
  private readonly side = new Loop();
  private readonly card = new CardFetch();
  private running: Promise<void> | null = null;
  private cancel: () => void = () => undefined;
  private started = false;
  private fetchedAt = -Infinity;
  private readonly onlineAgain = () => this.wake();
  private readonly seen = () => this.around.visible() && this.wake();

  constructor(
    private readonly engine: Engine,
    private readonly around: Around,
  ) {
    this.transport = new Transport(around.fetch, () => around.clock.now());
  }

  /** Begins to work by itself; once only. */
  start(): void {
    if (this.started) return;
    this.started = true;
    this.engine.onWritten = () => this.plan(AFTER_SAVE_MS);
    this.around.page?.addEventListener("online", this.onlineAgain);
    this.around.page?.addEventListener("visibilitychange", this.seen);
    this.around.page?.addEventListener("pageshow", this.seen);
    this.wake();
  }

  stop(): void {
    this.started = false;
    this.cancel();
    this.engine.onWritten = () => undefined;
    this.around.page?.removeEventListener("online", this.onlineAgain);
    this.around.page?.removeEventListener("visibilitychange", this.seen);
    this.around.page?.removeEventListener("pageshow", this.seen);
  }

  /** The app came to the front, or the network came back. */
  private wake(): void {
    const now = this.around.clock.mono();
    this.up.hurry(now);
    this.down.hurry(now);
    this.side.hurry(now);
    // A lease may have run out, or a day gone by, while nobody looked.
    this.engine.show();
    this.plan(0);
  }

  /** A press: at once, whatever happened before. */
  async now(): Promise<void> {
    await this.running;
    this.up.notBefore = this.down.notBefore = this.side.notBefore = 0;
    this.fetchedAt = -Infinity;
    await this.attempt();
  }

  /** Everything anew after enrolling. */
  enrolled(): Promise<void> {
    this.card.forget();
    return this.now();
  }

  private plan(atLeastMs: number): void {
    this.cancel();
    const { sealed, newInstall, session } = this.engine.state;
    if (!this.started || (sealed === null && (session === null || this.over()))) return;
    const now = this.around.clock.mono();
    const waits = !newInstall && (this.engine.ofTwoEpochs() || this.engine.outbox.announce().pending > 0);
    const next = Math.min(
      sealed === null ? Infinity : this.side.notBefore,
      waits ? this.up.notBefore : Infinity,
      this.over() ? Infinity : Math.max(this.down.notBefore, this.fetchedAt + FETCH_EVERY_MS),
    );
    const wait = Math.max(atLeastMs, Math.min(next - now, FETCH_EVERY_MS + WHILE_PENDING_MS));
    this.cancel = this.around.later(() => void this.attempt(), Math.max(0, wait));
  }

  private attempt(): Promise<void> {
    this.running ??= this.work().finally(() => {
      this.running = null;
      this.plan(AT_LEAST_MS);
    });
    return this.running;
  }

  private async work(): Promise<void> {
    const { engine, around } = this;
    const { run, state } = engine;
    if (run.behind || run.denied || (!state.session && !state.sealed)) return;
    if (!around.online()) {
      // The browser may be wrong about it, but only about being online.
      this.tell("no_signal");
      for (const loop of [this.up, this.down, this.side]) loop.notBefore = Math.max(loop.notBefore, around.clock.mono() + WHILE_PENDING_MS);
      return;
    }
    run.busy = true;
    engine.show();
    try {
      await this.exchange();
    } catch {
      // What came could not be kept, which a notice says; the same comes again.
      const why = refusal("server_trouble", 0);
      for (const loop of [this.up, this.down]) loop.failed(around.clock.mono(), why, around.random());
    } finally {
      run.busy = false;
      this.tell(this.side.trouble ?? this.up.trouble ?? this.down.trouble);
    }
  }

  private async exchange(): Promise<void> {
    const { engine, transport } = this;
    await this.aside();
    if (this.over()) return;
    // Without the server's epoch nothing can be handed in: rows come first, once.
    const known = engine.outbox.numbers.epoch !== "";
    if (!known) await this.fetch(true);
    if (this.over() || engine.outbox.numbers.epoch === "") return;
    const ended = await this.step(this.up, () => handIn(engine, transport));
    if (this.over()) return;
    await this.fetch(ended?.ok === true && "rowsStale" in ended && ended.rowsStale);
  }

  private async aside(): Promise<void> {
    const { engine, transport, around, side } = this;
    if (engine.state.sealed === null || around.clock.mono() < side.notBefore) return;
    const ended = await uploadSealed(engine, transport);
    if (ended.ok) side.went(around.clock.mono());
    else side.failed(around.clock.mono(), ended, around.random());
  }

  /** The server does not talk to this phone any more. */
  private over(): boolean {
    return this.engine.state.revoked || this.engine.state.signedOut;
  }

  private async fetch(must: boolean): Promise<void> {
    const now = this.around.clock.mono();
    if (!must && now - this.fetchedAt < FETCH_EVERY_MS) return;
    const ended = await this.step(this.down, () => fetchRows(this.engine, this.transport));
    if (ended?.ok !== true) return;
    this.fetchedAt = this.around.clock.mono();
    await this.card.refresh(this.engine, this.transport);
  }

  /** One step of a loop, unless it must wait; a server that signed the phone out ends them all. */
  private async step<T extends { ok: true } | Refusal>(loop: Loop, work: () => Promise<T>): Promise<T | null> {
    const { engine, around } = this;
    if (around.clock.mono() < loop.notBefore) return null;
    const ended = await work();
    const now = around.clock.mono();
    if (ended.ok) {
      loop.went(now);
      if (loop === this.down) engine.run.tooOld = false;
      return ended;
    }
    const why = ended as Refusal;
    loop.failed(now, why, around.random());
    if (why.problem?.code === "device_revoked") await revoke(engine);
    else if (why.status === 401) await engine.command(() => engine.write([], { state: { signedOut: true } }));
    else if (why.trouble === "too_old") engine.run.tooOld = true;
    return ended;
  }

  private tell(trouble: HandInTrouble): void {
    this.engine.run.trouble = trouble;
    this.engine.show();
  }
}
