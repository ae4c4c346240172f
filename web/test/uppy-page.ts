import Uppy from "@uppy/core";
import Tus from "@uppy/tus";

// What a page with Uppy does: tests run this in a browser.
declare global {
  interface Window {
    uploadWithUppy: typeof uploadWithUppy;
  }
}

interface Asked {
  endpoint: string;
  apiKey: string;
  meta: { organizationId: string; libraryId: string };
  /** In base64. */
  file: string;
}

async function uploadWithUppy({ endpoint, apiKey, meta, file }: Asked): Promise<string[]> {
  const uppy = new Uppy();
  uppy.use(Tus, {
    endpoint,
    chunkSize: 1024 * 1024,
    retryDelays: Array(100).fill(1),
    headers: { Authorization: `Bearer ${apiKey}` },
  });
  const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
  uppy.addFile({ name: "film.mp4", type: "video/mp4", data: new Blob([bytes]), meta });
  const result = await uppy.upload();
  return (result?.failed ?? []).map(({ error }) => error ?? "failed");
}

window.uploadWithUppy = uploadWithUppy;
