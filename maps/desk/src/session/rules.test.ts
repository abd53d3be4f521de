import { expect, test } from "vitest";
import { codeIn } from "./rules";

test("a pasted link signs in as well as the code alone", () => {
  expect(codeIn(" http://127.0.0.1:8080/desk/#code=AbC-12_xyz\n")).toBe("AbC-12_xyz");
  expect(codeIn("AbC-12_xyz")).toBe("AbC-12_xyz");
});

test("what is no code is not sent", () => {
  expect(codeIn("please let me in")).toBeNull();
  expect(codeIn("")).toBeNull();
});
