/** The colours of the look as they stand now, and the ramps of the maps. */
export interface Ink {
  paper: string;
  card: string;
  ink: string;
  quiet: string;
  line: string;
  faint: string;
  door: string;
}

export function inkOf(element: Element): Ink {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: of("--paper"),
    card: of("--card"),
    ink: of("--ink"),
    quiet: of("--quiet"),
    line: of("--line"),
    faint: of("--faint"),
    door: of("--door"),
  };
}

/** From few to many: light to dark, told apart by the colour-blind and on a washed-out projector. */
export const AMOUNTS = ["#fde725", "#5ec962", "#21918c", "#3b528b", "#440154"] as const;
/** From all concern (amber) over even to all love (teal). */
export const SWAY = ["#8a4b00", "#d99a3d", "#e9e4da", "#5aa79b", "#00574d"] as const;
/** The tenths of the index, 1 (the most deprived) first: dark to light. */
export const TENTHS = ["#440154", "#482878", "#3e4989", "#31688e", "#26828e", "#1f9e89", "#35b779", "#6ece58", "#b5de2b", "#fde725"] as const;
/** Lists beside each other: eight that differ also in lightness; the number stands on each. */
export const LISTS = ["#0b5156", "#d17a00", "#57328a", "#5ea03a", "#b5306b", "#2a78c4", "#7a4a1d", "#1d2321"] as const;

export const listColour = (n: number): string => LISTS[(n - 1 + LISTS.length * 1000) % LISTS.length] ?? LISTS[0];
