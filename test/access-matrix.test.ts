import sql, { raw } from "sql-template-tag";
import { expect, test } from "vitest";
import { createKey, deleteKey } from "../src/features/identity/keys/operations.ts";
import { newToken } from "../src/features/identity/keys/token.ts";
import { Scope } from "../src/kernel/scope.ts";
import { operations } from "../src/main/registry.ts";
import { testApp } from "./support/app.ts";
import { newShelf, type Shelf } from "./support/examples/shelf.ts";
import { asksOf } from "./support/examples/ways-asks.ts";
import { newKey, newOrganization, operate } from "./support/operator.ts";
import { storedIn } from "./support/stored.ts";
import { ask } from "./support/transports/graphql.ts";
import { postMcp, toolCall } from "./support/transports/mcp.ts";
import { type Asked, memoryWays, type Outcome, ways } from "./support/transports/ways.ts";

/**
 * Who may do what, as `images-api.md` §1 has it, written by hand. Rows are operations, with `named` where the call names a
 * library that it need not name. Columns are what a caller shows:
 *   nothing / basic: no Authorization, or one that is no Bearer token · mistyped, unknown, deleted, expired: no live key
 *   foreign: writes to a library of the same name in another organization · bare: no grant · apart: writes to another library
 *   reads: reads all that the call names · half: writes to `barcelona` and reads `lisbon` · writes: writes to both
 *   nowhere: writes, and names an organization that does not exist · nolib: writes, and names a library that does not
 * Cells: ok · key = UNAUTHENTICATED · live = INVALID_API_KEY · lib = API_KEY_NOT_AUTHORIZED_FOR_LIBRARY
 *   ro = API_KEY_READ_ONLY · org = ORGANIZATION_NOT_FOUND · -- = there is no such call
 */
const matrix = `
operation              | nothing | basic | mistyped | unknown | deleted | expired | foreign | bare | apart | reads | half | writes | nowhere | nolib
startWithoutAccount    | ok      | ok    | ok       | ok      | ok      | ok      | ok      | ok   | ok    | ok    | ok   | ok     | --      | --
me                     | key     | key   | live     | live    | live    | live    | ok      | ok   | ok    | ok    | ok   | ok     | --      | --
getOrganizationUsage   | key     | key   | live     | live    | live    | live    | live    | ok   | ok    | ok    | ok   | ok     | org     | --
listLibraries          | key     | key   | live     | live    | live    | live    | live    | ok   | ok    | ok    | ok   | ok     | org     | --
createLibrary          | key     | key   | live     | live    | live    | live    | live    | ro   | ok    | ro    | ok   | ok     | org     | --
renameLibrary          | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
listAssets             | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | ok    | ok   | ok     | org     | lib
getAsset               | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | ok    | ok   | ok     | org     | lib
searchAssets           | key     | key   | live     | live    | live    | live    | live    | ok   | ok    | ok    | ok   | ok     | org     | --
searchAssets named     | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | ok    | ok   | ok     | org     | lib
uploadAssets           | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
createUpload           | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
updateAssetDescription | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
transferAssets         | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | lib  | ok     | org     | lib
deleteAssets           | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
restoreAssets          | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
listTags               | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | ok    | ok   | ok     | org     | lib
tagAssets              | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
untagAssets            | key     | key   | live     | live    | live    | live    | live    | lib  | lib   | lib   | ok   | ok     | org     | lib
`;

/** §5: over MCP a header that is no live key is refused before any tool runs, the one that needs none included. */
const overMcp = `
operation              | nothing | basic | mistyped | unknown | deleted | expired | foreign | bare | apart | reads | half | writes | nowhere | nolib
startWithoutAccount    | ok      | key   | live     | live    | live    | live    | ok      | ok   | ok    | ok    | ok   | ok     | --      | --
`;

