// An evening at the doors, handed in by a phone over HTTP as the app does it.

import { randomBytes, randomUUID } from "node:crypto";

/** A number that sorts by time, as phones make them. */
function id() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const day = () => new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date());

/** A shift of today on a list nobody has yet, and a phone that is enrolled for each of its people. */
export async function setOut(origin, lead, { minutes = 120, until = 60, people: many = 1, buddy = null, campaign: named = "" } = {}) {
  const { campaigns } = await lead.get("/api/v1/campaigns");
  const campaign = campaigns.find((one) => one.starts <= day() && one.ends >= day() && one.name.startsWith(named));
  const { walk_lists } = await lead.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
  const list = walk_lists.filter((one) => one.state === "draft").sort((a, b) => b.doors - a.doors)[0];
  const { people } = await lead.get("/api/v1/people");
  const going = people.filter((one) => one.role === "organiser" && one.person_id !== buddy).slice(0, many);
  const now = Date.now();
  const shift = await lead.post("/api/v1/shifts", {
    campaign: campaign.id,
    planned_start: new Date(now - minutes * 60_000).toISOString(),
    planned_end: new Date(now + until * 60_000).toISOString(),
    start_place: "Millfield Hall",
    buddy: "The office",
    ...(buddy === null ? {} : { buddy_id: buddy }),
    people: going.map((one) => ({ person: one.person_id, part: "recorder" })),
  });
  await lead.post(`/api/v1/shifts/${shift.id}/issue`, { walk_list: list.id });
  const phones = [];
  for (const { person_id } of going) {
    const { code } = await lead.post(`/api/v1/people/${person_id}/codes`, { purpose: "phone" });
    phones.push(await Phone.enrol(origin, code));
  }
  return { shift: shift.id, list: list.id, campaign: campaign.id, phone: phones[0], phones, name: going[0].display_name };
}

class Phone {
  #origin;
  #token;
  #install;
  #epoch;
  #n = 0;
  #boot = randomUUID();
  /** It was switched on in the morning. */
  #from = Date.now() - 8 * 3_600_000;
  #ops = [];

  static async enrol(origin, code) {
    const phone = new Phone();
    phone.#origin = origin;
    const session = await phone.#call("POST", "/api/sync/v1/enrol", { code });
    phone.#token = session.token;
    phone.#install = session.install;
    return phone;
  }

  async #call(method, path, body) {
    const response = await fetch(this.#origin + path, {
      method,
      headers: { "content-type": "application/json", ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  /** The doors of a list, in walking order. */
  async doors(list) {
    const found = [];
    for (let cursor = "", more = true; more; ) {
      const page = await this.#call("GET", `/api/sync/v1/pull?max=1000${cursor && `&cursor=${cursor}`}`);
      this.#epoch = page.epoch;
      for (const { put } of page.changes) if (put?.kind === "door" && put.list === list) found.push(put);
      more = page.more;
      cursor = page.cursor;
    }
    return found.sort((a, b) => a.n - b.n).map((door) => door.id);
  }

  /** Writes something down, now or so many minutes ago. */
  write(kind, shift, data, ago = 0) {
    const at = Date.now() - ago * 60_000;
    const op = { id: id(), n: ++this.#n, rev: 1, kind, v: 1, shift, at: new Date(at).toISOString(), mono_ms: at - this.#from, data };
    this.#ops.push(op);
    return op.id;
  }

  async handIn(more = 0) {
    const ops = this.#ops;
    this.#ops = [];
    const answer = await this.#call("POST", "/api/sync/v1/push", {
      install: this.#install,
      epoch: this.#epoch,
      boot: this.#boot,
      mono_ms: Date.now() - this.#from,
      sent_at: new Date().toISOString(),
      outbox: { pending: ops.length + more, oldest_n: ops[0]?.n ?? this.#n + 1, last_n: this.#n + more },
      ops,
    });
    const wrong = answer.results.filter((one) => one.r !== "accepted");
    if (wrong.length > 0) throw new Error(`not accepted: ${JSON.stringify(wrong)}`);
  }

  /** Goes out with a list, or went out so many minutes ago, to be back in so many minutes from now. */
  async start({ shift, list }, { back = 60, ago = 0 } = {}) {
    await this.doors(list);
    this.write("shift.start", shift, { lists: [list], people: 1, expected_end: new Date(Date.now() + back * 60_000).toISOString() }, ago);
    await this.handIn();
  }

  /** What came of a door. */
  visit(shift, door, outcome) {
    return this.write("visit.record", shift, { door, outcome, day: day(), hour_band: "evening" });
  }

  /** A talk at a door, with a note and a chip. */
  talk(shift, door, note, statement) {
    const visit = this.visit(shift, door, "listened");
    return this.write("listening.record", shift, {
      voices: { first: 1, again: 0, unsure: 0 },
      mode: "door",
      happened_on: day(),
      door,
      visit,
      note,
      statements: [statement],
    });
  }

  /** Comes back: what was counted on the phone. */
  back(shift, visits, talks) {
    this.write("shift.end", shift, {
      counters: { visits, knocks: visits, listened: talks, listenings: talks, doors_added: 0, ops: this.#n + 1 },
      lists_done: [],
    });
  }

  /** Says that so many more records wait on it than it hands in. */
  async announce(more) {
    await this.handIn(more);
  }
}

/** A whole evening: a talk with a note at as many doors as there are notes, and three closed doors. */
export async function evening(origin, lead, notes, codes) {
  const out = await setOut(origin, lead);
  const { phone, shift, list } = out;
  const doors = await phone.doors(list);
  if (doors.length < notes.length + 3) throw new Error(`only ${doors.length} doors on the list`);
  phone.write("shift.start", shift, { lists: [list], people: 1, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
  notes.forEach((note, n) => phone.talk(shift, doors[n], note, { theme: codes[n % codes.length], stance: n % 2 === 0 ? "love" : "concern" }));
  for (const door of doors.slice(notes.length, notes.length + 3)) phone.visit(shift, door, "no_answer");
  phone.back(shift, notes.length + 3, notes.length);
  await phone.handIn();
  return out;
}
