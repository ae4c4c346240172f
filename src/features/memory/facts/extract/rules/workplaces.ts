import { Confidence } from "../../fact.ts";
import { isPlaceName } from "../places/known.ts";
import { institution, lower, role } from "../values.ts";
import { isProduct, NAME } from "./employers.ts";
import { isWorld } from "./no-town.ts";
import type { Rule } from "./rule.ts";

const { stated, implied } = Confidence;
const FIRM =
  "(?:company|firm|business|start-?up|agency|studio|brewery|bakery|caf[eé]|shop|restaurant|practice)";
const NTH = "(?:first|second|third|fourth|fifth|sixth|\\d+(?:st|nd|rd|th))";

/** Employers that a sentence names beside something else: "my boss at Acme keeps calling", "my third week at Acme". */
export const WORKPLACES: Rule[] = [
  workplace(
    // A boss that kills is one of a game.
    `^(?!My boss\\b.*\\b(?:kill|beat|wip|one-shot|phase|hitbox)\\p{L}*)My (?:boss|manager|supervisor|team(?: lead)?|colleagues?|co-?workers?|department|shifts?|job|desk) at (?<value>${NAME}) (?!was\\b|does\\b)(?:are|have|\\p{Ll}+s|just|keep|want|use)\\b`,
  ),
  workplace(`^I am (?:on|in) my (?:very )?${NTH} (?:day|week|month|year) (?:at|with) (?<value>${NAME})`),
  workplace(
    `^I (?:have )?(?:just )?(?:had|finished|completed|survived) my first (?:day|week|month) (?:at|with) (?<value>${NAME})`,
  ),
  workplace(
    `^I am (?:doing|on) (?:an? |my )?(?:[\\p{Ll}-]+ )?(?:internship|apprenticeship|traineeship|placement|fellowship) (?:at|with) (?:the )?(?<value>${NAME})`,
  ),
  {
    ...workplace(
      `^(?:My )?(?:very )?[Ff]irst (?:day|week|month) (?:at|with) (?<value>${NAME}) (?:was|went|flew|has been|felt|is (?:over|done)|done|down)\\b`,
    ),
    shape: (raw) =>
      institution(raw).filter((name) => !isWorld(name) && !isPlaceName(name) && !OUTING.test(name)),
  },
  workplace(`^(?:My )?(?:very )?[Ff]irst shift (?:at|with) (?<value>${NAME})`),
  workplace(`^I am on (?:\\p{Ll}+ )?leave from (?:the )?(?<value>${NAME})`),
  workplace(`^I (?:am|went|have gone|came|have come) back to work at (?<value>${NAME})`),
  workplace(
    `^I (?:am|came|have come) back at (?<value>${NAME}) (?=as an? |after (?:my |a |\\p{Ll}+ )*(?:leave|sabbatical|strike|burnout))`,
  ),
  workplace(`^I (?:have )?(?:just )?(?:got|received) tenure at (?<value>${NAME})`),
  workplace(
    `^My (?:internship|apprenticeship|contract|job|time|traineeship) at (?<value>${NAME}) (?:has )?(?:just )?(?:ended|ran out|is over|was not renewed)`,
    { ends: ["was"] },
  ),
  workplace(`^I am an? (?:[\\p{Ll}-]+ )?intern (?:at|with|for) (?:the )?(?<value>${NAME})`),
  workplace(`^I am interning (?:at|with|for) (?:the )?(?<value>${NAME})`),
  workplace(`^I am employed (?:by|with) (?:the )?(?<value>${NAME})`),
  workplace(`^I am an? employee (?:at|of) (?:the )?(?<value>${NAME})`),
  workplace(
    `^I have (?:an? |my )(?:[\\p{Ll}-]+ ){0,2}(?:job|position|post|role) (?:at|with) (?:the )?(?<value>${NAME})(?! (?:tomorrow|on|next)\\b)`,
  ),
  workplace(
    `^I (?:lead|manage|head|run|oversee) (?:the |an? )?[\\p{L} -]{2,30} (?:team|department|group|division|unit|desk|ward|kitchen) at (?:the )?(?<value>${NAME})`,
  ),
  workplace(`^I run the (?:[\\p{Ll}-]+ )?(?:kitchen|bar|desk|shop|floor|lab|office) at (?<value>${NAME})`),
  workplace(
    `^I (?:have )?(?:accepted|signed) (?:an? |the |their |my )?(?:(?:job |work )?offer|(?:\\p{Ll}+ )?(?:employment|job|work|working|permanent|full-time|part-time) contract) (?:from|with|at) (?<value>${NAME})`,
  ),
  workplace(`^My (?:own )?${FIRM}, (?<value>${NAME}), \\p{Ll}+s\\b`),
  workplace(
    `^I (?:have )?(?:founded|co-founded|started|launched|set up|opened|own|run) (?:an? |my own )?(?:\\p{Ll}+ ){0,2}${FIRM}(?:,| called| named) (?<value>${NAME})`,
  ),
  workplace(
    `^I (?:(?:have )?(?:stepped down|retired)|resigned) as (?:an? |the )?[\\p{L} ]{2,30} (?:of|at) (?<value>${NAME})`,
    {
      ends: ["was"],
    },
  ),
  {
    ...workplace("^I (?:(?:have )?(?:stepped down|retired)|resigned) as (?<value>(?:an? |the )?.+)"),
    attribute: "work_role",
    shape: role,
    ends: ["was"],
  },
  {
    ...workplace(
      "^I am (?:an? )?(?<value>stay-at-home (?:mum|mom|dad|mother|father|parent)|homemaker|housewife|househusband)\\b",
    ),
    attribute: "work_role",
    shape: lower,
  },
  {
    ...workplace("^I have been freelancing as (?<value>an? .+)"),
    attribute: "work_role",
    shape: role,
  },
  {
    ...workplace("^I (?:have )?(?:left|quit) [\\p{Ll} ]{3,30} to (?:become|work as) (?<value>an? .+)"),
    attribute: "work_role",
    shape: role,
  },
];

/** Where one has a first day as a guest, a pupil or a patient. */
const OUTING =
  /^(?:Disney|Legoland|Universal Studios|Glastonbury|Coachella|Tomorrowland|Burning Man|Comic-?Con|Oktoberfest|Roskilde|Sziget|Lollapalooza|Wimbledon|Harvard|Yale|Stanford|MIT|Princeton|Eton|Camp|Mass|Weight Watchers)\b|\b(?:University|College|School|Academy|Festival|Park|Gym|Beach|Resort|Camp|Rehab|Clinic|Church|Nursery|Kindergarten|Fair|Con)\b/;

/** Only those who work there have these: a boss, a team, a first day. */
const SURE = /My \(\?:boss|my first|first shift|interning|employed|employee|leave from/;

function workplace(pattern: string, more: Partial<Pick<Rule, "ends">> = {}): Rule {
  return {
    pattern: new RegExp(pattern, "u"),
    attribute: "work_employer",
    shape: (raw) =>
      institution(raw).filter((name) => !isWorld(name) && (SURE.test(pattern) || !isProduct(name))),
    confidence: more.ends ? stated : implied,
    ...more,
  };
}
