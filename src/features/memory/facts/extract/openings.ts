import { isPlaceName } from "./places/known.ts";
import { lacksSubject } from "./subjects.ts";
import { role } from "./values.ts";

/** What stands before a colon and says that the text after it is no statement of the person. */
export const LABELS_A_TEXT =
  /\b(?:draft|chapter|scene|verse|chorus|lyrics?|line|caption|slogan|tagline|headline|title|copy|ad|advert|improv|rpg|campaign|characters?|persona|script|dialogue|skit|sketch|story|novel|poem|prompt|example|e\.g|sample|samples|seed|data|rows?|column|field|cell|quiz|riddle|joke|punchline|translate|translation|sentence|paragraph|passage|quote|review|tweet|post|comment|testimonial|speech|letter|emails?|mail|reply|response|hypothetical|scenario|imagine|pretend|suppose|customer|client|patient|user|tenant|caller|someone|somebody|friend|colleague|boss|wrote|says|said|writes|reads|goes|text|message(?! to you)|fiction|monologue|excerpt|ticket|complaint|log|todo|fixme|error|output|input|json|song|motto|meme|plot|premise|exercise|essay|phrase|vocab|vocabulary|grammar|flashcard|rewrite|rephrase|summari[sz]e|proofread|mock|interview|template|placeholder|dream|role|roleplay|npc|hero|narrator|opening|ending|statement|claim|true or false|fact check|two truths|costume|play|prank|bit|pun)\b/i;

const OWN = "(?:I|I['’]?(?:m|ve|d|ll)|i['’]?(?:m|ve)|my|our|we|we['’](?:re|ve))\\b";
const PREAMBLE = new RegExp(
  `^(?!(?:please )?(?:make|take) (?:a )?note\\b)(?<label>[^:.!?"]{1,60}):\\s+(?=(?:\\([a1]\\)\\s*)?${OWN})`,
  "iu",
);
const NUMBERED = /(?:^|[\s,;])\(?[a-e1-5]\)\s+(?=(?:I|My|We|Our)\b)/giu;
const CLOSE =
  "wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|son|daughter|mum|mom|mother|dad|father|brother|sister|grandma|grandpa|boss|twin|cat|dog|kids|parents";
const OF_MINE = new RegExp(
  `^(?:the )?(${CLOSE})(?=(?:['’]s|s['’]?) name |(?:['’]s| is| are) (?:called|named|vegan|vegetarian|allergic|diabetic|pregnant|coeliac|celiac|lactose|an? |\\d)|,? (?:lives|works|has|loves|hates|turns|turned|moved) )`,
  "iu",
);
const APPOSED =
  /^(?<name>\p{Lu}\p{Ll}+), (?:my|our) (?<of>(?:[\p{L}\d-]+ ){0,3}?[\p{Ll}-]+)(?=, (?:\p{Ll}+ )?\p{Ll})/u;

/**
 * A sentence without what leads up to its statement: "For tax purposes: I live in Konstanz" → I live in Konstanz. Undefined if its
 * opening says that somebody else speaks, or nobody.
 */
