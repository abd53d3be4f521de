// A whole shift without signal, on a phone that dies again and again, in the demo town. What the
// server counts in the end is what the script did, to the unit.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { door, enrol, goOn, keptOnPhone, receipt, record, start, waiting } from "./app.js";
import { Evening } from "./evening.js";
import { until } from "./phone.js";

/** What happens at each of thirty-four doors. */
const SCRIPT = [
  "no_answer", "no_answer", "declined", "listened", "no_answer", "come_back", "no_answer", "sticker_skip", "no_answer",
  "language_barrier", "no_answer", "listened", "no_answer", "no_access", "child_only", "no_answer", "empty", "no_answer",
  "not_a_home", "listened", "no_answer", "do_not_knock", "no_answer", "unsafe_to_knock", "no_answer", "left_safely",
  "no_answer", "out_of_time", "listened", "no_answer", "no_answer", "come_back", "no_answer", "no_answer",
];
const NOT_KNOCKED = new Set(["sticker_skip", "no_access", "empty", "not_a_home", "unsafe_to_knock", "out_of_time"]);

let evening;
let air;
let manager;

before(async () => {
  evening = await Evening.begin();
  ({ air, manager } = evening);
});

after(() => evening?.end());

// What one test leaves behind is no weather for the next.
beforeEach(() => {
  air.weather = "good";
});

/** Presses a button and tears the battery out so many milliseconds later; then on again. */
async function dieWhile(phone, name, ms) {
  const before = await waiting(phone.page);
  await phone.page.getByRole("button", { name, exact: true }).evaluate((button) => button.click());
  await pause(ms);
  phone.die();
  await phone.on(`${air.origin}/app/`);
  const after = await until(async () => {
    const line = await waiting(phone.page);
    return (await phone.page.getByRole("heading", { level: 1 }).count()) > 0 ? { line } : null;
  }, "the app did not open again");
  assert.ok(after.line === before || after.line === before + 1, `${before} waited, then ${after.line}`);
  return after.line - before;
}

/** What is heard at a door: who spoke, and one thing they love. */
async function listen(page, { people = 1, finish = true } = {}) {
  for (let n = 0; n < people; n++) {
    if (n > 0) await page.getByRole("button", { name: "One more person" }).click();
    await page.getByRole("group", { name: /First time/ }).nth(n).getByText(n === 0 ? "Yes" : "Not sure", { exact: true }).click();
  }
  await page.getByText("Litter and cleaning").first().click();
  if (finish) await finishTalk(page);
}

/** Doors beside the one on the screen, as somebody who reads their numbers off the wall. */
async function addDoors(page, many) {
  if (many === 0) return;
  await page.getByRole("button", { name: "Other…" }).click();
  await page.getByRole("button", { name: "Add a door beside it" }).click();
  for (let n = 1; n <= many; n++) {
    const number = String(900 + n);
    await page.getByLabel("House number").fill(number);
    await page.getByRole("button", { name: n < many ? "Save and add the next one" : "Save the door" }).click();
    await page.getByRole("status").filter({ hasText: `${number} is added` }).or(page.getByRole("button", { name: "No answer", exact: true })).first().waitFor();
  }
  await page.getByRole("button", { name: "No answer", exact: true }).waitFor();
}

async function finishTalk(page) {
  await page.getByRole("button", { name: "Save and next door" }).click();
  await until(async () => !/What was said/.test(await door(page)), "the talk was not saved").catch(async (error) => {
    const said = await page.getByRole("alert").allInnerTexts();
    const chosen = await page.locator("[aria-pressed=true]").allInnerTexts();
    throw new Error(`${error.message}: ${said.join(" ")} (${chosen.join(", ")})`);
  });
}

