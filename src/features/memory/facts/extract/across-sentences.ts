import { PETS, RELATIVES } from "./lexicon.ts";
import { type Rewordings, reword } from "./reword.ts";

const NAME = "\\p{Lu}\\p{Ll}+(?:-\\p{Lu}\\p{Ll}+)?";
const PLACE = "\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){0,2}";
const NEAR = "[^.!?\\n]{0,80}[.!]+ ";
const ANIMAL = `(?:${PETS})`;

/** Facts that two sentences tell together: "My hamster escaped. His name is Houdini." */
const TWO_SENTENCES: readonly Rewordings[] = [
  {
    has: /[.!] (?:his|her|its|their|it|s?he) ?(?:name|['’]s|is|was)\b/i,
    forms: [
      [
        new RegExp(
          `\\b((?:[Mm]y|[Oo]ur) (?:\\p{Ll}+ ){0,2}?${ANIMAL})\\b(${NEAR})(?:[Hh]is|[Hh]er|[Ii]ts) name(?:['’]s| is) (${NAME})`,
          "u",
        ),
        "$1 $3$2",
      ],
      [
        new RegExp(
          `\\b(?:talked (?:us|me) into|ended up with|got|adopted|rescued|bought|took in|brought home|have) (?:getting )?an? ((?:\\p{Ll}+ ){0,2}?${ANIMAL})\\b(${NEAR})(?:It|He|She)(?:['’]s| is) (?:called|named) (${NAME})`,
          "u",
        ),
        "got it. I have a $1 called $3. ",
      ],
      [
        new RegExp(
          `\\bput (${NAME}) (?:down|to sleep)\\b(${NEAR})(?:She|He) was (?:the|an?|our|my) (?:\\p{Ll}+ ){0,3}?(${ANIMAL})\\b`,
          "u",
        ),
        "put my $3 $1 down$2",
      ],
      [
        new RegExp(
          `\\b((?:[Mm]y|[Oo]ur) (?:${RELATIVES})(?: ${NAME})?) (?:has )?moved (?:out|away|abroad)\\b(${NEAR})(?:She|He)(?:['’]s| is) (?:now )?in (?=\\p{Lu})`,
          "u",
        ),
        "$1 moved$2$1 lives in ",
      ],
    ],
  },
  {
    has: /^(?:hi|hello|hey|greetings|good (?:morning|evening)) from /i,
    forms: [
      [
        new RegExp(
          `^(?:[Hh]i|[Hh]ello|[Hh]ey|[Gg]reetings|[Gg]ood (?:morning|evening)) from (?:\\p{Ll}+ ){0,2}(${PLACE})[.!,]+ (?=(?:I|[Ww]e) (?:live|rent an? (?:flat|studio|room|apartment|house)|moved|own an? (?:flat|apartment|house)|grew up|settled|have lived)\\b[^.!?]* here\\b)`,
          "u",
        ),
        "I live in $1. ",
      ],
    ],
  },
];

export const acrossSentences = (text: string): string => reword(text, TWO_SENTENCES);
