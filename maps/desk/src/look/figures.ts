/** Figures as people read them. */
const grouped = new Intl.NumberFormat("en-GB");

/** `1,242`. */
export const number = (value: number): string => grouped.format(value);

/** A figure with its range, where some people were not sure. */
export const range = (low: number, high: number): string =>
  low === high ? number(low) : `${number(low)} (${number(low)} to ${number(high)})`;

/** `1 note`, `20 notes`. */
export const count = (value: number, one: string, many: string): string => `${number(value)} ${value === 1 ? one : many}`;

/** A signed figure: `+6`, `−1`, `0`. */
export const signed = (value: number): string => (value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : "0");
