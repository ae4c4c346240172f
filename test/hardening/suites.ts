/** Suites that take minutes. Only the hardening run has them. */
export const longSuites = "test/hardening/";

/** What `npm run test:hardening` runs: beginnings of test files. `npm test` runs all but `test/hardening`, with fewer inputs. */
export const suites = [
  // Every parser and expression, with fragments that grow.
  ...["test/text-budget", "test/file-budget", "src/media/svg/svg-sanitiser", "src/media/hostile"],
  ...["test/fuzz.test", "test/fuzz-multipart", "test/fuzz-sockets", "src/transports/http/json-depth"],
  // Bodies that stop, connections that stall, limits before bytes.
  ...["src/transports/http/slow-bodies", "src/transports/http/held-bodies", "src/main/serve.test"],
  ...["src/features/library/assets/upload/upload-limits", "src/features/library/assets/upload/storage-full"],
  "src/features/library/assets/organise/linear-tags",
  // Access, and requests to inner networks.
  ...["test/access", "src/platform/net"],
  // Crashes, and a database that goes away.
  ...[
    "test/crash.test",
    "src/features/memory/ingest/crash",
    "src/features/webhooks/crash",
    "test/postgres-killed",
  ],
  ...["src/kernel/jobs", "src/platform/embedded-postgres/embedded-postgres.crash"],
  // Fairness.
  ...["src/media/decode/queue", "src/features/library/assets/process", "src/features/webhooks/fairness"],
  longSuites,
];
