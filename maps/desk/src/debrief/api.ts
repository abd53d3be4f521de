/** What the debrief asks of the server. */
import { api, ok, type S } from "../wire/client";
import type { Decision, Note } from "./rules";

export type DebriefData = S["Debrief"];
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
  ok(api.GET("/api/v1/shifts/{shift}/debrief", { params: { path: { shift } } }));

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
  /** The phone found something that may point at somebody. */
  held: boolean;
}

export async function waitingNotes(): Promise<Waiting[]> {
  const all: Waiting[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 500, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/listenings/notes", { params: { query } }));
    for (const { listening, note, state } of page.notes) all.push({ id: listening, words: note ?? "", held: state === "held" });
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

export async function decide(listening: string, { verdict, words }: Decision): Promise<void> {
  const params = { path: { listening } };
  if (verdict === "clear") await ok(api.POST("/api/v1/listenings/{listening}/note/clear", { params }));
  if (verdict === "remove") await ok(api.POST("/api/v1/listenings/{listening}/note/remove", { params }));
  if (verdict === "replace") {
    await ok(api.POST("/api/v1/listenings/{listening}/note/replace", { params, body: { note: words ?? "" } }));
  }
}

/** Labels of every theme, national and the group's own. */
export async function themeLabels(): Promise<Map<string, string>> {
  const { national, local } = await ok(api.GET("/api/v1/themes"));
  return new Map([...national, ...local].map((theme) => [theme.id, theme.label]));
}

export const actions = async () => (await ok(api.GET("/api/v1/actions"))).actions;

export const addAction = (body: S["NewAction"]) => ok(api.POST("/api/v1/actions", { body }));
