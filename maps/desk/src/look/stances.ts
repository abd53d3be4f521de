/** The four ways in which something is meant; each has a shape, a colour and a word. */
export type StanceName = "love" | "concern" | "idea" | "offer";

export const STANCES: Record<StanceName, { one: string; many: string }> = {
  love: { one: "Love", many: "What people love" },
  concern: { one: "Concern", many: "What concerns people" },
  idea: { one: "Idea", many: "Ideas" },
  offer: { one: "Offer", many: "Offers" },
};
