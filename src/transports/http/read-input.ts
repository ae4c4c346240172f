import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { fail } from "../../kernel/failure.ts";
import type { AnyOperation, RestRoute } from "../../kernel/operation.ts";
import { readJson } from "./read-json.ts";

type InputReader = (request: FastifyRequest) => unknown;
type Decode = (texts: string[]) => unknown;

/**
 * Compiles a reader of an operation's input: the path parameters, and the query (GET) or the JSON body (other methods).
 * Schemas coerce nothing, so the reader decodes the query's text by the declared types. Parameters of the query that are not
 * declared are ignored, or passed on for the schema to refuse; a method with a body then takes no query.
 */
export function inputReader(
  operation: AnyOperation,
  route: Pick<RestRoute, "method" | "path">,
  undeclared: "ignored" | "passed on" = "ignored",
): InputReader {
  const inPath = pathParameters(route.path);
  if (route.method === "GET") {
    const decoders = queryDecoders(operation, inPath);
    return (request) => ({
      ...(undeclared === "passed on" && (request.query as object)),
      ...decodeQuery(decoders, request.query),
      ...(request.params as object),
    });
  }
  return async (request) => {
    const [inQuery] = undeclared === "passed on" ? Object.keys(request.query as object) : [];
    if (inQuery !== undefined)
      throw fail.input(
        `Unknown query parameter '${inQuery}': this call has no query. Send fields in the body.`,
      );
    const body = await readJson(request);
    const misplaced = inPath.find((name) => Object.hasOwn(body, name));
    if (misplaced) throw fail.input(`Unknown field '${misplaced}': it belongs in the path.`);
    return { ...body, ...(request.params as object) };
  };
}

/** `/a/:b/c/:d` → `["b", "d"]`. */
export const pathParameters = (path: string): string[] =>
  [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string);

function queryDecoders(operation: AnyOperation, inPath: readonly string[]): Map<string, Decode> {
  const { properties = {} } = z.toJSONSchema(operation.input, { io: "input" });
  const inQuery = Object.entries(properties).filter(([name]) => !inPath.includes(name));
  return new Map(inQuery.map(([name, schema]) => [name, decoderOf((schema as { type?: string }).type)]));
}

function decoderOf(type: string | undefined): Decode {
  switch (type) {
    case "integer":
    case "number":
      return ([text = ""]) => (/^-?\d+$/.test(text) ? Number(text) : text);
    case "boolean":
      return ([text = ""]) => (text === "true" ? true : text === "false" ? false : text);
    case "array":
      return (texts) => texts.flatMap(listed).filter((item) => item !== "");
    default:
      return asText;
  }
}

/** Items with commas between them. `\,` is a comma within an item, such as a tag. */
const listed = (text: string): string[] => text.split(/(?<!\\),/).map((item) => item.replaceAll("\\,", ","));

const asText: Decode = ([text]) => text;

/** The declared parameters. An empty number counts as not given. */
function decodeQuery(decoders: Map<string, Decode>, query: unknown): Record<string, unknown> {
  const given = query as Record<string, string | string[] | undefined>;
  const input: Record<string, unknown> = {};
  for (const [name, decode] of decoders) {
    const texts = [given[name] ?? []].flat();
    if (texts.length === 0) continue;
    const value = decode(texts);
    if (value !== "" || decode === asText) input[name] = value;
  }
  return input;
}
