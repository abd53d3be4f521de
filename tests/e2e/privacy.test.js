// The data protection officer's page, with a real server behind it.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, folder, run, serve, signedIn } from "./doorstep.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let database;
let served;
let origin;
let chromium;

before(async () => {
  database = `sqlite://${join(await folder(), "privacy.db")}`;
  served = await serve(["--database", database, "serve", "--listen", "127.0.0.1:0"], /http:\/\/127\.0\.0\.1:\d+/);
  origin = served.text.match(/http:\/\/127\.0\.0\.1:\d+/)[0];
  chromium = await browser();
  const network = await signedIn(origin, (await invite("Nora", "network_manager")).link);
  const hub = { legal_form: "charity", kind: "hub", region: "North West", funded: true, joins_on: "2026-04-01" };
  await network.post("/api/v1/hubs", { name: "Northgate", ...hub });
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

async function invite(name, role, hub) {
  const args = ["--database", database, "invite", "--json", "--name", name, "--role", role, "--public-url", origin];
  const { code, stdout, stderr } = await run(hub ? [...args, "--hub", hub] : args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
}

async function officer(media = {}) {
  const { link } = await invite("Dora Officer", "data_protection_officer", "Northgate");
  const context = await chromium.newContext({ viewport: { width: 360, height: 740 }, ...media });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "Who did what" }).waitFor();
  return page;
}

/** What is wrong with the page as it stands, in words. */
async function faults(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), RULES);
  const words = found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) words.push(`${wide} px wider than the screen`);
  return words;
}

test("a request is noted, somebody is found, handed out and erased, and each step stands in the log", async () => {
  await invite("Wanda Worker", "organiser", "Northgate");
  const page = await officer();
  const said = page.locator("section", { has: page.getByRole("heading", { name: "Requests and complaints" }) });

  await page.getByLabel("What is asked").selectOption({ label: "Delete it" });
  await page.getByLabel("Whom it is about, in your own words (sealed, and forgotten once answered)").fill("letter 12");
  await page.getByRole("button", { name: "Note it" }).click();
  await said.getByText("Noted. The clock runs.").waitFor();
  await said.getByText("About: letter 12").waitFor();

  await page.getByLabel("Name").fill("wanda");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByText("1 found.").waitFor();
  await page.getByRole("button", { name: "Hand out what is stored of Wanda Worker" }).click();
  await page.getByLabel("What is stored", { exact: true }).getByText("account, display name: Wanda Worker").waitFor();
  await page.getByRole("button", { name: "Erase Wanda Worker" }).click();
  await page.getByRole("button", { name: "Erase for good" }).click();
  await page.getByText("A backup does not bring them back.").waitFor();

  await said.getByRole("button", { name: "Letters" }).click();
  await page.getByText("Copies in backups go within 30 days").waitFor();
  await said.getByRole("button", { name: "Close" }).click();
  await said.getByText("Closed. Whom it was about is forgotten.").waitFor();
  assert.equal(await page.getByText("letter 12").count(), 0);

  await page.reload();
  const log = page.getByRole("table", { name: "What was done with personal data, newest first" });
  for (const action of ["request opened", "person searched", "person exported", "person erased", "request answered"]) {
    await log.getByRole("rowheader", { name: action }).first().waitFor();
  }
  await page.getByText("Nobody changed this log").waitFor();
  assert.equal(await page.getByText("Wanda Worker").count(), 0);
});

test("the page has no fault at twice the text, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await officer({ colorScheme });
    await page.getByRole("row", { name: /visits 84/ }).waitFor();
    for (const size of ["100%", "200%"]) {
      await page.evaluate((size) => (document.documentElement.style.fontSize = size), size);
      assert.deepEqual(await faults(page), [], `${colorScheme} at ${size}`);
    }
    await page.context().close();
  }
});

test("a rule is changed by keyboard alone", async () => {
  const page = await officer();
  const change = page.getByRole("button", { name: "Change visits" });
  await change.waitFor();
  for (let n = 0; n < 80 && !(await change.evaluate((node) => node === document.activeElement)); n++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const days = page.getByLabel("Days that visits stay");
  for (let n = 0; n < 80 && !(await days.evaluate((node) => node === document.activeElement)); n++) await page.keyboard.press("Tab");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("60");
  await page.keyboard.press("Enter");

  await page.getByText("Changed: visits stay 60 days.").waitFor();
  await page.getByRole("row", { name: /visits 60/ }).waitFor();
});

test("somebody else sees nothing of it", async () => {
  const { link } = await invite("Lea Lead", "lead_organiser", "Northgate");
  const page = await (await chromium.newContext()).newPage();
  await page.goto(link);
  await page.getByRole("heading", { name: "Debrief", level: 1 }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Data protection" }).count(), 0);
  assert.equal(await page.getByRole("heading", { name: "Who did what" }).count(), 0);
  const status = await page.evaluate(async () => (await fetch("/api/v1/audit")).status);
  assert.equal(status, 403);
});
