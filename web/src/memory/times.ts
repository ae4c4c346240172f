import { texts } from "../texts.ts";
import { ago, dayOf, momentOf } from "../ui/format.ts";

/** The same as in `ui/format`, for the memory API's ISO times. */
export const agoOf = (iso: string): string => ago(Date.parse(iso));
export const dayIn = (iso: string): string => dayOf(Date.parse(iso));
export const momentIn = (iso: string): string => momentOf(Date.parse(iso));

const clock = new Intl.DateTimeFormat(texts.locale, { timeStyle: "short" });
/** The time of day alone, where the day stands above. */
export const clockOf = (iso: string): string => clock.format(Date.parse(iso));
