/** Reading one op as the server does. Twin of `Op::parse` in `wire/op.rs`. */
import { utf8 } from "../base/bytes";
import { readMoment } from "../base/moment";
import { BYTES_PER_OP, LARGEST_NUMBER } from "./limits";
import { fits, isKnownKind } from "./data";
import { NEEDS_SHIFT, type Op, type OpData, type OpKind } from "./ops";
import { isPlain, may, must, object, uuid, whole } from "./shapes";

/** Why an op would be held or turned away. */
export type OpProblem = "not_json" | "no_id" | "too_large" | "unknown_kind" | "newer_version" | "bad_data";

/** An op whose data fit its kind: `kind` tells which they are. */
export type TypedOp = { [K in OpKind]: Op<K> }[OpKind];

const envelope = object({
  id: must(uuid),
  n: must(whole(1, LARGEST_NUMBER)),
  rev: must(whole(1, 0xffff_ffff)),
  kind: must((kind) => typeof kind === "string"),
  v: must(whole(1, 0xffff_ffff)),
  shift: may(uuid),
  at: must((at) => readMoment(at) !== null),
  mono_ms: must(whole(0, LARGEST_NUMBER)),
  data: must(() => true),
});

/** The op in this text, or the first problem found in the order of the Rust twin. */
export function parseOp(raw: string): { op: TypedOp } | { problem: OpProblem } {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return { problem: "not_json" };
  }
  if (!isPlain(value)) return { problem: "not_json" };
  if (!uuid(value["id"])) return { problem: "no_id" };
  // Most ops are far too short to have to be measured in bytes.
  if (raw.length * 3 > BYTES_PER_OP && utf8(raw).length > BYTES_PER_OP) return { problem: "too_large" };
  if (raw.includes("\\u0000") && holdsNul(value)) return { problem: "not_json" };
  const { kind, v } = value;
  if (typeof kind === "string" && !isKnownKind(kind)) return { problem: "unknown_kind" };
  if (typeof v === "number" && v > 1) return { problem: "newer_version" };
  const data = value["data"] as OpData[OpKind];
  const sound = envelope(value) && (value["shift"] != null || !NEEDS_SHIFT.has(kind as string)) && fits(kind as OpKind, data);
  return sound ? { op: value as unknown as TypedOp } : { problem: "bad_data" };
}

/** U+0000 is what one of the server's databases cannot keep. */
function holdsNul(value: unknown): boolean {
  if (typeof value === "string") return value.includes("\u0000");
  if (Array.isArray(value)) return value.some(holdsNul);
  return isPlain(value) && Object.entries(value).some(([name, member]) => holdsNul(name) || holdsNul(member));
}
