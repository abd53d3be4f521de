/** Days and times as people in England say them. */
const ZONE = "Europe/London";
const day = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", timeZone: ZONE });
const long = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: ZONE });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** `Thu, 5 Mar`, of an instant or of a day. */
export const dayOf = (at: string): string => day.format(new Date(at.length === 10 ? `${at}T12:00:00Z` : at));
/** `5 March 2026`. */
export const longDay = (at: string): string => long.format(new Date(at.length === 10 ? `${at}T12:00:00Z` : at));
/** `18:00`. */
export const timeOf = (at: string): string => clock.format(new Date(at));

/** `1 to 30 June 2026` said once, of two days. */
export const fromTo = (first: string, last: string): string =>
  first === last ? longDay(first) : `${longDay(first)} to ${longDay(last)}`;

/** `2026-Q1` or `2026-03` as people say it. */
export function periodOf(period: string): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period);
  if (quarter) return `Quarter ${quarter[2]} of ${quarter[1]}`;
  return /^\d{4}-\d{2}$/.test(period) ? month.format(new Date(`${period}-15T12:00:00Z`)) : period;
}

/** The quarter that holds a day, in years that start with a month (1 to 12). */
export function quarterOf(on: string, startMonth: number): string {
  const months = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - startMonth;
  const quarters = Math.floor(months / 3);
  return `${Math.floor(quarters / 4)}-Q${(quarters % 4) + 1}`;
}

/** Every quarter from the one that holds `first` to the one that holds `last`, the newest first. */
export function quartersBetween(first: string, last: string, startMonth: number): string[] {
  const number = (q: string) => Number(q.slice(0, 4)) * 4 + Number(q.slice(6)) - 1;
  const [from, to] = [number(quarterOf(first, startMonth)), number(quarterOf(last, startMonth))];
  const all: string[] = [];
  for (let n = to; n >= from && all.length < 200; n--) all.push(`${Math.floor(n / 4)}-Q${(n % 4) + 1}`);
  return all;
}
