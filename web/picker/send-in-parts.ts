import { type Answer, Interrupted, parsed, reasonIn, send, type Uploaded } from "./send.ts";

// `tus-js-client` alone is as large as the page may be.

/** From this size on, parts pay for their requests. */
export const inPartsFromBytes = 8 * 1024 * 1024;
const tus = { "Tus-Resumable": "1.0.0" };
const part = { ...tus, "Content-Type": "application/offset+octet-stream" };
// In a row, each longer than the one before.
const pausesMs = [1_000, 3_000, 9_000];

/** Where a file goes on, also when the person tries it again. */
const addresses = new WeakMap<File, string>();

/** Sends a file by tus: after an interruption it goes on where it stopped, some times by itself. */
export async function sendInParts(
  file: File,
  start: () => Promise<string>,
  onProgress: (share: number) => void,
): Promise<Uploaded> {
  try {
    const address = addresses.get(file) ?? (await begin(file, await start()));
    await sendRest(address, file, onProgress);
    const { text } = await send("GET", address, null, {});
    const { data } = parsed<{ data: Uploaded }>(text);
    if (!data) throw new Error(reasonIn());
    return data;
  } catch (error) {
    // What the server refused begins anew.
    if (!(error instanceof Interrupted)) addresses.delete(file);
    throw error;
  }
}

async function begin(file: File, url: string): Promise<string> {
  const answer = await send("POST", url, null, { ...tus, "Upload-Length": String(file.size) });
  const address = new URL(answer.header("Location") ?? "", url).href;
  addresses.set(file, address);
  return address;
}

async function sendRest(address: string, file: File, onProgress: (share: number) => void): Promise<void> {
  let failures = 0;
  let offset = 0;
  const sent = (bytes: number) => onProgress((offset + bytes) / file.size);
  while (true) {
    try {
      offset = offsetOf(await send("HEAD", address, null, tus));
      while (offset < file.size) {
        const bytes = file.slice(offset, offset + inPartsFromBytes);
        const headers = { ...part, "Upload-Offset": String(offset) };
        offset = offsetOf(await send("PATCH", address, bytes, headers, sent));
        failures = 0;
      }
      return;
    } catch (error) {
      const pauseMs = pausesMs[failures++];
      if (!(error instanceof Interrupted) || pauseMs === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const offsetOf = (answer: Answer): number => Number(answer.header("Upload-Offset"));
