/** Instants on the wire: RFC 3339 outside, milliseconds since 1970 inside. Twin of `wire/time.rs`. */

const FORM = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** The first and last instants of the years 0000 to 9999. */
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_799_999;

/** The instant of this text; `null` when it is none. What is finer than a millisecond is dropped. */
export function readMoment(text: unknown): number | null {
  const found = typeof text === "string" ? FORM.exec(text) : null;
  if (!found || !isDay(text)) return null;
  const [, year, month, day, hour, minute, second, part, zone] = found;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const offset = zone === "Z" ? 0 : minutesOf(zone ?? "");
  if (offset === null) return null;
  const date = new Date(0);
  // `Date.UTC` would take the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hour), Number(minute), Number(second), Number((part ?? "").padEnd(3, "0").slice(0, 3)));
  return date.getTime() - offset * 60_000;
}

function minutesOf(zone: string): number | null {
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(4, 6));
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

/** Whether this text begins with a date that a calendar has. */
export function isDay(text: unknown): boolean {
  const found = typeof text === "string" ? /^(\d{4})-(\d{2})-(\d{2})/.exec(text) : null;
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** This instant as it travels. A clock beyond the years of the wire is written at their edge. */
export function writeMoment(ms: number): string {
  return new Date(Math.min(Math.max(ms, FIRST), LAST)).toISOString();
}
