/**
 * Who may call what, written by hand from §1 of `images-api.md`. A row is an operation; `named` marks a call that names
 * libraries although it does not have to. A column is a caller:
 *   nothing / basic: no Authorization, or one that is not a Bearer token · mistyped, unknown, deleted, expired: no live key
 *   foreign: may write to a library of the same name in another organization · bare: no grants
 *   elsewhere: may write to another library only · reads: may read every library of the call
 *   half: may write to `barcelona` and read `lisbon` · writes: may write to both
 *   nowhere / nolib: as `writes`, but the call names an organization or a library that does not exist
 * Cells: ok · key = UNAUTHENTICATED · live = INVALID_API_KEY · lib = API_KEY_NOT_AUTHORIZED_FOR_LIBRARY
 *   user = APPROVAL_REQUIRES_USER · ro = API_KEY_READ_ONLY · org = ORGANIZATION_NOT_FOUND · -- = there is no such call
 */
export const matrix = rowsOf(`
operation              | nothing | basic | mistyped | unknown | deleted | expired | foreign | bare | elsewhere | reads | half | writes | nowhere | nolib
startWithoutAccount    | ok      | ok    | ok       | ok      | ok      | ok      | ok      | ok   | ok        | ok    | ok   | ok     | --      | --
me                     | key     | key   | live     | live    | live    | live    | ok      | ok   | ok        | ok    | ok   | ok     | --      | --
listLibraries          | key     | key   | live     | live    | live    | live    | live    | ok   | ok        | ok    | ok   | ok     | org     | --
getOrganizationUsage   | key     | key   | live     | live    | live    | live    | live    | ok   | ok        | ok    | ok   | ok     | org     | --
createLibrary          | key     | key   | live     | live    | live    | live    | live    | ro   | ok        | ro    | ok   | ok     | org     | --
renameLibrary          | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
setLibraryPrivacy      | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
listAssets             | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
getAsset               | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
searchAssets           | key     | key   | live     | live    | live    | live    | live    | ok   | ok        | ok    | ok   | ok     | org     | --
searchAssets named     | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
uploadAssets           | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
createUpload           | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
replaceAssetFile       | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
setAssetApproval       | key     | key   | live     | live    | live    | live    | live    | user | user      | user  | user | user   | org     | user
promoteVariant         | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
editAsset              | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
revertAsset            | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
createDownload         | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
getAssetLink           | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
getAssetLinks          | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
updateAssetDescription | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
transferAssets         | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | lib  | ok     | org     | lib
deleteAssets           | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
restoreAssets          | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
countAssets            | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
createShareLink        | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
listShareLinks         | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
revokeShareLink        | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
listTags               | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | ok    | ok   | ok     | org     | lib
tagAssets              | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
untagAssets            | key     | key   | live     | live    | live    | live    | live    | lib  | lib       | lib   | ok   | ok     | org     | lib
`);

/** §5: MCP refuses a request without a live key before any tool runs, even a tool that needs no key. */
export const matrixOverMcp = rowsOf(`
operation              | nothing | basic | mistyped | unknown | deleted | expired | foreign | bare | elsewhere | reads | half | writes | nowhere | nolib
startWithoutAccount    | ok      | key   | live     | live    | live    | live    | ok      | ok   | ok        | ok    | ok   | ok     | --      | --
`);

/** The code and status of each cell, from §1, §4 and §6. GraphQL has a different code for one of them. */
export const refusals: Record<
  string,
  { code: string; status: number; graphql?: { code: string; reason: string } }
> = {
  key: { code: "UNAUTHENTICATED", status: 401 },
  live: { code: "INVALID_API_KEY", status: 401 },
  lib: {
    code: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY",
    status: 404,
    graphql: { code: "UNAUTHORIZED", reason: "API_KEY_NOT_AUTHORIZED_FOR_LIBRARY" },
  },
  user: { code: "APPROVAL_REQUIRES_USER", status: 403 },
  ro: { code: "API_KEY_READ_ONLY", status: 403 },
  org: { code: "ORGANIZATION_NOT_FOUND", status: 404 },
};

/** The callers, in the order of the columns. */
export const callers = [...(matrix.values().next().value as Map<string, string>).keys()];

function rowsOf(text: string): Map<string, Map<string, string>> {
  const [head = [], ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()));
  return new Map(
    lines.map(([name = "", ...cells]) => [
      name,
      new Map(cells.map((cell, i) => [head[i + 1] as string, cell])),
    ]),
  );
}
