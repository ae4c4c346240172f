import { type ReactNode, useState } from "react";
import { texts } from "../texts/texts.ts";

const t = texts.memory;
// A long answer is read whole; a pasted chapter only by those who ask.
const shownMax = 1_600;
const shownOfLong = 1_200;

/** What somebody t. Of a very long text the beginning, until one asks for all of it. */
export function LongText({ text, children }: { text: string; children?(shown: string): ReactNode }) {
  const [whole, setWhole] = useState(false);
  const long = text.length > shownMax;
  const shown = long && !whole ? `${text.slice(0, shownOfLong).trimEnd()}…` : text;
  return (
    <div>
      <p dir="auto" className="whitespace-pre-wrap wrap-anywhere">
        {children ? children(shown) : shown}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="py-1 text-sm text-accent hover:underline"
        >
          {whole ? t.showLess : t.showAll}
        </button>
      )}
    </div>
  );
}
