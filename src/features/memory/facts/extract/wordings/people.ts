import { PETS, RELATIVES } from "../lexicon.ts";
import type { Wording } from "./wording.ts";

const NEW_ONE =
  "(?:new(?:est)? |latest |little )?(?:addition|member|arrival)(?: (?:to|of|in))?(?: (?:the|our|my))?(?: (?:family|household|house|home|pack|gang))?";
const SCHOOL =
  "[\\p{L}'’. -]{0,30}(?:Academy|School|College|University|Primary|High|Gymnasium|Lyceum|Grammar)";

const PARENTS = "mum mom dad mother father grandma grandpa gran nan wife husband sister brother".split(" ");

/** Relatives and animals in other words. */
export const PEOPLE_WORDINGS: readonly Wording[] = [
  [
    new RegExp(
      `^(?:There(?:'s| is)|I have|Meet|Say (?:hello|hi) to) (?:an?|the|our|my) ${NEW_ONE}(?:,|:) (?=an? )`,
      "iu",
    ),
    "I have ",
  ],
  [
    /^(?:The|My) (?:newest|latest|new) (?:member of (?:the|our|my) (?:family|household)|family member) is (?=an? )/iu,
    "I have ",
  ],
  [
    new RegExp(
      `^I (?:gave|have given) ((?:my|our) (?:\\p{Ll}+ ){0,2}?(?:${PETS}) \\p{Lu}\\p{Ll}+) to (?:my|an?|our|some|the) \\p{L}+.*`,
      "u",
    ),
    "I gave $1 away",
  ],
  [
    new RegExp(
      `^(?:I (?:walk|am walking|am training|groom)|walking|feeding|training|brushing|bathing|grooming) my (?:\\p{Ll}+ )?(${PETS})(?=$|,| (?:twice|every|each|three|before|after|in|at|is|and|takes)\\b).*`,
      "iu",
    ),
    "I have a $1",
  ],
  [
    new RegExp(
      `^(My (?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?) (?:starts|is starting|begins|started) (?:school )?at (?=${SCHOOL})`,
      "u",
    ),
    "$1 attends ",
  ],
  ...PARENTS.map(
    (who): Wording => [
      new RegExp(`^(?:My )?${who}'s (?:\\d\\d(?:th|st|nd|rd)(?: birthday)?|birthday) is (?:on )?`, "iu"),
      `My ${who} has a birthday on `,
    ],
  ),
  [
    /^My twins (?!are (?:called|named|\p{Lu}))(?=(?:are|start|started|go|turn|turned|love|hate|have|just|will)\b).*/u,
    "I have twins",
  ],
  [
    new RegExp(
      `^I (?:keep|own|have) (?:[\\p{Ll} ]{3,20}? and )?(?=(?:two|three|four) (?:${PETS})s?, \\p{Lu}\\p{Ll}+,? (?:and )?\\p{Lu})`,
      "u",
    ),
    "I have ",
  ],
];
