/** Writing a talk down: what a tap changes, and which themes are offered first. Pure. */
import type { Draft, DraftStatement, Id, Talk } from "../phone/face";
import type { OfferKind, Stance, ThemeRow } from "../wire";

export const STANCES: readonly Stance[] = ["love", "concern", "idea", "offer"];
export const OFFER_KINDS: readonly OfferKind[] = ["time", "skill", "space", "things", "other"];
/** The most people of one talk; more are a group. */
export const MOST_PEOPLE = 4;
/** The most statements that a record takes. */
export const MOST_STATEMENTS = 30;
/** The longest note, in characters. */
export const NOTE_CHARS = 4000;
const SOMETHING_ELSE = "something_else";

/** One person's answer to "first time one of us has listened to you?"; null before it is given. */
export type Answer = "first" | "again" | "unsure" | null;
type Voices = Draft["voices"];

/** The answers one by one; always at least one place for an answer. */
export function answersOf(voices: Voices): Answer[] {
  const all: Answer[] = (["first", "again", "unsure"] as const).flatMap((answer) =>
    Array.from({ length: voices[answer] }, () => answer),
  );
  return all.length === 0 ? [null] : all;
}

export function voicesOf(answers: readonly Answer[]): Voices {
  const count = (answer: Answer) => answers.filter((each) => each === answer).length;
  return { first: count("first"), again: count("again"), unsure: count("unsure") };
}

export function people(voices: Voices): number {
  return voices.first + voices.again + voices.unsure;
}

/** The answers after a tap on one of a person's: given, changed, or taken back by tapping it again. */
export function answered(answers: readonly Answer[], person: number, answer: Answer): Answer[] {
  return answers.map((each, n) => (n === person ? (each === answer ? null : answer) : each));
}

/** No more people can want to take part than spoke. */
export function atMost(interest: number, voices: Voices): number {
  return Math.min(interest, people(voices));
}

export function isSaid(statements: readonly DraftStatement[], theme: Id, stance: Stance): boolean {
  return statements.some((each) => each.theme === theme && each.stance === stance);
}

/** The theme where everything else goes: what an offer is about until somebody says. */
export function elseTheme(themes: readonly ThemeRow[]): Id | null {
  return (themes.find((theme) => theme.code === SOMETHING_ELSE) ?? themes.at(-1))?.id ?? null;
}

/** The statements after a tap on a chip. */
export function toggled(
  statements: readonly DraftStatement[],
  theme: Id,
  stance: Stance,
  themes: readonly ThemeRow[],
): DraftStatement[] {
  if (isSaid(statements, theme, stance)) {
    return statements.filter((each) => each.theme !== theme || each.stance !== stance);
  }
  if (stance !== "offer") return capped(statements, { theme, stance });
  const kind = kindOf(statements);
  const made: DraftStatement = kind ? { theme, stance, offer_kind: kind } : { theme, stance };
  // An offer that had only its kind gets its theme now.
  const offers = statements.filter((each) => each.stance === "offer");
  const bare = offers.length === 1 && offers[0]?.theme === elseTheme(themes) && kind !== null;
  return capped(bare ? statements.filter((each) => each.stance !== "offer") : statements, made);
}

function capped(statements: readonly DraftStatement[], one: DraftStatement): DraftStatement[] {
  return statements.length >= MOST_STATEMENTS ? [...statements] : [...statements, one];
}

/** What is offered, as far as it was said. */
export function kindOf(statements: readonly DraftStatement[]): OfferKind | null {
  return statements.find((each) => each.stance === "offer" && each.offer_kind)?.offer_kind ?? null;
}

/** The statements after a tap on a kind of offer; without a theme it stands under "something else". */
export function withKind(
  statements: readonly DraftStatement[],
  kind: OfferKind,
  themes: readonly ThemeRow[],
): DraftStatement[] {
  const offers = statements.filter((each) => each.stance === "offer");
  if (kindOf(statements) === kind) {
    return statements.map((each) => (each.stance === "offer" ? { theme: each.theme, stance: each.stance } : each));
  }
  if (offers.length === 0) {
    const theme = elseTheme(themes);
    return theme === null ? [...statements] : capped(statements, { theme, stance: "offer", offer_kind: kind });
  }
  return statements.map((each) => (each.stance === "offer" ? { ...each, offer_kind: kind } : each));
}

/** Themes by how often this phone has used them, then by their place in the codebook; "something else" last. */
export function ranked(themes: readonly ThemeRow[], talks: readonly Pick<Talk, "statements">[]): ThemeRow[] {
  const uses = new Map<Id, number>();
  for (const talk of talks) for (const { theme } of talk.statements) uses.set(theme, (uses.get(theme) ?? 0) + 1);
  const last = (theme: ThemeRow) => Number(theme.code === SOMETHING_ELSE);
  return [...themes].sort(
    (a, b) => last(a) - last(b) || (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) || a.n - b.n,
  );
}

/** How many chips are shown before "all themes". */
export const FIRST_CHIPS = 5;

/** The chips of a row before all are asked for: the first few, "something else", and what is chosen. */
export function firstChips(order: readonly ThemeRow[], chosen: (theme: ThemeRow) => boolean): ThemeRow[] {
  return order.filter((theme, n) => n < FIRST_CHIPS || theme.code === SOMETHING_ELSE || chosen(theme));
}

function plainLetters(text: string): string {
  // Letters that are no marked form of another, though people type them as one.
  const folded = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.replaceAll("ł", "l").replaceAll("ı", "i");
}

/** The themes whose name holds the words, "something else" always among them. */
export function matching(themes: readonly ThemeRow[], words: string, nameOf: (theme: ThemeRow) => string): ThemeRow[] {
  const parts = plainLetters(words).split(/\s+/).filter((part) => part !== "");
  return themes.filter((theme) => {
    const name = plainLetters(nameOf(theme));
    return theme.code === SOMETHING_ELSE || parts.every((part) => name.includes(part));
  });
}

/** A theme's name in the language of the screen; a local theme has only its own. */
export function themeName(theme: ThemeRow | undefined, names: Record<string, string>): string {
  if (!theme) return names[SOMETHING_ELSE] ?? "";
  return (theme.code ? names[theme.code] : undefined) ?? theme.name;
}

/** Whose picture a theme shows: its own code's, or that of the theme above it. */
export function pictureOf(theme: ThemeRow, themes: readonly ThemeRow[]): string {
  return theme.code ?? themes.find((each) => each.id === theme.parent)?.code ?? SOMETHING_ELSE;
}

/** What keeps a talk from being a record. */
export function missing(draft: Pick<Draft, "voices" | "statements" | "note">): "no_voice" | "nothing_said" | null {
  if (people(draft.voices) === 0) return "no_voice";
  return draft.statements.length === 0 && draft.note.trim() === "" ? "nothing_said" : null;
}

/** The note cut to what a record takes, without halving a letter. */
export function cut(note: string): string {
  const letters = [...note];
  return letters.length <= NOTE_CHARS ? note : letters.slice(0, NOTE_CHARS).join("");
}
