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
