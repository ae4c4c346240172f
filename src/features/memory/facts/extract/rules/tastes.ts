import { Confidence } from "../../fact.ts";
import { languages, lower, thing, things, verbatim } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const INSTRUMENT_OR_GAME =
  "(?:the )?(?:acoustic |electric |bass |classical |double )?(?:guitar|accordion|mandolin|oboe|bassoon|tuba|organ|bagpipes|recorder|lute|sitar|french horn|synth|synthesizer|piano|violin|cello|viola|flute|clarinet|saxophone|sax|trumpet|trombone|drums|bass|ukulele|harp|harmonica|banjo|keyboard|tennis|football|soccer|basketball|baseball|volleyball|badminton|squash|golf|hockey|rugby|cricket|chess|poker|bridge|video ?games|board games|table tennis|ping pong|padel|pickleball|frisbee|lacrosse|softball|dungeons (?:and|&) dragons|d&d)";

// "I love the sea" states a taste; "I love the …" of anything else is about one thing at hand.
const KNOWN_BY_THE =
  /^the (?:ocean|sea|beach|outdoors|mountains|rain|snow|sun|forest|woods|water|cold|heat|cinema|theat(?:er|re)|opera|ballet|gym|city|countryside|summer|winter|autumn|fall|spring|piano|guitar|violin|\p{Lu})/u;

/** Likes, dislikes, hobbies and languages. */
export const TASTES: Rule[] = [
  {
    pattern:
      /^I (?:like|love|adore|enjoy|am (?:really |very |quite )?(?:into|fond of|crazy about|obsessed with|passionate about|keen on|big on|mad about|nuts about|hooked on|partial to)|am an? (?:big|huge|massive) fan of|have always (?:loved|liked|enjoyed)|have a (?:passion|soft spot) for) (?<value>.+)/i,
    attribute: "likes",
    shape: tasteful,
    confidence: stated,
    ends: PAST_END,
    denied: "dislikes",
  },
  {
    pattern:
      /^I am (?:an? )(?:big |huge |total )?(?<value>[\p{L}-]+(?: [\p{L}-]+){0,2}?) (?:lover|person|fan|enthusiast|buff|addict|nerd|supporter|fanatic|aficionado|geek|freak)$/iu,
    attribute: "likes",
    shape: fanOf,
    confidence: implied,
  },
  {
    pattern: /^I (?:hate|dislike|detest|loathe|despise|(?:have )?never (?:liked|enjoyed)) (?<value>.+)/i,
    attribute: "dislikes",
    shape: tasteful,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:stand|bear|stomach) (?<value>.+)/i,
    shape: things,
    confidence: stated,
    denied: "dislikes",
  },
  {
    pattern: /^I am an? fan of (?<value>.+)/i,
    attribute: "likes",
    shape: tasteful,
    confidence: stated,
    denied: "dislikes",
  },
  {
    pattern: /^(?<value>[\p{L} ]{3,30}?) (?:is|are) (?:disgusting|revolting|gross) to me$/iu,
    attribute: "dislikes",
    shape: things,
    confidence: implied,
  },
  {
    pattern:
      /^I (?:would|had|'d) rather have (?!(?:it|this|that|you|him|her|them)\b)(?<value>[\p{L} -]{3,40} than [\p{L} -]{3,40})$/iu,
    attribute: "prefers",
    shape: verbatim,
    confidence: implied,
    value: (said) => said.replace(" than ", " to "),
  },
  {
    pattern:
      /^I collect (?!my\b|the\b|it\b|them\b|data\b|dust\b|unemployment\b|debts?\b)(?<value>[\p{L} -]{3,40})$/iu,
    attribute: "hobby",
    shape: things,
    confidence: implied,
    ends: PAST_END,
  },
  {
    pattern:
      /^I own (?<value>(?:an?|two|three|four) [\p{L} -]{3,40}?)(?=$| (?:near|in|outside|on|by|at|close)\b)/iu,
    attribute: "owns",
    shape: things,
    confidence: stated,
  },
  { pattern: /^I prefer (?<value>.+)/i, attribute: "prefers", shape: preference, confidence: stated },
  {
    pattern: new RegExp(
      `^I (?:play|have (?:played|been playing)|practi[cs]e|(?:have )?started playing|(?:also )?enjoy playing) (?<value>${INSTRUMENT_OR_GAME}(?:(?:, (?:and )?| and )${INSTRUMENT_OR_GAME})*)\\b`,
      "i",
    ),
    attribute: "hobby",
    shape: things,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern:
      /^My (?:(?:main|favou?rite|biggest) )?(?:hobby|hobbies|pastimes?)(?: is| are| include) (?<value>.+)/i,
    attribute: "hobby",
    shape: things,
    confidence: explicit,
  },
  {
    pattern: /^I (?:spend|love spending) my (?:free|spare) time (?:on )?(?<value>.+)/i,
    attribute: "hobby",
    shape: things,
    confidence: stated,
  },
  {
    pattern:
      /^In my (?:free|spare) time,? I (?:like to |love to |enjoy |mostly |often )*(?<value>[\p{L}' -]{3,40})$/iu,
    attribute: "hobby",
    shape: things,
    confidence: stated,
  },
  {
    pattern:
      /^I (?<value>knit|crochet|sew|garden|paint|sketch|meditate|bake|juggle|woodwork|beekeep)(?=$| (?:a lot|every|in my (?:free|spare) time|as a hobby|for fun|on (?:week|sun|satur))\b)/i,
    attribute: "hobby",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
    value: (verb) => HOBBY_OF[verb] ?? `${verb}ing`,
  },
  {
    pattern: /^I run (?<value>(?:half |ultra)?-?marathons|ultras|triathlons)\b/i,
    attribute: "hobby",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: new RegExp(
      `^I (?:have )?(?:gave|given) up (?:playing )?(?<value>(?:painting|drawing|running|climbing|dancing|singing|pottery|knitting|photography|chess|golf|tennis|yoga|fishing|hunting|surfing|skiing)\\b|${INSTRUMENT_OR_GAME}(?=$|,| (?:when|after|before|because|in \\d|last|at|years|two|three|as|once)\\b))`,
      "i",
    ),
    attribute: "hobby",
    shape: things,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:go|have been going) (?<value>(?:running|swimming|climbing|hiking|surfing|skiing|cycling|dancing|fishing|camping|kayaking|jogging|sailing|bouldering|horse ?riding))\b(?= (?:every|on|most|a lot|twice|once|each|in the|at|with)|$)/i,
    attribute: "hobby",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have (?:recently )?)?(?:took up|taken up|got into|gotten into) (?<value>.+)/i,
    attribute: "hobby",
    shape: hobbyWords,
    confidence: implied,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:speak|am fluent in|am a native speaker of|speak fluent) (?<value>.+)/i,
    attribute: "language",
    shape: languages,
    confidence: stated,
  },
  {
    pattern: /^I am an? (?:native|fluent) (?<value>\p{Lu}\p{Ll}+)[- ]speaker\b/u,
    attribute: "language",
    shape: languages,
    confidence: explicit,
  },
  {
    pattern: /^My (?:native language|mother tongue|first language)(?: is|s are) (?<value>.+)/i,
    attribute: "language",
    shape: languages,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:am (?:currently )?(?:learning|(?:trying to )?teach(?:ing)? myself|taking (?:lessons|classes|a (?:class|course)) in)|have (?:started|been) learning|started learning|started taking)(?: how)? (?<value>.+?)(?: (?:lessons|classes))?$/i,
    attribute: "learning",
    shape: learnable,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have )?(?:stopped|quit|gave up|given up) (?:learning|studying) (?<value>.+)/i,
    attribute: "learning",
    shape: learnable,
    confidence: stated,
    ends: ["was"],
  },
];

