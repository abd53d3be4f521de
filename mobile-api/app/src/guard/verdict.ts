import type { Kind } from "./kind";

/** What a check says of a match. */
export type Verdict =
  /** It is nothing; look on. */
  | { is: "no" }
  /** It is harmless, and no later pattern may touch it. */
  | { is: "keep" }
  /** A date that is a birthday if a name stands beside it. */
  | { is: "keep-unless-named" }
  /** It points at somebody. */
  | { is: "hit"; kind: Kind; start: number; end: number };

export const NO: Verdict = { is: "no" };
export const KEEP: Verdict = { is: "keep" };
export const KEEP_UNLESS_NAMED: Verdict = { is: "keep-unless-named" };

export function hit(kind: Kind, start: number, end: number): Verdict {
  return { is: "hit", kind, start, end };
}

/** A hit of the pattern's kind. */
export function hitOf(kind: Kind | null, start: number, end: number): Verdict {
  return kind ? hit(kind, start, end) : NO;
}
