/** Is this the same op? The hash of what an op says. Twin of `core/content.rs`; README.md has the rules. */
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, utf8 } from "../base/bytes";
import { readMoment } from "../base/moment";
import type { Op } from "../wire/ops";

/** SHA-256 over the canonical JSON of what `op` says, in hexadecimal. */
export function contentHash(op: Op): string {
  return hex(sha256(utf8(canonicalJson(content(op)))));
}

/** What the hash is made of: not `id` and `rev`, which it is looked up by, and not `n`. */
export function content(op: Op): unknown {
  return { at: readMoment(op.at), data: op.data, kind: op.kind, mono_ms: op.mono_ms, shift: op.shift, v: op.v };
}

/** RFC 8785, and members that are `null` left out at every depth. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    // Comparing texts with `<` compares their UTF-16 code units, as JCS wants it.
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
