import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { freshDatabase } from "../../test/support/postgres/database.ts";
import { asFailure } from "./fault.ts";

const { database } = await freshDatabase({ statementTimeoutMs: 50 });

test("a statement that is stopped for taking too long is answered 503 with what to do, and logged whole", async () => {
  const logged: object[] = [];
  const log = { error: (details: object) => void logged.push(details) };
  const error = await database.query(sql`select pg_sleep(5)`).catch((caught: unknown) => caught);
  const failure = asFailure(log, { requestId: "r1" }, error);
  expect(failure).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
  expect(failure.message).toContain("Request less at a time");
  expect(logged).toEqual([{ err: error, requestId: "r1" }]);
});

test.each([
  ["ENOSPC", "no space left on device, write"],
  ["EROFS", "read-only file system, open '/data/staging/x'"],
  ["53100", "could not extend file: No space left on device"],
])(
  "a full disk (%s) is answered 503 that names the storage, and the log says what is full",
  (code, message) => {
    const lines: string[] = [];
    const log = { error: (_details: object, line: string) => void lines.push(line) };
    const failure = asFailure(log, { requestId: "r1" }, Object.assign(new Error(message), { code }));
    expect(failure).toMatchObject({
      code: "SERVICE_UNAVAILABLE",
      message: expect.stringContaining("storage is full"),
    });
    expect(lines).toEqual([expect.stringContaining(message)]);
  },
);
