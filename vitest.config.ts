import { configDefaults, defineConfig } from "vitest/config";

export default defineConfig({
  // As Node resolves, without Vite's "development": else tests and libraries would each have a GraphQL of their own.
  ssr: { resolve: { conditions: ["module", "node"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "web/src/**/*.test.ts", "web/test/**/*.test.ts"],
    // `npm run test:hardening` runs these too: they take minutes, and measure.
    exclude: [...configDefaults.exclude, ...(process.env.HARDENING_COUNTS ? [] : ["test/hardening/**"])],
    globalSetup: ["test/support/postgres/global-setup.ts", "web/test/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of a test is waiting for Postgres, a disk or a child process: two files at a time fill two cores.
    maxWorkers: 2,
  },
});
