import { indexed } from "./pattern-index.ts";

/**
 * The wish of a sentence about how the agent should answer from now on: "Please keep your answers short" → Keep your answers
 * short. Undefined for requests that concern one answer, or something else ("Don't use the red door").
 */
export function instructionIn(sentence: string): string | undefined {
  const said = sentence
    .replace(OPENER, "")
    .replace(WITH_A_REASON, "")
    .replace(REASON, "")
    .replace(/[\s.!]+$/, "")
    .replace(/,? please$/i, "");
  const wish = wishesFor(said)
    .map((form) => form.exec(said)?.groups?.wish)
    .find((found) => found !== undefined);
  return wish?.includes(" ")
    ? (wish.charAt(0).toUpperCase() + wish.slice(1)).slice(0, CHARACTERS_MAX)
    : undefined;
}

// The limit of `FactCandidate.value`.
const CHARACTERS_MAX = 500;

// "I'm dyslexic, please use short sentences", "Use metric units, I'm European".
const WITH_A_REASON =
  /^I(?:['’]?m| am) [\p{L} -]{2,40}, (?:so )?please |, I(?:['’]?m| am) [\p{L} -]{2,40}[.!]*$/iu;

const REASON = /, (?:they|it(?:['’]?s)?|that(?:['’]?s)?|this|because|since|my|we)\b.*$/i;

const OPENER =
  /^(?:(?:please|also|and|oh|hey|hi|ok|okay|so|btw|by the way|one more thing|note|reminder|can you|could you|would you|you should|you must|make sure (?:to|you)|be sure to)[,:]? )+/i;
const ANSWERS =
  "(?:answers?|repl(?:y|ies)|responses?|messages?|explanations?|summar(?:y|ies)|emails?|suggestions?|recommendations?)";
const STYLE =
  "(?:emojis?|emoticons|bullet points?|lists?|markdown|tables|headings?|headers|jargon|slang|filler|exclamation (?:marks|points)|em dashes|semicolons|hashtags|abbreviations|acronyms|passive voice|code blocks|comments|footnotes|disclaimers|the words?|words like|phrases like|contractions|metaphors|first names?|(?:british|american|uk|us) (?:spelling|english)|metric(?: units)?|imperial(?: units)?|celsius|fahrenheit|24[- ]hour|iso dates|plain (?:english|text|language)|simple (?:english|language|words)|formal (?:language|tone)|informal (?:language|tone)|they\\/them)";
const VERB =
  "(?:answer|reply|respond|write|use|include|give|provide|format|cite|show|explain|mention|add|start|begin|end|specify|state|confirm|highlight|speak|talk|call me|address me|suggest|recommend|ask|check|keep|tell me|remind me|sign|apologi[sz]e|assume|say|put|repeat|summari[sz]e)";
const form = (pattern: string) => new RegExp(`^(?<wish>${pattern})$`, "iu");

