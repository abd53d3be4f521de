// Bad days, each on a real phone against the real server: what stands on the screen, and what is left
// of the work. Servers that fail, lie and go silent are in shift.test.js.

import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { enrol, goOn, record, start, waiting } from "./app.js";
import { Evening } from "./evening.js";
import { faults, look } from "./look.js";
import { until } from "./phone.js";

let evening;
let air;
let manager;

before(async () => {
  evening = await Evening.begin();
  ({ air, manager } = evening);
});

after(() => evening?.end());

beforeEach(() => {
  air.weather = "good";
  air.change = null;
});

/** The sentence stands on the screen, and the screen has no fault. */
async function says(page, sentence, name) {
  await page.getByText(sentence).first().waitFor();
  await look(page, `bad-day-${name}`);
  assert.deepEqual(await faults(page), [], name);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** One organiser out on a list of their own. */
async function out(n = 0) {
  const organisers = await evening.organisers();
  const person = organisers[n % organisers.length];
  const { links, list, shift } = await evening.sendOut([person]);
  return { phone: await evening.out(links[0], list), person, list, shift };
}

async function handIn(page) {
  if (!(await page.getByRole("heading", { name: "To hand in", level: 1 }).isVisible())) await page.getByRole("banner").getByRole("button").first().click();
  const press = page.getByRole("button", { name: "Hand in now" });
  await until(async () => {
    if (await press.isVisible()) await press.click({ timeout: 500 }).catch(() => undefined);
    return (await waiting(page)) === 0;
  }, "it was not handed in");
}

test("a browser that may keep nothing says so, and does not use the code up", async () => {
  const [person] = await evening.organisers();
  const link = await evening.code(person.person_id);
  const phone = await evening.switchedOn("about:blank");
  await phone.page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("storage is not allowed", "SecurityError");
    };
    Object.defineProperty(window, "indexedDB", { value: { open: refuse, deleteDatabase: refuse } });
  });
  await phone.page.goto(link);
  await button(phone.page, "Go on").click();
  await says(phone.page, "This browser does not let the app save anything. Leave private browsing, or allow storage for this page.", "no-storage");

  const other = await evening.switchedOn(link);
  await enrol(other.page);
});

test("a code that was used already says so", async () => {
  const [, person] = await evening.organisers();
  const link = await evening.code(person.person_id);
  const first = await evening.switchedOn(link);
  await button(first.page, "Go on").click();
  await button(first.page, "I will do this").waitFor();

  const second = await evening.switchedOn(link);
  await button(second.page, "Go on").click();
  await says(second.page, "This code was used already. Each code works once. Ask your lead for a new one.", "code-used");
});

test("a café's Wi-Fi that answers for the server is told apart, and the code works after it", async () => {
  const [, , person] = await evening.organisers();
  const link = await evening.code(person.person_id);
  air.weather = "portal";
  const phone = await evening.switchedOn(link);
  await button(phone.page, "Go on").click();
  await says(phone.page, /You may be on a Wi-Fi that wants you to sign in first/, "portal");
  air.weather = "good";
  await button(phone.page, "Try again").click();
  await button(phone.page, "I will do this").waitFor();
});

test("storage that is cleared in the middle of a shift loses nothing, and a sentence says so", async () => {
  const earlier = await evening.figures();
  const { phone } = await out(0);
  air.weather = "trouble";
  await record(phone.page, "no_answer");
  await record(phone.page, "declined");
  const before = await waiting(phone.page);
  const cdp = await phone.page.context().newCDPSession(phone.page);
  await cdp.send("Storage.clearDataForOrigin", { origin: air.origin, storageTypes: "all" });
  await says(phone.page, "Your phone cleared this app's storage. Everything was still here and is saved again. Please hand in soon.", "storage-cleared");
  await record(phone.page, "no_answer");

  phone.die();
  await phone.on(`${air.origin}/app/`);
  await phone.page.getByRole("button", { name: /^Go on at / }).waitFor();
  assert.equal(await waiting(phone.page), before + 1);
  air.weather = "good";
  await handIn(phone.page);
  assert.equal((await evening.figures()).visits - earlier.visits, 3);
});

test("storage that was cleared while the app was closed is told of, and a new code goes on", async () => {
  const { phone, person } = await out(1);
  air.weather = "trouble";
  await record(phone.page, "no_answer");
  await phone.off();
  await phone.clears();
  await phone.on(`${air.origin}/app/`);
  await says(phone.page, "This phone cleared the app's storage. What was not handed in is gone from this phone. Tell your lead now.", "storage-gone");
  air.weather = "good";
  await phone.page.goto("about:blank");
  await phone.page.goto(await evening.code(person.person_id));
  await enrol(phone.page);
});

test("a full phone says so at the press that could not be saved, and goes on when there is room", async () => {
  const { phone } = await out(2);
  await record(phone.page, "no_answer");
  await until(async () => (await waiting(phone.page)) === 0, "it was not handed in");
  air.weather = "trouble";
  // A browser asks for the room that is left when it starts, and now and then.
  await phone.off();
  const page = await phone.on("about:blank");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin: air.origin, quotaSize: 1 });
  await page.goto(`${air.origin}/app/`);
  await goOn(page);
  const at = await page.getByRole("heading", { level: 1 }).innerText();
  await button(page, "No answer").click();
  await says(page, "This could not be saved: your phone is full. Delete a photo or a video, then press again.", "full");
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), at);
  assert.equal(await waiting(page), 0);
  await cdp.send("Storage.overrideQuotaForOrigin", { origin: air.origin });
  await record(page, "no_answer");
  assert.equal(await waiting(page), 1);
});

