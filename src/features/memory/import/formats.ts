import { z } from "zod";
import { chatGptRecords } from "./formats/chatgpt.ts";
import { lettaRecords } from "./formats/letta.ts";
import { mem0Records } from "./formats/mem0.ts";
import { zepRecords } from "./formats/zep.ts";

/** Where records come from. `rookery` is an export of this API. */
export const ImportFormat = z.enum(["rookery", "mem0", "zep", "letta", "chatgpt"]);
export type ImportFormat = z.output<typeof ImportFormat>;

/** Reads a record of a format into lines of an export. They are checked afterwards. */
export const READERS: Record<ImportFormat, (record: object) => object[]> = {
  rookery: (record) => [record],
  mem0: mem0Records,
  zep: zepRecords,
  letta: lettaRecords,
  chatgpt: chatGptRecords,
};
