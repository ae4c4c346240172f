import { readFile } from "node:fs/promises";
import { buildClientSchema, buildSchema, getIntrospectionQuery, printSchema } from "graphql";
import { expect, test } from "vitest";
import { testApp } from "../../../test/support/app.ts";
import { ask } from "../../../test/support/transports/graphql.ts";
import { mutations } from "./mutations.ts";
import { queries } from "./queries.ts";

const { app, services } = await testApp();
const contract = buildSchema(await readFile("contract/schema.graphql", "utf8"));

test("contract/schema.graphql matches introspection, with or without a key", async () => {
  const { status, data } = await ask(app, undefined, getIntrospectionQuery({ specifiedByUrl: true }));
  expect(status).toBe(200);
  expect(printSchema(buildClientSchema(data))).toBe(printSchema(contract));
});

test("every query and mutation of the contract has a resolver", () => {
  const named = (fields = {}) => Object.keys(fields).sort();
  expect(named(queries(services))).toEqual(named(contract.getQueryType()?.getFields()));
  expect(named(mutations(services))).toEqual(named(contract.getMutationType()?.getFields()));
});
