import { expect, test } from "vitest";
import { z } from "zod";
import { type FailureCode, failureCodes } from "../src/kernel/failure.ts";
import type { AnyOperation, MemoryRoute, RestRoute } from "../src/kernel/operation.ts";
import { operations } from "../src/main/registry.ts";
import { httpStatus } from "../src/transports/http/failures.ts";
import { pathParameters } from "../src/transports/http/read-input.ts";
import { listResourceTemplates } from "../src/transports/mcp/resources.ts";
import { tools } from "./support/registered.ts";
import { ways } from "./support/transports/ways.ts";

type Route = RestRoute | MemoryRoute;
const routed = operations.flatMap((operation) =>
  [operation.rest, operation.memory].flatMap((route) =>
    route
      ? [{ name: `${operation.name} at ${route.method} ${route.path}`, operation, route: route as Route }]
      : [],
  ),
);
const reads = routed.filter(({ route }) => route.method === "GET");
const fieldsOf = ({ input }: AnyOperation) => Object.keys(input.shape);
const writes = ({ access }: AnyOperation) =>
  access.level === "write" || (access.kind === "scope" && access.scope.endsWith(":write"));
const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

test("no two operations share a name, a route or a tool", () => {
  expect(repeated(operations.map(({ name }) => name))).toEqual([]);
  expect(repeated(tools.map(({ name }) => name))).toEqual([]);
  for (const api of ["rest", "memory"] as const) {
    const routes = operations.flatMap(({ [api]: route }) =>
      route ? [`${route.method} ${route.path.replace(/:\w+/g, ":")}`] : [],
    );
    expect(repeated(routes), api).toEqual([]);
  }
});

test.each(operations)(
  "$name says in one line what it does, and takes no field that it does not know",
  ({ name, summary, input }) => {
    expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(summary).toMatch(/^[A-Z].{5,100}[^.]$/);
    expect(input.safeParse({ "no such field": 1 }).error?.issues).toContainEqual(
      expect.objectContaining({ code: "unrecognized_keys" }),
    );
  },
);

test.each(routed)(
  "the path of $name names fields of the input, as text, and each once",
  ({ operation, route }) => {
    const parameters = pathParameters(route.path);
    expect(repeated(parameters)).toEqual([]);
    for (const parameter of parameters) {
      expect(fieldsOf(operation)).toContain(parameter);
      expect(typesIn(operation)[parameter], parameter).toEqual({ type: "string" });
      expect(operation.input.shape[parameter].safeParse(undefined).success, `${parameter} is required`).toBe(
        false,
      );
    }
  },
);

test.each(routed)(
  "what $name is kept to stands in its path, unless it is in a list or a body",
  ({ operation, route }) => {
    // Access is checked by the path before the body is read, so the path must contain the ids that are checked.
    const { access } = operation;
    if (access.kind !== "library" && access.kind !== "organization") return;
    const parameters = pathParameters(route.path);
    expect(parameters).toContain("organizationId");
    const libraries = access.kind === "library" ? (access.fields as string[]) : [];
    const inPath = parameters.filter((parameter) => /libraryid$/i.test(parameter));
    expect(libraries).toEqual(expect.arrayContaining(inPath));
  },
);

test.each(operations)(
  "every library that $name names is one that access is checked for, and is a field",
  ({ access, input, name }) => {
    const naming = Object.keys(input.shape).filter((field) => /^(\w+L|l)ibraryId$|^libraries$/.test(field));
    if (access.kind === "library") expect(access.fields.toSorted()).toEqual(naming.toSorted());
    // `libraries` of a new key are grants, which only owners and the operator give.
    else if (access.kind !== "operator" && access.kind !== "role") expect(naming, name).toEqual([]);
    if (access.kind === "library" || access.kind === "organization")
      expect(Object.keys(input.shape)).toContain("organizationId");
  },
);

test.each(reads)("what $name takes can be written in an address", ({ operation, route }) => {
  for (const [field, schema] of Object.entries(typesIn(operation))) {
    if (Object.hasOwn((route as MemoryRoute).headers ?? {}, field)) continue;
    // A fraction has no way of being written; an item of a list is text, split at commas.
    expect(
      [{ type: "string" }, { type: "integer" }, { type: "boolean" }, { type: "array", items: "string" }],
      field,
    ).toContainEqual(schema);
  }
});

test.each(routed.filter(({ operation }) => writes(operation)))(
  "$name changes things, so it is no GET",
  ({ route }) => {
    expect(route.method).not.toBe("GET");
  },
);

test.each(reads)("$name only looks, so reading is enough for it", ({ operation }) => {
  expect(writes(operation)).toBe(false);
});

