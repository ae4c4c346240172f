import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { firstVersion } from "../support/agent.ts";
import { testApp } from "../support/app.ts";
import { count } from "../support/counts.ts";
import { everythingIn } from "../support/everything.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf, type Shelf } from "../support/examples/shelf.ts";
import type { Outcome, TestCall, Way } from "../support/transports/way.ts";
import { ways } from "../support/transports/ways.ts";
import { type Headers, headersOf } from "./callers.ts";
import { callers, matrix, matrixOverMcp, refusals } from "./matrix.ts";

const tested = await testApp();
const { app } = tested;

/** Every row over every transport. A resource's URI can't name libraries. */
const calls = [...matrix.keys()].flatMap((row) => {
  const [name = "", named] = row.split(" ");
  return ways
    .filter((way) => way.operation.name === name && (way.version ?? firstVersion) === firstVersion)
    .map((way) => ({ row, way, named: named !== undefined, over: `${way.transport} ${way.name}` }))
    .filter(({ way, named }) => !(named && way.transport === "resource"));
});

test("the matrix has exactly one row for each operation with a transport", () => {
  const names = new Set([...matrix.keys()].map((row) => row.split(" ")[0]));
  const known = new Set(ways.map(({ operation }) => operation.name));
  expect([...names].toSorted()).toEqual([...known].toSorted());
  expect(new Set(calls.flatMap(({ way }) => versionsOf(way)))).toEqual(new Set(ways));
  for (const cells of [...matrix.values(), ...matrixOverMcp.values()]) {
    expect([...cells.keys()]).toEqual(callers);
    for (const cell of cells.values()) expect(["ok", "--", ...Object.keys(refusals)]).toContain(cell);
  }
});

test.each(calls)(
  "$row over $over accepts exactly the contract's callers, and a refused call changes nothing",
  async ({ row, way, named }) => {
    const shelf = await newShelf(tested);
    const headers = await headersOf(tested, shelf);
    const cells =
      (way.transport === "mcp" && matrixOverMcp.get(row)) || (matrix.get(row) as Map<string, string>);
    const call = (caller: string, one = way) => {
      count("access calls compared");
      return one.call(app, headers[caller] as Headers, callOf(way, shelf, caller, named));
    };
    const before = await everythingIn(tested);
    for (const [caller, cell] of cells) {
      if (cell === "--" || cell === "ok") continue;
      for (const one of versionsOf(way)) expectRefusal(one, caller, cell, await call(caller, one));
    }
    expect(await everythingIn(tested)).toEqual(before);
    // Accepted calls run last, since they may change things.
    for (const caller of callers.filter((caller) => cells.get(caller) === "ok")) {
      // A link can be revoked once.
      if (row === "revokeShareLink") await tested.database.execute(sql`update shares set revoked_at = null`);
      expect(await call(caller), caller).toMatchObject({
        code: "OK",
        status: way.transport === "rest" ? (way.operation.rest?.status ?? 200) : 200,
      });
    }
  },
);

/** A REST route in every version. They share what is slow, and accepted calls run in one, since they may change things. */
function versionsOf(way: Way): Way[] {
  if (way.transport !== "rest") return [way];
  return ways.filter(({ transport, operation }) => transport === "rest" && operation === way.operation);
}

/** The messages by error code, from every call above. */
const messagesByCode = new Map<string, Set<string | undefined>>();

test("each error code has one message, over every transport and for every operation", () => {
  expect([...messagesByCode.keys()].toSorted()).toEqual(
    Object.values(refusals)
      .map(({ code }) => code)
      .toSorted(),
  );
  for (const [code, messages] of messagesByCode) expect(messages.size, code).toBe(1);
  expect([...(messagesByCode.get("API_KEY_NOT_AUTHORIZED_FOR_LIBRARY") ?? [])]).toEqual([
    "API key not authorized for this library.",
  ]);
});

function expectRefusal(way: Way, caller: string, cell: string, outcome: Outcome): void {
  const { code, status, graphql } = refusals[cell] as (typeof refusals)[string];
  expect(outcome, caller).toEqual({
    status,
    ...(way.transport === "graphql" && graphql ? graphql : { code }),
    message: expect.any(String),
  });
  messagesByCode.set(code, (messagesByCode.get(code) ?? new Set()).add(outcome.message));
}

/** The first example, changed as the caller's column and the row's `named` say. */
function callOf(way: Way, shelf: Shelf, caller: string, named: boolean): TestCall {
  const { input, files } = examplesOf(way.operation.name, shelf).find(way.supports) as TestCall;
  const changed = {
    ...("organizationId" in input && caller === "nowhere" && { organizationId: "nowhere" }),
    ...(named && { libraries: ["barcelona"] }),
    ...(caller === "nolib" && unknownLibrary(input, named)),
    // Each caller needs its own email address and library name.
    ...(way.operation.name === "startWithoutAccount" && { email: shelf.newEmail() }),
    ...(way.operation.name === "createLibrary" && { name: `Of ${caller}` }),
  };
  return { input: { ...input, ...changed }, ...(files && { files }) };
}

function unknownLibrary(input: object, named: boolean): object {
  if (named) return { libraries: ["barcelona", "atlantis"] };
  return "sourceLibraryId" in input ? { targetLibraryId: "atlantis" } : { libraryId: "atlantis" };
}
