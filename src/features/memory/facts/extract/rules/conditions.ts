import { Confidence } from "../../fact.ts";
import { lower } from "../values.ts";
import { ALLERGEN, adjectives, allergens, NOT_MINE } from "./health.ts";
import type { Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

/** Illnesses that people name as theirs without a verb of having: "my arthritis is acting up". */
const OWN =
  "(?:adhd|arthritis|rheumatoid arthritis|asthma|diabetes|type [12] diabetes|epilepsy|crohn's(?: disease)?|ulcerative colitis|colitis|ibs|eczema|psoriasis|endometriosis|fibromyalgia|dyslexia|autism|multiple sclerosis|lupus|scoliosis|tinnitus|sleep apnea|hay fever|ptsd|bipolar disorder|hypothyroidism|hyperthyroidism|hashimoto's|parkinson's|copd|pcos|rosacea|sciatica|osteoporosis|gout|vertigo|acid reflux|gerd|migraines|high blood pressure|hypertension|celiac disease|coeliac disease|chronic pain|long covid|glaucoma|narcolepsy|kidney disease|heart condition|thyroid condition|vitiligo|alopecia|raynaud's|ehlers-danlos|plantar fasciitis|carpal tunnel|tmj|neuropathy|afib|atrial fibrillation|hemophilia|haemophilia|cerebral palsy|muscular dystrophy|cystic fibrosis|an?emia)";
const ANY = `(?:${OWN}|insomnia|anxiety|social anxiety|depression|ocd|panic attacks|chronic (?:back |neck |knee |joint )?pain|chronic fatigue|chronic migraines|back pain|lower back pain|cluster headaches|tension headaches|seasonal affective disorder|an eating disorder|binge eating|postpartum depression|a thyroid condition|a heart (?:condition|murmur)|a bad back|sinusitis|chronic sinusitis|low iron|iron deficiency|vitamin d deficiency|prediabetes|pre-diabetes|high cholesterol|a herniated disc|a slipped disc|a stammer|a stutter|heartburn|an underactive thyroid|an overactive thyroid|one kidney|dyscalculia|dyspraxia|aphantasia|prosopagnosia|synesthesia|a latex sensitivity)`;
const SUBSTANCE = `(?:${ALLERGEN}|sul(?:ph|f)ites|lactose|fructose|histamine|msg|fodmaps)`;

const INJURED: Record<string, string> = {
  tore: "torn",
  torn: "torn",
  ruptured: "ruptured",
};
const BODY =
  "(?:ACL|MCL|meniscus|achilles(?: tendon)?|hamstring|calf muscle|rotator cuff|leg|arm|wrist|ankle|foot|toe|finger|thumb|elbow|shoulder|collarbone|hip|rib|kneecap|knee|nose|jaw|back|neck|hand)";

/** Illnesses and intolerances in other words than "I have". */
export const CONDITIONS: Rule[] = [
  health(
    `^I (?:have (?:always )?(?:struggled|dealt|lived) with|struggle with|deal with|battle|live with|cope with|suffer from|am living with|am dealing with|am prone to) (?:(?:chronic|severe|mild|bad|terrible|occasional) (?!pain|fatigue|migraines|sinusitis|back))?(?<value>${ANY})\\b`,
  ),
  health(
    `^I (?:got|was|have been|am) (?:just |recently |newly |officially )?diagnosed (?:with|as having) (?:(?:chronic|severe|mild) )?(?<value>${ANY})\\b`,
  ),
  health(
    `^I have (?:had |(?:really |very )?(?:severe|mild|bad|terrible|stage \\p{L}+) )?(?<value>${ANY})(?=$|[,.]| (?:and|so|since|which|but|that|in|from|because|on)\\b)`,
  ),
  health(`^My (?<value>${OWN}) (?:is|are|has|makes|gets|keeps|flares|means|acts|has been|have been|got)\\b`),
  health(
    `\\b(?:because of|due to|with|for|thanks to) my (?:severe |bad |mild )?(?<value>${OWN})(?=$|[,.]| (?:I|and|it|we|so)\\b)`,
  ),
  health(
    `^I (?:am on|take|have been on|was prescribed|use|inject) (?:\\d+ ?m?c?g (?:of )?)?[\\p{L} -]{3,30}? (?:for|against|because of) (?:my |an? )?(?<value>${OWN}|underactive thyroid|overactive thyroid|anxiety|depression|insomnia|heart failure|cholesterol|chronic pain)(?=$|[,.]| (?:and|so|which|since)\\b)`,
  ),
  {
    ...health(
      `^I (?:have )?(?:just |recently )?(?<value>${Object.keys(INJURED).join("|")}) (?:my|an?|both (?:of )?my) (?:left |right )?(?<of>${BODY})\\b`,
    ),
    value: (how, { of = "" }) => `${INJURED[how.toLowerCase()]} ${of}`,
  },
  {
    ...health(
      `^I have an? (?:really |very )?(?<value>bad|torn|broken|sprained|dodgy|herniated|slipped|fused|frozen) (?:left |right )?(?<of>${BODY}|disc)(?=$|[,.;]| (?:and|so|from|since|which|that|because|but|is|now|these|after)\\b)`,
    ),
    value: (how, { of = "" }) => `${how} ${of}`,
  },
  health(
    `\\b(?:sets? off|triggers?|triggered|flares? up|aggravates?|worsens?|irritates?|plays? havoc with|eases?|controls?) my (?<value>${OWN})(?=$|[,.]| (?:and|so|again|badly|every)\\b)`,
  ),
  {
    ...health(
      `^My (?:left |right |lower |upper )?(?<value>${BODY}s?|knees|feet) (?:is|are|was|were) (?:completely |totally |basically |pretty much )?(?:shot|wrecked|ruined|knackered|buggered|busted|done for|giving out|trashed|messed up|destroyed)(?=$|[,.:;]| (?:from|after|so|and|because)\\b)`,
    ),
    value: (part) => (/s$|feet/.test(part) ? `bad ${part}` : `a bad ${part}`),
  },
  {
    ...health(
      "^I (?:have been|am) in remission from (?<value>(?:[\\p{L}-]+ ){0,2}?(?:cancer|lymphoma|leuk(?:a)?emia|melanoma|myeloma|sarcoma))\\b",
    ),
    value: (illness) => `${illness} in remission`,
  },
  health("^I am (?<value>a wheelchair user|hard of hearing)\\b"),
  health("^I am an? (?<value>type (?:1|2|one|two) diabetic)\\b"),
  health(
    "^I am (?<value>coeliac|celiac|type (?:1|2|one|two) diabetic|hypertensive|an[a]?emic|haemophiliac|hemophiliac|bipolar|neurodivergent|deaf in one ear|blind in one eye|legally blind|short-sighted|near-?sighted|far-?sighted|red-green colou?r-?blind|colou?r[- ]blind|immunocompromised|perimenopausal|menopausal|insulin[- ]dependent|pre-?diabetic|paraplegic|hearing impaired|double-jointed)(?=$|[,.]| \\(| (?:and|in|but|so|with|which|since)\\b)",
  ),
  health(
    "^I am (?:about |almost |now )?(?:\\d{1,2}|\\p{L}+)(?: and a half)? (?:weeks?|months?) (?<value>pregnant)\\b",
  ),
  health("^I am (?<value>pregnant) (?=with|for)"),
  allergy(`^I am intolerant (?:to|of) (?<value>.+)`, allergens),
  allergy(
    `^I have (?:an? )?(?:few )?(?:food |severe |drug )*allergies(?: to|:|,? namely|,? such as) (?<value>.+)`,
    allergens,
  ),
  allergy(`^(?:My )?(?:food |drug )?allergies: (?<value>.+)`, allergens),
  allergy("^I have (?:always )?been (?:severely |very |deathly )?allergic to (?<value>.+)", allergens),
  allergy(
    `^I can not (?:eat|have|touch|do|take|go near) (?<value>${SUBSTANCE}),? (?:because |since |as )?I am (?:very |severely |deathly )?allergic$`,
  ),
  allergy(`^I can not (?:digest|process) (?<value>${SUBSTANCE})$`),
  allergy("^I am (?<value>fructose|histamine|dairy|egg|wheat|soy)[- ]intolerant\\b"),
  {
    ...allergy(
      "^I (?:have )?(?:outgrew|outgrown|grew out of|grown out of|got over) (?:my|an?|the) (?:childhood )?(?<value>[\\p{L} ]{3,25}?) (?:allergy|intolerance)\\b",
      adjectives,
    ),
    ends: ["was"],
  },
];

function health(pattern: string): Rule {
  return {
    pattern: new RegExp(`${pattern}${NOT_MINE}`, "iu"),
    attribute: "health",
    shape: lower,
    confidence: stated,
    ends: ["no longer", "once"],
  };
}

function allergy(pattern: string, shape: Rule["shape"] = lower): Rule {
  return {
    pattern: new RegExp(pattern, "iu"),
    attribute: "allergy",
    shape,
    confidence: shape === lower ? implied : explicit,
  };
}
