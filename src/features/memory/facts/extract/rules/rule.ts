import type { Clause } from "../clause.ts";
import type { Shape } from "../values.ts";

/** A kind of sentence, and the fact that it states. */
export interface Rule {
  /** Matches from the start of a clause. The group `value` goes to `shape`, other groups to `attribute`. */
  pattern: RegExp;
  /** Absent if only the denial is a fact: "I don't drink milk" is one, "I drink milk" is not. */
  attribute?: string | ((groups: Record<string, string>) => string);
  shape: Shape;
  confidence: number;
  /** Tells by the other groups that the sentence is about something else. */
  unless?: (groups: Record<string, string | undefined>) => boolean;
  /** The clauses that end the value instead of stating it. "was" means that the pattern itself is about the past. */
  ends?: (Clause["holds"] | "was")[];
  /** States nothing while it holds: "I'm at Lidl" may be shopping, "I'm no longer at Lidl" is not. */
  onlyEnds?: boolean;
  /** The attribute that "I do not …" states: "dislikes" for "likes". */
  denied?: string;
  /** "past" adds the time in parentheses after the value, "future" (for plans) replaces the words that name it. */
  when?: "past" | "future";
  /** Builds the value from the text that `shape` read. */
  value?: (value: string, groups: Record<string, string>) => string;
}

/** "I do not …", "I no longer …" or "I used to …". */
export const ANY_END: Rule["ends"] = ["no", "no longer", "once"];
/** Says that it was true before; "I do not …" alone does not. */
export const PAST_END: Rule["ends"] = ["no longer", "once"];
