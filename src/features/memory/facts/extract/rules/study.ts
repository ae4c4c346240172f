import { Confidence } from "../../fact.ts";
import { institution, thing } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated } = Confidence;

/** What and where a person studies. */
export const STUDY: Rule[] = [
  {
    pattern:
      /^I (?:am (?:currently )?(?:studying|majoring in|doing (?:a|my) (?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?|doctorate)(?: degree)? in|an? (?:PhD|doctoral|master(?:'s|s)|graduate|grad|undergraduate|undergrad) student (?:in|of))|study|major in) (?!for\b|at\b|hard\b|abroad\b|to\b)(?<value>.+)/i,
    attribute: "study",
    shape: subject,
    confidence: stated,
    ends: PAST_END,
  },
  { pattern: /^My major is (?<value>.+)/i, attribute: "study", shape: subject, confidence: explicit },
  {
    pattern:
      /^I (?:am an? .{0,30}student|study|am studying|go to (?:school|college|uni|university)|am (?:currently )?doing (?:a|my) (?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?))(?: .{2,40}?)? (?:at|in) (?<value>(?:the )?\p{Lu}.+)/u,
    attribute: "school",
    shape: institution,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have )?(?:just )?graduated (?:.{0,30} )?(?:from|at) (?<value>.+)/i,
    attribute: "graduated",
    shape: institution,
    confidence: stated,
    when: "past",
  },
];

function subject(raw: string): string[] {
  const cut =
    raw
      .split(
        /[,.;(–!]|\s(?:at|in|and (?:I|it)|because|so|but|for|with|to|on|which|right|this|these|since|as|from|about|how|online|abroad|now)\b/i,
      )[0]
      ?.trim() ?? "";
  return /^(?:my|this|that|it|the|a|an|them|hard|more|some|all|these|those|your|up|late|every|together|new|old|different|how|what)\b/i.test(
    cut,
  ) || cut.split(" ").length > 4
    ? []
    : thing(cut);
}
