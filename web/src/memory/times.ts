import { ago, clockOf, dayOf, momentOf } from "../ui/format.ts";

/** Like `ago` in `ui/format`, for the memory API's ISO times. */
export const agoIn = (iso: string): string => ago(Date.parse(iso));
export const dayIn = (iso: string): string => dayOf(Date.parse(iso));
export const momentIn = (iso: string): string => momentOf(Date.parse(iso));
export const clockIn = (iso: string): string => clockOf(Date.parse(iso));
