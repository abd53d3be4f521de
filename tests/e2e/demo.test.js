// The demo as a new user meets it.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, folder, linkFor, run, serve } from "./doorstep.js";

const pictures = process.env.DOORSTEP_PICTURES;
const figures = {};

test("the demo prints one JSON value whose trees all come to the same total", async () => {
  const database = `sqlite://${join(await folder(), "demo.db")}`;

  const { code, stdout, stderr } = await run(["--database", database, "demo", "--once", "--json"]);

  assert.equal(code, 0, stderr);
  const said = JSON.parse(stdout);
  assert.ok(said.engaged > 200, stdout);
  assert.ok(said.activated > 0, stdout);
  for (const tree of ["patch", "lsoa", "cell"]) assert.equal(said.trees[tree], said.engaged, tree);
  figures.sqlite = said;
});

test("the demo comes to the same figures on Postgres", async () => {
  const server = process.env.DOORSTEP_TEST_POSTGRES;
  assert.ok(server, "DOORSTEP_TEST_POSTGRES is not set: run tests/run");
  const name = `e2e_${process.pid}`;
  const { execFileSync } = await import("node:child_process");
  execFileSync("psql", [server, "-qc", `CREATE DATABASE ${name}`]);
  const database = server.replace(/\/[^/]*$/, `/${name}`);

  const key = join(await folder(), "demo.key");
  const { code, stdout, stderr } = await run(["--database", database, "demo", "--key-file", key, "--once", "--json"]);

  assert.equal(code, 0, stderr);
  assert.deepEqual(JSON.parse(stdout), figures.sqlite);
});

let page;
let served;
let chromium;

before(async () => {
  const database = `sqlite://${join(await folder(), "demo.db")}`;
  served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

function link(who) {
  return linkFor(who, served.text);
}

async function open(who, size) {
  const context = await chromium.newContext({ viewport: size });
  page = await context.newPage();
  const elsewhere = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(link(who)).origin)) elsewhere.push(request.url());
  });
  await page.goto(link(who));
  return { elsewhere, context };
}

async function picture(name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

test("the organiser's link enrols a phone that sees its lists and doors", async () => {
  const { elsewhere, context } = await open("organiser", { width: 390, height: 844 });
  const press = (name) => page.getByRole("button", { name, exact: true }).click();

  await press("Go on");
  await press("I will do this");
  await press("Go to my list");
  const lists = page.getByRole("group", { name: "Which lists do you walk?" });
  await lists.getByRole("checkbox").first().waitFor();
  await picture("organiser");
  await lists.getByRole("button", { name: /^List:/ }).first().click();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  assert.ok((await page.getByRole("listitem").count()) > 5);
  await picture("organiser-list");
  await page.reload();
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  assert.ok((await page.getByRole("listitem").count()) > 5);
  assert.deepEqual(elsewhere, []);
  await context.close();
});

test("the hub's link shows counts that come to the figures of the demo", async () => {
  const { elsewhere, context } = await open("hub", { width: 1366, height: 768 });

  await page.getByRole("heading", { name: /^Return of/ }).waitFor();
  const table = page.getByRole("table", { name: "By patch" });
  await table.waitFor();
  assert.ok(await table.getByRole("row").count() > 2);
  await page.getByRole("columnheader", { name: "Tenth" }).waitFor();
  await page.getByText("Index of Deprivation 2025", { exact: false }).first().waitFor();
  await picture("hub");
  assert.deepEqual(elsewhere, []);
  await context.close();
});

test("the group's link shows no figure of people", async () => {
  const { context } = await open("group", { width: 1366, height: 768 });

  await page.getByRole("heading", { name: /^Review/ }).waitFor();
  await page.getByText("Nothing is released for this quarter yet.", { exact: false }).waitFor();
  assert.equal(await page.getByText(/people engaged/i).count(), 0);
  await picture("group");
  await context.close();
});
