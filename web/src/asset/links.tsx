import { useState } from "react";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { SelectField } from "../ui/field.tsx";
import { htmlOf, markdownOf, sizedEdges, sizedLink } from "./sized-links.ts";

const t = texts.asset;
const usual = 800;

/** Links and embed code to copy. */
export function Links({ asset }: { asset: Asset }) {
  const edges = sizedEdges(asset);
  const [chosen, setChosen] = useState(usual);
  const edge = edges.includes(chosen) ? chosen : (edges.at(-1) ?? null);
  const link = edge === null ? undefined : sizedLink(asset, edge);
  if (!asset.url) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.links}</h3>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={asset.url} label={t.link} />
        <CopyButton text={htmlOf(asset)} label={t.html} />
        <CopyButton text={markdownOf(asset)} label={t.markdown} />
      </div>
      {link !== undefined && (
        <div className="mt-2 flex items-center gap-2">
          <CopyButton text={link} label={t.sizedLink} />
          <SelectField
            label={t.size}
            hideLabel
            value={edge ?? ""}
            onChange={(event) => setChosen(Number(event.target.value))}
            className="w-36"
          >
            {edges.map((one) => (
              <option key={one} value={one}>
                {t.pixels(one)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </section>
  );
}
