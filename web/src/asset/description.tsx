import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { call } from "../api/call.ts";
import { texts } from "../texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Problem } from "../ui/states.tsx";
import type { Detailed } from "./asset-query.ts";
import { changeAsset } from "./change-asset.ts";
import { drafts } from "./drafts.ts";

const said = texts.asset;
const lengthMax = 10_000;

/** What an asset shows, in words. What is written stays in the field until it is saved. */
export function Description({ asset, address, canEdit }: Detailed) {
  const client = useQueryClient();
  const saved = asset.description ?? "";
  const [draft, showDraft] = useState(drafts.get(asset.id) ?? null);
  const setDraft = (next: string | null) => {
    if (next === null) drafts.delete(asset.id);
    else drafts.set(asset.id, next);
    showDraft(next);
  };
  const { error, busy, attempt } = useAttempt();
  const text = draft ?? saved;
  const changed = draft !== null && draft !== saved;
  const save = () =>
    attempt(async () => {
      const description = text;
      await changeAsset(
        client,
        address,
        (now) => ({ ...now, description }),
        () => call("updateAssetDescription", { ...address, description }),
      );
      // Unless it was written on meanwhile.
      if (drafts.get(asset.id) === description) setDraft(null);
    });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && changed && !busy) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") setDraft(null);
  };
  if (!canEdit) {
    return (
      <section>
        <h3 className="mb-1 text-sm font-medium">{said.description}</h3>
        <p className={saved ? "whitespace-pre-wrap wrap-anywhere" : "text-dim"}>
          {saved || said.noDescription}
        </p>
      </section>
    );
  }
  return (
    <section>
      <TextArea
        label={said.description}
        placeholder={said.describe}
        value={text}
        maxLength={lengthMax}
        dir="auto"
        className="field-sizing-content max-h-60"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {error && <Problem error={error} />}
      {(changed || busy) && (
        <div className="mt-2 flex justify-end gap-2">
          <Button small look="quiet" onClick={() => setDraft(null)}>
            {texts.ui.cancel}
          </Button>
          <Button small look="main" busy={busy} onClick={save} title={said.saveKeys}>
            {texts.ui.save}
          </Button>
        </div>
      )}
    </section>
  );
}
