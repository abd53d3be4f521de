/** The smallest box around shapes. */
import type { Box } from "./MapBox.svelte";

type Nested = number | readonly Nested[];

function grow(box: Box | null, points: Nested): Box | null {
  if (typeof points === "number") return box;
  const [lng, lat] = points;
  if (typeof lng === "number" && typeof lat === "number") {
    if (!box) return [lng, lat, lng, lat];
    return [Math.min(box[0], lng), Math.min(box[1], lat), Math.max(box[2], lng), Math.max(box[3], lat)];
  }
  return points.reduce<Box | null>((found, part) => grow(found, part), box);
}

/** West, south, east, north of all of them; null of none. */
export const boxOf = (features: readonly { geometry: unknown }[]): Box | null =>
  features.reduce<Box | null>((box, { geometry }) => {
    const points = (geometry as { coordinates?: Nested } | null)?.coordinates;
    return points === undefined ? box : grow(box, points);
  }, null);

type Ring = readonly (readonly [number, number])[];

/** Twice the area of a ring, and its middle. */
function middleOf(ring: Ring): { area: number; at: [number, number] } {
  let [area, lng, lat] = [0, 0, 0];
  const [x0, y0] = ring[0] ?? [0, 0];
  ring.forEach(([x1, y1], n) => {
    const [x2, y2] = ring[(n + 1) % ring.length] ?? [x1, y1];
    const part = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    area += part;
    lng += part * (x1 + x2 - 2 * x0);
    lat += part * (y1 + y2 - 2 * y0);
  });
  return { area: Math.abs(area), at: area === 0 ? [x0, y0] : [x0 + lng / (3 * area), y0 + lat / (3 * area)] };
}

/** The middle of the largest part of a shape; null of none. */
export function centreOf(geometry: unknown): [number, number] | null {
  const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: unknown };
  const parts = type === "Polygon" ? [coordinates as Ring[]] : type === "MultiPolygon" ? (coordinates as Ring[][]) : [];
  const middles = parts.flatMap((part) => (part[0] && part[0].length > 0 ? [middleOf(part[0])] : []));
  return middles.sort((a, b) => b.area - a.area)[0]?.at ?? null;
}
