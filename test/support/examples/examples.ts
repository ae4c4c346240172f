import { features, type OperationName } from "../../../src/main/registry.ts";
import { picture, text } from "../files.ts";
import type { TestCall } from "../transports/way.ts";
import type { Fixture } from "./fixture.ts";

const [blue, green] = await Promise.all([picture("blue"), picture("green")]);
const filesByName: Record<string, Buffer> = {
  "blue.png": blue,
  "blue again.png": blue,
  "green.jpeg": green,
  "diary.txt": text,
};

/** Calls of an operation that should succeed, the simplest first. */
export function examplesOf(operation: string, fixture: Fixture): [TestCall, ...TestCall[]] {
  const inputs = exampleInputs(fixture)[operation as OperationName];
  return inputs.map(toCall) as [TestCall, ...TestCall[]];
}

/** All examples by operation. */
export const exampleInputs = (fixture: Fixture): Record<OperationName, readonly object[]> =>
  Object.assign({}, ...features.map(({ exampleCalls }) => exampleCalls(fixture)));

function toCall(input: { files?: readonly string[] }): TestCall {
  const { files, ...fields } = input;
  if (!files) return { input: fields };
  return { input: fields, files: Object.fromEntries(files.map((name) => [name, fileNamed(name)])) };
}

function fileNamed(name: string): Buffer {
  const file = filesByName[name];
  if (!file) throw new Error(`An example uploads '${name}', for which there is no test file.`);
  return file;
}
