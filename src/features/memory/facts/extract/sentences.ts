import { asideIn } from "./asides.ts";
import { lacksSubject } from "./subjects.ts";

/**
 * The statements of a text, as written. Leaves out questions (but keeps the first half of "I live in Berlin, where can I
 * eat?"), quotations, code, links and other languages.
 */
export function statements(text: string): string[] {
  // Collapses spaces, because the expressions below would take quadratic time for long runs.
  const own = withoutQuotations(text.replace(/\s+/g, (run) => (/[\n\r\u2028\u2029]/.test(run) ? "\n" : " ")));
  if (GIVES_TEXT_TO_WORK_ON.test(own) && !OWN_LETTER.test(own)) return [];
  return own
    .replace(ABBREVIATION, (found) => found.replaceAll(".", DOT))
    .split(SENTENCE_END)
    .map((part) => part.replaceAll(DOT, ".").trim())
    .filter(beforeFiction())
    .flatMap(stated)
    .filter((sentence) => sentence.length <= SENTENCE_CHARACTERS_MAX && isEnglish(sentence));
}

/** Passes sentences up to the one that says that what follows is made up. */
function beforeFiction(): (sentence: string) => boolean {
  let real = true;
  return (sentence) => {
    if (FICTION.test(sentence)) real = false;
    return real;
  };
}

const FICTION = new RegExp(
  [
    "\\bfor (?:the (?:sake|purposes?) of|purposes of) (?:this|the|our|an?|argument)\\b",
    "^(?:so |ok(?:ay)?,? |and )?(?:for|in) (?:this|the|our|an?|my) (?:[\\p{L}-]+ )?(?:role[- ]?play|exercise|scenario|simulation|improv|skit|test case|hypothetical|thought experiment|assignment|campaign)\\b",
    "^(?:let'?s |let us )(?:pretend|role[- ]?play|imagine|play)\\b",
    "^(?:hypothetical(?:ly)?|thought experiment|role[- ]?play|scenario)\\b",
    "^knock,? knock\\b",
    "^In (?:this|my|our|the) (?:game|novel|short story|screenplay|campaign)\\b",
    "^you(?:['’]re| are) (?:now )?(?:an?|my|the) (?!(?:life ?saver|star|legend|genius|gem|angel|hero|friend|great|good|big|huge|real|best|one)\\b)",
    // What follows a colon is somebody's text.
    "\\b(?:wrote|writes|writing|reads|replied|texted|emailed|posted|complained|submitted)\\b[^.!?:]{0,60}:(?: |$)",
    "\\b(?:text|e-?mail|letter|message|essay|review|story|poem|draft|post|caption|paragraph|sentence|answer|reply|response|transcript|script|following|comment|complaint|ticket|dialogue|excerpt|passage|article|monologue|testimonial)\\b[^.!?:]{0,40}:$",
  ].join("|"),
  "iu",
);

// Anything longer is a list, a log or pasted text without full stops, where clauses cannot be found.
const SENTENCE_CHARACTERS_MAX = 400;
const DOT = "\u2024";
const ABBREVIATION =
  /\b(?:Dr|Mrs?|Ms|Prof|St|Mt|Jr|Sr|Inc|Ltd|Co|vs|e\.g|i\.e|approx|[ap]\.m|U\.S|U\.K|\p{Lu})\./gu;
