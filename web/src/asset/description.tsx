import { useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect, useState } from "react";
import { drafts } from "../session/drafts.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { TextArea } from "../ui/field.tsx";
import { Problem } from "../ui/states.tsx";
import { notifyProblem } from "../ui/toasts.tsx";
import type { Detailed } from "./asset-query.ts";
import { saveDraft } from "./save-draft.ts";

const t = texts.asset;
const lengthMax = 10_000;

/** The asset's description. Changes are saved on leaving the field, the asset or the page. */
export function Description(detailed: Detailed) {
  const { asset, canEdit } = detailed;
  if (canEdit) return <Editable {...detailed} />;
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium">{t.description}</h3>
      <p className={asset.description ? "whitespace-pre-wrap wrap-anywhere" : "text-dim"}>
        {asset.description || t.noDescription}
      </p>
    </section>
  );
}

function Editable({ asset, address }: Detailed) {
  const client = useQueryClient();
  const saved = asset.description ?? "";
  const [draft, showDraft] = useState(drafts.get(asset.id) ?? null);
  // A draft that could not be saved before the asset was left.
  const [leftOver] = useState(draft !== null);
  const [justSaved, setJustSaved] = useState(false);
  const { error, busy, attempt } = useAttempt();
  const changed = draft !== null && draft !== saved;

  const write = (next: string) => {
    setJustSaved(false);
    if (next === saved) drafts.delete(asset.id);
    else drafts.set(asset.id, next);
    showDraft(next === saved ? null : next);
  };
  const save = () => {
    if (!drafts.has(asset.id)) return;
    void attempt(async () => {
      await saveDraft(client, address);
      showDraft(drafts.get(asset.id) ?? null);
      setJustSaved(true);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    } else if (event.key === "Escape") write(saved);
  };
  useSavedOnLeaving(() => saveDraft(client, address));
  const unsaved = changed && !busy && (error !== null || leftOver);
  return (
    <section>
      <TextArea
        label={t.description}
        placeholder={t.describe}
        value={draft ?? saved}
        maxLength={lengthMax}
        dir="auto"
        className="field-sizing-content max-h-60"
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
      <p role="status" className="mt-1 -mb-4 min-h-5 text-sm text-dim">
        {busy ? t.saving : changed ? t.savesItself : justSaved && t.saved}
      </p>
      {error && changed && <Problem error={error} className="mt-1" />}
      {unsaved && (
        <Button small className="mt-2" onClick={save}>
          {texts.ui.save}
        </Button>
      )}
    </section>
  );
}

/** Saves when the asset or the page is left, and warns if that cannot succeed. */
function useSavedOnLeaving(save: () => Promise<void>) {
  // The component is mounted for each asset, so `save` belongs to this asset throughout.
  const [leave] = useState(() => save);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (drafts.size > 0 && !navigator.onLine) event.preventDefault();
    };
    const quietly = () => void leave().catch(() => {});
    addEventListener("beforeunload", warn);
    addEventListener("pagehide", quietly);
    return () => {
      removeEventListener("beforeunload", warn);
      removeEventListener("pagehide", quietly);
      leave().catch(notifyProblem);
    };
  }, [leave]);
}
