import { ALLERGEN } from "../rules/health.ts";
import type { Wording } from "./wording.ts";

const INTOLERABLE = "(?:lactose|fructose|gluten|histamine|sorbitol|casein|fodmaps)";
const FOOD_OR_DRINK = "[\\p{L} -]{3,25}?";
const DIET = "(?:keto|paleo|vegan|vegetarian|carnivore|low-carb|pescatarian|plant-based)";

/** Health and diet in other words. Only an allergen that is known is read from what it does. */
export const BODY_WORDINGS: readonly Wording[] = [
  [
    new RegExp(
      `^(?:I|My (?:stomach|gut|body|system|belly)) can not (?:tolerate|digest|process|handle|stomach) (?=${INTOLERABLE}\\b)`,
      "u",
    ),
    "I am intolerant to ",
  ],
  [
    new RegExp(
      `^(${ALLERGEN})(?: (?:gloves|plasters|bandages|jewell?ery|earrings|buckles|straps|jumpers|sweaters|cream|soap))? (?:always )?(?:gives?|leaves?) me (?:with )?(?:blisters|welts|hives|an? (?:\\p{L}+ )?rash)\\b.*`,
      "iu",
    ),
    "I get hives from $1",
  ],
  [
    /^I (?:use|am in|get around in|rely on|need) a wheelchair(?=$|,| (?:so|and|full|since|to get)\b)/u,
    "I am a wheelchair user",
  ],
  [
    /^(I am [\p{L} -]{3,30}?) and (?=(?:(?:severely|very|also) )?(?:allergic to|lactose intolerant|gluten intolerant|diabetic|coeliac|celiac|asthmatic)\b)/u,
    "$1 and am ",
  ],
  [
    new RegExp(
      `^I eat (?:everything|anything|most things|pretty much everything|almost everything) (?:except|but|bar|apart from|other than)(?: for)? (?=${FOOD_OR_DRINK}(?<!ly)(?:$|,| and\\b))`,
      "u",
    ),
    "I avoid ",
  ],
  [
    /^I am (?:cutting (?:out|back on)|giving up|laying off|going without) (?=(?:sugar|meat|alcohol|caffeine|dairy|gluten|coffee|salt|carbs|bread|beef|pork|fish|wheat|sweets|soda|chocolate|junk food|fast food|red meat|smoking)\b)/u,
    "I avoid ",
  ],
  [/^(?:only |strictly )?(halal|kosher)(?: only| food| food only| meat)? for me\b.*/iu, "I eat $1"],
  [
    /^(?:only|strictly) (vegan|vegetarian|gluten[- ]free|dairy[- ]free|plant[- ]based)(?: food| meals| stuff)? for me\b.*/iu,
    "I eat $1",
  ],
  [
    new RegExp(
      `^I (?:have )?(?:stopped|quit|dropped|ditched|gave up|given up|binned|am (?:done|through) with) (?:doing )?the (?=${DIET} (?:thing|diet|stuff|lifestyle|business)\\b)`,
      "u",
    ),
    "I am no longer ",
  ],
  [
    /^I have not (?:touched|eaten|had|tasted) (meat|pork|beef|alcohol|gluten|dairy|sugar|red meat|fish|caffeine)(?: a drop)? (?:in|for|since) (?!(?:a|the) (?:day|week|hour)|(?:\p{L}+|\d+) (?:hours|days|weeks)|this|breakfast|lunch|last night|yesterday).*/iu,
    "I avoid $1",
  ],
  [/^I have been sober (?=for|since)/u, "I have been sober "],
  [
    /^(?:I am )?(?:\p{L}+|\d+) (?:years|months) sober(?=$|,| (?:now|today|next|this|as|and|in)\b).*/iu,
    "I have been sober for long",
  ],
  [
    /^My (?:left |right |lower |upper )?(?:knees?|hips?|hands?|back|wrists?|shoulders?|fingers|neck|spine|ankles?|elbows?) (?:has|have|is riddled with|are riddled with) (?=(?:osteo)?arthritis\b|tendinitis\b|bursitis\b)/u,
    "I have ",
  ],
];
