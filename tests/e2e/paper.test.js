// Everything on paper and in files: the printed list, the play-back sheet for doors, and the return as a
// workbook, a table and pages, each opened by another program than ours.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { browser, folder, linkFor, run, serve, signedIn } from "./doorstep.js";
import { setOut } from "./handed-in.js";
import { faults } from "./look.js";

const execute = promisify(execFile);
const DESK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };
/** A4 in points, and the least that a home printer leaves white. */
const [WIDE, HIGH, EDGE] = [595, 842, 14];
const pictures = process.env.DOORSTEP_PICTURES;

let place;
let database;
let served;
let origin;
let chromium;
let hub;
let lead;
let leadId;
let programme;

before(async () => {
  place = await folder();
  database = `sqlite://${join(place, "paper.db")}`;
  served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  chromium = await browser();
  const link = linkFor("hub", served.text);
  origin = new URL(link).origin;
  hub = await signedIn(origin, link);
  const { people } = await hub.get("/api/v1/people");
  leadId = people.find((one) => one.role === "lead_organiser").person_id;
  lead = await signedIn(origin, await leadLink());
  programme = (await hub.get("/api/v1/programmes")).programmes[0].id;
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

const leadLink = async () => (await hub.post(`/api/v1/people/${leadId}/codes`, { purpose: "web" })).link;

/** A page of the lead's; whatever goes wrong in it fails the test that made it. */
async function opened() {
  const context = await chromium.newContext({ viewport: DESK });
  const page = await context.newPage();
  const troubles = [];
  page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
  page.on("console", (line) => line.type() === "error" && !/status of 4\d\d/.test(line.text()) && troubles.push(`console: ${line.text()}`));
  page.on("request", (request) => !request.url().startsWith(origin) && !/^(data|blob):/.test(request.url()) && troubles.push(`elsewhere: ${request.url()}`));
  await page.goto(await leadLink());
  await page.getByRole("navigation", { name: "Places" }).waitFor();
  return { page, context, troubles };
}

/** A program of this machine; one that is missing is named, with what to install. */
async function program(name, args, from) {
  try {
    return (await execute(name, args, { maxBuffer: 1 << 26 })).stdout;
  } catch (error) {
    if (error.code === "ENOENT") throw new Error(`${name} is missing: run tests/run, or install Debian's ${from}`, { cause: error });
    throw error;
  }
}

/** The page as the browser prints it, to a file; and pictures of it, where somebody wants to look. */
async function printed(page, name) {
  const file = join(place, `${name}.pdf`);
  await writeFile(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await program("pdftoppm", ["-r", "70", "-png", file, join(pictures, `paper-${name}`)], "poppler-utils");
  }
  return pagesOf(file);
}

/** The pages of a PDF: their words with the box of each, in points, and their text line by line. */
async function pagesOf(file) {
  const html = await program("pdftotext", ["-bbox", file, "-"], "poppler-utils");
  const text = (await program("pdftotext", ["-layout", file, "-"], "poppler-utils")).split("\f");
  return html.split("<page ").slice(1).map((page, n) => {
    const [, width, height] = page.match(/width="([\d.]+)" height="([\d.]+)"/);
    const words = [...page.matchAll(/<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g)];
    return {
      width: Math.round(Number(width)),
      height: Math.round(Number(height)),
      words: words.map(([, left, top, right, bottom, word]) => ({ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), word })),
      text: text[n] ?? "",
    };
  });
}

/** A4, and every word within what a printer can reach. */
function fits(pages, name) {
  for (const [n, page] of pages.entries()) {
    assert.deepEqual([page.width, page.height], [WIDE, HIGH], `${name}, page ${n + 1} is A4`);
    assert.ok(page.words.length > 0, `${name}, page ${n + 1} is empty`);
    const out = page.words.filter(({ left, top, right, bottom }) => left < EDGE || top < EDGE || right > WIDE - EDGE || bottom > HIGH - EDGE);
    assert.deepEqual(out, [], `${name}, page ${n + 1}: cut off`);
  }
}

async function picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `paper-${name}.png`), fullPage: true });
}

/** Nothing wrong with the screen at the desk, nor on a phone; pictures of both. */
async function sound(page, name) {
  const of = async () => (await faults(page)).filter((fault) => !/^\d+ by \d+ px/.test(fault));
  assert.deepEqual(await of(), [], name);
  await picture(page, name);
  await page.setViewportSize(PHONE);
  assert.deepEqual(await of(), [], `${name}, small`);
  await picture(page, `${name}-small`);
  await page.setViewportSize(DESK);
}

