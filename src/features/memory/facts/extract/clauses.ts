import type { Clause } from "./clause.ts";
import { spelledOut } from "./spelling.ts";
import { withSubject } from "./subjects.ts";
import { whenIn } from "./when.ts";
import { meant } from "./wordings/meaning.ts";

/** The clauses that the speaker states as true. Leaves out hypothetical, reported and sarcastic ones. */
export function clausesOf(sentence: string): Clause[] {
  if (UNMEANT.test(sentence) || SHOUTED.test(sentence) || HYPOTHETICAL_START.test(sentence)) return [];
  const clauses: Clause[] = [];
  const small = /^\P{L}*\p{Ll}/u.test(sentence);
  for (const part of spelledOut(sentence)
    .replace(BY_DOCTOR_THAT, "")
    .replace(REACTION_TO, "$1 from ")
    .replace(/(@[\w.-]+\w) (?:if|in case|when|unless|whenever) .*/, "$1")
    .split(CLAUSE_START, CLAUSES_MAX)) {
    if (REPORTS.test(part) && !/^(?:as|like) I\b/i.test(part)) break;
    if (/\b(?:if|unless|whether|wish|as though)\b/i.test(part)) continue;
    clauses.push(...elliptic(meant(plain(part))).map((text) => polarised(text, small)));
  }
  return clauses;
}

/** "hives when I eat kiwi" → "hives from kiwi", which the split into clauses would part. */
const REACTION_TO =
  /\b(hives|rash|rashes|reactions?) (?:when(?:ever)?|if|every time|each time|after) I (?:eat|drink|have|touch|take) /i;

// What a person says about themselves in 400 characters has fewer.
const CLAUSES_MAX = 16;

