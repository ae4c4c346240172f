import { expect, test } from "vitest";
import { createKey } from "../../src/features/identity/keys/operations.ts";
import { Scope } from "../../src/kernel/scope.ts";
import { testApp } from "../support/app.ts";
import { everythingIn } from "../support/everything.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf } from "../support/examples/shelf.ts";
import { operate } from "../support/operator.ts";
import { memoryWays } from "../support/transports/ways.ts";
import { bearer, type Headers, headersOf } from "./callers.ts";
import { refusals } from "./matrix.ts";

const tested = await testApp();
const { app, services } = tested;

/** The scope that each memory tool needs, from `memory-api.md`. */
const scopes: Record<string, Scope> = {
  memory_remember: "memory:write",
  memory_recall: "memory:read",
  memory_facts: "memory:read",
  memory_forget: "memory:write",
};

test("the table of scopes has exactly the memory tools", () => {
  expect(memoryWays.map(({ name }) => name).toSorted()).toEqual(Object.keys(scopes).toSorted());
});

test.each(memoryWays)(
  "$name refuses every key without its scope, and a refused call changes nothing",
  async ({ name, operation, call }) => {
    const scope = scopes[name];
    const shelf = await newShelf(tested);
    const { bare, writes, ...headers } = await headersOf(tested, shelf);
    const others = await operate(services, createKey, {
      organizationId: shelf.organizationId,
      name: "test",
      libraries: { barcelona: "write" },
      scopes: Scope.options.filter((other) => other !== scope),
    });
    const before = await everythingIn(tested);
    const [example] = examplesOf(operation.name, shelf);
    for (const caller of ["nothing", "basic"]) {
      expect(await call(app, headers[caller] as Headers, example), caller).toMatchObject(
        refusals.key as object,
      );
    }
    for (const caller of ["mistyped", "unknown", "deleted", "expired"]) {
      expect(await call(app, headers[caller] as Headers, example), caller).toMatchObject(
        refusals.live as object,
      );
    }
    for (const lacking of [bare, writes, bearer(others.apiKey)]) {
      expect(await call(app, lacking as Headers, example)).toEqual({
        status: 403,
        code: "FORBIDDEN",
        message: `API key lacks required scope: ${scope}`,
      });
    }
    expect(await everythingIn(tested)).toEqual(before);
  },
);
