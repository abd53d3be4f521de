import { describe, expect, it } from "vitest";
import { lacks, trimmed, type Purpose } from "./contact";

const given = (change: object = {}) => ({
  name: "A name",
  phone: "",
  email: "",
  post: "",
  purposes: ["follow_up"] as Purpose[],
  ...change,
});

describe("contact details are sealed", () => {
  it("with a name, one way to reach them, a purpose and their yes", () => {
    expect(lacks(given({ post: "a letter box" }), true)).toBeNull();
  });

  it("never without the person's own yes", () => {
    expect(lacks(given({ phone: "1" }), false)).toBe("consent");
  });

  it("never for no purpose, without a name or without a way to reach them", () => {
    expect(lacks(given({ purposes: [] }), true)).toBe("purpose");
    expect(lacks(given({ name: " " }), true)).toBe("name");
    expect(lacks(given({ phone: " " }), true)).toBe("reach");
  });

  it("without the spaces around them, purposes in one order", () => {
    const purposes: Purpose[] = ["news", "follow_up"];

    expect(trimmed(given({ phone: " 1 ", purposes }))).toEqual({
      name: "A name",
      phone: "1",
      email: "",
      post: "",
      purposes: ["follow_up", "news"],
    });
  });
});
