import { brotliCompressSync, gzipSync } from "node:zlib";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

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
  base: "/app/",
  plugins: [
    svelte(),
    VitePWA({
      strategies: "injectManifest",
      srcDir: "src",
      filename: "sw.ts",
      registerType: "prompt",
      // `src/update.ts` registers it, so that no inline script is needed.
      injectRegister: false,
      injectManifest: {
        globPatterns: ["**/*.{js,mjs,css,html,svg,png,webmanifest}"],
        maximumFileSizeToCacheInBytes: 3_000_000,
        // What has its hash in its name needs no revision.
        dontCacheBustURLsMatching: /^assets\//,
      },
      includeManifestIcons: false,
      manifest: {
        id: "/app/",
        name: "Doorstep",
        short_name: "Doorstep",
        description: "Walk lists and listening at the door, with no signal needed.",
        lang: "en-GB",
        start_url: "/app/",
        scope: "/app/",
        display: "standalone",
        orientation: "portrait",
        theme_color: "#0b5156",
        background_color: "#fbf8f2",
        icons: [
          { src: "icon-192.png", sizes: "192x192", type: "image/png" },
          { src: "icon-512.png", sizes: "512x512", type: "image/png" },
          { src: "icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
          { src: "icon.svg", sizes: "any", type: "image/svg+xml" },
        ],
      },
    }),
    precompress(),
  ],
  build: { target: "es2020", assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy: { "/api": "http://127.0.0.1:8080" } },
});