const SENTENCE_END = /(?<=[.!?…]["')\]]*)\s+|\n+|\s*(?:\p{Extended_Pictographic}\uFE0F?)+\s*/u;

// Text after "Translate this:" or "Write a story about" is not about the person.
const GIVES_TEXT_TO_WORK_ON =
  /^\W*(?:please |can you |could you |now |hey,? )*(?:translate|rewrite|rephrase|paraphrase|proofread|summari[sz]e|correct|edit|fix|improve|continue|complete|analy[sz]e|role-?play|pretend|imagine|act as|you are|repeat after|write(?! down)|draft|compose|say|type(?! (?:1|2|one|two)\b))\b/i;

// Its writer is the person, who goes on to say why.
const OWN_LETTER =
  /^(?:please |can you |could you )*(?:draft|write|compose) (?:me )?(?:an?|my) (?:(?:short|polite|formal|brief) )?(?:resignation|cover|motivation|thank-you) (?:letter|e-?mail|note)(?: for me)?[.?!]+ (?=I\b)/i;

function withoutQuotations(text: string): string {
  return text
    .replace(/```[\s\S]*?(?:```|$)|`[^`]*`/g, " ")
    .replace(/^\s*>.*$/gm, "")
    .replace(/\bhttps?:\/\/\S+/g, "")
    .replace(QUOTED_LETTER, (letter) => (letter.trim().length === text.trim().length ? letter : "\n"))
    .replace(/(?<![\p{L}\p{N}])['‘](?=(?:I|My|We)\b)[^\n]{1,300}?['’](?![\p{L}\p{N}])/gu, "\n")
    .replace(/["“„«]([^"“”„«»]{1,400})["”“»]/g, (_, quoted: string) => (isTitle(quoted) ? quoted : "\n"));
}

/** From its greeting to the name under it. A message that is a letter as a whole is the person's own. */
const QUOTED_LETTER =
  /^(?:dear|hi|hello|hey)\b[^\n]{0,40},\s*\n[\s\S]{1,3000}?^(?:(?:kind|best|warm|many) )?(?:regards|wishes|best|sincerely|respectfully|yours \w+),?\s*\n[^\n]{0,40}$/gim;

/** A few quoted words that are a name, as in: my dog is called "Rex". */
const isTitle = (quoted: string) =>
  quoted.split(/\s+/).length <= 4 && !/^(?:I|I['’]m|my|we|you)\b/i.test(quoted);

const ASKING =
  /(?<!\b(?:someone|somebody|person))(?:,| -| –)?\s+(?:and |so |but )?(?:what|which|where|when|who|how|why|can|could|would|should|do you|does|are there|is there|any|is (?:it|that|this)|will (?:it|that|this)|am I|did|shall|(?:please )?help|advice|alternatives|thoughts|ideas|tips|suggestions|recommendations)\b.*$/i;

function stated(sentence: string): string[] {
  if (!/\?["')\]]*$/.test(sentence)) return [sentence];
  if (ASKS_FOR_STYLE.test(sentence)) return [sentence.replace(/[?"')\]]+$/, "")];
  const first = sentence.replace(ASKING, "");
  const own = OWN.test(first) || lacksSubject(first) || (/\bme\b/i.test(first) && !ASKS.test(first));
  const deadly = KILLS.exec(sentence)?.[0];
  if (deadly) return [deadly];
  const aside = /\b(?:my|our)\b/i.test(sentence) ? asideIn(sentence) : undefined;
  if (own && first.length < sentence.length && !/\?$/.test(first)) return [first];
  return aside ? [aside] : [];
}

// "Peanuts could kill me, what can I eat?"
const KILLS =
  /^(?:tree |bee |wasp )?\p{L}+ (?:could|would|can|will|might) (?:literally |actually |seriously )?kill me\b/iu;
// "Could you stop using emojis?"
const ASKS_FOR_STYLE =
  /^(?:please )?(?:can|could|would|will) you (?:please )?(?:stop|always|never|not|keep|be (?:a (?:bit|little) )?(?:less|more))\b/i;
const ASKS =
  /^\W*(?:(?:so|and|but|ok(?:ay)?|hey|hi|please),? )*(?:what|which|where|when|who|how|why|can|could|would|should|do|does|did|is|are|was|were|has|have|will|am|may|might|must|shall|if|any|tell|give|show|help|remind|suggest|recommend|explain|ask|let|find|get|teach|make|write|send)\b/i;
const OWN =
  /^(?:(?:ok(?:ay)?|quick question|btw|by the way|hey|hi|hello|so|well|oh|ugh|also|and|good (?:morning|evening|afternoon))\b[,!.:]? )*(?:I|I['’]?(?:m|ve)|my|we|our|since|as|because|being|living|been|hi|hey|hello|so)\b|\bis my favou?rite\b|^(?:one|a single) (?:bite|sip|taste) of\b/iu;

// Words that English does not have. Two make a sentence foreign; one may be part of a name ("Rio de Janeiro").
const FOREIGN =
  /(?<![\p{L}'])(?:ich|und|nicht|ist|mit|auf|für|ein|eine|im|bin|mein|wir|que|los|las|una|con|por|para|es|mi|soy|vivo|est|pas|dans|avec|une|les|je|suis|mon|het|een|ik|niet|och|jag|är|não|uma|sou|sono|che|nel|il|di|mio|jest|nie|się|w|na|ve|ben|bir|og|jeg|er|på)(?![\p{L}'])/giu;
const LATIN_SHARE_MIN = 0.8;

function isEnglish(sentence: string): boolean {
  return isLatin(sentence) && (sentence.match(FOREIGN)?.length ?? 0) < 2;
}

function isLatin(sentence: string): boolean {
  // Most sentences, which need not be counted.
  if (/^[ -~’]*$/.test(sentence)) return /[a-z]/i.test(sentence);
  const letters = sentence.match(/\p{L}/gu)?.length ?? 0;
  const latin = sentence.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return letters > 0 && latin / letters >= LATIN_SHARE_MIN;
}
