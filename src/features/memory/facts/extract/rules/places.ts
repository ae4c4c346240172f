import { Confidence } from "../../fact.ts";
import { isPlaceName } from "../places/known.ts";
import { place } from "../values.ts";
import { isMigration, isNoHome, isNoTown } from "./no-town.ts";
import { ANY_END, type Rule } from "./rule.ts";

const { stated, implied } = Confidence;

/** Homes and places visited. */
export const PLACES: Rule[] = [
  {
    pattern:
      /^I (?:live|reside|am (?:living|based|located)|have (?:lived|been living|been based)|am still living) (?:in|at) (?<value>.+)/i,
    attribute: "home",
    shape: home,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^(?!.* as an? )I (?:have )?(?:just )?(?:moved|relocated)(?: back| here| over| down| out)? from (?<from>.+?) to (?<value>.+)/i,
    attribute: "home",
    unless: ({ from }) => from === undefined || isNoTown(from) || !isPlaceName(from),
    shape: town,
    confidence: implied,
    when: "past",
  },
  {
    pattern:
      /^(?!.* as an? )I (?:have )?(?:just )?(?:moved|relocated|settled)(?! (?:jobs|companies|employers)\b)(?: back| here| over| down| out| up)?(?: in together)?(?: from (?<from>.+?))? (?:to|in) (?<value>.+)/i,
    attribute: "home",
    unless: ({ from }) => from !== undefined && isNoTown(from),
    shape: knownTown,
    confidence: implied,
    when: "past",
  },
  {
    pattern: /^My (?:flat|apartment|house|place|condo) is (?:located )?in (?<value>\p{Lu}.+)/u,
    attribute: "home",
    shape: place,
    confidence: stated,
  },
  {
    pattern: /^I call (?<value>\p{Lu}[\p{L}' -]{1,30}?) (?:my )?home\b/u,
    attribute: "home",
    shape: place,
    confidence: stated,
  },
  {
    pattern: /^I (?:have )?left (?<value>\p{Lu}[\p{L}' -]{1,30}?) for good\b/u,
    attribute: "home",
    shape: town,
    confidence: implied,
    ends: ["was"],
  },
  {
    pattern: /^(?:My (?:home|home city|current city) is(?: in)?) (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: stated,
  },
  {
    pattern: /^I (?:lived|was living|was based) in (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: implied,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:visited|went to|was in|been to|traveled to|travelled to|got back from|came back from|returned from|took a (?:road ?)?trip to|have been to|went on (?:a )?(?:trip|vacation|holiday) to|spent .{3,20} in|flew to) (?<value>(?:the )?\p{Lu}.+)/iu,
    attribute: "visited",
    shape: namedPlaces,
    confidence: implied,
    when: "past",
  },
];

/** A place, and no clothes, tools or states: people also live in Crocs, Excel and fear, and all day in what no list has. */
function home(raw: string): string[] {
  return place(raw).filter(
    (name) => !isNoHome(name) && (isPlaceName(name) || (raw.startsWith(name) && !ALL_DAY.test(raw))),
  );
}

const ALL_DAY =
  /\b(?:all (?:day|night|week|summer|winter|the time)|(?:most|half) of the (?:day|time|year)|these days|nowadays|right now|during (?:the )?(?:week|day)|at work|for hours|24\/7|on (?:week|mon|tues|sun|satur)\p{L}+|every (?:day|night|morning|weekend)|year[- ]round)\b/iu;

/** A place that its name tells, or what the sentence adds: people also move to tools and banks that no list has. */
function knownTown(raw: string): string[] {
  return town(raw).filter(
    (name) => isPlaceName(name) || (raw.startsWith(name) && TO_LIVE.test(raw.slice(name.length))),
  );
}

// "for work", "with my wife", "to be closer to my parents"
const TO_LIVE =
  /^,? (?:with (?:my|our|the) (?:wife|husband|partner|girlfriend|boyfriend|fianc[eé]e?|kids|children|family|parents|mother|father|mum|mom|dad|dog|cat|son|daughter|sister|brother|best friend)\b|(?:for|because of) (?:work|a job|a new job|uni|university|college|school|my (?:studies|job|new job|wife|husband|partner|girlfriend|boyfriend|health)|love|the (?:weather|schools|mountains|sea|climate))\b|to (?:be (?:near|close|with)|live|retire|study|raise)|as a (?:child|kid|student|teenager)\b|when (?:I|we) (?:was|were|got|retired|married)\b|after (?:uni|university|college|school|graduating|graduation|the (?:divorce|wedding|war)|we married|my (?:divorce|retirement))\b)/i;

/** A place, and no company or product: people also move from Slack to Teams. */
function town(raw: string): string[] {
  return isMigration(raw) ? [] : place(raw).filter((name) => !isNoTown(name));
}

function namedPlaces(raw: string): string[] {
  const items = raw.split(/\s*,\s*(?:and )?|\s+and\s+/);
  return items.filter((item) => /^(?:the )?\p{Lu}/u.test(item)).flatMap(place);
}
