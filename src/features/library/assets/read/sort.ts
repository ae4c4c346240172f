import { z } from "zod";
import { assetSorts } from "./store.ts";

export const sortDescription = "By date taken, what has none comes last.";

export const SortField = z.enum(assetSorts).default("newest").meta({ description: sortDescription });
