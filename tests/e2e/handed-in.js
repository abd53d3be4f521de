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

/** A shift of today on a list nobody has yet, and a phone that is enrolled for it. */
export async function setOut(origin, lead, { minutes = 120 } = {}) {
  const { campaigns } = await lead.get("/api/v1/campaigns");
  const campaign = campaigns.find((one) => one.starts <= day() && one.ends >= day());
  const { walk_lists } = await lead.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
  const list = walk_lists.filter((one) => one.state === "draft").sort((a, b) => b.doors - a.doors)[0];
  const { people } = await lead.get("/api/v1/people");
  const organiser = people.find((one) => one.role === "organiser");
  const now = Date.now();
  const shift = await lead.post("/api/v1/shifts", {
    campaign: campaign.id,
    planned_start: new Date(now - minutes * 60_000).toISOString(),
    planned_end: new Date(now + 60 * 60_000).toISOString(),
    start_place: "Millfield Hall",
    buddy: "The office",
    people: [{ person: organiser.person_id, part: "recorder" }],
  });
  await lead.post(`/api/v1/shifts/${shift.id}/issue`, { walk_list: list.id });
  const { code } = await lead.post(`/api/v1/people/${organiser.person_id}/codes`, { purpose: "phone" });
  const phone = await Phone.enrol(origin, code);
  return { shift: shift.id, list: list.id, campaign: campaign.id, phone, name: organiser.display_name };
}

class Phone {
  #origin;
  #token;
  #install;
  #epoch;
  #n = 0;
  #boot = randomUUID();
  #from = Date.now();
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

  write(kind, shift, data) {
    const op = { id: id(), n: ++this.#n, rev: 1, kind, v: 1, shift, at: new Date().toISOString(), mono_ms: Date.now() - this.#from, data };
    this.#ops.push(op);
    return op.id;
  }

  async handIn() {
    const ops = this.#ops;
    this.#ops = [];
    const answer = await this.#call("POST", "/api/sync/v1/push", {
      install: this.#install,
      epoch: this.#epoch,
      boot: this.#boot,
      mono_ms: Date.now() - this.#from,
      sent_at: new Date().toISOString(),
      outbox: { pending: ops.length, oldest_n: ops[0].n, last_n: this.#n },
      ops,
    });
    const wrong = answer.results.filter((one) => one.r !== "accepted");
    if (wrong.length > 0) throw new Error(`not accepted: ${JSON.stringify(wrong)}`);
  }

  /** Goes out with a list. */
  async start({ shift, list }) {
    await this.doors(list);
    this.write("shift.start", shift, { lists: [list], people: 1, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
    await this.handIn();
  }
}

/** A whole evening: a talk with a note at as many doors as there are notes, and three closed doors. */
export async function evening(origin, lead, notes, codes) {
  const out = await setOut(origin, lead);
  const { phone, shift, list } = out;
  const doors = await phone.doors(list);
  if (doors.length < notes.length + 3) throw new Error(`only ${doors.length} doors on the list`);
  phone.write("shift.start", shift, { lists: [list], people: 1, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
  const visit = (door, outcome) => phone.write("visit.record", shift, { door, outcome, day: day(), hour_band: "evening" });
  notes.forEach((note, n) => {
    const visited = visit(doors[n], "listened");
    const code = codes[n % codes.length];
    phone.write("listening.record", shift, {
      voices: { first: 1, again: 0, unsure: 0 },
      mode: "door",
      happened_on: day(),
      door: doors[n],
      visit: visited,
      note,
      statements: [{ theme: code, stance: n % 2 === 0 ? "love" : "concern" }],
    });
  });
  for (const door of doors.slice(notes.length, notes.length + 3)) visit(door, "no_answer");
  const visits = notes.length + 3;
  phone.write("shift.end", shift, {
    counters: { visits, knocks: visits, listened: notes.length, listenings: notes.length, doors_added: 0, ops: 2 * notes.length + 5 },
    lists_done: [],
  });
  await phone.handIn();
  return out;
}
