import type { PickedFile, PickedPage } from "../../src/transports/mcp/picker-tool.ts";
import type { Host, ToolResult } from "./host.ts";
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

interface Uploaded {
  id: string;
  name: string | null;
  filename: string | null;
  url: string | null;
  contentType: string | null;
  thumbUrl: string | null;
  thumbHighUrl: string | null;
}

/** Sends a file to a one-time address of the server. Its bytes pass through neither the chat nor the model. */
export async function upload(
  host: Host,
  target: Target,
  file: File,
  onProgress: (share: number) => void,
): Promise<PickedFile> {
  const result = await host.callTool("create_upload", { ...target, filename: file.name });
  const { uploadUrl } = result.structuredContent as { uploadUrl: string };
  const { id, name, filename, url, contentType, thumbUrl, thumbHighUrl } = await put(
    uploadUrl,
    file,
    onProgress,
  );
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

function put(url: string, file: File, onProgress: (share: number) => void): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how much was sent.
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new Error(texts.interrupted));
    request.onload = () => {
      const { data, error } = parsed(request.responseText);
      const [asset] = data?.assets ?? [];
      if (asset) resolve(asset);
      else reject(new Error(reasonIn(error?.message ?? data?.responseText ?? texts.unclear)));
    };
    request.send(file);
  });
}

/** The tile names the file already. */
const reasonIn = (sentence: string) => sentence.replace(/^Left out '.*?': /, "");

interface Answer {
  data?: { assets?: Uploaded[]; responseText?: string };
  error?: { message?: string };
}

function parsed(text: string): Answer {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
