import { ALLERGIES } from "./allergies.ts";
import { ASIDES } from "./asides.ts";
import { CHANGED_OR_SHARED } from "./changed-or-shared.ts";
import { PETS, RELATIVES } from "./lexicon.ts";
import { type Rewordings, reword } from "./reword.ts";
import { TOLD_OTHERWISE } from "./told-otherwise.ts";

/**
 * Sentences that state a fact over several clauses, in the words of one. Each is read as what it means: "I can't eat peanuts,
 * I'm allergic" is "I am allergic to peanuts".
 */
export function reworded(sentence: string): string {
  return reword(sentence, REWORDINGS);
}

const ROLE = "[\\p{L} -]{3,40}?";

const REWORDINGS: readonly Rewordings[] = [
  ...ALLERGIES,
  ...CHANGED_OR_SHARED,
  ...ASIDES,
  ...TOLD_OTHERWISE,
  // A change, and then what it led to.
  {
    has: /\b(?:jobs|house|houses|flats|apartments|cit(?:y|ies)|countries)\b/i,
    forms: [
      [
        /\b(?:I|[Ww]e)(?: have|['’]ve)?(?: just| recently| finally)? (?:changed|switched) (?:jobs|companies|employers),? (?:and )?(?:now )?(?:I(?:['’]m| am)|we(?:['’]re| are)) (?:now )?(?:at|with) (\p{Lu}[\p{L}&'’.-]+(?: \p{Lu}[\p{L}&'’.-]+)*)/u,
        "I work at $1",
      ],
      [
        /\b(?:I|[Ww]e)(?: have|['’]ve)?(?: just| recently| finally)? moved (?:house|houses|flats?|apartments?|cities|countries),? (?:and )?(?:now )?(?:I(?:['’]m| am)|we(?:['’]re| are)) (?:now )?in (?=\p{Lu})/u,
        "I live in ",
      ],
    ],
  },
  // What a person is, said in passing.
  {
    has: /^(?:as|being|living) /i,
    forms: [
      [
        new RegExp(
          `^As an? (${ROLE}),? (?=(?:I|my|we)\\b(?!['’]d| would| could| might| was| were| had| used| \\w+ed\\b))`,
          "iu",
        ),
        "I am a $1; ",
      ],
      [
        /^(?:As|Being) an? (\d{2})[- ]years?[- ]old(?: (?:man|woman|guy|person|male|female))?,? (?=(?:I|my|we)\b(?!['’]d| (?:would|could|might|was|were|had|used|did|went|got|saw|thought|took|spent|never|\w+ed)\b))/iu,
        "I am $1 years old; ",
      ],
      [
        /^(?:As|Being) an? (\d{2})[- ]years?[- ]old ((?:retired )?(?:widow|widower|bachelor|diabetic|vegan|vegetarian|student|teacher|nurse|pensioner|mother|father|mum|mom|dad|retiree))s?,? (?=(?:I|my)\b(?!['’]d| (?:would|could|might|was|were|had|used|did|went|got|saw|thought|took|spent|never|\w+ed)\b))/iu,
        "I am $1 years old; I am a $2; ",
      ],
      [new RegExp(`^Being an? (${ROLE}),? (?=(?:I|my|we)\\b)`, "iu"), "I am a $1; "],
      [
        /^(?:As|Being) (the (?:only |sole |new |resident )?[\p{L}\d -]{2,30}? at \p{Lu}[\p{L}&'’.-]+(?: \p{Lu}[\p{L}&'’.-]+)*),? (?=(?:I|my|we)\b)/u,
        "I am $1; ",
      ],
      [
        /^As an? (\d{2})[- ]years?[- ]old (widow|widower|diabetic|vegan|vegetarian|[\p{Ll} -]{3,25})(?:,|$)/iu,
        "I am $1 years old; I am a $2;",
      ],
      [
        /^As an? (type [12] diabetic|widow|widower|vegan|vegetarian|coeliac|celiac|diabetic|asthmatic)(?:,|$)/iu,
        "I am a $1;",
      ],
      [/^As (?:someone|somebody|a person) who (?:is|['’]s) ([^,]{3,60})(?:,|$)/iu, "I am $1;"],
      [/^As (?:someone|somebody|a person) (?:who lives|living) in (\p{Lu}[^,]{2,40}),/u, "I live in $1;"],
      [/^Living in (\p{Lu}[\p{L} '-]{2,30}), (?=(?:I|my|we)\b)/u, "I live in $1; "],
    ],
  },
  {
    has: /\b(?:first|last|after)\b/i,
    forms: [
      [/\b(?:today|yesterday) (?:is|was) my (?:very )?first (?:day|shift) (at|with) /iu, "I work $1 "],
      [/\b(?:today|yesterday|friday) was my last (?:day|shift) (?:at|with) /iu, "I quit my job at "],
      [
        /\bafter [^,.]{2,30}? (?:years?|months?|weeks?|decades?) (?:at|with|of working (?:at|for)) ((?:\p{Lu}[\p{L}&'’.-]*(?: |(?=,)))+),? ?I (?:finally )?(?:got|was|have been|['’]ve been) (?:laid off|let go|fired|made redundant)/iu,
        "I was laid off from $1",
      ],
    ],
  },
  // Ages of others.
  {
    has: /\d(?:[- ]years?[- ]old|[,)])/i,
    forms: [
      [
        /(?<=\b(?:kids|children|son|daughter|sons|daughters|and|boys|girls|brother|sister)\b.{0,40}\p{Lu}\p{Ll}+),? (?:\((?:age |aged )?\d{1,2}\))/gu,
        "",
      ],
      [
        new RegExp(
          `\\b(my|our) (\\d{1,2})[- ]years?[- ]old ((?:${RELATIVES})(?:,? \\p{Lu}\\p{Ll}+,?)?) (?=(?:lives|works|loves|likes|hates|studies|has|is|plays|enjoys|goes|can|was|just|does|will|won)\\b)`,
          "iu",
        ),
        "$1 $3 is $2 and ",
      ],
      [
        new RegExp(
          `\\b((?:my|our) (?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?), who(?:['’]s| is) (\\d{1,2})(?: years old)?, `,
          "iu",
        ),
        "$1 is $2 and ",
      ],
      [
        new RegExp(`\\b((?:my|our) (?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?), (?:aged )?(\\d{1,2}), `, "iu"),
        "$1 is $2 and ",
      ],
    ],
  },
  // Names and states of others after "who", in brackets, or in a clause of their own.
  {
    has: /\(| who|\bnamed|\bcall|\bname(?:'s|’s| is) |\band an? /,
    forms: [
      [
        new RegExp(
          `\\b(adopted|got|have|bought|rescued) an? ((?:[\\p{Ll}-]+ ){0,2}?(?:${PETS}))\\b[^,.]{0,30},? (?:and )?(?:we |I )?(?:have )?(?:named|call|called) (?:her|him|it) (?=\\p{Lu})`,
          "u",
        ),
        "$1 a $2 called ",
      ],
      [
        new RegExp(
          `\\b(adopted|got|have|bought|rescued) an? ((?:[\\p{Ll}-]+ ){0,2}?(?:${PETS}))\\b[^.]{0,40}?,? (?:and )?(?:(?:s?he|it)(?:['’]s| is)|(?:his|her|its) name(?:['’]s| is)) (?:called |named )?(?=\\p{Lu})`,
          "u",
        ),
        "$1 a $2 called ",
      ],
      [
        new RegExp(
          `\\b((?:my|our) (?:${RELATIVES}|${PETS})) \\((?:(?:her|his|their) name(?:['’]s| is) |(?:s?he(?:['’]?s| is) )?(?:called|named) )?(\\p{Lu}\\p{Ll}+)\\)`,
          "iu",
        ),
        "$1 $2",
      ],
      [
        new RegExp(`\\b(?:my|our) ((?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?),? who(?:['’]s| is) `, "u"),
        "; my $1 is ",
      ],
      [
        new RegExp(
          `\\b(?:my|our) ((?:${RELATIVES})(?: \\p{Lu}\\p{Ll}+)?),? who (?=(?:lives|works|loves|hates|studies)\\b)`,
          "u",
        ),
        "; my $1 ",
      ],
      [
        new RegExp(
          `\\b(have an? [^.]{3,40}?),? and (?:an? |one )((?:${RELATIVES})(?: called| named|,) \\p{Lu})`,
          "u",
        ),
        "$1; I have a $2",
      ],
    ],
  },
  {
    has: /\p{Lu}\p{Ll}+, \d\d,/u,
    forms: [
      [
        /\bI(?:['’]m| am) (\p{Lu}\p{Ll}+), (\d{2}), (?:and )?(?:I(?:['’]m| am) )?(?=(?:living|based|working|from|an?)\b)/u,
        "I am $1; I am $2; I am ",
      ],
    ],
  },
  {
    has: /\b(?:everyone|everybody|people|friends)\b/i,
    forms: [
      [
        /,? but (?:literally |basically |honestly )?(?:everyone|everybody|most people|people|(?:all )?(?:my )?friends) (?:just )?(?:says?|calls? me|knows? me as|shortens? it to) (?=\p{Lu})/iu,
        "; everyone calls me ",
      ],
    ],
  },
  {
    has: /^by (?:day|night)/i,
    forms: [
      [/^By (?:day|night),? I\b([^.]{3,60}?),? (?:and |but )?by (?:night|day),? I\b/iu, "I$1; I"],
      [/^By (?:day|night),? (?=I\b)/iu, ""],
    ],
  },
  {
    has: /^I (?:said|told you|mentioned)/i,
    forms: [
      [
        /^I (?:said|told you|mentioned)(?: earlier| before)?(?: that)? (I(?:['’]m| am)?(?: \p{L}+){1,4}?) (\p{Lu}[\p{L}'-]+),? but (?:it['’]?s|it is|that['’]?s|I meant)(?: actually| really)? (\p{Lu}[\p{L}'-]+)(?=[.!]*$)/u,
        "$1 $3",
      ],
    ],
  },
  // Taken back in the same breath.
  {
    has: /, (?:oops|sorry|no|wait|correction|scratch that)\b/i,
    forms: [
      [
        /(?<![\p{L}'’])\p{Lu}[\p{L}'’-]+, (?:oops|sorry|no|wait|correction|scratch that),? (?:I mean(?:t)? )?(\p{Lu}[\p{L}'’-]+)(?=[.!]*$)/u,
        "$1",
      ],
      [
        /(?<!\d)\d{1,3}, (?:oops|sorry|no|wait|correction|scratch that),? (?:I mean(?:t)? )?(\d{1,3})(?=[.!]*$)/iu,
        "$1",
      ],
    ],
  },
];
