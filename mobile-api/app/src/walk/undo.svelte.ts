/** What was saved last and can be taken back by one press, for a minute. */
import type { Id } from "../phone/face";

const STAYS_MS = 60_000;

interface Offer {
  records: Id[];
  /** What was saved, such as "27: No answer". */
  text: string;
}

let offer = $state.raw<Offer | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

export function offered(): Offer | null {
  return offer;
}

export function offerUndo(records: Id[], text: string): void {
  clearTimeout(timer);
  offer = { records, text };
  timer = setTimeout(() => (offer = null), STAYS_MS);
}

export function forget(): void {
  clearTimeout(timer);
  offer = null;
}
