// The network's places at the desk: the quarter, hubs that join, leave and merge, the year to publish,
// and tokens for other programs, driven as people drive them.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { browser, folder, linkFor, run, serve, signedIn } from "./doorstep.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const QUARTER = "2026-Q1";
const pictures = process.env.DOORSTEP_PICTURES;

let file;
let served;
let origin;
let chromium;
let network;
let hub;
let programme;

before(async () => {
  file = join(await folder(), "network.db");
  served = await serve(["--database", `sqlite://${file}`, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  chromium = await browser();
  origin = new URL(linkFor("network", served.text)).origin;
  network = await signedIn(origin, await invited("network_manager", "Nadia Network"));
  hub = await signedIn(origin, linkFor("hub", served.text));
  programme = (await network.get("/api/v1/programmes")).programmes[0].id;
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

async function invited(role, name) {
  const args = ["--database", `sqlite://${file}`, "invite", "--json", "--name", name, "--role", role, "--public-url", origin];
  const { code, stdout, stderr } = await run(args);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout).link;
}

/** A page of somebody's own; whatever goes wrong in it, or leaves the house, fails the test that made it. */
async function opened(link, at = "") {
  const context = await chromium.newContext({ viewport: DESK, locale: "en-GB", acceptDownloads: true });
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && troubles.push(`console: ${line.text()}`));
  page.on("request", (request) => !request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()) && troubles.push(`elsewhere: ${request.url()}`));
  await page.goto(link);
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  if (at) await page.goto(`${origin}/desk/${at}`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return { page, context, troubles };
}

const asNetwork = async (at) => opened(await invited("network_manager", "Nora Network"), at);
const period = (page, name) => page.getByRole("combobox", { name: "Period" }).selectOption({ label: name });

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `network-${name}.png`), fullPage: true });
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

/** A screen as it stands, in two sizes, light, dark, for a projector, and with twice the text. */
async function everyWay(page, name) {
  assert.deepEqual(await faults(page), [], name);
  await picture(page, name);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await faults(page), [], `${name}, dark`);
  await picture(page, `${name}-dark`);
  await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "more"));
  assert.deepEqual(await faults(page), [], `${name}, projector`);
  await picture(page, `${name}-projector`);
  await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(PHONE);
  assert.deepEqual(await faults(page), [], `${name}, small`);
  await picture(page, `${name}-small`);
  await page.setViewportSize(DESK);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  assert.deepEqual(await faults(page), [], `${name}, twice the text`);
  await page.evaluate(() => (document.documentElement.style.fontSize = ""));
}

const returns = (quarter) => network.get(`/api/v1/network/returns?programme=${programme}&quarter=${quarter}`);
const hubNamed = async (name) => (await network.get("/api/v1/hubs")).hubs.find((one) => one.name === name);
const joined = (name, more = {}) =>
  network.post("/api/v1/hubs", { name, legal_form: "charity", kind: "hub", region: "Thistle Coast", funded: true, joins_on: "2026-04-01", ...more });
const figure = (value) => value.toLocaleString("en-GB");
/** The dialog in which a hub is changed, opened from its row. */
async function changing(page, name) {
  await page.getByRole("row").filter({ hasText: name }).getByRole("button", { name: `Change ${name}` }).click();
  const dialog = page.getByRole("dialog", { name: `${name}: what happens?` });
  await dialog.waitFor();
  return dialog;
}

