import { z } from "zod";
import { type SearchHit, type SearchResult, searchAssets } from "../../features/library/search/operations.ts";
import { LibraryId, OrganizationId, Page, text } from "../../kernel/fields.ts";
import { mediaTypes } from "../../media/sniff/media-type.ts";
import { pickerUri } from "./picker-page.ts";
import type { KeyHolder } from "./services.ts";
import type { Tool } from "./tool.ts";

const filesPerPage = 24;
/** Where a result has what the page shows. Clients hand it to the page, not to the model. */
export const pickerMeta = "rookery/files";

/** What the page shows of a file. */
export interface PickedFile {
  id: string;
  name: string;
  url: string;
  contentType: string;
  thumb: string | null;
  /** A larger size to look at, or the video itself. */
  preview: string | null;
}

export interface PickedPage {
  library: string;
  found: number;
  page: number;
  pages: number;
  mayUpload: boolean;
  files: PickedFile[];
}

const Input = z.strictObject({
  organizationId: OrganizationId,
  libraryId: LibraryId,
  q: text(500).optional(),
  page: Page.optional(),
});

/**
 * Opens the picker in the conversation. Only clients that declare MCP Apps see it. The page itself calls it for more files: what
 * it shows is in `_meta`, so that the model reads one sentence.
 */
export const pickerTool: Tool = {
  name: "show_library",
  title: "Show a library to the person",
  description:
    "Opens a picker in the chat, in which the person looks through a library, chooses files for you and drops files to upload. " +
    "Their links reach you afterwards.",
  effect: "read",
  openWorld: false,
  operation: searchAssets,
  input: Input,
  meta: { ui: { resourceUri: pickerUri } },
  run(services, credentials, args) {
    const { organizationId, libraryId, q, page } = args as z.output<typeof Input>;
    const asked = { organizationId, libraries: [libraryId], pageSize: filesPerPage };
    const known = { ...asked, ...(q !== undefined && { q }), ...(page !== undefined && { page }) };
    return services.invoke(searchAssets, { ...credentials, known, read: () => known });
  },
  result(output, { holder }, args) {
    const { organizationId, libraryId } = args as z.output<typeof Input>;
    const { found, page, hits } = output as SearchResult;
    const shown: PickedPage = {
      library: libraryId,
      ...{ found, page, pages: Math.ceil(found / filesPerPage) },
      mayUpload: mayWrite(holder, organizationId, libraryId),
      files: hits.map(fileOf),
    };
    const sentence = `The person sees a picker of ${libraryId} (${found} files). What they choose or upload there reaches you. If they see none, use list_assets and create_upload.`;
    return { content: [{ type: "text", text: sentence }], _meta: { [pickerMeta]: shown } };
  },
};

function fileOf({
  id,
  name,
  filename,
  url,
  contentType,
  thumbUrl,
  thumbHighUrl,
  sizes,
}: SearchHit): PickedFile {
  const isVideo =
    contentType !== null && mediaTypes[contentType as keyof typeof mediaTypes]?.kind === "video";
  return {
    id,
    name: name || filename || id,
    url: url ?? "",
    contentType: contentType ?? "",
    thumb: thumbUrl,
    preview: isVideo ? url : (sizes?.["1600"] ?? thumbHighUrl ?? thumbUrl),
  };
}

function mayWrite(holder: KeyHolder | undefined, organizationId: string, libraryId: string): boolean {
  const elsewhere = holder?.key.elsewhere?.find(({ organization }) => organization.slug === organizationId);
  return (elsewhere ?? holder)?.grants.get(libraryId)?.level === "write";
}
