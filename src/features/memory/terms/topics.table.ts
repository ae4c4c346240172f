/** Everyday English words by topic: `heads: members`. Written by hand. A word may be in several lines. */
export const TOPIC_LINES = `
family relative kin: parent mother mom father dad brother sister sibling grandma grandpa grandmother grandfather grandparent uncle aunt cousin nephew niece son daughter kid child husband wife stepmother stepfather twin in-law
parent: mother mom father dad stepmother stepfather parenthood motherhood fatherhood
grandparent: grandma grandpa grandmother grandfather granny ancestor generation
sibling: brother sister twin
child kid: son daughter baby toddler newborn infant teen teenager youngster youth boy girl childhood daycare
spouse marriage wedding: marry wed bride groom husband wife engaged engagement fiance fiancee honeymoon anniversary bridesmaid vow proposal propose divorce divorced separated
romance relationship dating: boyfriend girlfriend partner romantic single crush couple breakup date love lover flirt marry
friend friendship: buddy pal bestie mate companion acquaintance roommate group circle clique
neighbor: neighborhood neighbour community block street
birth: born birthday pregnant pregnancy expecting maternity newborn deliver midwife
adoption: adopt adoptive foster orphan orphanage
death grief: die died dead funeral grieve mourn loss widow widower pass memorial cemetery late
gender identity: gay lesbian queer lgbt lgbtq transgender trans bisexual nonbinary pride transition woman man female male straight
religion faith: church religious god pray prayer temple mosque bible spiritual belief believe priest pastor worship christian muslim jewish buddhist hindu catholic soul
person people: man woman guy lady boy girl individual someone everyone stranger folk
pet: dog puppy pup cat kitten kitty hamster rabbit bunny parrot goldfish turtle tortoise guinea leash paw vet breed fur collar adopt shelter
dog: puppy pup canine leash bark fetch labrador retriever shepherd poodle bulldog beagle terrier husky walk
cat: kitten kitty feline purr meow
animal wildlife: dog cat bird bear deer wolf fox lion tiger elephant monkey snake lizard turtle whale dolphin shark owl eagle butterfly bee insect frog rabbit squirrel horse cow zoo creature
bird: eagle owl parrot hawk robin sparrow crow duck goose swan pigeon feather nest
fish: aquarium tank goldfish shark trout salmon fishing
reptile: turtle snake lizard gecko tortoise iguana
insect bug: bee butterfly ant spider beetle mosquito moth
horse: pony stable saddle riding equestrian
farm: farmer cow horse pig sheep goat chicken barn tractor crop harvest ranch field
plant: flower tree rose tulip sunflower daisy lily seed leaf succulent herb orchid bouquet cactus fern grow bloom pot
garden gardening: plant flower vegetable seed soil grow bloom lawn weed harvest backyard yard compost
flower: rose tulip sunflower daisy lily orchid bouquet petal blossom bloom lavender
nature outdoors: outdoor forest wood mountain hill valley lake river waterfall canyon desert park trail wilderness scenery landscape countryside hike camp
landscape scenery view: mountain forest lake river sunset sunrise beach ocean cliff waterfall valley meadow scenic vista panorama
mountain: hill peak summit cliff climb alps rocky rockies hike ski elevation
water: lake river pool ocean sea stream pond swim boat wave
sea ocean beach: coast shore wave surf surfing sail boat ship island sand swim snorkel dive diving kayak sunset coral
sky space astronomy: sun star moon planet telescope meteor eclipse cloud galaxy universe nasa astronaut
weather: rain rainy snow snowy storm wind windy sunny hot cold warm heat forecast temperature humid fog
natural disaster: flood hurricane tornado earthquake wildfire drought tsunami storm
season: spring summer autumn fall winter
camping: camp tent campfire hike trek backpack bonfire marshmallow trail outdoors
hiking: hike trail trek mountain summit backpack walk nature
travel trip vacation: journey holiday tour tourist visit flight fly airport hotel hostel passport abroad sightseeing cruise roadtrip getaway destination itinerary explore backpack souvenir drive adventure
place location: spot area site city town country park beach cafe restaurant street mountain lake museum
country nation: america usa canada mexico brazil argentina chile peru colombia cuba england britain uk ireland scotland wales france spain italy germany austria sweden norway finland denmark iceland netherlands belgium switzerland portugal poland greece turkey russia ukraine china japan korea india thailand vietnam indonesia bali singapore philippines malaysia australia zealand africa egypt kenya nigeria morocco israel
continent europe: france spain italy germany england greece paris rome london
asia: china japan korea india thailand vietnam tokyo
city: town village downtown suburb london paris rome berlin madrid barcelona amsterdam vienna dublin edinburgh tokyo beijing seoul bangkok sydney york boston chicago seattle miami toronto vancouver montreal francisco angeles vegas dallas austin houston denver portland philadelphia atlanta phoenix nashville orleans diego
state: california texas florida oregon washington arizona colorado nevada utah ohio michigan minnesota georgia carolina virginia hawaii alaska maine vermont massachusetts connecticut pennsylvania illinois wisconsin indiana tennessee kentucky alabama louisiana montana idaho
native origin hometown: home country roots homeland immigrant immigrate migrate heritage culture born grow raised move
culture heritage: tradition traditional cultural ethnic custom history folk ancestor
home house: apartment flat condo room kitchen bedroom bathroom rent landlord mortgage tenant move relocate neighborhood live
room: kitchen bedroom bathroom living dining basement attic garage studio office
move relocate: moved moving apartment house city new boxes pack
furniture: couch sofa chair table bed lamp shelf desk rug carpet mattress cabinet dresser
decor decorate: decoration rug lamp chandelier wall poster curtain cozy furniture candle design interior
repair fix: broken broke leak plumber tool renovate renovation remodel restore mechanic maintenance patch
building construction: build tower bridge architecture architect construct castle skyscraper
vehicle car: truck van drive driver motorcycle engine garage mechanic tire wheel ford toyota honda tesla jeep bmw convertible suv
road traffic: highway street route accident crash collision parking commute
transport transportation: bus train subway taxi uber metro tram ferry plane station ticket bike car
bike: bicycle cycle cycling biking pedal ride
job work career profession occupation: employ employer employee employment office boss colleague coworker manager salary wage hire resume interview promotion intern internship position company teacher engineer lawyer nurse accountant barista waiter banker clerk freelance workplace
unemployed quit: fired layoff laid lost resign resignation retire retirement jobless leave job
colleague coworker: boss team manager office mentor supervisor
business company: startup entrepreneur store shop customer client market brand sale launch owner investor venture firm enterprise studio
marketing advertising promote: ad advertise campaign flyer brand social influencer poster audience
money finance: cash pay salary save savings bank loan debt budget cost price expensive cheap afford income financial invest investment investor tax donate bill dollar fund funding grant
school education: college university student study class course teacher professor degree major graduate graduation educate learn exam test homework campus scholarship semester tuition diploma academic kindergarten
study: learn research exam class course read school library notes
subject field: math science physics chemistry biology history literature psychology philosophy economics engineering law medicine art linguistics geography sociology computer
class lesson course workshop: seminar training tutorial lecture conference retreat program instructor teach learn
teacher: professor instructor coach mentor tutor teach
conference convention event: seminar expo summit meetup workshop fair talk
doctor: nurse hospital clinic medical medicine surgery surgeon patient treatment appointment checkup dentist diagnosis
health: healthy doctor sick illness diet fitness medical wellness wellbeing checkup hospital exercise mental
illness disease sick: ill flu cold fever cancer diabetes asthma infection virus pain ache symptom condition chronic arthritis
allergy allergic: reaction asthma peanut dairy pollen gluten intolerant sneeze fur rash
injury injured hurt: wound broke fracture sprain ankle knee accident bandage crutch cast heal recover recovery setback physical
mental health therapy: therapist counselor counseling psychologist stress anxiety depression panic mindfulness meditation self-care cope wellbeing
stress stressed: anxiety anxious overwhelmed pressure burnout tense cope relax unwind
relax unwind destress: calm peaceful soothe soothing rest meditation yoga bath spa read walk music nature escape recharge therapeutic peace chill
body: weight height hair skin face eye tooth hand leg arm back muscle fat heart knee ankle foot shoulder stomach
weight: diet lose pound fat obese slim calorie healthy
fitness exercise workout: gym train training yoga pilates run running jog weightlifting weights lift cardio marathon treadmill stretch aerobics boxing kickboxing swim bootcamp crossfit boot
sport: game team match player coach league tournament championship score football soccer basketball baseball tennis hockey golf volleyball rugby cricket swimming boxing wrestling karate ski snowboard skate athlete surfing climbing cycling gymnastics marathon
basketball: hoop court dunk nba score rebound point shoot
football soccer: goal pitch quarterback nfl kick touchdown
athlete player: team coach star captain pro
team: coach player captain member group squad teammate league
martial arts: karate judo taekwondo boxing kickboxing wrestling fencing belt dojo
winter sport: ski snowboard skate sled snow ice hockey
water sport: surf surfing swim kayak canoe sail dive paddle raft
win winner victory: won trophy medal award prize champion championship first beat contest competition tournament title
award prize recognition: trophy medal certificate honor achievement win scholarship title
competition contest: tournament championship compete race match game final win lose judge perform
race marathon: run runner charity track finish training 5k
lose loss: lost defeat fail failure missing gone setback
achievement accomplishment success: achieve accomplish milestone proud win award goal succeed finish complete record
dance: dancer ballet salsa hiphop tango choreography choreographer studio contemporary ballroom troupe stage perform performance
music: song sing singer band concert album guitar piano violin drum musician instrument melody lyric orchestra choir playlist jazz rock pop classical tune festival composer symphony listen rap rapper soundtrack vinyl
musician artist band: singer guitarist drummer pianist rapper composer concert album song
instrument: guitar piano violin drum drums flute clarinet saxophone trumpet cello ukulele keyboard bass harp play
song: sing tune melody lyric track album playlist ballad
concert show performance: gig festival band stage perform live tour audience ticket play theater recital
film movie: cinema director actor actress theater watch screenplay script documentary trilogy comedy drama thriller horror marvel disney hollywood animation sequel scene character
tv series show: television episode season netflix watch sitcom drama anime reality stream
genre type kind: fantasy mystery thriller horror comedy drama romance scifi fiction rock jazz classical pop strategy rpg
book novel: read reader author writer write library story fiction literature poem chapter publish bookstore bookshelf fantasy memoir bestseller mystery page tale
author writer: write novelist poet book novel
writing write: writer author blog journal diary article essay poem poetry screenplay script story publish letter novel draft notebook
fantasy magic: wizard witch dragon hobbit fairy elf spell
hero superhero comic: marvel batman superman spiderman ironman avengers villain
art: artist paint painting draw drawing sketch sculpture gallery museum exhibit exhibition canvas watercolor portrait mural abstract creative masterpiecey
painting paint: canvas brush watercolor acrylic portrait landscape abstract artist sunset easel oil
craft handmade:y ceramic clay bowl mug knit crochet sew quilt embroidery woodwork carve diy origami jewelry make
pottery: clay ceramic bowl cup mug pot kiln wheel plate
creative creativity express expression: art imagination imagine passion create paint write music dance
photo photography picture: photograph photographer camera image selfie album shot lens snapshot
game gaming video: gamer videogame console playstation xbox nintendo switch chess card puzzle dungeon multiplayer strategy rpg esports poker controller tournament level
board game: chess card monopoly scrabble puzzle dice
computer technology tech device: laptop phone smartphone tablet app software website internet online program code developer robot robotics gadget ai pc keyboard monitor
program coding software: code programming developer app website engineer bug
social media online: instagram facebook twitter tiktok youtube video channel follower post blog vlog podcast influencer stream content subscriber viral
hobby interest activity pastime: paint paintingy draw photography garden cook bake hike camp swim run yoga dance sing guitar piano violin read write game gaming chess puzzle knit fish surf travel collect crochet ski climb cycling volunteer fun enjoy passion leisure
fun enjoy: blast enjoyed enjoyable exciting entertaining laugh play
collect collection: collector stamp coin antique vintage memorabilia figurine vinyl dvd
toy: doll lego teddy plush stuffed puzzle playground balloon kite
food meal: eat dish cuisine cook chef recipe restaurant snack breakfast lunch dinner brunch pizza pasta burger salad soup sandwich rice steak sushi taco curry noodle bread cheese egg meat chicken vegetable fruit spicy tasty delicious flavor seafood soup stew lasagna
cook cooking recipe: chef bake kitchen grill roast dish ingredient meal dinner make homemade culinary fry oven
restaurant dining: dinner menu waiter eat diner cafe bistro cuisine reservation chef
breakfast: pancake egg cereal waffle oatmeal toast morning
dessert sweet treat: cake cookie pie chocolate candy icecream cream cupcake brownie pastry muffin sugar vanilla tart pudding mousse sorbet
bake baking: cake cookie pie bread muffin cupcake brownie oven pastry bakery
snack: chip popcorn cookie candy nuts soda fruit energy
drink beverage: coffee tea juice beer wine cocktail soda water smoothie milk bar pub brew latte alcohol cola
coffee cafe: espresso latte cappuccino barista brew shop
diet: vegan vegetarian dairy gluten lactose intolerant healthy organic nutrition plant allergy calorie keto
meat: beef pork chicken turkey lamb steak bacon sausage barbecue bbq grill ham
seafood: fish salmon shrimp lobster crab oyster sushi tuna
vegetable: veggie carrot potato tomato pepper onion garlic broccoli spinach lettuce cucumber mushroom pumpkin
fruit: apple banana orange lemon lime grape cherry peach pear mango berry strawberry blueberry raspberry coconut pineapple watermelon
clothes clothing outfit: wear dress shirt jacket coat hoodie jeans pants skirt shoe boot sneaker hat scarf sweater fashion style fabric accessory suit sock glove
fashion style: trend designer clothes outfit vintage chic dress model accessory
shoe: sneaker boot sandal heels
jewelry accessory: ring necklace bracelet earring pendant watch gem diamond gold silver chain
beauty: makeup hair haircut salon nail perfume skincare spa massage cosmetic
tattoo: ink piercing
color: colour red blue green yellow orange purple pink black white brown gray gold silver teal turquoise dye
shop shopping store buy: bought purchase mall order sale discount market bargain boutique supermarket grocery get online
gift present: surprise card souvenir wrap birthday christmas bouquet wrapping
holiday festival: christmas thanksgiving easter halloween hanukkah diwali valentine celebrate celebration festive parade eve
celebrate celebration party: gathering birthday anniversary toast parade picnic potluck reunion gala ceremony guest invite invitation cake balloon congratulations
event: party parade concert festival fair conference workshop gala fundraiser race ceremony show competition tournament meetup exhibition celebration
volunteer charity help community: donate donation shelter homeless fundraiser fundraising nonprofit cause outreach foodbank organization service soup give
homeless shelter: street hunger soup meal kitchen
donate donation: charity give fundraise fund gave raise
politics political: government election vote mayor campaign council policy law senator president democrat republican liberal conservative office candidate
cause activism rights: activist protest march equality justice advocate advocacy awareness rally movement campaign discrimination
military army: navy soldier veteran war marine deploy troop battle service memorial
crime police: steal stole theft thief robbery arrest jail court lawyer attorney judge scam
emergency: fire firefighter ambulance rescue disaster evacuate blackout outage
environment climate: environmental pollution recycle recycling sustainability sustainable conservation eco green solar nature
science research: scientist researcher experiment laboratory lab discovery theory study
language: english spanish french german italian chinese japanese korean portuguese arabic russian mandarin bilingual fluent translate translation vocabulary learn
emotion feeling feel: happy sad angry afraid scared proud grateful thankful excited nervous anxious upset emotional mood relieved lonely love joy thrilled overwhelmed
happy happiness joy: glad delighted thrilled excited cheerful pleased grateful thankful proud smile
sad upset: unhappy cry cried tears lonely heartbroken disappointed disappointment miserable devastated down
angry anger: mad furious annoyed frustrated frustration irritated argue argument fight
afraid fear: scared scary frightened terrified nervous worry worried phobia dread spooky
nervous anxious: worried worry anxiety stress tense butterflies excited
favorite love like prefer: adore enjoy fond preference fan best favourite
dislike hate: detest avoid despise worst disgusting fan mind
goal dream plan: aim aspiration aspire ambition future intend hope wish resolution pursue target want
plan planning: going upcoming soon next prepare organize arrange schedule future weekend
symbol symbolize represent meaning: meaningful mean stand remind reminder signify significance memory special
memory remember remind: reminder recall nostalgia nostalgic keepsake childhood souvenir memories photo album
advice advise suggest recommend: suggestion recommendation tip guidance mentor counsel should try
support encourage help: encouragement assist comfort motivate motivation inspire uplift backing cheer
motivate motivation inspire inspiration: inspired inspiring drive passion push encourage role
problem challenge difficulty: difficult obstacle struggle issue trouble setback hardship tough hurdle hard face
solve overcome: handle cope manage deal solution resolve fix
change transform: transformation transition become switch growth progress improve improvement different
improve progress: better growth grow develop upgrade enhance
begin start: began launch open opening found initial commence took begun new
finish complete: completed end ended done final wrap conclude finally
meet encounter: met introduce introduction meetup hang join together
visit: went go see tour trip stop come
talk discuss conversation: speak discussion chat tell said mention call speech
speech presentation: talk speak stage audience present
create make build: built design produce invent develop craft construct
receive get: got given gave earn accept obtain gain
give: gave offer hand present provide donate
try attempt: tried new first experiment taste
learn: taught teach study discover figure lesson skill
teach: taught lesson train coach instruct show class
decide decision choose: chose pick option choice select mind
participate partake attend join: attended took part member went sign compete enter
own have: bought got
share: show gave told post together
describe: call say like beautiful amazing
sleep rest: asleep nap insomnia tired exhausted bed
morning: breakfast sunrise dawn early wake alarm routine
night evening: midnight late sunset dark nightlife tonight
routine habit regularly: daily weekly often usually always every schedule
big large: huge enormous giant massive
old age: elderly ancient young younger older years
trait personality character: kind caring thoughtful generous honest brave courage confident shy patient creative loyal funny smart passionate driven determined strong determination resilient selfless authentic
skill talent ability: expert experience master technique proficient practice
club group organization: team community association society member membership meetup
read reading: book novel page library story
watch see: movie film show tv series saw view
listen hear: music podcast song audio radio
play: played game instrument guitar piano sport
swim swimming: pool lake beach water
clean cleaning: tidy laundry vacuum dust chore organize declutter
luck lucky superstition: charm amulet talisman
sponsor endorsement deal: sponsorship contract agreement sign brand
partner collaborate: team together collaboration work
famous celebrity: star actor singer fame icon
`;
