import fastJson from "fast-json-stringify";
import type { z } from "zod";
import type { AnyOperation } from "../../kernel/operation.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import type { ApiVersion } from "../versions/version.ts";

const compiled = new Map<z.ZodType, (output: unknown) => string>();

/** Serialises an operation's answer by its schema in a version, as REST does, so that undeclared fields never leave the server. */
export function serialise(version: ApiVersion, operation: AnyOperation, answer: unknown): string {
  const { output, shape } = version.of(operation);
  let write = compiled.get(output);
  if (!write) {
    write = fastJson(jsonSchema(output, "output") as fastJson.Schema);
    compiled.set(output, write);
  }
  return write(shape(answer));
}
