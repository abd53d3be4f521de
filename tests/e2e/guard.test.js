// The guard on notes is written twice, in Rust and for the phone: both must find the same.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { notes } from "../guard/make.mjs";
import { binary, folder } from "./doorstep.js";

const app = fileURLToPath(new URL("../../mobile-api/app", import.meta.url));
const SEED = 20_261;
const COUNT = 10_000;

let phone;

before(async () => {
  // The phone's own chunk, data included, as the app's builder makes it.
  const vite = createRequire(join(app, "package.json")).resolve("vite");
  const { build } = await import(pathToFileURL(vite).href);
  const outDir = await folder();
  await build({
    configFile: false,
    root: app,
    logLevel: "error",
    build: { ssr: "src/guard/guard.ts", outDir, emptyOutDir: false, rollupOptions: { output: { entryFileNames: "guard.mjs" } } },
  });
  phone = await import(pathToFileURL(join(outDir, "guard.mjs")).href);
});

/** What `doorstep guard` answers to these texts. */
function server(texts, args = []) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, ["guard", ...args], { stdio: ["pipe", "pipe", "inherit"] });
    let out = "";
    child.stdout.setEncoding("utf8").on("data", (more) => (out += more));
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) reject(new Error(`doorstep guard ended with ${code}`));
      else resolve(out.trimEnd().split("\n").map((line) => JSON.parse(line)));
    });
    child.stdin.end(texts.map((text, id) => JSON.stringify({ id, text }) + "\n").join(""));
  });
}

/** Both answers to every text are the same; returns them. */
async function same(texts, places = []) {
  const file = join(await folder(), "places.txt");
  await writeFile(file, places.join("\n"));
  const answers = await server(texts, ["--places", file]);
  assert.equal(answers.length, texts.length);
  for (const [id, text] of texts.entries()) {
    const { spans, redacted } = phone.guard(text, places);
    assert.deepEqual({ id, spans: spans.map(({ start, end, type }) => ({ start, end, type })), redacted }, answers[id], JSON.stringify(text));
  }
  return answers;
}

/** The same numbers for the same seed. */
function dice(seed) {
  let state = seed >>> 0;
  const roll = (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return { roll, pick: (list) => list[roll(list.length)] };
}

const ODD = [
  "é", "É", "ß", "Æ", "ﬁ", "\u00a0", "\u200d", "\u00ad", "’", "‘", "“", "–", "—", "٣", "৯", "０", "Ａ", "ｂ", "×", "½", "²", "№", "€", "£", "•", "😀", "👵🏽",
  "मा", "王", "Ж", "ا", "\u0301", "\n", "\r\n", "\t", "\u2028", "\u0085", "İ", "ı", "Đ", "™", "…", "\u0001", "ǅ", "ﷺ", "㏂", "Ⅳ", "'", "''", "'s ", "(", ")",
  "[", "]", "[name]", "[NAME]", "[PHONE]", "@", " at ", " dot ", "_", "/", "-", ".", ",", ":", "&", "+", "*", "$", "#", "\\", "~", "0", "o", "l", "+44",
  "07700 900123", "LS6 2AB", "AB12 CDE", "dr ", "mr ", "cllr ", "st ", "mp", "will ", "may ", "hope ", "bin ", "o'", "1st", "12a", "flat 3", "no 4", "dob ",
];

/** A note as nobody would write it. */
function mangled(text, { roll, pick }, others) {
  const signs = [...text];
  switch (roll(5)) {
    case 0:
      for (let n = roll(8); n >= 0; n -= 1) signs.splice(roll(signs.length + 1), roll(2), pick(ODD));
      return signs.join("");
    case 1:
      return Array.from({ length: 3 + roll(40) }, () => (roll(4) === 0 ? pick(ODD) : pick(pick(others).split(/\s+/)))).join(pick([" ", " ", " ", pick(ODD)]));
    case 2:
      return signs.map((sign) => (roll(30) === 0 ? pick([..."abcdefghijklmnopqrstuvwxyz0123456789 ./-,'"]) : sign)).join("");
    case 3:
      return Array.from({ length: 1 + roll(80) }, () => pick([..."ab1029ol/.- ()+:,@_'Zz"])).join("");
    default:
      return roll(2) === 0 ? text.toUpperCase() : text.replace(/(^| )[a-z]/g, (letter) => (roll(2) === 0 ? letter.toUpperCase() : letter));
  }
}

test("the phone and the server find the same in ten thousand notes, and nothing more in what is left", async () => {
  const texts = notes(SEED, COUNT).map(({ text }) => text);

  const answers = await same(texts);

  assert.ok(answers.filter(({ spans }) => spans.length > 0).length > COUNT / 2, "most notes hold something to find");
  const left = answers.map(({ redacted }) => redacted);
  for (const [id, { redacted }] of (await same(left)).entries()) assert.equal(redacted, left[id]);
});

test("both keep the same local names", async () => {
  const all = notes(SEED + 1, 2_000);
  const places = [...new Set(all.flatMap(({ traps }) => traps.filter(({ kind }) => ["street", "place", "org"].includes(kind)).map(({ text }) => text)))];
  assert.ok(places.length > 100);

  const answers = await same(all.map(({ text }) => text), places);

  const without = await server(all.map(({ text }) => text));
  assert.ok(answers.some(({ redacted }, id) => redacted !== without[id].redacted), "the names make a difference");
});

test("both find the same in notes that nobody would write", async () => {
  const texts = notes(SEED + 2, 3_000).map(({ text }) => text);
  const chance = dice(SEED);

  await same(texts.map((text) => mangled(text, chance, texts).toWellFormed()));
});
