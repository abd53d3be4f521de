// The desk as a whole, on the demo town: hubs together, who can see what, every screen's faults. Its
// places have files of their own: plan, debrief, return, out, review, network, paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { signedIn } from "./doorstep.js";
import { DESK, faults, low, PHONE, period, picture, place, Town } from "./town.js";

let town;
before(async () => (town = await Town.begin()));
after(() => town?.end());

/** Somebody of each role, at a desk of their own. */
const LINKS = {
  lead: () => town.leadLink(),
  hub: () => town.hubLink(),
  group: async () => (await town.newcomer("group_member", "Somebody of the group")).link,
  organiser: async () => town.linkOf((await town.people("organiser"))[0].person_id),
  officer: async () => (await town.newcomer("data_protection_officer", "Dora Protects")).link,
};

test("the network sees n of m hubs, and zero and no return look different", async () => {
  const link = await town.invited("network_manager", "Nora Network");
  // The hub handed in a quarter in which something happened, and one in which nothing did; its neighbour neither.
  for (const [quarter, words] of [["2026-Q1", "Rain in April. The bench came back."], ["2026-Q2", ""]]) {
    await town.hub.post(`/api/v1/returns/${quarter}/freeze?programme=${town.programme}`);
    await town.hub.post(`/api/v1/returns/${quarter}/submit?programme=${town.programme}`, { words });
  }
  const { page, context, troubles } = await town.opened(link);
  await place(page, "Network");
  await period(page, "Quarter 2 of 2026");
  await page.getByText("1 of 2 hubs").first().waitFor();
  await page.getByText("A return of zero").waitFor();
  await page.getByText("No return yet").first().waitFor();
  await period(page, "Quarter 1 of 2026");
  await page.getByRole("heading", { name: "Network: Quarter 1 of 2026" }).waitFor();
  const { report } = await town.hub.get(`/api/v1/returns?programme=${town.programme}&quarter=2026-Q1`);
  const row = page.getByRole("row").filter({ hasText: report.hub.name });
  assert.equal(low(await row.locator("td.n").first().innerText()), report.reported.engaged);
  await page.getByText("Rain in April. The bench came back.").waitFor();
  assert.deepEqual(await faults(page), []);
  await picture(page, "network");
  await page.setViewportSize(PHONE);
  await picture(page, "network-small");
  assert.deepEqual(troubles, []);
  await context.close();
});

test("who can see what in a patch is said to everybody, as the server decides it", async () => {
  const { patches } = await town.lead.get("/api/v1/patches");
  const patch = patches.find((one) => one.name === "East first streets");
  for (const who of ["lead", "group", "organiser", "officer"]) {
    const { page, context, troubles } = await town.opened(await LINKS[who]());
    await page.goto(`${town.origin}/desk/seen`);
    await page.getByText("Choose a patch above").waitFor();
    await page.getByRole("combobox", { name: "Patch", exact: true }).selectOption({ label: patch.name });
    await page.getByRole("heading", { level: 1, name: `Who can see what in ${patch.name}` }).waitFor();
    const table = page.getByRole("table").first();
    await table.getByRole("rowheader").first().waitFor();
    const { who: rows } = await page.evaluate(async (at) => (await fetch(at)).json(), `/api/v1/patches/${patch.id}/who`);
    assert.ok(rows.length >= 5);
    const shown = await table.locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent)));
    assert.deepEqual(shown, rows.map((one) => [one.reads.join("; "), one.never.join("; "), one.why]), who);
    const names = await table.getByRole("rowheader").allInnerTexts();
    rows.forEach((one, n) => assert.ok(names[n].startsWith(one.group ?? one.role_words), `${who}: ${names[n]}`));
    assert.deepEqual(await faults(page), [], who);
    await picture(page, `seen-${who}`);
    assert.deepEqual(troubles, []);
    await context.close();
  }
});

const SCREENS = {
  lead: ["plan/patch", "plan/lists", "plan/keying", "debrief", "review", "returns", "out", "seen"],
  hub: ["returns", "review", "out", "seen"],
  group: ["debrief", "debrief/notes", "seen"],
  organiser: ["out", "seen"],
  officer: ["privacy", "seen"],
};
test("a page printed from a dark screen has the colours of paper", async () => {
  const { page, context } = await town.opened(await LINKS.hub());
  await page.goto(`${town.origin}/desk/returns`);
  await page.getByRole("heading", { level: 1 }).waitFor();
  const inks = async (colorScheme, media) => {
    await page.emulateMedia({ colorScheme, media });
    return page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return ["paper", "ink", "quiet", "on-door", "wash", "love", "concern", "idea", "offer", "stop"].map((name) => style.getPropertyValue(`--${name}`).trim());
    });
  };
  const paper = await inks("light", "print");
  assert.deepEqual(await inks("dark", "print"), paper);
  assert.notDeepEqual(await inks("dark", "screen"), paper);
  await context.close();
});

test("no screen has a fault: two sizes, light, dark and projector, and twice the text", async () => {
  for (const [who, screens] of Object.entries(SCREENS)) {
    const { page, context, troubles } = await town.opened(await LINKS[who]());
    for (const screen of screens) {
      await page.setViewportSize(DESK);
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(`${town.origin}/desk/${screen}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await faults(page), [], `${who} ${screen}`);
      await picture(page, `${who}-${screen.replace("/", "-")}`);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await faults(page), [], `${who} ${screen}, dark`);
      await page.evaluate(() => document.documentElement.setAttribute("data-contrast", "more"));
      assert.deepEqual(await faults(page), [], `${who} ${screen}, projector`);
      await page.evaluate(() => document.documentElement.removeAttribute("data-contrast"));
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize(PHONE);
      assert.deepEqual(await faults(page), [], `${who} ${screen}, small`);
      await picture(page, `${who}-${screen.replace("/", "-")}-small`);
      await page.setViewportSize(DESK);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      assert.deepEqual(await faults(page), [], `${who} ${screen}, twice the text`);
    }
    assert.deepEqual(troubles, []);
    await context.close();
  }
});
