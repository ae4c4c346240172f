import { z } from "zod";
import { assetSorts } from "./store.ts";

export const sortDescription = "What has no date taken comes last.";

export const SortField = z.enum(assetSorts).default("newest").meta({ description: sortDescription });
