/** Handing in: batches up until nothing waits. Only a parsed answer that names an op releases it. */
import { stamp } from "../base/clock";
import { writeMoment } from "../base/moment";
import type { Batch } from "../core/entry";
import type { Applied } from "../core/outbox";
import type { Engine } from "../phone/engine";
import type { Notice } from "../phone/face";
import type { Limits, PushResponse } from "../wire";
import { LIMITS } from "../wire/limits";
import { takeEpoch } from "./epoch";
import { isPushAnswer } from "./shapes";
import { refusal, type Refusal, type Transport } from "./transport";

/** A clock further off than this is told of; the server holds what it dates. */
const CLOCK_OFF_MS = 12 * 60 * 60 * 1_000;

/** How it ended: everything is in, or why not. */
export type Ended = { ok: true; rowsStale: boolean } | Refusal;

export async function handIn(engine: Engine, transport: Transport): Promise<Ended> {
  let limits: Limits = LIMITS;
  let rowsStale = false;
  for (;;) {
    const { session } = engine.state;
    // Rows of another epoch: even an empty push is answered by what the server has forgotten.
    const batch = engine.outbox.batch(limits) ?? (engine.ofTwoEpochs() ? { keys: [], raws: [] } : null);
    if (!batch || !session || engine.state.newInstall) return { ok: true, rowsStale };
    const answer = await transport.ask({ path: "/api/sync/v1/push", token: session.token, body: bodyOf(engine, batch), packs: true, says: storageOf(engine) });
    if (!answer.ok) {
      const { problem } = answer;
      if (answer.status === 413 && batch.keys.length > 1) {
        limits = { ...limits, ops_per_push: Math.floor(batch.keys.length / 2) };
      } else if (problem?.code === "epoch_changed" && (await takeEpoch(engine, problem))) {
        rowsStale = true;
      } else {
        return answer;
      }
      continue;
    }
    if (!isPushAnswer(answer.value)) return refusal("not_our_server", answer.status);
    const applied = await takeAnswer(engine, batch, answer.value);
    limits = { ...answer.value.limits, ops_per_push: Math.min(answer.value.limits.ops_per_push, limits.ops_per_push) };
    if (applied.otherEpoch) return { ok: true, rowsStale: true };
    // An answer that names none of its ops would be asked for without end.
    if (applied.unknown.length === batch.keys.length) return batch.keys.length === 0 ? { ok: true, rowsStale } : refusal("server_trouble", answer.status);
  }
}

/** Whether the browser promised to keep the storage, as far as it is known: a lead may want to know. */
function storageOf({ state }: Engine): Record<string, string> {
  return state.kept === null ? {} : { "phone-storage": state.kept ? "kept" : "may_go" };
}

/** The push around ops that stay, letter for letter, as they were written. */
export function bodyOf({ outbox, clock }: Engine, batch: Batch): string {
  const { install, epoch } = outbox.numbers;
  const { oldest_n, ...announced } = outbox.announce();
  const around = {
    install,
    epoch,
    boot: clock.boot,
    mono_ms: clock.mono(),
    sent_at: writeMoment(clock.now()),
    outbox: oldest_n === null ? announced : { ...announced, oldest_n },
  };
  return `${JSON.stringify(around).slice(0, -1)},"ops":[${batch.raws.join(",")}]}`;
}

function takeAnswer(engine: Engine, batch: Batch, answer: PushResponse): Promise<Applied> {
  return engine.learn(async () => {
    const { clock, state, outbox } = engine;
    const applied = outbox.apply(batch, answer);
    if (applied.queuedAgain.length > 0) await engine.openAll();
    const changed = [...batch.keys, ...applied.queuedAgain].map((key) => outbox.entry(key)).filter((entry) => entry !== undefined);
    const off = answer.clock.quality === "bad" || Math.abs(answer.clock.skew_ms) > CLOCK_OFF_MS;
    const news = applied.inNow.length + applied.held.length > 0;
    const notices = withNotice(withNotice(state.notices, "clock_off", off), "new_install", applied.newInstall || state.newInstall);
    const change = {
      met: stamp(clock),
      aheadMs: answer.clock.skew_ms,
      lastAt: news ? clock.now() : state.lastAt,
      newInstall: applied.newInstall || state.newInstall,
      notices,
      read: off ? state.read : state.read.filter((id) => id !== "clock_off"),
    };
    return { entries: changed, state: change, result: applied };
  });
}

/** The notices with this one, or without it. */
export function withNotice(notices: Notice[], code: Notice["code"], holds: boolean): Notice[] {
  const others = notices.filter((notice) => notice.code !== code);
  if (!holds) return others.length === notices.length ? notices : others;
  return others.length === notices.length ? [...notices, { id: code, code }] : notices;
}
