import { POSSESSIONS, RELATIVES } from "./lexicon.ts";
import type { Rewordings } from "./reword.ts";
import { NO_PASTIME } from "./wordings/tastes.ts";

const NAME = "\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?";
const PLACE = "\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){0,2}";
const DIET = "vegan|vegetarian|pescatarian|flexitarian";
const PARENTS =
  "Dad Mum Mom Mama Papa Daddy Mummy Mommy Grandma Grandpa Granny Gran Nan Nana Grandad Granddad".split(" ");
const STATES =
  "(?:still |now |just |also )*(?:lives|lived|works|turned \\d|turns \\d|speaks|grew up|moved|teaches|loves|hates|(?:doesn|can)['’]t eat|is (?:still )?(?:allergic|diabetic|vegan|vegetarian|coeliac|celiac|lactose|from \\p{Lu}|\\d\\d)|has (?:diabetes|asthma|arthritis|dementia|parkinson))\\b";
const FREE =
  "(?:my |the |most )?(?:weekends?|days off|evenings?|summers?|winters?|sundays?|saturdays?|mornings?|nights?|free time|spare time)";
const PASTIME = `${NO_PASTIME}([\\p{L}-]+ing(?: (?!or\\b|in\\b|at\\b|on\\b|with\\b)[\\p{L}-]+){0,3}?)`;
const MAKE = "(?:(?:19|20)\\d\\d )?(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\\p{Lu}[\\p{L}\\d-]+";

