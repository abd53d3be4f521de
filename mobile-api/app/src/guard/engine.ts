/**
 * The guard on notes: what in a note points at somebody, and the note without it. Pure. Twin of the Rust module
 * `mobile_api::guard`, which says how it works; both are held to `mobile-api/vectors/guard.json`.
 */

import { names } from "./names";
import { normal } from "./normal";
import { Marked, Table, type Kind } from "./patterns";
import { Places } from "./places";
import { Words, type Data } from "./words";

export type { Data, Kind };

/** A stretch of a note that points at somebody; offsets count Unicode code points. */
export interface Span {
  start: number;
  end: number;
  type: Kind;
}

export interface Guarded {
  /** What points at somebody, from the beginning to the end, without overlaps. */
  spans: Span[];
  /** The note with a placeholder in place of each. Guarding it again changes nothing. */
  redacted: string;
}

/** What stands in the note instead: the same for every mention, so that two are not linked. */
export const PLACEHOLDERS: Record<Kind, string> = {
  PERSON: "[NAME]",
  PHONE: "[PHONE]",
  EMAIL: "[EMAIL]",
  POSTCODE: "[POSTCODE]",
  ADDRESS: "[ADDRESS]",
  NINO: "[NINO]",
  NHS_NUMBER: "[NHS_NUMBER]",
  DOB: "[DOB]",
  VEHICLE: "[VEHICLE]",
  BANK: "[BANK]",
  HANDLE_URL: "[WEB]",
  ID_NUMBER: "[ID_NUMBER]",
};

/** Later spans that overlap an earlier one widen it. */
function merged(spans: Span[]): Span[] {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end);
    else out.push({ ...span });
  }
  return out;
}

function replaced(chars: readonly string[], spans: readonly Span[]): string {
  let out = "";
  let at = 0;
  for (const span of spans) {
    out += chars.slice(at, span.start).join("") + PLACEHOLDERS[span.type];
    at = span.end;
  }
  return out + chars.slice(at).join("");
}

/** From a place in the redacted text to one in the note; inside a placeholder: its span's edge. */
function back(spans: readonly Span[], place: number, end: boolean): number {
  let shift = 0;
  for (const span of spans) {
    const long = PLACEHOLDERS[span.type].length;
    const at = span.start + shift;
    if (place <= at) break;
    if (place < at + long) return end ? span.end : span.start;
    shift += long - (span.end - span.start);
  }
  return place - shift;
}

/** A guard with its data. */
export class Engine {
  private readonly table: Table;
  private readonly known: Places;
  private asked: { names: readonly string[]; places: Places } | null = null;

  constructor(data: Data) {
    this.table = new Table(data, new Words(data));
    this.known = new Places(this.table.words.phrases, this.table);
  }

  private look(text: string, places: Places): Span[] {
    const it = normal(text);
    const marked = new Marked(it, this.table);
    this.table.run(marked);
    names(marked, this.known, places);
    return merged(marked.hits.map((hit) => ({ start: it.from[hit.start] ?? 0, end: it.to[hit.end - 1] ?? 0, type: hit.kind })));
  }

  /** Looks until nothing more is found: what was taken out may tell more about its neighbours. */
  guard(text: string, placeNames: readonly string[] = []): Guarded {
    if (this.asked?.names !== placeNames) this.asked = { names: placeNames, places: new Places(placeNames, this.table) };
    const { places } = this.asked;
    const chars = Array.from(text);
    let spans = this.look(text, places);
    let redacted = replaced(chars, spans);
    for (let round = 0; round < 8 && spans.length > 0; round += 1) {
      const more = this.look(redacted, places);
      if (more.length === 0) break;
      const before = spans;
      spans = merged([
        ...before,
        ...more.map((span) => ({ ...span, start: back(before, span.start, false), end: back(before, span.end, true) })),
      ]);
      redacted = replaced(chars, spans);
    }
    return { spans, redacted };
  }
}
