import { z } from "zod";
import { assetSorts } from "./store.ts";

export const sortDescription =
  "`name` ignores case, and takes digits as numbers: 'photo 2' comes before 'photo 10'. `largest` goes by " +
  "`size`. `taken_newest` and `taken_oldest` go by the date taken, and end with what has none.";

export const SortField = z.enum(assetSorts).default("newest").meta({ description: sortDescription });
