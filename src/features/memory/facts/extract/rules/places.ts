import { Confidence } from "../../fact.ts";
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
      /^(?!.* as an? )I (?:have )?(?:just )?(?:moved|relocated|settled)(?! (?:jobs|companies|employers)\b)(?: back| here| over| down| out)?(?: in together)?(?: from (?<from>.+?))? (?:to|in) (?<value>.+)/i,
    attribute: "home",
    unless: ({ from }) => from !== undefined && isNoTown(from),
    shape: town,
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
    pattern:
      /^I rent (?:an? )?(?:\p{Ll}+ )?(?:room|flat|apartment|house|studio) in (?<value>\p{Lu}[\p{L} '-]+)$/u,
    attribute: "home",
    shape: place,
    confidence: implied,
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

/** A place, and no clothes, tools or states: people also live in Crocs, Excel and fear. */
function home(raw: string): string[] {
  return place(raw).filter((name) => !isNoHome(name));
}

/** A place, and no company or product: people also move from Slack to Teams. */
function town(raw: string): string[] {
  return isMigration(raw) ? [] : place(raw).filter((name) => !isNoTown(name));
}

function namedPlaces(raw: string): string[] {
  const items = raw.split(/\s*,\s*(?:and )?|\s+and\s+/);
  return items.filter((item) => /^(?:the )?\p{Lu}/u.test(item)).flatMap(place);
}
