/** Verbs that a message begins with when its "I" is left out: "Moved to Oslo", "been learning Welsh", "not a fan of musicals". */
const FORMS: readonly (readonly [begins: RegExp, subject: string])[] = [
  [
    form(
      "moved|relocated|settled|signed (?:with|on with|my|the lease|a lease|our)|picked up (?:the|our|my) keys|packed up|closed on|put down roots|bought|adopted|rescued|rehomed|turned|visited|graduated|grew up|retired|became|tore|sprained|fractured|broke my|gave up|took up|dropped out|resigned|handed in my|stopped (?:\\p{L}+ing)|quit (?:my|working|smoking|running|drinking|playing|teaching|\\p{Lu}\\p{L}*)|left (?:my job|\\p{Lu}\\p{L}+ (?:for|last|in|after))|lost my|sold my|joined \\p{Lu}\\p{L}*|went (?:vegan|vegetarian|veggie|keto|gluten[- ]free|dairy[- ]free|pescatarian|plant[- ]based)(?= (?:in|last|this|two|a|for|at|when|about|because)\\b|$|[,.])|switched (?:jobs|careers|from)|changed jobs|landed (?:a|the|my)|accepted (?:a|the|an)|made partner|never (?:liked|enjoyed|eat|ate|drink)|got (?:the (?:keys|sack|boot|axe|chop)|myself|married|engaged|divorced|promoted|bumped|hired|laid off|let go|fired|made redundant|diagnosed|tenure|into|an? (?:new )?(?:job|dog|cat|puppy|kitten|rabbit|rescue|hamster|parrot)|two (?:dogs|cats|kids)|my)|started (?:at|with|a new job|working|learning|taking|playing|studying|my)|had to (?:put|give|rehome)|used to (?:live|work|be|play|love|hate|have|own|teach)|was (?:born|raised|diagnosed|promoted|laid off|made)",
    ),
    "I",
  ],
  [
    /^(?=(?:do not|don['’]?t|can ?not|can['’]?t|cannot) (?:live|work|have (?:kids|children|any kids|pets)|own|speak|eat (?:meat|pork|beef|fish|dairy|gluten|eggs|seafood)|stand (?!up|down|out|by|in|on|still|for)|do dairy|like)\b)/u,
    "I",
  ],
  [
    /^(?!.{3,40}? (?:is|was|pays|sounds|seems|can|has|looks)\b)(?=(?:live|living) in \p{Lu}|(?:work|working) (?:at|for) \p{Lu}|(?:work|working) as an? |speak \p{Lu}\p{Ll}+ and )/u,
    "I",
  ],
  [
    /^(?=(?:hate|loathe|love (?=\p{L}+ing\b)) ?(?!it\b|this\b|that\b|you\b|your\b|how\b|the\b|when\b|my\b|to\b)\p{L}+(?: \p{L}+)?(?:$|,| (?:and|but|so)\b))/u,
    "I",
  ],
  [
    /^(?:got|have) (?=(?:adhd|asthma|diabetes|ibs|eczema|celiac|coeliac|an? (?:nut|peanut|shellfish|dairy|egg|latex|gluten) (?:allergy|intolerance))\b)/u,
    "I have",
  ],
  [/^(?=in \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? since (?:\p{Lu}\p{Ll}+ )?\d{4}\b)/u, "I have been"],
  [
    /^(?=been (?:\p{L}+ing|vegan|vegetarian|married|sober|divorced|single|an? \p{L}+|at \p{Lu}|with \p{Lu})\b)/u,
    "I have",
  ],
  [
    /^(?=(?:promoted to (?!prod)|laid off|hired (?:by|at)|diagnosed with|born (?:in|on)(?![^,]{3,30} (?:is|was) (?:an?|the|my|one|by|such|so|playing|on)\b)|raised in \p{Lu}\p{Ll}+|born and raised)\b)/u,
    "I was",
  ],
  [
    /^(?=(?:finishing|doing|starting|studying|getting|pursuing) (?:my|an?) (?:final|degree|masters?|master['’]s|phd|doctorate|mba|bachelor['’]?s?|msc|bsc|apprenticeship)\b)/u,
    "I am",
  ],
  [
    /^(?!.{3,40}? (?:is|was|are|has|have|can|could|will|would|takes|makes|sounds|seems|helps|requires|might|should|may|feels|looks)\b)(?=(?:studying|learning|saving (?:up )?for|training for (?:a|an|my|the) (?:[\p{L}\d]+ ){0,2}(?:marathon|triathlon|race|ultra|ironman)|living (?:in|with)|expecting (?:our (?:first|second|third)|a baby|twins)|teaching myself|moving to|relocating to|trying to (?:teach myself|learn)|planning (?:to|on)) )/u,
    "I am",
  ],
  [/^(?=(?:severely |deathly |highly |also |very )?allergic to )/u, "I am"],
  [
    /^(?=not (?:allergic to|vegan|vegetarian|married|into|(?:an? )?(?:big |huge )?fan of|a \p{L}+ person)\b)/u,
    "I am",
  ],
  [/^(?=no longer (?:with|at|in|vegan|vegetarian|married|allergic|an? |working|living|employed)\b)/u, "I am"],
  [
    /^(?=(?:based in|originally from|lactose intolerant|gluten intolerant|newly|recently (?:divorced|single|married)|married to \p{Lu}\p{Ll}+|married with|self-employed|unemployed|coeliac|celiac|diabetic|vegan here|vegetarian here|on maternity leave|on paternity leave) ?)/u,
    "I am",
  ],
  [
    /^(?=(?:(?:single|proud|new|busy) )?(?:mum|mom|mother|dad|father|parent) of (?:\d|one|two|three|four|five|twins))/u,
    "I am a",
  ],
  [/^(?=(?:big|huge|massive|lifelong|long-time) (?:\p{L}+ ){0,2}?fan(?: of|\b))/u, "I am a"],
  [/^(?=type (?:1|2|one|two) diabetic\b)/u, "I am a"],
  [/^(?=on (?:\p{Ll}+ )?leave from )/u, "I am"],
  [/^(?=in (?:my|the) (?:first|second|third|fourth|final|last) year of )/u, "I am"],
  [/^(?:been )(?=in remission\b)/u, "I have been"],
  [/^(?=in remission\b)/u, "I am"],
  [/^(?:have not|haven['’]t) (?=(?:touched|eaten|had) )/u, "I have not"],
  [/^(?=fan of )/u, "I am a"],
  [/^(?=(?:\d(?:st|nd|rd|th)|first|second|third|fourth|final) year of (?:an?|my) )/u, "I am in the"],
];

function form(words: string): RegExp {
  return new RegExp(`^(?:just |finally |recently |already )*(?=(?:${words})\\b)`, "u");
}

/** Whether the text begins without a subject, which is the speaker. */
export const lacksSubject = (text: string): boolean =>
  FORMS.some(([begins]) => begins.test(uncapitalised(text)));

const uncapitalised = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** "Moved to Oslo last week" → I moved to Oslo last week. */
export function withSubject(text: string): string {
  if (HAS_SUBJECT.test(text)) return text;
  const said = uncapitalised(text);
  const [begins, subject] = FORMS.find(([form]) => form.test(said)) ?? [];
  return begins ? `${subject} ${said.replace(begins, "")}` : text;
}

// So begin most clauses, and none of the forms.
const HAS_SUBJECT = /^(?:I|we|my|our|the|it|he|she|they)\b/i;
