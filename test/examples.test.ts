import { expect, test } from "vitest";
import { operations } from "../src/main/registry.ts";
import { exampleInputs, examplesOf } from "./support/examples/examples.ts";
import { emptyFixture } from "./support/examples/fixture.ts";

test("examples exist for exactly the registered operations", () => {
  expect(Object.keys(exampleInputs(emptyFixture)).toSorted()).toEqual(
    operations.map(({ name }) => name).toSorted(),
  );
});

test.each(operations)("the examples of $name match its input schema", ({ name, input, takesFiles }) => {
  for (const example of examplesOf(name, emptyFixture)) {
    expect(example.files !== undefined, "has files").toBe(takesFiles === true);
    const schema = takesFiles ? input.omit({ files: true }) : input;
    expect(schema.safeParse(example.input).error?.issues).toBeUndefined();
  }
});
