import { SIMPLIFIED, TRADITIONAL } from "./hanzi.table.ts";

/** A Chinese text in simplified characters, of the same length. */
export const simplified = (text: string): string =>
  text.replace(HAN, (character) => SIMPLE.get(character) ?? character);

const HAN = /\p{sc=Han}/gu;
const charactersOf = (table: string) => [...table.replace(/\s/g, "")];
const simple = charactersOf(SIMPLIFIED);
const SIMPLE = new Map(charactersOf(TRADITIONAL).map((character, i) => [character, simple[i] ?? character]));
