import { z } from "zod";
import { timeOf } from "./exchanges.ts";

const Memory = z.looseObject({
  id: z.string(),
  memory: z.string(),
  created_at: z.string().nullish(),
});

/** An entry of `results` of mem0's `get_all`: a sentence about the person, kept as a note. */
export function mem0Records(record: object): object[] {
  const { id, memory, created_at } = Memory.parse(record);
  return [
    {
      type: "fact",
      fact_id: id,
      attribute: "note",
      value: memory.slice(0, 500),
      text: memory.slice(0, 600),
      valid_from: timeOf(created_at),
    },
  ];
}
