import { useState } from "react";
import type { Asset } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { SelectField } from "../ui/field.tsx";
import { momentOf } from "../ui/format.ts";
import { Problem } from "../ui/states.tsx";
import type { AssetAddress } from "./asset-query.ts";
import { endOf, lifetimes, useLinkLifetime } from "./link-lifetime.ts";
import { htmlOf, markdownOf, sizedEdges, sizedLink } from "./sized-links.ts";

const t = texts.asset;

/** Links and embed code to copy. Those of a private library expire: people see when, and may choose another time. */
export function Links({ asset, address }: { asset: Asset; address: AssetAddress }) {
  const { seconds, choose, linked, error } = useLinkLifetime(address, asset);
  if (!asset.url) return null;
  const until = endOf(linked?.url ?? null);
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.links}</h3>
      <Copies asset={linked ?? asset} disabled={!linked} />
      {endOf(asset.url) !== undefined && (
        <SelectField
          label={t.linksWork}
          hint={until !== undefined && t.linksUntil(momentOf(until))}
          value={seconds ?? ""}
          onChange={({ target: { value } }) => choose(value === "" ? undefined : Number(value))}
          className="mt-3"
        >
          <option value="">{t.usualLifetime}</option>
          {lifetimes.map((one) => (
            <option key={one} value={one}>
              {texts.settings.privacy.lasting(one)}
            </option>
          ))}
        </SelectField>
      )}
      {error && <Problem error={error} />}
    </section>
  );
}

const usual = 800;

function Copies({ asset, disabled }: { asset: Asset; disabled: boolean }) {
  const edges = sizedEdges(asset);
  const [chosen, setChosen] = useState(usual);
  const edge = edges.includes(chosen) ? chosen : (edges.at(-1) ?? null);
  const link = edge === null ? undefined : sizedLink(asset, edge);
  return (
    <>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={asset.url ?? ""} label={t.link} disabled={disabled} />
        <CopyButton text={htmlOf(asset)} label={t.html} disabled={disabled} />
        <CopyButton text={markdownOf(asset)} label={t.markdown} disabled={disabled} />
      </div>
      {link !== undefined && (
        <div className="mt-2 flex items-center gap-2">
          <CopyButton text={link} label={t.sizedLink} disabled={disabled} />
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
    </>
  );
}
