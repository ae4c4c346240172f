import { readFileSync } from "node:fs";
import {
  buildSchema,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isListType,
  isObjectType,
  isRequiredArgument,
} from "graphql";
import { operations } from "../../../src/main/registry.ts";
import { ask, askWithFiles } from "./graphql.ts";
import type { Outcome, TestCall, Way } from "./way.ts";

const schema = buildSchema(
  readFileSync(new URL("../../../contract/schema.graphql", import.meta.url), "utf8"),
);

/** Fields with other names or argument names than their operation. */
const otherNames: Record<string, { operation?: string; arguments?: Record<string, string> }> = {
  viewer: { operation: "me" },
  libraries: { operation: "listLibraries" },
  assets: { operation: "listAssets" },
  asset: { operation: "getAsset" },
  assetLink: { operation: "getAssetLink" },
  assetLinks: { operation: "getAssetLinks" },
  tags: { operation: "listTags" },
  photos: { operation: "listAssets" },
  deleteAssets: { arguments: { ids: "assets" } },
  restoreAssets: { arguments: { ids: "assets" } },
};

type Field = GraphQLField<unknown, unknown>;

/** Every field of Query and Mutation, with a selection of its whole type. */
export const graphqlWays: readonly Way[] = [
  ...Object.values(schema.getQueryType()?.getFields() ?? {}).map((field) => wayOf("query", field)),
  ...Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => wayOf("mutation", field)),
];

function wayOf(kind: "query" | "mutation", field: Field): Way {
  const other = otherNames[field.name] ?? {};
  const operation = operations.find(({ name }) => name === (other.operation ?? field.name));
  if (!operation)
    throw new Error(`The field '${field.name}' matches no operation: name it in graphql-ways.ts.`);
  const isPhotos = field.name === "photos";
  // Answers in the shape that REST has since 2026-07-08.
  const isNewest = field.name === "promoteVariant";
  const takesOne = field.args.some(({ name }) => name === "file");
  const argumentsOf = ({ input, files }: TestCall): Record<string, unknown> => {
    const { page, ...rest } = input as { page?: number };
    const shifted = isPhotos && page !== undefined ? { ...rest, page: page - 1 } : input;
    const named = Object.entries(shifted).map(([name, value]) => [other.arguments?.[name] ?? name, value]);
    const nulls = Object.keys(files ?? {}).map(() => null);
    return { ...Object.fromEntries(named), ...(files && (takesOne ? { file: null } : { files: nulls })) };
  };
  return {
    transport: "graphql",
    name: field.name,
    operation,
    supports(asked) {
      const given = argumentsOf(asked);
      const known = (name: string) => field.args.some((arg) => arg.name === name);
      return (
        Object.keys(given).every(known) &&
        field.args.every((arg) => !isRequiredArgument(arg) || arg.name in given)
      );
    },
    async call(app, headers, asked) {
      const given = argumentsOf(asked);
      const used = field.args.filter(({ name }) => name in given);
      const declared = used.map(({ name, type }) => `$${name}: ${type}`).join(", ");
      const passed = used.map(({ name }) => `${name}: $${name}`).join(", ");
      const document = `${kind}${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection(field.type, isNewest)} }`;
      const files = Object.entries(asked.files ?? {});
      const answer =
        asked.files && files.length > 0
          ? await askWithFiles(
              app,
              undefined,
              document,
              given,
              files.map(([filename, bytes], i) => ({
                at: takesOne ? "variables.file" : `variables.files.${i}`,
                filename,
                bytes,
              })),
              { "apollo-require-preflight": "true", ...headers },
            )
          : await ask(app, undefined, document, given, headers);
      return outcomeOf(field.name, answer);
    },
    shape: ({ may, july }) => {
      const both = merged(may, july);
      const typed = asType(field.type, isPhotos ? (both as Asset[]).map(asPhoto) : both);
      return isNewest ? without(typed as Asset, ofFirstVersion) : typed;
    },
  };
}