export function opened(sentence: string): string | undefined {
  const preamble = PREAMBLE.exec(sentence);
  // "I meant vegetarian, not vegan: I do eat cheese" says something before its colon.
  const label = preamble && saysSomething(preamble.groups?.label ?? "") ? null : preamble;
  const named = (preamble?.groups?.label ?? "").replace(NO_LABEL, "");
  if (
    LABELS_A_TEXT.test(named) ||
    /^\s*(?!(?:I|my|we|context|note|update|edit|p\.?s|fyi|btw|situation|problem|correction|background|reminder|info|facts?|details|plus|also|but|so|and|well|anyway|ok|okay|hi|hey|hello|disclaimer|confession|caveat|preferences?|diet|allerg\p{L}+|job|home|family|location|age|health)\b)\p{L}+\s*$/iu.test(
      named,
    )
  )
    return undefined;
  return sentence
    .slice(label?.[0].length ?? 0)
    .replace(
      /^(?:(?:ok(?:ay)?|so|hi|hey|well|anyway)[, ]+)*(?:TL;?DR|P\.?S\.?|EDIT|UPDATE|NB|FYI|for context|some context|context|background|about me)\b[:,;]?\s*/i,
      "",
    )
    .replace(NUMBERED, "; ")
    .replace(/^[;\s]+/, "")
    .replace(/\bI,? (?:for one|personally),? /i, "I ")
    .replace(/^Yours truly is\b/i, "I am")
    .replace(/^Yours truly has\b/i, "I have")
    .replace(FAVOURITE, (_, of: string, what: string) => `My favourite ${of} is ${what}.`)
    .replace(ROLE_BASED, (all: string, what: string, rest: string) =>
      role(what).length > 0 ? `I am a ${what}; I am ${rest}` : all,
    )
    .replace(OF_MINE, (_, who: string) => `my ${who.toLowerCase()}`)
    .replace(
      APPOSED,
      (_, name: string, of: string) => `my ${of.replace(/^.*(?:old|month|year)s? /, "")} ${name}`,
    );
}

// "freelance illustrator, based in Ghent", "nurse here"
const ROLE_BASED =
  /^(?:an? )?((?:[\p{L}-]+ ){0,3}[\p{L}-]+)(?:,? here)?, ((?:currently )?(?:based|living|working|from) (?:in|at|out of)? ?\p{Lu})/u;

const SAYS_SOMETHING = /\b(?:I|we)(?:['’](?:m|ve|re|d|ll))?\b(?!.*\b(?:facts?|context|note|know)\b)/i;
const saysSomething = (label: string) => SAYS_SOMETHING.test(label) || /^no longer \p{L}/iu.test(label);
// "Correction to my last message", "before you draft anything"
const NO_LABEL =
  /^correction\b.*|^my (?:job )?(?:title|role|position)(?: at work)? (?:has |just )*changed\b.*|\b(?:before|while|when|if|in case) you\b.*/i;

// "My day job? Actuary."
const QUESTION_AND_ANSWER =
  /(^|[.!\n] *)(?:My (?=[^?\n]{3,30}\?)|(?=fav))(favou?rite [\p{L} ]{3,15}|(?:day |current )?job|profession|occupation|name|hometown|(?:native|first) language|birthday|age|diet)\? +([^.?!\n]{2,60})[.!]*/giu;
const FAVOURITE = /^(?:My )?(?:fave?|favou?rite) ([\p{L} -]{3,20}): ?([^.:!?]{2,40})[.!]*$/iu;

/** A text whose profile in points is sentences: "About me:\n- 27\n- nurse\n- Rotterdam" → I am 27. I am a nurse. I live in Rotterdam. */
export const withProfile = (text: string): string =>
  text
    .replace(QUESTION_AND_ANSWER, "$1My $2 is $3.")
    .replace(PROFILE, (_, points: string) => `${points.split("\n").map(pointOf).join(" ")}\n`);

const PROFILE =
  /(?:^|\n)[^\n:]{0,30}\b(?:about me|my (?:profile|details|background|info|situation)|who I am|personal (?:info|details)|context)\b[^\n:]{0,20}:?\s*\n((?:\s*[-*•]\s*[^\n]{2,80}\n?){2,12})/i;

function pointOf(line: string): string {
  const point = line.replace(/^\s*[-*•]\s*/, "").trim();
  if (/^\d{2}(?: (?:yo|years old|y\/o))?$/.test(point)) return `I am ${point.slice(0, 2)} years old.`;
  if (isPlaceName(point) && /^\p{Lu}/u.test(point)) return `I live in ${point}.`;
  if (role(point).length > 0) return `I am a ${point}.`;
  if (/^(?:\d|one|two|three|an?) /i.test(point)) return `I have ${point}.`;
  return lacksSubject(point) || /^(?:I|my)\b/i.test(point) ? `${point}.` : "";
}
