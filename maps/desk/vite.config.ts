import { brotliCompressSync, gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** Writes a .br and a .gz beside every text file, so that the server compresses nothing. */
function precompress(): Plugin {
  return {
    name: "precompress",
    apply: "build",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(html|m?js|css|svg|webmanifest|json)$/.test(file.fileName)) continue;
          const text = file.type === "chunk" ? file.code : file.source;
          const bytes = typeof text === "string" ? Buffer.from(text) : Buffer.from(text);
          this.emitFile({ type: "asset", fileName: file.fileName + ".br", source: brotliCompressSync(bytes) });
          this.emitFile({ type: "asset", fileName: file.fileName + ".gz", source: gzipSync(bytes) });
        }
      },
    },
  };
}

export default defineConfig({
  base: "/desk/",
  plugins: [svelte(), precompress()],
  build: { target: "es2020", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": process.env.DOORSTEP ?? "http://127.0.0.1:8080" } },
});
