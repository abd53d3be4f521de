// The desk, driven as people drive it, on the demo town.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, folder, linkFor, run, serve, signedIn } from "./doorstep.js";
import { evening, setOut } from "./handed-in.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const pictures = process.env.DOORSTEP_PICTURES;

let database;
let served;
let origin;
let chromium;
let hub;
let lead;
let leadId;
let programme;
let themes;

before(async () => {
  database = `sqlite://${join(await folder(), "desk.db")}`;
  served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  chromium = await browser();
  const link = linkFor("hub", served.text);
  origin = new URL(link).origin;
  hub = await signedIn(origin, link);
  const { people } = await hub.get("/api/v1/people");
  leadId = people.find((one) => one.role === "lead_organiser").person_id;
  lead = await signedIn(origin, await leadLink());
  programme = (await hub.get("/api/v1/programmes")).programmes[0].id;
  themes = (await hub.get("/api/v1/themes")).national;
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

const leadLink = async () => (await hub.post(`/api/v1/people/${leadId}/codes`, { purpose: "web" })).link;

async function invited(role, name) {
  const { hub: of } = await hub.get("/api/v1/me");
  const args = ["--database", database, "invite", "--json", "--name", name, "--role", role, "--public-url", origin];
  const { code, stdout, stderr } = await run(role === "network_manager" ? args : [...args, "--hub", of.name]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout).link;
}

/** A page of somebody's own; whatever goes wrong in it, or leaves the house, fails the test that made it. */
async function opened(link, options = {}) {
  const context = await chromium.newContext({ viewport: DESK, ...options });
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && troubles.push(`console: ${line.text()}`));
  page.on("request", (request) => !request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()) && troubles.push(`elsewhere: ${request.url()}`));
  await page.goto(link);
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  return { page, context, troubles };
}

const place = (page, name) => page.getByRole("navigation", { name: "Places" }).getByRole("link", { name }).click();
const period = (page, name) => page.getByRole("combobox", { name: "Period" }).selectOption({ label: name });

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `desk-${name}.png`), fullPage: true });
}

/** What is wrong with the page as it stands, in words. */
async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), RULES);
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary?.slice(0, 200)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) words.push(`${wide} px wider than the screen`);
  return words;
}

const noteTexts = (how) => Array.from({ length: 20 }, (_, n) => `${how} ${n + 1}: the bench by the green is good for a chat.`);
const slugs = () => themes.slice(0, 6).map((one) => one.id);

