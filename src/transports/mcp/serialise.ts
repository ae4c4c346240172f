import fastJson from "fast-json-stringify";
import type { AnyOperation } from "../../kernel/operation.ts";
import { jsonSchema } from "../schema/json-schema.ts";

const compiled = new Map<AnyOperation, (output: unknown) => string>();

/** Serialises an operation's answer by its schema, as REST does, so that undeclared fields never leave the server. */
export function serialise(operation: AnyOperation, output: unknown): string {
  let write = compiled.get(operation);
  if (!write) {
    write = fastJson(jsonSchema(operation.output, "output") as fastJson.Schema);
    compiled.set(operation, write);
  }
  return write(output);
}