test("n of m hubs, each hub's figures and the total are those of the API, by name and not by rank", async () => {
  const of = `programme=${programme}`;
  await hub.post(`/api/v1/returns/${QUARTER}/freeze?${of}`);
  const frozen = await hub.post(`/api/v1/returns/${QUARTER}/submit?${of}`, { words: "The benches came back." });
  const { page, context, troubles } = await asNetwork("network");
  await period(page, "Quarter 1 of 2026");
  await page.getByRole("heading", { name: "Network: Quarter 1 of 2026" }).waitFor();
  await page.getByText("The benches came back.").waitFor();
  const seen = await returns(QUARTER);
  assert.equal(seen.in_words, `${seen.hubs.filter((one) => one.return).length} of ${seen.hubs.length} hubs`);
  assert.equal(await page.locator(".big strong").innerText(), seen.in_words);
  const table = page.getByRole("region", { name: "The same as a table" }).getByRole("row");
  const names = seen.hubs.map((one) => one.name);
  assert.deepEqual(names, [...names].sort(), "hubs stand by name");
  for (const [n, one] of seen.hubs.entries()) {
    const row = table.nth(n + 1);
    assert.ok((await row.innerText()).startsWith(one.name));
    if (!one.return) {
      assert.match(await row.innerText(), /No return yet/);
      continue;
    }
    assert.ok((await row.locator("td.n").first().innerText()).startsWith(figure(one.return.figures.engaged)));
    assert.equal(await row.locator("td.n").last().innerText(), figure(one.return.figures.listenings));
  }
  assert.ok((await page.locator(".top dd").first().innerText()).startsWith(figure(seen.total.engaged)));
  assert.doesNotMatch(await page.locator("main").innerText(), /\b(best|worst|top \d+|first place|rank \d+)\b/i, "no league table");

  // Where a hand may help is said in the server's words, hub by hub.
  const support = await network.get("/api/v1/network/support");
  for (const one of support.hubs.filter(({ flags }) => flags.length > 0)) await page.getByText(one.flags[0].text).first().waitFor();

  // By keyboard: the return is asked about, answered for, and taken.
  await page.getByRole("button", { name: `Ask ${seen.hubs.find((one) => one.return).name}` }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Your question").focus();
  await page.keyboard.type("Which benches?");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("Which benches?").waitFor();
  await hub.post(`/api/v1/returns/${QUARTER}/submit?${of}`, { words: "The benches by the green came back." });
  await page.reload();
  await page.getByRole("button", { name: /^Accept / }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Lock for ever / }).waitFor();
  assert.equal((await returns(QUARTER)).hubs.find((one) => one.return?.id === frozen.id).stands, "accepted");
  await everyWay(page, "quarter");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("themes heard in many places stand in the hubs' own words, and silence is said", async () => {
  const { hubs } = await network.get("/api/v1/hubs");
  for (const one of hubs.filter(({ kind }) => kind === "hub")) {
    const made = await run(["--database", `sqlite://${file}`, "release", "--json", "--audience", "public", "--hub", one.id, "--period", QUARTER]);
    assert.equal(made.code, 0, made.stderr);
  }
  const address = `/api/v1/network/themes?programme=${programme}&quarter=${QUARTER}`;
  const { page, context, troubles } = await asNetwork("network");
  await period(page, "Quarter 1 of 2026");
  const first = await network.get(address);
  await page.getByText(first.in_words).waitFor();
  await page.getByText(first.note).waitFor();

  // Words of a hub's own codebook stand beside the theme that its release shows.
  const own = await hub.get("/api/v1/themes");
  const homes = own.national.find((one) => one.slug === "homes_and_rents");
  await hub.post("/api/v1/themes", { label: "Damp flats", national_id: homes.id });
  const heard = await network.get(address);
  // What the releases show, hub by hub, and nothing more.
  const shown = new Map();
  for (const one of hubs.filter(({ kind }) => kind === "hub")) {
    const { releases } = await network.get(`/api/v1/releases?programme=${programme}&audience=public&period=${QUARTER}&hub=${one.id}`);
    for (const { theme, stance, value } of releases[0].figures.filter(({ kind, theme }) => kind === "hub" && theme)) {
      const of = `${theme}/${stance}`;
      shown.set(of, { ...shown.get(of), [one.name]: value });
    }
  }
  const told = heard.themes.map(({ theme, stance, heard }) => [`${theme}/${stance}`, Object.fromEntries(heard.map(({ name, value }) => [name, value]))]);
  assert.deepEqual(Object.fromEntries(told), Object.fromEntries(shown));
  assert.ok(heard.themes.some(({ hubs }) => hubs === 2), "something is heard in both");
  await page.reload();
  const region = page.getByRole("region", { name: "Heard in many places" });
  await region.waitFor();
  const rows = region.getByRole("row");
  for (const [n, theme] of heard.themes.entries()) {
    const row = rows.nth(n + 1);
    assert.ok((await row.innerText()).includes(theme.label), `${theme.label} in row ${n + 1}`);
    await row.getByText(theme.in_words).waitFor();
    for (const one of theme.heard) {
      const words = one.own_words.length ? one.own_words.map((word) => `“${word}”`).join(", ") : "no words of their own";
      await row.getByText(`${one.name}: ${words}`).waitFor();
    }
  }
  const damp = heard.themes.filter(({ theme }) => theme === homes.slug).flatMap(({ heard }) => heard);
  assert.ok(damp.some((one) => one.own_words.includes("Damp flats")));
  await everyWay(page, "themes");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a hub joins: what that does is said first, and its manager gets a link once", async () => {
  const { page, context, troubles } = await asNetwork("network/hubs");
  const before = (await network.get("/api/v1/hubs")).hubs.length;
  await page.getByRole("button", { name: "Let a hub join" }).click();
  const dialog = page.getByRole("dialog", { name: "A hub joins" });
  await dialog.getByLabel("Name of the hub").fill("Westgate");
  await dialog.getByLabel("Its first day in the network").fill("2026-10-01");
  await dialog.getByLabel("Region").fill("Thistle Coast");
  await dialog.getByText("Westgate belongs to the network from 1 October 2026 on and counts among the hubs from Quarter 3 of 2026 on.").waitFor();
  await everyWay(page, "join");
  assert.equal((await network.get("/api/v1/hubs")).hubs.length, before, "nothing is done by saying it");
  await dialog.getByRole("button", { name: "Let it join" }).click();
  const welcome = page.getByRole("dialog", { name: "Westgate is in" });
  await welcome.getByLabel("Their name, as colleagues call them").fill("Wyn West");
  await welcome.getByRole("button", { name: "Make a sign-in link" }).click();
  const link = await welcome.getByLabel(/Their sign-in link/).inputValue();
  await everyWay(page, "joined");
  await welcome.getByRole("button", { name: "Close" }).click();
  await page.getByRole("row").filter({ hasText: "Westgate" }).getByText("belongs", { exact: true }).waitFor();
  const seen = await returns("2026-Q3");
  assert.ok(seen.hubs.some((one) => one.name === "Westgate" && one.stands === "no return"));

  // The link leads to the hub's own desk.
  const manager = await opened(link);
  await manager.page.getByText("Wyn West, hub manager").waitFor();
  await manager.page.getByText("Westgate", { exact: true }).first().waitFor();
  await manager.context.close();

  // A name that is taken is refused in a sentence, and what was typed stays.
  await page.getByRole("button", { name: "Let a hub join" }).click();
  await dialog.getByLabel("Name of the hub").fill("Westgate");
  await dialog.getByLabel("Its first day in the network").fill("2026-10-01");
  await dialog.getByLabel("Region").fill("Thistle Coast");
  await dialog.getByRole("button", { name: "Let it join" }).click();
  await dialog.getByText("There is already a hub of this name.").waitFor();
  assert.equal(await dialog.getByLabel("Name of the hub").inputValue(), "Westgate");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a hub goes into another: owed returns are said, last quarters stay, and it is taken back", async () => {
  await joined("Millgate");
  const before = await returns(QUARTER);
  const { page, context, troubles } = await asNetwork("network/hubs");
  const dialog = await changing(page, "Millgate");
  await dialog.getByRole("radio", { name: "It goes into another hub" }).check();
  await dialog.getByLabel("Its last day in the network").fill("2026-09-30");
  const choices = await dialog.getByLabel("The hub where its work goes on").locator("option").allInnerTexts();
  assert.ok(choices.includes("Kestrel Hub") && !choices.includes("Millgate"), "a hub cannot go into itself");
  await dialog.getByLabel("The hub where its work goes on").selectOption({ label: "Kestrel Hub" });
  await dialog.getByRole("button", { name: "See what this does" }).click();
  await dialog.getByText("Millgate goes into Kestrel Hub: its last day in the network is 30 September 2026, and from 1 October 2026 on its work goes on there.").waitFor();
  await dialog.getByText(/stays as it was reported, under its own name/).waitFor();
  await dialog.getByText(/Millgate has handed in no return for 2026-Q1 of .* and 2026-Q2 of/).waitFor();
  const act = dialog.getByRole("button", { name: "Let it go into the other hub" });
  assert.equal(await act.isDisabled(), true, "what is owed is read before it is done");
  assert.equal((await hubNamed("Millgate")).leaves_on, null, "nothing is done by saying it");
  await everyWay(page, "merge");
  await dialog.getByLabel("I know that these returns are still owed").check();
  await act.click();
  await dialog.getByText(/^Done\. Millgate goes into Kestrel Hub/).waitFor();
  await everyWay(page, "merged");
  await dialog.getByRole("button", { name: "Close", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: "Millgate" }).first();
  await page.getByText("Its work goes on at Kestrel Hub from 1 October 2026 on.").waitFor();
  await page.getByText("The work of Millgate goes on here.").waitFor();
  await everyWay(page, "hubs");

  // What was reported of earlier quarters is what it was, to the unit; the next ones have one hub less.
  const after = await returns(QUARTER);
  assert.equal(after.in_words, before.in_words);
  assert.deepEqual(after.total, before.total);
  assert.deepEqual(after.hubs.map((one) => one.return), before.hubs.map((one) => one.return));
  assert.ok(!(await returns("2026-Q3")).hubs.some((one) => one.name === "Millgate"));
  await page.getByRole("link", { name: "The quarter" }).click();
  await period(page, "Quarter 1 of 2026");
  await page.getByText("Left on 30 September 2026; its work goes on at Kestrel Hub.").waitFor();

  await page.getByRole("link", { name: "Hubs: join, leave, merge" }).click();
  await row.waitFor();
  const again = await changing(page, "Millgate");
  await again.getByRole("button", { name: "Take this back" }).click();
  await again.getByText(/^Taken back: Millgate goes into/).waitFor();
  await again.getByText("This took the change before back.").waitFor();
  const back = await hubNamed("Millgate");
  assert.deepEqual([back.leaves_on, back.merged_into], [null, null]);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("by keyboard alone a hub leaves on a day and stays after all", async () => {
  await joined("Castlegate", { joins_on: "2026-10-01" });
  const { page, context, troubles } = await asNetwork("network/hubs");
  await page.getByRole("button", { name: "Change Castlegate" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Castlegate: what happens?" });
  await dialog.getByRole("radio", { name: "It leaves" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.type("12122026");
  await page.keyboard.press("Enter");
  await dialog.getByText("Castlegate leaves the network: its last day in it is 12 December 2026.").waitFor();
  await dialog.getByText(/From 13 December 2026 on the network has \d+ hubs; without this change it would have \d+ hubs\./).waitFor();
  // The quarter that runs is not over, so its return is said to be open still.
  await dialog.getByLabel("I know that these returns are still owed").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog.getByText(/^Done\./).waitFor();
  assert.equal((await hubNamed("Castlegate")).leaves_on, "2026-12-12");
  await dialog.getByRole("radio", { name: "It stays after all" }).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await dialog.getByText("Castlegate stays in the network after all.").first().waitFor();
  await dialog.getByRole("button", { name: "Let it stay" }).focus();
  await page.keyboard.press("Enter");
  await dialog.getByText(/^Done\./).waitFor();
  assert.equal((await hubNamed("Castlegate")).leaves_on, null);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(troubles, []);
  await context.close();
});

test("of two people who change a hub at once the second is told, and sees how it stands", async () => {
  const hubgate = await joined("Bridgegate", { joins_on: "2026-10-01" });
  const { page, context, troubles } = await asNetwork("network/hubs");
  const dialog = await changing(page, "Bridgegate");
  await dialog.getByRole("radio", { name: "Its name, region, grant or first day was wrong" }).check();
  await dialog.getByLabel("Name of the hub").fill("Bridge Gate");
  await dialog.getByRole("button", { name: "See what this does" }).click();
  await dialog.getByText(/^Bridgegate is called Bridge Gate from now on/).waitFor();
  const other = await fetch(`${origin}/api/v1/hubs/${hubgate.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json", authorization: `Bearer ${await token()}` },
    body: JSON.stringify({ leaves_on: "2026-12-31", version: 1 }),
  });
  assert.equal(other.status, 200);
  await dialog.getByRole("button", { name: "Change it" }).click();
  await dialog.getByText(/Somebody else changed Bridgegate in the meantime\. Nothing of yours was saved/).waitFor();
  await dialog.getByText("Bridgegate leaves the network: its last day in it is 31 December 2026.").waitFor();
  assert.equal((await hubNamed("Bridgegate")).name, "Bridgegate");
  assert.deepEqual(await faults(page), []);
  await picture(page, "two-at-once");
  // Looked at anew, it is done.
  await dialog.getByLabel("Name of the hub").fill("Bridge Gate");
  await dialog.getByRole("button", { name: "See what this does" }).click();
  await dialog.getByRole("button", { name: "Change it" }).click();
  await page.getByRole("dialog", { name: "Bridge Gate: what happens?" }).waitFor();
  assert.equal((await hubNamed("Bridge Gate")).leaves_on, "2026-12-31");
  assert.deepEqual(troubles, []);
  await context.close();
});

/** A network manager's session as a bearer token, for what the desk's own helper does not do. */
async function token() {
  const code = new URLSearchParams(new URL(await invited("network_manager", "Nils Network")).hash.slice(1)).get("code");
  const response = await fetch(`${origin}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) });
  return (await response.json()).token;
}

test("an outside reader sees the hubs and the quarter, and no way to change them", async () => {
  const { page, context, troubles } = await opened(await invited("outside_reader", "Olu Outside"), "network/hubs");
  await page.getByText("You may read this; only a network manager changes it.").waitFor();
  await page.getByRole("row").filter({ hasText: "Kestrel Hub" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /^Change|^Let a hub/ }).count(), 0);
  assert.deepEqual(await faults(page), []);
  assert.deepEqual(troubles, []);
  await context.close();
});

/** The files of a zip archive, by name, as its directory lists them. */
function unzipped(bytes) {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let n = bytes.readUInt16LE(end + 10); n > 0; n--) {
    const [method, size, name, extra, comment, from] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const data = from + 30 + bytes.readUInt16LE(from + 26) + bytes.readUInt16LE(from + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(bytes.toString("utf8", at + 46, at + 46 + name), (method === 8 ? inflateRawSync(packed) : packed).toString("utf8"));
    at += 46 + name + extra + comment;
  }
  return files;
}

test("the year to publish is fetched, opens, and says what the screen says", async () => {
  const { page, context, troubles } = await asNetwork("network");
  const fetched = page.waitForEvent("download");
  await page.getByRole("link", { name: "Fetch the pack of 2026" }).click();
  const download = await fetched;
  assert.equal(download.suggestedFilename(), "returns-2026.zip");
  const files = unzipped(readFileSync(await download.path()));
  assert.deepEqual([...files.keys()], ["readme.txt", "method.txt", "definitions.csv", "hubs.csv", "returns.csv", "adjustments.csv", "deprived.csv", "totals.csv"]);
  assert.match(files.get("method.txt"), /Zero and silence/);
  assert.match(files.get("definitions.csv"), /engaged/);
  const seen = await returns(QUARTER);
  const lines = files.get("returns.csv").split(/\r?\n/);
  const heads = lines[0].replace("\ufeff", "").split(",");
  for (const one of seen.hubs) {
    const line = lines.find((text) => text.startsWith(QUARTER) && text.includes(one.name)).split(",");
    const engaged = line[heads.indexOf("engaged")];
    assert.equal(engaged, one.return ? String(one.return.figures.engaged) : "", one.name);
  }
  assert.match(files.get("readme.txt"), new RegExp(`- ${QUARTER}: ${seen.in_words}`));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("by keyboard alone a token is made, shown once, used, and taken back", async () => {
  const { people } = await hub.get("/api/v1/people");
  const lead = people.find((one) => one.role === "lead_organiser").person_id;
  const { page, context, troubles } = await opened((await hub.post(`/api/v1/people/${lead}/codes`, { purpose: "web" })).link, "tokens");
  await page.getByRole("heading", { name: "Map programs" }).waitFor();
  await page.getByText("You have made no token.").waitFor();
  await page.getByText("your hub's patches").first().waitFor();
  assert.equal(await page.getByLabel("Address for QGIS (OGC API - Features)").inputValue(), `${origin}/ogc/`);
  await everyWay(page, "tokens-none");
  await page.getByLabel("What it is for").focus();
  await page.keyboard.type("QGIS on the office laptop");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "The token “QGIS on the office laptop”" }).waitFor();
  const shown = page.getByLabel("Token", { exact: true });
  const secret = await shown.inputValue();
  assert.equal(await page.getByLabel(/The same as QGIS wants it/).inputValue(), `Bearer ${secret}`);
  await everyWay(page, "token-made");

  const row = page.getByRole("row").filter({ hasText: "QGIS on the office laptop" });
  await row.getByText("never", { exact: true }).waitFor();
  const asked = async (path) => (await fetch(origin + path, { headers: { authorization: `Bearer ${secret}` } })).status;
  assert.equal(await asked("/ogc/collections/areas/items?limit=1"), 200);
  assert.equal(await asked("/tiles/layers.json"), 200);
  assert.equal(await asked("/api/v1/me"), 403);
  assert.equal(await asked("/api/v1/people"), 403);

  // It is shown this once; when it was used is told.
  await page.reload();
  const today = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "Europe/London" }).format(new Date());
  await row.getByText(new RegExp(`^${today}, \\d\\d:\\d\\d$`)).waitFor();
  assert.equal(await page.getByLabel("Token", { exact: true }).count(), 0);
  assert.ok(!(await page.content()).includes(secret));

  await page.getByRole("button", { name: "Take back QGIS on the office laptop" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText(/This cannot be undone; you can make another one\./).waitFor();
  assert.equal(await asked("/ogc/"), 200, "nothing is done by asking");
  await page.getByRole("button", { name: "Yes, take it back" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("“QGIS on the office laptop” is taken back.").waitFor();
  assert.equal(await asked("/ogc/collections/areas/items?limit=1"), 401);
  await row.getByText(/^taken back on /).waitFor();
  await everyWay(page, "token-gone");
  assert.deepEqual(troubles, []);
  await context.close();
});
