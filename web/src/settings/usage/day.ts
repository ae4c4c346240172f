import { texts } from "../../texts/texts.ts";

export interface Day {
  /** YYYY-MM-DD in UTC. */
  day: string;
  requests: number;
}

const long = new Intl.DateTimeFormat(texts.locale, { dateStyle: "medium", timeZone: "UTC" });

export const longDay = (day: string): string => long.format(Date.parse(day));
