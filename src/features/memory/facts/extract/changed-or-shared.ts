import { RELATIVES } from "./lexicon.ts";
import type { Rewordings } from "./reword.ts";

// "My mom works at Bosch and so do I"
const VERBS = { is: "am", lives: "live", works: "work", likes: "like", loves: "love", hates: "hate" };
const ALIKE = Object.entries(VERBS).map(([theirs, mine]): [RegExp, string] => [
  new RegExp(
    `\\b((?:my|our) (?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?) ${theirs} (?!not\\b)([^,.;]{2,50}?),? and (?:so (?:am|do) I|I (?:am|do) too|me too|I['’]m too)(?=$|[,.!])`,
    "iu",
  ),
  `$1 ${theirs} $2; I ${mine} $2`,
]);

/** Favourites that changed, and what is true of another person and of the speaker too. */
export const CHANGED_OR_SHARED: readonly Rewordings[] = [
  { has: /\bso (?:am|do) I\b|\btoo\b/i, forms: ALIKE },
  {
    has: /\bfavou?rite\b/i,
    forms: [
      [
        /\b(my favou?rite [\p{L} ]{2,30}?) (?:(?:used to be|was|is no longer|is not) [^,;.]{2,40}?)(?:,|;| -)? (?:(?:and|but) )?(?:(?:now|these days),? )?(?:it(?:['’]s| is)(?: now| actually)?|they(?:['’]re| are)(?: now)?) (?!(?:now )?(?:broken|torn|gone|closed|dead|ruined|lost|over|out|no|not|discontinued|cancell?ed|too|so|just)\b)/iu,
        "$1 is ",
      ],
    ],
  },
];
