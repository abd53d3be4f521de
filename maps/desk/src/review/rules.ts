/** What the theme map shows, decided without I/O: the same for map and table. */
import type { ExpressionSpecification } from "maplibre-gl";
import type { StanceName } from "../look/stances";
import type { S } from "../wire/client";

/** What is looked at: conversations, one stance of a theme, or love against concern. */
export type Look = { by: "listenings" } | { by: "stance"; theme: string; stance: StanceName } | { by: "sway"; theme: string };

/** What is shown of a place: `listenings`, `engaged`, `theme:slug`, `theme:slug:stance`. Absent = not shown. */
export type Shown = Record<string, number>;

/** What a place can be: the figures of a release by kind, and the names of its layers. */
export type Unit = "cells" | "areas" | "patches";
export const KINDS: Record<Unit, S["AreaKind"]> = { cells: "cell", areas: "small_area", patches: "patch" };

export interface Place {
  key: string;
  label: string;
  /** The resolution, for cells. */
  resolution: number | null;
  shown: Shown;
}

/** Fewer mentions than this say nothing about which way a place leans. */
export const ENOUGH_FOR_SWAY = 10;

/** The figures of a release's shape under flat names, those of the tiles. */
export function flat(figures: readonly S["Figure"][]): Shown {
  const shown: Shown = {};
  for (const { measure, theme, stance, value } of figures) {
    const name = theme ? `theme:${theme}${stance ? `:${stance}` : ""}` : measure;
    shown[name] = value;
  }
  return shown;
}

/** Every place of a kind that a release shows, cells within cells too. */
export function placesOf(figures: readonly S["Figure"][], unit: Unit): Place[] {
  const by = new Map<string, S["Figure"][]>();
  for (const figure of figures) {
    if (figure.kind === KINDS[unit]) by.set(figure.key, [...(by.get(figure.key) ?? []), figure]);
  }
  return [...by].map(([key, own]) => ({ key, label: own[0]?.label || key, resolution: own[0]?.resolution ?? null, shown: flat(own) }));
}

/** What the release counts beside the places of a kind, so that the whole adds up. */
export function elsewhereOf(figures: readonly S["Figure"][], unit: Unit): number | null {
  const found = figures.find((one) => one.kind === "elsewhere" && one.key === KINDS[unit] && one.measure === "listenings" && !one.theme);
  return found?.value ?? null;
}

/** The units a release shows anything of, the finest first. */
export const unitsOf = (figures: readonly S["Figure"][]): Unit[] =>
  (["cells", "areas", "patches"] as const).filter((unit) => figures.some((one) => one.kind === KINDS[unit]));

/** The unit of which a release shows most places: where somebody starts to look. */
export function mostOf(figures: readonly S["Figure"][], units: readonly Unit[]): Unit {
  const many = (unit: Unit) => finest(placesOf(figures, unit)).length;
  return units.reduce((best, unit) => (many(unit) > many(best) ? unit : best), units[0] ?? "patches");
}

/** The cell of a coarser resolution in which a cell lies: H3 keeps three bits for each step. */
export function parentOf(cell: string, resolution: number): string {
  let bits = (BigInt(`0x${cell}`) & ~(0xfn << 52n)) | (BigInt(resolution) << 52n);
  for (let finer = resolution + 1; finer <= 15; finer++) bits |= 0b111n << BigInt(3 * (15 - finer));
  return bits.toString(16);
}

/** The resolution from which on a cell's parts are shown in its place; absent: never. */
function dividesAt(place: Place, all: readonly Place[]): number | null {
  const own = place.resolution;
  if (own === null) return null;
  const within = all.filter((other) => other.resolution !== null && other.resolution > own && parentOf(other.key, own) === place.key);
  return within.length === 0 ? null : Math.min(...within.map((other) => other.resolution ?? 15));
}

/** The places nothing finer is shown of: together they are everything there is, once each. */
export const finest = (all: readonly Place[]): Place[] => all.filter((place) => dividesAt(place, all) === null);

/** The zoom from which on the tiles show cells of a resolution. */
const ZOOMS: Record<number, number> = { 7: 0, 8: 11, 9: 13, 10: 14 };