const doorName = (row) => [row.label, row.number].filter(Boolean).join(", ") || `no. ${row.n}`;
const flat = (text) => text.replace(/\s+/g, " ");

test("a printed list of several pages has every door with all its boxes, and no row is torn by a page's end", async () => {
  const { campaigns } = await lead.get("/api/v1/campaigns");
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date());
  const campaign = campaigns.find((one) => one.starts <= today && one.ends >= today);
  await lead.post(`/api/v1/campaigns/${campaign.id}/cut`, { minutes: 600, known_doors_only: true, replace_drafts: true });
  const out = await setOut(origin, lead);
  const paper = await lead.get(`/api/v1/walk_lists/${out.list}/paper`);
  const rows = paper.streets.flatMap(({ rows: all }) => all);
  assert.ok(rows.length > 100, `${rows.length} rows are several pages`);

  const { page, context, troubles } = await opened();
  await page.goto(`${origin}/desk/plan/paper/${out.list}`);
  await page.getByRole("table").first().waitFor();
  for (const large of [false, true]) {
    const name = large ? "list-large" : "list";
    await page.getByLabel("Large print").setChecked(large);
    const boxes = await page.locator("tbody tr:has(th)").evaluateAll((all) => all.map((row) => row.querySelectorAll(".square").length));
    assert.equal(boxes.length, rows.filter((row) => !row.stretch).length);
    assert.ok(boxes.every((n) => n === paper.outcomes.length), "a box for every outcome at every door");

    const pages = await printed(page, name);
    fits(pages, name);
    assert.ok(pages.length >= 4, `${pages.length} pages`);
    const whole = flat(pages.map(({ text }) => text).join("\n"));
    for (const wanted of [paper.code, paper.title, paper.meeting_point, paper.shift.buddy, paper.shift.people[0], ...paper.credits]) {
      assert.ok(whole.includes(flat(wanted)), `${name}: ${wanted}`);
    }
    assert.ok(pages[0].text.includes(paper.code), "the code stands on the first page");
    // Each row lies on one page, its number beside its door, and each page of rows has the letters above.
    const lines = pages.map(({ text }) => text.split("\n").map((line) => line.trim()));
    for (const street of paper.streets) assert.ok(whole.includes(street.name), street.name);
    for (const row of rows.filter((one) => !one.stretch)) {
      const found = lines.flat().filter((line) => new RegExp(`^${row.n}\\s+${doorName(row).split(" ")[0].replace(/[^\w]/g, "\\$&")}`).test(line));
      assert.ok(found.length > 0, `${name}: row ${row.n}, ${doorName(row)}`);
    }
    for (const [n, page_] of lines.entries()) {
      if (page_.some((line) => /^\d+\s+\S+.*\b(tried|not)\b/.test(line))) assert.ok(page_.some((line) => /^#\s/.test(line)), `${name}: page ${n + 1} has no letters above its boxes`);
    }
  }
  await page.getByLabel("Large print").uncheck();
  await sound(page, "list-screen");
  assert.deepEqual(troubles, []);
  await context.close();
});

/** A quote of the quarter, in a patch that may have one: proposed, read and cleared by the lead. */
async function quoted(quarter) {
  const { listenings } = await lead.get("/api/v1/listenings?limit=1000&from=2026-04-01&to=2026-06-30");
  const { national } = await lead.get("/api/v1/themes");
  const slug = new Map(national.map((one) => [one.id, one.slug]));
  for (const one of listenings) {
    const theme = slug.get(one.statements[0]?.theme);
    if (!theme || !one.patch || !one.quote_ok) continue;
    // A note may have been cleared already, or not be there at all: then it is no quote, and the next is tried.
    await lead.post(`/api/v1/listenings/${one.id}/note/clear`, {}).catch(() => null);
    const quote = await lead.post("/api/v1/quotes", { listening: one.id, theme, patch: one.patch, quarter }).catch(() => null);
    if (!quote) continue;
    await lead.post(`/api/v1/quotes/${quote.id}/clear`, { points_at_nobody: true });
    return quote;
  }
  throw new Error("no conversation of the demo may be quoted");
}

const URDU = {
  Headline: "آپ نے بتایا، ہم نے سنا۔",
  "What we heard": "بہت سے پڑوسیوں نے بتایا کہ شام کو سڑک پر اندھیرا ہوتا ہے۔\nپارک سب کو پسند ہے۔",
  "What is being done": "ہم نے کونسل سے نئی بتیوں کا کہا ہے۔",
  "Whom to meet, and where": "روتھ، Millfield Hall میں، ہر جمعرات شام 6 بجے۔\nفون: 01632 960145",
  "What comes next, and when": "جمعہ 11 دسمبر: پڑوسیوں کی ملاقات، چائے کے ساتھ۔",
};

test("from a concern to an action to a sheet through doors, in English and in Urdu", async () => {
  const quarter = "2026-Q1";
  const { hub: of } = await hub.get("/api/v1/me");
  const made = await run(["--database", database, "release", "--json", "--audience", "public", "--hub", of.id, "--period", quarter]);
  assert.equal(made.code, 0, made.stderr);
  const quote = await quoted(quarter);

  const { page, context, troubles } = await opened();
  await page.goto(`${origin}/desk/review`);
  await page.getByRole("combobox", { name: "Period" }).selectOption({ label: "Quarter 1 of 2026" });
  const concerns = page.getByRole("region", { name: "What concerns people" });
  await concerns.getByRole("button", { name: /^Make it an issue/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("What we do").fill("Ask the council for lamps");
  await dialog.getByLabel("Who sees to it").fill("Zebedee");
  await dialog.getByLabel("By when").fill("2026-12-11");
  await dialog.getByRole("button", { name: "Add the action" }).click();
  await dialog.getByText("It stands among the actions.").waitFor();
  await sound(page, "act");
  await dialog.getByRole("button", { name: "Make the play-back sheet for doors" }).click();
  await page.getByRole("heading", { name: "Play-back sheet for doors", level: 1 }).waitFor();
  await page.getByRole("combobox", { name: "Patch" }).selectOption(quote.patch);

  // What it shows is the public release's, to the unit, and nobody's name.
  const sheet = await lead.get(`/api/v1/playback?programme=${programme}&quarter=${quarter}&patch=${quote.patch}`);
  const { releases } = await lead.get(`/api/v1/releases?programme=${programme}&audience=public&period=${quarter}&hub=${of.id}`);
  assert.equal(sheet.release.id, releases[0].id);
  const article = page.locator("article.sheet");
  await article.getByText(quote.words).waitFor();
  // It shows no theme of this patch alone, so what stands there is the whole hub's, and says so:
  // whatever finer releases and exact counts the lead may read.
  const themed = releases[0].figures.filter((one) => one.theme);
  assert.ok(themed.length > 0 && themed.every(({ kind }) => kind === "hub"), "themes of the hub alone");
  const lines = await article.locator(".said li").evaluateAll((all) => all.map((one) => [one.querySelector(".name").textContent, Number(one.querySelector(".count").textContent)]));
  const names = new Map((await lead.get("/api/v1/themes")).national.map((one) => [one.slug, one.label]));
  const wanted = themed.map((one) => [names.get(one.theme), one.value]);
  assert.deepEqual(lines.toSorted(), wanted.toSorted());
  await article.getByText("Ask the council for lamps").waitFor();
  assert.equal(await page.getByText("Zebedee").count(), 0, "nobody is named but by the group's own words");

  await page.getByLabel("What we heard").fill("Many of you said that the street is dark. The park is what you love.");
  await page.getByLabel("Whom to meet, and where").fill("Ruth and Dev, Millfield Hall, Thursdays at 6");
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByText("Kept. Whoever opens this sheet sees them.").waitFor();
  await sound(page, "sheet-screen");
  const english = await printed(page, "sheet");
  fits(english, "sheet");
  assert.equal(english.length, 1, "one side of A4");
  const said = flat(english[0].text);
  for (const wanted of ["You told us. This is what we heard.", "the street is dark", "Ruth and Dev, Millfield Hall", "Ask the council for lamps", "Planned: Friday 11 December", "What comes next", ...sheet.credits]) {
    assert.ok(said.includes(flat(wanted)), `${wanted} in ${said}`);
  }
  assert.ok(!/Keep these words|Sign out|Plan · /.test(said), "no button is printed");

  // Urdu: typed, lost with the tab's page, found again, kept, and laid out from the right.
  const language = page.getByRole("combobox", { name: "Language" });
  await language.selectOption("ur");
  for (const [label, text] of Object.entries(URDU)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.reload();
  await language.selectOption("ur");
  assert.equal(await page.getByLabel("Headline").inputValue(), URDU.Headline);
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByText("Kept. Whoever opens this sheet sees them.").waitFor();
  assert.equal(await article.getAttribute("dir"), "rtl");
  const kept = await lead.get(`/api/v1/playback?programme=${programme}&quarter=${quarter}&patch=${quote.patch}`);
  assert.deepEqual(kept.texts.map((one) => [one.language, one.version]), [["en", 1], ["ur", 1]]);
  assert.equal(kept.texts[1].words.next, URDU["What comes next, and when"]);

  const laid = await article.evaluate((node) => {
    const box = (one) => one.getBoundingClientRect();
    const whole = box(node);
    const ends = (selector) => [...node.querySelectorAll(selector)].map((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      const text = range.getBoundingClientRect();
      return { left: text.left - whole.left, right: whole.right - text.right };
    });
    const [meet, next] = [...node.querySelectorAll(".box")].map(box);
    return { heads: ends("h2"), meetFirst: meet.left > next.left };
  });
  assert.ok(laid.heads.every(({ left, right }) => right < left), `the headline begins at the right: ${JSON.stringify(laid.heads)}`);
  assert.ok(laid.meetFirst, "whom to meet stands at the right, what comes next at the left of it");
  await sound(page, "sheet-urdu-screen");
  await page.getByLabel("English on the back").check();
  const both = await printed(page, "sheet-urdu");
  fits(both, "sheet in Urdu and English");
  assert.equal(both.length, 2, "Urdu in front, English on the back");
  assert.match(both[0].text, /[\u0600-\u06ff\ufb50-\ufefc]{2}/);
  assert.ok(flat(both[1].text).includes("the street is dark"));
  await page.getByLabel("English on the back").uncheck();

  // Every language fits on one side, and says nothing in English but what nobody translated.
  for (const code of await language.getByRole("option").evaluateAll((all) => all.map((one) => one.value))) {
    await language.selectOption(code);
    const pages = await printed(page, `sheet-${code}`);
    fits(pages, code);
    assert.equal(pages.length, 1, `${code} fits on one side`);
    if (!code.startsWith("en")) assert.doesNotMatch(flat(pages[0].text), /What comes next|Thank you|April|Friday|M0\d/, code);
  }
  await language.selectOption("en");
  await page.getByLabel("Large print").check();
  fits(await printed(page, "sheet-large"), "large sheet");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("two who write on one sheet: the second is told and loses nothing", async () => {
  const { page, context, troubles } = await opened();
  await page.goto(`${origin}/desk/review/sheet`);
  await page.getByLabel("Headline").fill("Written by the second");
  const query = `programme=${programme}&quarter=${await page.getByRole("combobox", { name: "Period" }).inputValue()}`;
  await lead.put(`/api/v1/playback/texts/en?${query}`, { words: { title: "Written by the first" }, version: 0 });
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByText("Somebody else has changed these words", { exact: false }).waitFor();
  assert.equal(await page.getByLabel("Headline").inputValue(), "Written by the second");
  const { texts } = await lead.get(`/api/v1/playback?${query}`);
  assert.equal(texts[0].words.title, "Written by the first");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a sheet of a quarter that is not released says so, and has lines to write on", async () => {
  const { page, context, troubles } = await opened();
  await page.goto(`${origin}/desk/review/sheet`);
  await page.getByRole("combobox", { name: "Period" }).selectOption({ label: "Quarter 2 of 2026" });
  await page.getByText("Nothing is released to the public for this quarter yet", { exact: false }).waitFor();
  assert.equal(await page.locator("article.sheet .said").count(), 0);
  assert.equal(await page.locator("article.sheet .line").count(), 4);
  assert.deepEqual(troubles, []);
  await context.close();
});

const QUARTER = "2026-Q1";
const figures = (rest) => `/api/v1/returns/${QUARTER}/figures.${rest}?programme=${programme}`;

/** A file of the return, as somebody with the hub's session fetches it. */
async function fetched(ending) {
  const { link } = await hub.post(`/api/v1/people/${(await hub.get("/api/v1/me")).person}/codes`, { purpose: "web" });
  const code = new URLSearchParams(new URL(link).hash.slice(1)).get("code");
  const session = await fetch(`${origin}/api/v1/session`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) });
  const { token } = await session.json();
  const answer = await fetch(origin + figures(ending), { headers: { authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200, ending);
  const file = join(place, `return.${ending}`);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
  return file;
}

/** The records of a csv text. */
function records(text) {
  const all = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\ufeff/, "").matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    all.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") {
      if (end === "") break;
      all.push([]);
    }
  }
  return all.filter((row) => row.some((field) => field !== ""));
}

const report = async () => (await hub.get(`/api/v1/returns?programme=${programme}&quarter=${QUARTER}`)).report;

/** The columns of the workbook, by the figure's name. */
const COLUMNS = { visits: "Visits", knocks: "Knocks", listenings: "Listenings", engaged: "People engaged", activated: "People activated" };

test("LibreOffice opens the return's workbook, and every figure by area is the API's", async () => {
  const file = await fetched("xlsx");
  const profile = `-env:UserInstallation=file://${join(place, "office")}`;
  // 44 commas, 34 quotes, 76 UTF-8, all sheets; as it is stored, not as it is formatted.
  const filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1";
  await program("soffice", [profile, "--headless", "--convert-to", filter, "--outdir", place, file], "libreoffice-calc");
  const sheets = (await readdir(place)).filter((name) => /^return-.*\.csv$/.test(name));
  assert.ok(sheets.length >= 4, sheets.join());
  const read = async (name) => records(await readFile(join(place, `return-${name}.csv`), "utf8"));

  const rows = await read("Figures by area");
  const head = rows.find((row) => row[0] === "Area");
  const { patches, reported, dated, hub: of } = await report();
  const value = (row, label) => Number(row[head.indexOf(label)]);
  for (const [name, label] of Object.entries(COLUMNS)) {
    assert.ok(head.includes(label), `${label} in ${head}`);
    for (const patch of patches) {
      const row = rows.find(([first]) => first === patch.label);
      assert.equal(value(row, label), patch[name], `${patch.label}: ${name}`);
    }
    assert.equal(value(rows.find(([first]) => first === `Reported in ${QUARTER}`), label), reported[name], name);
    assert.equal(value(rows.find(([first]) => first === `Dated in ${QUARTER}`), label), dated[name], name);
  }
  assert.ok(reported.engaged > 0);
  const first = await read("Return");
  assert.ok(first.some(([name, said]) => name === "Hub" && said === of.name));
  const all = (await Promise.all(sheets.map((name) => readFile(join(place, name), "utf8")))).join("\n");
  for (const licence of ["Open Government Licence v3.0", "OpenStreetMap contributors", "Crown copyright"]) assert.ok(all.includes(licence), licence);
  assert.doesNotMatch(all, /#REF!|#NAME\?|#VALUE!|Err:\d/);
});

test("the return's csv opens as a table, and each line of it is the API's", async () => {
  const [head, ...lines] = records(await readFile(await fetched("csv"), "utf8"));
  const { patches, reported } = await report();
  const of = (line, name) => line[head.indexOf(name)];
  for (const line of lines) assert.equal(line.length, head.length, line.join());
  for (const patch of patches) {
    const line = lines.find((one) => of(one, "label") === patch.label && of(one, "dated_in") === QUARTER) ?? lines.find((one) => of(one, "label") === patch.label);
    for (const name of Object.keys(COLUMNS)) assert.equal(Number(of(line, name)), patch[name], `${patch.label}: ${name}`);
  }
  const sum = lines.find((one) => of(one, "part") === "reported");
  assert.ok(sum, `no line of what is reported among ${new Set(lines.map((one) => of(one, "part"))).size} parts`);
  for (const name of Object.keys(COLUMNS)) assert.equal(Number(of(sum, name)), reported[name], name);
});

test("the return's PDF opens, and another program finds its figures in it", async () => {
  const file = await fetched("pdf");
  if (pictures) {
    mkdirSync(pictures, { recursive: true });
    await program("pdftoppm", ["-r", "70", "-png", file, join(pictures, "paper-return")], "poppler-utils");
  }
  const pages = await pagesOf(file);
  for (const [n, page] of pages.entries()) {
    assert.deepEqual([page.width, page.height], [HIGH, WIDE], "A4, lying");
    const out = page.words.filter(({ left, top, right, bottom }) => left < EDGE || top < EDGE || right > HIGH - EDGE || bottom > WIDE - EDGE);
    assert.deepEqual(out, [], `page ${n + 1}: cut off`);
  }
  const text = pages.map((page) => page.text).join("\n");
  const { patches, reported, hub: of } = await report();
  const grouped = new Intl.NumberFormat("en-GB");
  const line = (label) => text.split("\n").find((one) => one.trim().startsWith(label));
  for (const patch of patches) {
    const found = line(patch.label.slice(0, 12));
    assert.ok(found, patch.label);
    for (const name of ["knocks", "listenings", "engaged"]) assert.ok(found.includes(grouped.format(patch[name])), `${patch.label}: ${name} ${patch[name]} in ${found}`);
  }
  const sum = line(`Reported in ${QUARTER}`);
  for (const name of ["knocks", "listenings", "engaged", "activated"]) assert.ok(sum.includes(grouped.format(reported[name])), `${name} ${reported[name]} in ${sum}`);
  for (const wanted of [of.name, "Open Government Licence", "OpenStreetMap contributors"]) assert.ok(flat(text).includes(wanted), wanted);
});
