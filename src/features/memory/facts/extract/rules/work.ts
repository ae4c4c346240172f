import { Confidence } from "../../fact.ts";
import { RELATIVES } from "../lexicon.ts";
import { institution, lower, role, verbatim } from "../values.ts";
import { isProduct, isTool } from "./employers.ts";
import { ANY_END, PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

const FIELDS =
  "(?:marketing|finance|sales|tech|it|hr|education|healthcare|construction|publishing|advertising|retail|real estate|hospitality|logistics|insurance|banking|software|biotech|media|film|fashion|consulting|human resources|customer (?:service|support)|public relations|the public sector|teaching|nursing|law|medicine|engineering|accounting|academia|research|journalism|architecture)";

/** Work. */
export const WORK: Rule[] = [
  {
    pattern:
      /^I (?:work|am (?:working|employed)|have (?:worked|been working))(?: [a-z]+ly| full[- ]time| part[- ]time| remotely| at .{2,40}?| for .{2,40}?| in .{2,40}?){0,2} as (?:an? |the )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^I (?:work|am (?:working|employed)|have (?:worked|been working))(?! (?:out|up|around|towards?|through)\b)(?: .{1,40}?)?? (?:at|for) (?<value>(?:(?:an?|the) )?\p{L}.+)/iu,
    attribute: "work_employer",
    shape: employer,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern: /^I am (?<value>(?:an? |the |our )?.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I am (?<value>(?:an? |the |our )?[\p{L} -]{2,40}? (?:at|for|of) .+)/u,
    attribute: "work_employer",
    shape: employerOfRole,
    confidence: implied,
  },
  {
    pattern: /^My (?:job|profession|occupation|day job)(?: title)? is (?:as )?(?:an? )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: explicit,
  },
  {
    pattern: /^My (?:employer|company) is (?<value>\p{Lu}.+)/iu,
    attribute: "work_employer",
    shape: institution,
    confidence: explicit,
  },
  {
    pattern: new RegExp(`^I (?:work|am working|have worked) in (?<value>${FIELDS})\\b`, "i"),
    attribute: "work_field",
    shape: lower,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^(?!.*\brole at the (?:theatre|theater|opera|playhouse)\b.* as (?!an?\b))I (?:have )?(?:just )?(?:started|got|landed|accepted|took|found)(?: my| an?| the)?(?: new| first| dream)? (?:job|position|role|internship)(?: .{1,30}?)? (?:at|with) (?<value>.+)/iu,
    attribute: "work_employer",
    shape: employer,
    confidence: implied,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:started|got|landed|accepted|took|found)(?: my| an?| the)?(?: new| first| dream)? (?:job|position|role) as (?:an? )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: implied,
  },
  {
    pattern: /^I (?:have )?(?:started|joined|starting) (?:working )?(?:at|for)? ?(?<value>\p{Lu}.+? as .+)/u,
    attribute: "work_employer",
    shape: employer,
    confidence: implied,
  },
  {
    pattern:
      /^(?:I (?:got|was|have been|am being) (?:just |recently )?(?:promoted to(?: be)?|bumped up to|made|named|appointed)|(?:They(?:['’]ve)?|My (?:boss|company|manager|employer)) (?:just |recently |has |have )*(?:made me|promoted me to|bumped me up to|named me|appointed me)) (?<value>.+)/i,
    attribute: "work_role",
    shape: promotedTo,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:was|got|have been) (?:just |recently )?(?:made|named|appointed|promoted to|bumped up to) .{2,40}? at (?<value>\p{Lu}.+)/u,
    attribute: "work_employer",
    shape: employer,
    confidence: implied,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:joined|started at|started with) \p{Lu}.{1,40}? as (?:an? |the )?(?<value>.+)/u,
    attribute: "work_role",
    shape: role,
    confidence: implied,
  },
  {
    pattern:
      /^I (?:have )?(?:just |recently )?(?:switched|changed|moved) (?:jobs|companies|employers) from (?<value>.+?) to \p{Lu}/u,
    attribute: "work_employer",
    shape: employer,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:have )?(?:just |recently )?(?:switched|changed|moved) (?:jobs|companies|employers) (?:from .{2,40}? )?to (?<value>\p{Lu}.+)/u,
    attribute: "work_employer",
    shape: employer,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I (?:have )?(?:just |recently )?(?:switched|changed|moved)(?: careers?)? from ${FIELDS} (?:in)?to (?<value>${FIELDS})\\b`,
      "i",
    ),
    attribute: "work_field",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: /^I freelance as (?:an? )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: stated,
  },
  {
    pattern: /^I am (?:an? )?(?<value>self-employed|freelance)(?=$|,| (?:and|now|since)\b)/i,
    attribute: "work_role",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: /^I teach (?:[\p{L} ]{2,30} )?at (?<value>\p{Lu}.+)/u,
    attribute: "work_employer",
    shape: employer,
    confidence: implied,
    ends: ANY_END,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:quit|left|resigned from|lost|got fired from|was laid off from|got laid off from|retired from)(?: my)?(?: old)?(?: job)?(?: at| with| from)? (?<value>\p{Lu}(?!.* for (?:\p{Lu}|good\b))(?!\S* (?:an?|the|some|my) ).+)/u,
    attribute: "work_employer",
    shape: left,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?<value>(?:quit|left|lost) my (?:old )?job(?! (?:at|with|from|in|as)\b)|(?:got|was) (?:laid off|fired)(?! (?:from|by|at)\b)|am (?:unemployed|between jobs|out of (?:work|a job)))(?! (?:in|from|by|next|soon|if|unless|up|my)\b)(?=$|[ ,])/i,
    attribute: "work_employer",
    shape: verbatim,
    confidence: implied,
    value: () => "none",
  },
  {
    pattern: /^I (?:worked|was working) (?:at|for) (?<value>.+)/i,
    attribute: "work_employer",
    shape: employer,
    confidence: implied,
    ends: ["was"],
  },
  {
    pattern: /^I (?<value>am retired|retired)\b/i,
    attribute: "work_role",
    shape: verbatim,
    confidence: stated,
    value: () => "retired",
  },
];

/** "head of sales at Acme", "the CTO of Acme" → Acme. */
function employerOfRole(raw: string): string[] {
  const [, what = "", where = ""] =
    /^(.+?) (?:(?:over|out|up|down|back|here) )?(?:at|for) (.+)$/.exec(raw) ??
    /^(.*\b(?:CEO|CTO|CFO|COO|founder|co-founder)) of (\p{Lu}.+)$/u.exec(raw) ??
    [];
  return role(what).length > 0 ? employer(where) : [];
}

/** A new role, which is named where it could not be anything else: "team lead", "partner", "VP". */
function promotedTo(raw: string): string[] {
  const [named] = role(raw);
  if (named) return [named];
  const short =
    /^(?:an? |the |their )?(?:full |new )?(?<what>(?:[\p{L}-]+ ){0,2}(?:lead|leader|partner|head|vp|president|chief|foreman|deputy|associate|principal))(?=$|,| (?:at|of|for|in|last|this|on|and)\b)/iu.exec(
      raw,
    )?.groups?.what;
  return short ? [short] : [];
}

function left(raw: string): string[] {
  return employer(raw).filter((name) => !isProduct(name));
}

/** Where and how long somebody works, and what for: "for the weekend", "at the kitchen table", "for the money". */
const NO_EMPLOYER_HEAD =
  /^(?:an?|the) .*\b(?:weekends?|week|days?|nights?|mornings?|afternoons?|evenings?|hours?|minutes?|months?|years?|summer|winter|season|holidays?|time|times|part|rest|haul|run|start|end|money|cash|pay|paychecks?|wages?|salary|tips|glory|fame|credit|exposure|experience|sake|cause|good|fun|joy|thrill|love|passion|purpose|reasons?|change|exams?|test|grade|degree|deadline|launch|release|pension|mortgage|bonus|promotion|desks?|table|counter|bench|couch|sofa|chair|bed|window|computer|laptop|pc|screen|keyboard|whiteboard|easel|loom|stove|island|distance|pace|speed|rate|level|scale|discount|loss|disadvantage|intersection|edge|frontier|interface|border|top|bottom|forefront|heart|core|crossroads|instance|environment|dream|people|users?|customers|boss|kids|children)$|^the (?:house|flat|apartment|cottage|cabin|beach|park|pool|lake)$/iu;
/** Where one sits for some hours: "I'm working at the library today". */
const FOR_TODAY =
  / (?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|until (?!(?:19|20)\d\d|(?:next|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|fall|winter|I)\b|\p{L}+(?:uary|ember|ober|rch|ril|ust)\b)\S+|for (?:an|a few|two) hours?)\b/iu;
const AT_RELATIVES = new RegExp(`^(?:${RELATIVES})['’]s$`, "i");

/** Whether a sentence names where somebody works for now, or why. */
function isNoJob(name: string, raw: string): boolean {
  const after = raw.startsWith(name) ? raw.slice(name.length) : "";
  const described = /^(?:an?|the) \p{Ll}/u.test(name);
  const now = described ? FOR_TODAY.test(raw.split(",")[0] ?? "") : FOR_TODAY.exec(after)?.index === 0;
  return (
    now ||
    AT_RELATIVES.test(name) ||
    NO_EMPLOYER_HEAD.test(
      name.replace(/ (?:of|between|facing|overlooking|near|by|before|after|from|next to) .*/, ""),
    )
  );
}

function employer(raw: string): string[] {
  return institution(raw).filter(
    (name) =>
      !isNoJob(name, raw) &&
      !/^(?:an?|the) (?:project|report|paper|book|song|plan|way|lot|bit|team|few|while|long|new|couple|living|better|goal|same|story|video|piece|site|presentation|design|problem|client|family|future|moment)\b/i.test(
        name,
      ) &&
      !isTool(name),
  );
}
