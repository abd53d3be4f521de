/** Safety: links that work without internet, and who is called. Pure. */
import type { HandInTrouble, SafetyNumber, ShiftView } from "../phone/face";

/** A number as a dialler takes it: digits, and a plus at the front. */
export function dialled(number: string): string {
  const digits = number.replace(/\(0\)/g, "").replace(/[^0-9+]/g, "");
  return (digits.startsWith("+") ? "+" : "") + digits.replaceAll("+", "");
}

export function telLink(number: string): string {
  return `tel:${dialled(number)}`;
}

/** `?&body=` is read by both kinds of phones. */
export function smsLink(number: string, text: string): string {
  return `sms:${dialled(number)}?&body=${encodeURIComponent(text)}`;
}

/** The text of a message: a word that everybody knows, then the street; nothing about a resident. */
export function smsText(word: string, street: string): string {
  return street === "" ? word : `${word} ${street}`;
}

const ORDER: readonly SafetyNumber["use"][] = ["buddy", "lead", "safeguarding", "other"];

/** The numbers in the order in which they are called. */
export function inOrder(numbers: readonly SafetyNumber[]): SafetyNumber[] {
  return [...numbers].sort((a, b) => ORDER.indexOf(a.use) - ORDER.indexOf(b.use));
}

/** Who gets the messages: buddies and leads; without any, whoever is there but safeguarding. */
export function messaged(numbers: readonly SafetyNumber[]): SafetyNumber[] {
  const first = inOrder(numbers).filter((each) => each.use === "buddy" || each.use === "lead");
  return first.length > 0 ? first : numbers.filter((each) => each.use === "other");
}

/** How long a call for help may be on its way before the person is told to call or write. */
const SOON_MS = 10_000;

/** What is said of a call for help: on its way, not arrived (call, write), or arrived. */
export function helpSays(
  help: ShiftView["help"],
  trouble: HandInTrouble,
  sincePressMs: number,
): "on_its_way" | "not_arrived" | "arrived" | null {
  if (help === "none") return null;
  if (help === "handed_in") return "arrived";
  return trouble === null && sincePressMs < SOON_MS ? "on_its_way" : "not_arrived";
}

const QUARTER_MS = 15 * 60_000;

/** The expected end, a quarter of an hour later or sooner; never one that is over. */
export function movedEnd(end: number, quarters: number, now: number): number {
  const from = quarters > 0 ? Math.max(end, now) : end;
  return Math.max(from + quarters * QUARTER_MS, Math.ceil(now / 60_000) * 60_000);
}

/** How long after the expected end the phone asks how its people are; the server's watch is as long. */
const NUDGE_MS = 10 * 60_000;

/** Whether the people of this shift meant to be back by now and have not said anything since. */
export function isLate(shift: ShiftView | null, now: number): boolean {
  if (!shift || shift.ended || shift.help !== "none") return false;
  return now >= Math.max(shift.expectedEnd, shift.lastCheckIn ?? 0) + NUDGE_MS;
}
