// The air between a phone and the server: a relay on a port of its own that can lose, cut and
// replace what passes through it. A phone with a good signal and one without see one address.

import http from "node:http";

/** What a café's Wi-Fi answers before one has signed in. */
const PORTAL = "<!doctype html><title>Welcome</title><h1>Free Wi-Fi: please sign in</h1>";

/** What a message's head weighs as text. */
function headerBytes(message) {
  return message.rawHeaders.reduce((sum, part) => sum + part.length + 2, 40);
}

/**
 * Relays to the server at `target` (an origin). `weather` may be set at any time:
 *
 * - `good`: everything passes;
 * - `none`: nothing gets through, either way;
 * - `lost`: a request to the API arrives, its answer never does;
 * - `cut`: half of the answer's body arrives, then the line is dead;
 * - `portal`: the API is answered by somebody else's page;
 * - `trouble`: the API answers 500.
 *
 * `change` may change a request to the API on its way, so that the server takes it for one of
 * another version: `(path, headers, body) => body`, headers changed in place.
 *
 * `api` adds up what the protocol cost: requests and bytes, heads included.
 *
 * Pages and files pass in all but `none`: what these try is the protocol.
 */
export async function signal(target) {
  const to = new URL(target);
  const air = { weather: "good", change: null, origin: "", passed: [], api: { requests: 0, up: 0, down: 0 }, close: () => {} };
  const server = http.createServer(async (request, response) => {
    if (air.weather === "none") {
      request.socket.destroy();
      return;
    }
    const isApi = request.url.startsWith("/api/");
    if (isApi && air.weather === "portal") {
      response.writeHead(200, { "content-type": "text/html" }).end(PORTAL);
      return;
    }
    if (isApi && air.weather === "trouble") {
      response.writeHead(500, { "content-type": "application/problem+json" });
      response.end(JSON.stringify({ type: "about:blank", title: "Something went wrong on our side", status: 500, code: "internal" }));
      return;
    }
    if (isApi) {
      air.api.requests += 1;
      air.api.up += headerBytes(request);
    }
    const headers = { ...request.headers, host: to.host };
    if (isApi && air.change) {
      const sent = [];
      for await (const bytes of request) sent.push(bytes);
      const body = air.change(request.url, headers, Buffer.concat(sent).toString());
      if (body !== "") headers["content-length"] = Buffer.byteLength(body);
      relay(request, response, headers, isApi).end(body);
      return;
    }
    const onward = relay(request, response, headers, isApi);
    request.on("data", (bytes) => {
      if (isApi) air.api.up += bytes.length;
      onward.write(bytes);
    });
    request.on("end", () => onward.end());
  });

  /** The request on its way to the server, and what comes back of it. */
  function relay(request, response, headers, isApi) {
    const onward = http.request({ host: to.hostname, port: to.port, method: request.method, path: request.url, headers });
    onward.on("error", () => request.socket.destroy());
    onward.on("response", (answer) => {
      air.passed.push({ method: request.method, path: request.url, status: answer.statusCode });
      const weather = isApi ? air.weather : air.weather === "none" ? "none" : "good";
      if (weather === "lost" || weather === "none") {
        answer.resume();
        answer.on("end", () => request.socket.destroy());
        return;
      }
      const parts = [];
      answer.on("data", (bytes) => parts.push(bytes));
      answer.on("end", () => {
        const body = Buffer.concat(parts);
        if (isApi) air.api.down += body.length + headerBytes(answer);
        response.writeHead(answer.statusCode, { ...answer.headers, "content-length": body.length });
        if (weather !== "cut") {
          response.end(body);
          return;
        }
        response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
      });
    });
    return onward;
  }

  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  air.origin = `http://127.0.0.1:${server.address().port}`;
  air.close = () => {
    server.closeAllConnections();
    server.close();
  };
  return air;
}
