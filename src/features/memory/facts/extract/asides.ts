import { RELATIVES } from "./lexicon.ts";
import type { Rewordings } from "./reword.ts";

const MINE = "(?:my|our)";
const ADJECTIVE = "(?:(?:little|older|younger|big|elder|late|dear|lovely|new) )*";
const NAME = "\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?";
const PLACE = "\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){0,2}";
// Brands that people swap mostly have one word.
const TWO_WORDS = "\\p{Lu}[\\p{L}\\d.'’&-]+ \\p{Lu}[\\p{L}\\d.'’&-]+";
const RELATIVE = `${ADJECTIVE}(?:${RELATIVES})`;
// "My sister Nora, a vet in Leeds, …"
const WHAT = "an? (?!bit\\b|few\\b|little\\b|lot\\b|week|month|year|day)[\\p{Ll} -]{3,40}?";
const ELDER = [
  "Grandad",
  "Granddad",
  "Grandpa",
  "Grandma",
  "Granny",
  "Gran",
  "Nana",
  "Uncle",
  "Aunt",
  "Auntie",
];
const DOES =
  "(?:is|was|lives|lived|died|has|loves|loved|turned|turns|passed|used|came|comes|taught|makes|made|worked|works|always)\\b";

/** What is said about people between commas, in brackets, or in a clause after their name. */
export const ASIDES: readonly Rewordings[] = [
  {
    has: /, an? /,
    forms: [
      [
        new RegExp(
          `\\b(${MINE} ${RELATIVE}(?:,? ${NAME})?), (${WHAT}) in (${PLACE})(?:, (?=\\p{Ll})|(?=[.!?]*$))`,
          "iu",
        ),
        "$1; $1 is $2; $1 lives in $3; $1 ",
      ],
      [
        new RegExp(
          `\\b(${MINE} ${RELATIVE}(?:,? ${NAME})?), (${WHAT}(?: (?:at|for|with) (?:the )?${PLACE})?)(?:, (?=\\p{Ll})|(?=[.!?]*$))`,
          "iu",
        ),
        "$1; $1 is $2; $1 ",
      ],
    ],
  },
  {
    has: new RegExp(`^(?:${ELDER.join("|")}) \\p{Lu}`, "u"),
    forms: ELDER.flatMap((elder): [RegExp, string][] => [
      [
        new RegExp(
          `^${elder} (${NAME}), my (?:mum|mom|dad|mother|father|wife|husband|partner)['’]s \\p{L}+, `,
          "u",
        ),
        `My ${elder.toLowerCase()} $1; my ${elder.toLowerCase()} $1 `,
      ],
      [
        new RegExp(`^${elder} (?!(?:Sam|Ben|Bob|Jemima|Vernon|Buck|Moses)\\b)(${NAME}) (?=${DOES})`, "u"),
        `My ${elder.toLowerCase()} $1 `,
      ],
    ]),
  },
  {
    has: /^(?:she|he|they|ze|xe)\//i,
    forms: [
      [
        /^((?:she|he|they|ze|xe)\/(?:her|him|them|they|hers|his|she|he|zir|hir|xem))(?=$|[,.!])/iu,
        "My pronouns are $1",
      ],
    ],
  },
  {
    has: / (?:from|in|at) \p{Lu}[\p{L} ]+, \p{Lu}\p{Ll}+, /u,
    forms: [[new RegExp(`\\b(${MINE} ${RELATIVE}) (?:from|in|at) ${PLACE}, (${NAME}),? `, "iu"), "$1 $2 "]],
  },
  {
    has: /\b(?:girls?|boys?)\b/i,
    forms: [
      [new RegExp(`\\b(${MINE}) (?:baby |little |newborn )*girl,? (?=${NAME})`, "u"), "$1 daughter "],
      [
        new RegExp(`\\b([Mm]y|[Oo]ur) (?:baby |little |newborn )*girl,? (${NAME}),? `, "u"),
        "$1 daughter $2 ",
      ],
      [new RegExp(`\\b([Mm]y|[Oo]ur) (?:baby |little |newborn )*boy,? (${NAME}),? `, "u"), "$1 son $2 "],
      [
        new RegExp(
          `\\b([Mm]y|[Oo]ur) (?:twin |two |three |little |young )*boys,? (?=${NAME}(?:,| and) )`,
          "u",
        ),
        "$1 sons ",
      ],
      [
        new RegExp(
          `\\b([Mm]y|[Oo]ur) (?:twin |two |three |little |young )*girls,? (?=${NAME}(?:,| and) )`,
          "u",
        ),
        "$1 daughters ",
      ],
      [
        new RegExp(
          `^(?:I |We )?(?:just )?(?:became (?:an? )?(?:dad|mum|mom|father|mother|parents?)|welcomed|had|gave birth to)\\b[^.:;]{0,25}?,? an? (?:\\p{Ll}+ )?(?:little |baby )girl,? (?:called |named )?(${NAME})`,
          "iu",
        ),
        "my daughter is called $1",
      ],
      [
        new RegExp(
          `^(?:I |We )?(?:just )?(?:became (?:an? )?(?:dad|mum|mom|father|mother|parents?)|welcomed|had|gave birth to)\\b[^.:;]{0,25}?,? an? (?:\\p{Ll}+ )?(?:little |baby )boy,? (?:called |named )?(${NAME})`,
          "iu",
        ),
        "my son is called $1",
      ],
    ],
  },
  {
    has: /\band (?:I|me|myself)\b/,
    forms: [
      [new RegExp(`\\b([Mm]y (?:${RELATIVES}) ${NAME}) and (?:I|me|myself) are `, "u"), "$1; I am "],
      [new RegExp(`\\b([Mm]y (?:${RELATIVES}) ${NAME}) and (?:I|me|myself) (?=\\p{Ll})`, "u"), "$1; I "],
    ],
  },
  {
    has: /\bs?he(?:['’]s| is)\b/,
    forms: [
      [
        new RegExp(
          `\\b((?:[Mm]y|[Oo]ur) (?:${RELATIVES}))(?:['’]s name is| is called| is named|['’]s called) (${NAME})(?:,| and|, and) s?he(?:['’]s| is) `,
          "u",
        ),
        "$1 is called $2; $1 is ",
      ],
    ],
  },
  {
    has: /\([2-8]\d ?[MFmf]\)/,
    forms: [[/\b(I(?:['’]m)?|[Mm]e) \(([2-8]\d) ?[MFmf]\)/u, "I am $2 years old; I"]],
  },
  {
    has: /\bnot in \p{Lu}/u,
    forms: [
      [
        new RegExp(
          `\\b(?:I['’]m|I am|[Ww]e['’]re|[Ww]e are) not in (${PLACE}) any ?more[,;] (?:I|we) (?:went|moved) to (?=${PLACE})`,
          "u",
        ),
        "I no longer live in $1; I moved from $1 to ",
      ],
    ],
  },
  {
    has: /\b(?:swapped|traded) \p{Lu}/u,
    forms: [
      [
        new RegExp(
          `\\bI (?:have |['’]ve )?(?:just )?(?:swapped|traded) (${TWO_WORDS}) for (${TWO_WORDS})\\b(?=.*\\band (?:the|my) (?:new )?(?:commute|salary|pay|boss|colleagues|team|hours)\\b)`,
          "u",
        ),
        "I switched jobs from $1 to $2",
      ],
    ],
  },
  {
    has: /\bused to (?:hate|loathe|dislike|despise)/i,
    forms: [
      [
        /\bI used to (?:hate|loathe|dislike|despise) ([\p{L} -]{3,30}?),? but (?:(?:now|these days|nowadays),? )?I(?:['’]ve come to)? (?:now )?(?:love|adore|like|enjoy|crave) (?:them|it)\b/iu,
        "I used to hate $1; I love $1",
      ],
    ],
  },
  {
    has: /\bafter (?:my|our|the) divorce/i,
    forms: [
      [
        /^after (?:my|our|the) divorce,? (?=(?:I|we) (?:have |['’]ve )?(?:moved|bought|started|rented|took up|ended up)\b)/iu,
        "I am divorced; ",
      ],
    ],
  },
  // Events in a row, without a subject: "Born in Hanoi, raised in Lyon, now in Montreal".
  {
    has: /^(?:(?:long story short|in short): )?(?:born|raised|grew up|originally|laid off|hired|moved)\b/i,
    forms: [
      [
        /, (?:and )?(?:but )?now (?:stuck |based |living |settled |residing |happily )*in (?=\p{Lu})/u,
        "; I live in ",
      ],
      [/, (?:and )?(?:then )?(?=(?:raised|hired by|laid off|promoted to|grew up|moved to) )/gu, "; "],
      [
        new RegExp(
          `(hired (?:by|at) ${PLACE}(?: in \\p{Lu}?\\p{Ll}+)?), (?:as )?(?:an? )?(\\p{Ll}[\\p{Ll} -]{3,30})(?=[.!]*$)`,
          "u",
        ),
        "$1; I am a $2",
      ],
    ],
  },
];

const SAYS_WHO = new RegExp(
  `\\b(?:my|our) (${RELATIVE}(?:,? ${NAME})?),? (?:who(?:['’]s| is) ([^,?]{3,60})|(${WHAT}(?: (?:in|at|for) (?:the )?${PLACE})?))(?:,|\\?*$)`,
  "u",
);

/** What a question says about somebody in passing: "Can my partner, who's vegan, eat this?" → My partner is vegan. */
export function asideIn(question: string): string | undefined {
  const [, who, state, what] = SAYS_WHO.exec(question) ?? [];
  if (!who) return undefined;
  return what ? `My ${who}, ${what}.` : `My ${who} is ${state}.`;
}