const HOBBY_OF: Record<string, string> = {
  knit: "knitting",
  bake: "baking",
  meditate: "meditation",
  juggle: "juggling",
  beekeep: "beekeeping",
};

export function tasteful(raw: string): string[] {
  const [first = ""] = raw.split(/,| and /);
  if (/^(?:all )?the /.test(first) && !KNOWN_BY_THE.test(first)) return [];
  return /\b(?:you|your)\b/i.test(first) ? [] : things(raw.replace(/\b(?:you|your)\b.*$/i, ""));
}

export function fanOf(raw: string): string[] {
  return /^(?:(?:very|major|minor|true|real|devoted|lifelong|longtime|total|big|huge|bad|good|nice|great|kind|new|different|better|private|busy|people|real|strong|simple|positive|shy|quiet|happy|lucky|old|young|normal|creative|spiritual|religious|social|grateful|hands|type|an?|the|such|\p{L}+-based|\p{L}+(?:ive|ous|ful|ed|ing|al|ic))\b ?)+$/iu.test(
    raw,
  )
    ? []
    : thing(raw);
}

function preference(raw: string): string[] {
  const cut =
    raw
      .split(/[.;:(–!]|,? and (?:never|not|no)\b|\s(?:because|since|when|so|but|though|as|if)\b/i)[0]
      ?.replace(/[\s,]+$/, "") ?? "";
  return cut.split(" ").length > 9 ||
    /^(?:it|that|this|not|to (?:be|see|think|know)|them|these|those|you|the (?:first|second|other|latter|former|one))\b/i.test(
      cut,
    )
    ? []
    : verbatim(cut);
}

function hobbyWords(raw: string): string[] {
  return /^(?:an?|the|my|trouble|bed|bad|some|this|that|it|fights?|arguments?|college|university|law school|med|\p{Lu})/u.test(
    raw,
  )
    ? []
    : thing(
        raw.replace(
          / (?:(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter)|in \d{4}|(?:\p{L}+|\d+) (?:years?|months?|weeks?) ago|recently|lately)\b.*$/iu,
          "",
        ),
      );
}

function learnable(raw: string): string[] {
  const [named] = languages(raw);
  if (named) return [named];
  return /^(?:a (?:lot|ton|bunch)|tons|about|more|new|to (?:be|let|love|accept|trust|live|deal|cope|say|appreciate|embrace|take|not|balance|put|manage|stay|find|set)|that|from|from|so|things|some|how|the(?! (?:guitar|piano|violin|cello|drums|flute|ukulele|harp|saxophone))|my|many|as|a (?:break|bit|trip|walk|few|course|class|step|new|look|nap|shower|bath|day|year|gap)|it|time|steps|off|part|on|up|care|over|pictures|photos|notes|lots|one|small|this|another|their|her|him|them)\b/i.test(
    raw,
  )
    ? []
    : thing(raw);
}
