/** Irregular English forms → their dictionary form. Stemming does not join them. */
export const IRREGULAR = `
be: was were been am is are being|go: went gone goes|come: came|see: saw seen|buy: bought|bring: brought|think: thought|teach: taught|catch: caught|fight: fought
seek: sought|make: made|take: took taken|give: gave given|get: got gotten|find: found|feel: felt|keep: kept|leave: left|meet: met|lose: lost|win: won|run: ran|begin: began begun
write: wrote written|read: read|ride: rode ridden|drive: drove driven|eat: ate eaten|drink: drank drunk|sing: sang sung|swim: swam swum|ring: rang rung|speak: spoke spoken|break: broke broken
choose: chose chosen|steal: stole stolen|wake: woke woken|wear: wore worn|tear: tore torn|grow: grew grown|know: knew known|fly: flew flown|draw: drew drawn|throw: threw thrown|blow: blew blown
tell: told|sell: sold|say: said|pay: paid|hear: heard|hold: held|stand: stood|understand: understood|sit: sat|sleep: slept|spend: spent|send: sent|build: built|lend: lent|bend: bent
fall: fell fallen|forget: forgot forgotten|hide: hid hidden|bite: bit bitten|shake: shook shaken|become: became|lead: led|feed: fed|breed: bred|bleed: bled|shoot: shot|light: lit|hang: hung|stick: stuck|strike: struck
dig: dug|spin: spun|freeze: froze frozen|rise: rose risen|forgive: forgave forgiven|swear: swore sworn|bear: bore borne|deal: dealt|dream: dreamt|learn: learnt|mean: meant|burn: burnt|have: had has|do: did done does
child: children|man: men|woman: women|person: people|foot: feet|tooth: teeth|mouse: mice|goose: geese|life: lives|wife: wives|knife: knives|leaf: leaves|shelf: shelves|wolf: wolves|half: halves|loaf: loaves
good: better best|bad: worse worst|mom: mum mommy mummy mama|dad: daddy papa|grandma: grandmother granny|grandpa: grandfather|photo: photograph photos pic pics|bike: bicycle|tv: television|movie: film|fridge: refrigerator|gym: gymnasium|kid: kiddo
favorite: favourite|color: colour|neighbor: neighbour|theater: theatre|center: centre|pajama: pyjama|gray: grey
`;
