/**
 * Sentences that state a fact over several clauses, in the words of one. Each is read as what it means: "I can't eat peanuts,
 * I'm allergic" is "I am allergic to peanuts".
 */
export function reworded(sentence: string): string {
  return REWORDINGS.reduce((said, [form, meaning]) => said.replace(form, meaning), sentence);
}

const EATS = "(?:eat|have|drink|touch|take)";
const AM = "(?:['’]m| am)";

const REWORDINGS: readonly [form: RegExp, meaning: string][] = [
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
      `\\bmy (?:throat|lips|mouth|tongue|face|eyes) (?:swells?|itch(?:es)?|closes?|tingles?|burns?)(?: up)? (?:if|when(?:ever)?|every time|after) I ${EATS} `,
      "iu",
    ),
    "I get hives from ",
  ],
  // Taken back in the same breath.
  [
    /(?<![\p{L}'’])\p{Lu}[\p{L}'’-]+, (?:oops|sorry|no|wait|correction|scratch that),? (?:I mean(?:t)? )?(\p{Lu}[\p{L}'’-]+)(?=[.!]*$)/u,
    "$1",
  ],
  [
    /(?<!\d)\d{1,3}, (?:oops|sorry|no|wait|correction|scratch that),? (?:I mean(?:t)? )?(\d{1,3})(?=[.!]*$)/iu,
    "$1",
  ],
];