const WISHES: readonly RegExp[] = [
  form(
    `(?:keep|make) (?:(?:all|your|the|my) ){0,2}${ANSWERS} (?:as )?(?:more )?(?:very )?(?:short|brief|concise|simple|formal|informal|casual|friendly|polite|professional|neutral|shorter|longer|detailed|under \\S+|below \\S+|to \\S+|in \\S+).*`,
  ),
  form(
    `(?:(?:don['’]?t|do not|never|stop|avoid) (?:ever )?(?:using|use|writing|write|adding|add|including|include|putting|put|sending|send)|use|always use|prefer) (?:any |so many |too many |only )?${STYLE}\\b.*`,
  ),
  form(
    `(?:don['’]?t|do not|stop) (?:ever )?(?:call(?:ing)? me|apologi[sz](?:e|ing)|repeat(?:ing)? (?:yourself|my question)|ask(?:ing)? me (?:follow-up )?questions).*`,
  ),
  form(
    "(?:skip|drop|cut|leave out) (?:all |the |any )*(?:small talk|pleasantries|preambles?|intro(?:duction)?s?|flattery|disclaimers?|fluff|filler|chit-?chat|apologies|emojis?)",
  ),
  form(`(?:answer|reply|respond|write|speak|explain(?: things| everything)?)(?: to me| me)? in ${STYLE}.*`),
  form(
    "use (?:(?:simpler|simple|plainer|plain|shorter|fewer|easier|more formal|less formal) )+(?:words|sentences|language|terms)\\b.*",
  ),
  form(`(?:explain|describe|write|answer|show|tell|phrase|put) [^,.]{3,60}, always`),
  form("address me (?:formally|informally|as|by) .+"),
  form(`(?:always|never) ${VERB}\\b.+`),
  form(`${VERB} .*\\bwhen(?:ever)? I (?:ask|mention|talk|write|say)\\b.*`),
  /^(?:from (?:now|here) on(?: out)?|going forward|in (?:the )?future)[,:]? (?:please )?(?!I\b|my\b|we\b|the\b|there\b|it\b|call me\b)(?<wish>.+)$/i,
  new RegExp(
    `^(?!call me\\b)(?<wish>(?:${VERB}|be|do not|don['’]?t|stop|no) .+?),? (?:from now on|going forward|in (?:the )?future)$`,
    "i",
  ),
  form(
    "be (?:a (?:bit|little) )?(?:less|more) (?:formal|casual|concise|brief|direct|friendly|detailed|specific|honest|critical|polite|technical|verbose|chatty|playful|serious)\\b.*",
  ),
  form(
    "stop (?:asking|suggesting|offering|ending|starting|repeating|telling me|reminding me|saying) (?!for\\b|him\\b|her\\b|them\\b).+",
  ),
  /^(?:I(?:['’]d| would) (?:like|prefer)|I (?:want|need)) (?!to\b|you\b)(?<wish>.+?),? (?:from now on|going forward|in future)$/i,
  form(`no (?:more )?${STYLE}(?:, I (?:want|prefer|need) [^,.]{3,60})?(?: (?:ever|at all|in your .{3,20}))?`),
  form(`(?:stop|quit|avoid) \\p{L}+ing (?:every|each|all|your) (?:of your )?${ANSWERS}\\b.*`),
  form(
    `(?:always )?(?:answer|reply|respond|write|speak|talk)(?: to me| me)? in \\p{Lu}\\p{Ll}+,? (?:please,? )?always`,
  ),
  form(
    `(?:whenever|every time|any ?time|each time) (?:I|you) [^,]{3,80}, (?:please |always |never |do not |don['’]t |just |only )*(?:${VERB}|skip|leave out|omit|stick to|avoid|list|spell)\\b.*`,
  ),
  form(
    `(?:when|if) (?:I (?:ask|send|share|give|mention|show|paste|upload)|you (?:give|show|send|suggest|recommend|write|answer|reply|explain|quote|cite|mention|generate|list|make)) (?!.*\\b(?:this|that|the|these|tomorrow|today|tonight)\\b)[^,]{3,60}, (?:please |just )?(?:make|${VERB})\\b.+`,
  ),
  form(
    `I (?:do not|don['’]?t) (?:want|need|like) (?:any |so many )?${STYLE}(?: (?:in|from) (?:your|the) .{3,20}| from you)`,
  ),
  form(`(?:only|just) (?:answer|reply|respond|write|speak)(?: to me)? in \\p{Lu}\\p{Ll}+`),
  form(`(?:when|if) (?:I|you) [^,]{3,80}, (?:please )?(?:always|never) ${VERB}\\b.*`),
  form(`use (?:short|shorter|simple|simpler|plain|plainer) (?:words|sentences|paragraphs|language)\\b.*`),
  /^I(?:['’]d| would) (?:prefer|like|love|appreciate) (?:it )?if you (?<wish>(?:did not|didn['’]?t|stopped|would stop|kept|used|always|never|could always|wrote|avoided|answered|replied)\b.*)$/i,
  /^(?:I(?:['’]d| would) (?:like|prefer)(?: it if)?|I (?:want|need)) you to (?<wish>(?:always|never|be (?:more|less|very|as|brief|concise|honest|direct|formal|informal)|keep|use|answer|write|reply|respond|speak|call me)\b.*)$/i,
  /^(?<wish>keep (?:it|things|everything) (?:in )?(?:metric|imperial|celsius|formal|informal|casual|brief|short|simple|concise|professional|light) (?:with me|always|at all times|in general))(?:, .*)?$/i,
];

const wishesFor = indexed(WISHES, (form) => form);
