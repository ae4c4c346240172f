import { isLanguage } from "./known-languages.ts";
import { MORE_THAN_A_THING, NO_PLACE, ROLE_HEADS } from "./lexicon.ts";

/** Turns the words that a rule matched into values. Returns none if they are of another kind. */
export type Shape = (raw: string) => string[];

/** "Berlin and it is great" → Berlin; "Portland, Oregon with my dog" → Portland, Oregon; "a flat" → nothing. */
export const place: Shape = (raw) => {
  const text = raw.replace(/^(?:(?:beautiful|sunny|lovely|good old|downtown|central)\s)+/i, "");
  const named = PLACE.exec(text)?.[0];
  if (named) return NO_PLACE.test(named) ? [] : [named];
  // Some people write without capitals. Then a place is one or two words before a comma, a conjunction or the end.
  const small = /^[\p{Ll}'-]{3,}(?: [\p{Ll}'-]{3,})?(?=$|,| (?:for|with|and|now|since|but|because))/u.exec(
    text,
  )?.[0];
  const head = small?.replace(/ (?:for|with|and|now|since|but|because)$/, "");
  return head && !NO_PLACE.test(head) && !/^the |ing\b/.test(head) ? [titled(head)] : [];
};

const CAPITALISED = "\\p{Lu}[\\p{L}\\p{M}\\p{N}'’.&-]*";
const PROPER = `${CAPITALISED}(?: (?:(?:of|de|del|la|le|upon|on|am|el|al|the) )?${CAPITALISED})*`;
const PLACE = new RegExp(`^(?:the )?${PROPER}(?:, ${CAPITALISED}(?: ${CAPITALISED})?)?`, "u");

/** A person's name: one to four words. "tom" is accepted and written "Tom". */
export const personName: Shape = (raw) => {
  const text = raw.replace(/^(?:the great|dr\.?|mr\.?|mrs\.?|ms\.?)\s/i, "");
  const named = new RegExp(
    `^${CAPITALISED}(?: (?:(?:de|van|von|der|la|da|bin|al) )*${CAPITALISED}){0,3}`,
    "u",
  ).exec(text)?.[0];
  if (named) return MORE_THAN_A_THING.test(named) ? [] : [named.replace(/\.$/, "")];
  const small = /^[\p{Ll}'-]{2,20}(?: [\p{Ll}'-]{2,20})?$/u.exec(text)?.[0];
  return small && !MORE_THAN_A_THING.test(small) && !/ing\b/.test(small) ? [titled(small)] : [];
};

/** "Tom and Anna" → two names. */
export const personNames: Shape = (raw) => listed(raw).flatMap(personName);

/** A company, school or other institution: capitalised, or "a small bakery". */
export const institution: Shape = (raw) => {
  const named = new RegExp(`^(?:the )?${PROPER}(?: (?:and|&|for) ${PROPER})?`, "u").exec(siteless(raw))?.[0];
  if (named)
    return /^(?:The|My|I|A)$|^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)/.test(named)
      ? []
      : [named.replace(/\.$/, "")];
  if (/^(?:home|night|nights|heights|times|least|all|it|the moment|this|that|weekends)\b/i.test(raw))
    return [];
  const described =
    /^(?:an?|the) [\p{L}\p{N}' -]+?(?=$|,| (?:in|for|as|with|and|near|on|where|that|which|called|downtown|since|these)\b)/iu.exec(
      raw,
    )?.[0];
  const called = / (?:called|named) (.+)$/.exec(raw)?.[1];
  if (described && called) return institution(called);
  return described && wordsIn(described) <= 5 ? [described] : [];
};

