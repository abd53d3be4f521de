// The debrief: tonight's notes, whether it fits, next steps, the close. On the demo town, driven as people drive it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { evening, setOut } from "./handed-in.js";
import { faults, picture, place, Town } from "./town.js";

let town;
before(async () => (town = await Town.begin()));
after(() => town?.end());

const noteTexts = (how) => Array.from({ length: 20 }, (_, n) => `${how} ${n + 1}: the bench by the green is good for a chat.`);
const slugs = () => town.themes.slice(0, 6).map((one) => one.id);
const fetchStatus = (page, path) => page.evaluate(async (at) => (await fetch(at)).status, path);

test("a debrief of 20 notes is held by a lead, through a reload and a lost session, and closed", async () => {
  const out = await evening(town.origin, town.lead, noteTexts("Heard"), slugs());
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Debrief");
  await page.locator(`[data-shift="${out.shift}"]`).getByRole("button", { name: /^Start/ }).click();
  await page.getByText("Note 1 of 20", { exact: true }).waitFor();
  await picture(page, "debrief-note");

  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  // The group says what it was about: one more chip, and one that was set by mistake goes.
  await page.getByRole("group", { name: "How it was meant" }).getByRole("button", { name: "Idea" }).click();
  const chips = page.getByRole("group", { name: "Code it: press what was said" });
  await chips.getByRole("button", { name: "Food", exact: true }).click();
  await chips.getByRole("button", { name: "Food", exact: true, pressed: true }).waitFor();
  await page.getByRole("listitem").filter({ hasText: /Idea:\s*Food/ }).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "debrief-chips");
  for (let n = 0; n < 5; n++) await press("Clear");
  await page.getByText("5 of 20", { exact: true }).first().waitFor();

  // Somebody is in the middle of other words when the page is loaded anew.
  await press("Blur");
  const other = page.getByLabel("In other words");
  const first = await other.inputValue();
  await other.fill("A good place to sit and talk.");
  await page.reload();
  await page.getByText("Note 6 of 20", { exact: true }).waitFor();
  await page.getByText("5 of 20", { exact: true }).first().waitFor();
  assert.equal(await page.getByLabel("In other words").inputValue(), "A good place to sit and talk.");
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage).includes("bench by the green")), false, "no note's words are kept");
  // A number slipped into the other words: the guard says so, and nothing is done until they are changed.
  await other.fill("Ring Mary on 07700 900123.");
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByRole("alert").filter({ hasText: "may still point at somebody" }).waitFor();
  await page.getByText("Not settled: the other words may still point at somebody").waitFor();
  assert.equal(await page.getByText("6 of 20", { exact: true }).count(), 0, "nothing is settled by them");
  await picture(page, "debrief-guard");
  await other.fill("A good place to sit and talk.");
  await page.getByRole("button", { name: "Keep these words" }).click();
  await page.getByText("6 of 20", { exact: true }).first().waitFor();

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
  await again.getByLabel("Sign-in link or code").fill(await town.leadLink());
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

  const { notes } = await town.lead.get("/api/v1/listenings/notes?limit=1000");
  assert.equal(notes.filter((one) => one.note.startsWith("Heard ")).length, 1, "the one on hold still waits");
  const { listenings } = await town.lead.get("/api/v1/listenings?limit=1000&from=2026-06-01");
  const read = listenings.map((one) => one.note).filter(Boolean);
  assert.equal(read.filter((note) => note.startsWith("Heard ")).length, 17);
  assert.ok(read.includes("A good place to sit and talk."));
  assert.ok(!read.includes(first));
  const food = town.themes.find((one) => one.label === "Food").id;
  assert.equal(listenings.filter((one) => one.statements.some((point) => point.theme === food && point.stance === "idea")).length, 1);
  assert.equal((await town.lead.get(`/api/v1/shifts/${out.shift}`)).state, "closed");

  // What was agreed stands with its name and its date until it is done.
  await page.getByRole("button", { name: "All debriefs" }).first().click();
  const open = page.getByRole("listitem").filter({ hasText: "Ask the council about the bench" });
  await open.filter({ hasText: "Ruth, by 20 December 2026" }).waitFor();
  await picture(page, "debrief-agreed");
  await open.getByRole("button", { name: /^Done/ }).click();
  await page.getByRole("status").filter({ hasText: "Done: Ask the council about the bench." }).waitFor();
  await open.waitFor({ state: "detached" });
  const { follow_ups } = await town.lead.get(`/api/v1/campaigns/${out.campaign}/follow_ups?ended=true`);
  const done = follow_ups.find((one) => one.what === "Ask the council about the bench");
  assert.deepEqual([done.who, done.due_on, done.state], ["Ruth", "2026-12-20", "done"]);
  assert.equal((await fetchStatus(page, `/api/v1/shifts/${out.shift}/debrief`)), 409);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a debrief is held and closed by keyboard alone", async () => {
  const out = await evening(town.origin, town.lead, noteTexts("Told").slice(0, 7), slugs());
  const { page, context, troubles } = await town.opened(await town.leadLink());
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
  /** Each step begins at its heading: whoever reads by ear hears where they are. */
  const stepAt = (name) => page.waitForFunction((text) => document.activeElement?.tagName === "H2" && document.activeElement.textContent === text, name);
  await key("t");
  await stepAt("Does it fit?");
  await tabTo("Go on");
  await key("Enter");
  await stepAt("Next steps");
  await tabTo("Go on");
  await key("Enter");
  await stepAt("Close");
  await page.getByText("What this does").waitFor();
  await tabTo("Close the envelope");
  await key("Enter");
  await page.getByText("The envelope is closed and its key is gone.").waitFor();
  await page.getByText("What you decided on 7 notes is done.").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a note on hold is read later by the group, and leaves the list", async () => {
  const { page, context, troubles } = await town.opened(town.printed("group"));
  await place(page, "Debrief");
  const { notes } = await town.lead.get("/api/v1/listenings/notes?limit=1000");
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
  const left = await town.lead.get("/api/v1/listenings/notes?limit=1000");
  assert.equal(left.notes.length, notes.length - 1);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("one conversation that two people wrote down is counted once, after the group says so", async () => {
  const out = await setOut(town.origin, town.lead, { people: 2 });
  const [one, other] = out.phones;
  const doors = await one.doors(out.list);
  await other.doors(out.list);
  one.write("shift.start", out.shift, { lists: [out.list], people: 2, expected_end: new Date(Date.now() + 3_600_000).toISOString() });
  const chip = { theme: slugs()[0], stance: "love" };
  for (const n of [0, 1, 2, 3, 4]) one.talk(out.shift, doors[n], `Five talks, number ${n + 1}.`, chip);
  one.back(out.shift, 5, 5);
  await one.handIn();
  // Their partner was there at the third door, and wrote it down as well.
  other.talk(out.shift, doors[2], "We both heard this.", chip);
  other.back(out.shift, 1, 1);
  await other.handIn();

  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Debrief");
  await page.locator(`[data-shift="${out.shift}"]`).getByRole("button", { name: /^Start/ }).click();
  await page.getByRole("button", { name: /Does it fit\?/ }).click();
  await page.getByRole("heading", { name: "Are these the same conversation?" }).waitFor();
  const { door } = await town.lead.get(`/api/v1/doors/${doors[2]}`);
  const talk = page.getByRole("listitem").filter({ hasText: "the conversation was written down twice" });
  await talk.filter({ hasText: String(door.number) }).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "debrief-double");
  const before = await town.lead.get(`/api/v1/shifts/${out.shift}/debrief`);
  assert.equal(before.listenings_at_doors, 6);
  await talk.getByRole("button", { name: "Keep the earlier one" }).click();
  await page.getByText("One of the two is taken back. It counts once now.").waitFor();
  await talk.waitFor({ state: "detached" });
  const visit = page.getByRole("listitem").filter({ hasText: "the visit was written down twice" });
  await visit.getByRole("button", { name: "Keep the earlier one" }).click();
  await page.getByText("Everything fits.").waitFor();
  const after = await town.lead.get(`/api/v1/shifts/${out.shift}/debrief`);
  assert.deepEqual([after.listenings_at_doors, after.visits, after.duplicates.length], [5, 5, 0]);
  assert.ok(!after.notes.some((note) => note.note === "We both heard this."));
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a talk coded before two words were merged says what its word counts as today, and is not coded twice", async () => {
  const [national] = slugs();
  const made = async (label) => town.lead.post("/api/v1/themes", { label, national_id: national });
  const mess = await made("Dog mess");
  const paths = await made("Dirty paths");
  const out = await evening(town.origin, town.lead, noteTexts("Merged").slice(0, 5), [mess.id]);
  await town.lead.post(`/api/v1/themes/${mess.id}/merge`, { into: paths.id, version: mess.version, into_version: paths.version });

  const { page, context, troubles } = await town.opened(await town.leadLink());
  await page.goto(`${town.origin}/desk/debrief/${out.shift}`);
  await page.getByText("Note 1 of 5", { exact: true }).waitFor();
  const coded = page.getByRole("listitem").filter({ hasText: "Dog mess, now counted as Dirty paths" });
  await coded.waitFor();
  const stance = /Love:/.test(await coded.innerText()) ? "Love" : "Concern";
  await page.getByRole("group", { name: "How it was meant" }).getByRole("button", { name: stance }).click();
  const chips = page.getByRole("group", { name: "Code it: press what was said" });
  await chips.getByRole("button", { name: "Dirty paths", exact: true, pressed: true }).waitFor();
  assert.equal(await chips.getByRole("button", { name: "Dog mess" }).count(), 0);
  await picture(page, "debrief-merged");
  // Pressing what it counts as takes it off, and does not add it a second time.
  await chips.getByRole("button", { name: "Dirty paths", exact: true }).click();
  await coded.waitFor({ state: "detached" });
  await chips.getByRole("button", { name: "Dirty paths", exact: true, pressed: false }).click();
  await page.getByRole("listitem").filter({ hasText: /: ?Dirty paths$/ }).waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the group sees what was agreed and marks what did not happen, without holding a debrief", async () => {
  const { campaigns } = await town.lead.get("/api/v1/campaigns");
  const { link } = await town.newcomer("group_member", "A neighbour of the group");
  const { page, context, troubles } = await town.opened(link);
  await page.goto(`${town.origin}/desk/debrief`);
  await page.getByRole("heading", { name: "What we agreed to do" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "Shifts that wait for their debrief" }).count(), 0);
  // Of the group's own campaigns alone.
  const own = [];
  for (const { id } of campaigns) {
    const answer = await page.evaluate(async (at) => (await fetch(at)).status, `/api/v1/campaigns/${id}/follow_ups`);
    if (answer === 200) own.push(id);
  }
  assert.ok(own.length > 0);
  const what = "Bring the bins up at the parish council";
  await town.lead.post(`/api/v1/campaigns/${own[0]}/follow_ups`, { who: "Amina", what, due_on: "2026-12-09" });
  await page.reload();
  await page.getByRole("listitem").filter({ hasText: what }).filter({ hasText: "Amina, by 9 December 2026" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "debrief-group");
  await page.getByRole("listitem").filter({ hasText: what }).getByRole("button", { name: /^Did not happen/ }).click();
  await page.getByRole("status").filter({ hasText: `Noted that it did not happen: ${what}.` }).waitFor();
  const { follow_ups } = await town.lead.get(`/api/v1/campaigns/${own[0]}/follow_ups?ended=true`);
  assert.equal(follow_ups.find((one) => one.what === what).state, "did_not_happen");
  assert.deepEqual(troubles, []);
  await context.close();
});
