/** The map's words, drawn here: so it needs no fonts and no pictures from anywhere. */
import type { Map as GlMap } from "maplibre-gl";
import type { Ink } from "./ink";

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const RATIO = 2;

function canvas(width: number, height: number): CanvasRenderingContext2D | null {
  const made = document.createElement("canvas");
  made.width = Math.ceil(width * RATIO);
  made.height = Math.ceil(height * RATIO);
  const context = made.getContext("2d", { willReadFrequently: true });
  context?.scale(RATIO, RATIO);
  return context;
}

/** Words with a rim that keeps them readable on anything. */
function lettering(text: string, size: number, ink: string, rim: string): ImageData | null {
  const font = `600 ${size}px ${FONT}`;
  const probe = canvas(1, 1);
  if (!probe) return null;
  probe.font = font;
  const context = canvas(probe.measureText(text).width + 10, size * 1.6);
  if (!context) return null;
  context.font = font;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 4;
  context.strokeStyle = rim;
  context.strokeText(text, 5, size * 0.8);
  context.fillStyle = ink;
  context.fillText(text, 5, size * 0.8);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

/** A number on a disc of its list's colour. */
function disc(text: string, colour: string): ImageData | null {
  const wide = Math.max(26, 14 + text.length * 9);
  const context = canvas(wide, 26);
  if (!context) return null;
  context.beginPath();
  context.roundRect(1, 1, wide - 2, 24, 12);
  context.fillStyle = colour;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = "#ffffff";
  context.stroke();
  context.fillStyle = "#ffffff";
  context.font = `700 14px ${FONT}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, wide / 2, 13.5);
  return context.getImageData(0, 0, context.canvas.width, context.canvas.height);
}

function picture(id: string, ink: Ink): ImageData | null {
  const [kind = "", ...rest] = id.split(":");
  const text = rest.join(":");
  if (kind === "name" && text) return lettering(text, 13, ink.ink, ink.paper);
  if (kind === "n" && text) return lettering(text, 14, "#000000", "#ffffff");
  if (kind === "disc") return disc(rest.slice(1).join(":"), rest[0] ?? "#000000");
  return null;
}

function add(map: GlMap, id: string, ink: Ink): void {
  if (map.hasImage(id)) return;
  // Something stands for it in any case, so that it is not asked for again and again.
  map.addImage(id, picture(id, ink) ?? { width: 1, height: 1, data: new Uint8Array(4) }, { pixelRatio: RATIO });
}

/** Draws the pictures that are known beforehand: a tile that finds them all is drawn at once. */
export function drawNow(map: GlMap, ids: Iterable<string>, ink: Ink): void {
  for (const id of ids) add(map, id, ink);
}

/** Draws `name:…`, `n:…` and `disc:colour:…` when the map first needs them. */
export function drawWhenMissing(map: GlMap, ink: () => Ink): void {
  map.on("styleimagemissing", ({ id }) => add(map, id, ink()));
}
