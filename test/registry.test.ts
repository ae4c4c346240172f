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
  "$name has a one-line summary and refuses unknown fields",
  ({ name, summary, input }) => {
    expect(name).toMatch(/^[a-z][A-Za-z]+$/);
    expect(summary).toMatch(/^[A-Z].{5,100}[^.]$/);
    expect(input.safeParse({ "no such field": 1 }).error?.issues).toContainEqual(
      expect.objectContaining({ code: "unrecognized_keys" }),
    );
  },
);

test.each(routed)("the path of $name names text fields of the input, each once", ({ operation, route }) => {
  const parameters = pathParameters(route.path);
  expect(repeated(parameters)).toEqual([]);
  for (const parameter of parameters) {
    expect(fieldsOf(operation)).toContain(parameter);
    expect(typesIn(operation)[parameter], parameter).toEqual({ type: "string" });
    expect(operation.input.shape[parameter].safeParse(undefined).success, `${parameter} is required`).toBe(
      false,
    );
  }
});

test.each(routed)(
  "the fields that restrict $name are in its path, unless they are lists or in a body",
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

test.each(operations)("access is checked for every library that $name names", ({ access, input, name }) => {
  const naming = Object.keys(input.shape).filter((field) => /^(\w+L|l)ibraryId$|^libraries$/.test(field));
  if (access.kind === "library") expect(access.fields.toSorted()).toEqual(naming.toSorted());
  // `libraries` of a new key or connection are grants, which people and the operator give.
  else if (!["operator", "role", "account"].includes(access.kind)) expect(naming, name).toEqual([]);
  if (access.kind === "library" || access.kind === "organization")
    expect(Object.keys(input.shape)).toContain("organizationId");
});

test.each(reads)("the input of $name can be written in a URL", ({ operation, route }) => {
  for (const [field, schema] of Object.entries(typesIn(operation))) {
    if (Object.hasOwn((route as MemoryRoute).headers ?? {}, field)) continue;
    // Fractions are not supported. Items of a list are text, separated by commas.
    expect(
      [{ type: "string" }, { type: "integer" }, { type: "boolean" }, { type: "array", items: "string" }],
      field,
    ).toContainEqual(schema);
  }
});

test.each(routed.filter(({ operation }) => writes(operation)))(
  "$name changes data, so it is not a GET",
  ({ route }) => {
    expect(route.method).not.toBe("GET");
  },
);

test.each(reads)("$name only reads, so read access is enough", ({ operation }) => {
  expect(writes(operation)).toBe(false);
});

test.each(operations)(
  "the failures of $name are on the closed list, without duplicates or implied ones",
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

test("every failure has a fitting HTTP status", () => {
  for (const code of failureCodes) expect(httpStatus[code], code).toBeGreaterThanOrEqual(400);
  expect(Object.keys(httpStatus).toSorted()).toEqual([...failureCodes].toSorted());
});

test.each(tools)(
  "the tool $name has a description and annotations",
  ({ name, title, description, effect, operation, input }) => {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(title).toMatch(/^[A-Z].{2,59}[^.]$/);
    expect(description.length).toBeGreaterThanOrEqual(40);
    expect(description).toMatch(/^[A-Z].*\.$/s);
    const { rest, access } = operation;
    const looks = rest ? rest.method === "GET" || access.level === "read" : !writes(operation);
    expect(effect === "read").toBe(looks);
    if (operation.rest?.method === "DELETE") expect(effect).toBe("remove");
    for (const [field, schema] of Object.entries(input.shape)) {
      expect(z.toJSONSchema(schema as z.ZodType, { io: "input", unrepresentable: "any" }), field).not.toEqual(
        {},
      );
    }
  },
);

test("the tests across transports read every resource template", () => {
  const asked = ways.filter(({ transport }) => transport === "resource").map(({ name }) => name);
  const templates = listResourceTemplates().resourceTemplates.map(({ uriTemplate }) => uriTemplate);
  expect(templates.map((template) => template.replace("{orgId}", "{organizationId}"))).toEqual(asked);
});

/** Operations that lack a transport, with the reason. */
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
    why: "shown to people on the claim page of the web app",
  },
  setLibraryPrivacy: { transports: ["mcp"], why: "what a library shows is for people to decide" },
  browseAssets: {
    transports: ["rest", "graphql", "mcp"],
    why: "for the web app's grid; others list and search",
  },
  getCameraData: {
    transports: ["rest", "graphql", "mcp"],
    why: "for the web app's page of an asset; the contract's asset has no fields for it",
  },
  countAssets: {
    transports: ["graphql", "mcp"],
    why: "for menus and headings of apps; agents list tags, and the contract has no field for it",
  },
  listDuplicates: {
    transports: ["rest", "graphql", "mcp"],
    why: "for the web app's page of an asset; others are told in the answer of an upload",
  },
  startResumableUpload: {
    transports: ["rest", "graphql", "mcp"],
    why: "tus at /files, which transports/tus tests; createUpload hands out an address of it everywhere",
  },
  renameAsset: { transports: ["rest", "graphql", "mcp"], why: "the contract has no such call" },
  revertAsset: { transports: ["mcp"], why: "edit_asset without edits reverts" },
  listTrash: {
    transports: ["rest", "graphql", "mcp"],
    why: "not in the contract; agents undo with the ids that they deleted",
  },
  purgeAssets: { transports: ["rest", "graphql", "mcp"], why: "irreversible, so only a person may do it" },
  emptyTrash: { transports: ["rest", "graphql", "mcp"], why: "irreversible, so only a person may do it" },
  getAssetLinks: {
    transports: ["mcp"],
    why: "for sites that list many pictures; agents take one link at a time",
  },
  createShareLink: { transports: ["graphql"], why: "the contract's schema has no field for it" },
  listShareLinks: { transports: ["graphql", "mcp"], why: "for people who look after links" },
  revokeShareLink: { transports: ["graphql", "mcp"], why: "for people who look after links" },
};

/** Kinds of operations with transports of their own. */
const isElsewhere = ({ access, memory }: AnyOperation) =>
  access.kind === "operator" || // the command line only: `access/operators.test.ts` tries the other transports
  access.kind === "account" || // the session transport only: `members/roles.test.ts` tries all of them
  access.kind === "role" ||
  access.kind === "scope" || // the memory API and its MCP tools, by its contract
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
  const found = lacking.filter(([, transports]) => transports.length > 0);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(listed));
});

test("operator operations have no other transport, and memory operations only their API and tools", () => {
  for (const operation of operations.filter(isElsewhere)) {
    expect(operation.rest, operation.name).toBeUndefined();
    expect(ways.filter((way) => way.operation === operation)).toEqual([]);
    if (operation.access.kind === "operator") {
      expect([operation.mcp, operation.memory], operation.name).toEqual([undefined, undefined]);
    }
  }
});

/** The types of an input's fields that a URL has to express. */
function typesIn({ input }: AnyOperation): Record<string, object> {
  const { properties = {} } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return Object.fromEntries(
    Object.entries(properties as Record<string, { type?: string; items?: { type?: string } }>).map(
      ([field, { type, items }]) => [field, { ...(type && { type }), ...(items && { items: items.type }) }],
    ),
  );
}
