import { expect, test } from "vitest";
import { testApp } from "../support/app.ts";
import { examplesOf } from "../support/examples/examples.ts";
import { newShelf } from "../support/examples/shelf.ts";
import { shelfContents } from "../support/examples/shelf-contents.ts";
import { headersFor } from "../support/person-token.ts";
import type { Way } from "../support/transports/way.ts";
import { expectedOver, ways, waysTo } from "../support/transports/ways.ts";
import type { Refusal } from "./refusal.ts";
import { limits, refusals } from "./refusals.ts";

const tested = await testApp({ config: limits });
const { app } = tested;
const operations = [...new Set(ways.map(({ operation }) => operation))];
const allRefusals: readonly Refusal[] = [...operations.flatMap(refusedAddresses), ...refusals];

test.each(allRefusals)(
  "$operation refuses $what with the same message over every transport and changes nothing: $code",
  async (refusal) => {
    const { operation, code, setUp } = refusal;
    const shelf = await newShelf(tested);
    await setUp?.(tested, shelf);
    const before = await shelfContents(tested, shelf);
    const call = refusal.call(shelf);
    const all = waysTo(operation).filter(({ supports }) => supports(call));
    const transports = new Set(all.map(({ transport }) => transport));
    // Only resources can't express every call.
    for (const { transport } of waysTo(operation)) {
      if (transport !== "resource") expect(transports).toContain(transport);
    }
    const [rest] = all as [Way];
    const headers = await headersFor(tested, rest.operation, shelf);
    const overRest = await rest.call(app, headers, call);
    expect(overRest.code).toBe(code);
    for (const way of all) {
      expect(await way.call(app, headers, call), way.name).toEqual(expectedOver(way.transport, overRest));
    }
    expect(await shelfContents(tested, shelf)).toEqual(before);
  },
);

/** Declared failures that a single call can't cause, with the test that covers each. */
const testedElsewhere: Record<string, string> = {
  "uploadAssets CONFLICT": "two uploads race for one upload URL: put-upload.test.ts",
  "startWithoutAccount RATE_LIMITED": "rates-and-faults.test.ts",
  "startWithoutAccount FORBIDDEN": "a setting of the server: start.test.ts",
};

test("every failure that an operation declares is compared across transports", () => {
  const compared = new Set([
    ...allRefusals.map(({ operation, code }) => `${operation} ${code}`),
    ...Object.keys(testedElsewhere),
  ]);
  const declared = operations.flatMap(({ name, fails = [] }) => fails.map((code) => `${name} ${code}`));
  expect(declared.filter((one) => !compared.has(one))).toEqual([]);
});

test("every operation with an input has a refusal in the table", () => {
  const refusing = new Set(allRefusals.map(({ operation }) => operation));
  const names = operations.map(({ name }) => name);
  expect(names.filter((name) => !refusing.has(name))).toEqual(["me"]);
});

/** Calls with a missing organization or library, for each field that names one. */
function refusedAddresses({ name, access, input }: (typeof operations)[number]): Refusal[] {
  if (!("organizationId" in input.shape)) return [];
  const fields: string[] = access.kind === "library" ? access.fields : [];
  return [
    ["organizationId", "ORGANIZATION_NOT_FOUND"],
    ...fields.map((field) => [field, "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY"]),
  ].map(([field = "", code = ""]) => ({
    operation: name,
    what: `an unknown ${field}`,
    code,
    call: (shelf) => {
      const [{ input, files }] = examplesOf(name, shelf);
      const unknown = field === "libraries" ? ["nowhere"] : "nowhere";
      return { input: { ...input, [field]: unknown }, ...(files && { files }) };
    },
  }));
}