test("a debrief of 20 notes is held by a lead, through a reload and a lost session, and closed", async () => {
  const out = await evening(origin, lead, noteTexts("Heard"), slugs());
  const { page, context, troubles } = await opened(await leadLink());
  await place(page, "Debrief");
  await page.locator(`[data-shift="${out.shift}"]`).getByRole("button", { name: /^Start/ }).click();
  await page.getByText("Note 1 of 20", { exact: true }).waitFor();
  await picture(page, "debrief-note");

  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const codes = await has("code_debrief_note");
  if (codes) {
    // The group says what it was about: one more chip, and one that was set by mistake goes.
    await page.getByRole("group", { name: "How it was meant" }).getByRole("button", { name: "Idea" }).click();
    const chips = page.getByRole("group", { name: "Code it: press what was said" });
    await chips.getByRole("button", { name: "Food", exact: true }).click();
    await chips.getByRole("button", { name: "Food", exact: true, pressed: true }).waitFor();
    await page.getByRole("listitem").filter({ hasText: /Idea:\s*Food/ }).waitFor();
    assert.deepEqual(await faults(page), []);
    await picture(page, "debrief-chips");
  }
  for (let n = 0; n < 5; n++) await press("Clear");
  await page.getByText("5 of 20").first().waitFor();

  // Somebody is in the middle of other words when the page is loaded anew.
  await press("Blur");
  const other = page.getByLabel("In other words");
  const first = await other.inputValue();
  await other.fill("A good place to sit and talk.");
  await page.reload();
  await page.getByText("Note 6 of 20", { exact: true }).waitFor();
  await page.getByText("5 of 20").first().waitFor();
  assert.equal(await page.getByLabel("In other words").inputValue(), "A good place to sit and talk.");
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes("bench by the green")), false, "no note's words are kept");
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByText("6 of 20").first().waitFor();

  await press("Hold");
  await press("Take out");
  for (let n = 8; n < 20; n++) await press("Clear");
  await page.getByRole("heading", { name: "Does it fit?" }).waitFor();
  await page.getByText("Everything fits.").waitFor();
  await picture(page, "debrief-fits");
  await page.getByRole("button", { name: "Go on" }).click();

  // What was agreed, and the session ends while it is typed.
  await page.getByLabel("What will be done").fill("Ask the council about the bench");
  await page.getByLabel("Who", { exact: true }).fill("Ruth");
  await page.getByLabel("By when").fill("2026-12-20");
  await picture(page, "debrief-next");
  await page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  await page.getByRole("button", { name: "Add it" }).click();
  const again = page.getByRole("dialog", { name: "Please sign in again" });
  await again.waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "lost");
  await again.getByLabel("Sign-in link or code").fill(await leadLink());
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("It is agreed.").waitFor();
  await page.getByRole("listitem").filter({ hasText: "Ask the council about the bench" }).filter({ hasText: "Ruth" }).waitFor();

  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText("What people said is parted from their doors for good.").waitFor();
  await picture(page, "debrief-close");
  await page.getByRole("button", { name: "Close the envelope" }).click();
  await page.getByText("The envelope is closed and its key is gone.").waitFor();
  await page.getByText("What you decided on 19 notes is done.").waitFor();
  await picture(page, "debrief-closed");

  const { notes } = await lead.get("/api/v1/listenings/notes?limit=1000");
  assert.equal(notes.filter((one) => one.note.startsWith("Heard ")).length, 1, "the one on hold still waits");
  const { listenings } = await lead.get("/api/v1/listenings?limit=1000&from=2026-06-01");
  const read = listenings.map((one) => one.note).filter(Boolean);
  assert.equal(read.filter((note) => note.startsWith("Heard ")).length, 17);
  assert.ok(read.includes("A good place to sit and talk."));
  assert.ok(!read.includes(first));
  if (codes) {
    const food = themes.find((one) => one.label === "Food").id;
    assert.equal(listenings.filter((one) => one.statements.some((point) => point.theme === food && point.stance === "idea")).length, 1);
  }
  assert.equal((await lead.get(`/api/v1/shifts/${out.shift}`)).state, "closed");
  assert.equal((await fetchStatus(page, `/api/v1/shifts/${out.shift}/debrief`)), 409);
  assert.deepEqual(troubles, []);
  await context.close();
});

const fetchStatus = (page, path) => page.evaluate(async (at) => (await fetch(at)).status, path);

test("a debrief is held and closed by keyboard alone", async () => {
  const out = await evening(origin, lead, noteTexts("Told").slice(0, 7), slugs());
  const { page, context, troubles } = await opened(await leadLink());
  const key = (name) => page.keyboard.press(name);
  /** Tab until the wanted thing has the focus. */
  async function tabTo(wanted) {
    for (let n = 0; n < 60; n++) {
      if (await page.evaluate((text) => (document.activeElement?.textContent ?? "").trim().startsWith(text), wanted)) return;
      await key("Tab");
    }
    assert.fail(`no way by Tab to ${wanted}`);
  }
  await key("9");
  const number = await page.getByRole("navigation", { name: "Places" }).getByRole("link").allInnerTexts();
  await key(String(number.findIndex((text) => text.includes("Debrief")) + 1));
  await page.getByRole("heading", { name: "Debrief", level: 1 }).waitFor();
  await page.locator(`[data-shift="${out.shift}"]`).waitFor();
  // Tab leads into the table, arrows to its row, Enter into it.
  for (let n = 0; n < 60 && !(await page.evaluate(() => document.activeElement?.matches("tbody tr"))); n++) await key("Tab");
  await key("Home");
  for (let n = 0; n < 20 && (await page.evaluate(() => document.activeElement?.dataset.shift)) !== out.shift; n++) await key("ArrowDown");
  await key("Enter");
  await page.getByText("Note 1 of 7", { exact: true }).waitFor();
  await key("ArrowRight");
  await page.getByText("Note 2 of 7", { exact: true }).waitFor();
  await key("ArrowLeft");
  await page.getByText("Note 1 of 7", { exact: true }).waitFor();
  for (let n = 0; n < 5; n++) {
    await key("c");
    await page.getByText(`${n + 1} of 7`, { exact: true }).first().waitFor();
  }
  await key("b");
  await page.getByLabel("In other words").waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "other-words");
  await key("Control+A");
  await page.keyboard.type("Said in other words by keyboard.");
  await tabTo("Keep these words");
  await key("Enter");
  await page.getByText("6 of 7", { exact: true }).first().waitFor();
  await key("t");
  await page.getByRole("heading", { name: "Does it fit?" }).waitFor();
  await tabTo("Go on");
  await key("Enter");
  await page.getByRole("heading", { name: "Next steps" }).waitFor();
  await tabTo("Go on");
  await key("Enter");
  await page.getByText("What this does").waitFor();
  await tabTo("Close the envelope");
  await key("Enter");
  await page.getByText("The envelope is closed and its key is gone.").waitFor();
  await page.getByText("What you decided on 7 notes is done.").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a note on hold is read later by the group, and leaves the list", async () => {
  const { page, context, troubles } = await opened(linkFor("group", served.text));
  await place(page, "Debrief");
  const { notes } = await lead.get("/api/v1/listenings/notes?limit=1000");
  assert.ok(notes.length > 0);
  await page.getByRole("button", { name: "Read the notes" }).click();
  const reader = page.getByRole("heading", { name: "Notes to read", level: 1 });
  await reader.waitFor();
  await picture(page, "debrief-waiting");
  assert.deepEqual(await faults(page), []);
  const before = (await page.getByText(/^Note 1 of \d+$/).innerText()).match(/of (\d+)/)[1];
  await page.getByRole("button", { name: "Clear", exact: true }).click();
  if (Number(before) > 1) await page.getByText(`of ${Number(before) - 1}`).first().waitFor();
  else await page.getByText("Every note is read.").waitFor();
  const left = await lead.get("/api/v1/listenings/notes?limit=1000");
  assert.equal(left.notes.length, notes.length - 1);
  assert.deepEqual(troubles, []);
  await context.close();
});

