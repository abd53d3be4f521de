// The review, driven as a group drives it, on the demo town: what we heard, where, and what we do next.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { browser, folder, linkFor, serve, signedIn } from "./doorstep.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
const pictures = process.env.DOORSTEP_PICTURES;

let served;
let origin;
let chromium;
let hub;
let lead;
let programme;
let group;
/** The quarter with most behind it, its release for the group, and all of these releases. */
let quarter;
let release;
let releases;

before(async () => {
  const database = `sqlite://${join(await folder(), "review.db")}`;
  served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  chromium = await browser();
  const link = linkFor("hub", served.text);
  origin = new URL(link).origin;
  hub = await signedIn(origin, link);
  lead = await signedIn(origin, await linkOf("lead_organiser"));
  programme = (await hub.get("/api/v1/programmes")).programmes[0].id;
  group = (await hub.get("/api/v1/groups")).groups[0].id;
  // What is over is released by itself; nobody has to ask for it.
  for (let n = 0; n < 600; n++) {
    releases = (await lead.get(`/api/v1/releases?programme=${programme}&audience=group`)).releases;
    if (releases.some((one) => one.period === "2026-Q2")) break;
    await wait(500);
  }
  const behind = (one) => one.figures.find((of) => of.kind === "hub" && of.measure === "listenings" && !of.theme)?.value ?? 0;
  release = releases.filter((one) => one.period.includes("-Q")).sort((a, b) => behind(b) - behind(a))[0];
  quarter = release.period;
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

/** A new sign-in link for whoever has this role at the hub. */
async function linkOf(role) {
  const { people } = await hub.get("/api/v1/people");
  const { person_id } = people.find((one) => one.role === role);
  return (await hub.post(`/api/v1/people/${person_id}/codes`, { purpose: "web" })).link;
}

/** A link for a neighbour of the group. */
async function neighbour(name) {
  const { person_id } = await hub.post("/api/v1/people", { display_name: name, role: "group_member", group });
  return (await hub.post(`/api/v1/people/${person_id}/codes`, { purpose: "web" })).link;
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

/** `2026-Q1` as the screen says it. */
const inWords = (period) => (period.includes("-Q") ? `Quarter ${period.slice(6)} of ${period.slice(0, 4)}` : new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${period}-15T12:00:00Z`)));

/** The review of a quarter. */
async function review(page, of = quarter) {
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: "Review" }).click();
  await page.getByRole("combobox", { name: "Period" }).selectOption({ label: inWords(of) });
  await page.getByRole("heading", { name: `Review: ${inWords(of)}`, level: 1 }).waitFor();
}

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `review-${name}.png`), fullPage: true });
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

const figure = (of, kind, measure = "listenings") => of.figures.filter((one) => one.kind === kind && one.measure === measure && !one.theme);
/** A cell's number, and that of the coarser cell in which it lies. */
const within = (cell, resolution) => {
  let bits = (BigInt(`0x${cell}`) & ~(0xfn << 52n)) | (BigInt(resolution) << 52n);
  for (let n = resolution + 1; n <= 15; n++) bits |= 0b111n << BigInt(3 * (15 - n));
  return bits.toString(16);
};
/** The cells of which no part is shown. */
const finest = (cells) => cells.filter((one) => !cells.some((other) => other.resolution > one.resolution && within(other.key, one.resolution) === one.key));

/** Rows of the table: what stands in the first cell, and the first number. */
const rowsOf = (table) => table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [row.querySelector("th").textContent, row.querySelector("td.n").textContent]));
const sorted = (rows) => rows.map((row) => row.join(": ")).sort();
const drawn = (page) => page.locator("[data-idle]").waitFor({ timeout: 60_000 });

test("a group holds its review: map, table, lists, quotes, slider, all of what was released", async () => {
  const { page, context, troubles } = await opened(await neighbour("Nadia Neighbour"));
  const live = [];
  page.on("request", (request) => /\/api\/v1\/(counts|map)\b/.test(request.url()) && live.push(request.url()));
  await review(page);

  // The two lists, with the number behind each, are those of the release.
  const ranked = await lead.get(`/api/v1/themes/rankings?programme=${programme}&quarter=${quarter}`);
  assert.equal(ranked.release, release.id, "a lead reads the same release");
  for (const [name, stance] of [["What people love", "love"], ["What concerns people", "concern"]]) {
    const expected = release.figures.filter((one) => one.kind === "hub" && one.stance === stance).map((one) => one.value).sort((a, b) => b - a);
    const list = page.getByRole("region", { name, exact: true });
    await list.waitFor();
    if (expected.length > 0) await list.getByRole("listitem").first().waitFor();
    const shown = await list.getByRole("listitem").evaluateAll((all) => all.map((one) => [one.querySelector(".rank").textContent, one.querySelector(".name").textContent, parseInt(one.querySelector(".count").textContent, 10)]));
    assert.deepEqual(shown, ranked[stance].map((one) => [one.rank, one.label, one.mentions]), name);
    assert.deepEqual(shown.map((one) => one[2]), expected, name);
    if (ranked.before) for (const one of ranked[stance].filter((line) => line.previous)) await list.getByText(`was ${one.previous}`).first().waitFor();
  }
  if (ranked.listenings !== null) await page.getByText(`${ranked.listenings} listenings are behind these lists.`, { exact: false }).waitFor();

  // The map draws the places, and the table says the same: all that is shown, once each.
  await drawn(page);
  const shot = await page.locator(".frame canvas").first().screenshot();
  assert.ok(shot.length > 5_000, `the map is nearly blank: ${shot.length} bytes`);
  await picture(page, "map");
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Table", exact: true }).click();
  const table = page.getByRole("table", { name: `What the map shows, ${inWords(quarter)}` });
  for (const [unit, kind] of [["cells", "cell"], ["areas", "small_area"], ["patches", "patch"]]) {
    const of = figure(release, kind);
    if (of.length === 0) continue;
    if (await page.getByRole("combobox", { name: "Where" }).count()) await page.getByRole("combobox", { name: "Where" }).selectOption(unit);
    await table.waitFor();
    const rest = release.figures.filter((one) => one.kind === "elsewhere" && one.key === kind && one.measure === "listenings" && !one.theme);
    const called = { cell: "In other hexagons, or nobody knows where", small_area: "In other small areas, or nobody knows where", patch: "In other patches, or in none" };
    const expected = [...(kind === "cell" ? finest(of) : of).map((one) => [one.label, String(one.value)]), ...rest.map((one) => [called[kind], String(one.value)])];
    assert.deepEqual(sorted(await rowsOf(table)), sorted(expected), unit);
    const whole = figure(release, "hub")[0].value;
    const all = expected.reduce((sum, one) => sum + Number(one[1]), 0);
    assert.equal(all, whole, `${unit} and what lies elsewhere add up to the hub`);
    await picture(page, `table-${unit}`);
  }
  assert.deepEqual(await faults(page), []);

  // A theme is shown by patch, love against concern.
  const slug = release.figures.find((one) => one.kind === "patch" && one.theme)?.theme;
  if (slug) {
    const { national } = await lead.get("/api/v1/themes");
    await page.getByRole("combobox", { name: "Where" }).selectOption("cells");
    await page.getByRole("combobox", { name: "Theme" }).selectOption({ label: national.find((one) => one.slug === slug).label });
    assert.equal(await page.getByRole("combobox", { name: "Where" }).inputValue(), "patches", "a theme is shown by patch");
    for (const stance of ["love", "concern"]) {
      const column = stance === "love" ? 2 : 3;
      for (const one of figure(release, "patch")) {
        const shown = release.figures.find((of) => of.kind === "patch" && of.key === one.key && of.theme === slug && of.stance === stance);
        const cell = table.getByRole("row").filter({ hasText: one.label }).locator("td").nth(column - 1);
        assert.equal(await cell.innerText(), shown ? String(shown.value) : `fewer than ${release.k}`, `${one.label}, ${stance}`);
      }
    }
    await page.getByRole("button", { name: "Map", exact: true }).click();
    await drawn(page);
    await picture(page, "map-theme");
    await page.getByRole("combobox", { name: "Theme" }).selectOption("");
  } else await page.getByRole("button", { name: "Map", exact: true }).click();

  // What is not shown is said in words.
  await page.getByText("What is not shown, and why").click();
  await page.getByText("How people were met", { exact: false }).waitFor();

  // The slider goes by quarter and by month, and the map goes with it.
  const months = releases.map((one) => one.period).filter((one) => !one.includes("-Q")).sort();
  await page.getByRole("button", { name: "By month" }).click();
  const slider = page.getByRole("slider");
  for (const month of months.slice(-2)) {
    await slider.fill(String(months.indexOf(month)));
    await page.getByText(`Period: ${inWords(month)}`).waitFor();
    const of = releases.find((one) => one.period === month);
    if (figure(of, "cell").length + figure(of, "small_area").length + figure(of, "patch").length > 0) await drawn(page);
    else await page.getByText("No place is shown for this period.").waitFor();
  }
  await page.getByRole("button", { name: "By quarter" }).click();
  const quarters = releases.map((one) => one.period).filter((one) => one.includes("-Q")).sort();
  await slider.fill("0");
  await page.getByRole("heading", { name: `Review: ${inWords(quarters[0])}`, level: 1 }).waitFor();
  await slider.fill(String(quarters.indexOf(quarter)));
  await page.getByRole("heading", { name: `Review: ${inWords(quarter)}`, level: 1 }).waitFor();

  // A quote: chosen from the notes that may be quoted, read once more, cleared; then a manager reads it.
  const words = page.getByRole("region", { name: "In their words" });
  await words.getByText("No quote is cleared for this quarter.").waitFor();
  const wanted = await quotable();
  await words.getByRole("button", { name: "Choose a quote" }).click();
  const note = words.getByRole("listitem").filter({ hasText: wanted.note }).first();
  await note.waitFor();
  const said = wanted.note;
  await note.getByLabel("Show it under").selectOption(wanted.slug);
  await picture(page, "quotes-choose");
  await note.getByRole("button", { name: "Propose it" }).click();
  const waiting = words.getByRole("listitem").filter({ hasText: said }).filter({ has: page.getByRole("checkbox") });
  await waiting.waitFor();
  assert.equal(await waiting.getByRole("button", { name: "Clear it" }).isDisabled(), true, "somebody looks first");
  await waiting.getByRole("checkbox").check();
  await waiting.getByRole("button", { name: "Clear it" }).click();
  await words.getByText("No quote is cleared for this quarter.").waitFor({ state: "detached" });
  const cleared = await hub.get(`/api/v1/quotes?programme=${programme}&quarter=${quarter}`);
  assert.deepEqual(cleared.quotes.map((one) => one.words), [said]);
  await words.getByText(`On ${cleared.quotes[0].label.toLowerCase()}, ${cleared.quotes[0].place}`).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "quotes");

  // Its note is held: the quote is gone from the screen.
  const { listenings } = await lead.get(`/api/v1/listenings?limit=1000&patch=${cleared.quotes[0].patch}`);
  const of = listenings.filter((one) => one.note === said && one.quote_ok);
  for (const one of of) await lead.post(`/api/v1/listenings/${one.id}/note/hold`);
  await page.reload();
  await review(page);
  await words.getByText("No quote is cleared for this quarter.").waitFor();

  assert.deepEqual(live, [], "nothing was read live");
  assert.deepEqual(troubles, []);
  await context.close();
});

/** A note of the quarter that may be quoted, read and cleared by a lead: from a patch that is large enough. */
async function quotable() {
  const { national } = await lead.get("/api/v1/themes");
  const days = (one) => one.first_day >= release.first_day && one.last_day <= release.last_day;
  const { notes } = await lead.get("/api/v1/listenings/notes?limit=1000");
  for (const one of notes.filter((of) => of.quote_ok && of.patch && days(of))) await lead.post(`/api/v1/listenings/${one.listening}/note/clear`);
  const { listenings } = await lead.get(`/api/v1/listenings?limit=1000&from=${release.first_day}&to=${release.last_day}`);
  const sensitive = ["street_safety", "health_and_gp", "loneliness", "neighbours_and_getting_on"];
  for (const one of listenings.filter((of) => of.quote_ok && of.note && of.patch)) {
    const there = listenings.filter((of) => of.patch === one.patch);
    const themes = new Set(there.flatMap((of) => of.statements.map((said) => said.theme)));
    const theme = national.find((of) => !sensitive.includes(of.slug) && one.statements.some((said) => said.theme === of.id));
    if (there.length >= 10 && themes.size >= 3 && theme) return { note: one.note, slug: theme.slug };
  }
  assert.fail("no conversation of the quarter may be quoted");
}

test("lead and manager see what was released to them, and a quarter that is not over shows nothing", async () => {
  for (const role of ["lead_organiser", "hub_manager"]) {
    const { page, context, troubles } = await opened(await linkOf(role));
    const live = [];
    page.on("request", (request) => /\/api\/v1\/map\b/.test(request.url()) && live.push(request.url()));
    await review(page);
    await drawn(page);
    assert.deepEqual(await faults(page), [], role);
    await picture(page, `of-${role}`);
    const today = await page.getByRole("combobox", { name: "Period" }).locator("option").first().innerText();
    await page.getByRole("combobox", { name: "Period" }).selectOption({ label: today });
    await page.getByText("Nothing is released for this period yet", { exact: false }).waitFor();
    await page.getByText("Nothing is released for this quarter yet", { exact: false }).waitFor();
    assert.equal(await page.locator(".frame canvas").count(), 0);
    assert.deepEqual(live, []);
    assert.deepEqual(troubles, []);
    await context.close();
  }
});

test("words are added, renamed, mapped, merged, split and taken back, and it all stands in the history", async () => {
  const { page, context, troubles } = await opened(await neighbour("Cody Codebook"));
  await review(page);
  const own = page.locator("section").filter({ has: page.getByRole("heading", { name: "Our own words" }) });
  const local = async () => (await lead.get("/api/v1/themes")).local;
  const called = async (label) => (await local()).find((one) => one.label === label);
  const card = (label) => own.getByRole("listitem").filter({ has: page.getByText(`Merge or split: ${label}`, { exact: true }) });
  const until = async (holds, what) => {
    for (let n = 0; n < 100; n++) {
      if (await holds()) return;
      await wait(100);
    }
    assert.fail(what);
  };

  for (const word of ["Dog mess", "The bins"]) {
    await own.getByLabel("A new word").fill(word);
    await own.locator("form").getByLabel("Counts under").selectOption({ label: "Litter and cleaning" });
    await own.getByRole("button", { name: "Add it" }).click();
    await card(word).waitFor();
  }
  // Renamed.
  await card("The bins").getByLabel("Theme").fill("Bins and foxes");
  await card("The bins").getByRole("button", { name: "Keep" }).click();
  await card("Bins and foxes").waitFor();
  // Mapped to another national theme, and back.
  const national = (await lead.get("/api/v1/themes")).national;
  const under = (label) => national.find((one) => one.label === label).id;
  await card("Bins and foxes").getByLabel("Counts under").selectOption({ label: "Environment and climate" });
  await until(async () => (await called("Bins and foxes")).national_id === under("Environment and climate"), "mapped");
  await card("Bins and foxes").getByLabel("Counts under").selectOption({ label: "Litter and cleaning" });
  await until(async () => (await called("Bins and foxes")).national_id === under("Litter and cleaning"), "mapped back");
  // Merged.
  await card("Dog mess").getByText("Merge or split").click();
  await card("Dog mess").getByLabel("Merge into").selectOption({ label: "Bins and foxes" });
  await card("Dog mess").getByRole("button", { name: "Merge", exact: true }).click();
  await own.getByText("merged into another word").waitFor();
  assert.equal((await called("Dog mess")).merged_into, (await called("Bins and foxes")).id);
  assert.deepEqual(await faults(page), []);
  await picture(page, "codebook-merged");
  // Taken back, from the history.
  await own.getByText("What was changed").click();
  const log = own.getByRole("listitem").filter({ hasText: "was merged into" });
  await log.first().waitFor();
  await own.getByRole("button", { name: "Undo" }).first().click();
  await card("Dog mess").waitFor();
  assert.equal((await called("Dog mess")).state, "mapped");
  await own.getByText("(taken back)").first().waitFor();
  // Split.
  await card("Bins and foxes").getByText("Merge or split").click();
  await card("Bins and foxes").getByLabel("Split into").fill("Bin day\nFoxes");
  await card("Bins and foxes").getByRole("button", { name: "Split", exact: true }).click();
  await card("Bin day").waitFor();
  await card("Foxes").waitFor();
  assert.equal((await called("Bins and foxes")).state, "split");
  await picture(page, "codebook-history");
  assert.deepEqual(await faults(page), []);

  // Two change the same word: the second is told in plain words, and nothing is lost.
  const other = await opened(await neighbour("Oli Other"));
  await review(other.page);
  const theirs = other.page.locator("section").filter({ has: other.page.getByRole("heading", { name: "Our own words" }) });
  const theirCard = (label) => theirs.getByRole("listitem").filter({ has: other.page.getByText(`Merge or split: ${label}`, { exact: true }) });
  await theirCard("Foxes").getByLabel("Theme").fill("Foxes at night");
  await card("Foxes").getByText("Merge or split").click();
  await card("Foxes").getByLabel("Merge into").selectOption({ label: "Bin day" });
  await card("Foxes").getByRole("button", { name: "Merge", exact: true }).click();
  await until(async () => (await called("Foxes")).state === "merged", "merged");
  await theirCard("Foxes").getByRole("button", { name: "Keep" }).click();
  await theirs.getByText("“Foxes” was merged into “Bin day”", { exact: false }).first().waitFor();
  assert.equal(await called("Foxes at night"), undefined);
  assert.deepEqual(await faults(other.page), []);
  await picture(other.page, "codebook-told");
  assert.deepEqual([...troubles, ...other.troubles], []);
  await other.context.close();
  await context.close();
});

test("streets and hours where nobody was listened to stand in a plain list, as the server counts them", async () => {
  const { page, context, troubles } = await opened(await neighbour("Sil Silence"));
  await review(page);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Where have we not listened yet?" }) });
  await section.waitFor();
  const { campaigns } = await lead.get("/api/v1/campaigns");
  const names = { not_knocked: "nobody knocked yet", not_answered: "nobody came to the door", answered: "opened, nobody listened to yet", listened: "listened to" };
  const hours = { weekday: "weekdays", evening: "evenings", weekend: "weekends" };
  let streets = 0;
  for (const campaign of [...campaigns].sort((a, b) => b.starts.localeCompare(a.starts)).slice(0, 3)) {
    if (campaigns.length > 1) await section.getByLabel("Campaign").selectOption({ label: campaign.name });
    const silence = await lead.get(`/api/v1/campaigns/${campaign.id}/silence`);
    await section.getByText(`${silence.listened.toLocaleString("en-GB")} door`, { exact: false }).filter({ hasText: `of ${silence.doors}` }).waitFor();
    const silent = silence.streets.filter((one) => one.doors > 0).filter((one) => one.standing !== "listened" || one.silent.length > 0);
    const rows = () => section.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    const expected = silent.map((one) => [one.name, String(one.doors), names[one.standing], one.silent.map((hour) => hours[hour]).join(", ")]);
    await section.getByText("One moment", { exact: true }).waitFor({ state: "detached" });
    assert.deepEqual(await rows(), expected, campaign.name);
    streets += silent.length;
  }
  assert.ok(streets > 0, "the demo has streets that are silent");
  assert.deepEqual(await faults(page), []);
  await picture(page, "silence");
  assert.deepEqual(troubles, []);
  await context.close();
});

/** Tiles asked for, and what became of each. */
function tilesOf(page) {
  const tiles = { asked: new Set(), drawn: new Set(), takenBack: new Set(), dropped: [] };
  const is = (url) => /\/tiles\/.*\.mvt/.test(url);
  page.on("request", (request) => is(request.url()) && tiles.asked.add(request.url()));
  page.on("requestfailed", (request) => {
    if (!is(request.url())) return;
    const why = request.failure()?.errorText;
    // The map itself takes back what it passed on its way and no longer shows; what it shows at rest, it has.
    if (why === "net::ERR_ABORTED") tiles.takenBack.add(request.url());
    else tiles.dropped.push(`${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    if (!is(response.url())) return;
    if ([200, 204, 304].includes(response.status())) tiles.drawn.add(response.url());
    else tiles.dropped.push(`${response.url()}: ${response.status()}`);
  });
  return tiles;
}

test("the map of the whole demo season pans without a dropped tile", async () => {
  const { page, context, troubles } = await opened(await neighbour("Pam Pan"));
  const tiles = tilesOf(page);
  const settled = async () => {
    // A hand's last move is taken up with the next frame.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    await page.waitForFunction(() => document.querySelector(".frame [data-idle]") !== null, undefined, { timeout: 60_000 });
  };
  const periods = releases.filter((one) => one.period.includes("-Q") && figure(one, "cell").length > 0).map((one) => one.period).sort();
  assert.ok(periods.length > 0);
  let rests = 0;
  for (const period of periods) {
    await review(page, period);
    if (await page.getByRole("combobox", { name: "Where" }).count()) await page.getByRole("combobox", { name: "Where" }).selectOption("cells");
    await settled();
    const box = await page.locator(".frame canvas").first().boundingBox();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    for (const zoom of [0, 1, 2, 3, 4]) {
      if (zoom > 0) {
        await page.getByRole("button", { name: "Closer" }).click();
        await settled();
      }
      // Once around, as somebody who looks at each place before going on to the next.
      for (const [dx, dy] of [[-220, 0], [0, -160], [220, 0], [220, 160], [-220, 0]]) {
        await page.mouse.move(x - dx / 2, y - dy / 2);
        await page.mouse.down();
        await page.mouse.move(x, y, { steps: 4 });
        await page.mouse.move(x + dx / 2, y + dy / 2, { steps: 4 });
        await page.mouse.up();
        await settled();
        rests += 1;
      }
    }
    await page.getByRole("button", { name: "All of it" }).click();
    await settled();
  }
  // A tile that left the screen before it came is no longer wanted; one that is wanted comes.
  await settled();
  const cells = [...tiles.drawn].filter((url) => url.includes("/tiles/cells/"));
  assert.deepEqual(tiles.dropped, []);
  assert.deepEqual([...tiles.asked].filter((url) => !tiles.drawn.has(url) && !tiles.takenBack.has(url)), []);
  assert.ok(cells.length >= periods.length * 2, `only ${cells.length} tiles of cells`);
  assert.ok(cells.every((url) => url.includes("release=")), "cells come from a release");
  const zooms = [...new Set(cells.map((url) => Number(/cells\/(\d+)/.exec(url)[1])))].sort((a, b) => a - b);
  assert.ok(zooms.length >= 4, `only the zooms ${zooms}`);
  console.log(`  ${rests} rests, zooms ${zooms}; ${tiles.asked.size} tiles asked for, ${tiles.drawn.size} drawn, ${tiles.takenBack.size} taken back on the way, ${tiles.dropped.length} dropped, ${periods.length} quarters`);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the review has no fault: two sizes, light, dark and projector, and twice the text", async () => {
  const { page, context, troubles } = await opened(await neighbour("Lola Look"));
  await review(page);
  await drawn(page);
  for (const [name, size] of [["desk", DESK], ["small", PHONE]]) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      assert.deepEqual(await faults(page), [], `${name}, ${colorScheme}`);
      await drawn(page);
      await picture(page, `${name}-${colorScheme}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
    await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "more"));
    assert.deepEqual(await faults(page), [], `${name}, projector`);
    await drawn(page);
    await picture(page, `${name}-projector`);
    await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
  }
  await page.setViewportSize(DESK);
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  assert.deepEqual(await faults(page), [], "twice the text");
  assert.deepEqual(troubles, []);
  await context.close();
});
