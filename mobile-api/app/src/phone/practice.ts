/**
 * Practice: the app as it is, on a database of its own, with pretend doors. It has no way to any
 * server, so nothing of it is ever handed in, and it is deleted when it ends.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { hex, utf8 } from "../base/bytes";
import { newId } from "../base/ids";
import { writeMoment } from "../base/moment";
import type { Clock } from "../base/clock";
import type { HubAnswer, HubKey } from "../store/state";
import type { Page, Row } from "../wire/rows";

export const PRACTICE_DATABASE = "doorstep-practice";

/** The starter codebook, in the order of the screen; `src/themes/codebook.rs` has the same. */
const THEMES: [code: string, name: string][] = [
  ["homes_and_rents", "Homes and rents"],
  ["street_safety", "Street safety"],
  ["litter_and_cleaning", "Litter and cleaning"],
  ["green_space_and_play", "Green space and play"],
  ["roads_and_transport", "Roads and transport"],
  ["health_and_gp", "Health and GP"],
  ["social_care", "Social care"],
  ["loneliness", "Loneliness"],
  ["young_people", "Young people"],
  ["older_people", "Older people"],
  ["food", "Food"],
  ["money_benefits_and_job_centre", "Money, benefits and job centre"],
  ["work_and_enterprise", "Work and enterprise"],
  ["learning_and_english", "Learning and English"],
  ["neighbours_and_getting_on", "Neighbours and getting on"],
  ["community_places", "Community places"],
  ["arts_events_and_local_history", "Arts, events and local history"],
  ["environment_and_climate", "Environment and climate"],
  ["having_a_voice", "Having a voice"],
  ["something_else", "Something else"],
];

/** The id of a national theme: a hash of its code as a UUID of version 8, the same everywhere. */
export function themeId(code: string): string {
  const bytes = sha256(utf8(`doorstep/codebook/1/${code}`)).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Two streets, eight houses and a block of four flats, as a server would send them. */
export function practicePage(clock: Clock): Page {
  const [list, campaign, shift, dale, mill] = [newId(), newId(), newId(), newId(), newId()];
  const now = clock.now();
  const rows: Row[] = [
    { kind: "campaign", id: campaign, name: "Practice", frame: [], from: writeMoment(now).slice(0, 10), max_tries: 3 },
    { kind: "shift", id: shift, state: "ready", expected_end: writeMoment(now + 2 * 3_600_000), buddy: "Sam" },
    { kind: "street", id: dale, name: "Dale Street", line: [[[-1.5491, 53.8008], [-1.5476, 53.8008]]] },
    { kind: "street", id: mill, name: "Mill Lane", line: [[[-1.5476, 53.8008], [-1.5476, 53.8016]]] },
    ...THEMES.map(([code, name], at): Row => ({ kind: "theme", id: themeId(code), code, name, n: at + 1 })),
  ];
  let n = 0;
  const door = (street: string, more: Partial<Extract<Row, { kind: "door" }>>): void => {
    n += 1;
    rows.push({ kind: "door", id: newId(), list, n, street, lng: -1.549 + n * 0.000_12, lat: 53.8008, ...more });
  };
  for (const number of [1, 3, 5, 7]) door(dale, { number: String(number), side: "odd" });
  for (const number of [8, 6, 4]) door(dale, { number: String(number), side: "even" });
  door(mill, { number: "2", side: "even", tries: 1, state: "tried", last_on: writeMoment(now - 7 * 86_400_000).slice(0, 10) });
  for (const [floor, label] of [[0, "Flat 1"], [0, "Flat 2"], [1, "Flat 3"], [1, "Flat 4"]] as const) {
    door(mill, { label, floor, building: "Mill House", side: "even" });
  }
  rows.push({ kind: "walk_list", id: list, name: "Dale Street and Mill Lane", campaign, shift, doors: n, minutes: 40, metres: 260 });
  const changes = rows.map((put, at) => ({ seq: at + 1, put }));
  return { server_time: writeMoment(now), epoch: "practice", phase: "snapshot", to: rows.length, changes, more: false, cursor: "practice", digest: [] };
}

export function practiceHub(key: HubKey | null): HubAnswer {
  const me = { id: newId(), name: "You" };
  return {
    hub: { id: newId(), name: "Practice" },
    person: me,
    languages: ["en"],
    key,
    numbers: [],
    people: [{ id: newId(), name: "Sam" }],
  };
}