/** `1,242 (1,242 to 1,250)` as its low number. */
const low = (text) => Number(text.replace(/[^\d(−-].*$/, "").replaceAll(",", "").split("(")[0].trim().split(/\s/)[0]);

test("a return is frozen and handed in, its figures on screen equal to the API's", async () => {
  const link = (await hub.post(`/api/v1/people/${(await hub.get("/api/v1/me")).person}/codes`, { purpose: "web" })).link;
  const { page, context, troubles } = await opened(link);
  await place(page, "Return");
  await period(page, "Quarter 1 of 2026");
  await page.getByText("1 April 2026 to 30 June 2026").waitFor();
  const api = async () => hub.get(`/api/v1/returns?programme=${programme}&quarter=2026-Q1`);
  const { report } = await api();

  const table = page.getByRole("table", { name: "By patch" });
  const head = await table.getByRole("columnheader").allInnerTexts();
  const column = (name) => head.findIndex((text) => text.trim() === name);
  const MEASURES = { "People engaged": "engaged", "People activated": "activated", Listenings: "listenings", Knocks: "knocks", Visits: "visits" };
  for (const row of report.patches) {
    const cells = await table.getByRole("row").filter({ hasText: row.label }).first().locator("th, td").allInnerTexts();
    for (const [name, measure] of Object.entries(MEASURES)) {
      assert.equal(low(cells[column(name)]), row[measure], `${row.label}: ${name}`);
    }
  }
  const engaged = page.getByRole("button", { name: /People engaged$/ }).first();
  assert.equal(low(await engaged.innerText()), report.reported.engaged);
  await picture(page, "return");

  await engaged.click();
  const made = page.getByRole("dialog", { name: "What this number is made of" });
  await made.getByText("listened to for the first time").waitFor();
  const sums = async () => {
    const parts = await made.locator("tbody tr:not(.all) td.n").allInnerTexts();
    const all = await made.locator("tr.all td.n").innerText();
    return [parts.reduce((sum, text) => sum + low(text), 0), low(all)];
  };
  for (const by of ["Patches", "How people were met", "Tenths of the index"]) {
    await made.getByRole("button", { name: by }).click();
    await made.getByRole("columnheader", { name: by }).waitFor();
    const [parts, all] = await sums();
    assert.equal(parts, all, by);
    assert.equal(all, report.reported.engaged, by);
  }
  await picture(page, "return-explained");
  await made.getByRole("button", { name: "Shifts" }).click();
  await made.getByRole("rowheader").first().waitFor();
  await page.keyboard.press("Escape");
  await made.waitFor({ state: "hidden" });

  await page.getByText("Set a target").click();
  await page.getByLabel("How many").fill("80");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("of 80 aimed for").waitFor();
  await page.getByRole("img", { name: /People engaged: .*Target 80\./ }).waitFor();
  await page.getByRole("textbox", { name: "In our words" }).fill("Rain in April. The bench came back.");
  await page.reload();
  await page.getByRole("textbox", { name: "In our words" }).waitFor();
  assert.equal(await page.getByRole("textbox", { name: "In our words" }).inputValue(), "Rain in April. The bench came back.");
  await page.getByRole("button", { name: "Freeze the figures" }).click();
  await page.getByRole("button", { name: "Yes, freeze" }).click();
  await page.getByText("Frozen. Read it once more, then hand it in.").waitFor();
  await page.getByRole("button", { name: "Hand in the return" }).click();
  await page.getByText("Handed in. Thank you.").waitFor();
  const kept = await api();
  assert.equal(kept.state, "submitted");
  assert.equal(kept.words, "Rain in April. The bench came back.");
  assert.equal(low(await page.getByRole("button", { name: /People engaged$/ }).first().innerText()), kept.report.reported.engaged);
  const csv = await page.evaluate(async () => (await fetch(document.querySelector("a[download][href*=csv]").href)).text());
  assert.ok(csv.split("\n").length > report.patches.length, csv);

  // A quarter in which nothing happened is a return of zero.
  await period(page, "Quarter 2 of 2026");
  await page.getByText("1 July 2026 to 30 September 2026").waitFor();
  await page.getByText("A return of zero").waitFor();
  await page.getByRole("button", { name: "Freeze the figures" }).click();
  await page.getByRole("button", { name: "Yes, freeze" }).click();
  await page.getByRole("button", { name: "Hand in the return" }).click();
  await page.getByText("Handed in. Thank you.").waitFor();
  await picture(page, "return-zero");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the network sees n of m hubs, and zero and no return look different", async () => {
  const link = await invited("network_manager", "Nora Network");
  const { page, context, troubles } = await opened(link);
  await place(page, "Network");
  await period(page, "Quarter 2 of 2026");
  await page.getByText("1 of 2 hubs").first().waitFor();
  await page.getByText("A return of zero").waitFor();
  await page.getByText("No return yet").first().waitFor();
  await period(page, "Quarter 1 of 2026");
  await page.getByRole("heading", { name: "Network: Quarter 1 of 2026" }).waitFor();
  const { report } = await hub.get(`/api/v1/returns?programme=${programme}&quarter=2026-Q1`);
  const row = page.getByRole("row").filter({ hasText: report.hub.name });
  assert.equal(low(await row.locator("td.n").first().innerText()), report.reported.engaged);
  await page.getByText("Rain in April. The bench came back.").waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "network");
  await page.setViewportSize(PHONE);
  await picture(page, "network-small");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("who is out stands at the desk while they are out", async () => {
  const out = await setOut(origin, lead);
  await out.phone.start(out);
  const { page, context, troubles } = await opened(await leadLink());
  await place(page, "Out now");
  const table = page.getByRole("table", { name: "Out", exact: true });
  await table.getByRole("row").filter({ hasText: out.name }).first().waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "out");
  assert.deepEqual(troubles, []);
  await context.close();
});

const SCREENS = {
  lead: ["plan/patch", "plan/lists", "plan/keying", "debrief", "review", "returns", "out", "seen"],
  hub: ["returns", "review", "seen"],
};
test("no screen has a fault: two sizes, light, dark and projector, and twice the text", async () => {
  for (const [who, screens] of Object.entries(SCREENS)) {
    const link = who === "lead" ? await leadLink() : (await hub.post(`/api/v1/people/${(await hub.get("/api/v1/me")).person}/codes`, { purpose: "web" })).link;
    const { page, context, troubles } = await opened(link);
    for (const screen of screens) {
      await page.setViewportSize(DESK);
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`${origin}/desk/${screen}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await faults(page), [], `${who} ${screen}`);
      await picture(page, `${who}-${screen.replace("/", "-")}`);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await faults(page), [], `${who} ${screen}, dark`);
      await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "more"));
      assert.deepEqual(await faults(page), [], `${who} ${screen}, projector`);
      await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(PHONE);
      assert.deepEqual(await faults(page), [], `${who} ${screen}, small`);
      await picture(page, `${who}-${screen.replace("/", "-")}-small`);
      await page.setViewportSize(DESK);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      assert.deepEqual(await faults(page), [], `${who} ${screen}, twice the text`);
    }
    assert.deepEqual(troubles, []);
    await context.close();
  }
});

/** Whether this server has an operation. */
async function has(operation) {
  const { paths } = await (await fetch(`${origin}/api/openapi.json`)).json();
  return Object.values(paths).some((methods) => Object.values(methods).some((one) => one.operationId === operation));
}

test("a patch is made by pressing the map and by ticking the table, gets a campaign and is cut into lists", async () => {
  const { page, context, troubles } = await opened(await leadLink());
  await place(page, "Plan");
  await page.getByRole("link", { name: "Patches" }).click();
  await page.locator("[data-idle]").waitFor({ timeout: 60_000 });
  await page.getByText("Areas as a table").click();
  const boxes = page.getByRole("table").getByRole("checkbox");
  await boxes.first().waitFor();
  const canvas = await page.locator(".frame canvas").boundingBox();
  const ticked = () => page.getByRole("table").getByRole("checkbox", { checked: true }).count();
  // The town lies in the middle of its map.
  await page.mouse.click(canvas.x + canvas.width * 0.3, canvas.y + canvas.height * 0.5);
  await page.waitForFunction(() => document.querySelectorAll("tbody input:checked").length === 1);
  for (let n = 0; (await ticked()) < 3; n++) if (!(await boxes.nth(n).isChecked())) await boxes.nth(n).check();
  await page.getByLabel("Name of the patch").fill("Three areas");
  await picture(page, "plan-patch-chosen");
  await page.getByRole("button", { name: "Make this patch" }).click();
  await page.getByText("“Three areas” is made.", { exact: false }).waitFor();
  const made = (await lead.get("/api/v1/patches")).patches.find((one) => one.name === "Three areas");
  assert.equal(made.areas.length, 3);

  await page.getByRole("button", { name: "Go to the lists" }).click();
  await page.getByText("There is no campaign yet.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "A new campaign" }).click();
  const dialog = page.getByRole("dialog", { name: "A new campaign" });
  await dialog.getByLabel("Name", { exact: true }).fill("Winter round");
  await dialog.getByLabel("What we want to find out").fill("What keeps people warm");
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole("button", { name: "Begin the campaign" }).click();
  await page.getByText("No lists yet.", { exact: false }).waitFor();

  await page.getByRole("slider").fill("90");
  const preview = (await has("preview_cut")) ? page.getByRole("table").getByRole("row") : null;
  if (preview) await page.getByText(/^\d+ lists? with \d+ doors?/).waitFor();
  const seen = preview ? (await preview.count()) - 1 : null;
  await page.getByRole("button", { name: "Make these lists" }).click();
  await page.getByText(/^\d+ lists? (is|are) made\.$/).waitFor();
  const campaign = (await lead.get("/api/v1/campaigns")).campaigns.find((one) => one.name === "Winter round");
  const { walk_lists } = await lead.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
  assert.ok(walk_lists.length > 0);
  if (seen !== null) assert.equal(seen, walk_lists.length, "what was shown before is what was made");
  await page.getByRole("button", { name: /^Hand out/ }).first().waitFor();
  const rows = await page.getByRole("table").locator("tbody tr").evaluateAll((all) => all.map((row) => Number(row.querySelector("td.n").textContent)));
  assert.deepEqual(rows.sort((a, b) => a - b), walk_lists.map((one) => one.doors).sort((a, b) => a - b));
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-cut");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a list is handed out, printed and keyed back from paper", async (t) => {
  if (!(await has("key_paper"))) return t.skip("this server knows no paper lists yet");
  const { page, context, troubles } = await opened(await leadLink());
  await place(page, "Plan");
  await page.getByRole("link", { name: "Lists" }).click();
  await page.getByRole("button", { name: /^Hand out/ }).first().click();
  const dialog = page.getByRole("dialog", { name: /^Hand out/ });
  await dialog.getByRole("combobox").first().selectOption({ label: "writes it down" });
  await dialog.getByLabel("Needs a code for a new phone").check();
  await dialog.getByLabel("Meeting point").fill("Millfield Hall");
  await dialog.getByLabel("Buddy who waits for them").fill("Ruth");
  await dialog.getByRole("button", { name: "Hand it out" }).click();
  await dialog.getByText("It is handed out.", { exact: false }).waitFor();
  assert.ok(await dialog.getByRole("img").evaluate((image) => image.complete && image.naturalWidth > 0), "the QR code is drawn");
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-issued");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Print/ }).first().click();
  const code = await page.locator(".code strong").innerText();
  await page.getByRole("table").first().waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-paper");
  await page.emulateMedia({ media: "print" });
  await picture(page, "plan-paper-print");
  await page.emulateMedia({ media: "screen" });

  await page.goto(`${origin}/desk/plan/keying`);
  await page.getByLabel("Code").fill(code.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: /^Outcome at/ }).first().waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains("letter"));
  await page.keyboard.type("nnc");
  await page.reload();
  await page.getByLabel("Code").fill(code);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Take them in: 3 doors keyed" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Take them in: 3 doors keyed" }).click();
  await page.getByText("3 counted", { exact: false }).waitFor();
  await picture(page, "plan-keyed");
  assert.deepEqual(troubles, []);
  await context.close();
});
