import { Confidence } from "../../fact.ts";
import { isPlaceName } from "../places/known.ts";
import { institution, role, verbatim } from "../values.ts";
import { isBrand, isProduct, NAME } from "./employers.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

/** Departments and kinds of work, as in "in HR at Acme", "I do payroll for Acme". */
const DEPARTMENT =
  "(?:marketing|sales|accounting|bookkeeping|accounts|audit|payroll|HR|human resources|IT|legal|PR|communications|comms|logistics|operations|ops|finance|procurement|purchasing|design|product|research|R&D|support|customer (?:service|support|success|care)|QA|quality(?: control| assurance)?|data|data (?:science|analytics|engineering|entry)|analytics|security|cybersecurity|recruit(?:ing|ment)|maintenance|admin|administration|engineering|hardware|software(?: engineering| development)?|development|web development|content|social media|compliance|risk|tax|treasury|strategy|business development|warehousing|shipping|catering|housekeeping|editorial|advertising|public relations|infrastructure|backend|frontend|mobile|platform|machine learning|AI|growth|deliveries|translation|copywriting|consulting|surgery|radiology|oncology|pediatrics|paediatrics|cardiology|the (?:ER|ICU|NICU|emergency (?:room|department)|maternity ward)|nights|night shifts)";
const FIELD =
  "(?:public health|video games|game (?:development|design)|oil and gas|agriculture|farming|aviation|manufacturing|telecom(?:s|munications)?|government|local government|politics|the (?:nonprofit|non-profit|public|private|charity|energy|car|music|film|food|fashion|wine|travel|tourism|oil|gaming|insurance|hotel|games|automotive|tech) (?:sector|industry|business|trade)|non-?profits?|pharma|pharmaceuticals|cyber ?security|data science|web development|app development|renewable energy|solar energy|social work|childcare|elder care|elderly care|law enforcement|mental health|tourism|forestry|animal rescue|early childhood education|higher education|special education|supply chain|e-commerce|user research|property management|venture capital|private equity|investment banking|wealth management|theat(?:er|re)|television|TV|radio|music production|event planning|events|interior design|graphic design|landscaping|plumbing|carpentry|catering|conservation|shipping|warehousing|security|mining|robotics|semiconductors)";
const SECTOR =
  "(?:marketing|finance|sales|tech|HR|education|healthcare|construction|publishing|advertising|retail|real estate|hospitality|logistics|insurance|banking|consulting|human resources|academia|journalism)";
const SUBJECT =
  "(?:maths?|algebra|english|history|geography|physics|chemistry|biology|science|art|music|PE|drama|french|spanish|german|latin|computer science|economics|social studies|special ed|special education)";
const STAGE =
  "(?:kindergarten|preschool|nursery|primary school|elementary school|middle school|high school|secondary school|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|1st|2nd|3rd|4th|5th|6th|7th|8th|9th|10th)[- ]grade|year (?:one|two|three|four|five|six|\\d+))";
const VEHICLE =
  "(?:school bus|city bus|ambulance|forklift|garbage truck|tow truck|fire engine|delivery van|18-wheeler|minicab)";

// Where people spend years as students and patients.
const NOT_TO_WORK =
  "(?:\\p{Lu}[\\p{L}.'’&-]* ){0,3}(?:University|College|School|Academy|Harvard|Yale|Stanford|MIT|Princeton|Eton)\\b";

const NO_JOB: Rule = {
  pattern: /^I have (?<value>an? job|any work)(?: right| at the moment| yet)?$/,
  denied: "work_employer",
  shape: verbatim,
  confidence: implied,
  value: () => "none",
};

