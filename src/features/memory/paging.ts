import { z } from "zod";

/** Paging of the memory API: `limit` (default 20, at most 100) and `offset`. */
export const limitAndOffset = {
  limit: z.int().min(1).max(100).default(20),
  offset: z.int().min(0).max(1_000_000_000).default(0).meta({ description: "To skip." }),
};
