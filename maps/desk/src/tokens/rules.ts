/** How a token stands, and on which days one may end. */
import type { Token } from "./api";

const DAY_MS = 86_400_000;
/** Days a token lives at most, and those that are offered. */
export const MOST_DAYS = 366;
const OFFERED_DAYS = 90;

export type Stand = "works" | "taken" | "over";

/** Whether a token opens anything at `now`. */
export function standOf(token: Pick<Token, "ends_at" | "revoked_at">, now: number): Stand {
  if (token.revoked_at) return "taken";
  return Date.parse(token.ends_at) <= now ? "over" : "works";
}

/** The last day on which a token works: it ends at the midnight after it. */
export const lastDayOf = (token: Pick<Token, "ends_at">): string => new Date(Date.parse(token.ends_at) - 1).toISOString();

/** The day that is offered, and the first and last that may be chosen, as a date field wants them. */
export function daysFrom(today: string): { offered: string; first: string; last: string } {
  const plus = (days: number) => new Date(Date.parse(`${today}T12:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
  return { offered: plus(OFFERED_DAYS), first: today, last: plus(MOST_DAYS) };
}

/** Tokens that work first; within each the newest first, as the server lists them. */
export const inOrder = (tokens: readonly Token[], now: number): Token[] => {
  const works = (token: Token) => (standOf(token, now) === "works" ? 0 : 1);
  return [...tokens].sort((a, b) => works(a) - works(b));
};
