/** What the server's own tiles offer; without them the maps draw what is asked for by itself. */
import type { Map as GlMap } from "maplibre-gl";
import type { Ink } from "./ink";

export interface Layer {
  id: string;
  path: string;
  minzoom: number;
  maxzoom: number;
  bounds?: [number, number, number, number];
  credits: string[];
}

let asked: Promise<Map<string, Layer>> | null = null;

/** The layers this role may read, by name; none where the server has no tiles. */
export function layers(): Promise<Map<string, Layer>> {
  asked ??= fetch("/tiles/layers.json")
    .then(async (response) => {
      if (!response.ok || !(response.headers.get("content-type") ?? "").includes("json")) return new Map();
      const { layers: found } = (await response.json()) as { layers: Layer[] };
      return new Map(found.map((layer) => [layer.id, layer]));
    })
    .catch(() => new Map());
  return asked;
}

/** A layer as a source of the map. */
export function source(layer: Layer, query: Record<string, string> = {}) {
  const asks = new URLSearchParams(query).toString();
  return {
    type: "vector" as const,
    tiles: [`${location.origin}${layer.path}${asks && `?${asks}`}`],
    minzoom: layer.minzoom,
    maxzoom: layer.maxzoom,
    ...(layer.bounds ? { bounds: layer.bounds } : {}),
  };
}

/** Streets with their names, under everything that is drawn later. */
export function addStreets(map: GlMap, layer: Layer, ink: Ink): void {
  if (map.getSource("streets")) return;
  map.addSource("streets", source(layer));
  map.addLayer({
    id: "street-rim",
    type: "line",
    source: "streets",
    "source-layer": "streets",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": ink.line, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 12, 1, 16, 7, 19, 30] },
  });
  map.addLayer({
    id: "street",
    type: "line",
    source: "streets",
    "source-layer": "streets",
    layout: { "line-cap": "round", "line-join": "round" },
    paint: { "line-color": ink.card, "line-width": ["interpolate", ["exponential", 1.6], ["zoom"], 12, 0.4, 16, 5, 19, 27] },
  });
}

/** Names of the streets, over everything. */
export function addStreetNames(map: GlMap): void {
  if (!map.getSource("streets") || map.getLayer("street-name")) return;
  map.addLayer({
    id: "street-name",
    type: "symbol",
    source: "streets",
    "source-layer": "streets",
    minzoom: 13.8,
    layout: {
      "symbol-placement": "line-center",
      "icon-image": ["concat", "name:", ["get", "name"]],
      "icon-rotation-alignment": "map",
      "icon-keep-upright": true,
    },
  });
}
