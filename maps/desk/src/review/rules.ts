/** What the theme map shows, decided without I/O: the same for map and table. */
import type { ExpressionSpecification } from "maplibre-gl";
import type { StanceName } from "../look/stances";
import type { S } from "../wire/client";

/** What is looked at: conversations, one stance of a theme, or love against concern. */
export type Look = { by: "listenings" } | { by: "stance"; theme: string; stance: StanceName } | { by: "sway"; theme: string };

/** What is shown of a place: `listenings`, `engaged`, `theme:slug`, `theme:slug:stance`. Absent = not shown. */
export type Shown = Record<string, number>;

export interface Place {
  key: string;
  label: string;
  geometry: unknown;
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

/** The quarter of the programme's year in which a period lies. */
export function quarterWith(period: string, quarters: readonly string[], quarterOfDay: (day: string) => string): string {
  if (period.includes("-Q")) return period;
  const quarter = quarterOfDay(`${period}-15`);
  return quarters.includes(quarter) ? quarter : quarter;
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