/** §1, §4 and §6: the code and status of each cell; GraphQL has one code of its own. */
const refusals: Record<string, { code: string; status: number; graphql?: { code: string; reason: string } }> =
  {
    key: { code: "UNAUTHENTICATED", status: 401 },
    live: { code: "INVALID_API_KEY", status: 401 },
    lib: {
      code: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
      status: 404,
      graphql: { code: "UNAUTHORIZED", reason: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY" },
    },
    ro: { code: "API_KEY_READ_ONLY", status: 403 },
    org: { code: "ORGANIZATION_NOT_FOUND", status: 404 },
  };

type Headers = Record<string, string>;
const rows = rowsOf(matrix);
const rowsOverMcp = rowsOf(overMcp);
const callers = [...(rows.values().next().value as Map<string, string>).keys()];

const tested = await testApp();
const { app, services, database, clock } = tested;
const otherOrganization = await newOrganization(services, ["barcelona", "lisbon"]);

/** Every row by every way. An address of a resource cannot name libraries. */
const calls = [...rows.keys()].flatMap((row) => {
  const [name = "", named] = row.split(" ");
  return ways
    .filter((way) => way.operation.name === name)
    .map((way) => ({ row, way, named: named !== undefined, called: `${way.transport} ${way.name}` }))
    .filter(({ way, named }) => !(named && way.transport === "resource"));
});

test("every operation that has a transport stands in the matrix, and nothing else does", () => {
  const names = new Set([...rows.keys()].map((row) => row.split(" ")[0]));
  const known = new Set(ways.map(({ operation }) => operation.name));
  expect([...names].toSorted()).toEqual([...known].toSorted());
  expect(new Set(calls.map(({ way }) => way))).toEqual(new Set(ways));
  for (const cells of [...rows.values(), ...rowsOverMcp.values()]) {
    expect([...cells.keys()]).toEqual(callers);
    for (const cell of cells.values()) expect(["ok", "--", ...Object.keys(refusals)]).toContain(cell);
  }
});

test.each(calls)(
  "$row over $called lets in whom the contract lets in, and a refused call changes nothing",
  async ({ row, way, named }) => {
    const shelf = await newShelf(tested);
    const headers = await headersOf(shelf);
    const cells = (way.transport === "mcp" && rowsOverMcp.get(row)) || (rows.get(row) as Map<string, string>);
    const before = await everything();
    for (const caller of callers) {
      const cell = cells.get(caller) as string;
      if (cell === "--" || cell === "ok") continue;
      const { code, status, graphql } = refusals[cell] as (typeof refusals)[string];
      const outcome = await way.call(app, headers[caller] as Headers, askedBy(caller));
      expect(outcome, caller).toEqual({
        status,
        ...(way.transport === "graphql" && graphql ? graphql : { code }),
        message: expect.any(String),
      });
      noteWords(code, outcome);
    }
    expect(await everything()).toEqual(before);
    // Only now what may change things.
    for (const caller of callers.filter((caller) => cells.get(caller) === "ok")) {
      const outcome = await way.call(app, headers[caller] as Headers, askedBy(caller));
      expect(outcome, caller).toMatchObject({
        code: "OK",
        status: way.transport === "rest" ? (way.operation.rest?.status ?? 200) : 200,
      });
    }

    function askedBy(caller: string): Asked {
      const asks = asksOf(way.operation.name, shelf).filter(way.carries);
      const [{ input, files }] = asks as [Asked];
      const where = {
        ...("organizationId" in input && caller === "nowhere" && { organizationId: "nowhere" }),
        ...(named && { libraries: ["barcelona"] }),
        ...(caller === "nolib" &&
          (named
            ? { libraries: ["barcelona", "atlantis"] }
            : "sourceLibraryId" in input
              ? { targetLibraryId: "atlantis" }
              : { libraryId: "atlantis" })),
        // Two callers cannot both create the same.
        ...(way.operation.name === "createLibrary" && { name: `Of ${caller}` }),
      };
      return { input: { ...input, ...where }, ...(files && { files }) };
    }
  },
);

/** The words of each refusal, from every call above. */
const words = new Map<string, Set<string | undefined>>();
function noteWords(code: string, { message }: Outcome): void {
  words.set(code, (words.get(code) ?? new Set()).add(message));
}

test("each refusal has one message, at every transport and whatever was asked", () => {
  expect([...words.keys()].toSorted()).toEqual(
    Object.values(refusals)
      .map(({ code }) => code)
      .toSorted(),
  );
  for (const [code, messages] of words) expect(messages.size, code).toBe(1);
  expect([...(words.get("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY") ?? [])]).toEqual([
    "API key not authorized for this library.",
  ]);
});

/** Tools over memory, by `memory-api.md`: the scope that each needs, and something to ask. What they do is tested beside them. */
const external_ref = "ada";
const memoryTools: Record<string, { scope: Scope; input: object }> = {
  memory_remember: { scope: "memory:write", input: { external_ref, user_message: "I moved to Porto." } },
  memory_recall: { scope: "memory:read", input: { external_ref, query: "Where does she live?" } },
  memory_facts: { scope: "memory:read", input: { external_ref } },
  memory_forget: { scope: "memory:write", input: { external_ref, what: "fact", id: "x" } },
};

test("every tool over memory stands in the table of scopes, and nothing else does", () => {
  expect(memoryWays.map(({ name }) => name).toSorted()).toEqual(Object.keys(memoryTools).toSorted());
});

test.each(memoryWays)(
  "$name takes no key but one with its scope, and a refused call changes nothing",
  async ({ name, call }) => {
    const { scope, input } = memoryTools[name] as (typeof memoryTools)[string];
    const shelf = await newShelf(tested);
    const { bare, writes, ...headers } = await headersOf(shelf);
    const others = await operate(services, createKey, {
      organizationId: shelf.organizationId,
      name: "test",
      libraries: { barcelona: "write" },
      scopes: Scope.options.filter((other) => other !== scope),
    });
    const before = await everything();
    const asked = { input: { ...input } };
    for (const caller of ["nothing", "basic"]) {
      expect(await call(app, headers[caller] as Headers, asked), caller).toMatchObject(
        refusals.key as object,
      );
    }
    for (const caller of ["mistyped", "unknown", "deleted", "expired"]) {
      expect(await call(app, headers[caller] as Headers, asked), caller).toMatchObject(
        refusals.live as object,
      );
    }
    for (const lacking of [bare, writes, { authorization: `Bearer ${others.apiKey}` }]) {
      expect(await call(app, lacking as Headers, asked)).toEqual({
        status: 403,
        code: "FORBIDDEN",
        message: `API key lacks required scope: ${scope}`,
      });
    }
    expect(await everything()).toEqual(before);
  },
);

const operators = operations.filter(({ access }) => access.kind === "operator");

test.each(operators)("$name can be done by the command line alone", async (operation) => {
  expect([operation.rest, operation.mcp, operation.memory]).toEqual([undefined, undefined, undefined]);
  expect(ways.filter((way) => way.operation === operation)).toEqual([]);
  const shelf = await newShelf(tested);
  const headers = { authorization: `Bearer ${shelf.apiKey}` };
  const before = await everything();
  for (const transport of ["rest", "graphql", "mcp", "memory", "job"] as const) {
    const call = { transport, address: "127.0.0.1", requestId: "test", token: shelf.apiKey, known: {} };
    const input = { organizationId: shelf.organizationId, name: "x", keyId: "x", libraries: {} };
    await expect(services.invoke(operation, { ...call, read: () => input }), transport).rejects.toMatchObject(
      {
        code: "FORBIDDEN",
      },
    );
  }
  const field = await ask(app, undefined, `{ ${operation.name} }`, {}, headers);
  expect(field.errors?.[0]?.message).toContain("Cannot query field");
  for (const tool of [
    operation.name,
    operation.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  ]) {
    // `create_organization` is the tool of a start without an account.
    if (tool === "create_organization") continue;
    const { body } = await postMcp(app, toolCall(tool), { apiKey: shelf.apiKey });
    expect(body.error, tool).toMatchObject({
      code: -32602,
      message: expect.stringContaining("Unknown tool"),
    });
  }
  for (const method of ["GET", "POST"] as const) {
    const at = `/organizations/${shelf.organizationId}/${operation.name}`;
    expect((await app.inject({ method, url: at, headers })).json().error.code).toBe("ENDPOINT_NOT_FOUND");
  }
  expect(await everything()).toEqual(before);
});

/** What each caller sends. */
async function headersOf({ organizationId }: Shelf): Promise<Record<string, Headers>> {
  const bearer = (token: string): Headers => ({ authorization: `Bearer ${token}` });
  const keyed = async (libraries: Record<string, "read" | "write">, of = organizationId) =>
    bearer((await newKey(services, of, libraries)).apiKey);
  const deleted = await newKey(services, organizationId, { barcelona: "write", lisbon: "write" });
  await operate(services, deleteKey, { organizationId, keyId: deleted.id });
  const expired = await operate(services, createKey, {
    organizationId,
    name: "test",
    libraries: { barcelona: "write", lisbon: "write" },
    expiresAt: new Date(clock.now().getTime() - 1000).toISOString(),
  });
  const writes = await keyed({ barcelona: "write", lisbon: "write" });
  return {
    nothing: {},
    basic: { authorization: "Basic cGs6eA==" },
    mistyped: bearer(`${newToken("pk_").slice(0, -1)}_`),
    unknown: bearer(newToken("pk_")),
    deleted: bearer(deleted.apiKey),
    expired: bearer(expired.apiKey),
    foreign: await keyed({ barcelona: "write", lisbon: "write" }, otherOrganization),
    bare: await keyed({}),
    apart: await keyed({ secret: "write" }),
    reads: await keyed({ barcelona: "read", lisbon: "read" }),
    half: await keyed({ barcelona: "write", lisbon: "read" }),
    ...{ writes, nowhere: writes, nolib: writes },
  };
}

/** Every row of every table and every file, but for what a look at a key and a count of calls leave. */
async function everything(): Promise<unknown> {
  const tables = await database.query<{ name: string }>(
    sql`select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname in ('public', 'graphile_worker') and tablename not in ('rate_windows', 'request_counts') order by 1`,
  );
  const counted = await Promise.all(
    tables.map(({ name }) => {
      const row = raw(name === "public.keys" ? "(to_jsonb(t) - 'last_used_at')::text" : "t::text");
      return database.one(
        sql`select ${name} as name, count(*)::int as rows, md5(string_agg(${row}, ',' order by ${row})) as content
            from ${raw(name)} t`,
      );
    }),
  );
  return { counted, files: await storedIn(database, services.config.dataDir) };
}

function rowsOf(text: string): Map<string, Map<string, string>> {
  const [head = [], ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return new Map(
    lines.map(([name = "", ...cells]) => [
      name,
      new Map(cells.map((cell, i) => [head[i + 1] as string, cell])),
    ]),
  );
}
