/** What ops say, by kind: the data of version 1, as the server's OpenAPI has them. */
import type { components } from "../../../types.gen";

type Schemas = components["schemas"];
type Uuid = string;

export type AlertKind = Schemas["AlertKind"];
export type ContactConsent = Schemas["ContactConsent"];
/** Everything counted: what the phone ends a shift with leaves nothing out. */
export type Counters = Required<Schemas["Counters"]>;
export type DoorAdd = Schemas["DoorAdd"];
export type DoorLabelData = Schemas["DoorLabel"];
export type ListeningRecord = Schemas["ListeningRecord"];
export type Mode = Schemas["Mode"];
export type OfferKind = Schemas["OfferKind"];
export type Outcome = Schemas["Outcome"];
export type Place = Schemas["Place"];
export type RecordVoid = Schemas["RecordVoid"];
export type ReflectionAdd = Schemas["ReflectionAdd"];
export type SafetyAlert = Schemas["SafetyAlert"];
export type ShiftCheckIn = Schemas["ShiftCheckIn"];
export type ShiftEnd = Schemas["ShiftEnd"];
export type ShiftStart = Schemas["ShiftStart"];
export type Statement = Schemas["Statement"];
export type VisitRecord = Schemas["VisitRecord"];

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
