import { Confidence } from "../../fact.ts";
import { languages, things, verbatim } from "../values.ts";
import type { Rule } from "./rule.ts";
import { fanOf, tasteful } from "./tastes.ts";

const { implied } = Confidence;

/** Likes, dislikes and languages in other words: teams, fears, "more of a tea person". */
export const LEANINGS: Rule[] = [
  {
    pattern: /^I (?:care (?:much )?for|go for) (?<value>.+)/i,
    shape: tasteful,
    confidence: implied,
    denied: "dislikes",
  },
  {
    pattern:
      /^I am (?:very |really |so )?(?:scared|afraid|terrified) of (?<value>(?:flying|heights|spiders|snakes|needles|clowns|dogs|the dark|deep water|public speaking|thunderstorms|enclosed spaces|mice|birds|sharks|elevators|lifts|germs)(?: and (?:heights|spiders|snakes|needles))?)\b/i,
    attribute: "dislikes",
    shape: things,
    confidence: implied,
  },
  {
    pattern: /^I am more of an? (?<value>[\p{L}-]+(?: [\p{L}-]+)?) (?:person|guy|girl|gal|drinker|lover)\b/iu,
    attribute: "likes",
    shape: fanOf,
    confidence: implied,
  },
  {
    pattern:
      /^I support (?<value>(?:Arsenal|Chelsea|Liverpool|Everton|Tottenham|Spurs|Man(?:chester)? (?:United|City|Utd)|Newcastle(?: United)?|Leeds(?: United)?|Aston Villa|West Ham|Celtic|Rangers|Barcelona|Real Madrid|Juventus|Inter Milan|AC Milan|Bayern(?: Munich)?|Dortmund|Ajax|Benfica|Sporting|Porto|PSG|\p{Lu}\p{Ll}+ (?:FC|United|City|Rovers|Wanderers|Athletic|Town|Albion|County|Hotspur)))(?=$|,| (?:and|but|since)\b)/u,
    attribute: "likes",
    shape: verbatim,
    confidence: implied,
  },
  {
    pattern:
      /^I (?:grew up|was raised) (?:with|on) (?<value>\p{Lu}\p{Ll}+(?:(?:, \p{Lu}\p{Ll}+)*,? and \p{Lu}\p{Ll}+)?)(?=$|,(?! and)| at home\b)/u,
    attribute: "language",
    shape: allLanguages,
    confidence: implied,
  },
];

/** "Tamil and English", but not the comedians "French and Saunders". */
function allLanguages(raw: string): string[] {
  const named = languages(raw);
  return named.length === raw.split(/, (?:and )?| and /).length ? named : [];
}
