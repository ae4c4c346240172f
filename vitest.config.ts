import { configDefaults, defineConfig } from "vitest/config";

const ownScripts = ["test/hardening/**", "test/package/**"];

export default defineConfig({
  // The packages' sources, and else as Node resolves, without Vite's "development": else tests and libraries would each have a GraphQL of their own.
  ssr: { resolve: { conditions: ["rookery-source", "module-sync", "node"] } },
  test: {
    include: [
      "src/**/*.test.ts",
      "test/**/*.test.ts",
      "web/src/**/*.test.ts",
      "web/test/**/*.test.ts",
      "packages/*/test/**/*.test.ts",
    ],
    // Scripts of their own run these: they take minutes, or need programs that few machines have.
    exclude: [
      ...configDefaults.exclude,
      ...ownScripts.filter((folder) => folder !== process.env.TEST_FOLDER),
    ],
    globalSetup: ["test/support/postgres/global-setup.ts", "web/test/global-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of a test is waiting for Postgres, a disk or a child process: two files at a time fill two cores.
    maxWorkers: 2,
  },
});
