import { describe, expect, it } from "vitest";
import { canTryAgain, codeInHash, codeInText, helpFor } from "./rules";

const CODE = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

describe("a code is read", () => {
  it("from the fragment of a link", () => {
    expect(codeInHash(`#code=${CODE}`)).toBe(CODE);
    expect(codeInHash("#other=1")).toBeNull();
    expect(codeInHash("")).toBeNull();
  });

  it.each([
    CODE,
    ` ${CODE}\n`,
    `${CODE.slice(0, 20)} ${CODE.slice(20)}`,
    `https://hub.example/app/#code=${CODE}`,
    `Your link: https://hub.example/app/#code=${CODE}. See you`,
    `<https://hub.example/app/#code=${CODE}>`,
  ])("from what was pasted: %s", (text) => {
    expect(codeInText(text)).toBe(CODE);
  });

  it.each(["", "hello", "https://hub.example/app/", `https://hub.example/app/#code=`, `${CODE}!`])(
    "not from something else: %s",
    (text) => {
      expect(codeInText(text)).toBeNull();
    },
  );
});

describe("after a failure", () => {
  it("a used code, an old one and an unreadable one need a new one", () => {
    for (const trouble of ["code_used", "code_expired", "code_unreadable"] as const) {
      expect(helpFor(trouble)).toBe("new_code");
      expect(canTryAgain(trouble)).toBe(false);
    }
  });

  it("no signal, a Wi-Fi's page and private browsing leave the code good", () => {
    for (const trouble of ["no_signal", "not_our_server", "server_trouble", "storage_denied"] as const) {
      expect(helpFor(trouble)).toBe(trouble);
      expect(canTryAgain(trouble)).toBe(true);
    }
  });
});
