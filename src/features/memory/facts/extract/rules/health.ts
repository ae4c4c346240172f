import { Confidence } from "../../fact.ts";
import { lower, thing } from "../values.ts";
import { isNoAllergen } from "./no-allergen.ts";
import { ANY_END, PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

// Only these are read from a reaction: "Exams give me hives" names no allergy.
export const ALLERGEN =
  "(?:raw |fresh |tree |bee |wasp |dust |cow'?s |house )?(?:peanuts?|nuts?|almonds?|cashews?|walnuts?|hazelnuts?|pecans?|pistachios?|milk|dairy|cheese|eggs?|fish|salmon|tuna|shellfish|shrimps?|prawns?|crabs?|lobsters?|mussels|oysters|soy|soya|wheat|gluten|sesame|mustard|celery|lupin|strawberr(?:y|ies)|kiwis?|mango(?:e?s)?|bananas?|avocados?|pineapples?|tomato(?:es)?|citrus|oranges?|apples?|peach(?:es)?|cherr(?:y|ies)|melons?|chocolate|pollen|grass|ragweed|mites?|mold|mould|cats?|dogs?|horses?|feathers|latex|nickel|wool|penicillin|amoxicillin|ibuprofen|aspirin|codeine|sulfa|stings?|perfumes?|detergents?)";
const REACTION =
  "(?:hives|an? (?:bad |itchy |nasty )?rash|rashes|an allergic reaction|allergic reactions|swollen lips|an itchy (?:throat|mouth))";

/** What a body does when it reacts. People also break out in song, swell with pride and itch to go. */
export const REACTS =
  "(?:sneeze|itch(?! (?:to|for)\\b)|swell(?! with\\b)|wheeze|(?:break|come) out(?=$|[,.!]| (?:(?:badly|terribly|all over|again|and|so|when|whenever|if|every|after|each|like|on)\\b|in (?:hives|an? (?:\\p{L}+ )?rash|rashes|spots|welts|bumps)))|tingle(?! with\\b)|go numb)\\b";

/** "I have OCD about commas", "I have diabetes in my family". */
export const NOT_MINE =
  "(?! (?:about|when it comes|meds|medication|research|awareness|patients?|cream|students?|kids|disorders?|symptoms|tests?|charity|in (?:my|the) family|in \\p{Lu}|on (?:my|the) (?:mother|father|mum|mom|dad|maternal|paternal))\\b)";

const CONDITION =
  "(?:type [12] )?(?:diabetes|asthma|adhd|add|anxiety|depression|epilepsy|arthritis|migraines?|insomnia|an(?:a)?emia|glaucoma|gout|vertigo|high cholesterol|low blood pressure|osteoporosis|sciatica|narcolepsy|bipolar disorder|parkinson's|acid reflux|gastritis|kidney stones|hypertension|high blood pressure|celiac(?: disease)?|coeliac(?: disease)?|crohn's(?: disease)?|ibs|eczema|psoriasis|endometriosis|fibromyalgia|dyslexia|autism|ms|multiple sclerosis|cancer|lupus|scoliosis|tinnitus|sleep apnea|hay fever|ptsd|ocd|a heart condition|back pain|hypothyroidism|gestational diabetes|hashimoto's|parkinson's disease|dementia|alzheimer's|copd|pcos|chronic fatigue|rheumatoid arthritis|ulcerative colitis|a pacemaker|rosacea|thalassemia|haemophilia|hemophilia|sickle cell|schizophrenia|tourette's)";

/** Allergies and conditions. */
export const HEALTH: Rule[] = [
  {
    pattern:
      /^I am (?:(?:severely|very|deathly|slightly|mildly|highly|badly|terribly|really|extremely) )*allergic to (?<value>.+)/i,
    attribute: "allergy",
    shape: allergens,
    confidence: explicit,
    ends: ANY_END,
  },
  {
    pattern:
      /^I have (?:an? )?(?:(?:severe|bad|mild|serious|slight|strong|life-threatening) )*(?:allerg(?:y|ies)|intolerance) to (?<value>.+)/i,
    attribute: "allergy",
    shape: allergens,
    confidence: explicit,
    ends: PAST_END,
  },
  {
    pattern:
      /^I have (?:an? )?(?:(?:severe|bad|mild|serious|slight|strong) )*(?!(?:severe|bad|mild|serious|slight|strong|food|skin|seasonal|new|rare|weird|few|lot)\b)(?<value>[\p{L} ]{3,25}?) (?:allergy|intolerance)\b(?! (?:to|tests?|testing|appointment|clinic|scare|question|article|quiz|cookbook|policy|poster|training|warning|alert|medicine|meds|pills?|tablets|joke|story|card)\b)/iu,
    attribute: "allergy",
    shape: adjectives,
    confidence: explicit,
  },
  {
    pattern:
      /^My (?:food )?allerg(?:y is|ies are|ies include|ies:)(?: to)? (?!(?:bad|terrible|acting|awful|worse|better|killing|getting|really|so|under|gone|mild|severe|back|going|flaring)\b)(?<value>.+)/i,
    attribute: "allergy",
    shape: allergens,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:have )?(?:recently )?developed (?:an? )?(?:(?:severe|bad|mild) )*allergy to (?<value>.+)/i,
    attribute: "allergy",
    shape: allergens,
    confidence: explicit,
  },
  {
    pattern: new RegExp(
      `^(?<value>${ALLERGEN}) (?:always )?(?:(?:gives?|causes?) me|brings? me out in|leaves? me (?:with|covered in)|makes? me come out in) ${REACTION}`,
      "i",
    ),
    attribute: "allergy",
    shape: lower,
    confidence: implied,
  },
  {
    pattern: new RegExp(
      `^(?<value>${ALLERGEN}) (?:always )?makes? (?:me|my (?:throat|lips|mouth|eyes|skin|tongue)) ${REACTS}`,
      "iu",
    ),
    attribute: "allergy",
    shape: lower,
    confidence: implied,
  },
  {
    pattern: new RegExp(
      `^I (?:get|got|break out in|broke out in|develop|developed|come out in|came out in) ${REACTION} (?:from|with|to|after) (?:eating |touching |drinking |taking |having )?(?<value>${ALLERGEN})\\b`,
      "i",
    ),
    attribute: "allergy",
    shape: lower,
    confidence: implied,
  },
  {
    pattern: new RegExp(
      `^I react badly to (?<value>${ALLERGEN}|sul(?:ph|f)ites|aspartame|preservatives)\\b`,
      "i",
    ),
    attribute: "allergy",
    shape: lower,
    confidence: implied,
  },
  {
    pattern:
      /\b(?:because of|due to|with) my (?:severe |bad |mild )?(?<value>[\p{L} ]{3,25}?) allergy\b(?! (?:to|tests?|testing|appointment|clinic|training)\b)/iu,
    attribute: "allergy",
    shape: adjectives,
    confidence: stated,
  },
  {
    pattern: /^(?!any\b|no\b|food\b)(?<value>[\p{L} ]{3,25}?) allergy here\b/iu,
    attribute: "allergy",
    shape: adjectives,
    confidence: stated,
  },
  {
    pattern: /^I am (?<value>lactose|gluten)[- ]intolerant\b/i,
    attribute: "allergy",
    shape: lower,
    confidence: stated,
  },
  {
    pattern: new RegExp(
      `^I (?:have|have had(?=.* (?:for|since) )|suffer from|was (?:recently )?diagnosed with|have been diagnosed with|get (?=migraine|vertigo|hay fever|acid reflux)|take [\\p{L} ]{3,30} (?:for|against) (?:my )?) ?(?:(?:chronic|severe|mild|terrible) ){0,2}(?<value>${CONDITION})\\b${NOT_MINE}`,
      "iu",
    ),
    attribute: "health",
    shape: lower,
    confidence: stated,
  },
  {
    pattern:
      /^I am (?<value>diabetic|asthmatic|dyslexic|epileptic|autistic|colou?r-?blind|deaf|blind|pregnant|left-handed|hard of hearing|visually impaired|partially sighted|wheelchair[- ]bound)(?=$|,| \(| (?:and|in|but|so|with)\b)/i,
    attribute: "health",
    shape: lower,
    confidence: stated,
    ends: PAST_END,
  },
];

// "allergic to bee stings and carry an EpiPen": the list ends where the sentence goes on.
const GOES_ON =
  /^(?:carry|carries|have|has|had|need|take|takes|get|gets|use|am|is|are|was|were|should|must|can|could|would|will|do|does|did|always|never|keep|avoid|react|break|live|work|love|like|hate|eat|wear|bring|not|suggest|recommend|give|tell|make|help|find|plan|write|please|pls|thanks|what|which|how|any|even|especially|so|but|if|because|sadly|unfortunately)\b/i;
const WHEN =
  /,? (?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter)$|,? (?:in \d{4}|recently|lately)$/i;
const ALLERGEN_LAST = new RegExp(`\\b${ALLERGEN}$`, "i");
// "a son with a nut allergy" is another's, "a seasonal allergy" names nothing.
const NO_ADJECTIVE =
  /\b(?:no|not|never|any|with|who|whose|that|my|his|her|their|our|your|its?|is|are|was|were|am|be|has|have|had|there|an?|the|for|of|in|on|at|to|from|about|or no|said|says)\b|^(?:food|skin|seasonal|drug|severe|bad|mild|new|rare|weird|contact|pet|own|whole|so called|alleged|supposed|fake|imaginary|former|old)$/i;

/** The allergens before the word "allergy": "nut and dairy" → nut, dairy. */
export function adjectives(raw: string): string[] {
  if (NO_ADJECTIVE.test(raw)) return [];
  return raw
    .toLowerCase()
    .split(/ and | or /)
    .filter((item) => !isNoAllergen(item, ALLERGEN_LAST));
}

const LISTED = /^(?:and|or) | (?:and|or) /;
const KNOWN_ALLERGEN = new RegExp(`^${ALLERGEN}$`, "i");

/** The items of a list. What follows a comma belongs to it if "and" follows, or if it is a known allergen. */
export function allergens(raw: string): string[] {
  if (/\b(?:ha(?:ha)+|lol|lmao|jk)\b/i.test(raw)) return [];
  const [first = "", ...others] = raw.replace(WHEN, "").split(/\s*,\s*/);
  const last = others.findLastIndex((part) => LISTED.test(part));
  const listed = others.filter((part, i) => i <= last || KNOWN_ALLERGEN.test(part));
  const items = [first, ...listed].flatMap((part) =>
    part.replace(/^(?:and|or) /, "").split(/\s+(?:and|or)\s+/),
  );
  const end = items.findIndex((item) => GOES_ON.test(item));
  return (end < 0 ? items : items.slice(0, end))
    .flatMap(thing)
    .filter((item) => !isNoAllergen(item, ALLERGEN_LAST));
}
