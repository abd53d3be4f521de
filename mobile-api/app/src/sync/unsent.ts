/** Unsent work that leaves another way: sealed to the hub's key, as an upload or as a file. */
import { inEngland } from "../base/england";
import { writeMoment } from "../base/moment";
import type { Batch, Draft as OpDraft } from "../core/entry";
import type { Engine } from "../phone/engine";
import { Trouble } from "../phone/face";
import { answersOf } from "../phone/shifts";
import { recordOf } from "../phone/talks";
import { sealTo } from "../seal/hpke";
import { freshState, type SealedWork } from "../store/state";
import { bodyOf } from "./handin";
import { refusal, type Refusal, type Transport } from "./transport";

/** Everything that the server has not: what waits, and what it turned away. */
function unsent(engine: Engine): Batch {
  const left = [...engine.outbox.entries()].filter(({ state, raw }) => raw !== "" && (state.is === "pending" || state.is === "rejected"));
  return { keys: left.map(({ key }) => key), raws: left.sort((a, b) => a.n - b.n).map(({ raw }) => raw) };
}

/** Seals what is unsent; `null` when nothing is. */
async function seal(engine: Engine): Promise<SealedWork | null> {
  const { session, card, numbers } = engine.state;
  const batch = unsent(engine);
  if (batch.keys.length === 0) return null;
  const key = card?.says.key;
  if (!key || !session) throw new Trouble("no_key");
  const ciphertext = await sealTo(key, session.hub, "doorstep/outbox/1", bodyOf(engine, batch));
  const madeAt = engine.clock.now();
  return { token: session.token, hub: session.hub, install: numbers.install, keyId: key.id, records: batch.keys.length, ciphertext, madeAt };
}

/**
 * The hub signed this phone out: unsent work is sealed, rows and the data key are destroyed. Where
 * there is nothing to seal it with, the work stays, sealed to this phone as it was, without rows.
 */
export function revoke(engine: Engine): Promise<void> {
  return engine.command(async () => {
    const { person, kept, lastAt, session, numbers } = engine.state;
    if (engine.state.revoked || !session) return;
    // A phone that is too full for one more record is wiped all the same.
    await finishWords(engine).catch(() => undefined);
    const fresh = { ...freshState(person.language), person, kept, lastAt, revoked: true };
    let sealed: SealedWork | null;
    try {
      sealed = await seal(engine);
    } catch {
      await engine.disk?.wipeRows({ ...fresh, session, numbers });
      await engine.load();
      return;
    }
    await engine.wipe({ ...fresh, sealed });
  });
}

/** Talks and answers that could be records become some, so that they are not lost with their screens. */
async function finishWords(engine: Engine): Promise<void> {
  const ops: OpDraft[] = [...engine.drafts.values()].flatMap((draft) => {
    try {
      const rev = (engine.overlay.standing(draft.id)?.op.rev ?? draft.rev) + 1;
      return [engine.op("listening.record", recordOf(draft), { id: draft.id, rev, shift: draft.shift })];
    } catch {
      return [];
    }
  });
  const answers = engine.state.reflecting && answersOf(engine.state.reflecting);
  if (answers) ops.push(engine.op("reflection.add", answers, { shift: engine.state.shift?.id ?? null }));
  await engine.write(ops);
}

/** The one upload that a signed-out phone may still make. */
export async function uploadSealed(engine: Engine, transport: Transport): Promise<{ ok: true } | Refusal> {
  const { sealed } = engine.state;
  if (!sealed) return { ok: true };
  const { install, keyId, records, ciphertext, token } = sealed;
  const body = JSON.stringify({ install, key_id: keyId, records, ciphertext });
  const answer = await transport.ask({ path: "/api/sync/v1/sealed", token, body });
  if (!answer.ok) return answer;
  if (typeof (answer.value as { id?: unknown } | null)?.id !== "string") return refusal("not_our_server", answer.status);
  await engine.command(() => engine.write([], { state: { sealed: null, lastAt: engine.clock.now() } }));
  return { ok: true };
}

/** The file of "save my unsent work", which a lead can import. */
export function saveToFile(engine: Engine): Promise<{ name: string; bytes: Blob }> {
  return engine.command(async () => {
    const sealed = engine.state.sealed ?? (await seal(engine));
    if (!sealed) throw new Trouble("unexpected");
    const { hub, install, keyId, records, ciphertext, madeAt } = sealed;
    const made_at = writeMoment(madeAt);
    const file = { doorstep: "unsent-work", v: 1, hub, install, key_id: keyId, records, made_at, ciphertext };
    const name = `doorstep-unsent-${inEngland(madeAt).day}.json`;
    return { name, bytes: new Blob([JSON.stringify(file)], { type: "application/json" }) };
  });
}
