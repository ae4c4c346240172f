import { Fragment } from "react";

/** Renders a search highlight: escaped text with `<mark>` as its only element. */
export const Highlighted = ({ html }: { html: string }) =>
  html.split(/(<mark>.*?<\/mark>)/s).map((part, index) =>
    part.startsWith("<mark>") ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
      <mark key={index}>{unescaped(part.slice(6, -7))}</mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never move
      <Fragment key={index}>{unescaped(part)}</Fragment>
    ),
  );

/** The same as plain text. */
export const plainText = (html: string): string => unescaped(html.replace(/<\/?mark>/g, ""));

const characters: Record<string, string> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};

const unescaped = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (name) => characters[name] ?? name);
