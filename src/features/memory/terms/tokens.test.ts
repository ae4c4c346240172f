import { describe, expect, test } from "vitest";
import { exchangeTerms, wordTerm } from "./exchange-terms.ts";
import { languageOf, languageOfQuestion } from "./languages/language.ts";
import { isStopWordOf, type Language } from "./languages/stop-words.ts";
import { pieces } from "./pieces.ts";
import { fold, stems } from "./tokenise.ts";
import { tokens } from "./tokens.ts";

const sentences: [Language, string][] = [
  ["ar", "يريد صاحب البيت رفع الإيجار"],
  ["de", "Unser Vermieter will die Miete erhöhen."],
  ["en", "Our landlord wants to raise the rent."],
  ["es", "El casero quiere subirnos el alquiler."],
  ["fi", "Vuokranantaja haluaa, että minä maksan enemmän."],
  ["fr", "Notre propriétaire veut augmenter le loyer."],
  ["hi", "मकान मालिक किराया बढ़ाना चाहता है"],
  ["it", "Il padrone di casa vuole aumentare l'affitto."],
  ["ja", "大家さんが家賃を上げたいと言っています。"],
  ["ko", "집주인이 월세를 올리려고 해요."],
  ["nl", "Onze huisbaas wil de huur verhogen."],
  ["pl", "Nasz właściciel chce podnieść czynsz."],
  ["pt", "O senhorio não quer baixar a nossa renda."],
  ["ru", "Хозяин квартиры хочет поднять плату."],
  ["sv", "Vår hyresvärd vill höja hyran."],
  ["th", "เจ้าของบ้านอยากขึ้นค่าเช่า"],
  ["tr", "Ev sahibimiz kirayı artırmak istiyor ama çok pahalı."],
  ["vi", "Chủ nhà muốn tăng tiền thuê."],
  ["zh", "房东想把房租涨百分之十二。"],
];

describe("languageOf", () => {
  test.each(sentences)("%s is told from the other languages", (language, sentence) => {
    expect(languageOf(sentence)).toBe(language);
  });
  test.each([
    "Will do!",
    "Did Bo start pottery?",
    "ha ha ha",
    "I want a pet",
    "Oh no, die hard was on",
    "Emma Watson",
    "P(A|B) is what I got",
    "10k a day?",
    "",
    "👍",
    "Ann: Café Müller, São Paulo",
  ])("%j is read as English", (text) => {
    expect(languageOf(text)).toBe("en");
  });
});

describe("languageOfQuestion", () => {
  test.each<[Language, string]>([
    ["nl", "Welk instrument speel ik?"],
    ["fi", "Mitä tein puhjenneelle renkaalle?"],
    ["tr", "Et yemeyi ne zaman bıraktım?"],
    ["hi", "Delhi half marathon mein mera time kya tha?"],
    ["vi", "chia khoa du phong dang o dau?"],
    ["ja", "将棋の相手は誰？"],
    ["fi", "Kuinka suuri vuokrankorotus on?"],
  ])("one telling word is enough for %s: %s", (language, question) => {
    expect(languageOfQuestion(question)).toBe(language);
  });
  test.each(["Did Bo start pottery?", "What did Emma say?", "Emma Watson", "pottery", ""])(
    "%j is read as English",
    (question) => {
      expect(languageOfQuestion(question)).toBe("en");
    },
  );
});

/** Whether a text is found by a word of a question, as a whole or by a part. */
function isFound(language: Language, said: string, asked: string): boolean {
  const stored = new Set(
    tokens(said, language).flatMap(({ stem, also, parts }) => [stem, ...also, ...parts]),
  );
  return tokens(asked, language).some(({ stem, also, askedParts }) =>
    [stem, ...also, ...askedParts].some((term) => stored.has(term)),
  );
}

