// Plan: where we listen, cut into lists, handed out. On the demo town, driven as people drive it.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder } from "./doorstep.js";
import { drawn, faults, figures, picture, place, Town } from "./town.js";

let town;
before(async () => {
  town = await Town.begin();
  await county();
});
after(() => town?.end());

/** A county beside the town: more small areas than a patch may hold, and nobody's door in it. */
async function county() {
  const side = 0.0015;
  const features = Array.from({ length: 225 }, (_, n) => {
    const [west, south] = [0.602 + (n % 15) * side, 53.892 + Math.floor(n / 15) * side];
    const corners = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]];
    return {
      type: "Feature",
      properties: { LSOA21CD: `E0180${String(n).padStart(4, "0")}`, LSOA21NM: `Wide Shire ${String(n + 1).padStart(3, "0")}A` },
      geometry: { type: "Polygon", coordinates: [corners] },
    };
  });
  const file = join(await folder(), "county.json");
  await writeFile(file, JSON.stringify({ type: "FeatureCollection", features }));
  await town.command("import", "small-areas", file);
}

/** Waits until a map that moved to another place is drawn there. */
async function settled(page) {
  // A desk that listens for news may never be quite silent: five seconds are enough for what moves a map.
  await Promise.race([page.waitForLoadState("networkidle", { timeout: 0 }).catch(() => undefined), page.waitForTimeout(5_000)]);
  await page.waitForTimeout(300);
  await drawn(page);
}

/** Presses the map at places of its canvas, 0 to 1 from its upper left corner. */
async function press(page, places) {
  const { x, y, width, height } = await page.locator(".frame canvas").boundingBox();
  for (const [right, down] of places) {
    await page.mouse.move(x + width * right, y + height * down, { steps: 3 });
    await page.mouse.click(x + width * right, y + height * down);
    await page.waitForTimeout(120);
  }
}

/** The lists of the campaign on the screen, as the server knows them. */
async function listsOf(name) {
  const { campaigns } = await town.lead.get("/api/v1/campaigns");
  const campaign = campaigns.find((one) => one.name.startsWith(name));
  const { walk_lists } = await town.lead.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
  return { campaign, walk_lists };
}

