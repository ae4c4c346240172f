import { Confidence } from "../../fact.ts";
import { lower, things } from "../values.ts";
import { ANY_END, PAST_END, type Rule } from "./rule.ts";

const { stated, implied } = Confidence;

const FOOD =
  "(?:red )?(?:meat|pork|beef|fish|seafood|shellfish|dairy|gluten|eggs|alcohol|coffee|sugar|nuts|peanuts|caffeine|soda|milk|cheese|mushrooms|spicy food)";

/** What a person eats, and what they keep away from. */
export const FOODS: Rule[] = [
  {
    pattern:
      /^I (?:eat (?:a )?|am doing (?=keto|paleo|low)|am (?:an? )?(?:strict |lifelong )?|went |became (?:an? )?|have (?:gone|been|become) (?:an? )?|follow a |keep |am on (?:a|the) )(?<value>vegetarian|vegan|pescatarian|pescetarian|flexitarian|gluten[- ]free|dairy[- ]free|keto|paleo|halal|kosher|low[- ]carb)\b(?! (?:restaurant|place|recipe|cook|caf))/i,
    attribute: "diet",
    shape: lower,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern: new RegExp(
      `^I (?:eat|drink|consume|have|tolerate|touch|do) (?:any )?(?<value>${FOOD}(?:(?:,? (?:or|and) |, )${FOOD})*)\\b`,
      "i",
    ),
    shape: things,
    confidence: stated,
    denied: "avoids",
  },
  {
    pattern:
      /^I (?:stopped|quit|gave up|have (?:stopped|quit|given up)) (?:eating |drinking )?(?<value>(?:red )?(?:meat|pork|beef|fish|dairy|gluten|alcohol|coffee|sugar|caffeine|smoking|cigarettes|soda|vaping|weed|gambling|gaming|nicotine|energy drinks|dairy products|carbs|bread|junk food|fast food))\b(?! (?:at|with|on)\b)/i,
    attribute: "avoids",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: /^I avoid (?<value>.+)/i,
    attribute: "avoids",
    shape: things,
    confidence: implied,
    ends: PAST_END,
  },
  {
    pattern:
      /^I (?:have )?(?:just |recently )?(?:went|gone|switched|changed) from (?:vegetarian|vegan|pescatarian|keto|omnivore) to (?<value>vegan|vegetarian|pescatarian|keto)\b/i,
    attribute: "diet",
    shape: lower,
    confidence: stated,
  },
];
