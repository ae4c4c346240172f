import { Confidence } from "../fact.ts";
import { PETS, POSSESSIONS, RELATION_NAMES, RELATIVES } from "../lexicon.ts";
import {
  count,
  institution,
  lower,
  personName,
  personNames,
  place,
  role,
  thing,
  verbatim,
} from "../values.ts";
import { ANY_END, PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;
const NUMBER = "\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten";
const relation = ({ of = "" }: Record<string, string>) =>
  `relation:${(RELATION_NAMES[of.toLowerCase()] ?? of.toLowerCase()).replace(/[ -]/g, "_")}`;
const pet = (name: string, { of = "" }: Record<string, string>) => `${name} (${of.toLowerCase()})`;

/** Where somebody lives and has been. */
export const PLACES: Rule[] = [
  {
    pattern:
      /^I (?:live|reside|am (?:living|based|located)|have (?:lived|been living|been based)|am still living) (?:in|near|just outside(?: of)?|outside(?: of)?|at) (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:moved|relocated|settled)(?: back| here| over| down| out)?(?: from .+?)? (?:to|in) (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: implied,
    when: "past",
  },
  {
    pattern: /^(?:My (?:home|home city|current city) is(?: in)?) (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: stated,
  },
  {
    pattern: /^I (?:lived|was living|was based) in (?<value>.+)/i,
    attribute: "home",
    shape: place,
    confidence: implied,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:visited|went to|was in|been to|traveled to|travelled to|got back from|came back from|returned from|took a (?:road ?)?trip to|have been to|went on (?:a )?(?:trip|vacation|holiday) to|spent .{3,20} in|flew to) (?<value>(?:the )?\p{Lu}.+)/iu,
    attribute: "visited",
    shape: namedPlace,
    confidence: implied,
    when: "past",
  },
];

/** Work and study. */
export const WORK: Rule[] = [
  {
    pattern:
      /^I (?:work|am (?:working|employed)|have (?:worked|been working))(?: [a-z]+ly| full[- ]time| part[- ]time| remotely)? as (?:an? |the )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^I (?:work|am (?:working|employed)|have (?:worked|been working))(?: .{1,40}?)? (?:at|for|with) (?<value>(?:(?:an?|the) )?\p{L}.+)/iu,
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
    pattern: /^I am (?:an? |the )?[\p{L} -]{3,40}? (?:at|for) (?<value>\p{Lu}.+)/u,
    attribute: "work_employer",
    shape: employer,
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
    pattern:
      /^I (?:work|am working|have worked) in (?<value>(?:marketing|finance|sales|tech|it|hr|education|healthcare|construction|publishing|advertising|retail|real estate|hospitality|logistics|insurance|banking|software|biotech|media|film|fashion|consulting|human resources|customer (?:service|support)|public relations|the public sector))\b/i,
    attribute: "work_field",
    shape: lower,
    confidence: stated,
    ends: ANY_END,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:started|got|landed|accepted|took|found)(?: my| an?| the)?(?: new| first| dream)? (?:job|position|role|internship)(?: .{1,30}?)? (?:at|with) (?<value>.+)/i,
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
    pattern: /^I (?:got promoted|was promoted|have been promoted) to (?:an? )?(?<value>.+)/i,
    attribute: "work_role",
    shape: role,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?:quit|left|resigned from|lost|got fired from|was laid off from|got laid off from|retired from)(?: my)?(?: old)?(?: job)?(?: at| with| from)? (?<value>\p{Lu}.+)/u,
    attribute: "work_employer",
    shape: employer,
    confidence: stated,
    ends: ["was"],
  },
  {
    pattern:
      /^I (?:have )?(?:just )?(?<value>(?:quit|left|lost) my (?:old )?job|got (?:laid off|fired)|was (?:laid off|fired))\b/i,
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
  {
    pattern:
      /^I (?:am (?:currently )?(?:studying|majoring in|doing (?:a|my) (?:degree|PhD|masters?|bachelors?) in)|study|major in) (?!for\b|at\b|hard\b|abroad\b|to\b)(?<value>.+)/i,
    attribute: "study",
    shape: subject,
    confidence: stated,
    ends: PAST_END,
  },
  { pattern: /^My major is (?<value>.+)/i, attribute: "study", shape: subject, confidence: explicit },
  {
    pattern:
      /^I (?:am an? .{0,30}student|study|am studying|go to (?:school|college|uni|university))(?: .{2,40}?)? (?:at|in) (?<value>(?:the )?\p{Lu}.+)/u,
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
];

/** Family, friends, animals, body and belongings. */
export const FAMILY: Rule[] = [
  {
    pattern: new RegExp(
      `^My (?<of>${RELATIVES})(?:'s| is| are|s are|s'| is) (?:name is |names are |called |named )(?<value>.+)`,
      "i",
    ),
    attribute: relation,
    shape: personNames,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^I (?:have|had) (?:an? |one )?(?:little |older |younger |big |\\d+[- ]year[- ]old )*(?<of>${RELATIVES}) (?:called|named) (?<value>.+)`,
      "i",
    ),
    attribute: relation,
    shape: personName,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^My (?:little |older |younger |big |dear |lovely )*(?<of>${RELATIVES}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,| (?!and\\b)\\p{Ll})`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^(?<value>\\p{Lu}\\p{Ll}+) is my (?:little |older |younger |big )*(?<of>${RELATIVES})\\b`,
      "u",
    ),
    attribute: relation,
    shape: personName,
    confidence: stated,
  },
  {
    pattern: new RegExp(`^I have (?<value>${NUMBER}) (?:\\w+ )?(?:kids|children)\\b`, "i"),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I am an? (?:(?:single|proud|busy|stay-at-home|working) )*(?:mother|father|mom|mum|dad|parent) of (?<value>${NUMBER})\\b`,
      "i",
    ),
    attribute: "children",
    shape: count,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I have (?<value>(?:an?|${NUMBER}) (?:(?:little|older|younger|big|twin) )*(?:sister|brother|sibling)s?)\\b`,
      "i",
    ),
    attribute: "siblings",
    shape: verbatim,
    confidence: stated,
    value: (value) => value.toLowerCase().replace(/^an? /, "one "),
  },
  {
    pattern:
      /^I am (?:(?:happily|newly|recently) )?(?<value>married|divorced|engaged|single|widowed|separated)(?=$|,| (?:to|and|with|for|since|now|but)\b)/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: /^I (?:have )?(?:just )?(?:got|gotten) (?<value>married|divorced|engaged)\b/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: /^I have been (?<value>married)(?= (?:for|to|since))/i,
    attribute: "relationship_status",
    shape: lower,
    confidence: stated,
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
    pattern: new RegExp(`^My (?:\\w+ )?(?<of>${PETS}),? (?<value>\\p{Lu}\\p{Ll}+)(?=$|,| \\p{Ll})`, "u"),
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
    pattern: /^I am (?:severely |very |deathly |slightly |mildly )?allergic to (?<value>.+)/i,
    attribute: "allergy",
    shape: allThings,
    confidence: explicit,
    ends: PAST_END,
  },
  {
    pattern: /^I have (?:an?|a severe|a bad|a mild) (?<value>[\p{L} ]{3,25}?) (?:allergy|intolerance)\b/iu,
    attribute: "allergy",
    shape: lower,
    confidence: explicit,
  },
  {
    pattern: /^I am (?<value>lactose|gluten)[- ]intolerant\b/i,
    attribute: "allergy",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:have|suffer from|was (?:recently )?diagnosed with|have been diagnosed with|live with) (?:(?:chronic|severe|mild|terrible|type [12]) ){0,2}(?<value>(?:type [12] )?(?:diabetes|asthma|adhd|add|anxiety|depression|epilepsy|arthritis|migraines?|insomnia|hypertension|high blood pressure|celiac(?: disease)?|coeliac(?: disease)?|crohn's(?: disease)?|ibs|eczema|psoriasis|endometriosis|fibromyalgia|dyslexia|autism|ms|multiple sclerosis|cancer|lupus|scoliosis|tinnitus|sleep apnea|hay fever|ptsd|ocd|a heart condition|back pain|hypothyroidism))\b/i,
    attribute: "health",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I am (?<value>diabetic|asthmatic|dyslexic|epileptic|autistic|colou?r-?blind|deaf|blind|pregnant|left-handed)(?=$|,| (?:and|in|but|so|with)\b)/i,
    attribute: "health",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
  {
    pattern: new RegExp(
      `^I (?:own|have|drive|bought|just bought|have (?:just )?bought|just got) (?:an? |my (?:own )?|our )(?<value>(?:[\\p{L}\\p{N}-]+ ){0,2}?${POSSESSIONS}|(?:Tesla|Toyota|Honda|Volvo|BMW|Ford|Audi|Volkswagen|VW|Subaru|Mazda|Fiat|Prius|Jeep|Porsche)(?: [\\p{Lu}\\p{N}][\\p{L}\\p{N}]*){0,2})(?=$|[,.]| (?:and|in|with|from|that|which|last|to|for|near|downtown|by)\\b)`,
      "iu",
    ),
    attribute: "owns",
    shape: thing,
    confidence: implied,
    ends: PAST_END,
  },
];

function namedPlace(raw: string): string[] {
  return /^(?:the )?\p{Lu}/u.test(raw) ? place(raw) : [];
}

function employer(raw: string): string[] {
  return institution(raw).filter(
    (name) =>
      !/^(?:an?|the) (?:project|report|paper|book|song|plan|way|lot|bit|team|few|while|long|new|couple|living|better|goal|same|story|video|piece|site|presentation|design|problem|client|family|future|moment)/i.test(
        name,
      ),
  );
}

function subject(raw: string): string[] {
  const cut =
    raw
      .split(
        /[,.;(–!]|\s(?:at|in|and (?:I|it)|because|so|but|for|with|to|on|which|right|this|these|since|as|from|about|how|online|abroad|now)\b/i,
      )[0]
      ?.trim() ?? "";
  return /^(?:my|this|that|it|the|a|an|them|hard|more|some|all|these|those|your|up|late|every|together|new|old|different|how|what)\b/i.test(
    cut,
  ) || cut.split(" ").length > 4
    ? []
    : thing(cut);
}

function allThings(raw: string): string[] {
  return raw.split(/\s*,\s*(?:and |or )?|\s+(?:and|or)\s+/).flatMap(thing);
}
