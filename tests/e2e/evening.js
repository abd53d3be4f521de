// An evening in the demo town: the server, the air before it, its manager, and phones that come and go.

import { join } from "node:path";
import { enrol, start } from "./app.js";
import { folder, linkFor, serve, signedIn } from "./doorstep.js";
import { Phone } from "./phone.js";
import { signal } from "./signal.js";

export class Evening {
  #served;
  #phones = [];
  /** What lies between the phones and the server. */
  air;
  /** The hub's manager, signed in. */
  manager;

  static async begin() {
    const evening = new Evening();
    const database = `sqlite://${join(await folder(), "demo.db")}`;
    evening.#served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
    const link = linkFor("hub", evening.#served.text);
    evening.air = await signal(new URL(link).origin);
    evening.manager = await signedIn(new URL(link).origin, link);
    return evening;
  }

  async end() {
    for (const phone of this.#phones) await phone.away();
    this.air?.close();
    this.#served?.child.removeAllListeners("close");
    this.#served?.child.kill("SIGTERM");
  }

  /** The app's address with the code of a link, as a phone behind the air sees it. */
  address(link) {
    return `${this.air.origin}/app/${new URL(link).hash}`;
  }

  /** The link that the demo prints for somebody. */
  printed(who) {
    return this.address(linkFor(who, this.#served.text));
  }

  /** What the server counts, all patches together. */
  async figures() {
    const { programmes } = await this.manager.get("/api/v1/programmes");
    const { total } = await this.manager.get(`/api/v1/counts?programme=${programmes[0].id}&by=patch`);
    return total;
  }

  async switchedOn(address, options) {
    const phone = await Phone.make();
    this.#phones.push(phone);
    await phone.on(address, options);
    return phone;
  }

  async organisers() {
    const { people } = await this.manager.get("/api/v1/people");
    return people.filter(({ role }) => role === "organiser");
  }

  /** Plans a shift of these people, issues a list to it and lets each of them in: a link each. */
  async sendOut(people) {
    const { manager } = this;
    const { campaigns } = await manager.get("/api/v1/campaigns");
    for (const campaign of campaigns.toReversed()) {
      const { walk_lists } = await manager.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
      const list = walk_lists.find(({ state, doors }) => state === "draft" && doors >= 10);
      if (!list) continue;
      const now = Date.now();
      const shift = await manager.post("/api/v1/shifts", {
        campaign: campaign.id,
        planned_start: new Date(now).toISOString(),
        planned_end: new Date(now + 7_200_000).toISOString(),
        start_place: "The library",
        buddy: "The office",
        people: people.map(({ person_id }, n) => ({ person: person_id, part: n === 0 ? "recorder" : "partner" })),
      });
      await manager.post(`/api/v1/shifts/${shift.id}/issue`, { walk_list: list.id });
      const links = [];
      for (const { person_id } of people) links.push(await this.code(person_id));
      return { shift, list, links };
    }
    throw new Error("the demo has no list left to issue");
  }

  /** A fresh link for somebody's phone. */
  async code(person) {
    const { link } = await this.manager.post(`/api/v1/people/${person}/codes`, { purpose: "phone" });
    return this.address(link);
  }

  /** Lets a new phone in and starts its shift, with this list alone or with all that it has. */
  async out(link, list) {
    const phone = await this.switchedOn(link);
    await enrol(phone.page);
    const { page } = phone;
    const lists = page.locator("label").filter({ has: page.getByRole("checkbox") });
    for (let n = 0; n < (await lists.count()); n++) {
      const taken = !list || (await lists.nth(n).innerText()).startsWith(list.name);
      await lists.nth(n).getByRole("checkbox").setChecked(taken);
    }
    await start(phone.page);
    return phone;
  }
}
