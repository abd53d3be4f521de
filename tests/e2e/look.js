// What is wrong with a screen as it stands, and a picture of it.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A folder to write pictures of every screen to; none are written without it. */
const pictures = process.env.DOORSTEP_PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** A gloved finger, in CSS pixels. */
const TARGET = 64;

/** What is wrong with the page, in words; an empty list when nothing is. */
export async function faults(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  const run = (rules) => page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), rules);
  let { violations } = await run(RULES);
  if (violations.some(({ id }) => id === "target-size")) {
    // What lies half under the buttons that stay at the bottom is scrolled out from under them: it
    // counts only where it is too small in full sight.
    const { violations: still } = await long(page, () => run(["target-size"]));
    violations = [...violations.filter(({ id }) => id !== "target-size"), ...still];
  }
  const words = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) words.push(`${wide} px wider than the phone`);
  return [...words, ...(await small(page))];
}

/** What can be pressed and is too small for a glove. A box to tick is as large as its label. */
function small(page) {
  return page.evaluate((target) => {
    const pressed = [...document.querySelectorAll("button, a[href], input, select, textarea, summary")].map((node) =>
      node.matches("[type=checkbox], [type=radio]") ? (node.closest("label") ?? node) : node,
    );
    return pressed.flatMap((node) => {
      const { width, height } = node.getBoundingClientRect();
      if (width === 0 || (width >= target - 0.5 && height >= target - 0.5)) return [];
      return [`${Math.round(width)} by ${Math.round(height)} px: ${node.outerHTML.slice(0, 120)}`];
    });
  }, TARGET);
}

/** Does something on a phone that is as long as its page, so that what stays at the bottom stands there. */
async function long(page, act) {
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: before.width, height: Math.max(before.height, height) });
  try {
    return await act();
  } finally {
    await page.setViewportSize(before);
  }
}

/** A picture of the whole screen. */
export async function look(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await long(page, () => page.screenshot({ path: join(pictures, `${name}.png`) }));
}
