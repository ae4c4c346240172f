import { Confidence } from "../../fact.ts";
import { PETS, POSSESSIONS } from "../lexicon.ts";
import { lower, personName, thing } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;
const OLD = "(?:\\d+[- ]years?[- ]old |[\\w-]+ ){0,2}?";
const OVER =
  "died|passed|was\\b|used\\b|is no longer|is gone|had to be|did not make it|did not survive|crossed|has (?:died|passed)|went missing|ran away";

/** Pets and belongings. */
export const PETS_AND_THINGS: Rule[] = [
  {
    pattern: new RegExp(
      `^I (?:have|own|(?:have )?(?:just )?(?:got|adopted|bought|rescued)) (?:an? |my )(?:[\\p{Ll}-]+ ){0,3}?(?<of>${PETS}), (?<value>\\p{Lu}\\p{Ll}+)(?=$|,)`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:had to say|have said|said|have had to say) goodbye to (?:my|our) (?:\\p{Ll}+ ){0,2}?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    ends: ["was"],
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have )?(?:just )?rehomed (?:my|our) (?:\\p{Ll}+ ){0,2}?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    ends: ["was"],
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have )?(?:just |recently |finally )?sold my (?:old |beloved )?(?<value>${POSSESSIONS})\\b`,
      "i",
    ),
    attribute: "owns",
    shape: lower,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern: new RegExp(
      `^My (?:\\w+ )?(?<of>${PETS})(?:'s name)? is (?:called |named )?(?<value>\\p{Lu}\\p{L}+)(?=$|,| and\\b)`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: explicit,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^My ${OLD}(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+),? (?:just |sadly |recently )?(?:has |have )?(?:died|passed|is gone|is no longer with|was put (?:down|to sleep)|had to be put|did not (?:make it|survive)|crossed the rainbow)\\b`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    ends: ["was"],
    value: pet,
  },
  {
    pattern: new RegExp(
      `^(?:My (?<value>${PETS}) (?:just |sadly |recently )?(?:has )?(?:died|passed away|was put (?:down|to sleep))|I had to (?:put|have) my (?<value>${PETS}) (?:down|put down|to sleep))\\b`,
      "i",
    ),
    attribute: "pet",
    shape: lower,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern: new RegExp(
      `^My ${OLD}(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,(?! (?:\\p{Ll}+ )?(?:${OVER}))| (?!${OVER})\\p{Ll})`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|adopted|got|just got|bought|own|rescued)(?: (?:an?|my|one|\\d+|two|three))?(?: [\\p{L}-]+){0,3}? (?<of>${PETS})s?,? (?:called|named) (?<value>\\p{L}+)`,
      "iu",
    ),
    attribute: "pet",
    shape: personName,
    confidence: explicit,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|(?:just |have )?(?:adopted|rescued)|just got|own) (?:an? (?:(?:new|little|rescue|small|big|cute|black|white|old|\\p{Ll}+) )?|two |three |\\d )(?<value>${PETS})s?(?=$|,| (?:and|from|at|who|that|which|last|now|yesterday|this|with)\\b)`,
      "iu",
    ),
    attribute: "pet",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern:
      /^My (?:new |current )?(?:phone|laptop|car|bike|camera|guitar|tablet|watch|motorbike|printer|piano|van|e-reader|console) is an? (?<value>(?:\p{Ll}+ |(?:19|20)\d\d ){0,2}\p{Lu}[\p{L}\d-]*(?: [\p{Lu}\d][\p{L}\d-]*){0,3})(?=$|,| (?:and|with|that|from|so)\b)/u,
    attribute: "owns",
    shape: thing,
    confidence: implied,
  },
  {
    pattern: new RegExp(
      `^(?!I drive .{1,30} for \\p{Lu})I (?:own|run|own and run|have|drive|bought|just bought|have (?:just )?bought|just got|got myself|treated myself to|bought myself) (?:an? |my (?:own )?|our )(?<value>(?:(?:19|20)\\d\\d )?(?:(?:[\\p{L}\\p{N}-]+ ){0,2}?${POSSESSIONS}|(?:Tesla|Toyota|Honda|Volvo|BMW|Ford|Audi|Volkswagen|VW|Subaru|Mazda|Fiat|Prius|Jeep|Porsche|Skoda|Škoda|Renault|Peugeot|Citroën|Citroen|Kia|Hyundai|Nissan|Mercedes|Opel|Seat|Dacia|Mini|Lexus|Chevrolet|Vespa|Brompton|Thermomix|Roomba|PlayStation|Xbox|Steam Deck|Nintendo Switch|ThinkPad|MacBook|iPad|Chromebook|Raspberry Pi|Kindle|Kobo|Garmin|Peloton|Stratocaster|Telecaster|Steinway|Suzuki|Yamaha|Kawasaki|Ducati|Harley)(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}]*){0,2}))(?=$|[,.]| (?:and|in|with|from|that|which|last|to|for|near|downtown|by|at|on|off|secondhand|second-hand)\\b)`,
      "iu",
    ),
    attribute: "owns",
    shape: thing,
    confidence: implied,
    ends: PAST_END,
  },
  {
    pattern: /^I own my (?<value>(?:(?:19|20)\d\d )?[\p{L}\d-]+(?: [\p{L}\d-]+)?)$/u,
    attribute: "owns",
    shape: thing,
    confidence: stated,
    ends: ["no longer"],
    onlyEnds: true,
  },
  {
    pattern:
      /^My (?:old |trusty )?(?<value>(?:19|20)\d\d \p{Lu}[\p{L}\d-]+(?: [\p{Lu}\d][\p{L}\d-]*)?) (?:will not (?:start|turn over|charge|boot|go into gear)|keeps (?:stalling|overheating|dying|leaking)|stalls|overheats|leaks|broke down|failed (?:its|the) MOT|burns oil|needs (?:an? )?(?:new )?(?:brakes|tyres|tires|clutch|battery|alternator|timing belt|exhaust|head gasket|oil change)|makes an? \p{L}+ (?:noise|sound))\b/u,
    attribute: "owns",
    shape: thing,
    confidence: stated,
  },
];