/** "Deloitte's London office" → Deloitte */
const siteless = (raw: string) =>
  raw.replace(
    /['’]s (?:\p{Lu}\p{Ll}+ )?(?:office|warehouse|branch|store|team|factory|plant|headquarters|HQ|lab|shop|department|site|campus|kitchen)\b.*/u,
    "",
  );

/** An occupation, recognised by its last word: "senior data engineer at Acme" → senior data engineer; "mess" → nothing. */
export const role: Shape = (raw) => {
  const text =
    raw
      .replace(
        /^(?:an?|the|their|our)\s(?:new |only |sole |current |resident |proud |local )?(?:\d+[- ]years?[- ]old )?/i,
        "",
      )
      .replace(/^\p{Lu}[\p{L}' -]*-based (?=\p{L})/u, "")
      .replace(
        / of (?:\p{Lu}|(?:the|an?|our) (?:[\p{L}-]+ )?(?:school|company|hospital|department|clinic|firm|bank|branch|store|shop|charity|museum|library|restaurant)\b).*/u,
        "",
      )
      .split(
        /[,.;:(–—!]|\s-\s|\s(?:at|(?:over|out|up|down|back|here) (?:at|in)\b|in(?! chief\b)|for|as|by|who|and|with|on|from|that|based|here|now|last|this|next|yesterday|today|recently|after|before|again|instead|two|three|four|five|six|these|since|of (?:two|three|four|five|\d))\b/i,
      )[0]
      ?.trim() ?? "";
  const head = text.split(" ").at(-1)?.toLowerCase().replace(/s$/, "") ?? "";
  const isRole =
    ROLE_HEADS.has(head.replace(/^co-/, "")) ||
    /^(?:head|vice president|vp|director|chief|lead|dean|editor) of \p{Ll}/iu.test(text) ||
    /\beditor in chief$/i.test(text) ||
    /(?:ologist|ographer|therapist|ectionist|iatrist|[yt]icist|onomist|grammer|scientist)$/.test(head) ||
    /^(?:(?:house|wood|metal|steel|case|farm)worker|(?:dress|shoe|cheese|cabinet|candle|instrument|map)maker|(?:gun|gold|silver)smith|(?:game|book|grounds)keeper|(?:play|wheel|ship)wright|(?:beauti|clini|obstetri|geriatri|cosmeti)cian|(?:fire|repair|camera|door|lines?|trades|milk)(?:man|woman|person))$/.test(
      head,
    ) ||
    /\b(?:product|process|service|shop|store|business|restaurant|caf[eé]|bar) owner$/i.test(text);
  return isRole &&
    wordsIn(text) <= 5 &&
    !MORE_THAN_A_THING.test(text) &&
    !/ to /.test(text) &&
    !/^(?:big|great|bad|good|terrible|huge|better|real|no|not|your|my|his|her|some|former|ex|hard|fast|slow|quick|free|secret|miracle|using|running|building|writing|looking|trying|making|doing|having|testing|debugging|deploying|hiring|needing|seeing|adding|creating|setting|calling|starting|learning)\b/i.test(
      text,
    )
    ? [text]
    : [];
};

/** A thing or activity of at most six words, without its article: "the old city, because…" → old city. */
export const thing: Shape = (raw) => {
  const text = raw
    .replace(FILLER, "")
    .split(
      /[.;:(–—!]|\s-\s|,(?! )|\s(?:because|since|but|although|though|when|whenever|while|where|which|who|that|so|as|if|until|till|after|before|like|'?cause|even|than|just|every|during|whether|how|it'?s|and (?:it|that|this|I|we|they|he|she)|(?:for|to) (?:you|me)|with (?:my|him|her|them|you|the|our|friends))\b/i,
    )[0]
    ?.replace(/[\s,.'"-]+$/, "")
    .replace(
      /(?:,? (?:a lot|more|so much|very much|that much|much|too|as well|these days|now|right now|lately|any ?more|at all|more than anything|instead|though|and more|etc|still|the most|best|again|today|there|here|together))+[.,]*$/i,
      "",
    )
    .replace(/^(?:an?|the|some|any|all|both|all kinds of|lots of|playing with)\s/i, "")
    .trim();
  if (!text || text.length < 2 || wordsIn(text) > 6 || MORE_THAN_A_THING.test(text) || SAYS_MORE.test(text))
    return [];
  return / (?:of|in|on|at|with|for|to|and|the|a|my|is|are|about|from|by)$/i.test(text) || !/\p{L}/u.test(text)
    ? []
    : [text];
};

const FILLER =
  /(?:,? (?:tbh|imo|imho|btw|lol|honestly|though|tho|sorry|to be honest|I guess|you know|by the way))+(?=$|[,.!])/gi;

// Phrases that are still a sentence, refer to a person, or are about one thing at hand and not a kind of thing.
const SAYS_MORE =
  /^(?:to|theme)$|^spending (?:quality )?time$|^(?:especially|particularly|share|shares|inviting) |\b(?:is|are|was|were|brings?|gets?|makes?|feels?|looks?|it|them|him|her|you)\b/i;

/** "tea, chess and long walks" → three things. None if one of them is not a thing. */
export const things: Shape = (raw) => {
  const items = listed(raw.replace(FILLER, "")).map((item) => thing(item)[0]);
  const broken = items.indexOf(undefined);
  return items.slice(0, broken < 0 ? LIST_ITEMS_MAX : broken).filter((item) => item !== undefined);
};

// A longer list is a shopping list or pasted text, and each item would become a fact.
const LIST_ITEMS_MAX = 8;

/** An activity in the person's words, without the reasons that follow it. */
export const action: Shape = (raw) => {
  const whole = raw.split(REASON)[0] ?? "";
  // A long one is cut after its date.
  const text = (wordsIn(whole) > ACTION_WORDS_MAX ? whole.replace(/(\d{4}-[\d/-]+).*/, "$1") : whole)
    .replace(/[\s,.]+$/, "")
    .replace(/ (?:too|as well|soon|instead|again|one day|someday)$/i, "");
  const words = wordsIn(text);
  const isAction = words >= 2 && words <= ACTION_WORDS_MAX && !VAGUE_ACTION.test(text);
  return isAction && !/\b(?:you|your)\b/i.test(text) ? [text] : [];
};

// Enough for a plan with its place and date.
const ACTION_WORDS_MAX = 12;
const REASON =
  /[;:(–—!]|\s-\s|\.\s|,|\s(?:because|since|but|although|though|which|so|if|until|unless|and (?:it|that|this|I|we|they|he|she|am))\b/i;
const VAGUE_ACTION =
  /^(?:be (?:a (?:lot|bit|good|great|fun)|able|there|honest|fun|okay|ok|great)|do (?:it|that|this|so)|see|hear|say|know|thank|ask|show|tell|let|keep|try|check|get (?:it|back|there)|have (?:a|fun)\b|make sure|give (?:it|you)|stay|take (?:a|it)|remember|believe|admit|you|your|the|need|\p{L}+ (?:you|it|them|that|this|him|her|your)\b)/iu;

/** The words unchanged, limited only in length. */
export const verbatim: Shape = (raw) => (raw.trim() ? [raw.trim().slice(0, VERBATIM_CHARACTERS_MAX)] : []);
// The limit of `FactCandidate.value`.
const VERBATIM_CHARACTERS_MAX = 500;

/** "two" → 2, "34" → 34. */
export const count: Shape = (raw) => {
  const number = NUMBERS.indexOf(raw.toLowerCase());
  return number > 0
    ? [String(number)]
    : /^\d{1,3}$/.test(raw) && Number(raw) > 0 && Number(raw) < 120
      ? [raw]
      : [];
};
const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A word of a closed set, in lower case, but for abbreviations. */
export const lower: Shape = (raw) => [raw.toLowerCase().replace(ABBREVIATIONS, (word) => word.toUpperCase())];

const ABBREVIATIONS = /\b(?:adhd|add|ibs|ptsd|ocd|ms|pcos|copd|gerd|tmj|mri|hr|fodmap|msg)\b|^it$/g;

export const languages: Shape = (raw) =>
  listed(
    raw.replace(
      /\b(?:fluently|fluent|a (?:little|bit of)|some|basic|native|both|conversational|passable|decent|okay|ok|good|rusty|broken|rudimentary|beginner|intermediate|advanced|enough|school|very|only|mostly|bad|terrible|poor|perfect|near-native)\b/gi,
      "",
    ),
  ).flatMap((item) => {
    const said = item.trim();
    const named =
      /^\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)?/u.exec(said)?.[0] ?? titled(/^\p{Ll}{4,}/u.exec(said)?.[0] ?? "");
    return isLanguage(named) ? [named] : [];
  });

const listed = (raw: string) =>
  raw.split(/\s*,\s*(?:and |or |& )?|\s+(?:and|or|&|as well as|plus)\s+/i).filter(Boolean);
const wordsIn = (text: string) => text.split(/\s+/).length;
const titled = (text: string) => text.replace(/(?<![\p{L}'])\p{Ll}/gu, (letter) => letter.toUpperCase());
