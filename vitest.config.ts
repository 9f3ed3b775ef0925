import { defineConfig } from "vitest/config";

/** Tests of the Node package as others use it: `import "gradient-playground"` is dist/engine, not the sources. */
export default defineConfig({
  test: {
    include: ["tests/node/**/*.test.ts"],
    environment: "node",
    server: { deps: { external: [/\/dist\//] } },
    testTimeout: 60_000,
  },
});
