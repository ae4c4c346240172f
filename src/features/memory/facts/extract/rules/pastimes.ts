import { Confidence } from "../../fact.ts";
import { languages, lower, things, verbatim } from "../values.ts";
import { PAST_END, type Rule } from "./rule.ts";

const { explicit, stated, implied } = Confidence;

/** What people do for pleasure, as nouns. */
const PASTIME =
  "(?:yoga|hot yoga|pilates|pottery|ceramics|judo|karate|taekwondo|tae kwon do|ju-?jitsu|jiu-?jitsu|brazilian jiu-jitsu|bjj|aikido|kendo|kung fu|tai chi|krav maga|muay thai|mma|kickboxing|boxing|wrestling|fencing|archery|capoeira|crossfit|ballet|tap dance|ballroom dancing|salsa|swing dancing|line dancing|gymnastics|aerial silks|parkour|zumba|spin classes|spinning|weightlifting|powerlifting|bodybuilding|strength training|woodworking|woodcarving|whittling|woodturning|embroidery|cross[- ]stitch|needlepoint|quilting|knitting|crochet|crocheting|sewing|weaving|macram[eé]|leatherwork|jewell?ery making|calligraphy|origami|scrapbooking|watercolou?rs?|oil painting|painting|drawing|sketching|photography|film photography|astrophotography|birdwatching|bird watching|birding|stargazing|astronomy|gardening|beekeeping|foraging|baking|home ?brewing|cooking|improv|stand-up comedy|theat(?:er|re)|community theat(?:er|re)|singing|choir|creative writing|journaling|genealogy|geocaching|metal detecting|stamp collecting|crosswords|crossword puzzles|sudoku|jigsaw puzzles|puzzles|chess|origami|magic tricks|running|jogging|trail running|marathons|half marathons|triathlons|cycling|mountain biking|hiking|climbing|rock climbing|bouldering|mountaineering|swimming|open[- ]water swimming|wild swimming|cold[- ]water swimming|rowing|kayaking|canoeing|sailing|surfing|windsurfing|kitesurfing|paddle ?boarding|scuba diving|freediving|snorkell?ing|fishing|fly fishing|hunting|skiing|cross-country skiing|snowboarding|ice skating|figure skating|roller derby|roller skating|skateboarding|horse riding|horseback riding|dressage|golf|tennis|badminton|squash|padel|pickleball|darts|bowling|bocce|petanque|curling|bonsai|orienteering|paragliding|skydiving|drone flying|model trains|model building|miniature painting|cosplay|larping|tabletop games|dungeons and dragons|meditation|breathwork)";
const OFTEN =
  "(?:every|each|most|on (?:the )?(?:week|mon|tues|wednes|thurs|fri|satur|sun)|at weekends|at the weekend|once|twice|three times|four times|a few times|several times|in (?:the mornings?|the evenings?|my (?:free|spare)|summer|winter|the summer|the winter)|for fun|as a hobby|a lot(?! of)|regularly|competitively|daily|weekly|after work|before work|before breakfast)\\b";
const DOING: Record<string, string> = {
  run: "running",
  jog: "jogging",
  swim: "swimming",
  cycle: "cycling",
  hike: "hiking",
  climb: "climbing",
  surf: "surfing",
  ski: "skiing",
  snowboard: "snowboarding",
  dance: "dancing",
  sail: "sailing",
  row: "rowing",
  kayak: "kayaking",
  boulder: "bouldering",
  fish: "fishing",
  skateboard: "skateboarding",
  draw: "drawing",
  crochet: "crocheting",
  quilt: "quilting",
  sing: "singing",
};
const CLUB =
  "(?:(?:community|church|gospel|local|women's|men's|jazz|brass|punk|rock|metal|folk|indie|cover|blues|amateur|chamber|youth|theat(?:er|re)|running|cycling|rowing|hiking|climbing|chess|book|drama|improv|bowling|softball|soccer|football|rugby|volleyball|basketball|curling|pub quiz|garage|wedding) )?(?:choir|band|orchestra|book club|quartet|club|league|troupe|ensemble|a cappella group|quiz team)";

