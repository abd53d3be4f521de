// The real binary as a child process, and a real browser.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release", "doorstep");

/** Runs a command to its end: exit code and what it printed. */
export function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    const out = { stdout: "", stderr: "" };
    child.stdout.on("data", (bytes) => (out.stdout += bytes));
    child.stderr.on("data", (bytes) => (out.stderr += bytes));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...out }));
  });
}

/** Starts a command that serves; resolves with its lines once `until` has been printed. */
export function serve(args, until) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    let errors = "";
    child.stdout.on("data", (bytes) => {
      text += bytes;
      if (until.test(text)) resolve({ child, text });
    });
    child.stderr.on("data", (bytes) => (errors += bytes));
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`ended with ${code} before it served: ${errors}`)));
  });
}

/** A folder of its own for one test's database. */
export async function folder() {
  return mkdtemp(join(tmpdir(), "doorstep-e2e-"));
}

/** A browser that speaks to nobody but the server under test. */
export async function browser() {
  const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("no Chromium is installed: run tests/run, or install Debian's chromium");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