test("a shift of 34 doors without signal, on a phone that dies 20 times, is counted to the unit", async () => {
  const earlier = await evening.figures();
  const phone = await evening.switchedOn(evening.printed("organiser"));
  await enrol(phone.page);
  await keptOnPhone(phone.page);
  await start(phone.page);
  air.weather = "none";
  // The list is shorter: the other doors are found on the way.
  const listed = Number((await door(phone.page)).match(/of (\d+)$/)[1]);
  const found = Math.max(0, SCRIPT.length - listed);
  await addDoors(phone.page, found);
  const told = { visits: 0, knocks: 0, listenings: 0, first: 0, unsure: 0 };
  let deaths = 0;

  for (const [n, outcome] of SCRIPT.entries()) {
    const { page } = phone;
    told.visits += 1;
    told.knocks += NOT_KNOCKED.has(outcome) ? 0 : 1;
    if (outcome === "no_answer" || outcome === "come_back") {
      // In the middle of the save: afterwards it is there whole, or not at all.
      for (let saved = 0; saved === 0; deaths++) {
        if (outcome === "come_back") await phone.page.getByRole("button", { name: "Come back…" }).click();
        saved = await dieWhile(phone, outcome === "come_back" ? "Evening, after 5" : "No answer", (deaths * 7) % 60);
        await goOn(phone.page);
      }
      continue;
    }
    await record(page, outcome);
    if (outcome !== "listened") continue;
    const people = n % 2 === 0 ? 2 : 1;
    told.listenings += 1;
    told.first += 1;
    told.unsure += people - 1;
    await listen(page, { people, finish: n % 3 !== 0 });
    if (n % 3 !== 0) continue;
    // A talk half written when the battery dies is there to be finished.
    await pause(120);
    phone.die();
    deaths += 1;
    await phone.on(`${air.origin}/app/`);
    await phone.page.getByRole("button", { name: /Finish the talk/ }).click();
    await finishTalk(phone.page);
  }
  const written = await waiting(phone.page);
  // One op for the start, one per visit, listening and added door.
  assert.equal(written, 1 + told.visits + told.listenings + found);

  await phone.page.goto(`${air.origin}/app/`);
  await phone.page.getByRole("button", { name: "End the shift" }).click();
  await phone.page.getByRole("button", { name: "End the shift" }).click();
  await phone.page.getByText(`0 of ${written + 1} received`).waitFor();
  for (const [weather, sentence] of [
    ["portal", /Wi-Fi wants you to sign in/],
    ["trouble", /server has a problem/],
    ["lost", /no signal now/],
    ["cut", /no signal now/],
  ]) {
    air.weather = weather;
    const reached = () => air.passed.filter(({ path, status }) => path === "/api/sync/v1/push" && status === 200).length;
    const before = reached();
    await phone.page.getByRole("button", { name: /Hand in now/ }).click();
    // Lost and cut answers mean that the server has it all, and the phone cannot know.
    if (weather === "lost" || weather === "cut") await until(() => reached() > before, `nothing arrived while ${weather}`);
    await phone.page.getByRole("button", { name: /Hand in now/ }).waitFor();
    await phone.page.getByText(sentence).first().waitFor();
    assert.equal(await waiting(phone.page), written + 1, weather);
  }
  air.weather = "good";
  await phone.page.getByRole("button", { name: /Hand in now/ }).click();
  await receipt(phone.page, written + 1);

  const now = await evening.figures();
  const gained = (figure) => now[figure] - earlier[figure];
  assert.deepEqual(
    {
      visits: gained("visits"),
      knocks: gained("knocks"),
      listenings: gained("listenings"),
      first: gained("engaged"),
      unsure: gained("engaged_high") - gained("engaged"),
    },
    told,
  );
  assert.ok(deaths >= 20, `${deaths} deaths`);
});

test("two phones on one list lose nothing and double nothing, and see each other's doors", async () => {
  const earlier = await evening.figures();
  const [, one, two] = await evening.organisers();
  const { links, list } = await evening.sendOut([one, two]);
  const [a, b] = [await evening.out(links[0], list), await evening.out(links[1], list)];
  air.weather = "none";

  const first = await door(a.page);
  assert.equal(await door(b.page), first);
  for (const outcome of ["no_answer", "come_back", "no_answer"]) await record(a.page, outcome);
  for (const outcome of ["no_answer", "no_answer", "declined", "no_answer"]) await record(b.page, outcome);
  air.weather = "good";
  const next = await door(b.page);
  for (const { page } of [a, b]) {
    await page.getByRole("banner").getByRole("button").first().click();
    await page.getByRole("button", { name: /Hand in now/ }).click();
    await until(async () => (await waiting(page)) === 0, "it was not handed in");
  }

  const now = await evening.figures();
  assert.equal(now.visits - earlier.visits, 7);
  assert.equal(now.knocks - earlier.knocks, 7);
  // The first phone learns that the second was at the door that came next, and goes past it.
  await a.page.goto(`${air.origin}/app/`);
  await until(async () => {
    await goOn(a.page);
    if ((await door(a.page)) === next) return true;
    await a.page.goto(`${air.origin}/app/`);
    return false;
  }, `the first phone does not go on at ${next}`);
});

