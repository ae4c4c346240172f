const names = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
const letters = [..."abcdefghijklmnopqrstuvwxyz"];

/** Names of languages in English: those that have a code of two letters, and those that people name otherwise. */
const LANGUAGES = new Set([
  ...letters.flatMap((a) => letters.flatMap((b) => names.of(`${a}${b}`) ?? [])),
  ..."Mandarin Cantonese Hokkien Hakka Shanghainese Taiwanese Farsi Dari Flemish Tagalog Cebuano Ilocano Frisian Castilian Neapolitan Sicilian Venetian Hawaiian Navajo Cherokee Quechua Nahuatl Berber Kabyle Tamazight Romani Kurmanji Sorani Hmong Patois Creole Pidgin Swiss-German Bavarian Scots Gaelic Irish Punjabi Sinhala Sinhalese Bahasa Malay Esperanto Latin Norwegian ASL BSL Klingon Krio Twi Igbo Fula Wolof Tigrinya Oromo Amharic Bangla Odia Oriya Konkani Tulu Bhojpuri Maithili Rohingya Uyghur Tatar Chechen Luxembourgish Plattdeutsch Filipino".split(
    " ",
  ),
]);

export const isLanguage = (name: string): boolean =>
  LANGUAGES.has(name) || LANGUAGES.has(name.split(" ")[1] ?? "");
