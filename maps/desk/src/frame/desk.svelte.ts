/** What the whole desk looks at: place, programme, patch, period. */
import { Drawer } from "../base/kept";
import { quartersBetween } from "../look/when";
import { may, session } from "../session/session.svelte";
import { api, ok, type S } from "../wire/client";
import { homeOf, placeAt, placesFor, type Place } from "./rules";

interface Desk {
  place: Place;
  /** What stands behind the place in the address. */
  rest: string;
  programmes: S["Programme"][];
  programme: S["Programme"] | null;
  patches: S["Patch"][];
  /** The patch looked at; null = all. */
  patch: string | null;
  /** The quarters of the programme, the newest first. */
  quarters: string[];
  /** The quarter looked at. */
  quarter: string;
  /** The name of whoever is here, where the server tells it. */
  name: string;
  ready: boolean;
  /** Whether keys of one letter or number work. */
  keys: boolean;
  projector: boolean;
}

const choices = new Drawer(sessionStorage, "doorstep.desk.", 1);
const ways = new Drawer(localStorage, "doorstep.ways.", 400);

export const desk: Desk = $state({
  place: "seen",
  rest: "",
  programmes: [],
  programme: null,
  patches: [],
  patch: null,
  quarters: [],
  quarter: "",
  name: "",
  ready: false,
  keys: ways.get("keys") ?? true,
  projector: ways.get("projector") ?? false,
});

export const open = (): Place[] => placesFor(session.me?.may ?? []);

/** Reads the place from the address. */
export function read(): void {
  const at = placeAt(location.pathname, open());
  desk.place = at?.place ?? homeOf(session.me?.may ?? []);
  desk.rest = at?.rest ?? "";
}

/** Goes to a place. */
export function go(place: Place, rest = ""): void {
  history.pushState(null, "", `/desk/${place}${rest && `/${rest}`}`);
  read();
  scrollTo(0, 0);
  requestAnimationFrame(() => document.querySelector<HTMLElement>("main h1")?.focus());
}

export function choose(what: { patch?: string | null; quarter?: string; programme?: string }): void {
  if (what.programme !== undefined) desk.programme = desk.programmes.find((one) => one.id === what.programme) ?? desk.programme;
  if (what.programme !== undefined) setQuarters();
  if (what.patch !== undefined) desk.patch = what.patch;
  if (what.quarter !== undefined) desk.quarter = what.quarter;
  choices.put("patch", desk.patch);
  choices.put("quarter", desk.quarter);
  choices.put("programme", desk.programme?.id ?? null);
}

export function setWay(what: { keys?: boolean; projector?: boolean }): void {
  if (what.keys !== undefined) desk.keys = what.keys;
  if (what.projector !== undefined) desk.projector = what.projector;
  ways.put("keys", desk.keys);
  ways.put("projector", desk.projector);
  document.documentElement.toggleAttribute("data-contrast", false);
  if (desk.projector) document.documentElement.setAttribute("data-contrast", "more");
}

function setQuarters(): void {
  const of = desk.programme;
  if (!of) return;
  const today = new Date().toISOString().slice(0, 10);
  const last = of.ends && of.ends < today ? of.ends : today;
  desk.quarters = quartersBetween(of.starts, last, of.year_starts_month);
  const kept = choices.get<string>("quarter");
  desk.quarter = kept !== null && desk.quarters.includes(kept) ? kept : (desk.quarters[0] ?? "");
}

/** The newest quarter in which anything was counted: where somebody starts to look. */
async function lastCounted(programme: string): Promise<string | null> {
  if (!may("read_exact_counts") && !may("read_network_counts")) return null;
  const by = { params: { query: { by: "period" as const, programme } } };
  const { rows } = await ok(api.GET("/api/v1/counts", by));
  const counted = rows.map((row) => row.key ?? "").filter((key) => desk.quarters.includes(key));
  return counted.sort().at(-1) ?? null;
}

/** Everything the frame needs, once somebody is signed in. */
export async function furnish(): Promise<void> {
  read();
  setWay({});
  const { programmes } = await ok(api.GET("/api/v1/programmes"));
  desk.programmes = programmes;
  const kept = choices.get<string>("programme");
  desk.programme = programmes.find((one) => one.id === kept) ?? programmes[0] ?? null;
  setQuarters();
  if (desk.programme && choices.get("quarter") === null) {
    desk.quarter = (await lastCounted(desk.programme.id)) ?? desk.quarter;
  }
  if (may("read_plans")) desk.patches = (await ok(api.GET("/api/v1/patches"))).patches;
  const patch = choices.get<string>("patch");
  desk.patch = desk.patches.some((one) => one.id === patch) ? patch : null;
  desk.name = session.me?.name ?? "";
  desk.ready = true;
}
