import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useState } from "react";
import { call, outlivesPage } from "../api/call.ts";
import { changedTags, type TagChange } from "../library/assets/change-tags.ts";
import { withTags } from "../library/assets/tags.ts";
import { texts } from "../texts/texts.ts";
import { classes } from "../ui/classes.ts";
import { Spinner } from "../ui/spinner.tsx";
import { notifyProblem } from "../ui/toasts.tsx";
import { rememberUndo, runUndoable } from "../ui/undo.ts";
import type { Detailed } from "./asset-query.ts";
import { changeAsset } from "./change-asset.ts";
import { TagAdder } from "./tag-adder.tsx";

const t = texts.asset;

/** An asset's tags. Each links to all assets with the tag. Editors can add and remove tags. */
export function AssetTags({ asset, address, canEdit }: Detailed) {
  const client = useQueryClient();
  const { organizationId, libraryId, assetId } = address;
  const [coming, setComing] = useState<readonly string[]>([]);
  const shown = withTags(asset, "tag", coming).tags;
  const isComing = (tag: string) => coming.includes(tag);
  const change = (how: TagChange, tags: string[], isUndo = false) =>
    changeAsset(
      client,
      address,
      (now) => withTags(now, how, tags),
      () =>
        call(
          how === "tag" ? "tagAssets" : "untagAssets",
          { organizationId, libraryId, assetIds: [assetId], tags },
          outlivesPage,
        ),
    ).then(
      () => {
        if (!isUndo) canUndo(how, tags);
        return true;
      },
      (problem) => {
        notifyProblem(problem);
        return false;
      },
    );
  const canUndo = (how: TagChange, tags: string[]) => {
    for (const step of changedTags(how, tags, [asset])) {
      rememberUndo(() => change(how === "tag" ? "untag" : "tag", step.tags, true));
    }
  };
  const add = async (tags: string[]) => {
    setComing((now) => [...now, ...tags]);
    const done = await runUndoable(() => change("tag", tags));
    setComing((now) => now.filter((tag) => !tags.includes(tag)));
    return done;
  };
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium">{t.tags}</h3>
      {shown.length === 0 && !canEdit && <p className="text-dim">{t.noTags}</p>}
      {shown.length > 0 && (
        <ul className="mb-2 flex flex-wrap gap-1.5">
          {shown.map((tag) => (
            <li
              key={tag}
              aria-busy={isComing(tag)}
              className={classes(
                "flex max-w-full items-center rounded-full border bg-card",
                isComing(tag) && "border-dashed",
              )}
            >
              <Link
                to="/app/$organizationId/$libraryId"
                params={{ organizationId, libraryId }}
                search={{ tags: [tag] }}
                title={t.showTag(tag)}
                className="truncate rounded-full px-3 py-1 text-sm hover:underline"
              >
                <bdi>{tag}</bdi>
              </Link>
              {isComing(tag) && <Spinner />}
              {canEdit && !isComing(tag) && (
                <button
                  type="button"
                  aria-label={t.removeTag(tag)}
                  title={t.removeTag(tag)}
                  onClick={() => runUndoable(() => change("untag", [tag]))}
                  className="-ml-2 grid size-7 shrink-0 place-items-center rounded-full text-dim hover:bg-wash hover:text-text"
                >
                  <X size={14} aria-hidden />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && <TagAdder place={{ organizationId, libraryId }} has={shown} onAdd={add} />}
    </section>
  );
}
