/** What the return asks of the server. */
import { may } from "../session/session.svelte";
import { absent, api, get, ok, Problem, type S } from "../wire/client";
import { missing, type Gap, type Known } from "./rules";

export type ReturnView = S["ReturnView"];
export type By = "patch" | "mode" | "decile" | "period";

export const read = (programme: string, quarter: string): Promise<ReturnView> =>
  ok(api.GET("/api/v1/returns", { params: { query: { programme, quarter } } }));

export const freeze = (programme: string, quarter: string): Promise<ReturnView> =>
  ok(api.POST("/api/v1/returns/{quarter}/freeze", { params: { path: { quarter }, query: { programme } } }));

export const submit = (programme: string, quarter: string, words: string): Promise<ReturnView> =>
  ok(api.POST("/api/v1/returns/{quarter}/submit", { params: { path: { quarter }, query: { programme } }, body: { words } }));

export const setTarget = (programme: string, quarter: string, measure: string, value: number) =>
  ok(api.POST("/api/v1/targets", { body: { programme_id: programme, quarter, measure, value } }));

/** What a figure of a quarter is made of, as reported in it. */
export const parts = (programme: string, quarter: string, by: By): Promise<S["Counts"]> =>
  ok(
    api.GET("/api/v1/counts", {
      params: { query: { by, programme, series: "reported", ...(by === "period" ? {} : { quarter }) } },
    }),
  );

export const csv = (programme: string, quarter: string): string =>
  `/api/v1/counts.csv?${new URLSearchParams({ by: "patch", programme, quarter, series: "reported" })}`;

export interface Outing {
  id: string;
  day: string;
  state: string;
  patch: string | null;
}

/** Every shift with the patch of its campaign; names nobody. */
export async function outings(): Promise<Outing[]> {
  const { campaigns } = await ok(api.GET("/api/v1/campaigns"));
  const patchOf = new Map(campaigns.map((one) => [one.id, one.patch_id]));
  const all: Outing[] = [];
  let after: string | undefined;
  do {
    const query = { limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/shifts", { params: { query } }));
    for (const { id, planned_start, state, campaign } of page.shifts) {
      all.push({ id, day: planned_start, state, patch: patchOf.get(campaign) ?? null });
    }
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}

/** What a role may not see counts as nothing known; every other trouble is told. */
async function ifAllowed<T>(allowed: boolean, asked: () => Promise<T>, otherwise: T): Promise<T> {
  if (!allowed) return otherwise;
  try {
    return await asked();
  } catch (error) {
    if (error instanceof Problem && error.status === 403) return otherwise;
    throw error;
  }
}

/** The files of a return that this server makes; the csv of counts where it makes none. */
export async function files(programme: string, quarter: string): Promise<{ kind: "xlsx" | "pdf" | "csv"; href: string }[]> {
  const at = (kind: string) => `/api/v1/returns/${quarter}/figures.${kind}?${new URLSearchParams({ programme })}`;
  const { paths } = await openapi();
  const kinds = (["xlsx", "pdf", "csv"] as const).filter((kind) => `/api/v1/returns/{quarter}/figures.${kind}` in paths);
  if (kinds.length === 0) return [{ kind: "csv", href: csv(programme, quarter) }];
  return kinds.map((kind) => ({ kind, href: at(kind) }));
}
let asked: Promise<{ paths: Record<string, unknown> }> | null = null;
/** What the server answers at all, asked once. */
const openapi = () => (asked ??= get<{ paths: Record<string, unknown> }>("/api/openapi.json"));

/** What is missing before a return: as the server says it, else put together from what this role may read. */
export async function gapsOf(programme: string, quarter: string): Promise<{ gaps: Gap[]; whole: boolean }> {
  try {
    const found = await get<{ missing: { kind: string; text: string; fix: string; where: { kind: string; id: string } | null }[] }>(
      `/api/v1/returns/${quarter}/missing?${new URLSearchParams({ programme })}`,
    );
    const debriefs = ["shift_without_receipt", "shift_not_closed", "counters_do_not_tie", "notes_unread"];
    return { whole: true, gaps: found.missing.map(({ kind, text, fix }) => ({ what: text, fix, ...(debriefs.includes(kind) ? { go: "Debrief" } : {}) })) };
  } catch (error) {
    if (!absent(error)) throw error;
    return { whole: may("read_notes"), gaps: missing(await known(programme)) };
  }
}

/** One piece of a figure: a patch and a day, with the shift or action it came from where that is known. */
export interface Piece {
  patch_name: string;
  day: string;
  mode: string;
  dated_in: string;
  reason: string;
  value: number;
  source: { kind: string; id: string; label: string } | null;
  shifts: string[];
}
export interface Explained {
  value: number;
  high: number | null;
  text: string;
  parts: Piece[];
  ties: boolean;
  why: string;
  share: { in_words: string } | null;
}
/** A figure down to its days and shifts; null where the server cannot take it apart. */
export async function explain(programme: string, quarter: string, measure: string, filter: Record<string, string>): Promise<Explained | null> {
  try {
    return await get<Explained>(`/api/v1/returns/${quarter}/figures/${measure}?${new URLSearchParams({ programme, ...filter })}`);
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}

/** Everything that could still change the figures. */
export async function known(programme: string): Promise<Known> {
  const open = async (state: "synced" | "back") =>
    (await ok(api.GET("/api/v1/shifts", { params: { query: { state, limit: 200 } } }))).shifts;
  const untallied = async () => {
    const { actions } = await ok(api.GET("/api/v1/actions"));
    const over = actions.filter((one) => one.programme_id === programme && (one.state === "done" || one.state === "reflected"));
    const each = await Promise.all(
      over.map((one) => ok(api.GET("/api/v1/actions/{action}", { params: { path: { action: one.id } } }))),
    );
    return each.filter((one) => !one.involvements.some((tally) => !tally.voided)).map((one) => one.action.title);
  };
  const [installs, synced, back, held, notes, titles, incidents] = await Promise.all([
    ifAllowed(may("manage_people"), async () => (await ok(api.GET("/api/v1/installs"))).installs, []),
    ifAllowed(may("run_shifts"), () => open("synced"), []),
    ifAllowed(may("run_shifts"), () => open("back"), []),
    ifAllowed(may("decide_held"), async () => (await ok(api.GET("/api/v1/held_records", { params: { query: { limit: 1000 } } }))).held_records.length, 0),
    ifAllowed<number | null>(may("read_notes"), async () => (await ok(api.GET("/api/v1/listenings/notes", { params: { query: { limit: 1000 } } }))).notes.length, null),
    ifAllowed(may("keep_actions"), untallied, []),
    ifAllowed(may("decide_held"), async () => (await ok(api.GET("/api/v1/incidents", { params: { query: { limit: 1000 } } }))).incidents.filter((one) => !one.closed_at).length, 0),
  ]);
  return { installs, shifts: [...synced, ...back], held, notes, untallied: titles, incidents };
}
