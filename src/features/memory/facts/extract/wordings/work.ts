import { NAME } from "../rules/employers.ts";
import type { Wording } from "./wording.ts";

const NOT_A_FIRM =
  "(?!(?:I|My|He|She|It|This|That|They|You|We|Who|What|Nobody|Mum|Mom|Dad|Uncle|Aunt|Grandma|Grandpa|Mr|Mrs|Ms|Dr|Social|Child|Housing|Universal|Disability|Unemployment|Workers)\\b)";
const PAY = "(?:pay ?che(?:ck|que)s?|payslips?|salary|wages)";
const SITE = "(?:plant|office|branch|site|factory|store|warehouse|arm|subsidiary|division)";
const SACK = "(?:sack|axe|chop|push|heave-ho)";

/** Work that a sentence names by what it pays, where one sits, or how it began and ended. */
export const WORK_WORDINGS: readonly Wording[] = [
  // A single name may be that of a person: "Anna pays my bills".
  [
    new RegExp(
      `^${NOT_A_FIRM}(\\p{Lu}[\\p{L}\\d.'’&-]*(?: (?:& |of |and )?\\p{Lu}[\\p{L}\\d.'’&-]*){1,3}) (?:pays|is paying|covers) my (?:bills|mortgage|${PAY})\\b.*`,
      "u",
    ),
    "I work at $1",
  ],
  [new RegExp(`^${NOT_A_FIRM}(${NAME}) (?:signs|issues|cuts) my ${PAY}\\b.*`, "u"), "I work at $1"],
  [new RegExp(`^My ${PAY} (?:comes?|is paid|are paid) (?:from|by) (?=${NAME})`, "u"), "I work at "],
  [
    /^(?:I am |I have been )?(?:pinned|chained|glued|tied|strapped|stuck) (?:to|behind) (?:a|my|the) (?:desk|till|counter|workbench|cash register) at (?=(?:the |an? )?\p{L})/iu,
    "I work at ",
  ],
  [/^(?:I am |I have been )?slaving away at (?=\p{Lu})/u, "I work at "],
  [
    /^I (?:draw|earn|get|collect) (?:a|my) (?:salary|wage|pay ?che(?:ck|que)|living|keep) (?:at|from|with) (?=\p{Lu})/u,
    "I work at ",
  ],
  [/^I (?:punch|clock) in (?:every (?:day|morning) )?at (?=\p{Lu})/u, "I work at "],
  [/^I (?:am|was) on the payroll (?:of|at) (?=\p{Lu})/u, "I work at "],
  [/^I have (?:just )?signed (?:on )?with |^I signed (?:on )?with (?=.* as an? )/u, "I signed with "],
  [new RegExp(`^I signed with (${NAME}) as (?=an? )`, "u"), "I work at $1 as "],
  [
    /^I (?:have )?(?:just )?signed my contract (?:with|at) (?=\p{Lu})/u,
    "I signed my employment contract with ",
  ],
  [
    /^I (?:have )?(?:got|landed|accepted|took|won|secured) (?:the|a|my|that) (?:new |dream )?(?:post|job|role|position|gig)(?::| as| of) (?:an? |the )?(?=\p{Ll})/u,
    "I am a ",
  ],
  [
    new RegExp(
      `^I (?:have )?(?:just )?landed (?:a|the|my dream) (?:\\p{Ll}+ )?(?:job|role|position|post) (?:at|with) (${NAME}) as (?=an? )`,
      "u",
    ),
    "I work at $1 as ",
  ],
  [
    new RegExp(
      `^I (?:have )?(?:just )?(?:got|was given|been given) the ${SACK} (?:from|at) (?=\\p{Lu})`,
      "u",
    ),
    "I was fired from ",
  ],
  [
    new RegExp(
      `^I (?:have )?(?:just )?(?:got|was given|been given) the ${SACK}(?=$|,| (?:yesterday|today|last|this|on)\\b)`,
      "u",
    ),
    "I got fired",
  ],
  [
    /^I (?:got|received|was (?:handed|given)) (?:my|a|the) (?:P45|pink slip|marching orders|walking papers) (?:from|at) (?=\p{Lu})/u,
    "I was fired from ",
  ],
  [
    new RegExp(
      `^My last (?:day|shift|week) (?:at|with) (${NAME}) (?:is|was) (?:today|yesterday|this (?:morning|week)|last \\p{L}+|on \\p{L}+day)\\b.*`,
      "u",
    ),
    "I quit my job at $1",
  ],
  [
    /^(?:today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'s| is| was) my (?:very )?last (?:day|shift) (?:at|with) (?=\p{L})/iu,
    "I quit my job at ",
  ],
  [
    /^I (?:manage|lead|run|head|supervise|oversee) an? (?:\p{Ll}+ )?(?:team|group|crew|staff|department) of [\p{L}\d]+ (?:\p{Ll}+ )?(?:at|for) (?=\p{Lu})/u,
    "I work at ",
  ],
  [new RegExp(`\\b(at|for|in) the [\\p{L} '-]{2,30} ${SITE} of (?=\\p{Lu})`, "u"), "$1 "],
  [/^I (?:am picking|pick|picked) up (?:\p{Ll}+ )?shifts (?=as an? |at \p{Lu})/u, "I work "],
  [/^I (?:do|pull|cover|work) (?:\p{Ll}+ ){0,2}shifts (?=as an? )/u, "I work "],
  [
    new RegExp(
      `^My (?:official |current |new |actual |formal |present )?(?:job )?(?:title|role|position|post) (?:at|with) (${NAME}) is (?:that of )?(?:an? |the )?([^,]+)`,
      "u",
    ),
    "I am a $2 at $1",
  ],
  [/^I am training (?:as|up as) an? (?=\p{Ll})/u, "I am a trainee "],
  [
    new RegExp(
      `^I have been (an? [\\p{L} -]{3,40}? (?:at|for|with) ${NAME}) (?=since\\b|for (?:\\p{Ll}+ ){0,2}\\S+ (?:years|months))`,
      "u",
    ),
    "I am $1 ",
  ],
  [/^I have been teaching (?=\p{L})/u, "I teach "],
  [
    /^I am (?:just |now )?back at (\p{Lu}[^,]{2,40}?) after (?:an? |my |two |three |six )(?:\p{Ll}+ )?(?:years?|months?|weeks?|gap year|break)(?: off| away)?\b.*/u,
    "I went back to work at $1",
  ],
  [
    /^(?:driving|flying) (?:an? |the )?([\p{L} ]{3,20}?) (?:pays (?:my|the) (?:bills|rent|mortgage)|puts food on (?:my|the|our) table|is how I (?:earn my living|make a living))\b.*/iu,
    "I am a $1 driver",
  ],
  [
    /^(carpentry|plumbing|teaching|nursing|translation|tutoring|accounting|bartending|waitressing|photography|journalism|carpentry work|bricklaying|welding|farming|catering|cleaning|freelancing|consulting|graphic design|web development|programming|coding) (?:pays (?:my|the) (?:bills|rent|mortgage)|puts food on (?:my|the|our) table|is how I (?:earn my living|make a living)|is my (?:day job|trade|profession|livelihood|bread and butter))\b.*/iu,
    "My line of work is $1",
  ],
  [
    /^(?:I am )?(?:currently |still )*(?:in )?between jobs(?: (?:at the moment|right now|currently|again|for now|these days|just now))?$/iu,
    "I am between jobs",
  ],
];