/** From which zoom to which a place is drawn. */
export function zoomsOf(place: Place, all: readonly Place[]): { from: number; to: number } {
  const divides = dividesAt(place, all);
  return { from: ZOOMS[place.resolution ?? 7] ?? 0, to: divides === null ? 99 : (ZOOMS[divides] ?? 99) };
}

/** What a place comes to, or why it does not: absent, or too few to lean. */
export function valueOf(shown: Shown, look: Look): number | null {
  if (look.by === "listenings") return shown["listenings"] ?? null;
  if (look.by === "stance") return shown[`theme:${look.theme}:${look.stance}`] ?? null;
  const love = shown[`theme:${look.theme}:love`];
  const concern = shown[`theme:${look.theme}:concern`];
  if (love === undefined || concern === undefined || love + concern < ENOUGH_FOR_SWAY) return null;
  return (love - concern) / (love + concern);
}

/** The same as {@link valueOf}, said to the map; -9 where there is nothing. */
export function expression(look: Look): ExpressionSpecification {
  const none = -9;
  if (look.by === "listenings") return ["coalesce", ["get", "listenings"], none];
  if (look.by === "stance") return ["coalesce", ["get", `theme:${look.theme}:${look.stance}`], none];
  const love: ExpressionSpecification = ["get", `theme:${look.theme}:love`];
  const concern: ExpressionSpecification = ["get", `theme:${look.theme}:concern`];
  const both: ExpressionSpecification = ["+", ["to-number", love, 0], ["to-number", concern, 0]];
  return [
    "case",
    ["all", ["has", `theme:${look.theme}:love`], ["has", `theme:${look.theme}:concern`], [">=", both, ENOUGH_FOR_SWAY]],
    ["/", ["-", ["to-number", love, 0], ["to-number", concern, 0]], both],
    none,
  ];
}

/** Where one class of amounts ends and the next begins: the same in every period, so that they compare. */
export const AMOUNT_STEPS = [5, 10, 20, 40] as const;
export const SWAY_STEPS = [-0.6, -0.2, 0.2, 0.6] as const;

export const stepsOf = (look: Look): readonly number[] => (look.by === "sway" ? SWAY_STEPS : AMOUNT_STEPS);

/** The class of a value, from 0. */
export const classOf = (value: number, look: Look): number => stepsOf(look).filter((step) => value >= step).length;

/** The periods of one length that there is something of, the oldest first. */
export function periodsOf(releases: readonly { period: string }[], quarters: readonly string[], length: "month" | "quarter"): string[] {
  const fits = (period: string) => (length === "quarter" ? period.includes("-Q") : /^\d{4}-\d{2}$/.test(period));
  return [...new Set([...releases.map((one) => one.period), ...quarters])].filter(fits).sort();
}

/** The share of the longest bar, in hundredths. */
export const barOf = (mentions: number, most: number): number => (most <= 0 ? 0 : Math.round((10_000 * mentions) / most) / 100);

/** How many themes a list shows before somebody asks for all: what fits on a screen beside the map. */
export const FIRST_SHOWN = 8;

/** The first themes of a list, no tie torn apart; the first tie is shown whole, however long. */
export function firstOf<T extends { rank: string }>(list: readonly T[], most = FIRST_SHOWN): T[] {
  if (list.length <= most) return [...list];
  const cut = list[most]?.rank;
  const whole = list.filter((one, n) => n < most && one.rank !== cut);
  return whole.length > 0 ? whole : list.filter((one) => one.rank === list[0]?.rank);
}

/** The first and the last day of a quarter, in years that start with a month (1 to 12). */
export function daysOf(quarter: string, startMonth: number): [string, string] {
  const first = (Number(quarter.slice(6)) - 1) * 3 + startMonth - 1;
  const day = (months: number, on: number) => new Date(Date.UTC(Number(quarter.slice(0, 4)), months, on)).toISOString().slice(0, 10);
  return [day(first, 1), day(first + 3, 0)];
}

/** The national themes that occur in a conversation, each once; a word of the group counts under its own. */
export function themesOf(heard: Pick<S["Heard"], "statements">, codebook: S["Codebook"]): S["NationalTheme"][] {
  const ids = heard.statements.map(({ theme }) => codebook.local.find((own) => own.id === theme)?.national_id ?? theme);
  return codebook.national.filter((one) => ids.includes(one.id));
}
