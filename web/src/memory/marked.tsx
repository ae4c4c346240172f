import { Fragment } from "react";
import { contentStems, wordsOf } from "./content-words.ts";

/** Highlights the first occurrence of `part` in a text, ignoring case. */
export function Marked({ text, part }: { text: string; part: string }) {
  const at = part === "" ? -1 : text.toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return text;
  const end = at + part.length;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, end)}</mark>
      {text.slice(end)}
    </>
  );
}

/** Highlights the words of a question in a text, in any inflection. Skips words such as "what" and "the". */
export function MarkedWords({ text, question }: { text: string; question: string }) {
  const stems = contentStems(question);
  return wordsOf(text).map(({ word, stem, at }) =>
    stem !== null && stems.has(stem) ? <mark key={at}>{word}</mark> : <Fragment key={at}>{word}</Fragment>,
  );
}
