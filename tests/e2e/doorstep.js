// The real binary as a child process, and a real browser.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** The release build. */
export const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), "release", "doorstep");

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

/** The browser that is installed. */
export function executable() {
  const path = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync);
  if (!path) throw new Error("no Chromium is installed: run tests/run, or install Debian's chromium");
  return path;
}

/** What makes it speak to nobody but the server under test, and draw maps without a graphics card. */
export function flags() {
  return [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
  ];
}

/** A browser that speaks to nobody but the server under test. */
export async function browser() {
  return chromium.launch({ executablePath: executable(), args: flags() });
}

/** The address that was printed for somebody: an organiser, a group, a hub. */
export function linkFor(who, text) {
  const found = text.match(new RegExp(`${who}:?\\s+(http\\S+)`, "i"));
  if (!found) throw new Error(`no link for the ${who} in:\n${text}`);
  return found[1];
}

/** Somebody who is signed in at the desk, by a link with a one-time code: GET and POST as them. */
export async function signedIn(origin, link) {
  const code = new URLSearchParams(new URL(link).hash.slice(1)).get("code");
  const call = async (method, path, body, token) => {
    const response = await fetch(origin + path, {
      method,
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : null;
  };
  const { token } = await call("POST", "/api/v1/session", { code });
  return {
    get: (path) => call("GET", path, undefined, token),
    post: (path, body) => call("POST", path, body ?? {}, token),
    put: (path, body) => call("PUT", path, body ?? {}, token),
    patch: (path, body) => call("PATCH", path, body ?? {}, token),
    delete: (path) => call("DELETE", path, undefined, token),
  };
}
