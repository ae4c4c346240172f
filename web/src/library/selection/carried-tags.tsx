import { texts } from "../../texts/texts.ts";
import { count } from "../../ui/format.ts";
import type { ListedAsset } from "../assets/asset-pages.ts";
import { tagKey } from "../assets/tags.ts";

const tagsMax = 20;

/** A choice among the tags of these assets. */
export function CarriedTags({
  assets,
  chosen,
  onChosen,
}: {
  assets: readonly ListedAsset[];
  chosen: readonly string[];
  onChosen(tags: string[]): void;
}) {
  return (
    <fieldset>
      <legend className="sr-only">{texts.library.tags}</legend>
      <ul className="max-h-72 overflow-y-auto">
        {tagsOf(assets).map(({ tag, carriers }) => (
          <li key={tag}>
            <label className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 hover:bg-wash">
              <input
                type="checkbox"
                className="size-4 shrink-0 accent-accent"
                checked={chosen.includes(tag)}
                disabled={!chosen.includes(tag) && chosen.length >= tagsMax}
                onChange={({ target }) =>
                  onChosen(target.checked ? [...chosen, tag] : chosen.filter((one) => one !== tag))
                }
              />
              <span dir="auto" title={tag} className="min-w-0 flex-1 truncate">
                {tag}
              </span>
              <span className="text-sm text-dim tabular-nums">{count(carriers)}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** The tags of the assets with the number of assets that have each, most used first. */
function tagsOf(assets: readonly ListedAsset[]): { tag: string; carriers: number }[] {
  const byKey = new Map<string, { tag: string; carriers: number }>();
  for (const { tags } of assets) {
    for (const tag of tags) {
      const known = byKey.get(tagKey(tag));
      if (known) known.carriers++;
      else byKey.set(tagKey(tag), { tag, carriers: 1 });
    }
  }
  return [...byKey.values()].sort((a, b) => b.carriers - a.carriers);
}