test("a patch is made by pressing the map and by ticking the table, gets a campaign and is cut into lists", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Plan");
  await page.getByRole("link", { name: "Patches" }).click();
  await drawn(page);
  await page.getByText("Areas as a table").click();
  const boxes = page.getByRole("table").getByRole("checkbox");
  await boxes.first().waitFor();
  await settled(page);
  const canvas = await page.locator(".frame canvas").boundingBox();
  const ticked = () => page.getByRole("table").getByRole("checkbox", { checked: true }).count();
  // The town lies in the middle of its map.
  await page.mouse.click(canvas.x + canvas.width * 0.3, canvas.y + canvas.height * 0.5);
  await page.waitForFunction(() => document.querySelectorAll("tbody input:checked").length === 1);
  for (let n = 0; (await ticked()) < 3; n++) if (!(await boxes.nth(n).isChecked())) await boxes.nth(n).check();
  await page.getByLabel("Name of the patch").fill("Three areas");
  await picture(page, "plan-patch-chosen");
  await page.getByRole("button", { name: "Make this patch" }).click();
  await page.getByText("“Three areas” is made.", { exact: false }).waitFor();
  const made = (await town.lead.get("/api/v1/patches")).patches.find((one) => one.name === "Three areas");
  assert.equal(made.areas.length, 3);

  await page.getByRole("button", { name: "Go to the lists" }).click();
  await page.getByText("There is no campaign yet.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "A new campaign" }).click();
  const dialog = page.getByRole("dialog", { name: "A new campaign" });
  await dialog.getByLabel("Name", { exact: true }).fill("Winter round");
  await dialog.getByLabel("What we want to find out").fill("What keeps people warm");
  assert.deepEqual(await faults(page), []);
  await dialog.getByRole("button", { name: "Begin the campaign" }).click();
  await page.getByText("No lists yet.", { exact: false }).waitFor();

  await page.getByRole("slider").fill("90");
  await page.getByText(/^\d+ lists? with \d+ doors?/).waitFor();
  const seen = (await page.getByRole("table").getByRole("row").count()) - 1;
  await page.getByRole("button", { name: "Make these lists" }).click();
  await page.getByText(/^\d+ lists? (is|are) made\.$/).waitFor();
  const campaign = (await town.lead.get("/api/v1/campaigns")).campaigns.find((one) => one.name === "Winter round");
  const { walk_lists } = await town.lead.get(`/api/v1/campaigns/${campaign.id}/walk_lists`);
  assert.ok(walk_lists.length > 0);
  assert.equal(seen, walk_lists.length, "what was shown before is what was made");
  await page.getByRole("button", { name: /^Hand out/ }).first().waitFor();
  const rows = await page.getByRole("table").locator("tbody tr").evaluateAll((all) => all.map((row) => Number(row.querySelector("td.n").textContent)));
  assert.deepEqual(rows.sort((a, b) => a - b), walk_lists.map((one) => one.doors).sort((a, b) => a - b));
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-cut");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a drawn patch is worked out and made; one that crosses itself, lies in the sea or takes half a county gets a plain sentence, and the drawing stays", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await page.goto(`${town.origin}/desk/plan/patch`);
  await settled(page);
  // The map shows the town's own authority; the county lies beside it.
  await page.getByRole("button", { name: "Wider" }).click();
  await settled(page);
  const name = page.getByLabel("Name of the patch");
  await name.fill("Drawn by hand");
  await page.getByRole("button", { name: "By drawing" }).click();
  const square = (left, top, right, bottom) => [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]];
  const kept = () => page.evaluate(() => JSON.parse(sessionStorage.getItem("doorstep.patch.new")).value);
  /** Draws, reads the sentence, and finds the drawing still there. */
  async function refused(places, sentence, shot) {
    const before = JSON.stringify((await kept()).shape);
    await press(page, places);
    await page.getByRole("alert").filter({ hasText: sentence }).waitFor();
    const { shape, name: named } = await kept();
    assert.notEqual(JSON.stringify(shape), before);
    assert.equal(shape.coordinates[0].length, places.length);
    assert.equal(named, "Drawn by hand");
    await picture(page, shot);
    // No patch can be made of it.
    assert.equal(await page.getByRole("button", { name: "Make this patch" }).isDisabled(), true);
    assert.equal(await name.inputValue(), "Drawn by hand");
  }
  const { patches } = await town.lead.get("/api/v1/patches");

  // A bow: its second side crosses its fourth.
  await refused([[0.2, 0.3], [0.45, 0.6], [0.45, 0.3], [0.2, 0.6], [0.2, 0.3]], /crosses itself/, "plan-crossing");
  // Beside the town, where nothing lies.
  await refused(square(0.74, 0.7, 0.86, 0.84), /sea|No small area|no small area/, "plan-sea");
  // The county next to it, from end to end.
  await refused(square(0.692, 0.28, 0.855, 0.65), /takes in 2\d\d small areas/, "plan-county");
  assert.deepEqual((await town.lead.get("/api/v1/patches")).patches.length, patches.length, "nothing was made of any of them");

  // Back in the town, and it goes on where it was.
  await press(page, square(0.25, 0.25, 0.5, 0.5));
  const comes = page.getByText(/\d+ homes?, \d+ streets?, \d+ small areas?/);
  await comes.waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  const { shape } = await kept();
  const rule = { by: "polygon", vintage: 2021, geometry: shape };
  const preview = await town.lead.post("/api/v1/patches/preview", { rule });
  const shown = (await comes.innerText()).match(/\d[\d,]*/g).map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(shown, [preview.homes, preview.streets, preview.areas.length]);
  // A reload loses neither the drawing nor its name.
  await page.reload();
  await comes.waitFor();
  assert.equal(await name.inputValue(), "Drawn by hand");
  await drawn(page);
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-drawn");
  await page.getByRole("button", { name: "Make this patch" }).click();
  await page.getByText("“Drawn by hand” is made.", { exact: false }).waitFor();
  const made = (await town.lead.get("/api/v1/patches")).patches.find((one) => one.name === "Drawn by hand");
  assert.deepEqual([...made.areas].sort(), preview.areas.map((one) => one.code).sort());
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a map under a hand keeps still, also when where it should go comes late", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  let late = 0;
  let letCome;
  const come = new Promise((done) => (letCome = done));
  // Where the authority lies is worked out from its areas, one answer each.
  await page.route(/\/api\/v1\/areas\/2021\//, async (route) => {
    if (late++ > 0) await come;
    await route.continue();
  });
  await page.goto(`${town.origin}/desk/plan/patch`);
  await drawn(page);
  const canvas = page.locator(".frame canvas");
  const { x, y, width, height } = await canvas.boundingBox();
  await page.mouse.click(x + width * 0.3, y + height * 0.5);
  await page.getByText(/\d+ homes?, \d+ streets?, 1 small area/).waitFor();
  await drawn(page);
  const before = await canvas.screenshot();
  const waiting = page.waitForResponse(/\/api\/v1\/areas\/2021\//);
  assert.ok(late > 1, "something came late");
  letCome();
  await waiting;
  await settled(page);
  assert.ok(before.equals(await canvas.screenshot()), "the map went elsewhere");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("the slider cuts and cuts again: lists, doors, minutes and metres change on the screen as the server works them out", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await page.goto(`${town.origin}/desk/plan/lists`);
  const { campaign } = await listsOf("An evening of listening");
  await page.getByRole("combobox", { name: "Campaign" }).selectOption({ label: campaign.name });
  await page.getByRole("button", { name: /^Hand out/ }).first().waitFor();
  const rows = page.getByRole("table").locator("tbody tr");
  const seen = [];
  async function cutBy(order, said) {
    const preview = await town.lead.post(`/api/v1/campaigns/${campaign.id}/cut/preview`, { ...order, replace_drafts: true });
    await page.getByText(said(preview)).waitFor();
    const shown = (await figures(rows)).map(([name, ...numbers]) => [name.replace(/, in \d+ pieces$/, ""), ...numbers]);
    assert.deepEqual(shown, preview.lists.map((one) => [one.name, one.doors, Math.round(one.minutes), Math.round(one.metres)]));
    seen.push(shown);
    return preview;
  }
  const comes = ({ lists, doors }) => `${lists.length} lists with ${new Intl.NumberFormat("en-GB").format(doors)} doors`;
  const slider = page.getByRole("slider");
  await slider.fill("60");
  const short = await cutBy({ minutes: 60 }, comes);
  await picture(page, "plan-cut-60");
  await slider.fill("180");
  const long = await cutBy({ minutes: 180 }, comes);
  await picture(page, "plan-cut-180");
  assert.ok(short.lists.length > long.lists.length, "more minutes make fewer lists");
  assert.equal(short.doors, long.doors, "and no door is lost");
  // By keyboard, ten minutes on.
  await slider.press("ArrowRight");
  await page.getByText("Minutes for each list: 190 minutes").waitFor();
  await cutBy({ minutes: 190 }, comes);
  await page.getByRole("button", { name: "By number" }).click();
  await page.getByRole("slider").fill("7");
  const seven = await cutBy({ lists: 7 }, comes);
  assert.equal(seven.lists.length, 7);
  // Looked at only: the lists that stand are still those that stood.
  await page.reload();
  await page.getByRole("button", { name: /^Hand out/ }).first().waitFor();
  const { walk_lists } = await listsOf("An evening of listening");
  assert.ok(walk_lists.length !== 7);
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a street goes from one list to another, and both change their doors, minutes and metres", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await page.goto(`${town.origin}/desk/plan/lists`);
  const { campaign, walk_lists } = await listsOf("Listening again");
  await page.getByRole("combobox", { name: "Campaign" }).selectOption({ label: campaign.name });
  const drafts = walk_lists.filter((one) => one.state === "draft");
  // A list with more than one street, to another draft.
  const maps = await Promise.all(drafts.map(async (one) => ({ one, ...(await town.lead.get(`/api/v1/walk_lists/${one.id}/map`)) })));
  const { one: from, list } = maps.find(({ list }) => list.streets.length > 1);
  const to = drafts.find((one) => one.id !== from.id);
  const street = list.streets[0];
  const moving = street.sides.reduce((sum, side) => sum + side.doors, 0);
  const row = (name) => page.getByRole("table").locator("tbody tr").filter({ has: page.getByRole("button", { name, exact: true }) });
  await row(from.name).getByRole("button", { name: from.name, exact: true }).click();
  await page.getByRole("heading", { name: `Streets of ${from.name}` }).waitFor();
  await page.getByRole("combobox", { name: "Move a street" }).selectOption({ label: `${street.name}, the whole street` });
  await page.getByRole("combobox", { name: "to", exact: true }).selectOption({ label: to.name });
  await page.getByRole("button", { name: "Move", exact: true }).click();
  await page.getByText(`${moving} doors moved.`).waitFor();
  const after = (await listsOf("Listening again")).walk_lists;
  const now = (id) => after.find((one) => one.id === id);
  for (const before of [from, to]) {
    const { name, doors, minutes, metres } = now(before.id);
    assert.equal(doors, before.doors + (before === from ? -moving : moving));
    await row(name).locator("td.n").first().filter({ hasText: new RegExp(`^${doors}$`) }).waitFor();
    const [shown] = await figures(row(name));
    assert.deepEqual(shown.slice(1), [doors, Math.round(minutes), Math.round(metres)]);
    assert.notEqual(minutes, before.minutes);
  }
  assert.deepEqual(await faults(page), []);
  await drawn(page);
  await picture(page, "plan-moved");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a list is handed out, printed and keyed back from paper", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await place(page, "Plan");
  await page.getByRole("link", { name: "Lists" }).click();
  await page.getByRole("button", { name: /^Hand out/ }).first().click();
  const dialog = page.getByRole("dialog", { name: /^Hand out/ });
  const list = (await dialog.getByRole("heading", { level: 2 }).innerText()).replace("Hand out ", "");
  await dialog.getByRole("combobox").first().selectOption({ label: "writes it down" });
  await dialog.getByLabel("Needs a code for a new phone").check();
  await dialog.getByLabel("Meeting point").fill("Millfield Hall");
  await dialog.getByLabel("Buddy who waits for them").fill("Ruth");
  await dialog.getByRole("button", { name: "Hand it out" }).click();
  await dialog.getByText("It is handed out.", { exact: false }).waitFor();
  assert.ok(await dialog.getByRole("img").evaluate((image) => image.complete && image.naturalWidth > 0), "the QR code is drawn");
  assert.deepEqual(await faults(page), []);
  // A phone comes in by what the QR code says.
  const link = await dialog.getByRole("img").getAttribute("alt");
  const code = new URLSearchParams(new URL(link).hash.slice(1)).get("code");
  const enrolled = await fetch(`${town.origin}/api/sync/v1/enrol`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) });
  assert.equal(enrolled.status, 200);
  await picture(page, "plan-issued");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Print ${list}` }).click();
  const sheet = await page.locator(".code strong").innerText();
  await page.getByRole("table").first().waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "plan-paper");
  await page.emulateMedia({ media: "print" });
  await picture(page, "plan-paper-print");
  await page.emulateMedia({ media: "screen" });

  await page.goto(`${town.origin}/desk/plan/keying`);
  await page.getByLabel("Code").fill(sheet.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: /^Outcome at/ }).first().waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains("letter"));
  await page.keyboard.type("nnc");
  await page.reload();
  await page.getByLabel("Code").fill(sheet);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Take them in: 3 doors keyed" }).waitFor();
  assert.deepEqual(await faults(page), []);
  await page.getByRole("button", { name: "Take them in: 3 doors keyed" }).click();
  await page.getByText("3 counted", { exact: false }).waitFor();
  await picture(page, "plan-keyed");
  // How far it has come is drawn beside the list.
  await page.getByRole("link", { name: "Lists" }).click();
  await page.getByRole("button", { name: /^Take back/ }).first().waitFor();
  await drawn(page);
  await picture(page, "plan-progress");
  await page.getByRole("row").filter({ hasText: list }).filter({ hasText: /3 of \d+ doors called on, 0 listened to/ }).first().waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});

test("a list that was handed out is taken back", async () => {
  const { page, context, troubles } = await town.opened(await town.leadLink());
  await page.goto(`${town.origin}/desk/plan/lists`);
  const back = page.getByRole("button", { name: /^Take back/ });
  await back.first().waitFor();
  const many = await back.count();
  await back.first().click();
  await page.getByText("Taken back.").waitFor();
  await page.waitForFunction((before) => [...document.querySelectorAll("td button")].filter((one) => one.textContent.startsWith("Take back")).length === before - 1, many);
  assert.deepEqual(troubles, []);
  await context.close();
});
