import type { z } from "zod";
import { jsonSchema } from "../schema/json-schema.ts";

/** JSON Schema of `{"data": …}`. Fastify compiles it to a serialiser that leaves out undeclared fields. */
export function answerSchema(output: z.ZodType): object {
  const { $defs, ...data } = jsonSchema(output, "output");
  return { type: "object", properties: { data }, required: ["data"], $defs };
}