const related: [Language, string, string][] = [
  ["nl", "huur", "huurverhoging"],
  ["nl", "verhogen", "huurverhoging"],
  ["nl", "verstandskiezen", "kiezen"],
  ["nl", "linkerknie", "knieoperatie"],
  ["nl", "notenallergie", "allergisch"],
  ["nl", "gewerkt", "werken"],
  ["nl", "hondje", "hond"],
  ["de", "Knie", "Knieoperation"],
  ["de", "Fahrprüfung", "Führerscheinprüfung"],
  ["de", "eingekauft", "einkaufen"],
  ["de", "anzurufen", "anrufen"],
  ["sv", "knä", "knäoperation"],
  ["sv", "nötallergi", "allergisk"],
  ["fi", "polvileikkaus", "leikkaus"],
  ["fi", "rengas", "renkaalle"],
  ["fi", "mökki", "mökin"],
  ["ar", "زرعت", "المزروعة"],
  ["ar", "كسر", "انكسرت"],
  ["ar", "رفع", "سيرتفع"],
  ["ar", "حجزت", "بحجز"],
  ["ar", "والتأمين", "تأمين"],
  ["ar", "سيارتي", "السيارة"],
  ["ar", "الأسنان", "الاسنان"],
  ["ar", "التدخين", "أدخّن"],
  ["de", "umgezogen", "Umzug"],
  ["de", "gelaufen", "lief"],
  ["de", "rauchen", "rauchfrei"],
  ["de", "Ersatzschlüssel", "Ersatzschluessel"],
  ["es", "caí", "caerme"],
  ["es", "rompí", "roto"],
  ["fr", "naissance", "né"],
  ["it", "metterci", "messo"],
  ["nl", "gebroken", "brak"],
  ["nl", "gitaarles", "gitaar"],
  ["pt", "irmã", "irma"],
  ["sv", "pass", "passet"],
  ["sv", "bröt", "brutit"],
  ["sv", "röka", "rökfri"],
  ["sv", "uppkörning", "köra"],
  ["pl", "półmaraton", "polmaratonie"],
  ["pl", "zadzwoni", "dzwonić"],
  ["ru", "позвонят", "звонить"],
  ["ru", "автосервиса", "сервис"],
  ["ru", "дочь", "дочке"],
  ["fi", "juoksin", "juosta"],
  ["hi", "फ़ोन", "फोन"],
  ["hi", "दाँतों", "दांतों"],
  ["hi", "डॉक्टर", "डाक्टर"],
  ["hi", "किराया", "kiraya"],
  ["hi", "kiraya", "किराया"],
  ["hi", "दिल्ली", "Delhi"],
  ["ja", "娘と話した", "むすめ"],
  ["ja", "鍵をなくした", "カギ"],
  ["ko", "샀어요", "사요"],
  ["ko", "배워요", "배우고"],
  ["th", "กีตาร์", "กีต้าร์"],
  ["vi", "Đà", "da"],
  ["zh", "双胞胎", "雙胞胎"],
];

describe("a word is found by its parts, other forms and other spellings", () => {
  test.each(related)("%s: %s is found by %s", (language, said, asked) => {
    expect(isFound(language, said, asked)).toBe(true);
  });
  test.each<[Language, string, string]>([
    ["nl", "huurverhoging", "keuken"],
    ["de", "Knieoperation", "Fahrrad"],
    ["sv", "knäoperation", "cykel"],
    ["fi", "polvileikkaus", "rengas"],
    ["ar", "كسر", "زرعت"],
    ["hi", "बहन", "बिना"],
    ["ru", "погода", "газета"],
    ["ja", "はなしを聞いた", "花"],
  ])("%s: %s is not found by %s", (language, said, asked) => {
    expect(isFound(language, said, asked)).toBe(false);
  });
});

