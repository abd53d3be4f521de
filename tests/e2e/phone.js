// A phone: a browser process with a storage of its own, that can be switched off and on, or die in
// the middle of anything.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { executable, flags } from "./doorstep.js";

/** The size of a small, old phone, in CSS pixels. */
export const SMALL = { width: 360, height: 740 };

export class Phone {
  #folder;
  #process;
  #browser;
  /** The page of the app. */
  page;

  /** A new phone with nothing on it. */
  static async make() {
    const phone = new Phone();
    phone.#folder = await mkdtemp(join(tmpdir(), "doorstep-phone-"));
    return phone;
  }

  /** Switches it on and opens an address. */
  async on(address, options = {}) {
    const port = join(this.#folder, "DevToolsActivePort");
    await rm(port, { force: true });
    await rm(join(this.#folder, "SingletonLock"), { force: true });
    this.#process = spawn(
      executable(),
      ["--headless", "--remote-debugging-port=0", `--user-data-dir=${this.#folder}`, ...flags(), "about:blank"],
      { detached: true, stdio: "ignore" },
    );
    const [line] = (await until(() => readFile(port, "utf8"), "the browser did not start")).split("\n");
    this.#browser = await chromium.connectOverCDP(`http://127.0.0.1:${line}`);
    const context = this.#browser.contexts()[0];
    this.page = context.pages()[0] ?? (await context.newPage());
    await this.page.setViewportSize(options.size ?? SMALL);
    if (options.media) await this.page.emulateMedia(options.media);
    await this.page.goto(address);
    return this.page;
  }

  /** The browser dies at once, as when a battery is torn out. */
  die() {
    if (this.#process?.exitCode === null) process.kill(-this.#process.pid, "SIGKILL");
    this.#process = undefined;
    this.#browser = undefined;
  }

  /** Switched off properly: the browser puts everything away first. */
  async off() {
    const gone = new Promise((done) => this.#process.once("exit", done));
    const session = await this.#browser.newBrowserCDPSession();
    await session.send("Browser.close").catch(() => undefined);
    await gone;
    this.#process = undefined;
    this.#browser = undefined;
  }

  /** While it is off: the browser tidies up and throws away what pages keep. */
  async clears() {
    await rm(join(this.#folder, "Default", "IndexedDB"), { recursive: true, force: true });
  }

  /** Switched off and thrown away. */
  async away() {
    this.die();
    await until(() => rm(this.#folder, { recursive: true, force: true }).then(() => true), "the phone's folder stays");
  }
}

/** Waits until something works and is there; up to ten seconds. */
export async function until(what, otherwise) {
  let last;
  for (let tries = 0; tries < 200; tries++) {
    try {
      const found = await what();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  throw new Error(otherwise, { cause: last });
}
