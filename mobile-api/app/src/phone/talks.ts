/** Talks: begun with a tap, kept after every other, a record when they are finished. */
import { inEngland } from "../base/england";
import { newId } from "../base/ids";
import { canonicalJson } from "../core/content";
import type { ListeningRecord } from "../wire/ops";
import type { Mode } from "../wire";
import { correctable, movedTo, visitOp } from "./doors";
import type { Engine } from "./engine";
import { type Draft, type Id, Trouble } from "./face";
import { given } from "./shifts";

function begin(engine: Engine, mode: Mode, where: Partial<Draft>): Draft {
  const shift = engine.running();
  if (!shift) throw new Trouble("unexpected");
  return {
    id: newId(),
    mode,
    door: null,
    visit: null,
    shift: shift.id,
    street: null,
    voices: { first: 0, again: 0, unsure: 0 },
    statements: [],
    interest: 0,
    language: null,
    note: "",
    quoteOk: false,
    startedAt: engine.clock.now(),
    rev: 0,
    ...where,
  };
}

/** A visit with the outcome `listened`, and its talk; the talk that this visit has already, if so. */
export function talked(engine: Engine, door: Id): Promise<Draft> {
  return engine.command(async () => {
    const before = correctable(engine, door)?.op;
    const listening = before?.kind === "visit.record" ? before.data.listening : null;
    const open = listening == null ? null : engine.drafts.get(listening);
    if (open) return open;
    if (listening != null && engine.overlay.standing(listening)) return opened(engine, listening);
    const draft = begin(engine, "door", { door, id: listening ?? newId() });
    const { id, op } = visitOp(engine, door, "listened", { listening: draft.id });
    const kept: Draft = { ...draft, visit: id };
    await engine.write(op ? [op] : [], { drafts: [kept], ...movedTo(engine, door) });
    return kept;
  });
}

export function talkedElsewhere(engine: Engine, mode: Mode, street: Id | null): Promise<Draft> {
  return engine.command(async () => {
    const draft = begin(engine, mode, { street });
    await engine.write([], { drafts: [draft] });
    return draft;
  });
}

export function keepDraft(engine: Engine, draft: Draft): Promise<void> {
  return engine.command(async () => {
    // A plain copy: what screens hold may be a proxy, and may go on changing.
    await engine.write([], { drafts: [JSON.parse(JSON.stringify(draft)) as Draft] });
  });
}

export function dropDraft(engine: Engine, draft: Id): Promise<void> {
  return engine.command(() => engine.write([], { dropDrafts: [draft] }).then(() => undefined));
}

export function finishDraft(engine: Engine, draft: Draft): Promise<void> {
  return engine.command(async () => {
    const data = recordOf(draft);
    const before = engine.overlay.standing(draft.id)?.op;
    const same = before?.kind === "listening.record" && canonicalJson(before.data) === canonicalJson(data);
    const op = engine.op("listening.record", data, { id: draft.id, rev: (before?.rev ?? draft.rev) + 1, shift: draft.shift });
    await engine.write(same ? [] : [op], { dropDrafts: [draft.id] });
  });
}

/** The record that a talk makes. */
export function recordOf(draft: Draft): ListeningRecord {
  const { first, again, unsure } = draft.voices;
  const total = first + again + unsure;
  if (total === 0) throw new Trouble("no_voice");
  const note = draft.note.trim();
  if (note === "" && draft.statements.length === 0) throw new Trouble("nothing_said");
  const statements = draft.statements.map(({ theme, stance, offer_kind }) => ({
    theme,
    stance,
    ...(stance === "offer" ? given("offer_kind", offer_kind) : {}),
  }));
  return {
    voices: { first, again, unsure },
    mode: draft.mode,
    happened_on: inEngland(draft.startedAt).day,
    interest: Math.min(draft.interest, total),
    statements,
    quote_ok: draft.quoteOk && note !== "",
    ...given("note", note),
    ...given("language", draft.language),
    ...(draft.mode === "door"
      ? { ...given("door", draft.door), ...given("visit", draft.visit) }
      : given("heard", draft.street === null ? null : { kind: "street" as const, id: draft.street })),
  };
}

export function reopen(engine: Engine, listening: Id): Promise<Draft> {
  return engine.command(() => opened(engine, listening));
}

async function opened(engine: Engine, listening: Id): Promise<Draft> {
  const open = engine.drafts.get(listening);
  if (open) return open;
  const work = engine.overlay.standing(listening);
  if (work?.op.kind !== "listening.record") throw new Trouble("unexpected");
  const { op, entry } = work;
  const { voices, statements = [], heard, quote_ok: quoteOk = false } = work.op.data;
  const draft: Draft = {
    id: listening,
    mode: work.op.data.mode,
    door: work.op.data.door ?? null,
    visit: work.op.data.visit ?? null,
    shift: op.shift ?? "",
    street: heard?.kind === "street" ? heard.id : null,
    voices: { first: voices.first ?? 0, again: voices.again ?? 0, unsure: voices.unsure ?? 0 },
    statements: statements.map(({ theme, stance, offer_kind }) => ({ theme, stance, ...given("offer_kind", offer_kind) })),
    interest: work.op.data.interest ?? 0,
    language: work.op.data.language ?? null,
    note: work.op.data.note ?? "",
    quoteOk,
    // The day of a correction stays the day of the talk.
    startedAt: entry.at,
    rev: op.rev,
  };
  await engine.write([], { drafts: [draft] });
  return draft;
}
