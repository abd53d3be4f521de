/** Whether the data of an op fit its kind. Twin of `OpData::parse` in `wire/ops/`. */
import { fromBase64url } from "../base/bytes";
import { isDay, readMoment } from "../base/moment";
import { isKnock, type OpKind, type Statement } from "./ops";
import { type Check, degrees, isPlain, label, language, listOf, may, must, object, oneOf, prose, usual, uuid, whole, yesNo } from "./shapes";
import type { Outcome } from ".";

const moment: Check = (value) => readMoment(value) !== null;
const day: Check = (value) => typeof value === "string" && value.length === 10 && isDay(value);
const band = oneOf("morning", "midday", "afternoon", "evening");
const u32 = whole(0, 0xffff_ffff);
const u8 = whole(0, 255);
const strength = whole(1, 3);
const has = (value: unknown): boolean => value !== undefined && value !== null;

const OUTCOMES: readonly Outcome[] = [
  "no_answer", "come_back", "declined", "do_not_knock", "language_barrier", "child_only", "listened",
  "left_safely", "sticker_skip", "no_access", "empty", "not_a_home", "unsafe_to_knock", "out_of_time",
];

const counters = object(
  {
    visits: must(u32), knocks: must(u32), listened: must(u32), listenings: must(u32),
    doors_added: usual(u32), consents: usual(u32), ops: must(u32),
  },
  (it) => Number(it["knocks"]) <= Number(it["visits"]) && Number(it["listened"]) <= Number(it["knocks"]) &&
    Number(it["visits"]) <= Number(it["ops"]),
);

const statement = object(
  {
    theme: must(uuid), stance: must(oneOf("love", "concern", "idea", "offer")),
    offer_kind: may(oneOf("time", "skill", "space", "things", "other")), strength: may(strength),
  },
  (it) => !has(it["offer_kind"]) || (it as unknown as Statement).stance === "offer",
);

const total = (voices: unknown): number =>
  isPlain(voices) ? Object.values(voices).reduce<number>((sum, count) => sum + Number(count), 0) : 0;

const voices = object({ first: usual(u8), again: usual(u8), unsure: usual(u8) }, (it) => total(it) >= 1 && total(it) <= 4);

const place = object({ kind: must(oneOf("street", "patch")), id: must(uuid) });
const floor = whole(-5, 200);

const DATA: Record<OpKind, Check> = {
  "shift.start": object({
    lists: usual(listOf(uuid, 20)), campaign: may(uuid), expected_end: must(moment), street: may(uuid),
    people: must(whole(1, 20)), partner: may(uuid), buddy: may(uuid),
  }),
  "shift.check_in": object({ street: may(uuid), expected_end: may(moment) }),
  "shift.end": object({ counters: must(counters), lists_done: usual(listOf(uuid, 20)) }),
  "visit.record": object(
    {
      door: must(uuid), outcome: must(oneOf(...OUTCOMES)), day: must(day), hour_band: must(band),
      language: may(language), come_back: may(band), left_card: usual(yesNo), listening: may(uuid),
    },
    (it) => (!has(it["come_back"]) || it["outcome"] === "come_back") &&
      (!has(it["listening"]) || it["outcome"] === "listened") &&
      (!has(it["language"]) || isKnock(it["outcome"] as Outcome)),
  ),
  "door.add": object(
    {
      door: must(uuid), street: must(uuid), number: may(label), label: may(label), floor: may(floor),
      building: may(label), lng: may(degrees), lat: may(degrees), near: may(uuid),
    },
    (it) => {
      if ((!has(it["number"]) && !has(it["label"])) || it["near"] === it["door"]) return false;
      if (has(it["lng"]) !== has(it["lat"])) return false;
      return has(it["lng"]) ? Math.abs(Number(it["lng"])) <= 180 && Math.abs(Number(it["lat"])) <= 90 : has(it["near"]);
    },
  ),
  "door.label": object(
    { door: must(uuid), number: may(label), label: may(label), floor: may(floor), not_a_home: may(yesNo) },
    (it) => has(it["number"]) || has(it["label"]) || has(it["floor"]) || has(it["not_a_home"]),
  ),
  "listening.record": object(
    {
      voices: must(voices), mode: must(oneOf("door", "street", "venue", "class", "phone")), place: may(place),
      heard: may(place), happened_on: must(day), interest: usual(u8), strength: may(strength), language: may(language),
      statements: usual(listOf(statement, 30)), note: may(prose), quote_ok: usual(yesNo), door: may(uuid), visit: may(uuid),
    },
    (it) => {
      const said = Array.isArray(it["statements"]) && it["statements"].length > 0;
      const atDoor = it["mode"] === "door";
      return (said || has(it["note"])) && Number(it["interest"] ?? 0) <= total(it["voices"]) &&
        has(it["door"]) === atDoor && (!has(it["visit"]) || atDoor) && (it["quote_ok"] !== true || has(it["note"]));
    },
  ),
  "record.void": object({
    target: must(uuid), reason: must(oneOf("undone", "mistake", "wrong_door", "duplicate", "asked")),
  }),
  "contact.consent": object(
    { ciphertext: must((value) => typeof value === "string"), key_id: must(label) },
    ({ ciphertext }) => typeof ciphertext === "string" && ciphertext.length >= 1 && ciphertext.length <= 60_000 &&
      fromBase64url(ciphertext) !== null,
  ),
  "safety.alert": object({ alert: must(oneOf("help", "code_word", "resolved")), street: may(uuid) }),
  "reflection.add": object(
    { went_well: may(prose), was_hard: may(prose), next_time: may(prose) },
    (it) => has(it["went_well"]) || has(it["was_hard"]) || has(it["next_time"]),
  ),
};

export function isKnownKind(kind: string): kind is OpKind {
  return Object.hasOwn(DATA, kind);
}

/** Whether these data are sound data of this kind, version 1. */
export function fits(kind: OpKind, data: unknown): boolean {
  return DATA[kind](data);
}
