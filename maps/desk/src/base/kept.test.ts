import { expect, test } from "vitest";
import { Drawer, markOf } from "./kept";

function store(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (n) => [...kept.keys()][n] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
    clear: () => kept.clear(),
  };
}

test("what was typed is there after a reload, and gone after its days", () => {
  const under = store();
  new Drawer(under, "words.", 2).put("a", "Half a sen", 0);
  const reloaded = new Drawer(under, "words.", 2);
  expect(reloaded.get("a", 1)).toBe("Half a sen");
  expect(reloaded.get("a", 2 * 86_400_000)).toBeNull();
  expect(under.length).toBe(0);
});

test("what is too old goes without being asked for", () => {
  const under = store();
  new Drawer(under, "words.", 2).put("a", 1, 0);
  under.setItem("other", "stays");
  new Drawer(under, "words.", 2).clean(3 * 86_400_000);
  expect(under.length).toBe(1);
});

test("what somebody else wrote there is nothing", () => {
  const under = store();
  under.setItem("words.a", "{");
  expect(new Drawer(under, "words.", 2).get("a")).toBeNull();
});

test("the same words have the same mark, other words another, and the mark holds none", () => {
  expect(markOf("The park is lovely")).toBe(markOf("The park is lovely"));
  expect(markOf("The park is lovely")).not.toBe(markOf("The park is lovely "));
  expect(markOf("")).not.toBe(markOf(" "));
  expect(markOf("The park is lovely")).toMatch(/^[a-z0-9]+-[a-z0-9]+$/);
});
