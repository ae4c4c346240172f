import { expect, test } from "vitest";
import { operations } from "../../src/main/registry.ts";
import { testApp } from "../support/app.ts";
import { everythingIn } from "../support/everything.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf, type Shelf } from "../support/examples/shelf.ts";
import { ask } from "../support/transports/graphql.ts";
import { postMcp, toolCall } from "../support/transports/mcp.ts";
import { ways } from "../support/transports/ways.ts";

const tested = await testApp();
const { app, services } = tested;
const operators = operations.filter(({ access }) => access.kind === "operator");
type OperatorOperation = (typeof operators)[number];

test.each(operators)("only the command line can call $name", async (operation) => {
  expect([operation.rest, operation.mcp, operation.memory]).toEqual([undefined, undefined, undefined]);
  expect(ways.filter((way) => way.operation === operation)).toEqual([]);
  const shelf = await newShelf(tested);
  const before = await everythingIn(tested);
  await expectForbidden(operation, shelf);
  await expectNoFieldAndNoRoute(operation, shelf);
  await expectNoTool(operation, shelf);
  expect(await everythingIn(tested)).toEqual(before);
});

async function expectForbidden(operation: OperatorOperation, shelf: Shelf): Promise<void> {
  const [{ input }] = examplesOf(operation.name, shelf);
  for (const transport of ["rest", "graphql", "mcp", "memory", "job"] as const) {
    const call = { transport, address: "127.0.0.1", requestId: "test", token: shelf.apiKey, known: {} };
    await expect(services.invoke(operation, { ...call, read: () => input }), transport).rejects.toMatchObject(
      { code: "FORBIDDEN" },
    );
  }
}

async function expectNoFieldAndNoRoute({ name }: OperatorOperation, shelf: Shelf): Promise<void> {
  const headers = { authorization: `Bearer ${shelf.apiKey}` };
  const field = await ask(app, undefined, `{ ${name} }`, {}, headers);
  expect(field.errors?.[0]?.message).toContain("Cannot query field");
  for (const method of ["GET", "POST"] as const) {
    const url = `/organizations/${shelf.organizationId}/${name}`;
    expect((await app.inject({ method, url, headers })).json().error.code).toBe("ENDPOINT_NOT_FOUND");
  }
}

async function expectNoTool({ name }: OperatorOperation, { apiKey }: Shelf): Promise<void> {
  for (const tool of [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]) {
    // `create_organization` is the tool of `startWithoutAccount`.
    if (tool === "create_organization") continue;
    const { body } = await postMcp(app, toolCall(tool), { apiKey });
    expect(body.error, tool).toMatchObject({
      code: -32602,
      message: expect.stringContaining("Unknown tool"),
    });
  }
}
