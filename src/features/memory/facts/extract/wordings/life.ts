import type { Wording } from "./wording.ts";

const TOWN = "\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’.-]+){0,2}";
const LODGING =
  "(?:\\p{L}[\\p{L}-]* ){0,3}?(?:flat|apartment|house|place|studio|cottage|bungalow|houseboat|farmhouse|loft|caravan|cabin|barge|boat|room)";
const SETTLEMENT =
  "(?:\\p{Ll}[\\p{L}-]* ){0,3}?(?:village|town|hamlet|city|island|suburb|district|neighbou?rhood|place|parish)";
const SUBJECTS =
  "(?:law|medicine|history|classics|english|PPE|philosophy|economics|mathematics|maths|physics|chemistry|biology|theology|engineering|geography|politics|law and [\\p{L}]+|modern languages|english literature)";
const FEAST = "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const SPELL =
  "(?:fortnight|week|weekend|month|holiday|trip|vacation|honeymoon|days|weeks|break|city break|tour|road trip|hike)";

/** Homes, studies, languages, journeys and birthdays in other words. */
export const LIFE_WORDINGS: readonly Wording[] = [
  [new RegExp(`^(?:My )?home is (?:an? |my |our )${LODGING} (?:in|near) (?=${TOWN})`, "iu"), "I live in "],
  [
    new RegExp(
      `^My (?:flat|apartment|house|place|condo|studio|room) is (?:located |situated )?in the ${TOWN} (?:part|area|district|quarter|neighbou?rhood|end|suburb|borough) of (?=\\p{Lu})`,
      "u",
    ),
    "I live in ",
  ],
  [
    new RegExp(`\\b(in|from|to) (?:an? |the |this )${SETTLEMENT} (?:called|named|of) (?=\\p{Lu})`, "u"),
    "$1 ",
  ],
  [/^I (?:have )?(?:packed up|upped sticks|sold up|uprooted)(?:,? and) (?=(?:left|moved) )/u, "I "],
  [new RegExp(`^I (?:have been|am) (?:now )?(?:back )?in (${TOWN}) for good\\b.*`, "u"), "I live in $1"],
  [/^I (?:have )?moved back in with /u, "I moved in with "],
  [
    /^I (?:have )?(?:put down roots|settled down|made my home|set up home|found a home) in (?=\p{Lu})/u,
    "I settled in ",
  ],
  [
    /^(?:stuck|marooned|holed up|settled|living the dream) in (?=\p{Lu}\p{Ll}+(?:$|,| (?:lol|now|these days|for good)))/u,
    "I live in ",
  ],
  [new RegExp(`^I (?:read|am reading) (${SUBJECTS}) at (?=(?:the )?\\p{Lu})`, "u"), "I study $1 at "],
  [
    /^I am in (?:my|the) (?:first|second|third|fourth|fifth|final|last|penultimate|\d(?:st|nd|rd|th)) year of (law|med(?:ical)?) school\b/u,
    "I am studying $1",
  ],
  [
    /^I am in (?:my|the) (?:first|second|third|fourth|fifth|final|last|penultimate|\d(?:st|nd|rd|th)) year of (?!.*\b(?:degree|warranty|guarantee|contract|lease|subscription|plan|season|show|drought|war|mandate)\b)(?:an? |my )?(?!(?:high|middle|primary|secondary|elementary|school|college|university|uni|sixth|my|our|the|an?|his|her|marriage|sobriety|therapy|motherhood|fatherhood|parenthood|being|retirement|recovery|residency|phd|masters?|master's|bachelor's?|apprenticeship|training|business|\p{L}+ing)\b)(?=\p{L})/iu,
    "I am studying ",
  ],
  [
    /^(?:I am )?(?:an? )?(?:\p{L}+[- ]year )?(?:phd|ph\.d\.?|doctoral|master's|masters|msc|ma|bsc|graduate|grad|postgrad) (?:student|candidate) in (?=\p{L})/iu,
    "I am studying ",
  ],
  [/^I am relocating to /u, "I am moving to "],
  [/^I (?:fly|am flying|jet) (?:out |off )?to (?=\p{Lu})/u, "I am flying to "],
  [
    new RegExp(
      `^(?:I am |I (?:have )?(?:just )?(?:got|come|came) )?(?:just |freshly )?back from (?:an? |two |three |my |our |the )?(?:[\\p{L}-]+ ){0,2}?${SPELL} (?:in|to|around|through|exploring) (?=(?:the )?\\p{Lu})`,
      "iu",
    ),
    "I went to ",
  ],
  [/^I (?:talk|chat|converse) (?=\p{Lu}\p{L}+ (?:at home|with my|to my|with the))/u, "I speak "],
  [/^I (?:grew up|was raised) speaking /u, "I speak "],
  [/^grew up speaking /iu, "I speak "],
  [
    /^My (?:spoken |written )?(\p{Lu}\p{L}+) is (?:not )?(?:very |pretty |quite |fairly |still |only |a bit |getting )*(?:good|decent|fluent|okay|ok|rusty|basic|passable|conversational|better|bad|terrible|shaky|native|perfect|excellent|broken)\b.*/u,
    "I speak $1",
  ],
  [/^(?:on |I am on |it is )?day \d+ of (?:learning|studying|practi[sc]ing) /iu, "I am learning "],
  [
    /^(?:I am )?trying to (?:teach myself|pick up|master) (\p{L}+)(?:$|,| (?:in|at|on|so|before|this)\b).*/iu,
    "I am learning $1",
  ],
  [/^it(?:'s| is) my (\d{1,2})(?:st|nd|rd|th) birthday(?:$|[,!]| today\b.*)/iu, "I am $1 years old"],
  [/^today is my (\d{1,2})(?:st|nd|rd|th) birthday\b.*/iu, "I am $1 years old"],
  [
    new RegExp(
      `^I (?:blow out (?:the|my) candles|celebrate(?: my birthday)?|have my birthday|get my cake) (?:every|each|on|on the) (?=(?:\\d{1,2}(?:st|nd|rd|th)?(?: of)? ${FEAST}|${FEAST} \\d))`,
      "u",
    ),
    "My birthday is ",
  ],
  [/^I have a birthday on /u, "My birthday is "],
  [/^Name is (?=\p{Lu})/u, "My name is "],
  [/^(?:I am )?(\p{Lu}\p{Ll}+) by birth(?:,.*)?$/u, "I am $1"],
  [/^The divorce (?:came through|is final|was finali[sz]ed|went through|is official)\b.*/u, "I got divorced"],
  [
    /^(?:my (?:girlfriend|boyfriend|partner) said yes|(?:s?he|they) said yes[,;]? (?=.*\b(?:wedding|marr|engaged)))\b.*/iu,
    "I got engaged",
  ],
  [
    /^I (?:came into|entered|arrived in) (?:this|the) world (?:back )?(?=in (?:19|20)\d\d\b|on )/u,
    "I was born ",
  ],
  [
    /^I have been (?:cramming|swotting up on|brushing up on|self-studying|drilling) (?=\p{Lu}\p{Ll}+(?:$|,| (?:on|in|at|for|with|since|every|before|during)\b))/u,
    "I am learning ",
  ],
  [/^I am off to (?=\p{Lu})/u, "I am going to "],
];
