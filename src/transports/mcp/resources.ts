import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server";
import { listAssets } from "../../features/library/assets/read/operations/list.ts";
import { listLibraries } from "../../features/library/libraries/operations/list.ts";
import { listTags } from "../../features/library/libraries/operations/list-tags.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { Failure } from "../../kernel/failure.ts";
import { asFailure } from "../../kernel/fault.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { httpStatus } from "../http/failures.ts";
import { serialise } from "./serialise.ts";
import type { McpServices } from "./services.ts";

const mimeType = "application/json";
const segment = "([a-z0-9-]{1,63})";

const templates: readonly {
  name: string;
  title: string;
  uriTemplate: string;
  pattern: RegExp;
  operation: AnyOperation;
}[] = [
  {
    name: "libraries",
    title: "Libraries that the key reaches",
    uriTemplate: "raster://organizations/{orgId}/libraries",
    pattern: new RegExp(`^raster://organizations/${segment}/libraries$`),
    operation: listLibraries,
  },
  {
    name: "assets",
    title: "A library's newest assets",
    uriTemplate: "raster://organizations/{orgId}/libraries/{libraryId}/assets",
    pattern: new RegExp(`^raster://organizations/${segment}/libraries/${segment}/assets$`),
    operation: listAssets,
  },
  {
    name: "tags",
    title: "A library's tags, most used first",
    uriTemplate: "raster://organizations/{orgId}/libraries/{libraryId}/tags",
    pattern: new RegExp(`^raster://organizations/${segment}/libraries/${segment}/tags$`),
    operation: listTags,
  },
];

export const listResourceTemplates = () => ({
  resourceTemplates: templates.map(({ name, title, uriTemplate }) => ({
    name,
    title,
    uriTemplate,
    mimeType,
  })),
});

/** Reads the first page of what a `raster://` address names. */
export async function readResource(services: McpServices, credentials: Credentials, uri: string) {
  for (const { pattern, operation } of templates) {
    const match = pattern.exec(uri);
    if (!match) continue;
    const [, organizationId, libraryId] = match;
    const input = { organizationId, ...(libraryId !== undefined && { libraryId }) };
    try {
      const output = await services.invoke(operation, { ...credentials, known: input, read: () => input });
      return { contents: [{ uri, mimeType, text: serialise(operation, output) }] };
    } catch (error) {
      throw asProtocolError(
        asFailure(services.log, { operation: operation.name, requestId: credentials.requestId }, error),
      );
    }
  }
  throw new ResourceNotFoundError(uri);
}

function asProtocolError({ code, message }: Failure): ProtocolError {
  const status = httpStatus[code];
  return new ProtocolError(
    status >= 500 ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams,
    message,
    { code, message, status },
  );
}
