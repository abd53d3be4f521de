/** What ops say, by kind: the data of version 1. Mirrors `mobile-api/src/wire/ops/*.rs`. */
import type { HourBand, Stance } from ".";

type Uuid = string;

/** What came of a visit. (The server's OpenAPI has another `Outcome`, that of a bid.) */
export type Outcome =
  | "no_answer"
  | "come_back"
  | "declined"
  | "do_not_knock"
  | "language_barrier"
  | "child_only"
  | "listened"
  | "left_safely"
  | "sticker_skip"
  | "no_access"
  | "empty"
  | "not_a_home"
  | "unsafe_to_knock"
  | "out_of_time";

export type AlertKind = "help" | "code_word" | "resolved";
export type Mode = "door" | "street" | "venue" | "class" | "phone";
export type OfferKind = "time" | "skill" | "space" | "things" | "other";
export type VoidReason = "undone" | "mistake" | "wrong_door" | "duplicate" | "asked";

export interface ShiftStart {
  lists: Uuid[];
  campaign?: Uuid;
  expected_end: string;
  street?: Uuid;
  people: number;
  partner?: Uuid;
  buddy?: Uuid;
}

export interface ShiftCheckIn {
  street?: Uuid;
  expected_end?: string;
}

export interface Counters {
  visits: number;
  knocks: number;
  listened: number;
  listenings: number;
  doors_added: number;
  consents: number;
  ops: number;
}

export interface ShiftEnd {
  counters: Counters;
  lists_done: Uuid[];
}

export interface VisitRecord {
  door: Uuid;
  outcome: Outcome;
  day: string;
  hour_band: HourBand;
  language?: string | null;
  come_back?: HourBand | null;
  left_card?: boolean;
  listening?: Uuid | null;
}

export interface DoorAdd {
  door: Uuid;
  street: Uuid;
  number?: string | null;
  label?: string | null;
  floor?: number | null;
  building?: string | null;
  lng?: number | null;
  lat?: number | null;
  near?: Uuid | null;
}

export interface DoorLabelData {
  door: Uuid;
  number?: string | null;
  label?: string | null;
  floor?: number | null;
  not_a_home?: boolean | null;
}

export interface Statement {
  theme: Uuid;
  stance: Stance;
  offer_kind?: OfferKind | null;
  strength?: number | null;
}

export interface Place {
  kind: "street" | "patch";
  id: Uuid;
}

export interface ListeningRecord {
  voices: { first?: number; again?: number; unsure?: number };
  mode: Mode;
  place?: Place | null;
  heard?: Place | null;
  happened_on: string;
  interest?: number;
  strength?: number | null;
  language?: string | null;
  statements?: Statement[];
  note?: string | null;
  quote_ok?: boolean;
  door?: Uuid | null;
  visit?: Uuid | null;
}

export interface RecordVoid {
  target: Uuid;
  reason: VoidReason;
}

export interface ContactConsent {
  ciphertext: string;
  key_id: string;
}

export interface SafetyAlert {
  alert: AlertKind;
  street?: Uuid;
}

export interface ReflectionAdd {
  went_well?: string;
  was_hard?: string;
  next_time?: string;
}

/** The data of each kind, by its name on the wire. */
export interface OpData {
  "shift.start": ShiftStart;
  "shift.check_in": ShiftCheckIn;
  "shift.end": ShiftEnd;
  "visit.record": VisitRecord;
  "door.add": DoorAdd;
  "door.label": DoorLabelData;
  "listening.record": ListeningRecord;
  "record.void": RecordVoid;
  "contact.consent": ContactConsent;
  "safety.alert": SafetyAlert;
  "reflection.add": ReflectionAdd;
}

export type OpKind = keyof OpData;

/** The kinds whose ops make sense only within a shift. */
export const NEEDS_SHIFT: ReadonlySet<string> = new Set<OpKind>([
  "shift.start",
  "shift.check_in",
  "shift.end",
  "visit.record",
  "listening.record",
]);

/** An op: a fact, immutable once written. */
export interface Op<K extends string = string> {
  id: Uuid;
  n: number;
  rev: number;
  kind: K;
  v: number;
  shift?: Uuid | null;
  at: string;
  mono_ms: number;
  data: K extends OpKind ? OpData[K] : unknown;
}

/** What is unique about an op. */
export interface OpKey {
  id: Uuid;
  rev: number;
}

const KNOCKS: ReadonlySet<Outcome> = new Set<Outcome>([
  "no_answer",
  "come_back",
  "declined",
  "do_not_knock",
  "language_barrier",
  "child_only",
  "listened",
  "left_safely",
]);

/** Whether somebody knocked. */
export function isKnock(outcome: Outcome): boolean {
  return KNOCKS.has(outcome);
}
