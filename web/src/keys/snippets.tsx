import { texts } from "../texts/texts.ts";
import { Code } from "../ui/code.tsx";

const t = texts.welcome;
const unknownKey = "pk_…";

/**
 * Code to use a key with curl, MCP clients and GraphQL: uploading, or searching for a read-only key. The library is `null`
 * if the key is only for memory. `level` is the key's access to the library, or to people in memory. Without the secret,
 * shows `pk_…`.
 */
export function Snippets({
  organizationId,
  libraryId,
  apiKey = unknownKey,
  level = "write",
  recalls = false,
}: {
  organizationId: string;
  libraryId: string | null;
  apiKey?: string;
  level?: Level;
  /** Whether the key has the scope to query memory. */
  recalls?: boolean;
}) {
  const first =
    libraryId === null ? onMemory(apiKey, level) : onLibrary(organizationId, libraryId, apiKey, level);
  return (
    <div className="grid gap-3">
      {first && <Code {...first} />}
      {recalls && <Code label={t.recallByCurl} text={recallByCurl(apiKey)} />}
      <Code label={t.claudeCode} text={claudeCode(apiKey)} />
      <Code label={t.mcpClient} text={mcpClient(apiKey)} />
      {libraryId !== null && <Code label={t.graphql} text={graphql(organizationId, libraryId, apiKey)} />}
    </div>
  );
}

type Level = "none" | "read" | "write";

function onLibrary(organizationId: string, libraryId: string, apiKey: string, level: Level) {
  if (level === "none") return null;
  return level === "write"
    ? { label: t.uploadByCurl, text: uploadByCurl(organizationId, libraryId, apiKey) }
    : { label: t.searchByCurl, text: searchByCurl(organizationId, libraryId, apiKey) };
}

function onMemory(apiKey: string, level: Level) {
  if (level === "none") return null;
  return level === "write"
    ? { label: t.rememberByCurl, text: rememberByCurl(apiKey) }
    : { label: t.listUsersByCurl, text: listUsersByCurl(apiKey) };
}

// The session transport only serves pages of PUBLIC_URL, so this is the address for clients.
const server = location.origin;

/** The curl command that uploads a picture to a library. */
export const uploadByCurl = (organizationId: string, libraryId: string, apiKey = unknownKey) =>
  `curl ${server}/organizations/${organizationId}/libraries/${libraryId}/assets \\
  -H 'Api-Version: 2026-07-08' \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -F files=@picture.jpg`;

const searchByCurl = (organizationId: string, libraryId: string, apiKey: string) =>
  `curl '${server}/organizations/${organizationId}/search/assets?q=sunset&libraries=${libraryId}' \\
  -H 'Api-Version: 2026-07-08' \\
  -H 'Authorization: Bearer ${apiKey}'`;

const listUsersByCurl = (apiKey: string) =>
  `curl ${server}/api/v1/users \\
  -H 'Authorization: Bearer ${apiKey}'`;

const rememberByCurl = (apiKey: string) =>
  `curl ${server}/api/v1/users \\
  -H 'Content-Type: application/json' \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -d '{"external_ref": "crm-7", "display_name": "Ada"}'`;

const recallByCurl = (apiKey: string) =>
  `curl ${server}/api/v1/memory/query \\
  -H 'Content-Type: application/json' \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -d '{"user_id": "usr_…", "query": "Where does Ada live?"}'`;

const claudeCode = (apiKey: string) =>
  `claude mcp add --transport http rookery ${server}/mcp \\
  --header "Authorization: Bearer ${apiKey}"`;

const mcpClient = (apiKey: string) =>
  JSON.stringify(
    {
      mcpServers: {
        rookery: { type: "http", url: `${server}/mcp`, headers: { Authorization: `Bearer ${apiKey}` } },
      },
    },
    null,
    2,
  );

function graphql(organizationId: string, libraryId: string, apiKey: string): string {
  const ids = `organizationId: \\"${organizationId}\\", libraryId: \\"${libraryId}\\"`;
  return `curl ${server}/graphql \\
  -H 'Content-Type: application/json' \\
  -H 'Authorization: Bearer ${apiKey}' \\
  -d '{"query": "{ assets(${ids}) { id name url tags } }"}'`;
}
