/** A list as shapes on a map. Everything comes from the rows on the phone; nothing is asked for. */
import type { Feature, FeatureCollection, LineString, MultiLineString, Point, Position } from "geojson";
import type { DoorView, ListView } from "../../phone/face";
import { mark, shortPlate, shown, stretches, type Day, type Mark } from "../rules";

export interface Shapes {
  streets: FeatureCollection<MultiLineString>;
  /** One line a street, the longest: where its name is written. */
  names: FeatureCollection<LineString, { name: string }>;
  /** From door to door as they are walked. */
  walk: FeatureCollection<LineString>;
  doors: FeatureCollection<Point, DoorShape>;
  /** Where each stretch begins, with its number. */
  starts: FeatureCollection<Point, { n: number }>;
  /** `[west, south, east, north]`, or null when nothing is known of the place. */
  box: [number, number, number, number] | null;
}

export interface DoorShape {
  id: string;
  mark: Mark;
  plate: string;
}

function all<G extends Point | LineString | MultiLineString, P>(features: Feature<G, P>[]): FeatureCollection<G, P> {
  return { type: "FeatureCollection", features };
}

function at(door: DoorView): Position {
  return [door.lng, door.lat];
}

export function shapes(list: ListView, today: Day): Shapes {
  const doors = shown(list);
  const courses = list.streets.flatMap((street) => (street.line?.length ? [{ name: street.name, line: street.line }] : []));
  return {
    streets: all(
      courses.map(({ line }) => ({
        type: "Feature",
        properties: {},
        geometry: { type: "MultiLineString", coordinates: line },
      })),
    ),
    names: all(
      courses.map(({ name, line }) => ({
        type: "Feature",
        properties: { name },
        geometry: { type: "LineString", coordinates: longest(line) },
      })),
    ),
    walk: all(
      doors.length < 2
        ? []
        : [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: doors.map(at) } }],
    ),
    doors: all(
      doors.map((door) => ({
        type: "Feature",
        properties: { id: door.id, mark: mark(door, today), plate: shortPlate(door) },
        geometry: { type: "Point", coordinates: at(door) },
      })),
    ),
    starts: all(
      stretches(doors).flatMap((stretch) =>
        stretch.doors.slice(0, 1).map((door) => ({
          type: "Feature" as const,
          properties: { n: stretch.n },
          geometry: { type: "Point" as const, coordinates: at(door) },
        })),
      ),
    ),
    box: box([...doors.map(at), ...courses.flatMap(({ line }) => line.flat())]),
  };
}

/** The longest of several lines, in degrees: good enough to choose where a name has room. */
function longest(lines: Position[][]): Position[] {
  const length = (line: Position[]) =>
    line.reduce((sum, [lng = 0, lat = 0], n) => {
      const [beforeLng = lng, beforeLat = lat] = line[n - 1] ?? [];
      return sum + Math.hypot((lng - beforeLng) * 0.6, lat - beforeLat);
    }, 0);
  return lines.reduce((best, line) => (length(line) > length(best) ? line : best), lines[0] ?? []);
}

function box(points: Position[]): Shapes["box"] {
  let found: Shapes["box"] = null;
  for (const [lng, lat] of points) {
    if (lng === undefined || lat === undefined) continue;
    found =
      found === null
        ? [lng, lat, lng, lat]
        : [Math.min(found[0], lng), Math.min(found[1], lat), Math.max(found[2], lng), Math.max(found[3], lat)];
  }
  return found;
}
