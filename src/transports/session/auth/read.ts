import type { FastifyRequest } from "fastify";
import type { z } from "zod";
import { fail } from "../../../kernel/failure.ts";
import { describeIssues } from "../../../kernel/issues.ts";
import { readJson } from "../../http/read-json.ts";

/** Reads a request's JSON body by a schema. */
export async function read<Schema extends z.ZodType>(
  request: FastifyRequest,
  schema: Schema,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await readJson(request));
  if (!parsed.success) throw fail.input(describeIssues(parsed.error.issues));
  return parsed.data;
}