/** Jobs told by the department, the years or the vehicle, and jobs that are over. */
export const POSITIONS: Rule[] = [
  employer(
    `^I (?:do|handle|run|manage|lead|oversee) (?:the |all (?:the )?)?(?:\\p{Ll}+ )?${DEPARTMENT} (?:for|at) (?<value>${NAME})`,
  ),
  employer(
    `^I (?:am|work) (?:in|on|part of|with) (?:the )?(?:\\p{Ll}+ )?${DEPARTMENT}(?: (?:team|department|group|division|side|desk|unit))? (?:at|of) (?:the )?(?<value>${NAME})`,
  ),
  firm(
    `^I have (?:spent|done|put in) the (?:last|past) .{1,25}(?:years|decade|months) (?:at|with) (?<value>${NAME})`,
  ),
  left(`^I was at (?!${NOT_TO_WORK})(?<value>${NAME}) for (?:\\p{Ll}+ ){0,2}\\S+ (?:years|decades)\\b`),
  left(
    `^I spent (?:\\p{Ll}+ ){0,2}\\S+ (?:years|decades) (?:at|with) (?!${NOT_TO_WORK})(?<value>${NAME})(?=$|[,.]| (?:and|as|before|in|until)\\b)`,
  ),
  employer(
    `^My (?:day |proper |real |main |actual |current |full-time |new )?job is (?:in [\\p{L} ]{2,30} )?(?:at|with|for) (?<value>${NAME})`,
  ),
  employer(`^My (?:new |current )?(?:employer|company)(?:,| is) (?<value>${NAME})(?=$|,)`),
  employer(
    `^I have (?:just )?taken (?:an? |the |my )?(?:\\p{Ll}+ )?(?:job|position|role|post) (?:at|with) (?:the )?(?<value>${NAME})`,
  ),
  employer(
    `^I am the (?:only |sole |new |resident )?(?:DevOps|IT|HR|data|QA|security|design|marketing|legal|finance|support|sales|AI|ML|ops|UX|PR) (?:person|guy|girl|lead|one) at (?<value>${NAME})`,
  ),
  employer(`^I (?:clock in|pull shifts|do shifts|moonlight|temp) at (?<value>${NAME})`),
  employer(
    `^I (?:have )?(?:stopped|quit|finished|am done|am finished) working (?:at|for|with) (?<value>${NAME})`,
    ["was"],
  ),
  employer(`^I (?:have )?(?:handed|turned) in my (?:notice|badge|resignation) (?:at|to) (?<value>${NAME})`, [
    "was",
  ]),
  {
    ...firm(`^I am (?:at|with|employed (?:at|by)) (?<value>${NAME})(?=$|[,(])`, ["no longer"]),
    onlyEnds: true,
  },
  employer(
    `^My (?:contract|job|internship|apprenticeship|traineeship|position|time) (?:at|with) (?<value>${NAME}) (?:has )?(?:just )?(?:ended|ran out|is over|expired|was (?:not renewed|terminated|cut|eliminated))`,
    ["was"],
  ),
  none(
    "^I (?:have )?(?:got|was|have been|were) (?:just )?(?<value>laid off|let go|fired|sacked|made redundant|dismissed)(?=$|,| (?:last|this|yesterday|today|on|recently|two|three|a|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\\b)(?!.*\\b(?:ago|19\\d\\d|20\\d\\d)\\b)",
  ),
  NO_JOB,
  titled(
    `^My (?:new |current |official )?(?:job )?(?:title|role|position) (?:there |here |at work )?is (?:an? |the )?(?<value>.+)`,
    explicit,
  ),
  titled(`^I (?:make|earn) (?:a|my) (?:living|money|bread) as (?<value>an? .+)`),
  titled(`^I am (?:now )?(?:back )?(?:employed|hired) as (?<value>an? .+)`),
  titled(`^I have (?:been )?(?:employed|hired) as (?<value>an? .+)`),
  titled(`^I trained as (?<value>an? .+) and (?:now )?work`),
  word(
    "^I (?:have )?(?:just )?made (?<value>partner|captain|sergeant|manager|director|VP|vice president|team lead|tenure)(?=$|,| (?:at|in|last|this|two|three)\\b)",
    (said) => (said === "tenure" ? "tenured professor" : said),
  ),
  word("^I (?<value>freelance)(?=$|,| (?:full[- ]time|these|now)\\b)", (said) => said),
  word(
    `^I drive (?:an? |the )?(?<value>${VEHICLE})(?:es|s)?(?=$|,| (?:for|in|and|at|part[- ]time|full[- ]time)\\b)(?! for (?:fun|my|our)\\b)`,
    (said) => `${said} driver`,
  ),
  word(
    "^I drive (?<value>trucks|lorries|semis|buses|taxis|cabs)(?=$|,| (?:for (?:a living|work)|long)\\b)",
    (said) => `${DRIVEN[said]} driver`,
  ),
  word(
    `^I teach (?<value>${SUBJECT})(?=$|,| (?:for a living|to|full[- ]time|part[- ]time|at an? [\\p{L} ]{0,25}(?:school|college|academy|university))\\b)`,
    (said) => `${said} teacher`,
  ),
  word(
    `^I teach (?<value>${STAGE})(?=$|,| (?:at|in|and|for)\\b)`,
    (said) => `${said.replace(" grade", "-grade")} teacher`,
  ),
  field(`^I (?:work|am working|have worked) in (?<value>${FIELD})(?=$|[,.]| (?:and|at|for|as|in|now)\\b)`),
  field(`^I am in (?<value>${SECTOR}|${FIELD})(?=$|,| (?:and|now|too)\\b)`),
  {
    ...titled(
      "^(?:I (?:got|was|have been) (?:just |recently )?promoted(?: from [\\p{L} -]{3,30}?)? to(?: the (?:rank|role|position|post) of)?|I (?:have )?(?:just )?(?:moved|worked my way|stepped) up to|They (?:have )?promoted me to) (?<value>.+)",
    ),
    shape: rank,
  },
];

