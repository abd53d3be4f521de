/**
 * What the guard found in a text, as the screen shows it: counted as a text field counts, with a word for each kind.
 */

import { PLACEHOLDERS, type Kind, type Span } from "./engine";

export type MarkKind = "name" | "number" | "email" | "postcode" | "house" | "web" | "birth";

/** A stretch of the text, counted as the text field counts (UTF-16 units). */
export interface Mark {
  start: number;
  end: number;
  kind: MarkKind;
  /** What stands in the text instead: the same for every mention, so that two are not linked. */
  instead: string;
}

const KINDS: Record<Kind, MarkKind> = {
  PERSON: "name",
  PHONE: "number",
  EMAIL: "email",
  POSTCODE: "postcode",
  ADDRESS: "house",
  NINO: "number",
  NHS_NUMBER: "number",
  DOB: "birth",
  VEHICLE: "number",
  BANK: "number",
  HANDLE_URL: "web",
  ID_NUMBER: "number",
};

/** The guard's spans (in code points) as marks of the text. */
export function marks(text: string, spans: readonly Span[]): Mark[] {
  // Where each code point begins; a text without surrogate pairs needs no table.
  const places: number[] | null = /[\ud800-\udbff]/.test(text) ? [] : null;
  if (places) {
    let at = 0;
    for (const sign of text) {
      places.push(at);
      at += sign.length;
    }
    places.push(at);
  }
  const place = (codePoint: number): number => (places ? (places[codePoint] ?? text.length) : codePoint);
  return spans.map((span) => ({
    start: place(span.start),
    end: place(span.end),
    kind: KINDS[span.type],
    instead: PLACEHOLDERS[span.type],
  }));
}

/** The marks that nobody has looked at and kept. */
export function unkept(text: string, found: readonly Mark[], kept: readonly string[]): Mark[] {
  return found.filter((mark) => !kept.includes(text.slice(mark.start, mark.end)));
}

/** Without the word that is being typed: half a word is no name yet. */
export function settled(text: string, found: readonly Mark[]): Mark[] {
  return found.filter((mark) => mark.kind !== "name" || mark.end < text.length);
}

/** The text with a placeholder at each mark. */
export function replaced(text: string, found: readonly Mark[]): string {
  let out = "";
  let at = 0;
  for (const mark of [...found].sort((a, b) => a.start - b.start)) {
    if (mark.start < at) continue;
    out += text.slice(at, mark.start) + mark.instead;
    at = mark.end;
  }
  return out + text.slice(at);
}

/** A piece of the text; `kind` where it is marked. */
export interface Piece {
  text: string;
  kind: MarkKind | null;
}

/** The text cut at its marks, for showing it. */
export function pieces(text: string, found: readonly Mark[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const mark of found) {
    if (mark.start > at) out.push({ text: text.slice(at, mark.start), kind: null });
    out.push({ text: text.slice(mark.start, mark.end), kind: mark.kind });
    at = mark.end;
  }
  if (at < text.length) out.push({ text: text.slice(at), kind: null });
  return out;
}
