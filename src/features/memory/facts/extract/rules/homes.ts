import { Confidence } from "../../fact.ts";
import { isPlaceName } from "../places/known.ts";
import { place } from "../values.ts";
import { isNoTown } from "./no-town.ts";
import type { Rule } from "./rule.ts";

const { stated, implied } = Confidence;
const TOWN = "\\p{Lu}.+";
const LODGING =
  "(?:(?:small|tiny|big|little|new|old|nice|cosy|cozy|shared|rented|cheap|huge|lovely|quiet|one-bedroom|two-bedroom|three-bedroom|1-bed|2-bed|studio|basement|terraced|semi-detached|family|council) ){0,2}(?:flat|apartment|house|place|condo|room|studio|cottage|bungalow|townhouse|loft|duplex|farmhouse|houseboat|flatshare|house share)";
const WITH = "with (?:my|our|an?|the|two|three|four) [\\p{L} '-]{3,40}?";
// A second home, or somebody else's.
const FOR_OTHERS =
  "\\b(?:every (?:summer|winter|year|spring|weekend)|[Aa]irbnb|rent(?:ed|ing)? (?:it |them )?out|to rent\\b|for rent|for sale|sold|airbnb|tenants?|holiday|vacation|weekends?|second home|invest\\p{L}*|for (?:my|our) (?:parents|son|daughter|mother|father|mom|mum|dad)|for (?:the|a|two|three|an?) (?:\\p{L}+ )?(?:summer|winter|week|weekend|month|night)s?|empty|vacant)\\b";
const TRIP =
  "\\b(?:this (?:morning|afternoon|evening)|today|yesterday|tonight|tomorrow|by (?:train|bus|car|plane)|last night|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|an hour|hours|(?:19|20)\\d\\d|trip|flight|vacation|holiday|came back|returned|moved back|stayed (?:an?|two|three|for|\\d+))\\b";

/** Homes in other words than "I live in". All name a place that is known to be one. */
export const HOMES: Rule[] = [
  home(
    `^I (?:live|reside|am living|have lived|have been living) (?:alone|here|up|out|over|down|back|together|${WITH}|(?:in|on) an? [\\p{L} ,-]{3,40}?)(?: (?:alone|here|up|out|over|down))? in (?<value>${TOWN})`,
    { ends: ["no", "no longer", "once"] },
  ),
  home(`^I am (?:up |down |over |out |here |back )?in (?<value>${TOWN}?) (?:these days|nowadays)$`),
  home(
    `^I have been (?:here |back )?in (?<value>${TOWN}?)(?: now)? (?:for (?:[\\p{Ll}-]+ ){0,3}(?:years|decades)|for (?:[\\p{Ll}-]+ ){0,2}\\d+ years|since (?:(?:\\p{Lu}\\p{Ll}+ )?\\d{4}|I was)|all my life|my (?:whole|entire) life)(?! (?:worth|of)\\b)`,
  ),
  home(
    `^I (?:have )?ended up (?:living )?in (?<value>${TOWN}?)(?= (?:because of (?:an? (?:boy|girl|guy|man|woman|job)|love|work|my)|for (?:love|work|good)|years ago|and (?:stayed|never left))\\b)`,
    { unless: TRIP },
  ),
  home(`^My (?:new |current |home )?address is (?:now )?in (?<value>${TOWN})`),
  home(`^(?:My )?[Hh]ome (?:for (?:me|us) )?is (?:now )?(?<value>${TOWN})`),
  home(`^(?<value>\\p{Lu}[\\p{L}' -]{1,30}?) is (?:now (?:my |our )?|my |our )home(?: now)?$`),
  home(`^I have called (?<value>${TOWN}?) (?:my )?home\\b`),
  home(
    `^I (?:have )?(?:just )?(?:rent|am renting|have rented|share|am subletting) (?:an? |our |my )?(?:first |own )?${LODGING} (?:together )?(?:near the \\p{Ll}+ )?in (?<value>${TOWN})`,
    { when: "past", unless: FOR_OTHERS },
  ),
  home(
    `^My (?:new |own |little |tiny |old )?(?:flat|apartment|house|condo|cottage|bungalow|townhouse|loft|houseboat) in (?<value>${TOWN}?) (?:is|has|gets|needs|costs|does)\\b`,
    {
      unless: FOR_OTHERS,
    },
  ),
  home(
    `^I (?:have )?(?:just |recently )?(?:moved|am moving) (?:in )?(?:in with|into) (?:my|our|an?|the) [\\p{L} '-]{3,40}? in (?<value>${TOWN})`,
    { when: "past" },
  ),
  home(
    `^I am an? (?<value>\\p{Lu}[\\p{L}' -]{1,25}?)-based (?!(?:character|persona|hero|heroine|protagonist|villain|narrator|avatar)\\b)\\p{L}+`,
  ),
  home(
    `^I am an? (?:(?!of\\b|about\\b)[\\p{L}-]+ ){1,5}?(?:based|living|who lives) (?:in|out of) (?<value>${TOWN})`,
  ),
  home(`^I am an? (?:\\p{Ll}+ )?resident of (?<value>${TOWN})`),
  home(`^I (?:have )?left (?<value>${TOWN}?) for ${TOWN}`, { ends: ["was"], unless: TRIP }),
  home(`^I (?:have )?left (?!\\p{L}+day\\b)\\p{Lu}[\\p{L}' -]+? for (?<value>${TOWN})`, { unless: TRIP }),
  home(
    `^I (?:have )?(?:just )?(?:signed (?:the |an? |our |my )?(?:lease|tenancy|papers|mortgage|tenancy agreement)(?: on| for)|(?:got|picked up|collected|was handed|received) (?:the|our|my) keys (?:to|for|of)|closed on|moved into|settled into|unpacked in) (?:an? |our |my |the )(?:first |own )?${LODGING} in (?<value>${TOWN})`,
    { when: "past", unless: FOR_OTHERS },
  ),
  { ...home(`^I am in (?<value>${TOWN})`), ends: ["no longer"], onlyEnds: true },
  origin(`^I (?:hail|originate) from (?<value>${TOWN})`),
  origin(`^I am an? (?:proud )?native of (?<value>${TOWN})`),
  origin(`^I (?:was (?:born in .{2,30} (?:and|but) )?(?:raised|brought up)|grew up) in (?<value>${TOWN})`),
  origin(
    `^I (?:was raised|grew up) (?:on|in) an? [\\p{L} -]{3,30} (?:in|outside|near|just outside) (?<value>${TOWN})`,
  ),
  { ...home(`^I was born and bred in (?<value>${TOWN})`), attribute: "birthplace" },
];

interface More extends Partial<Pick<Rule, "ends" | "when">> {
  /** Words with which the clause is about something else. */
  unless?: string;
}

function home(pattern: string, { unless, ...more }: More = {}): Rule {
  return {
    pattern: new RegExp(`${unless ? `^(?!.*${unless})` : ""}${pattern}`, "u"),
    attribute: "home",
    shape: known,
    confidence: more.ends ? stated : implied,
    ...more,
  };
}

/** People come from villages that no list has. */
function origin(pattern: string): Rule {
  return { ...home(pattern), shape: place, attribute: "hometown", confidence: stated };
}

function known(raw: string): string[] {
  return place(raw).filter((name) => isPlaceName(name) && !isNoTown(name));
}
