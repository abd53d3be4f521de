// What the phone app costs a small phone: bytes and milliseconds, printed beside their budgets.
// Needs a release build and `npm ci` in tests/e2e: node tests/bench/phone.mjs

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { enrol, goOn, keptOnPhone, receipt, record, start, waiting } from "../e2e/app.js";
import { folder, linkFor, serve } from "../e2e/doorstep.js";
import { Phone, until } from "../e2e/phone.js";
import { signal } from "../e2e/signal.js";
import { notes } from "../guard/make.mjs";

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

/** The sample's notes where they lie beside the repository, else made-up ones. */
async function sample() {
  const shared = process.env.DOORSTEP_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));
  const lines = await readFile(join(shared, "data/privacy/pii_notes_dev.jsonl"), "utf8").catch(() => "");
  if (lines) return ["the sample's notes", lines.split("\n").filter(Boolean).map((line) => JSON.parse(line).text)];
  return ["made-up notes (the sample is not there)", notes(1, 300).map(({ text }) => text)];
}

/** The guard as the app's builder makes it, in a page of its own. */
async function guardPage() {
  const app = fileURLToPath(new URL("../../mobile-api/app", import.meta.url));
  const { build } = await import(pathToFileURL(createRequire(join(app, "package.json")).resolve("vite")).href);
  const outDir = await folder();
  await build({
    configFile: false,
    root: app,
    logLevel: "error",
    build: {
      outDir,
      emptyOutDir: false,
      lib: { entry: "src/guard/guard.ts", formats: ["es"], fileName: () => "guard.mjs" },
    },
  });
  const script = await readFile(join(outDir, "guard.mjs"));
  // Set apart from other origins, so that the clock's steps are small.
  const apart = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
  const server = createServer(({ url }, answer) => {
    const isScript = url === "/guard.mjs";
    answer.writeHead(200, { ...apart, "Content-Type": isScript ? "text/javascript" : "text/html" });
    answer.end(isScript ? script : "<!doctype html><title>guard</title>");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/** The guard's time in the phone's engine: after each letter, again at saving, and on a note never seen. */
async function guardTimes() {
  const [whose, texts] = await sample();
  const { address, stop } = await guardPage();
  const phone = await Phone.make();
  const page = await phone.on(address);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  const measured = await page.evaluate(async (all) => {
    const time = (work) => {
      const began = performance.now();
      work();
      return performance.now() - began;
    };
    const began = performance.now();
    const { guard } = await import("/guard.mjs");
    const loading = performance.now() - began;
    const first = time(() => guard("The first note of the evening, 14 Mill Lane, ask for Jess"));
    const typed = [];
    const saved = [];
    const unseen = [];
    const places = [];
    for (const [n, text] of all.entries()) {
      // Every other note is typed, the rest come whole: the words of those are not remembered.
      if (n % 2 === 1) {
        unseen.push(time(() => guard(text, places)));
        continue;
      }
      let now = "";
      for (const sign of text) {
        now += sign;
        const whole = now;
        typed.push(time(() => guard(whole, places)));
      }
      saved.push(time(() => guard(text, places)));
      await new Promise((done) => setTimeout(done));
    }
    return { loading, first, typed, saved, unseen };
  }, texts);
  const told = (took) => {
    const sorted = took.toSorted((a, b) => a - b);
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(2);
    return `median ${at(0.5)} ms, 9 of 10 within ${at(0.9)} ms, worst ${at(1)} ms`;
  };
  say(`the guard, 6 x slowed, ${whose}: loaded in ${measured.loading.toFixed(0)} ms, its first note ${measured.first.toFixed(1)} ms`);
  say(`  after a letter is typed (${measured.typed.length} letters): ${told(measured.typed)}`);
  say(`  the whole note again at saving (${measured.saved.length} notes): ${told(measured.saved)} (goal 2 ms a note)`);
  say(`  a whole note never seen (${measured.unseen.length} notes): ${told(measured.unseen)} (goal 2 ms a note)`);
  await phone.away();
  stop();
}

// guard: needs no service, only the app's packages.
const only = process.argv[2];
if (!only || only === "guard") await guardTimes();
if (!only || only === "speed") await speed();
if (!only || only === "bytes") await bytes();
process.exit(0);
