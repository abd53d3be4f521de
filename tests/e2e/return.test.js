// The return: filled already, explained to the day, frozen, handed in, adjusted by name. On the demo town.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { evening, setOut } from "./handed-in.js";
import { faults, low, period, picture, place, Town } from "./town.js";

let town;
before(async () => (town = await Town.begin()));
after(() => town?.end());

const returnOf = (quarter) => town.hub.get(`/api/v1/returns?programme=${town.programme}&quarter=${quarter}`);
const notes = (how, n) => Array.from({ length: n }, (_, at) => `${how} ${at + 1}: the bench by the green is good for a chat.`);
const slugs = () => town.themes.slice(0, 6).map((one) => one.id);

test("what is missing before the return stands there, each with its fix, and the fix is where it leads", async () => {
  // An evening waits for its debrief; a phone says that four records of it never left; an action's day is over and nobody said what came of it.
  const out = await setOut(town.origin, town.lead);
  const [door, next] = await out.phone.doors(out.list);
  out.phone.write("shift.start", out.shift, { lists: [out.list], people: 1, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
  out.phone.talk(out.shift, door, "Missing: one note.", { theme: slugs()[0], stance: "love" });
  out.phone.visit(out.shift, next, "no_answer");
  out.phone.back(out.shift, 5, 1);
  await out.phone.announce(4);
  // Another phone counted a visit more than arrived.
  const odd = await setOut(town.origin, town.lead, { until: -1 });
  await odd.phone.doors(odd.list).then(([at]) => odd.phone.visit(odd.shift, at, "no_answer"));
  odd.phone.write("shift.start", odd.shift, { lists: [odd.list], people: 1, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
  odd.phone.back(odd.shift, 2, 0);
  await odd.phone.handIn();
  // A sheet of paper was keyed for a day before its campaign: its rows wait for a person.
  const paper = await setOut(town.origin, town.lead);
  const sheet = await town.lead.get(`/api/v1/walk_lists/${paper.list}/paper`);
  await town.lead.post(`/api/v1/paper/${sheet.code}/results`, { day: "2026-10-20", hour_band: "evening", rows: [{ n: 1, outcome: "no_answer" }] });
  const action = await town.lead.post("/api/v1/actions", { title: "A bench for the green", issue: "Nowhere to sit", programme_id: town.programme, approach: "", planned_on: "2026-11-20" });
  for (const state of ["proposed", "planned"]) await town.lead.patch(`/api/v1/actions/${action.id}`, { state });

  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Return");
  await period(page, "Quarter 3 of 2026");
  const { missing } = await town.lead.get(`/api/v1/returns/2026-Q3/missing?programme=${town.programme}`);
  const kinds = missing.map((one) => one.kind);
  for (const kind of ["unsynced_phone", "shift_not_closed", "counters_do_not_tie", "held_record", "action_without_tally", "earlier_quarter_open"]) {
    assert.ok(kinds.includes(kind), `${kind} among ${kinds}`);
  }
  const said = (text) => text.replace(/(\d{4})-Q([1-4])/g, "Quarter $2 of $1");
  const aside = page.getByRole("complementary");
  for (const one of missing) {
    await aside.getByRole("listitem").filter({ hasText: said(one.text) }).filter({ hasText: said(one.fix) }).first().waitFor();
  }
  assert.equal(await aside.getByRole("listitem").count(), missing.length);
  assert.deepEqual(await faults(page), []);
  await picture(page, "return-missing");
  const fix = (kind, name) => aside.getByRole("listitem").filter({ hasText: said(missing.find((one) => one.kind === kind).text) }).getByRole("button", { name });

  await fix("earlier_quarter_open", /^To that return/).first().click();
  await page.getByRole("heading", { level: 1, name: /^Return of/ }).waitFor();
  const earlier = missing.find((one) => one.kind === "earlier_quarter_open").text.match(/\d{4}-Q[1-4]/)[0];
  assert.equal(await page.getByRole("combobox", { name: "Period" }).inputValue(), earlier);
  // In that quarter notes wait to be read.
  await aside.getByRole("listitem").filter({ hasText: "notes wait to be read" }).getByRole("button", { name: /^To the debrief/ }).click();
  await page.getByRole("heading", { name: "Notes to read", level: 1 }).waitFor();
  await place(page, "Return");
  await period(page, "Quarter 3 of 2026");
  await fix("held_record", /^To the debrief/).click();
  await page.getByRole("heading", { name: "Records that wait for a person", level: 1 }).waitFor();
  const waits = page.getByRole("listitem").filter({ hasText: "The day of this record is outside the campaign." });
  await waits.filter({ hasText: "A visit" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "debrief-held");
  await waits.getByRole("button", { name: /^Take it in/ }).click();
  await page.getByText("Put in the day on which it was, or leave it out.").waitFor();
  await waits.getByLabel("It was on another day").fill(new Date().toISOString().slice(0, 10));
  await waits.getByRole("button", { name: /^Take it in/ }).click();
  await page.getByText("It is taken in and counts.").waitFor();
  await page.getByText("No record waits.").waitFor();
  assert.deepEqual((await town.lead.get("/api/v1/held_records")).held_records, []);
  await place(page, "Return");
  await period(page, "Quarter 3 of 2026");
  const ours = aside.getByRole("listitem").filter({ has: page.getByRole("button", { name: /^To the debrief/ }) });
  await ours.first().waitFor();
  const shift = missing.find((one) => one.where?.kind === "shift");
  await ours.filter({ hasText: said(shift.text) }).first().getByRole("button", { name: /^To the debrief/ }).click();
  await page.waitForURL(`**/desk/debrief/${shift.where.id}`);
  await page.getByRole("navigation", { name: "Steps of the debrief" }).waitFor();
  await place(page, "Return");
  await fix("action_without_tally", /^To the review/).click();
  await page.getByRole("heading", { level: 1, name: /^Review/ }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

/** What the test after the freeze is to find: what was frozen, what came late, what is known now. */
let frozen;
const restatedOf = (report) => report.quarters.find((one) => one.quarter === "2026-Q1").restated.engaged;

test("a return is frozen while a phone hands in, and handed in: its figures on screen equal the API's, its files say the same", async () => {
  const { page, context, troubles } = await town.opened(await town.hubLink());
  await place(page, "Return");
  await period(page, "Quarter 1 of 2026");
  await page.getByText("1 April 2026 to 30 June 2026").waitFor();
  const api = async () => town.hub.get(`/api/v1/returns?programme=${town.programme}&quarter=2026-Q1`);
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
  await made.getByRole("table", { name: "Days and shifts behind it" }).getByRole("rowheader").first().waitFor();
  const [pieces, whole] = await sums();
  assert.deepEqual([pieces, whole], [report.reported.engaged, report.reported.engaged], "days and shifts");
  await picture(page, "return-shifts");
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

  // At the very moment of the freeze a phone comes in from tonight, and a sheet of paper of that quarter is keyed.
  const sheet = await town.lead.get(`/api/v1/walk_lists/${(await setOut(town.origin, town.lead, { campaign: "Spring listening" })).list}/paper`);
  const voices = { first: 1, again: 0, unsure: 0 };
  const rows = [1, 2, 3].map((n) => ({ n, outcome: "listened", talk: { voices, statements: [{ theme: slugs()[0], stance: "concern" }] } }));
  const tonight = (await returnOf("2026-Q3")).report.dated.engaged;
  const [, keyed] = await Promise.all([
    page.getByRole("button", { name: "Yes, freeze" }).click(),
    town.lead.post(`/api/v1/paper/${sheet.code}/results`, { day: "2026-06-20", hour_band: "evening", rows }),
    evening(town.origin, town.lead, notes("Frozen", 6), slugs()),
  ]);
  await page.getByText("Frozen. Read it once more, then hand it in.").waitFor();
  assert.equal(keyed.rows.filter((row) => row.result === "counted").length, 3, JSON.stringify(keyed));
  assert.equal((await returnOf("2026-Q3")).report.dated.engaged, tonight + 6, "the phone's evening counts, whole, in its own quarter");
  await page.getByRole("button", { name: "Hand in the return" }).click();
  await page.getByText("Handed in. Thank you.").waitFor();
  const kept = await api();
  assert.equal(kept.state, "submitted");
  assert.equal(kept.words, "Rain in April. The bench came back.");
  assert.equal(low(await page.getByRole("button", { name: /People engaged$/ }).first().innerText()), kept.report.reported.engaged);
  // Whatever came in the same breath is in the frozen figures or stands in the next return: nothing is lost, nothing twice.
  const came = kept.report.reported.engaged - report.reported.engaged;
  assert.ok(came === 0 || came === 3, `${came} came before the freeze`);
  frozen = { engaged: kept.report.reported.engaged, late: 3 - came, restated: restatedOf(report) + 3 };

  // Its files come down by their links, and say the same.
  async function downloaded(name) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    return { called: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }
  const csv = await downloaded("Download as plain table (csv)");
  assert.match(csv.called, /\.csv$/);
  const [first, ...lines] = csv.bytes.toString("utf8").replace(/^\ufeff/, "").trim().split("\r\n").map((line) => line.split(","));
  const at = (column) => first.indexOf(column);
  const reported = lines.find((line) => line[at("part")] === "reported");
  assert.equal(Number(reported[at("engaged")]), kept.report.reported.engaged);
  assert.equal(Number(reported[at("activated")]), kept.report.reported.activated);
  const xlsx = await downloaded("Download as a spreadsheet (xlsx)");
  assert.match(xlsx.called, /\.xlsx$/);
  assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
  const pdf = await downloaded("Download as PDF");
  assert.match(pdf.called, /\.pdf$/);
  assert.equal(pdf.bytes.subarray(0, 5).toString(), "%PDF-");

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

test("what comes in after the freeze leaves that return as it was, and stands in a later one by its quarter's name", async () => {
  // One more sheet of that quarter, found in a drawer.
  const sheet = await town.lead.get(`/api/v1/walk_lists/${(await setOut(town.origin, town.lead, { campaign: "Spring listening" })).list}/paper`);
  const voices = { first: 2, again: 0, unsure: 0 };
  const rows = [{ n: 1, outcome: "listened", talk: { voices, statements: [{ theme: slugs()[1], stance: "love" }] } }];
  await town.lead.post(`/api/v1/paper/${sheet.code}/results`, { day: "2026-06-21", hour_band: "evening", rows });

  assert.equal((await returnOf("2026-Q1")).report.reported.engaged, frozen.engaged);
  const { report } = await returnOf("2026-Q3");
  assert.equal(restatedOf(report), frozen.restated + 2, "nothing is lost");
  const adjusted = report.adjustments.filter((one) => one.quarter === "2026-Q1").reduce((sum, one) => sum + one.engaged, 0);
  assert.equal(adjusted, frozen.late + 2);
  assert.equal(report.reported.engaged, report.dated.engaged + report.adjusted.engaged);

  const { page, context, troubles } = await town.opened(await town.hubLink());
  await place(page, "Return");
  await period(page, "Quarter 1 of 2026");
  await page.getByText("1 April 2026 to 30 June 2026").waitFor();
  await page.getByText("Handed in", { exact: true }).first().waitFor();
  assert.equal(low(await page.getByRole("button", { name: /People engaged$/ }).first().innerText()), frozen.engaged);
  await period(page, "Quarter 3 of 2026");
  await page.getByText("1 October 2026 to 31 December 2026").waitFor();
  const region = page.getByRole("region", { name: "Adjustments to earlier quarters" });
  const late = region.getByRole("row").filter({ hasText: "Quarter 1 of 2026" }).filter({ hasText: "came late" });
  await late.first().waitFor();
  const head = await region.getByRole("columnheader").allInnerTexts();
  const column = head.findIndex((text) => text.trim() === "People engaged");
  const shown = await late.locator(`:nth-child(${column + 1})`).allInnerTexts();
  assert.equal(shown.reduce((sum, text) => sum + Number(text.replace("−", "-")), 0), frozen.late + 2);
  // Pressed, the reported number tells its own part from the earlier ones.
  await page.getByRole("button", { name: /People engaged$/ }).first().click();
  const made = page.getByRole("dialog", { name: "What this number is made of" });
  const sign = (n) => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : "0");
  await made.getByText(`Reported in this quarter: ${report.dated.engaged} of the quarter itself, ${sign(report.adjusted.engaged)} of earlier ones.`).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.keyboard.press("Escape");
  await picture(page, "return-adjusted");
  assert.deepEqual(troubles, []);
  await context.close();
});
