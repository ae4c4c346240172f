import { Confidence } from "../../fact.ts";
import { lower, things, verbatim } from "../values.ts";
import { ANY_END, PAST_END, type Rule } from "./rule.ts";

const { stated, implied } = Confidence;

const FOOD =
  "(?:(?:red|processed|refined|fried|raw|added) )?(?:meat|pork|beef|lamb|chicken|poultry|bacon|ham|fish|seafood|shellfish|sushi|dairy(?: products)?|gluten|wheat|eggs|alcohol|wine|beer|coffee|sugar|salt|carbs|bread|rice|pasta|potatoes|nuts|peanuts|soy|tofu|caffeine|soda|milk|butter|cheese|cream|mushrooms|onions|garlic|tomatoes|sweets|desserts?|chocolate|fried food|junk food|fast food|processed food|spicy food|ultra-processed food|animal products|grains|gelatin|gelatine|grapefruit|liquorice|licorice|sodas|soft drinks|energy drinks)";
const STRICTLY = "(?:completely |totally |strictly |entirely |now |mostly )?";

/** What a person eats, and what they keep away from. */
export const FOODS: Rule[] = [
  {
    pattern:
      /^I (?:eat (?:a )?|am doing (?=keto|paleo|low)|am (?:an? )?(?:strict |lifelong )?|went |became (?:an? )?|have (?:gone|been|become) (?:an? )?|follow a |keep |am on (?:(?:a|the) )?|turned |have turned |am strictly |am mostly |am fully )(?<value>vegetarian|veggie(?! (?:burger|patch|box|delight|lasagn))|vegan|pescatarian|pescetarian|flexitarian|plant[- ]based|gluten[- ]free|dairy[- ]free|keto|paleo|halal|kosher|low[- ]carb|low[- ]fodmap|low[- ]sodium|carnivore)\b(?! (?:restaurant|place|recipe|cook|caf|leather|food|meal|option|menu|burger|cheese|dish|friend|guest|customer|market|product|shop|bak|brand|cosmetic|wine))/i,
    attribute: "diet",
    shape: lower,
    confidence: stated,
    ends: ANY_END,
    value: (diet) => (diet === "veggie" ? "vegetarian" : diet),
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
    pattern:
      /^(?:My |The )?(?:doc|doctor|gp|dietitian|dietician|nutritionist|gastroenterologist|cardiologist) (?:has )?(?:just )?(?:put|has) me on an? (?<value>(?:strict )?(?:low|high|gluten|dairy|sugar|salt|liquid|soft|bland|mediterranean|dash|keto|elimination|renal|diabetic|plant)[\p{L} -]{0,20}?)(?: diet)(?=$|[,.]| (?:last|this|for|since|and|in|after|two|a)\b)/iu,
    attribute: "diet",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I (?:(?:have )?cut(?: out| down on)?|am ${STRICTLY}off|stay(?: well)? (?:away from|off)|keep (?:away from|off)|steer clear of|(?:have )?sworn off|swore off|gave up|have given up|(?:have )?eliminated|skip|(?:have )?dropped|abstain from) (?:eating |drinking )?(?:all |any )?(?<value>${FOOD}(?:(?:,? (?:or|and) |, )${FOOD})*)(?=$|[,.]| (?:last|this|in|since|for|because|as|on doctor|from my diet|out of my diet|entirely|completely|altogether|these|now|years?|months?|two|three|a (?:year|month|few|while)|\\d)\\b)(?! (?:for (?:lunch|dinner|breakfast|today|tonight|a|the|lent|now|dry|one|two|three|\\p{L}+uary)|in lent)\\b)`,
      "iu",
    ),
    attribute: "avoids",
    shape: things,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I do (?<value>${FOOD}(?:(?:,? (?:or|and) |, )${FOOD})*)(?=$|[,.]| (?:because|since|at all)\\b)`,
      "i",
    ),
    shape: things,
    confidence: stated,
    denied: "avoids",
  },
  {
    pattern: /^I (?<value>drink|smoke)(?: at all)?$/i,
    shape: verbatim,
    confidence: stated,
    denied: "avoids",
    value: (verb) => (verb === "drink" ? "alcohol" : "smoking"),
  },
  {
    pattern:
      /^I (?:have )?(?:quit|stopped|given up|gave up) (?<value>drinking|smoking|vaping)(?=$|[,.]| (?:last|this|in|since|for|because|two|three|a|ten|\d+|years?|months?|cold)\b)/i,
    attribute: "avoids",
    shape: verbatim,
    confidence: stated,
    value: (verb) => (verb === "drinking" ? "alcohol" : verb),
  },
  {
    pattern:
      /^I (?:am|have been) (?<value>sober(?= (?:for|since)\b)|teetotal|a teetotaller|a teetotaler|a non-?drinker)\b/i,
    attribute: "avoids",
    shape: verbatim,
    confidence: stated,
    value: () => "alcohol",
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
