// What the phone app costs a small phone: bytes and milliseconds, printed beside their budgets.
// Needs a release build and `npm ci` in tests/e2e: node tests/bench/phone.mjs

import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { enrol, goOn, keptOnPhone, receipt, record, start, waiting } from "../e2e/app.js";
import { folder, linkFor, serve } from "../e2e/doorstep.js";
import { Phone, until } from "../e2e/phone.js";
import { signal } from "../e2e/signal.js";

/** No more than the demo's list has. */
const DOORS = 24;

const say = (text) => process.stdout.write(`${text}\n`);
const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

async function demo() {
  const database = `sqlite://${join(await folder(), "demo.db")}`;
  const served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  const link = linkFor("organiser", served.text);
  const air = await signal(new URL(link).origin);
  return { air, link: `${air.origin}/app/${new URL(link).hash}`, stop: () => (air.close(), served.child.removeAllListeners("close"), served.child.kill("SIGTERM")) };
}

/** JavaScript and CSS as they travelled until the first screen stood. */
async function firstLoad(page) {
  const files = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .filter(({ name }) => /\.(js|css)$/.test(name))
      .map(({ name, encodedBodySize }) => [name.split("/").at(-1), encodedBodySize]),
  );
  const all = files.reduce((sum, [, bytes]) => sum + bytes, 0);
  say(`first load: ${kb(all)} of JavaScript and CSS in ${files.length} files (budget 150 kB)`);
}

/** Presses "No answer" and waits until the next door is painted: milliseconds, measured in the page. */
function tap(page) {
  return page.evaluate(async () => {
    const named = (name) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name);
    const heading = () => document.querySelector("h1")?.textContent;
    const before = heading();
    const began = performance.now();
    named("No answer").click();
    while (heading() === before) await new Promise((done) => requestAnimationFrame(done));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const took = performance.now() - began;
    // Taken back, so that one list is enough for any number of them.
    named("Undo").click();
    while (named("Undo")) await new Promise((done) => setTimeout(done, 5));
    return took;
  });
}

async function taps(page, when, times = 25) {
  const cdp = await page.context().newCDPSession(page);
  const took = [];
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  for (let n = 0; n < times; n++) {
    took.push(await tap(page));
    await pause(200);
    await page.getByRole("button", { name: "No answer", exact: true }).waitFor();
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(0);
  say(`"No answer" to the next door painted, 6 x slowed, ${when}: median ${at(0.5)} ms, 9 of 10 within ${at(0.9)} ms, worst ${at(1)} ms (budget 100 ms)`);
}

/** Fills the outbox with what a long summer without signal would leave. */
async function fill(page, records) {
  for (;;) {
    const now = await waiting(page);
    if (now >= records) return now;
    await page.evaluate(async (rounds) => {
      const named = (name) => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === name);
      const until = async (is) => {
        while (!is()) await new Promise((done) => setTimeout(done, 2));
      };
      for (let n = 0; n < rounds; n++) {
        const before = document.querySelector("h1").textContent;
        named("No answer").click();
        await until(() => document.querySelector("h1").textContent !== before && named("Undo"));
        named("Undo").click();
        await until(() => !named("Undo"));
      }
    }, 14);
    await page.goto(page.url().replace(/\/app\/.*/, "/app/"));
    await goOn(page);
  }
}

async function speed() {
  const { air, link, stop } = await demo();
  const phone = await Phone.make();
  const page = await phone.on(link);
  await page.getByRole("button", { name: "Go on" }).waitFor();
  await firstLoad(page);
  await enrol(page);
  await keptOnPhone(page);
  await start(page);
  air.weather = "none";
  await taps(page, "nothing waiting");
  const records = await fill(page, 2_000);
  await taps(page, `${records} records waiting`);
  const began = Date.now();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  say(`opened again with ${records} records waiting: ${Date.now() - began} ms (not slowed)`);
  await phone.away();
  stop();
}

/** A shift with signal all the time: each record is handed in by itself, the dearest way. */
async function bytes() {
  const { air, link, stop } = await demo();
  const phone = await Phone.make();
  const page = await phone.on(link);
  await enrol(page);
  const spent = () => air.api.up + air.api.down;
  await until(() => page.getByRole("checkbox").count(), "no list came");
  say(`let in and list fetched: ${kb(spent())} up and down, headers included`);
  await start(page);
  for (let n = 0; n < DOORS; n++) {
    await record(page, n % 5 === 4 ? "declined" : "no_answer");
    await until(async () => (await waiting(page)) === 0, "it was not handed in");
  }
  await page.goto(`${air.origin}/app/`);
  await page.getByRole("button", { name: "End the shift" }).click();
  await page.getByRole("button", { name: "End the shift" }).click();
  await receipt(page, DOORS + 2);
  say(`a whole shift of ${DOORS} doors, each handed in by itself: ${kb(spent())} in ${air.api.requests} requests (budget 300 kB)`);
  await phone.away();
  stop();
}

const only = process.argv[2];
if (only !== "bytes") await speed();
if (only !== "speed") await bytes();
process.exit(0);