test("a phone that the hub signs out locks its unsent work and hands it to the lead, and forgets its doors", async () => {
  const earlier = await evening.figures();
  const [, , , three] = await evening.organisers();
  const before = new Set((await manager.get("/api/v1/installs")).installs.map(({ id }) => id));
  const { links, list } = await evening.sendOut([three]);
  const phone = await evening.out(links[0], list);
  air.weather = "none";
  for (const outcome of ["no_answer", "declined", "no_answer"]) await record(phone.page, outcome);
  const unsent = await waiting(phone.page);
  const { installs } = await manager.get("/api/v1/installs");
  const install = installs.find(({ id }) => !before.has(id));
  await manager.post(`/api/v1/installs/${install.id}/revoke`);

  air.weather = "good";
  await phone.page.goto(`${air.origin}/app/`);
  await phone.page.getByRole("heading", { name: "This phone is signed out" }).waitFor();
  assert.equal(await phone.page.getByRole("button", { name: "No answer", exact: true }).count(), 0);
  // Nobody presses anything: it goes as soon as there is a connection.
  const { sealed } = await until(async () => {
    const found = await manager.get("/api/v1/sealed");
    return found.sealed.length > 0 ? found : null;
  }, "nothing sealed arrived");

  assert.equal(sealed[0].records, unsent);
  await manager.post(`/api/v1/sealed/${sealed[0].id}/open`);
  const { held_records } = await manager.get("/api/v1/held_records");
  const ours = held_records.filter(({ install_id }) => install_id === install.id);
  assert.equal(ours.length, unsent);
  assert.deepEqual([...new Set(ours.map(({ why }) => why))], ["phone_revoked"]);
  const now = await evening.figures();
  assert.equal(now.visits, earlier.visits);
});

test("work that cannot be handed in is saved to a file that only the hub can open, and counts once", async () => {
  const earlier = await evening.figures();
  const [one] = await evening.organisers();
  const { links, list } = await evening.sendOut([one]);
  const phone = await evening.out(links[0], list);
  air.weather = "none";
  for (const outcome of ["no_answer", "child_only", "no_answer"]) await record(phone.page, outcome);
  const unsent = await waiting(phone.page);
  await phone.page.getByRole("banner").getByRole("button").first().click();
  // The file as the phone's own download would have it.
  await phone.page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = (bytes) => ((window.saved = bytes), make.call(URL, bytes));
  });
  await phone.page.getByRole("button", { name: "Save my unsent work to a file" }).click();
  await phone.page.getByText(/^Saved as /).waitFor();
  const file = JSON.parse(await phone.page.evaluate(() => window.saved.text()));

  assert.equal(file.records, unsent);
  assert.ok(!JSON.stringify(file).includes("no_answer"));
  const { id } = await manager.post("/api/v1/sealed", file);
  await manager.post(`/api/v1/sealed/${id}/open`);
  assert.equal((await evening.figures()).visits - earlier.visits, 3);
  // The phone hands the same in after all: nothing is counted twice.
  air.weather = "good";
  await phone.page.getByRole("button", { name: /Hand in now/ }).click();
  await until(async () => (await waiting(phone.page)) === 0, "it was not handed in");
  assert.equal((await evening.figures()).visits - earlier.visits, 3);
});

test("contact details leave the phone sealed, and are on it no more", async () => {
  const [, , one] = await evening.organisers();
  const { links, list } = await evening.sendOut([one]);
  const phone = await evening.out(links[0], list);
  const { page } = phone;
  await page.getByRole("button", { name: "Talked", exact: true }).click();
  await page.getByRole("button", { name: "Keep in touch" }).click();
  await page.getByText("Invite you to meetings and events").click();
  await page.getByLabel("Name", { exact: true }).fill("Quillan Featherstonehaugh");
  await page.getByLabel("Phone", { exact: true }).fill("07700 900123");
  await page.getByText("Yes, you may keep my details for this.").click();
  await page.getByRole("button", { name: "Lock it away" }).click();
  await page.getByText(/^Locked\./).waitFor();
  await until(async () => (await waiting(page)) === 0, "it was not handed in");

  const stored = await page.evaluate(async () => {
    const texts = [JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.body.innerHTML];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((done) => Object.assign(indexedDB.open(name), { onsuccess: (event) => done(event.target.result) }));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store).getAll();
        await new Promise((done) => (all.onsuccess = done));
        texts.push(JSON.stringify(all.result, (_, value) => (value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value) : value)));
      }
    }
    return texts.join("\n");
  });
  assert.ok(!/Featherstonehaugh|900123/.test(stored));
});
