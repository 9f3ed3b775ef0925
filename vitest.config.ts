import { defineConfig } from "vitest/config";
import { engineWasm } from "./vite.engine-wasm.ts";

/** Tests of the Node package as others use it: `import "gradient-playground"` is dist/engine, not the sources. */
export default defineConfig({
  plugins: [engineWasm()], // what tests take from the sources finds its files too
  test: {
    include: ["tests/node/**/*.test.ts"],
    environment: "node",
    setupFiles: ["tests/node/setup.ts"],
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 60_000,
  },
});
