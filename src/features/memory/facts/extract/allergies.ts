import type { Rewordings } from "./reword.ts";
import { ALLERGEN, REACTS } from "./rules/health.ts";

const HAS_REACTION = `(?:(?:gives?|leaves?) me (?:with )?(?:hives|an? (?:bad |itchy )?rash)|brings? me out in (?:hives|an? (?:bad |itchy )?rash|spots|welts)|gives? me (?:hives|an? (?:bad |itchy )?rash)|makes? me ${REACTS}|I (?:break|come) out in (?:hives|an? rash)|I get (?:hives|an? rash)|my (?:throat|lips|mouth|tongue|face|eyes|skin) (?:swells?|itch(?:es)?|closes?|tingles?))`;
// Of other food, people also say it for what it costs, or for its calories.
const DEADLY =
  "(?:peanuts?|tree nuts|nuts|cashews?|walnuts?|pecans?|hazelnuts?|pistachios?|shellfish|shrimps?|prawns?|lobsters?|sesame|bee stings?|wasp stings?|stings|penicillin|latex)";
const EATS = "(?:eat|have|drink|touch|take)";
const AM = "(?:['’]m| am)";

/** What a body does, or would do, in the words of an allergy. */
export const ALLERGIES: readonly Rewordings[] = [
  {
    has: /allergic|anaphyl|hives|rash|itch|swell|close|tingle|wheeze|epi-?pen|break out|come out/i,
    forms: [
      [
        /\bI thought I was allergic to ([^,.]{2,40}?), but (?:the (?:test|results?) (?:came back|was|were|is|are) negative|it turns out I['’]?m not)\b.*/iu,
        "I am not allergic to $1",
      ],
      [
        new RegExp(
          `\\bI can(?:not|['’]t) ${EATS} ([\\p{L} ]{3,30}?)(?:,| because| since| as) I${AM} (?:very |really |badly )?allergic\\b(?! to\\b).*`,
          "iu",
        ),
        "I am allergic to $1",
      ],
      [
        new RegExp(
          `^(?:(?:please|so|also),? )?no (${ALLERGEN})(?:,? please)?(?: for me)?[,:;.-]* (?:because |since |as )?I${AM} (?:very |really |badly |severely )?allergic\\b(?! to\\b).*`,
          "iu",
        ),
        "I am allergic to $1",
      ],
      [
        new RegExp(
          `\\bmy (?:throat|lips|mouth|tongue|face|eyes) (?:swells?|itch(?:es)?|closes?|tingles?)(?: up)? (?:if|when(?:ever)?|every time|after) I ${EATS} `,
          "iu",
        ),
        "I get hives from ",
      ],
      [
        new RegExp(
          `\\bI can(?:not|['’]t) (?:wear|use|eat|have|drink|touch|take) ([\\p{L} ]{3,30}?)[,:;]? (?:because |since |as )?(?:it|they|that|this) ${HAS_REACTION}.*`,
          "iu",
        ),
        "I get hives from $1",
      ],
      [
        new RegExp(
          `^(?:if|when(?:ever)?|every time) I ${EATS} ([\\p{L} ]{3,30}?),? (?:it )?${HAS_REACTION}.*`,
          "iu",
        ),
        "I get hives from $1",
      ],
      [
        /\bI (?:always )?carry an epi-?pen (?:because of|due to|for) (?:my )?(?:severe |bad )?([\p{L} ]{3,30}?)(?: allergy)?(?=$|[,.;!])/iu,
        "I am allergic to $1",
      ],
      [
        /\bI (?:have )?(?:had|went into|got|get) (?:an? )?(?:severe |bad |serious )?(?:anaphylactic|allergic) (?:reactions?|shock) (?:to|from|after eating) /iu,
        "I am allergic to ",
      ],
    ],
  },
  {
    has: /\b(?:kill|fatal|deadly|hospital|ER|A&E|ICU|anaphyla|EpiPen|hives|swell|rash)/i,
    forms: [
      [
        new RegExp(
          `^(${DEADLY}) (?:(?:could|can|would|will|might) (?:literally |actually |seriously )?(?:kill me|be fatal (?:to|for) me|be deadly (?:to|for) me)|(?:is|are) (?:deadly|lethal|fatal) (?:to|for) me|(?:puts?|sends?|lands?) me (?:in|to) (?:the )?(?:hospital|ER|A&E|emergency room|ICU)|sends? me into anaphyla\\p{L}+)(?=$|[,.;!]| (?:so|and|if)\\b).*`,
          "iu",
        ),
        "I am allergic to $1",
      ],
      [
        new RegExp(
          `^(?:(?:even |just )?(?:one|a single|a) (?:bite|bit|taste|sip|crumb|piece|mouthful|spoonful|trace|nibble) of (?:an? )?)(${DEADLY})(?:,? and| will| would|,) (?:have me|put me|puts me|send me|sends me|I['’]m|I am|I end up|I['’]ll be) (?:in|to|back in|off to|covered in|into) (?:the |an? )?(?:hospital|ER|A&E|emergency room|ICU|ambulance|anaphyla|hives).*`,
          "iu",
        ),
        "I am allergic to $1",
      ],
      [
        new RegExp(
          `^(${ALLERGEN}) and I (?:don['’]t|do not|never) (?:get along|get on|mix|agree|go together)\\b.*\\b(?:hives|rash|swell\\p{L}*|epi-?pen|anaphyla\\p{L}*|hospital|ER)\\b.*`,
          "iu",
        ),
        "I am allergic to $1",
      ],
    ],
  },
];
