// The map as other programs read it: GDAL, whose library QGIS uses too, opens the collections with a
// reading token, and a tile as it comes from the server.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { folder, linkFor, serve, signedIn } from "./doorstep.js";

const execute = promisify(execFile);

let served;
let origin;
let hub;
let token;
let place;

before(async () => {
  place = await folder();
  const database = `sqlite://${join(place, "demo.db")}`;
  served = await serve(["--database", database, "demo", "--listen", "127.0.0.1:0"], /Stop it with/);
  const link = linkFor("hub", served.text);
  origin = new URL(link).origin;
  hub = await signedIn(origin, link);
  const ends = new Date(Date.now() + 30 * 24 * 3600 * 1000).toISOString().slice(0, 10);
  ({ token } = await hub.post("/api/v1/me/tokens", { name: "GDAL", ends_on: ends }));
});

after(() => {
  served?.child.removeAllListeners("close");
  served?.child.kill("SIGTERM");
});

/** GDAL's look at a source; the token goes where QGIS puts it, into a head. */
async function ogrinfo(args, headers = `Authorization: Bearer ${token}`) {
  const env = { ...process.env, GDAL_HTTP_HEADERS: headers, GDAL_HTTP_UNSAFESSL: "NO" };
  const { stdout, stderr } = await execute("ogrinfo", ["-ro", ...args], { env, maxBuffer: 1 << 26 });
  assert.doesNotMatch(stderr, /ERROR/i);
  return stdout;
}

const source = () => `OAPIF:${origin}/ogc/`;

async function get(path, headers = {}) {
  return fetch(origin + path, { headers: { authorization: `Bearer ${token}`, ...headers } });
}

test("GDAL finds every collection and as many features as the server counts", async () => {
  const listed = await ogrinfo([source()]);
  for (const name of ["areas", "streets", "cells", "patches"]) assert.match(listed, new RegExp(`: ${name}\\b`));

  for (const name of ["areas", "streets", "cells", "patches"]) {
    const page = await (await get(`/ogc/collections/${name}/items?limit=1`)).json();
    assert.ok(page.numberMatched > 0, name);
    // GDAL walks all pages by their links and reads each feature.
    const read = await ogrinfo(["-q", source(), name]);
    const features = read.match(/^OGRFeature\(/gm)?.length ?? 0;
    assert.equal(features, page.numberMatched, name);
    const summary = await ogrinfo(["-so", source(), name]);
    assert.match(summary, /WGS 84|CRS84/, summary);
  }
  const { areas } = await hub.get("/api/v1/areas?limit=1000");
  const page = await (await get("/ogc/collections/areas/items?limit=1")).json();
  assert.equal(page.numberMatched, areas.length);
});

test("GDAL asks for a box and gets what lies in it", async () => {
  const { features } = await (await get("/ogc/collections/streets/items?limit=1")).json();
  const [lng, lat] = features[0].geometry.coordinates[0][0];
  const box = [lng - 1e-4, lat - 1e-4, lng + 1e-4, lat + 1e-4].map(String);

  const read = await ogrinfo(["-q", "-spat", ...box, source(), "streets"]);

  assert.match(read, new RegExp(features[0].id));
  const all = await ogrinfo(["-q", source(), "streets"]);
  assert.ok(read.length < all.length / 2);
});

test("GDAL without a token, or with one that was taken back, reads nothing", async () => {
  await assert.rejects(ogrinfo([source()], ""));
  const fresh = await hub.post("/api/v1/me/tokens", { name: "Lost", ends_on: new Date(Date.now() + 864e5).toISOString().slice(0, 10) });
  const carried = `Authorization: Bearer ${fresh.token}`;
  await ogrinfo([source()], carried);

  const response = await fetch(`${origin}/api/v1/me/tokens/${fresh.id}`, { method: "DELETE", headers: { authorization: `Bearer ${fresh.token}` } });
  assert.equal(response.status, 403, "a reading token takes nothing back, not even itself");
  await hub.delete(`/api/v1/me/tokens/${fresh.id}`);

  await assert.rejects(ogrinfo([source()], carried));
});

test("GDAL reads a tile, and an unchanged one comes as 304", async () => {
  const layers = await (await get("/tiles/layers.json")).json();
  const areas = layers.layers.find((layer) => layer.id === "areas");
  const [west, south, east, north] = areas.bounds;
  const z = 11;
  const x = Math.floor((((west + east) / 2 + 180) / 360) * 2 ** z);
  const middle = (((south + north) / 2) * Math.PI) / 180;
  const y = Math.floor(((1 - Math.asinh(Math.tan(middle)) / Math.PI) / 2) * 2 ** z);
  const path = areas.path.replace("{z}", z).replace("{x}", x).replace("{y}", y);

  const tile = await get(path);
  assert.equal(tile.status, 200);
  const file = join(place, `${y}.mvt`);
  await writeFile(file, Buffer.from(await tile.arrayBuffer()));
  const read = await ogrinfo(["-al", "-so", "-oo", `X=${x}`, "-oo", `Y=${y}`, "-oo", `Z=${z}`, `MVT:${file}`]);

  assert.match(read, /Layer name: areas/);
  assert.match(read, /code: String/);
  assert.ok(Number(read.match(/Feature Count: (\d+)/)[1]) > 0, read);
  const again = await get(path, { "if-none-match": tile.headers.get("etag") });
  assert.equal(again.status, 304);
  assert.ok(areas.credits.length > 0, "whom to thank");
});