/** Facts that a sentence tells by the way, or in two halves: "Baker by trade, currently at Acme". */
export const TOLD_OTHERWISE: readonly Rewordings[] = [
  {
    has: /\bby trade\b/i,
    forms: [
      [
        /^(?:I(?:['’]?m| am) )?(?:an? )?([\p{L} -]{3,40}?) by trade,? (?:and |but )?(?:currently|now|presently|these days) (?:at|with) (?=\p{Lu})/iu,
        "I am a $1; I work at ",
      ],
    ],
  },
  {
    has: /\b(?:left|live|lived)\b/,
    forms: [
      [
        new RegExp(
          `\\b(?:I|[Ww]e) left (${PLACE}) for (${PLACE})(?:,? (?:back )?in (?:19|20)\\d\\d| \\p{L}+ (?:years|decades) ago)?,? and (?:(?:I|we)(?:['’]m| am|['’]re| are|['’]ve| have)? )?(?:still (?:here|there)|never (?:left|looked back|moved back|gone back)|been here (?:ever )?since|stayed)(?=[.!,]|$)`,
          "u",
        ),
        "I no longer live in $1; I live in $2",
      ],
      [
        new RegExp(
          `\\b(?:I|[Ww]e) (?:do not|don['’]?t) live in (${PLACE})[,;] (?:it['’]?s|it is|but(?: in)?|I live in|we live in) (${PLACE})(?=[.!]*$)`,
          "u",
        ),
        "I no longer live in $1; I live in $2",
      ],
      [
        new RegExp(
          `^I(?:['’]?m| am) (?:writing|typing|messaging) from (${PLACE}), where I(?:['’]ve| have)(?: always)? lived (?:all )?(?:my (?:whole |entire )?life|since|for)\\b.*`,
          "u",
        ),
        "I live in $1",
      ],
    ],
  },
  {
    has: /\bname['’]?s|\bname is| here, but |^You (?:keep|always)/,
    forms: [
      [
        new RegExp(
          `^(?:The|My) name(?:['’]?s| is) (${NAME}),? but (?!\\p{L}+day\\b)(${NAME}) (?:is|will|works) (?:just )?(?:fine|ok|okay|do|too)(?=[.!]*$)`,
          "u",
        ),
        "My name is $1; call me $2",
      ],
      // Whoever is here may be a student. A short form begins as the name does.
      [
        /^((\p{Lu}\p{Ll}{1,5})\p{Ll}+) here, but (\2(?:y|ie?)?) is (?:just )?fine(?=[.!]*$)/u,
        "$1 here; call me $3",
      ],
      [new RegExp(`^The name['’]s (${NAME})(?=[.!]*$|, (?:by the way|nice to))`, "u"), "My name is $1"],
      [
        new RegExp(
          `^You (?:keep|always) (?:calling|call) me ${NAME}[;,:]? (?:but )?(?:it['’]s|it is|my name is) (${NAME})(?=[.!]*$|, with )`,
          "u",
        ),
        "My name is $1",
      ],
      [
        new RegExp(
          `^You (?:keep|always) (?:writing|write|spelling|spell|misspelling) ${NAME}[;,:]? (?:but )?(?:it['’]s|it is) (${NAME}), with (?:an?|one|two|no) .*`,
          "u",
        ),
        "My name is $1",
      ],
    ],
  },
  {
    has: /\b(?:youngest|eldest|oldest|firstborn)\b|\bsame (?:day )?as my\b/,
    forms: [
      [
        new RegExp(
          `\\b([Mm]y|[Oo]ur) (?:youngest|eldest|oldest|firstborn)(?: (?:one|child))?, (${NAME}), (?=(?:just |now |also |recently |already )*(?:started|starts|turned|turns|lives|loves|goes|works|got|hates|wants|can['’]?t?|plays|studies|moved|was born|has (?:asthma|just|started|a (?:fever|cold))|is (?:\\d|in|at|off|allergic|learning|starting|turning|getting|only|vegan|vegetarian))\\b)`,
          "u",
        ),
        "$1 child $2 ",
      ],
      [
        new RegExp(`,? (?:the )?same (?:day )?as my (${RELATIVES}),? (${NAME})(?=[.!]*$)`, "u"),
        "; my $1 is called $2",
      ],
    ],
  },
  {
    has: new RegExp(`^(?:${PARENTS.join("|")}) `, "u"),
    forms: PARENTS.map((who): [RegExp, string] => [
      new RegExp(`^${who} (?=${STATES})`, "u"),
      `my ${who.toLowerCase()} `,
    ]),
  },
  {
    has: /\bfind me\b/,
    forms: [
      [
        new RegExp(
          `^(?:On|At|Most|In|Every|During) ${FREE},? you(?:['’]ll| will| can) (?:usually |mostly |often |always |probably )*find me ${PASTIME} or ${PASTIME}(?=[.!]*$|,| (?:in|at|on|with)\\b)`,
          "iu",
        ),
        "My hobby is $1; my hobby is $2",
      ],
      [
        new RegExp(
          `^(?:On|At|Most|In|Every|During) ${FREE},? you(?:['’]ll| will| can) (?:usually |mostly |often |always |probably )*find me ${PASTIME}(?=[.!]*$|,| (?:in|at|on|with)\\b)`,
          "iu",
        ),
        "My hobby is $1",
      ],
    ],
  },
  {
    has: /\b(?:traded|swapped)\b/,
    forms: [
      [
        new RegExp(
          `\\b(?:I|[Ww]e) (?:have |['’]ve )?(?:just |finally )?(?:traded|swapped)(?: in)? (?:my|our) (?:old )?(${MAKE}|${POSSESSIONS}) for (an? (?:(?:new|used|electric|secondhand|hybrid|second-hand) ){0,2}(?:${MAKE}|${POSSESSIONS}))(?:[.!]*$|, .*| (?:last|this|yesterday|today|in|on|two|three)\\b.*)`,
          "u",
        ),
        "I no longer own my $1; I own $2",
      ],
    ],
  },
  {
    has: /\bcall it\b|\bmake it\b|allergy after all/,
    forms: [
      [
        new RegExp(`^I said I was (?:${DIET}),? but .{3,60}, so (?:call|make) it (${DIET})(?=[.!]*$)`, "u"),
        "I am $1",
      ],
      [
        /^(?:My|The) (?:doctor|GP|allergist|tests?|allergy tests?) (?:says?|said|showed?|shows?) (?:that )?(?:it|I|this) (?:isn['’]t|is not|wasn['’]t|was not|don['’]t have|do not have) an? (\p{L}+) allergy after all(?=[.!]*$|,)/u,
        "I am no longer allergic to $1",
      ],
    ],
  },
];
