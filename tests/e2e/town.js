// The desk on the demo town, as somebody sits at it: a town of one's own, people who sign in, and what
// is looked at on every screen.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { browser, folder, linkFor, run, serve, signedIn } from "./doorstep.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
export const DESK = { width: 1366, height: 768 };
export const PHONE = { width: 390, height: 844 };
const pictures = process.env.DOORSTEP_PICTURES;

export class Town {
  #served;
  #chromium;
  database;
  origin;
  /** The hub's manager and its lead, signed in over HTTP. */
  hub;
  lead;
  /** The id of the only programme. */
  programme;
  /** The national themes. */
  themes;

  static async begin() {
    const town = new Town();
    town.database = `sqlite://${join(await folder(), "desk.db")}`;
    town.#served = await serve(["--database", town.database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
    town.#chromium = await browser();
    const link = linkFor("hub", town.#served.text);
    town.origin = new URL(link).origin;
    town.hub = await signedIn(town.origin, link);
    town.lead = await signedIn(town.origin, await town.leadLink());
    town.programme = (await town.hub.get("/api/v1/programmes")).programmes[0].id;
    town.themes = (await town.hub.get("/api/v1/themes")).national;
    return town;
  }

  async end() {
    await this.#chromium?.close();
    this.#served?.child.removeAllListeners("close");
    this.#served?.child.kill("SIGTERM");
  }

  /** The link that the demo printed for somebody: it lets one browser in, once. */
  printed(who) {
    return linkFor(who, this.#served.text);
  }

  /** A fresh link for somebody's desk. */
  async linkOf(person) {
    return (await this.hub.post(`/api/v1/people/${person}/codes`, { purpose: "web" })).link;
  }

  async people(role) {
    const { people } = await this.hub.get("/api/v1/people");
    return people.filter((one) => one.role === role);
  }

  async leadLink() {
    return this.linkOf((await this.people("lead_organiser"))[0].person_id);
  }

  async hubLink() {
    return this.linkOf((await this.hub.get("/api/v1/me")).person);
  }

  /** Somebody new in the hub: their id and a link. */
  async newcomer(role, name) {
    const { groups } = await this.hub.get("/api/v1/groups");
    const of = role === "group_member" ? { group: groups[0].id } : {};
    const { person_id } = await this.hub.post("/api/v1/people", { display_name: name, role, ...of });
    return { person: person_id, link: await this.linkOf(person_id) };
  }

  /** Runs a command on this town's database while it is served. */
  async command(...args) {
    const done = await run(["--database", this.database, ...args]);
    assert.equal(done.code, 0, done.stderr);
    return done.stdout;
  }

  /** A link for somebody above the hubs, or for a hub by its name. */
  async invited(role, name) {
    const { hub } = await this.hub.get("/api/v1/me");
    const of = role === "network_manager" ? [] : ["--hub", hub.name];
    return JSON.parse(await this.command("invite", "--json", "--name", name, "--role", role, "--public-url", this.origin, ...of)).link;
  }

  /** A page of somebody's own; whatever goes wrong in it, or leaves the house, is a trouble. */
  async opened(link, options = {}) {
    const context = await this.#chromium.newContext({ viewport: DESK, ...options });
    const page = await context.newPage();
    const troubles = [];
    const elsewhere = (url) => !url.startsWith(this.origin) && !/^(data|blob):/.test(url);
    page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
    page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && troubles.push(`console: ${line.text()}`));
    page.on("request", (request) => elsewhere(request.url()) && troubles.push(`elsewhere: ${request.url()}`));
    await page.goto(link);
    await page.getByRole("navigation", { name: "Places" }).waitFor();
    return { page, context, troubles };
  }
}

export const place = (page, name) => page.getByRole("navigation", { name: "Places" }).getByRole("link", { name }).click();
export const period = (page, name) => page.getByRole("combobox", { name: "Period" }).selectOption({ label: name });

/** Waits until a map is drawn. */
export const drawn = (page) => page.locator("[data-idle]").waitFor({ timeout: 60_000 });

export async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `desk-${name}.png`), fullPage: true });
}

/** What is wrong with the page as it stands, in words. */
export async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), RULES);
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary?.slice(0, 200)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) words.push(`${wide} px wider than the screen`);
  return words;
}

/** Where a table of figures stands, row by row: the first cell's words and the numbers beside it. */
export const figures = (rows) =>
  rows.evaluateAll((all) => all.map((row) => [row.querySelector("th").textContent.trim(), ...[...row.querySelectorAll("td.n")].map((cell) => Number(cell.textContent.replaceAll(",", "")))]));

/** `1,242 (1,242 to 1,250)` as its low number. */
export const low = (text) => Number(text.replace(/[^\d(−-].*$/, "").replaceAll(",", "").split("(")[0].trim().split(/\s/)[0]);
