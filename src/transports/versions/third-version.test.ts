import { expect, test } from "vitest";
import { z } from "zod";
import { restOperations } from "../../../test/support/registered.ts";
import { Asset } from "../../features/library/assets/asset.ts";
import { SearchHit } from "../../features/library/search/operations.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import { july } from "./2026-07-08.ts";
import { defineVersion } from "./version.ts";

// What a third version's file would hold, and nothing else: `blurhash` gets another name.
const placeholder = z.string().nullable();
const from = ({ blurhash, ...asset }: Asset) => ({ ...asset, placeholder: blurhash });
const next = defineVersion({
  date: "2027-01-01",
  answers: new Map<z.ZodType, { schema: z.ZodType; from(value: never): unknown }>([
    [Asset, { schema: Asset.omit({ blurhash: true }).extend({ placeholder }), from }],
    [SearchHit, { schema: SearchHit.omit({ blurhash: true }).extend({ placeholder }), from }],
  ]),
});

const fieldsOf = (schema: z.ZodType) => JSON.stringify(jsonSchema(schema, "output"));

test("a third version is one file: it shapes every operation that answers an asset", () => {
  const showing = restOperations.filter(({ output }) => fieldsOf(output).includes('"blurhash"'));
  expect(showing.length).toBeGreaterThan(5);
  for (const operation of showing) {
    const { output } = next.of(operation);
    expect([operation.name, fieldsOf(output).includes('"blurhash"')]).toEqual([operation.name, false]);
    expect(fieldsOf(output)).toContain('"placeholder"');
    expect(fieldsOf(july.of(operation).output)).toContain('"blurhash"');
  }
});

test("a third version leaves every other operation as it is", () => {
  const others = restOperations.filter(({ output }) => !fieldsOf(output).includes('"blurhash"'));
  expect(others.length).toBeGreaterThan(5);
  for (const operation of others) {
    const { input, output } = next.of(operation);
    expect([operation.name, input === operation.input, output === operation.output]).toEqual([
      operation.name,
      true,
      true,
    ]);
  }
});
