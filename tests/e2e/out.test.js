// Who is out now: live, for the lead and for the buddy. On the demo town.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setOut } from "./handed-in.js";
import { faults, picture, place, Town } from "./town.js";

let town;
before(async () => (town = await Town.begin()));
after(() => town?.end());

/** Marks the page: a page that is loaded anew has lost the mark. */
const mark = (page) => page.evaluate(() => (window.sameEvening = true));
const still = async (page) => assert.equal(await page.evaluate(() => window.sameEvening), true, "the page was loaded anew");

test("who goes out, is late, asks for help and comes back is seen without touching the page", async () => {
  const out = await setOut(town.origin, town.lead);
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Out now");
  await page.getByText("Live: changes come by themselves.").waitFor();
  await mark(page);
  const row = (name) => page.getByRole("table", { name, exact: true }).getByRole("row").filter({ hasText: out.name }).first();

  // They went out an hour ago and meant to be back by now; their phone had no signal until this minute.
  await out.phone.start(out, { ago: 60, back: -13 });
  await row("Out").waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "out");

  // The server's own clock finds them late, without a word from the phone.
  const card = page.getByRole("alert").getByRole("listitem").filter({ hasText: out.name });
  await card.filter({ hasText: "Late: not back in time" }).waitFor({ timeout: 75_000 });
  await picture(page, "out-late");
  // And they ask for help, quietly.
  out.phone.write("safety.alert", out.shift, { alert: "help" });
  await out.phone.handIn();
  await card.filter({ hasText: "Alarm: asked for help" }).waitFor();
  await page.getByRole("heading", { name: "Needs somebody now" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "out-alarm");
  const { alerts } = await town.lead.get("/api/v1/alerts?limit=200");
  assert.ok(alerts.some((one) => one.shift === out.shift && one.step === "raised"));

  // Somebody reached them.
  await card.getByRole("button", { name: /^They are safe/ }).click();
  await card.waitFor({ state: "detached" });
  await row("Out").waitFor();
  // They come back.
  out.phone.back(out.shift, 0, 0);
  await out.phone.handIn();
  await row("Back").waitFor();
  await still(page);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a line that is cut says so and comes back by itself, and a session that is over asks to sign in again", async () => {
  const { page, context } = await town.opened(await town.leadLink());
  await place(page, "Out now");
  await page.getByText("Live: changes come by themselves.").waitFor();
  await mark(page);
  await page.evaluate(() => fetch("/api/v1/session", { method: "DELETE" }));
  const again = page.getByRole("dialog", { name: "Please sign in again" });
  await again.waitFor({ timeout: 30_000 });
  await again.getByLabel("Sign-in link or code").fill(await town.leadLink());
  await again.getByRole("button", { name: "Sign in", exact: true }).click();
  await again.waitFor({ state: "detached" });
  const cut = page.getByRole("alert").filter({ hasText: "The line to the server is cut." });
  await cut.waitFor({ state: "detached" });

  // What happens from now on is seen again.
  const out = await setOut(town.origin, town.lead);
  await out.phone.start(out);
  await page.getByRole("table", { name: "Out", exact: true }).getByRole("row").filter({ hasText: out.name }).first().waitFor();
  await still(page);
  out.phone.back(out.shift, 0, 0);
  await out.phone.handIn();
  await context.close();
});

test("a buddy sees whom they wait for, and nobody else", async () => {
  const { person, link } = await town.newcomer("organiser", "Ruth Waits");
  const theirs = await setOut(town.origin, town.lead, { buddy: person });
  await theirs.phone.start(theirs);
  const { people } = await town.lead.get("/api/v1/people");
  const other = people.filter((one) => one.role === "organiser" && one.person_id !== person && one.display_name !== theirs.name)[0];
  assert.ok(other);
  const { page, context, troubles } = await town.opened(link);
  await page.getByRole("heading", { name: "Out now", level: 1 }).waitFor();
  await page.getByText("You see the people whose buddy you are.").waitFor();
  const rows = page.getByRole("table", { name: "Out", exact: true }).locator("tbody tr");
  await rows.filter({ hasText: theirs.name }).waitFor();
  assert.equal(await rows.count(), 1);
  assert.equal(await page.getByRole("table", { name: "Later today" }).count(), 0);
  assert.deepEqual(await faults(page), []);
  await picture(page, "out-buddy");
  // The alarm reaches the buddy too, and they may settle it.
  theirs.phone.write("safety.alert", theirs.shift, { alert: "help" });
  await theirs.phone.handIn();
  await page.getByRole("button", { name: /^They are safe/ }).click();
  await page.getByRole("heading", { name: "Needs somebody now" }).waitFor({ state: "detached" });
  assert.deepEqual(troubles, []);
  await context.close();
});
