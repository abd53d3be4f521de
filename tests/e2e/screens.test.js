// Every screen of the phone app, in every language: for people who hear it, who see little, who
// use no pointer. Played in practice, which needs no server but the one that gives the app.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { folder, serve } from "./doorstep.js";
import { faults, look } from "./look.js";
import { Phone, SMALL, until } from "./phone.js";

const LANGUAGES = ["en", "en-x-easy", "pl", "ro", "pa", "ur", "bn", "ar", "so", "pt", "es", "tr"];
const OWN_NAMES = ["English", "Easy English", "Polski", "Română", "ਪੰਜਾਬੀ", "اردو", "বাংলা", "العربية", "Soomaali", "Português", "Español", "Türkçe"];

let served;
let origin;
let phone;

before(async () => {
  const database = `sqlite://${join(await folder(), "empty.db")}`;
  served = await serve(["--database", database, "serve", "--listen", "127.0.0.1:0"], /http:\/\/127\.0\.0\.1:\d+/);
  origin = served.text.match(/http:\/\/127\.0\.0\.1:\d+/)[0];
  phone = await Phone.make();
});

after(async () => {
  await phone?.away();
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Shows a screen by what the browser's history would hold of it. */
async function show(page, screen) {
  await page.evaluate((screen) => {
    const deep = (history.state?.deep ?? 0) + 1;
    history.pushState({ screen, deep }, "", `/app/${screen.name === "today" ? "" : screen.name}`);
    dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  }, screen);
  await page.getByRole("heading", { level: 1 }).waitFor({ state: "attached" });
}

/** Starts practice, goes out, and gathers every screen with the ids that it needs. */
async function everyScreen(page) {
  await page.goto(`${origin}/app/`);
  await button(page, "Go on").click();
  await button(page, "Practise without a code").click();
  await button(page, "I will do this").click();
  const toDoors = button(page, "Go to the pretend doors");
  await toDoors.or(button(page, "Start")).first().waitFor();
  if (await toDoors.isVisible()) await toDoors.click();
  await button(page, "Start").click();
  await button(page, "No answer").waitFor();
  const here = () => page.evaluate(() => history.state.screen);
  const door = await here();
  await button(page, "List").click();
  const list = await here();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.getByRole("button", { name: /^Flat 1(?!\d)/ }).click();
  await button(page, "See all flats").click();
  await page.getByRole("button", { name: /^Flat 1:/ }).waitFor();
  const house = await here();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await button(page, "Other…").click();
  await button(page, "Add a door beside it").click();
  const newDoor = await here();
  await page.goBack();
  await button(page, "Other…").click();
  await button(page, "Make flats here").click();
  const makeFlats = await here();
  await page.goBack();
  await button(page, "Talked").click();
  await page.getByRole("heading", { name: "What was said" }).waitFor();
  const talked = await here();
  const names = ["today", "contact", "safety", "end", "settings", "languages", "card", "waiting", "principles", "practice", "about"];
  return [
    ...names.map((name) => ({ name })),
    door,
    list,
    { name: "list_done", list: list.list },
    { name: "map", list: list.list },
    newDoor,
    makeFlats,
    house,
    { name: "label", door: door.door },
    talked,
  ];
}

test("no screen has a fault in any language at twice the text, light and dark", { timeout: 600_000 }, async () => {
  const page = await phone.on(`${origin}/app/`, { size: SMALL });
  const screens = await everyScreen(page);
  const wrong = [];
  for (const [n, language] of LANGUAGES.entries()) {
    await show(page, { name: "languages" });
    await page.getByRole("button", { name: OWN_NAMES[n], exact: true }).click();
    await until(() => page.evaluate((language) => document.documentElement.lang === language, language), `no ${language}`);
    // Two languages, one from either side, in every look; the others at twice the text.
    const both = language === "en" || language === "ur";
    const turn = n % 2 === 0 ? "light" : "dark";
    for (const [large, scheme] of both ? [[false, "light"], [false, "dark"], [true, turn]] : [[true, turn]]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.evaluate((large) => (document.documentElement.style.fontSize = large ? "200%" : ""), large);
      for (const screen of screens) {
        await show(page, screen);
        if (screen.name === "map") await page.locator("[aria-busy=false]").or(page.getByRole("list")).first().waitFor();
        const name = `${screen.name}${screen.building ? "-house" : ""}-${language}${large ? "-large" : ""}-${scheme}`;
        await look(page, name);
        for (const fault of await faults(page)) wrong.push(`${name}: ${fault}`);
      }
    }
  }
  assert.deepEqual(wrong, []);
});

/** Moves on with Tab until what has the focus is called so, as a screen reader would say it. */
async function tabTo(page, name) {
  const wanted = page.getByRole("button", { name, exact: true }).or(page.getByRole("checkbox", { name })).or(page.getByRole("link", { name, exact: true }));
  for (let n = 0; n < 120; n++) {
    for (const one of await wanted.all()) if (await one.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`“${name}” is not reached by Tab`);
}

async function press(page, name) {
  // A new screen takes the focus to its heading once it is drawn; nobody presses anything sooner.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 60)))));
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

test("every screen is reached and left by keyboard alone", { timeout: 240_000 }, async () => {
  const other = await Phone.make();
  try {
    const page = await other.on(`${origin}/app/`);
    await button(page, "Go on").waitFor();
    const heading = (name) => page.getByRole("heading", { name, level: 1 }).waitFor({ state: "attached" });
    await press(page, "Go on");
    await press(page, "Practise without a code");
    await heading("How we do it");
    await press(page, "I will do this");
    const toDoors = button(page, "Go to the pretend doors");
    await toDoors.or(button(page, "Start")).first().waitFor();
    if (await toDoors.isVisible()) await press(page, "Go to the pretend doors");
    await button(page, "Start").waitFor();
    await press(page, "Start");
    await button(page, "No answer").waitFor();
    const reached = async (name, title, leave = "Back") => {
      await press(page, name);
      await heading(title);
      if (leave) await press(page, leave);
      await button(page, "No answer").waitFor();
    };
    await reached("Safety", "Safety");
    await reached("Language", "Choose your language");
    await press(page, "Other…");
    await press(page, "Change number or name");
    await heading(/./);
    await page.goBack();
    await press(page, "Come back…");
    await press(page, "Evening, after 5");
    await press(page, "Undo");
    await button(page, "No answer").waitFor();
    await press(page, "No answer");
    await press(page, "List");
    await page.goBack();
    await press(page, "Map");
    await page.goBack();
    await press(page, "Talked");
    await heading("What was said");
    await press(page, "Keep in touch");
    await heading("Keep in touch");
    await press(page, "Back");
    await press(page, "Finish later");
    await button(page, "No answer").waitFor();
    await press(page, "Today");
    await heading("You are out");
    await press(page, "Settings");
    await heading("Settings");
    for (const [name, title] of [
      ["Show a card to the resident", "Card for the door"],
      ["How we do it", "How we do it"],
      ["About this app", "About this app"],
      ["To hand in", "To hand in"],
    ]) {
      await press(page, name);
      await heading(title);
      await press(page, "Back");
      await heading("Settings");
    }
    await press(page, "Back");
    await button(page, "End the shift").waitFor();
    await press(page, "End the shift");
    await heading("End the shift");
    await press(page, "End the shift");
    await heading("Thank you");
  } finally {
    await other.away();
  }
});