test("a clock in the wrong year is told of, and the record waits for a lead", async () => {
  const held = async () => (await manager.get("/api/v1/held_records")).held_records.filter(({ why }) => why === "clock_off").length;
  const earlier = await held();
  const { phone } = await out(3);
  const { page } = phone;
  await until(async () => (await waiting(page)) === 0, "the start was not handed in");
  await page.evaluate(() => {
    const now = Date.now;
    Date.now = () => now() - 366 * 86_400_000;
  });
  await record(page, "no_answer");
  await handIn(page);
  await says(page, /The clock of this phone is wrong\. Please set it to automatic\./, "clock");
  await page.getByText("Your lead will look at one of your records. You need not do anything.").waitFor();
  assert.equal((await held()) - earlier, 1);
  // Set right again, and the sentence goes with the next record.
  await page.goto(`${air.origin}/app/`);
  await goOn(page);
  await record(page, "no_answer");
  await handIn(page);
  await page.getByText(/The clock of this phone is wrong/).waitFor({ state: "detached" });
});

test("a second tab looks on, says where to go, and takes over when the first one closes", async () => {
  const { phone } = await out(4);
  const { page } = phone;
  const second = await page.context().newPage();
  await second.setViewportSize({ width: 360, height: 740 });
  await second.goto(`${air.origin}/app/`);
  await says(second, "The app is open in another tab. Close this one and go on there.", "two-tabs");
  await goOn(second);
  const at = await second.getByRole("heading", { level: 1 }).innerText();
  await button(second, "No answer").click();
  await second.getByText("The app is open in another tab. Go on there.").waitFor();
  assert.equal(await second.getByRole("heading", { level: 1 }).innerText(), at);
  await page.close();
  await second.getByText("The app is open in another tab. Close this one and go on there.").waitFor({ state: "detached" });
  await record(second, "no_answer");
  await until(async () => (await waiting(second)) === 0, "it was not handed in");
});

test("a server of the previous version keeps what it does not know, and a sentence says who looks at it", async () => {
  const { phone } = await out(5);
  const { page } = phone;
  // To an older server a kind of record that came later is an unknown one.
  air.change = (path, _headers, body) => (path.endsWith("/push") ? body.replaceAll('"visit.record"', '"visit.record_of_tomorrow"') : body);
  await record(page, "no_answer");
  await handIn(page);
  await says(page, "Your lead will look at one of your records. You need not do anything.", "older-server");
});

test("a server of the next version that no longer gives lists to this app still takes what it hands in", async () => {
  const earlier = await evening.figures();
  const { phone } = await out(6);
  const { page } = phone;
  // To a newer server this app speaks a protocol of the past.
  air.change = (_path, headers, body) => {
    headers["sync-protocol"] = "0";
    return body;
  };
  await record(page, "no_answer");
  await page.getByRole("banner").getByRole("button").first().click();
  await page.getByRole("button", { name: "Hand in now" }).click();
  await until(async () => (await waiting(page)) === 0, "it was not handed in");
  assert.equal((await evening.figures()).visits - earlier.visits, 1);
  await page.reload();
  await says(page, "This app is too old to fetch lists. Handing in still works. Connect to the internet to update it.", "newer-server");
});

test("a list that is recalled in the middle of a street goes from the phone, and nothing of the work with it", async () => {
  // What comes in after a recall counts where the phone holds the door on another list, and else
  // waits for a lead.
  const taken = async () => {
    const { held_records } = await manager.get("/api/v1/held_records");
    return (await evening.figures()).visits + held_records.filter(({ why }) => why === "lease_over").length;
  };
  const earlier = await taken();
  const { phone, list } = await out(7);
  const { page } = phone;
  await until(async () => (await waiting(page)) === 0, "the start was not handed in");
  air.weather = "none";
  await record(page, "no_answer");
  await record(page, "no_answer");
  await manager.post(`/api/v1/walk_lists/${list.id}/recall`);
  air.weather = "good";
  await page.getByRole("banner").getByRole("button").first().click();
  await page.getByRole("button", { name: "Hand in now" }).click();
  await page.getByRole("button", { name: "Back" }).click();
  await says(page, /Your hub took a walk list back\. Its doors are gone from this phone\. What you recorded is safe\./, "recalled");
  await page.getByRole("heading", { level: 1, name: "This door is not on this phone any more." }).waitFor();
  assert.equal(await waiting(page), 0);
  assert.equal((await taken()) - earlier, 2);
});

test("after a week without the server the doors are put away, and the work is not", async () => {
  const { phone } = await out(8);
  const { page } = phone;
  air.weather = "trouble";
  await record(page, "no_answer");
  const before = await waiting(page);
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + 8 * 86_400_000;
  });
  await page.goto(`${air.origin}/app/`);
  await says(page, /This phone has not met the server for a week, so the doors are put away/, "resting");
  assert.equal(await waiting(page), before);
  await button(page, "What waits to be handed in").click();
  await says(page, "Some records have waited for more than a day. Hand them in, or save them to a file for your lead.", "a-day");
  air.weather = "good";
  await handIn(page);
});

test("an app that cannot start says what to do", async () => {
  const phone = await evening.switchedOn("about:blank");
  // Something of the browser that nobody thought of.
  await phone.page.addInitScript(() => {
    Object.defineProperty(navigator, "languages", {
      get() {
        throw new Error("broken");
      },
    });
  });
  await phone.page.goto(`${air.origin}/app/`);
  await says(phone.page, "The app could not start. Close it and open it again. What you saved is safe.", "no-start");
});
