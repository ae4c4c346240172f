import { useState } from "react";
import type { Asset } from "../api/operations.ts";
import { texts } from "../texts.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { SelectField } from "../ui/field.tsx";
import { htmlOf, markdownOf, sizedEdges, sizedLink } from "./sized-links.ts";

const said = texts.asset;
const usual = 800;

/** Everything that puts an asset elsewhere, to copy. */
export function Links({ asset }: { asset: Asset }) {
  const edges = sizedEdges(asset);
  const [chosen, setChosen] = useState(usual);
  const edge = edges.includes(chosen) ? chosen : (edges.at(-1) ?? null);
  const link = edge === null ? undefined : sizedLink(asset, edge);
  if (!asset.url) return null;
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{said.links}</h3>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={asset.url} label={said.link} />
        <CopyButton text={htmlOf(asset)} label={said.html} />
        <CopyButton text={markdownOf(asset)} label={said.markdown} />
      </div>
      {link !== undefined && (
        <div className="mt-2 flex items-center gap-2">
          <CopyButton text={link} label={said.sizedLink} />
          <SelectField
            label={said.size}
            hideLabel
            value={edge ?? ""}
            onChange={(event) => setChosen(Number(event.target.value))}
            className="w-36"
          >
            {edges.map((one) => (
              <option key={one} value={one}>
                {said.pixels(one)}
              </option>
            ))}
          </SelectField>
        </div>
      )}
    </section>
  );
}
