/** What the debrief asks of the server. */
import { fromTo } from "../look/when";
import { api, ok, Problem, type S } from "../wire/client";
import type { Decision, Note, Statement } from "./rules";

/** A note in the envelope, with what was decided on it and coded in it; no words where only chips were set. */
export type EnvelopeNote = S["DebriefNote"];
export type DebriefData = S["Debrief"];
export type Shift = S["ShiftView"];

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
  ok(api.GET("/api/v1/shifts/{shift}/debrief", { params: { path: { shift } } }));

/** Keeps a decision in the envelope; it is carried out when the envelope is split. */
export const decideSealed = (shift: string, record: string, { verdict, words, sure }: Decision): Promise<EnvelopeNote> =>
  ok(
    api.PUT("/api/v1/shifts/{shift}/debrief/notes/{record}", {
      params: { path: { shift, record } },
      body: { decision: verdict, ...(words === undefined ? {} : { words, sure: sure ?? false }) },
    }),
  );
export const undecide = (shift: string, record: string): Promise<EnvelopeNote> =>
  ok(api.DELETE("/api/v1/shifts/{shift}/debrief/notes/{record}", { params: { path: { shift, record } } }));
export const codeSealed = (shift: string, record: string, statements: Statement[]): Promise<EnvelopeNote> =>
  ok(api.PUT("/api/v1/shifts/{shift}/debrief/notes/{record}/statements", { params: { path: { shift, record } }, body: { statements } }));
export const codeFree = (listening: string, statements: Statement[], was: Statement[]): Promise<S["Coded"]> =>
  ok(api.PUT("/api/v1/listenings/{listening}/statements", { params: { path: { listening } }, body: { statements, was } }));

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
  /** Where and when it was heard, as far as that is kept. */
  where: string;
}

export async function waitingNotes(): Promise<Waiting[]> {
  const all: Waiting[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 500, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/listenings/notes", { params: { query } }));
    for (const one of page.notes) {
      const where = [one.place ?? one.campaign_name, fromTo(one.first_day, one.last_day)].join(", ");
      all.push({ id: one.listening, words: one.note ?? "", held: one.state === "held", statements: one.statements, where });
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

/** Carries a decision out on a free note; answers what in the other words may still point at somebody. */
export async function decide(listening: string, { verdict, words, sure }: Decision): Promise<string[]> {
  const params = { path: { listening } };
  if (verdict === "hold") await ok(api.POST("/api/v1/listenings/{listening}/note/hold", { params }));
  if (verdict === "clear") await ok(api.POST("/api/v1/listenings/{listening}/note/clear", { params }));
  if (verdict === "remove") await ok(api.POST("/api/v1/listenings/{listening}/note/remove", { params }));
  if (verdict === "replace") {
    const body = { note: words ?? "", ...(sure ? { sure } : {}) };
    const done = await ok(api.POST("/api/v1/listenings/{listening}/note/replace", { params, body }));
    return done.state === "held" ? done.kinds : [];
  }
  return [];
}

export const codebook = (): Promise<S["Codebook"]> => ok(api.GET("/api/v1/themes"));

/** Something that was agreed: who, what, by when. */
export type Agreed = S["GroupFollowUp"];
const ofCampaign = "/api/v1/campaigns/{campaign}/follow_ups";

/** What is open in a campaign, the first due first; nothing of a campaign of another group, which looks unknown. */
export async function agreed(campaign: string): Promise<Agreed[]> {
  try {
    return (await ok(api.GET(ofCampaign, { params: { path: { campaign } } }))).follow_ups;
  } catch (error) {
    if (error instanceof Problem && error.code === "not_found") return [];
    throw error;
  }
}
export const agree = (campaign: string, body: S["NewGroupFollowUp"]): Promise<Agreed> =>
  ok(api.POST(ofCampaign, { params: { path: { campaign } }, body }));
export const came = (campaign: string, follow_up: string, how: S["GroupCame"]): Promise<Agreed> =>
  ok(api.POST(`${ofCampaign}/{follow_up}/mark`, { params: { path: { campaign, follow_up } }, body: { came: how } }));

/** A record that counts nowhere until a person decides on it. */
export type Held = S["HeldRecord"];
export async function heldRecords(): Promise<Held[]> {
  const all: Held[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/held_records", { params: { query } }));
    all.push(...page.held_records);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}
/** Takes it in, on another day where its phone's clock was wrong. */
export const takeIn = (held_record: string, day: string | null) =>
  ok(api.POST("/api/v1/held_records/{held_record}/accept", { params: { path: { held_record } }, body: { day } }));
export const leaveOut = (held_record: string) =>
  ok(api.POST("/api/v1/held_records/{held_record}/discard", { params: { path: { held_record } } }));
