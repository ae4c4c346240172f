const set = (text: string) => new Set(text.trim().split(/\s+/));

/** Relations, as they follow "my". A longer word stands before its own prefix. */
export const RELATIVES =
  "ex-husband|ex-wife|ex-boyfriend|ex-girlfriend|half-brother|half-sister|best mate|great-aunt|great-uncle|great-grandmother|great-grandfather|great-grandma|great-grandpa|auntie|mommy|mummy|mama|daddy|papa|nan|brother-in-law|granddaughter|thesis supervisor|mother-in-law|father-in-law|sister-in-law|twin brother|stepdaughter|fianc[eé]e?|twin sister|grandmother|grandfather|stepbrother|best friend|girlfriend|stepmother|stepfather|stepsister|neighbou?r|boyfriend|housemate|colleague|co-worker|therapist|assistant|daughter|grandson|roommate|flatmate|coworker|husband|partner|brother|grandma|grandpa|stepmom|stepdad|stepson|manager|teacher|spouse|mother|father|sister|cousin|nephew|friend|doctor|mentor|child|uncle|niece|coach|supervisor|landlord|landlady|goddaughter|godson|godmother|godfather|classmate|toddler|hubby|bestie|granddad|grandad|granny|gran|wife|baby|twin|nana|aunt|boss|mom|mum|dad|son|kid|bf|gf";

/** Synonyms of a relation, mapped to one word. */
export const RELATION_NAMES: Record<string, string> = {
  mommy: "mother",
  mummy: "mother",
  mama: "mother",
  daddy: "father",
  papa: "father",
  nan: "grandmother",
  auntie: "aunt",
  "best mate": "best friend",
  mom: "mother",
  mum: "mother",
  dad: "father",
  grandma: "grandmother",
  nana: "grandmother",
  grandpa: "grandfather",
  granddad: "grandfather",
  grandad: "grandfather",
  granny: "grandmother",
  gran: "grandmother",
  bf: "boyfriend",
  gf: "girlfriend",
  hubby: "husband",
  bestie: "best friend",
  kid: "child",
  baby: "child",
  coworker: "colleague",
  "co-worker": "colleague",
  housemate: "flatmate",
  neighbor: "neighbour",
  fiance: "fiancé",
  fiancee: "fiancée",
  stepmom: "stepmother",
  stepdad: "stepfather",
};

export const PETS =
  "bearded dragon|ball python|leopard gecko|axolotl|tomcat|moggy|mare|gelding|stallion|foal|rooster|hen|cockatiel|parakeet|chinchilla|hedgehog|french bulldog|shih tzu|chihuahua|cocker spaniel|springer spaniel|spaniel|pug|whippet|collie|sheepdog|schnauzer|rottweiler|doberman|dalmatian|boxer dog|jack russell|pit bull|pitbull|mutt|retriever|maine coon|ragdoll|siamese|tabby|donkey|llama|alpaca|sheep|duck|rat|gerbil|dog|cat|puppy|pup|kitten|kitty|rabbit|bunny|hamster|guinea pig|parrot|bird|horse|pony|fish|goldfish|turtle|tortoise|snake|lizard|gecko|ferret|budgie|canary|chicken|goat|golden retriever|labrador|lab|poodle|german shepherd|corgi|beagle|husky|dachshund|bulldog|terrier|border collie|greyhound";

/** Last words of occupations. */
export const ROLE_HEADS = set(`
accountant actor actress administrator advisor adviser analyst architect artist assistant astronomer attendant attorney auditor author
baker banker barber barista bartender biologist blogger bookkeeper botanist broker builder butcher captain caregiver carer carpenter cashier
ceo cfo chef chemist cleaner clerk coach coder comedian composer conductor consultant contractor cook coo counselor counsellor courier cto curator
dancer dentist designer detective developer dietitian dietician director dj doctor driver economist editor electrician engineer entrepreneur
farmer filmmaker firefighter fisherman florist founder freelancer gardener geologist governess guard guide hairdresser handyman historian illustrator
instructor interpreter inventor investor janitor jeweler jeweller journalist judge lawyer lecturer librarian lifeguard machinist magician
manager marketer mathematician mechanic medic midwife miner model musician nanny novelist nurse nutritionist officer operator optician
optometrist painter paralegal paramedic pastor pediatrician paediatrician pharmacist photographer physician physicist physiotherapist pianist pilot
planner plumber podcaster poet policeman policewoman politician porter postman potter priest principal producer professor programmer
prosecutor psychiatrist psychologist publisher radiologist realtor receptionist recruiter reporter researcher retailer sailor salesman
saleswoman salesperson scientist screenwriter sculptor secretary seamstress server singer sociologist soldier solicitor songwriter specialist
dev sre cpa coder admin agent aide bellhop bookseller bouncer croupier dealer dishwasher docent executive exec headhunter hostess inspector investigator luthier
minister deacon curate ombudsman pipefitter postdoc rep representative rigger roadie scaffolder seaman tattooist valet woodworker worker laborer labourer
brewer vintner groundskeeper stevedore stagehand choreographer dramaturge typesetter typist stenographer
statistician stylist superintendent supervisor surgeon surveyor tailor teacher technician technologist therapist trader trainer translator
tutor undertaker acupuncturist actuary anaesthetist anesthetist animator apprentice archivist babysitter bailiff barrister bassist beekeeper
blacksmith bricklayer broadcaster butler caretaker cartoonist caterer cellist chaplain chauffeur childminder chiropractor chocolatier columnist
concierge constable cop copywriter councillor deckhand decorator dispatcher doula drummer farmhand farrier fishmonger fitter foreman forester
founder ghostwriter goldsmith groomer grocer guitarist headmaster headmistress headteacher homemaker housekeeper hygienist imam intern joiner
locksmith magistrate mason masseur masseuse mayor merchandiser milliner missionary monk notary nun orderly organist orthodontist osteopath
paediatrician phlebotomist physio plasterer presenter proofreader provost rabbi radiographer ranger rapper roofer senator sergeant sheriff
shepherd shopkeeper silversmith skipper sommelier sonographer steward stewardess stockbroker strategist sysadmin tech teller tiler trainee
treasurer lieutenant colonel corporal trucker underwriter upholsterer usher vicar videographer warden webmaster winemaker zookeeper vet veterinarian violinist waiter waitress watchmaker welder writer youtuber zoologist
`);

