/** What the debrief asks of the server. */
import { absent, api, get, ok, post, put, remove, type S } from "../wire/client";
import type { Decision, Note, Statement, Verdict } from "./rules";

/** A note in the envelope, with what was decided on it and coded in it. */
export interface EnvelopeNote {
  record: string;
  /** Null where only chips were set. */
  note: string | null;
  state?: string;
  kinds?: string[];
  statements?: Statement[];
  decision?: { decision: Verdict; words: string | null; sure: boolean; kinds: string[] } | null;
}
export type DebriefData = Omit<S["Debrief"], "notes"> & { notes: EnvelopeNote[] };
export type Shift = S["ShiftView"];
export type Heard = S["Heard"];

const STATES = ["synced", "back", "out"] as const;

/** Every shift that is not closed and brought something. */
export async function openShifts(): Promise<Shift[]> {
  const pages = await Promise.all(
    STATES.map((state) => ok(api.GET("/api/v1/shifts", { params: { query: { state, limit: 200 } } }))),
  );
  return pages.flatMap((page) => page.shifts);
}

export const campaigns = async () => (await ok(api.GET("/api/v1/campaigns"))).campaigns;

export const debriefOf = (shift: string): Promise<DebriefData> =>
  get<DebriefData>(`/api/v1/shifts/${shift}/debrief`);

const inEnvelope = (shift: string, record: string): string => `/api/v1/shifts/${shift}/debrief/notes/${record}`;
/** Keeps a decision in the envelope; it is carried out when the envelope is split. */
export const decideSealed = (shift: string, record: string, { verdict, words, sure }: Decision): Promise<EnvelopeNote> =>
  put(inEnvelope(shift, record), { decision: verdict, ...(words === undefined ? {} : { words, sure: sure ?? false }) });
export const undecide = (shift: string, record: string): Promise<EnvelopeNote> => remove(inEnvelope(shift, record));
export const codeSealed = (shift: string, record: string, statements: Statement[]): Promise<EnvelopeNote> =>
  put(`${inEnvelope(shift, record)}/statements`, { statements });
export const codeFree = (listening: string, statements: Statement[], was: Statement[]): Promise<{ statements: Statement[] }> =>
  put(`/api/v1/listenings/${listening}/statements`, { statements, was });

export const takeBack = (shift: string, record: string, reason: "duplicate" | "mistake") =>
  ok(api.POST("/api/v1/shifts/{shift}/debrief/void", { params: { path: { shift } }, body: { record, reason } }));

export const close = (shift: string): Promise<Shift> =>
  ok(api.POST("/api/v1/shifts/{shift}/close", { params: { path: { shift } } }));

/** A door as people of the hub say it: `Dale Street 27`. */
export async function doorName(door: string): Promise<string | null> {
  const found = await ok(api.GET("/api/v1/doors/{door}", { params: { path: { door } } }));
  const { flat, building, number } = found.door;
  return [found.street, found.label?.number ?? number, flat, building].filter(Boolean).join(" ") || null;
}

/** A note that waits, free of its envelope. */
export interface Waiting extends Note {
  place: string | null;
  days: [string, string] | null;
}
type WaitingNote = S["WaitingNote"] & { place?: string | null; first_day?: string; last_day?: string; statements?: Statement[] };

export async function waitingNotes(): Promise<Waiting[]> {
  const all: Waiting[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 500, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/listenings/notes", { params: { query } }));
    for (const one of page.notes as WaitingNote[]) {
      const days: [string, string] | null = one.first_day && one.last_day ? [one.first_day, one.last_day] : null;
      all.push({ id: one.listening, words: one.note ?? "", held: one.state === "held", place: one.place ?? null, days, ...(one.statements ? { statements: one.statements } : {}) });
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

/** What is known of the listenings whose notes wait: place, days, what was coded. */
export async function heardOf(wanted: ReadonlySet<string>): Promise<Map<string, Heard>> {
  const found = new Map<string, Heard>();
  let after: string | undefined;
  do {
    const query = { limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/listenings", { params: { query } }));
    for (const heard of page.listenings) if (wanted.has(heard.id)) found.set(heard.id, heard);
    after = page.next ?? undefined;
  } while (after !== undefined && found.size < wanted.size);
  return found;
}

/** Carries a decision out on a free note; answers what in the other words may still point at somebody. */
export async function decide(listening: string, { verdict, words, sure }: Decision): Promise<string[]> {
  const params = { path: { listening } };
  if (verdict === "hold") {
    // A server that knows no holding leaves it waiting, which is the same to whoever reads.
    await post(`/api/v1/listenings/${listening}/note/hold`, {}).catch((error: unknown) => {
      if (!absent(error)) throw error;
    });
  }
  if (verdict === "clear") await ok(api.POST("/api/v1/listenings/{listening}/note/clear", { params }));
  if (verdict === "remove") await ok(api.POST("/api/v1/listenings/{listening}/note/remove", { params }));
  if (verdict === "replace") {
    const body = { note: words ?? "", ...(sure ? { sure } : {}) };
    const done = await post<{ state: string; kinds: string[] } | undefined>(`/api/v1/listenings/${listening}/note/replace`, body);
    return done?.state === "held" ? done.kinds : [];
  }
  return [];
}

/** Every theme that may be coded: the group's own words first, then the national ones. */
export async function themes(): Promise<{ id: string; label: string }[]> {
  const { national, local } = await ok(api.GET("/api/v1/themes"));
  return [...local.filter((theme) => theme.state === "mapped"), ...national].map(({ id, label }) => ({ id, label }));
}

/** Something that was agreed: who, what, by when. */
export interface Agreed {
  id: string;
  campaign: string;
  who: string;
  what: string;
  state: string;
  due_on: string;
}
/** What is open in a campaign; null where this server keeps none for groups. */
export async function agreed(campaign: string): Promise<Agreed[] | null> {
  try {
    return (await get<{ follow_ups: Agreed[] }>(`/api/v1/campaigns/${campaign}/follow_ups`)).follow_ups;
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}
export const agree = (campaign: string, body: { who: string; what: string; due_on: string }): Promise<Agreed> =>
  post(`/api/v1/campaigns/${campaign}/follow_ups`, body);
export const came = (campaign: string, id: string, how: "tried" | "done" | "did_not_happen"): Promise<Agreed> =>
  post(`/api/v1/campaigns/${campaign}/follow_ups/${id}/mark`, { came: how });

export const actions = async () => (await ok(api.GET("/api/v1/actions"))).actions;

export const addAction = (body: S["NewAction"]) => ok(api.POST("/api/v1/actions", { body }));
