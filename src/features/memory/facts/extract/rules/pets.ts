import { Confidence } from "../../fact.ts";
import { PETS, POSSESSIONS } from "../lexicon.ts";
import { lower, personName, thing } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;

/** Pets and belongings. */
export const PETS_AND_THINGS: Rule[] = [
  {
    pattern: new RegExp(
      `^I have an? (?:\\p{Ll}+ ){0,2}?(?<of>${PETS}), (?<value>\\p{Lu}\\p{Ll}+)(?=$|,)`,
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
      `^My (?:(?:dear|beloved|old|sweet|poor|little) )*(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+),? (?:just |sadly |recently )?(?:has |have )?(?:died|passed|is gone|was put (?:down|to sleep)|crossed the rainbow)\\b`,
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
      `^My (?:\\w+ )?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,| (?!died|passed|was\\b|used\\b)\\p{Ll})`,
      "u",
    ),
    attribute: "pet",
    shape: personName,
    confidence: stated,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|adopted|got|just got|bought|own)(?: (?:an?|my|one|\\d+|two|three))?(?: [\\p{L}-]+){0,3}? (?<of>${PETS})s?,? (?:called|named) (?<value>\\p{L}+)`,
      "iu",
    ),
    attribute: "pet",
    shape: personName,
    confidence: explicit,
    value: pet,
  },
  {
    pattern: new RegExp(
      `^I (?:have|(?:just |have )?adopted|just got|own) (?:an? (?:(?:new|little|rescue|small|big|cute|black|white|old|\\p{Ll}+) )?|two |three |\\d )(?<value>${PETS})s?(?=$|,| (?:and|from|at|who|that|which|last|now|yesterday|this|with)\\b)`,
      "iu",
    ),
    attribute: "pet",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: new RegExp(
      `^(?!I drive .{1,30} for \\p{Lu})I (?:own|run|own and run|have|drive|bought|just bought|have (?:just )?bought|just got) (?:an? |my (?:own )?|our )(?<value>(?:(?:19|20)\\d\\d )?(?:(?:[\\p{L}\\p{N}-]+ ){0,2}?${POSSESSIONS}|(?:Tesla|Toyota|Honda|Volvo|BMW|Ford|Audi|Volkswagen|VW|Subaru|Mazda|Fiat|Prius|Jeep|Porsche|Skoda|Škoda|Renault|Peugeot|Citroën|Citroen|Kia|Hyundai|Nissan|Mercedes|Opel|Seat|Dacia|Mini|Lexus|Chevrolet|Vespa)(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}]*){0,2}))(?=$|[,.]| (?:and|in|with|from|that|which|last|to|for|near|downtown|by)\\b)`,
      "iu",
    ),
    attribute: "owns",
    shape: thing,
    confidence: implied,
    ends: PAST_END,
  },
];