/** Nationalities, as in "I'm German". */
export const DEMONYMS =
  "Afghan|Albanian|Algerian|Angolan|Armenian|Azerbaijani|Bangladeshi|Belarusian|Bolivian|Bosnian|Burmese|Cambodian|Cameroonian|Costa Rican|Cypriot|Dominican|Ecuadorian|Emirati|Fijian|Georgian|Guatemalan|Haitian|Honduran|Ivorian|Jordanian|Kazakh|Kuwaiti|Laotian|Libyan|Luxembourgish|Macedonian|Maltese|Moldovan|Mongolian|Montenegrin|Namibian|Nicaraguan|Omani|Palestinian|Panamanian|Paraguayan|Qatari|Rwandan|Salvadoran|Samoan|Saudi|Senegalese|Somali|Sri Lankan|Sudanese|Tanzanian|Tunisian|Ugandan|Uruguayan|Uzbek|Yemeni|Zambian|Zimbabwean|American|Argentinian|Australian|Austrian|Belgian|Brazilian|British|Bulgarian|Canadian|Chilean|Chinese|Colombian|Croatian|Cuban|Czech|Danish|Dutch|Egyptian|English|Estonian|Ethiopian|Filipino|Finnish|French|German|Ghanaian|Greek|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish|Israeli|Italian|Jamaican|Japanese|Kenyan|Korean|Latvian|Lebanese|Lithuanian|Malaysian|Mexican|Moroccan|Nepali|Nigerian|Norwegian|Pakistani|Peruvian|Polish|Portuguese|Romanian|Russian|Scottish|Serbian|Singaporean|Slovak|Slovenian|South African|Spanish|Swedish|Swiss|Syrian|Taiwanese|Thai|Turkish|Ukrainian|Venezuelan|Vietnamese|Welsh";

/** Things that people keep for long, so that "I have a …" or "I bought a …" states a lasting fact. */
export const POSSESSIONS =
  "(?:house|flat|apartment|condo|cottage|cabin|farm|boat|sailboat|car|van|truck|motorbike|motorcycle|scooter|bike|bicycle|e-bike|piano|guitar|violin|drum kit|laptop|macbook(?: air| pro)?|tesla|camera|telescope|3d printer|garden|greenhouse|allotment|studio|shop|store|restaurant|caf[eé]|business|company|bakery|gym membership|annual pass|kindle|iphone|android phone|kayak|surfboard|snowboard|treadmill|sewing machine|air fryer|slow cooker|bread maker|coffee machine|espresso machine|stand mixer|accordion|ukulele|banjo|cello|flute|saxophone|trumpet|harmonica|drone|record player|turntable|synth|robot vacuum|dehumidifier|hot tub|trampoline|caravan|campervan|canoe|paddleboard|typewriter|loom|spinning wheel|kiln|lawnmower|chainsaw|rowing machine|exercise bike|standing desk|moped|tandem)";

/** Words that stand where a place would, but name none. */
export const NO_PLACE =
  /^(?:an?|my|this|that|these|those|our|your|his|her|their|its?|one|two|three|bed|town|fear|hope|peace|love|general|fact|person|public|private|there|here|the (?:city|country|countryside|area|same|middle|moment|past|present|suburbs|woods|mountains)|home|work|school|college|university|which|what|where|denial|debt|pain|need|shock|trouble|english|french|german|spanish|italian|japanese|chinese|mornings?|evenings?|winter|summer|spring|autumn|fall|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday|god|jesus|christmas|easter|lgbtq?\+?|poverty|sin|luxury|harmony|silence|awe|tears|therapy|rehab|sales|marketing|hr|it|i|sync|charge|time|person|a)\b/i;

/** Openings of phrases that name no thing, such as "it", "this one", "the idea of…", "being…". */
export const MORE_THAN_A_THING =
  /^(?:it|its|it'?s|this|that|that'?s|these|those|you|your|yours|he|him|his|she|her|them|their|they|us|me|mine|my|our|we|i|what|how|when|where|who|why|everything|anything|nothing|something|someone|everyone|everybody|nobody|none|one|ones|being|seeing|hearing|getting|having|knowing|making sure|feeling|looking|doing|using it|to (?:be|do|see|hear|know|think|say|believe|get|have|keep|make|give|help|let|ask|share|talk|feel|remind|imagine|joke|call)|so|such|as|not|too|very|really|just|more|most|all|any|both|each|every|(?:the )?(?:idea|way|fact|thing|things|look|sound|sounds|vibe|vibes|part|parts|thought|feeling|details?|colou?rs?|energy|concept|name|rest|whole|same|kind|sort|moment|view|views|design|bit|other|others|result|effort|support|picture|photo|pic|pics|new|one|first|last|best|sense|freedom|challenge|process|experience|opportunity|ability|impact|story|passion|creativity|stuff)\b|here|there|still|sorry|sure|fine|okay|ok|good|great|glad|happy|sad|tired|going|trying|in|on|at|with|for|from|about|if|and|or|but|by|of|is|are|was|an?)\b/i;