const UNMEANT =
  /^(?:oh|sure|yeah|great|right|wow),? (?:I|we) (?:just|really|so|absolutely) (?:love|adore|enjoy)\b|\byeah,? right\b|\bas if\b|\/s\b|(?<!\bno )\bkidding\b|\bjk\b|^not really\b|\bsarcas|^oh,? (?:great|joy|sure)\b|\bjust (?:love|adore) (?:it )?(?:when|how)\b|\blucky me\b|\bwhat a surprise\b|\bby which I mean\b|\b(?:so to speak|metaphorically|in a manner of speaking|figuratively speaking)\b|\b(?:queen of sheba|king of england|the pope)\b|\bI(?:['’]m| am) (?:so|such an?|being so) (?:blind|deaf|adhd|ocd|dyslexic|autistic|bipolar|retired)\b/i;
const SHOUTED =
  /^(?:(?:(?:[Oo]h|[Yy]eah|[Ss]ure|[Ww]ow|[Rr]ight|[Gg]reat),? )+I (?:just )?|I just )(?:LOVE|ADORE|ENJOY)\b|^I Love \p{Lu}/u;
const HYPOTHETICAL_START =
  /^\W*(?:(?:so|and|but|well|even) )*(?:if|suppose|supposing|imagine|pretend|assuming|assume|say|let'?s (?:say|pretend|assume)|what if|hypothetically|in (?:my|this|the) (?:dream|story|novel|game|book|film|movie|screenplay|script|play|poem|comic|campaign)|once upon)\b/i;

// What a doctor says about a person is a fact.
const BY_DOCTOR_THAT =
  /^my (?:doctor|GP|allergist|dermatologist|neurologist) (?:says|said|told me)(?: that)? (?=I\b)/i;
const REPORTS =
  /\b(?:said|says|say|saying|told me|tells me|asked|asks|wrote|writes|claims?|claimed|thinks?|thought|believes?|suspects?|suspected|assumes?|assumed|insists?|insisted|swears?|suggests?|suggested|wonders?|wondered|tells? (?:people|everyone|everybody|them|him|her|others)|pretend(?:s|ed)?|joked?|dreamed|dreamt|read|heard)(?: that)?[,:]?\s*$|^(?:\p{Lu}\p{L}+|s?he|they|someone|somebody|everyone|people|you|it) (?:always |often |once |just )?(?:said|says|say|told|tells|asked|asks|wrote|claims|claimed|thinks|think|thought|(?:goes|is like|was like)$)|^according to\b/iu;
const CLAUSE_START = new RegExp(
  [
    "\\s*(?:[;–—:]|\\s-+\\s|,)\\s*(?:(?:and|but|so|plus|also|then|now|currently|because|since|as|though|although|yet|i\\.e\\.?,?|meaning|on top of (?:everything|that|it all),?|to make matters worse,?|these days|note that|just)\\s+)*(?=(?:I|my|we|our|he|she|they|it|you|that|this|there|everyone|everybody)\\b)",
    "\\s+(?:(?:and|but|so|plus|because|since|though|although|while)\\s+)+(?:(?:now|then|also|yes|that)\\s+)*(?=(?:I|my|we|our|he|she|they|it|you|this|there)\\b)",
    "\\s*,\\s*(?=(?:i['’]?m|i['’]ve)\\b)",
    "\\s+(?:but|and)\\s+(?=(?:please|pls|you can|just|everyone|people|(?:my )?friends)\\s+calls?\\s+me\\b)",
    "\\s*[;]\\s*",
    "\\s+(?:where|when)\\s+(?=(?:I|we)\\b)",
  ].join("|"),
  "iu",
);

const OPENER = new RegExp(
  `^(?:(?:${[
    "and|but|so|also|then|plus|well|yeah|yea|yes|yep|yup|no(?! longer\\b)|nope|nah|oh|ah|haha|lol|wow|hey|hi|hiya|hello|ok|okay|alright",
    "actually|honestly|seriously|anyway|anyways|btw|by the way|fyi|for the record|in fact|of course|sure|thanks|thank you|sorry",
    "turns out(?: that)?|it turns out(?: that)?|ugh+|argh|phew|hmm+|heads up|fun fact|side note|full disclosure|quick (?:question|update|note)|good (?:morning|evening|afternoon)",
    "just so you know|just fyi|as you know|you know|you see|as I (?:said|mentioned)|like I said|basically|personally|currently|(?:because|since)(?= (?:I|my|we)\\b)",
    "right now|now|nowadays|these days|at the moment|recently|lately|first(?! (?:day|shift|week|month)\\b)|first off|unfortunately|luckily|sadly|finally|speaking of which",
    "I (?:just |recently )?found out(?: recently| that)*|guess what|good news|great news|big news|update|today|like|absolutely|definitely|to be honest|tbh|for context|some context|a bit about me|about me",
    "scratch that|correction|I (?:misspoke|was wrong|was mistaken|got that wrong)|my (?:mistake|bad)|wait|let me correct (?:that|myself)|what I meant (?:is|was)|I mean|I meant(?: to say)?(?: that)?",
    "I (?:should|wanted to|want to|have to|must) (?:mention|tell you|say|add|let you know)(?: that)?|I (?:told|mentioned to) you (?:that )?|(?:just )?(?:to )?let(?:ting)? you know(?: that)?|I am (?:happy|excited|proud|glad) to (?:say|share|announce)(?: that)?",
    "(?:sad|bad) news|congratulate me|as of (?:today|yesterday|now|this week|next week|last week|\\p{L}+day)|(?:long story short|in short|short version)|after (?:my|our|the) (?:divorce|break-?up|separation)|after (?:\\p{L}+|\\d+) (?:long )?(?:years|months|weeks)(?: there)?|where(?= I live in \\p{Lu})",
    "from (?:now|here) on(?=,? (?:please )?call me)|tl;?dr|edit|p\\.?s\\.?|please|please note(?: that)?|note(?: that)?|please remember(?: that)?|remember(?: that)?|keep in mind(?: that)?|do not forget(?: that)?|don't forget(?: that)?",
  ].join("|")})(?:\\s*[,:!.-]+\\s*|\\s+))+(?=\\S)`,
  "iu",
);
const ADDRESSED =
  /^(?:(?:hey|hi|hello|thanks|thank you|wow|yeah|yes|no|oh|congrats|aw+)[ ,]+)?\p{Lu}\p{Ll}+[,!] (?=(?:I|my|we)\b)/u;
const ADVERB =
  /^((?:I|We)(?: am| are| have| was| were| do| did| will)?(?: not)?)(?: (?:also|still|currently|now|actually|really|just|recently|already|always|absolutely|finally|personally|originally|mostly|mainly|usually|both|definitely|totally|truly|genuinely|simply|even|officially|only|kinda|quite|so|generally|typically|primarily|especially|particularly|happily|proudly|presently|to be honest|ever since|often|sometimes|temporarily|basically))+(?= )/i;

/** A clause without its opening words, in the order subject, verb, time. "We" becomes "I". */
function plain(part: string): string {
  let text = withSubject(part.trim().replace(OPENER, "").replace(ADDRESSED, "").replace(OPENER, ""));
  const start = /^(?:[^,]{3,30}?),? (?=(?:I|we|my)\b)/i.exec(text)?.[0];
  // Any reference time will do: this only asks whether the words name a time.
  const time = start && whenIn(start, new Date(0), "past");
  if (start && time && time.phrase.length >= start.replace(/[, ]+$/, "").length)
    text = `${text.slice(start.length).replace(/[.!,]+$/, "")} ${time.phrase.charAt(0).toLowerCase()}${time.phrase.slice(1)}`;
  return text
    .replace(/^not (?=an? (?:big |huge )?fan of )/i, "I am not ")
    .replace(/^we are\b/i, "I am")
    .replace(/^we were\b/i, "I was")
    .replace(/^(?:we|both of us|my (?:wife|husband|partner|family) and I)\b/i, "I")
    .replace(/^our\b/i, "My")
    .replace(/^i\b/, "I")
    .replace(/^my\b/, "My")
    .replace(ADVERB, "$1")
    .replace(
      /(?:,? (?:btw|tbh|lol|haha|by the way|fyi|though|tho|imo|sadly|unfortunately|thankfully))+(?=[\s.!…,:]*$)/i,
      "",
    )
    .replace(/[\s.!…,:)]+$/, "");
}

const VERB_AFTER_AND =
  /,? (?:and|but) (?:also |now |then |currently |really |mostly |still )?(?=(?:am|have|had|work|live|like|love|hate|speak|study|enjoy|own|moved|started|teach|play|prefer|do not|can not|used to|grew|was|went|visited|bought|got|quit|joined|want|plan|hope|need|adopted|ended up|settled|prefer|suffer|take|drink|eat|hail|do not|drive|run|sing|volunteer|write|paint)\b)|, (?=(?:work|live|study|teach|speak|play) (?:at|in|for|as|with|\p{L}+ing\b|\p{Lu}))/iu;

const NAME_AND_MORE = /^(I am \p{Lu}\p{Ll}+)(?:, (?:and )?(?=an? )| (?=from ))/u;

/** "I live in Berlin and work at Acme" → two clauses with the same subject. Verbs after "to" are not split. */
function elliptic(text: string): string[] {
  const [first = "", ...others] = text.replace(NAME_AND_MORE, "$1 and am ").split(VERB_AFTER_AND);
  if (!/^I\b/.test(first) || / to \w+$/.test(first) || / (?:you|people|they|he|she|it|who|that) /.test(first))
    return [/^My\b/.test(first) ? text : first];
  return [
    first,
    ...others.map((rest) => `I ${rest}`.replace(ADVERB, "$1")).map((rest) => afterLeaving(first, rest)),
  ];
}

/** "I quit Acme and joined Initech" names a new employer, while "I joined Netflix" alone may not. */
function afterLeaving(first: string, rest: string): string {
  if (!/^I (?:have )?(?:just )?(?:quit|left|resigned from)\b/.test(first)) return rest;
  return rest.replace(/^I (?:joined|started at|moved to|went to) (?=\p{Lu})(?!.* as )/u, "I work at ");
}

const POLARITIES: { pattern: RegExp; becomes: string; holds: Clause["holds"] }[] = [
  { pattern: /^I used to be\b/, becomes: "I am", holds: "once" },
  { pattern: /^I used to (?=\w)/, becomes: "I ", holds: "once" },
  {
    pattern:
      /^I am no longer |^I (?:do )?no longer (?=am\b|a |an |in |at |\w+ing\b|vegan|vegetarian|married)/,
    becomes: "I am ",
    holds: "no longer",
  },
  { pattern: /^I no longer /, becomes: "I ", holds: "no longer" },
  {
    pattern: /^I (?:do|did) not (?=.*\b(?:any ?more|any longer|these days|now)\b)/,
    becomes: "I ",
    holds: "no longer",
  },
  { pattern: /^I am not (?=.*\b(?:any ?more|any longer)\b)/, becomes: "I am ", holds: "no longer" },
  {
    pattern:
      /^I (?:do not|can not (?=stand|bear|stomach|eat|drink|have|tolerate)) ?(?:(?:really|actually|particularly|even|currently) )*/,
    becomes: "I ",
    holds: "no",
  },
  { pattern: /^I am not /, becomes: "I am ", holds: "no" },
];

function polarised(text: string, small: boolean): Clause {
  for (const { pattern, becomes, holds } of POLARITIES) {
    if (!pattern.test(text)) continue;
    const rest = text.replace(pattern, becomes).replace(/,? (?:any ?more|any longer|these days|now)$/i, "");
    return { text: rest.replace(ADVERB, "$1"), holds, small };
  }
  return { text, holds: "yes", small };
}
