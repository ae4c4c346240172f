import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from "@modelcontextprotocol/server";
import { listAssets } from "../../features/library/assets/read/operations/list.ts";
import { listLibraries } from "../../features/library/libraries/operations/list.ts";
import { listTags } from "../../features/library/libraries/operations/list-tags.ts";
import { me } from "../../features/library/onboarding/operations/me.ts";
import type { Credentials } from "../../kernel/authenticate.ts";
import type { Failure } from "../../kernel/failure.ts";
import { asFailure } from "../../kernel/fault.ts";
import type { AnyOperation } from "../../kernel/operation.ts";
import { httpStatus } from "../http/failures.ts";
import { pickerResource, pickerUri, readPicker } from "./picker-page.ts";
import { serialise } from "./serialise.ts";
import type { McpCaller, McpServices } from "./services.ts";

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
    title: "Libraries of the key",
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

// Each library has two entries. The templates cover all others.
const librariesListedMax = 100;

/** The resources of the caller's organization: its libraries, the assets and tags of those with a grant, and the picker. */
export async function listResources(services: McpServices, { credentials, showsApps }: McpCaller) {
  const { organizationId, libraries } = await asProtocol(services, credentials, me, () =>
    services.invoke(me, { ...credentials, known: {}, read: () => ({}) }),
  );
  const listed = libraries.slice(0, librariesListedMax);
  const resources = templates.flatMap((template) =>
    template.uriTemplate.includes("{libraryId}")
      ? listed.map((libraryId) => resourceOf(template, organizationId, libraryId))
      : [resourceOf(template, organizationId)],
  );
  return { resources: showsApps ? [...resources, pickerResource(services.config)] : resources };
}

const resourceOf = (
  { name, title, uriTemplate }: (typeof templates)[number],
  organizationId: string,
  libraryId = "",
) => ({
  name: libraryId === "" ? name : `${libraryId}/${name}`,
  title: libraryId === "" ? title : `${title}: ${libraryId}`,
  uri: uriTemplate.replace("{orgId}", organizationId).replace("{libraryId}", libraryId),
  mimeType,
});

/** Reads the first page of a `raster://` resource, or the picker. */
export async function readResource(services: McpServices, { credentials, version }: McpCaller, uri: string) {
  if (uri === pickerUri) {
    const page = await readPicker(services.config);
    if (page) return { contents: [page] };
  }
  for (const { pattern, operation } of templates) {
    const match = pattern.exec(uri);
    if (!match) continue;
    const [, organizationId, libraryId] = match;
    const input = { organizationId, ...(libraryId !== undefined && { libraryId }) };
    const output = await asProtocol(services, credentials, operation, () =>
      services.invoke(operation, { ...credentials, known: input, read: () => input }),
    );
    return { contents: [{ uri, mimeType, text: serialise(version, operation, output) }] };
  }
  throw new ResourceNotFoundError(uri);
}

/** Runs an operation for a resource. Failures are protocol errors, since resources have no `isError`. */
async function asProtocol<Output>(
  { log }: McpServices,
  { requestId }: Credentials,
  { name }: AnyOperation,
  work: () => Promise<Output>,
): Promise<Output> {
  try {
    return await work();
  } catch (error) {
    throw asProtocolError(asFailure(log, { operation: name, requestId }, error));
  }
}

function asProtocolError({ code, message }: Failure): ProtocolError {
  const status = httpStatus[code];
  return new ProtocolError(
    status >= 500 ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams,
    message,
    { code, message, status },
  );
}