/** Two forms of a word each. */
const inflected: [Language, string, string][] = [
  ["ar", "الكتاب", "كتاب"],
  ["de", "Häuser", "Hauses"],
  ["es", "plantado", "plantaron"],
  ["fi", "talossa", "talosta"],
  ["fr", "mangeait", "mangé"],
  ["hi", "किताबें", "किताबों"],
  ["it", "parlato", "parlano"],
  ["ko", "학교에서", "학교를"],
  ["nl", "boeken", "boek"],
  ["pl", "książkami", "książki"],
  ["pt", "trabalhando", "trabalhar"],
  ["ru", "книгами", "книгу"],
  ["sv", "flickorna", "flickor"],
  ["tr", "evlerde", "evler"],
];

describe("tokens", () => {
  test.each(inflected)("%s: %s and %s are one stem", (language, one, other) => {
    const [first, second] = [one, other].map((word) => tokens(word, language).map(({ stem }) => stem));
    expect(first).toHaveLength(1);
    expect(first).toEqual(second);
  });
  test("Chinese, Japanese and Thai are split into words", () => {
    expect(tokens("我喜欢葡萄园", "zh").map(({ stem }) => stem)).toContain("喜欢");
    expect(tokens("小説を読みました", "ja").map(({ stem }) => stem)).toContain("小説");
    expect(tokens("ฉันปลูกมะเขือเทศ", "th").map(({ stem }) => stem)).toContain("ปลูก");
  });
  test("English gives the stems of an English text", () => {
    const text = "Which of the children’s paintings did we buy?";
    expect(tokens(text, "en").map(({ stem }) => stem)).toEqual(stems(text));
  });
  test("stop words of the language are left out, and those of English are not", () => {
    expect(isStopWordOf("de", "nicht")).toBe(true);
    expect(tokens("Ich habe nicht am See gezeltet", "de").map(({ stem }) => stem)).toEqual([
      "see",
      "gezeltet",
    ]);
  });
  // Exchanges that were stored before languages were told apart have only these.
  test.each(sentences.filter(([language]) => !["zh", "ja", "th", "ko", "en"].includes(language)))(
    "%s keeps the forms of a text that was taken for English",
    (language, sentence) => {
      const { terms } = exchangeTerms(sentence);
      const asked = tokens(sentence, language).flatMap(({ stem, also }) => [stem, ...also]);
      expect(asked.every((word) => terms.has(wordTerm(word)))).toBe(true);
      for (const { stem, also } of tokens(sentence, language))
        expect(stems(sentence).some((english) => english === stem || also.includes(english))).toBe(true);
    },
  );
});

const made: [string, string][] = [
  ["one long word", "aą".repeat(20_000)],
  ["kana without spaces", "むすめカギ".repeat(8_000)],
  ["hangul without spaces", "샀어요".repeat(13_000)],
  ["marks alone", "\u0301\u093c\u064b".repeat(13_000)],
  ["a letter with many marks", `क${"\u093c".repeat(40_000)}`],
  ["traditional characters", "雙胞胎".repeat(13_000)],
];
test.each(
  sentences.flatMap(([language]) =>
    made.map(([kind, text]): [Language, string, string] => [language, kind, text]),
  ),
)("%s: %s has terms in proportion to its length", (language, _kind, text) => {
  const terms = [...pieces(text)].flatMap((piece) =>
    tokens(piece, language).flatMap(({ stem, also, parts, askedParts }) => [
      stem,
      ...also,
      ...parts,
      ...askedParts,
    ]),
  );
  expect(terms.reduce((letters, term) => letters + term.length, 0)).toBeLessThan(12 * text.length);
});

// Stemmers take quadratic time.
test.each(sentences.filter(([language]) => !["zh", "ja", "th"].includes(language)))(
  "%s: a word of more than 64 letters is not stemmed",
  (language, sentence) => {
    const letter = /\p{L}/u.exec(sentence.normalize("NFC"))?.[0].toLowerCase() ?? "";
    const word = letter.repeat(99_000);
    expect(tokens(word, language).map(({ stem }) => stem.length)).toEqual([fold(word).length]);
  },
);
