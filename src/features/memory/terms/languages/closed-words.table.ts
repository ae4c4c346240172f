/**
 * Pronouns, question words, particles and auxiliary verbs that the packages lack, by language. Hindi has them in Latin letters
 * too, and Vietnamese without tones, as people type them.
 */
export const CLOSED_WORDS = {
  ar: `متى اين أين كيف كم لماذا ماذا ما من منذ لمن بمن عمن أي اي أية لي لك له لها لنا لكم لهم عندي عندك عنده عندها عندنا أنا انا نحن أنت هو هي هم هذا هذه
    ذلك تلك الذي التي الذين كان كانت كنت كنا يكون سوف قد لقد هل إلى الى على عن مع بعد قبل كل بعض جدا أيضا ايضا ثم لكن أو او لأن أن ان إن ليس`,
  de: `wann wo woher wohin wozu womit wofür wovon woran worauf worüber worin wodurch wogegen warum weshalb weswegen wieso wie wieviel wieviele wer wen wem wessen
    was welche welcher welches welchen welchem mein meine meinen meinem meiner meines dein deine deinen deinem deiner unser unsere unseren unserem unserer euer
    eure mich mir dich dir uns euch ihm ihn ihnen sich hab habe hast hat haben hatte hatten gehabt bin bist ist sind war waren gewesen wurde wurden worden wird
    werden will willst wollte wollten wollen soll sollte sollten muss musste mussten müssen kann konnte können darf durfte mag möchte mal denn doch eben halt
    schon noch nochmal gerade gleich immer nie jetzt dann dort hier heute gern gerne etwa ungefähr eigentlich ab bekomme bekommst bekommt bekommen bekam kriege kriegt kriegen`,
  es: `qué que quién quiénes quien cuál cuáles cuándo cuando cuánto cuánta cuántos cuántas cuanto cuanta cuantos cuantas dónde donde adónde cómo como por para
    mi mis mí tu tus su sus nuestro nuestra nuestros nuestras me te se le les lo la los las nos he has ha hemos han había habías habían haya fui fue era eran
    estoy está están estaba soy es son tengo tiene tenía tuve tuvo voy va vamos iba iban ya también muy más así aún todavía desde hasta hoy`,
  fi: `kuinka paljonko montako kauanko milloin koska missä mistä mihin minne minkä minkälainen millä mille miltä millainen kuka kenen kenelle kenellä keneltä
    kenet ketä ketkä mikä mitä mitkä miksi miten minä minulla minulle minulta minun minut minua minusta minuun sinä sinulla sinun sinulle hän hänellä hänen
    hänelle hänet me meillä meidän meille meitä meidät te he heillä heidän heille olen olet olemme olette ovat olin olit oli olimme olivat ollut olla olisi
    onko oletko olenko oliko olinko voiko onpa ei en et emme ette eivät eikö enkö ja tai mutta vaan että jos kun niin myös vielä jo nyt sitten vasta aina
    taas heti juuri kanssa ennen jälkeen tämä tämän tätä tässä tästä nämä näitä se sen sitä siinä siitä siihen sille ne niitä tuo tuon joka jonka jota jossa
    joku jotain kaikki pitää piti pitäisi täytyy täytyi voin voi voisi sain saan sai saada saanut itse ihan asti`,
  fr: `quand où comment combien pourquoi qui que quoi quel quelle quels quelles lequel laquelle mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je
    tu il elle nous vous ils elles moi toi lui eux est-ce ai as avons avez ont avais avait suis es est sommes sont étais était étaient fait faire vais va dois
    doit devais devait peux peut dès très aussi déjà encore chez avec sans pour dans depuis toujours jamais l d j c n s m t qu`,
  hi: `मैं मैने मैंने मुझे मुझको मुझ मुझसे मेरा मेरी मेरे हम हमें हमने हमारा हमारी हमारे तुम तुम्हारा आप आपका आपने वह वो यह ये उस उसका उसकी उसके उसने उसे इस इसका इसे उन उनका
    उनके उन्हें क्या क्यों कब कहाँ कहां कौन कौनसा कौनसी किस किसका किसकी किसके किसने किसे किसको किससे किसलिए कैसे कैसा कैसी कितना कितनी कितने का की के को में
    पर से ने तक और या लेकिन मगर अगर तो भी ही है हैं हूँ हूं था थी थे हो होगा होगी होंगे होता होती होते हुआ हुई हुए रहा रही रहे गया गयी गई गए कर करके करना
    करता करती करते किया की वाला वाली वाले लिए साथ बाद पहले अभी अब जब तब यहाँ वहाँ कुछ कोई सब बहुत न नहीं मत चाहिए
    hai hain hoon hun kya kab kahan kahaan kaun kaunsa kaunsi kis kiska kiski kiske kisne kise kisko kaise kaisa kaisi kyun kyon kyu kitna kitne kitni mera meri
    mere mujhe maine mujhko hum humne hamara hamari apna apni apne tha thi nahi nahin aur ka ki ke ko mein se ne raha rahi rahe gaya gayi liye wala wali wale`,
  it: `quando dove come perché perchè chi che cosa cos quale quali qual quanto quanta quanti quante mio mia miei mie tuo tua suo sua suoi sue nostro nostra nostri
    nostre mi ti si ci vi lo la li le gli ne ho hai ha abbiamo avete hanno avevo avevi aveva avevamo avevano sono sei è siamo siete ero eri era eravamo erano
    stato stata stati state devo devi deve dobbiamo devono dovevo doveva posso può voglio vuole faccio fa vado va già ancora anche molto più dal dalla dai dalle
    dallo del della dei degli delle dello nel nella nei nelle nello al alla ai alle allo sul sulla col con per fra tra oggi`,
  ja: `どこ だれ 誰 なに 何 なん いつ どう どんな どの どれ どちら なぜ どうして いくら いくつ 私 わたし 僕 ぼく 俺 うち たち の に は を が と も で から まで より へ や か ね よ
    な だ です ます でし た まし て って け っけ ん これ それ あれ この その あの ここ そこ する し い いる ある れ られ てる こと もの ため とき`,
  ko: `언제 어디 어디서 어디에 어디로 어디에서 누가 누구 누구랑 누구와 누구에게 누구한테 무엇 무엇을 무엇이 뭐 뭘 뭐가 무슨 어떤 어느 왜 어떻게 얼마 얼마나 몇 나 내 내가 나는 나의 난 저 제 제가 저는
    저의 전 우리 저희 그 이 저희가 우리가 우리는 것 거 수 때 있다 있어요 있나요 있죠 있어 했다 했어요 했죠 했나요 하나요 하죠 되나요 그리고 그래서 하지만 그런데 또 더 잘 안 못`,
  nl: `wanneer waar waarom waardoor waarvoor waarmee waarover waarin waarop waarvan waartegen waarheen hoe hoeveel hoelang wie wiens wat welk welke mijn m'n jouw
    je uw zijn haar ons onze hun ik jij hij zij wij we jullie mij me jou hem hen heb hebt heeft hebben had hadden gehad ben bent is was waren geweest word wordt
    worden werd werden zal zou zouden wil wilde wilden willen kan kon konden kunnen moet moest moesten moeten mag mocht ga gaat gaan ging gingen er dan nog al
    wel niet geen ook maar want of om te bij naar van voor met tot door over onder sinds straks eens eigenlijk toch s t n krijg krijgt krijgen kreeg kregen gekregen vanaf`,
  pl: `kiedy gdzie skąd dokąd jak jaki jaka jakie jakiego jakiej jakich jakim jaką ile ilu kto kogo komu kim co czego czemu czym dlaczego po który która które którego
    której którym którą mój moja moje mojego mojej moim moją moich mi mnie mną ja ty my wy on ona ono oni one nasz nasza nasze naszego naszej nam nas jest są
    był była było były byłem byłam być będę będzie będą mam masz ma mamy mają miałem miałam miał miała mieli się nie tak już jeszcze też także bardzo czy żeby
    aby bo ale lub oraz gdy od do na za przed nad pod przy bez dla przez między dziś dzisiaj mogę może muszę musi powinienem`,
  pt: `quando onde aonde como porque porquê quem quê qual quais quanto quanta quantos quantas meu minha meus minhas teu tua seu sua nosso nossa nossos nossas dele
    dela me te se lhe nos eu tu ele ela você nós eles elas do da dos das no na nas nos ao aos à às pelo pela um uma em com sem tenho tem tens temos têm tinha
    tinhas tinham tive teve estou está estamos estão estava estavam sou é são era eram foi fui fiz fez vou vai vais vamos vão ia devo deve há já ainda também
    muito muita mais não depois antes até`,
  ru: `когда где куда откуда как какой какая какое какие какого какую каком каких сколько кто кого кому кем чей чья чьё что чего чему чем почему зачем отчего мой моя
    моё мое мои моего моей моему моих моим мою мне меня мной я ты вы мы он она оно они наш наша наше наши нашего нашей нам нас свой своя свои свою был была было
    были быть есть буду будет будут бы же ли не ни да уже ещё еще тоже также очень только сейчас сегодня для при про или если чтобы это этот эта эти тот та те
    должен должна должно должны могу может могут надо нужно`,
  sv: `när var vart varifrån varför hur vem vems vad vilken vilket vilka min mitt mina din ditt dina sin sitt sina vår vårt våra er hans hennes deras jag du han hon vi
    ni de dem mig dig sig oss honom henne har hade haft är var varit blir blev blivit bli ska skulle skall vill ville kan kunde måste får fick fått gör gjorde
    går gick tar inte också redan ännu just då nu där här som att och eller men för till från med hos på om av i under över efter innan sedan ju väl`,
  th: `ผม ฉัน ดิฉัน หนู เรา พวกเรา เขา เธอ คุณ มัน เมื่อไหร่ เมื่อไร ที่ไหน ไหน ใคร อะไร ทำไม อย่างไร ยังไง เท่าไร เท่าไหร่ กี่ แค่ไหน นาน ไหม หรือ และ กับ แต่ ของ ที่ ซึ่ง ว่า ให้ ได้
    เป็น อยู่ คือ มี ไป มา จะ ต้อง กำลัง แล้ว ก็ ใน บน จาก ถึง นี้ นั้น ตอน เมื่อ เพราะ ไม่ ครับ ค่ะ คะ นะ เรื่อง`,
  tr: `ne neden niye niçin nasıl nerede nereye nereden neresi nereli neremi kim kime kimi kimin kimde kimden kimle kiminle hangi hangisi kaç kaça kaçta kaçıncı ben bana
    beni benim bende benden biz bize bizi bizim bizde bizden sen sana seni senin siz size sizi sizin ona onu onun onlar bu bunu buna bunun şu var vardı yok yoktu
    mı mi mu mü mıyım mısın misin mıydı miydi değil değildi ile için gibi kadar ama fakat çünkü veya ya da de ki daha çok en her hiç bir biraz bazı şey şimdi
    sonra önce olarak oldu olan olacak olur olmuş oldum idi ise hep bile`,
  vi: `tôi mình tao tớ chúng ta bạn anh chị em ông bà nó họ của là và với cho ở từ đến trong ngoài trên dưới khi nào lúc mấy bao nhiêu lâu đâu ai gì sao vì thế
    nào đã đang sẽ vừa mới được bị phải không có này kia đó rồi cũng những các một thì mà nên lại ra vào lên xuống hay hoặc
    toi cua khong duoc nhung nguoi dang bao nhieu dau gi sao nao khi voi den trong minh chung`,
  zh: `我 你 您 他 她 它 我们 你们 他们 我們 你們 他們 咱们 的 地 得 了 着 著 过 過 吗 嗎 呢 吧 啊 什么 什麼 甚麼 谁 誰 哪 哪里 哪裡 哪儿 哪个 哪個 何时 何時 什么时候 時候 时候 怎么 怎麼
    怎样 为什么 為什麼 为何 多少 几 幾 多久 多长 多大 多 是 在 有 和 跟 与 與 把 被 让 讓 给 給 对 對 从 從 到 要 会 會 能 可以 想 就 都 也 还 還 很 不 没 沒 这 這 那 这个 那个
    一个 个 個 里 裡 上 下 去 来 來 手上`,
} as const;

/** Words that tell a language and are looked up. */
export const TELLING_WORDS = {
  fi: `eilen tänään huomenna viime ensi viikolla sunnuntaina maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina poikani tyttäreni siskoni veljeni äitini
    isäni meidän uusi uuden vanha vanhan hyvä hyvää liian paljon vähän`,
  it: "ieri domani lunedì martedì mercoledì giovedì venerdì sabato domenica settimana scorsa prossima nuovo nuova mese anno fratello sorella figlio figlia",
  pt: "hoje ontem amanhã segunda terça quarta quinta sexta-feira domingo semana passada novo nova mês ano irmão irmã filho filha mãe pai",
  tr: "bugün yarın dün pazartesi salı çarşamba perşembe cuma cumartesi pazar haftaya hafta yeni eski güzel annem babam kardeşim oğlum kızım ablam bütün",
} as const;
