import { isBrand } from "./employers.ts";
import { isService } from "./no-town.ts";

// "allergic to hard work, JavaScript and early meetings" is a joke. The last word tells what a phrase is about.
const JEST_NOUNS =
  /(?<![\p{L}-])(?:mondays?|mornings?|afternoons|evenings|weekends?|winter|summer|spring cleaning|nonsense|stupid|idiots|fools|morons|liars|lies|people|persons?|kids|children|adults|men|women|teenagers|toddlers|neighbou?rs|in-laws|crowds|strangers|tourists|influencers|managers|recruiters|politicians|lawyers|bankers|drama|bullshit|bs|crap|hype|fluff|fun|love|romance|dating|dates|marriage|feelings|emotions|hugs|happy endings|small talk|chit-?chat|gossip|silence|noise|music|jazz|techno|pop|karaoke|songs?|films|movies|musicals|sports?|football|golf|yoga|cardio|burpees|squats|gyms?|exercise|workouts?|jogging|stairs|hills|chores|laundry|housework|homework|ironing|vacuuming|work|jobs?|offices?|overtime|deadlines?|e-?mails?|calls?|standups?|stand-ups?|retros?|meetings?|workshops?|webinars?|conferences?|slides|decks|powerpoints?|spreadsheets?|forms?|rules|authority|bosses|taxes|tax|money|debt|spending|bills|budgets?|prices?|politics|capitalism|maths?|algebra|calculus|statistics|physics|homonyms|grammar|typos|commas|puns|jokes|clich[eé]s|buzzwords|jargon|acronyms|adverbs|queues?|lines|traffic|commutes?|waiting|delays?|mistakes|errors|code|tests|merge conflicts|refactors?|legacy|frameworks?|monoliths?|microservices|regex(?:es)?|yaml|xml|json|sql|css|html|php|java|python|cobol|perl|typescript|javascript|kubernetes|jira|computers?|phones|screens|apps?|ads|advertising|surveys|passwords|captchas|change|effort|patience|advice|criticism|compliments|excuses|promises|plans|planning|ideas|opinions|questions|decisions|surprises|losing|winning|failing|quitting|mediocrity|laziness|failure|success|progress|boredom|clutter|mess|projects?|quotes?|slogans?|fees?|fines?|fads?|diets?|speeches|presentations?|paperwork|documentation|ceremon(?:y|ies)|processes|policies|subscriptions?|notifications?|tickets|backlogs?|sprints?|reboots|updates|upgrades|requests|remakes|sequels|spoilers|romcoms?|rom-coms?|soap operas|stuff like that|weddings?|parties|reunions|holidays|sundays|sports cars|injustice|hypocrisy|ignorance|arrogance|attention|praise|sleep|adulthood|adulting|everything|anything|nothing|life|fashion|manners|behaviou?r|attitudes?|vibes|energy|selfies|hashtags|memes|trends|coffee breaks)$/iu;
// Of what is done, felt or believed. No substance is named so.
const ABSTRACT =
  /(?:(?<!guin)ness|(?<!electric|humid)ity|ship|ism|hood|(?<!nick|rai|orna|oint|pig|lini|supple|condi|ce)ment|work|spreadsheets?|script|cracy|logy|[^lpn]otion|(?:at|ct|is|us|ss|pt|it)ions?)$/i;
const NO_SUBSTANCE_NOUN =
  /(?:medications?|carnations|perspiration|infusions?|solutions?|preparations?|formulations?|vaccinations?)$/i;
/** Doing something: "getting up", "waking up early", "small-minded thinking". */
const DOING =
  /^(?:getting|waking|being|doing|having|working|cleaning|cooking|losing|paying|waiting|running|reading|writing|talking|listening|going|making|saying|staying|sitting|driving|asking|admitting|apologi[sz]ing|sharing|shopping|studying|learning|thinking|winning|folding|washing (?!powder|liquid|detergent|up liquid)\w+)\b/i;
const QUALITY =
  /^(?:early|late|hard(?! (?:cheese|shell|cand|water))|bad|long|loud|stupid|dumb|boring|slow|rude|lazy|mean|corporate|unnecessary|pointless|endless|toxic|poor|ugly|fancy|awkward|negative|positive|clean|messy|badly|poorly|big|too much|too many|good|nice|happy)\b/i;

/** Whether nobody's body reacts to this, so that it is said in jest. `known` matches the end of a name of an allergen. */
export function isNoAllergen(item: string, known: RegExp): boolean {
  if (known.test(item) || NO_SUBSTANCE_NOUN.test(item)) return false;
  return (
    JEST_NOUNS.test(item) ||
    ABSTRACT.test(item) ||
    DOING.test(item) ||
    / (?:on|before|over|during|without|instead of) /i.test(item) ||
    QUALITY.test(item) ||
    (/^\p{Lu}/u.test(item) && !/^Mint\b/.test(item) && (isBrand(item) || isService(item)))
  );
}
