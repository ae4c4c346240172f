import type { PickedFile, PickedPage } from "../../src/transports/mcp/picker-tool.ts";
import type { Host, ToolResult } from "./host.ts";
import { parsed, reasonIn, send, type Uploaded } from "./send.ts";
import { inPartsFromBytes, sendInParts } from "./send-in-parts.ts";
import { texts } from "./texts.ts";

export type { PickedFile, PickedPage };

/** The library that the model asked to show. */
export interface Target {
  organizationId: string;
  libraryId: string;
}

/** What a result of `show_library` has for the page. */
export const pageOf = ({ _meta }: ToolResult): PickedPage | undefined =>
  _meta?.["rookery/files"] as PickedPage | undefined;

export async function loadPage(host: Host, target: Target, q: string, page: number): Promise<PickedPage> {
  const shown = pageOf(await host.callTool("show_library", { ...target, ...(q && { q }), page }));
  if (!shown) throw new Error(texts.notPassedOn);
  return shown;
}

/** Sends a file to a one-time address of the server. Its bytes pass through neither the chat nor the model. */
export async function upload(
  host: Host,
  target: Target,
  file: File,
  onProgress: (share: number) => void,
): Promise<PickedFile> {
  const addresses = async () => {
    const result = await host.callTool("create_upload", { ...target, filename: file.name });
    return result.structuredContent as { uploadUrl: string; resumableUrl: string };
  };
  const { id, name, filename, url, contentType, thumbUrl, thumbHighUrl } =
    file.size < inPartsFromBytes
      ? await put((await addresses()).uploadUrl, file, onProgress)
      : await sendInParts(file, async () => (await addresses()).resumableUrl, onProgress);
  const isVideo = contentType?.startsWith("video/") ?? false;
  return {
    id,
    name: name || filename || file.name,
    url: url ?? "",
    contentType: contentType ?? "",
    thumb: thumbUrl,
    preview: isVideo ? url : (thumbHighUrl ?? thumbUrl),
  };
}

async function put(url: string, file: File, onProgress: (share: number) => void): Promise<Uploaded> {
  const headers = { "Content-Type": "application/octet-stream" };
  const { text } = await send("PUT", url, file, headers, (bytes) => onProgress(bytes / file.size));
  const { data } = parsed<{ data: { assets?: Uploaded[]; responseText?: string } }>(text);
  const [asset] = data?.assets ?? [];
  if (!asset) throw new Error(reasonIn(data?.responseText));
  return asset;
}