const DRIVEN: Record<string, string> = {
  trucks: "truck",
  lorries: "lorry",
  semis: "truck",
  buses: "bus",
  taxis: "taxi",
  cabs: "taxi",
};

function employer(pattern: string, ends?: Rule["ends"]): Rule {
  return {
    pattern: new RegExp(pattern, "u"),
    attribute: "work_employer",
    shape: (raw) => institution(raw).filter((name) => !OWN_PEOPLE.test(name)),
    confidence: ends ? stated : implied,
    ...(ends && { ends }),
  };
}

/** One where people are also customers, guests and students. */
function firm(pattern: string, ends?: Rule["ends"]): Rule {
  const rule = employer(pattern, ends);
  const isFirm = (name: string) => !isBrand(name) && !isProduct(name) && !isPlaceName(name);
  return { ...rule, shape: (raw) => rule.shape(raw).filter(isFirm) };
}

/** One where somebody was for years. Some have the name of a small town, such as Nokia. */
function left(pattern: string): Rule {
  const rule = employer(pattern, ["was"]);
  return { ...rule, shape: (raw) => rule.shape(raw).filter((name) => !isProduct(name)) };
}

const OWN_PEOPLE =
  /^(?:Mum|Mom|Dad|Grandma|Grandpa|Grandad|Christmas|Easter|Ramadan|Thanksgiving|Halloween|University|College|School)\b/;

function none(pattern: string): Rule {
  return { ...employer(pattern), shape: verbatim, value: () => "none" };
}

function titled(pattern: string, confidence: number = stated): Rule {
  return { pattern: new RegExp(pattern, "u"), attribute: "work_role", shape: role, confidence };
}

function word(pattern: string, value: (said: string) => string): Rule {
  return { ...titled(pattern), shape: verbatim, value };
}

function field(pattern: string): Rule {
  return {
    pattern: new RegExp(pattern, "u"),
    attribute: "work_field",
    shape: verbatim,
    confidence: stated,
    ends: ["no", "no longer", "once"],
  };
}

/** What one is promoted to is a role, whatever it is called: "lieutenant", "assistant store manager". */
function rank(raw: string): string[] {
  const [known] = role(raw);
  if (known) return [known];
  const named =
    /^(?:an? |the )?(?<what>(?:\p{Ll}[\p{L}-]+ ){0,2}\p{Ll}[\p{L}-]{3,})(?=$|,| (?:at|of|for|in|last|this|on|and|yesterday|today|two|three)\b)/u.exec(
      raw,
    )?.groups?.what;
  return named && !NO_RANK.test(named) ? [named] : [];
}

const NO_RANK =
  /\b(?:class|league|division|team|grade|level|band|tier|production|prod|premium|gold|silver|platinum|senior|junior|customers?|users?|people|status|group|list|role|position|job|something|another|better|more|the|management|leadership|staging|mainnet|main|beta|stable)$/;
