/**
 * The map's pictures, drawn on the phone: street names, doors by state, numbers of the stretches.
 * So the map needs no glyphs and no sprites from anywhere.
 */
import type { Mark } from "../rules";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
/** Pixels of a picture for one of the screen. */
export const RATIO = 2;

/** The colours of the look, as they stand now. */
export interface Ink {
  paper: string;
  card: string;
  ink: string;
  quiet: string;
  line: string;
  faint: string;
  door: string;
  onDoor: string;
  love: string;
  concern: string;
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
    onDoor: of("--on-door"),
    love: of("--love"),
    concern: of("--concern"),
  };
}

function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  const made = document.createElement("canvas");
  made.width = Math.ceil(width * RATIO);
  made.height = Math.ceil(height * RATIO);
  const context = made.getContext("2d", { willReadFrequently: true });
  context?.scale(RATIO, RATIO);
  return context;
}

function picture(context: CanvasRenderingContext2D): ImageData {
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function measure(text: string, font: string): number {
  const context = canvas(1, 1);
  if (!context) return 0;
  context.font = font;
  return context.measureText(text).width;
}

/** A street's name, with a rim that keeps it readable on its street. */
export function streetName(name: string, ink: Ink): ImageData | null {
  const font = `600 15px ${FONT}`;
  const context = canvas(measure(name, font) + 12, 24);
  if (!context) return null;
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 5;
  context.strokeStyle = ink.paper;
  context.strokeText(name, 6, 12);
  context.fillStyle = ink.ink;
  context.fillText(name, 6, 12);
  return picture(context);
}

/** The number of a stretch of the walk. */
export function startNumber(n: number, ink: Ink): ImageData | null {
  const context = canvas(28, 28);
  if (!context) return null;
  context.beginPath();
  context.arc(14, 14, 12.5, 0, 2 * Math.PI);
  context.fillStyle = ink.ink;
  context.fill();
  context.strokeStyle = ink.paper;
  context.lineWidth = 2;
  context.stroke();
  context.font = `700 14px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = ink.paper;
  context.fillText(String(n), 14, 14.5);
  return picture(context);
}

/** A door: its shape and rim say where it stands, its number which it is. */
export function doorShape(mark: Mark, plate: string, ink: Ink): ImageData | null {
  const font = `700 14px ${FONT}`;
  const text = plate.length > 8 ? `${plate.slice(0, 7)}…` : plate;
  const width = Math.max(36, measure(text, font) + 20);
  const height = 36;
  const context = canvas(width, height);
  if (!context) return null;
  const { fill, rim, letters } = colours(mark, ink);
  outline(context, mark, width, height);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = rim;
  context.lineWidth = 2.5;
  context.stroke();
  context.font = font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = letters;
  context.fillText(text, width / 2, height / 2 + 0.5);
  if (mark === "no_answer" || mark === "closed") {
    // One line for nobody there, two for done: readable without the colour.
    context.beginPath();
    context.moveTo(7, height - 7.5);
    context.lineTo(width - 7, height - 7.5);
    if (mark === "closed") {
      context.moveTo(7, 7.5);
      context.lineTo(width - 7, 7.5);
    }
    context.strokeStyle = letters;
    context.lineWidth = 2;
    context.stroke();
  }
  if (mark === "begun") {
    context.beginPath();
    context.arc(width - 7, 7, 5, 0, 2 * Math.PI);
    context.fillStyle = ink.concern;
    context.fill();
    context.strokeStyle = ink.paper;
    context.lineWidth = 2;
    context.stroke();
  }
  return picture(context);
}

function colours(mark: Mark, ink: Ink): { fill: string; rim: string; letters: string } {
  switch (mark) {
    case "todo":
      return { fill: ink.card, rim: ink.door, letters: ink.ink };
    case "return":
      return { fill: ink.card, rim: ink.concern, letters: ink.ink };
    case "talked":
    case "begun":
      return { fill: ink.love, rim: ink.paper, letters: ink.paper };
    case "no_answer":
    case "closed":
      return { fill: ink.faint, rim: ink.line, letters: ink.quiet };
  }
}

/** To do: round. Come back: pointed at both ends. Talked: full. Everything else: square. */
function outline(context: CanvasRenderingContext2D, mark: Mark, width: number, height: number): void {
  const [left, top, right, bottom] = [2, 2, width - 2, height - 2];
  const middle = height / 2;
  context.beginPath();
  if (mark === "return") {
    context.moveTo(left, middle);
    context.lineTo(left + 9, top + 2);
    context.lineTo(right - 9, top + 2);
    context.lineTo(right, middle);
    context.lineTo(right - 9, bottom - 2);
    context.lineTo(left + 9, bottom - 2);
    context.closePath();
    return;
  }
  const round = mark === "closed" || mark === "no_answer" ? 4 : (bottom - top) / 2;
  context.moveTo(left + round, top);
  context.arcTo(right, top, right, bottom, round);
  context.arcTo(right, bottom, left, bottom, round);
  context.arcTo(left, bottom, left, top, round);
  context.arcTo(left, top, right, top, round);
  context.closePath();
}
