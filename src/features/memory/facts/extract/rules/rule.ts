import type { Clause } from "../clauses.ts";
import type { Shape } from "../values.ts";

/** A kind of sentence, and the fact that it states. */
export interface Rule {
  /** Anchored at the start of a clause; the group `value` is what the shape reads. Other groups are for `attribute`. */
  pattern: RegExp;
  /** None where only the denial tells something: who drinks milk tells nothing. */
  attribute?: string | ((groups: Record<string, string>) => string);
  shape: Shape;
  confidence: number;
  /** What else the clause may be than true now; closes the value. "was" says that the pattern itself tells of the past. */
  ends?: (Clause["holds"] | "was")[];
  /** The attribute that "I do not …" states: of likes, dislikes. */
  denied?: string;
  /** Where the time of the sentence belongs: after the value, or (a plan) in place of its words. */
  when?: "past" | "future";
  /** The value, from what was read. */
  value?: (value: string, groups: Record<string, string>) => string;
}

/** Any end: "I do not …", "I no longer …", "I used to …". */
export const ANY_END: Rule["ends"] = ["no", "no longer", "once"];
/** Ends that say it was so before; "I do not …" alone would tell nothing. */
export const PAST_END: Rule["ends"] = ["no longer", "once"];
