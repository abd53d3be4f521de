/** Is this an answer of ours? A captive portal may speak JSON too; only what a phone relies on is looked at. */
import type { OpenSession, PushResponse } from "../wire";
import type { Page } from "../wire/rows";
import { isPlain, type Plain } from "../wire/shapes";
import type { HubAnswer } from "../store/state";

const texts = (it: Plain, ...names: string[]): boolean => names.every((name) => typeof it[name] === "string");
const lists = (it: Plain, ...names: string[]): boolean => names.every((name) => Array.isArray(it[name]));

export function isPushAnswer(value: unknown): value is PushResponse {
  if (!isPlain(value) || !texts(value, "epoch", "server_time") || !lists(value, "results")) return false;
  const { received, durable, clock, limits } = value;
  return isPlain(received) && lists(received, "missing") && isPlain(durable) && isPlain(clock) && isPlain(limits);
}

export function isPage(value: unknown): value is Page {
  if (!isPlain(value) || !texts(value, "epoch", "server_time", "cursor", "phase") || !lists(value, "changes", "digest")) return false;
  const changes = value["changes"] as unknown[];
  return Number.isInteger(value["to"]) && changes.every((change) => isPlain(change) && Number.isInteger(change["seq"]));
}

export function isSession(value: unknown): value is OpenSession & { hub: string; install: string } {
  return isPlain(value) && texts(value, "token", "person", "hub", "install");
}

export function isHubAnswer(value: unknown): value is HubAnswer {
  if (!isPlain(value) || !isPlain(value["hub"]) || !isPlain(value["person"])) return false;
  const { hub, person, key } = value;
  const keyFits = key == null || (isPlain(key) && texts(key, "id", "suite", "public"));
  return texts(hub as Plain, "id", "name") && texts(person as Plain, "id", "name") && keyFits && lists(value, "languages", "numbers", "people");
}
