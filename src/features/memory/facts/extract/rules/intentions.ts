import { Confidence } from "../../fact.ts";
import { action } from "../values.ts";
import type { Rule } from "./rule.ts";

const { implied, intended, stated } = Confidence;
const EVENT =
  "(?:(?:doctor|dentist|vet|job|hair|driving|medical|final|math|maths|physics|chemistry|history|thesis)'?s? )?(?:appointment|interview|exam|test|flight|meeting|surgery|operation|wedding|trip|vacation|holiday|deadline|concert|party|class|lesson|race|marathon|competition|recital|performance|presentation|conference|reunion|date|checkup|check-up|game|show|gig|workshop|tournament|viva|defen[cs]e)";

/** Plans have a date, goals have none. A rule with `when: "future"` applies only if the clause names a time. */
export const INTENTIONS: Rule[] = [
  {
    pattern:
      /^I am (?:(?:definitely|probably) )?(?:going to (?!(?:the|an?|my|our|some|see if|try)\b|[A-Z])|planning to|planning on|about to|set to|scheduled to|supposed to|hoping to) ?(?<value>.+)/,
    attribute: "plan",
    shape: action,
    confidence: implied,
    when: "future",
  },
  {
    pattern: /^I (?:will be|will|plan to|plan on|intend to|have plans to|have to|need to|must) (?<value>.+)/i,
    attribute: "plan",
    shape: action,
    confidence: intended,
    when: "future",
  },
  {
    pattern:
      /^I am (?<value>(?!(?:feeling|looking|thinking|hoping|wondering|trying|working|doing|being|dying|counting|waiting|planning|sitting|standing|talking|saying|writing this|using|having trouble|getting (?:ready|excited|nervous|better|there|used|tired))\b)(?:going (?!to [a-z]{3,})|going to (?:the|an?|my|our|some) |(?!going)[a-z]{2,}ing ).+)/,
    attribute: "plan",
    shape: action,
    confidence: implied,
    when: "future",
  },
  {
    pattern: new RegExp(
      `^I have (?<value>(?:an?|my|another|the|our) (?:[\\p{L}-]+ ){0,3}?${EVENT}\\b.*)`,
      "iu",
    ),
    attribute: "plan",
    shape: action,
    confidence: implied,
    when: "future",
  },
  {
    pattern: new RegExp(
      `^(?<value>My (?:[\\p{L}'-]+ ){0,3}?${EVENT}(?: (?:to|with|at|in) [\\p{L} ]{2,30}?)?) (?:is|starts|takes place)(?: (?:scheduled|set|planned|booked) for)? (?<when>.+)`,
      "iu",
    ),
    attribute: "plan",
    shape: myEvent,
    confidence: stated,
    when: "future",
  },
  {
    pattern:
      /^My (?:(?:main|biggest|ultimate|next|current|long[- ]term) )*(?:goal|dream|ambition|aim|resolution)(?: (?:this|for (?:this|the|next)) year)? is to (?<value>.+)/i,
    attribute: "goal",
    shape: action,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:want to|hope to|would (?:love|like) to|dream of|am (?:hoping to|planning to|aiming to|trying to|working towards?|determined to|saving up to|saving up for)|aspire to|plan to|have always wanted to) (?<value>(?:become|be (?:an?)|live (?:in|on|by|near|closer|abroad)|learn|run|write|start|open|visit|travel|move|buy|build|lose|quit|study|go (?:to|back)|get (?:a|my|into|fit|in shape|better)|publish|master|climb|own|adopt|retire|work (?:as|in|at)|save|finish|becoming|running|writing|opening|starting|visiting|traveling|travelling|living) .+)/i,
    attribute: "goal",
    shape: action,
    confidence: intended,
  },
  {
    pattern: /^I am saving (?:up )?(?:to buy|for) (?<value>(?:an?|my|our|the) .+)/i,
    attribute: "goal",
    shape: (raw) => action(`save up for ${raw.replace(/ (?:and|so|but) .*/, "")}`),
    confidence: stated,
  },
  {
    pattern:
      /^I am training (?:for|to run) (?<value>(?:an?|my|the) .*(?:marathon|triathlon|ironman|race|10k|5k|ultra|half)\b)/i,
    attribute: "goal",
    shape: (raw) => action(`run ${raw}`),
    confidence: stated,
  },
];

function myEvent(raw: string): string[] {
  return /\b(?:last|previous|first|favou?rite)\b/i.test(raw) ? [] : [raw.replace(/^My /, "")];
}
