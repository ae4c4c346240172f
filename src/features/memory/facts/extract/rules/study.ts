import { Confidence } from "../../fact.ts";
import { institution, thing, verbatim } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated } = Confidence;

/** What is a place to study by its name. */
const INSTITUTE =
  "(?:\\p{Lu}[\\p{L}.'’&-]* ){0,3}(?:University|College|Polytechnic|Conservatory|Academy|Institute of \\p{Lu}\\p{L}+|Business School|Law School|Medical School)(?: (?:of|at) (?:\\p{Lu}[\\p{L}.'’-]*)(?: \\p{Lu}[\\p{L}.'’-]*)?)?|(?:MIT|UCLA|NYU|USC|LSE|UCL|ETH|Harvard|Yale|Stanford|Princeton|Oxford|Cambridge|Caltech|Cornell|Dartmouth|Penn State|Georgia Tech|Virginia Tech|Purdue|Berkeley|UC \\p{Lu}\\p{L}+|TU \\p{Lu}\\p{L}+|KU Leuven)\\b";

/** What and where a person studies. */
export const STUDY: Rule[] = [
  {
    pattern:
      /^I (?:am (?:currently )?(?:studying|majoring in|doing (?:a|my) (?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?|doctorate)(?: degree)? in|an? (?:PhD|doctoral|master(?:'s|s)|graduate|grad|undergraduate|undergrad) student (?:in|of))|study|major in) (?!for\b|at\b|hard\b|abroad\b|to\b)(?<value>.+)/i,
    attribute: "study",
    shape: subject,
    confidence: stated,
    ends: PAST_END,
  },
  { pattern: /^My major is (?<value>.+)/i, attribute: "study", shape: subject, confidence: explicit },
  {
    pattern:
      /^I (?:am an? .{0,30}student|study|am studying|go to (?:school|college|uni|university)|am (?:currently )?doing (?:a|my) (?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?))(?: .{2,40}?)? (?:at|in) (?<value>(?:the )?\p{Lu}.+)/u,
    attribute: "school",
    shape: institution,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have )?(?:just )?graduated (?:.{0,30} )?(?:from|at) (?<value>.+)/i,
    attribute: "graduated",
    shape: institution,
    confidence: stated,
    when: "past",
  },
  {
    pattern:
      /^I am (?:pursuing|getting|finishing|completing|working on|doing|enrolled in|halfway through) (?:an?|my) (?:\p{Ll}+ )?(?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?|doctorate|diploma|MSc|BSc|MA|BA|certificate)(?: degree| programme| program)? in (?<value>.+)/iu,
    attribute: "study",
    shape: subject,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern:
      /^I am an? (?!(?:drum|army|us|british)\b)(?<value>[\p{L} ]{3,25}?) major(?=$|,| (?:at|and|in my|who)\b)/iu,
    attribute: "study",
    shape: subject,
    confidence: stated,
  },
  {
    pattern:
      /^I have (?:just )?(?:started|begun) (?:studying|a (?:degree|PhD|master(?:'s|s)?) in) (?!for\b|at\b|hard\b)(?<value>.+)/i,
    attribute: "study",
    shape: subject,
    confidence: stated,
  },
  school(
    `an? (?:\\p{L}+ ){0,3}(?:major|sophomore|freshman|undergrad(?:uate)?|grad student|PhD candidate|doctoral candidate|exchange student|student) (?:over )?at`,
  ),
  school(
    "in my (?:junior|senior|sophomore|freshman|final|last)[- ](?:year|semester|term)(?: of (?:[\\p{L} ]{3,25}))? at",
  ),
  school(
    "(?:pursuing|getting|finishing|completing|working on|doing|enrolled (?:in|on)) (?:an?|my) (?:[\\p{L}'-]+ )?(?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?|doctorate|MBA|MSc|BSc|MA|BA|diploma|LLM)(?: (?:degree|in [\\p{L} ]{3,30}?))? at",
  ),
  school("enrolled (?:at|in)", INSTITUTE),
  school("an? (?:junior|senior) at", INSTITUTE),
  {
    pattern:
      /^I am in (?:the |my )?(?:\d(?:st|nd|rd|th)|first|second|third|fourth|final|last) year of (?:an?|my) (?<value>[\p{L} ]{3,30}?) (?:degree|PhD|master(?:'s|s)?|bachelor(?:'s|s)?|course|programme|program|apprenticeship)\b/iu,
    attribute: "study",
    shape: subject,
    confidence: stated,
  },
  {
    pattern:
      /^I am in (?:the |my )?(?:\d(?:st|nd|rd|th)|first|second|third|fourth|final|last) year of .{3,40}? at (?<value>(?:the )?\p{Lu}.+)/u,
    attribute: "school",
    shape: institution,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:dropped out of|quit|left) (?:my )?(?<value>law|medical|med|business|art|nursing|drama|film|music|architecture|graduate|grad) (?:school|degree)\b/iu,
    attribute: "study",
    shape: verbatim,
    confidence: stated,
    ends: ["was"],
    value: (what) => ({ med: "medicine", medical: "medicine" })[what.toLowerCase()] ?? what,
  },
  {
    pattern: /^I (?:have )?(?:just )?dropped out of (?:the )?(?<value>\p{Lu}.+)/u,
    attribute: "school",
    shape: institution,
    confidence: stated,
    ends: ["was"],
  },
  {
    ...school(""),
    pattern: new RegExp(
      `^I (?:go to|attend|am attending|am at|study at) (?:the )?(?<value>${INSTITUTE})(?! (?:open|game|concert|every|for (?:a|the|my)|with|on (?:sat|sun)|to (?!study))\\b)`,
      "u",
    ),
  },
];

function school(place: string, value = "(?:the )?\\p{Lu}.+"): Rule {
  return {
    pattern: new RegExp(`^I am ${place} (?<value>${value})`, "u"),
    attribute: "school",
    shape: institution,
    confidence: stated,
    ends: PAST_END,
  };
}

function subject(raw: string): string[] {
  const cut =
    raw
      .split(
        /[,.;(–!]|\s(?:at|by|in|and (?:I|it)|because|so|but|for|with|to|on|which|right|this|these|since|as|from|about|how|online|abroad|now)\b/i,
      )[0]
      ?.trim() ?? "";
  return /^(?:my|this|that|it|the|a|an|them|hard|more|some|all|these|those|your|up|late|every|together|new|old|different|how|what)\b/i.test(
    cut,
  ) || cut.split(" ").length > 4
    ? []
    : thing(cut);
}
