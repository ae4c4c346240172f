import { type ReactNode, useState } from "react";
import { memoryTexts } from "../texts/memory.ts";

const t = memoryTexts;
// Shows a long answer in full, but not a pasted chapter.
const shownMax = 1_600;
const shownOfLong = 1_200;

/** A message. Shows the beginning of a very long one, with a button for the rest. */
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
