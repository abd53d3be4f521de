import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// Apart from the build's configuration, which makes the service worker. The time is that of a busy machine.
export default defineConfig({
  plugins: [svelte()],
  test: { include: ["src/**/*.test.ts"], testTimeout: 30_000 },
});
