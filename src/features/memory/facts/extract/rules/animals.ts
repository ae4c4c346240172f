import { Confidence } from "../../fact.ts";
import { PETS } from "../lexicon.ts";
import { lower, personNames } from "../values.ts";
import type { Rule } from "./rule.ts";

const { stated } = Confidence;
const NAMES = "\\p{Lu}\\p{Ll}+(?:(?:, |,? and )\\p{Lu}\\p{Ll}+){1,4}";
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;
const named = (pattern: string): Rule => ({
  pattern: new RegExp(pattern, "u"),
  attribute: "pet",
  shape: personNames,
  confidence: stated,
  value: pet,
});
const gone = (pattern: string): Rule => ({
  pattern: new RegExp(pattern, "u"),
  attribute: "pet",
  shape: lower,
  confidence: stated,
  ends: ["was"],
});

/** Several pets at once, and pets that are gone. */
export const ANIMALS: Rule[] = [
  named(
    `^I (?:have|own|adopted|have adopted|got|just got|rescued) (?:two |three |four |five |\\d )?(?:[\\p{Ll}-]+ ){0,2}?(?<of>${PETS})s(?:,|:| called| named|, called|, named) (?<value>${NAMES})(?=$|,)`,
  ),
  named(
    `^My (?:two |three |four )?(?:\\p{Ll}+ )?(?<of>${PETS})s(?:,| are(?: called| named)?|['’] names are)? (?<value>${NAMES})(?=$|,| \\p{Ll})`,
  ),
  {
    ...named(
      `^I (?:have )?(?:recently |just )?lost (?:my|our) (?:[\\p{Ll}-]+ ){0,2}?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+),? (?=to (?:cancer|old age|kidney|heart|a (?:tumou?r|stroke))|(?:last|this) (?:week|month|year|spring|summer|autumn|fall|winter)|in (?:January|February|March|April|May|June|July|August|September|October|November|December))`,
    ),
    ends: ["was"],
  },
  gone(
    `^I had to (?:put|have) (?:my|our) (?:\\p{Ll}+ ){0,2}?(?<value>${PETS}) (?:down|put down|to sleep)\\b`,
  ),
  gone(`^I (?:had to give|have given|gave) (?:my|our) (?:\\p{Ll}+ )?(?<value>${PETS}) (?:away|up)\\b`),
  gone(
    `^I (?:have )?(?:had to )?rehomed? (?:my|our|the) (?:\\p{Ll}+ )?(?<value>${PETS})(?=$|,| (?:last|because|when|after|in)\\b)`,
  ),
];