function outcomeOf(field: string, { status, data, errors }: Awaited<ReturnType<typeof ask>>): Outcome {
  if (!errors) return { status, code: "OK", data: data[field] };
  const [error, ...more] = errors;
  const { code, http, reason } = (error as (typeof errors)[number]).extensions as {
    code: string;
    http: { status: number };
    reason?: string;
  };
  if (more.length > 0 || http.status !== status || (data && data[field] !== null))
    throw new Error(
      `Not the contract's shape of an error (HTTP ${status}): ${JSON.stringify({ data, errors })}`,
    );
  return { status, code, message: error?.message as string, ...(reason !== undefined && { reason }) };
}

/** GraphQL has the fields of all versions. Where two of the same name differ, those of the first. */
function merged(may: unknown, july: unknown): unknown {
  if (Array.isArray(may) && Array.isArray(july)) return may.map((item, i) => merged(item, july[i]));
  if (typeof may !== "object" || may === null || typeof july !== "object" || july === null) return may;
  const [old, now] = [may, july] as Record<string, unknown>[] as [Asset, Asset];
  const shared = Object.keys(old).filter((name) => name in now);
  const isMe = "plan" in old && "libraries" in old;
  return {
    ...now,
    ...old,
    ...Object.fromEntries(shared.map((name) => [name, merged(old[name], now[name])])),
    ...(isMe && { libraryAccess: now.libraries }),
  };
}

/**
 * Fields without a counterpart in REST are tested in `src/transports/graphql/clients.test.ts` and `queries.test.ts`.
 */
const hasCounterpart = (type: string, field: string) =>
  field !== "nodeId" && `${type}.${field}` !== "AssetView.sizes";

const ofFirstVersion = ["views", "thumbUrl", "thumbHighUrl"];
const without = (asset: Asset, names: readonly string[]): Asset =>
  Object.fromEntries(Object.entries(asset).filter(([name]) => !names.includes(name)));

/** A selection of every field that REST has too, down to the leaves. */
function selection(type: GraphQLOutputType, isNewest = false): string {
  const named = getNamedType(type);
  if (!isObjectType(named)) return "";
  const fields = Object.values(named.getFields())
    .filter(({ name }) => hasCounterpart(named.name, name) && !(isNewest && ofFirstVersion.includes(name)))
    .map((field) => `${field.name} ${selection(field.type)}`);
  return `{ ${fields.join(" ")} }`;
}

/**
 * REST's data in the shape of a GraphQL type: null for what is absent, JSON text for a map. Throws when the type lacks
 * a field.
 */
function asType(type: GraphQLOutputType, value: unknown): unknown {
  const nullable = getNullableType(type);
  if (value === undefined || value === null) return null;
  if (isListType(nullable)) return (value as unknown[]).map((item) => asType(nullable.ofType, item));
  if (!isObjectType(nullable)) {
    return typeof value === "object" && String(nullable) !== "JSON" ? JSON.stringify(value) : value;
  }
  const fields = nullable.getFields();
  const missing = Object.keys(value).filter((name) => !(name in fields));
  if (missing.length > 0) throw new Error(`GraphQL's ${nullable.name} lacks ${missing.join(", ")}`);
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => hasCounterpart(nullable.name, name))
      .map(([name, field]) => [name, asType(field.type, (value as Record<string, unknown>)[name])]),
  );
}

type Asset = Record<string, unknown>;

/** The contract's `photos`: `id name url createdAt updatedAt metadata` and the display fields. */
function asPhoto(asset: Asset): Asset {
  const {
    id,
    name,
    description,
    tags,
    url,
    thumbUrl,
    thumbHighUrl,
    thumbUrlBlurred,
    blurhash,
    width,
    height,
    views,
  } = asset;
  const { created: createdAt, updated: updatedAt, filename, contentType, size } = asset;
  return {
    ...{ id, name, description, tags, url, thumbUrl, thumbHighUrl, thumbUrlBlurred, blurhash, width, height },
    views,
    ...{ createdAt, updatedAt, metadata: { filename, contentType, size, width, height } },
  };
}
