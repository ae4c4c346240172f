import { measureUpload } from "../test/support/processes/upload-memory.ts";
import { type Figure, figure, note } from "./report.ts";

const files = 20;
const fileMb = 100;
const grownMbMax = 100;
const name = `memory for ${files} × ${fileMb} MB at once`;

/** By how much a server of its own grows at most while so many large files come in by one request. */
export async function uploadMemory(): Promise<Figure[]> {
  if (process.platform !== "linux") return [note(name, "measured on Linux only")];
  const { grownMb, seconds } = await measureUpload({ files, fileMb });
  const said = `${Math.round(grownMb)} MB (${Math.round((files * fileMb) / seconds)} MB/s)`;
  return [figure(name, said, grownMb, { below: grownMbMax, unit: " MB" })];
}
