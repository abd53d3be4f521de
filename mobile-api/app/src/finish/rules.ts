/** The end of a shift in words, and when to offer the file. Pure. */
import type { HandIn, Id, Talk } from "../phone/face";
import type { Stance } from "../wire";

const DAY_MS = 24 * 60 * 60_000;

export interface Heard {
  people: number;
  /** Themes by stance, the most often said first. */
  themes: Record<Stance, Id[]>;
  interest: number;
}

/** All talks together: how many people, and what they said. */
export function heard(talks: readonly Talk[]): Heard {
  const counts: Record<Stance, Map<Id, number>> = {
    love: new Map(),
    concern: new Map(),
    idea: new Map(),
    offer: new Map(),
  };
  for (const talk of talks) {
    for (const { theme, stance } of talk.statements) counts[stance].set(theme, (counts[stance].get(theme) ?? 0) + 1);
  }
  const order = (stance: Stance) => [...counts[stance]].sort(([, a], [, b]) => b - a).map(([theme]) => theme);
  return {
    people: talks.reduce((sum, { voices }) => sum + voices.first + voices.again + voices.unsure, 0),
    themes: { love: order("love"), concern: order("concern"), idea: order("idea"), offer: order("offer") },
    interest: talks.reduce((sum, talk) => sum + talk.interest, 0),
  };
}

/** Whether everything of the shift has arrived. */
export function allArrived(handIn: HandIn): boolean {
  return handIn.pending === 0 && handIn.arrived >= handIn.written;
}

/** Whether the file is offered first: handing in has failed for a day, or cannot work. */
export function offersFile(handIn: HandIn, now: number): boolean {
  if (handIn.pending === 0) return false;
  if (handIn.oldestAt !== null && now - handIn.oldestAt >= DAY_MS) return true;
  return handIn.trouble === "server_trouble" || handIn.trouble === "too_old" || handIn.trouble === "signed_out";
}