test.each(operations)(
  "every failure that $name declares is on the closed list, once, and is not implied anyway",
  ({ fails = [] }) => {
    expect(fails.filter((code: FailureCode) => !failureCodes.includes(code))).toEqual([]);
    expect(repeated(fails)).toEqual([]);
    const implied: FailureCode[] = [
      "BAD_USER_INPUT",
      "UNAUTHENTICATED",
      "INVALID_API_KEY",
      "INTERNAL_SERVER_ERROR",
    ];
    expect(fails.filter((code: FailureCode) => implied.includes(code))).toEqual([]);
  },
);

test("every failure has a status of its own kind", () => {
  for (const code of failureCodes) expect(httpStatus[code], code).toBeGreaterThanOrEqual(400);
  expect(Object.keys(httpStatus).toSorted()).toEqual([...failureCodes].toSorted());
});

test.each(tools)(
  "the tool $name can be chosen by what it says, and by how much it changes",
  ({ name, title, description, effect, operation, input }) => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].{2,59}[^.]$/);
    expect(description.length).toBeGreaterThanOrEqual(40);
    expect(description).toMatch(/^[A-Z].*\.$/s);
    const looks = operation.rest ? operation.rest.method === "GET" : !writes(operation);
    expect(effect === "read").toBe(looks);
    if (operation.rest?.method === "DELETE") expect(effect).toBe("remove");
    for (const [field, schema] of Object.entries(input.shape)) {
      expect(z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" }), field).not.toEqual(
        {},
      );
    }
  },
);

test("every resource template is asked in the tests of all transports", () => {
  const asked = ways.filter(({ transport }) => transport === "resource").map(({ name }) => name);
  const told = listResourceTemplates().resourceTemplates.map(({ uriTemplate }) => uriTemplate);
  expect(told.map((template) => template.replace("{orgId}", "{organizationId}"))).toEqual(asked);
});

/** Operations that do without a transport, and why. */
const without: Record<string, { transports: string[]; why: string }> = {
  getOrganizationUsage: {
    transports: ["graphql"],
    why: "the contract's schema has no field for it",
  },
  startWithoutAccount: {
    transports: ["graphql"],
    why: "GraphQL always takes a key; the contract has no field for it",
  },
  peekClaim: {
    transports: ["rest", "graphql", "mcp"],
    why: "what a claim link shows to people, in the web app",
  },
  browseAssets: {
    transports: ["rest", "graphql", "mcp"],
    why: "what the web app's grid asks; others list and search",
  },
  getCameraData: {
    transports: ["rest", "graphql", "mcp"],
    why: "what the web app tells beside a picture; the contract's asset has no fields for it",
  },
  listTrash: {
    transports: ["rest", "graphql", "mcp"],
    why: "the contract has none; agents undo by the ids they deleted",
  },
  purgeAssets: { transports: ["rest", "graphql", "mcp"], why: "there is no way back, so a person does it" },
  emptyTrash: { transports: ["rest", "graphql", "mcp"], why: "there is no way back, so a person does it" },
};

/** Whole kinds of them. */
const isElsewhere = ({ access, memory }: AnyOperation) =>
  access.kind === "operator" || // by commands on the server itself: `access-matrix.test.ts` tries all other transports
  access.kind === "account" || // by people, at the session transport: `members/roles.test.ts` tries all of them
  access.kind === "role" ||
  access.kind === "scope" || // of the memory API, which has one transport by its contract, and tools for agents
  memory !== undefined;

test("every operation has REST, GraphQL and MCP, or is listed here with the reason", () => {
  const lacking = operations
    .filter((operation) => !isElsewhere(operation))
    .map((operation) => {
      const has = new Set(
        ways.filter((way) => way.operation === operation).map(({ transport }) => transport),
      );
      return [
        operation.name,
        (["rest", "graphql", "mcp"] as const).filter((transport) => !has.has(transport)),
      ] as const;
    });
  const listed = Object.entries(without).map(([name, { transports }]) => [name, transports] as const);
  expect(lacking.filter(([, transports]) => transports.length > 0)).toEqual(listed);
});

test("an operation of the command line has no other transport, and one of the memory API but tools", () => {
  for (const operation of operations.filter(isElsewhere)) {
    expect(operation.rest, operation.name).toBeUndefined();
    expect(ways.filter((way) => way.operation === operation)).toEqual([]);
    if (operation.access.kind === "operator") {
      expect([operation.mcp, operation.memory], operation.name).toEqual([undefined, undefined]);
    }
  }
});

/** The types of an input's fields, as far as an address has to write them. */
function typesIn({ input }: AnyOperation): Record<string, object> {
  const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(properties as Record<string, { type?: string; items?: { type?: string } }>).map(
      ([field, { type, items }]) => [field, { ...(type && { type }), ...(items && { items: items.type }) }],
    ),
  );
}
