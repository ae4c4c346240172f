import type { Wording } from "./wording.ts";

// No thing at hand ("this", "the sauce"), nobody, and no state.
const KIND =
  "(?!(?:I|it|this|that|these|those|the|my|our|your|his|her|their|he|she|they|we|you|what|who|which|where|when|how|why|there|here|an?|nothing|something|everything|anything|people|someone|everyone|nobody|none|some|all|most|many|one|not|no|but|and|so|if|reading this|life|work|everybody)\\b)([\\p{L}'-]+(?: (?!is\\b|are\\b|was\\b|were\\b|and I\\b|in\\b|at\\b|here\\b)[\\p{L}'-]+){0,2}?)";
/** What one does, but not as a pastime. */
export const NO_PASTIME =
  "(?!(?:nothing|something|anything|everything|morning|evening|being|having|knowing|getting|seeing|working|waiting|doing|taking|making|sleeping|resting|relaxing|chilling|cleaning|catching|recovering|crying|hiding|thinking|talking|going|keeping|eating|living|lying|spending|watching (?:you|him|her|them|it)|using)\\b)";
const PASTIME = `${NO_PASTIME}([\\p{L}-]+ing(?: [\\p{L}-]+){0,2}?)`;
const DAYS =
  "(?:weekends?|evenings|mornings|nights|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)(?: (?:mornings|evenings|afternoons|nights))?";

const FREE =
  "(?:all|most|every|half|much|a lot) (?:of )?(?:(?:the|my|his|her|their|free) )*(?:days?|time|weekends?|evenings?|nights?|summer|sundays?|saturdays?|mornings?|afternoons?|free time|minute|hour)";

/** Likes and pastimes in other words. */
export const TASTE_WORDINGS: readonly Wording[] = [
  [
    new RegExp(
      `^(?:My )?${PASTIME} (?:(?:is what )?keeps? me (?:sane|grounded|calm|young|balanced|centred|centered)|is my (?:therapy|escape|passion|stress relief|meditation|zen|happy place|release|outlet|great love|cheap therapy))\\b.*`,
      "iu",
    ),
    "My hobby is $1",
  ],
  [
    new RegExp(
      `^(?:My )?${DAYS} (?:are|is) (?:reserved |made |set aside )?for ${PASTIME}(?=$|,| (?:with|at|in|and)\\b).*`,
      "iu",
    ),
    "My hobby is $1",
  ],
  [
    new RegExp(
      `^${KIND} (?:tastes?|smells?) (?:just )?like (?:soap|dirt|feet|death|cardboard|poison|vomit|mud|wet dog|chalk|rubbish|garbage|old socks|dishwater)(?: to me)?$`,
      "iu",
    ),
    "I hate $1",
  ],
  [
    new RegExp(
      `^${KIND} (?:turns? my stomach|grosses me out|gross me out|disgusts? me|creeps? me out|gives? me the (?:creeps|ick|heebie-jeebies)|(?:is|are) not (?:really )?(?:my thing|my cup of tea|for me)|(?:is|are) the devil's \\p{L}+)(?=$|,).*`,
      "iu",
    ),
    "I hate $1",
  ],
  [
    new RegExp(
      `^${KIND} makes? me (?:sick|gag|queasy|dizzy|want to (?:vomit|puke|gag|hurl)),? (?:I )?(?:hate|loathe|can not stand) (?:them|it|that)$`,
      "iu",
    ),
    "I hate $1",
  ],
  [
    new RegExp(
      `^${KIND} (?:is|are) my (?:lifeblood|weakness|guilty pleasure|comfort food|jam|love language|drug of choice)(?=$|,| and\\b).*`,
      "iu",
    ),
    "I love $1",
  ],
  [
    new RegExp(
      `^I spend (?:${FREE}|(?:my|his|her|their) (?:weekends|evenings|free time|days off|sundays|saturdays)) (?:in (?:the|my|his|her|their) (?:garden|allotment|kitchen|shed|garage|workshop|studio|woods) |on the (?:beach|water|lake) )?${PASTIME}(?=$|,| (?:with|at|in|and)\\b).*`,
      "iu",
    ),
    "My hobby is $1",
  ],
  [
    /^I (?:have an? (?:soft spot|weakness|real passion|sweet spot) for|am a sucker for|am partial to|can not get enough of|could live on) (?!you|it|this|that|him|her|them|the|my|your)(?=\p{L})/u,
    "I love ",
  ],
  [
    /^I would (?:always )?(?:take|pick|choose|have) ([\p{L} -]{2,25}?) over ([\p{L} -]{2,25}?) any ?(?:day|time)(?: of the week)?$/u,
    "I prefer $1 over $2",
  ],
  [
    /^I (?:would|will) (?:always )?(?:take|pick|choose) ([\p{L}-]+(?: [\p{L}-]+)?) over ([\p{L}-]+(?: [\p{L}-]+)?)$/u,
    "I prefer $1 over $2",
  ],
  [
    /^(?:hate|can not stand|can not bear|loathe) (?=(?!it|this|that|you|your|the|my|how|when|to|him|her|them)\p{L}+$)/iu,
    "I hate ",
  ],
  // What a taste is like is no second taste: "I can't stand coriander, tastes like soap".
  [
    /^(I (?:hate|loathe|love|like|do not like|can not (?:stand|bear|stomach)) [^,]{2,40}), (?:it |they |just |always )*(?:tastes?|smells?|feels?|looks?|sounds?) (?:just )?(?:like|of|so|too)\b.*/u,
    "$1",
  ],
  [
    /^(?:I would|Id) rather (?:have|drink|eat) (?!(?:it|this|that|you|him|her|them|one|an?|the|my|your|nothing|something|no)\b)([\p{L} -]{2,25}?) than (?!(?:it|this|that|you|him|her|them|nothing|never|not|none)\b)([\p{L}-]+(?: (?!in\b|for\b|at\b|with\b|any\b)[\p{L}-]+)?)(?: (?:in the (?:mornings?|evenings?)|for (?:breakfast|lunch|dinner)|at night|any day))?$/u,
    "I would rather have $1 than $2",
  ],
];
