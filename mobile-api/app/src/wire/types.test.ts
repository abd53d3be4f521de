import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const HERE = new URL(".", import.meta.url).pathname;

test("the generated types are those of the server's OpenAPI; `npm run types` makes them anew", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "types-"));
  try {
    const [tool, out] = [join(HERE, "../../node_modules/.bin/openapi-typescript"), join(folder, "types.ts")];
    execFileSync(tool, [join(HERE, "../../../openapi.json"), "-o", out], { stdio: "ignore" });
    expect(readFileSync(out, "utf8") === readFileSync(join(HERE, "../../../types.gen.ts"), "utf8")).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
