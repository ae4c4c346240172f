import { dataOf, offline, Refused, reach } from "../../api/call.ts";
import { memoryTexts } from "../../texts/memory.ts";

interface SavePicker {
  showSaveFilePicker?(options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }): Promise<{ createWritable(): Promise<WritableStream<Uint8Array>> }>;
}

/**
 * Saves a person's export, one JSON record per line. Streams into a file if the browser supports it, otherwise collects a
 * blob. False if no file was chosen. Throws `Refused`.
 */
export async function exportToFile(organizationId: string, userId: string): Promise<boolean> {
  const suggestedName = `${userId}.ndjson`;
  const { showSaveFilePicker } = window as SavePicker;
  if (!showSaveFilePicker) {
    const answer = await asked(organizationId, userId);
    download(await answer.blob().catch(brokenOff), suggestedName);
    return true;
  }
  const file = await showSaveFilePicker
    .call(window, { suggestedName, types: [{ accept: { "application/x-ndjson": [".ndjson"] } }] })
    .catch((error: Error) => {
      if (error.name === "AbortError") return undefined;
      throw error;
    });
  if (!file) return false;
  const { body } = await asked(organizationId, userId);
  // If the stream breaks off, the file stays unchanged.
  await body?.pipeTo(await file.createWritable()).catch(brokenOff);
  return true;
}

async function asked(organizationId: string, userId: string): Promise<Response> {
  const response = await reach(`/api/app/exportUser?${new URLSearchParams({ organizationId })}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ user_id: userId }),
  });
  if (!response.ok) await dataOf(response);
  return response;
}

function brokenOff(): never {
  throw new Refused(offline, memoryTexts.exportBroke);
}

function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
