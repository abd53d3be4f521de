// The phone app as a person uses it: by what is written on its buttons.

import assert from "node:assert/strict";
import { until } from "./phone.js";

/** The first minute: language, code, principles, on to the list. */
export async function enrol(page) {
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "I will do this" }).or(page.getByRole("button", { name: "Go to my list" })).first().waitFor();
  const principles = page.getByRole("button", { name: "I will do this" });
  if (await principles.isVisible()) await principles.click();
  await page.getByRole("button", { name: "Go to my list" }).click();
  await page.getByRole("button", { name: "Start", exact: true }).waitFor();
}

/** Waits until the app can be opened without any signal. */
export async function keptOnPhone(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await until(() => page.evaluate(() => navigator.serviceWorker.controller !== null || location.reload()), "no worker took over");
}

export async function start(page) {
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "No answer", exact: true }).waitFor();
}

/** The door on the screen, as its heading says it: number, street, place in the walk. */
export async function door(page) {
  return page.getByRole("heading", { level: 1 }).innerText();
}

/** Does something that leads to another screen, and waits for that. */
async function onward(page, act) {
  const before = await door(page);
  await act();
  await until(async () => (await door(page)) !== before, `nothing came after “${before}”`);
}

/** What each outcome is called on the sheet “Other…”. */
export const OTHERS = {
  declined: "No, thank you",
  do_not_knock: "Do not knock again",
  child_only: "Only a child was in",
  sticker_skip: "Sticker: no callers",
  no_access: "No way in",
  empty: "Nobody lives here",
  not_a_home: "Not a home",
  out_of_time: "Out of time",
  left_safely: "It felt unsafe: I left",
  unsafe_to_knock: "It looks unsafe",
  language_barrier: "Polish",
};

/** Records an outcome at the door on the screen and goes on to the next. */
export async function record(page, outcome) {
  const button = (name) => page.getByRole("button", { name, exact: true });
  if (outcome === "no_answer") {
    await onward(page, () => button("No answer").click());
  } else if (outcome === "come_back") {
    await button("Come back…").click();
    await onward(page, () => button("Evening, after 5").click());
  } else if (outcome === "listened") {
    await onward(page, () => button("Talked").click());
  } else {
    await button("Other…").click();
    await onward(page, () => button(OTHERS[outcome]).click());
    if (outcome === "left_safely" || outcome === "unsafe_to_knock") await page.getByRole("button", { name: "Back" }).first().click();
  }
}

/** How many records wait on the phone, as the line at the top says. */
export async function waiting(page) {
  const line = await page.getByRole("banner").getByRole("button").first().innerText();
  if (line.startsWith("All handed in")) return 0;
  const found = line.match(/^(\d+) to hand in/);
  assert.ok(found, `“${line}” says how many wait`);
  return Number(found[1]);
}

/** From the start page back to the next door of the walk, wherever the walk stands. */
export async function goOn(page) {
  const on = page.getByRole("button", { name: /^Go on at / });
  const noAnswer = page.getByRole("button", { name: "No answer", exact: true });
  const done = page.getByRole("heading", { name: "You have been to every door of this list" });
  await on.or(noAnswer).or(done).or(page.getByRole("button", { name: "Go on", exact: true })).first().waitFor();
  if (await on.isVisible()) {
    await on.click();
    await noAnswer.waitFor();
  }
}

/** Waits for "34 of 34 received". */
export async function receipt(page, n) {
  await page.getByText(`${n} of ${n} received`).waitFor();
  assert.equal(await waiting(page), 0);
}