/** Hobbies told by what one does, and languages in other words than "I speak". */
export const PASTIMES: Rule[] = [
  hobby(
    `^I (?:do|practi[cs]e|have been doing|have done|have practi[cs]ed|train in|compete in|have (?:just |recently )?(?:taken up|picked up|discovered|gotten into|got into)|(?:recently )?(?:picked up|took up|got into|started)|am (?:very |really )?active in) (?:a (?:lot|bit|little) of |some |competitive |amateur )?(?<value>${PASTIME}(?:(?:, (?:and )?| and )${PASTIME})*)(?=$|[,.]| (?:last|this|for|in|on|at|with|and|every|since|twice|once|three|most|as|to|when|after|during|because|a|two|few)\\b)`,
  ),
  hobby(
    `^I play (?:a (?:lot|bit) of|some|competitive|in a) (?<value>chess|tennis|golf|football|soccer|basketball|volleyball|badminton|squash|poker|bridge|guitar|piano|drums|video games|board games|darts|pool|padel|rugby|cricket|hockey|go|scrabble)\\b`,
  ),
  {
    ...hobby(
      `^I (?:have )?(?:just |recently )?(?:quit|stopped|given up|gave up|do not do|do not go) (?:doing |going |playing )?(?<value>${PASTIME}|guitar|piano|football|soccer|basketball|volleyball|hockey|rugby)(?=$|[,.]| (?:last|this|in|because|after|since|due|two|three|when|years?|months?|any|for good)\\b)`,
    ),
    ends: ["was"],
  },
  {
    ...hobby(
      `^I (?<value>${Object.keys(DOING).join("|")})(?= (?:\\p{Ll}+ly )?${OFTEN}(?! (?:single )?(?:test|query|script|meeting|build|command|line|errand|report|program|event|time)s?\\b))`,
    ),
    shape: verbatim,
    value: (verb) => DOING[verb.toLowerCase()] ?? verb,
  },
  hobby(
    `^(?:On|At) (?:the |my )?(?:weekends?|Saturdays|Sundays|days off|evenings),? I (?:mostly |usually |often |like to |love to |go |do |enjoy |play )*(?<value>${PASTIME})(?=$|[,.]| (?:and|in|with|at|for|along|around|on|up)\\b)`,
  ),
  {
    ...hobby(
      `^I (?:sing|am|perform)(?: \\p{Ll}+)? in (?:an? |our |the )(?<value>${CLUB})(?=$|[,.]| (?:and|in|called|that|at|here|with|on)\\b)`,
    ),
    shape: lower,
  },
  {
    ...hobby(
      "^I am (?:on|in|part of) (?:an? |our |the )(?<value>(?:local |community |women's |men's )?(?:softball|soccer|football|rugby|volleyball|basketball|rowing|swim|chess|quiz|curling|hockey|bowling|cricket|netball|dance|roller derby) team)(?=$|[,.]| (?:and|in|here|at)\\b)",
    ),
    shape: lower,
  },
  making("write", "poetry|poems|short stories|fiction|fan ?fiction|songs|music|novels|haikus?|screenplays"),
  making("paint", "watercolou?rs|landscapes|portraits|miniatures|in oils|with acrylics"),
  making("bake", "sourdough|bread|cakes|cookies|my own bread|sourdough bread"),
  making(
    "build",
    "model (?:trains|planes|ships|cars|railways|kits|rockets)|lego(?: sets)?|furniture|mechanical keyboards|ships in bottles|guitars",
  ),
  making("brew", "(?:my own |craft )?(?:beer|cider|mead|kombucha)"),
  making(
    "grow",
    "(?:my own )?(?:vegetables|veggies|tomatoes|roses|orchids|chil[li]+(?:es|s)?|herbs|dahlias|succulents|cacti|bonsai)",
  ),
  making("keep", "bees|chickens(?! in)|tropical fish|an aquarium"),
  making("make", "(?:my own )?(?:jewell?ery|candles|soap|pottery|quilts|wine|cheese|jam|kimchi)"),
  making("restore", "(?:old|vintage|classic|antique) [\\p{L} ]{3,20}"),
  {
    pattern:
      /^I (?:am fluent in|know|sign in|speak|use|understand) (?<value>sign language|\p{Lu}\p{L}+ sign language|BSL|ASL|Auslan)\b/u,
    attribute: "language",
    shape: verbatim,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:speak|can speak|am (?:bilingual|trilingual|fluent|conversational|proficient|native)(?: in)?|also speak|grew up speaking|was raised speaking|was raised bilingual,|grew up bilingual in) (?:some |a (?:little|bit|bit of)(?: of)? |basic |decent |conversational |fluent |good |both )*(?<value>\p{Lu}.+)/u,
    attribute: "language",
    shape: languages,
    confidence: stated,
  },
  {
    pattern:
      /^I (?:also )?(?:know|understand) (?:some |a (?:little|bit|bit of)(?: of)? |basic |decent |good |both )*(?<value>\p{Lu}\p{Ll}+(?:(?:,| and) \p{Lu}\p{Ll}+)*)(?=$|[,.]| (?:and|but|well|too|from|pretty|quite|because)\b)/u,
    attribute: "language",
    shape: languages,
    confidence: implied,
  },
  {
    pattern: /^My (?:second|third|other|home|best) language is (?<value>.+)/i,
    attribute: "language",
    shape: languages,
    confidence: explicit,
  },
  {
    pattern:
      /^(?<value>\p{Lu}\p{Ll}+(?: and \p{Lu}\p{Ll}+)?) (?:is|are) my (?:native|first|second|third|mother) (?:languages?|tongue)/u,
    attribute: "language",
    shape: languages,
    confidence: explicit,
  },
  {
    pattern:
      /^I (?:am|have been|just started|have (?:just )?started|started) taking (?:(?:some|beginner|online|weekly|private|evening|adult) )*(?<value>[\p{L} -]{3,25}?) (?:lessons|classes|courses?)\b/iu,
    attribute: "learning",
    shape: (raw) =>
      /\b(?:a|an|one|two|three|the|my|your|all|these|those|extra|more|different|summer|spring|night|college|online)\b/i.test(
        raw,
      )
        ? []
        : things(raw),
    confidence: stated,
    ends: PAST_END,
  },
];

function hobby(pattern: string): Rule {
  return {
    pattern: new RegExp(pattern, "iu"),
    attribute: "hobby",
    shape: things,
    confidence: implied,
    ends: PAST_END,
  };
}

/** "I write poetry" → writing poetry. */
function making(verb: string, what: string): Rule {
  const doing = `${verb.replace(/e$/, "")}ing`;
  return {
    ...hobby(`^I ${verb} (?<value>${what})(?=$|[,.]| (?:and|in|on|for fun|as a hobby|every|at|when)\\b)`),
    shape: lower,
    value: (said) => `${doing} ${said}`,
  };
}
