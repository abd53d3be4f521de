/** Small checks to put together, strict as the server's reader is. */

export type Check = (value: unknown) => boolean;

/** How a field may be missing: never, by being absent or `null`, or by being absent only. */
interface Field {
  check: Check;
  missing: "never" | "null" | "absent";
}

export const must = (check: Check): Field => ({ check, missing: "never" });
export const may = (check: Check): Field => ({ check, missing: "null" });
export const usual = (check: Check): Field => ({ check, missing: "absent" });

export type Plain = Record<string, unknown>;

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object of these fields and no other, which then makes sense as a whole. */
export function object(fields: Record<string, Field>, sense: (value: Plain) => boolean = () => true): Check {
  const names = Object.entries(fields);
  return (value) => {
    if (!isPlain(value) || Object.keys(value).some((name) => !Object.hasOwn(fields, name))) return false;
    const fit = names.every(([name, { check, missing }]) => {
      const given = value[name];
      if (given === undefined) return missing !== "never";
      if (given === null) return missing === "null";
      return check(given);
    });
    return fit && sense(value);
  };
}

export const yesNo: Check = (value) => typeof value === "boolean";
export const degrees: Check = (value) => typeof value === "number" && Number.isFinite(value);

export function whole(least: number, most: number): Check {
  return (value) => typeof value === "number" && Number.isInteger(value) && value >= least && value <= most;
}

export function oneOf(...words: string[]): Check {
  return (value) => typeof value === "string" && words.includes(value);
}

export function listOf(check: Check, most: number): Check {
  return (value) => Array.isArray(value) && value.length <= most && value.every(check);
}

const UUID = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})$/i;
export const uuid: Check = (value) => typeof value === "string" && UUID.test(value);

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
// eslint-disable-next-line no-control-regex
const CONTROL_BUT_LINES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const length = (text: string): number => [...text].length;

/** One short line: 1 to 60 characters, no space at either end. */
export const label: Check = (value) =>
  typeof value === "string" && value !== "" && value.trim() === value && length(value) <= 60 && !CONTROL.test(value);

/** What somebody wrote or dictated: 1 to 4,000 characters. */
export const prose: Check = (value) =>
  typeof value === "string" && value.trim() !== "" && length(value) <= 4_000 && !CONTROL_BUT_LINES.test(value);

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
export const language: Check = (value) => typeof value === "string" && LANGUAGE.test(value);
