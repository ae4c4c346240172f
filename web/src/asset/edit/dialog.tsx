import { CaretsToAxisDashedHorizontal, CaretsToAxisDashedVertical, RotateCcw, RotateCw } from "lucide-react";
import { type FormEvent, useState } from "react";
import { altOf } from "../../library/pictures/sources.ts";
import type { Asset } from "../../server/operations.ts";
import { texts } from "../../texts/texts.ts";
import { useAttempt } from "../../ui/attempt.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Dialog, DialogButtons, DialogFooter } from "../../ui/dialog.tsx";
import { Spinner } from "../../ui/spinner.tsx";
import { Problem } from "../../ui/states.tsx";
import type { AssetAddress } from "../asset-query.ts";
import { CropTool } from "./crop-tool.tsx";
import { type Draft, draftOf, inBox, isWhole, mirrored, turnedLeft, turnedRight, whole } from "./draft.ts";
import { FocalTool } from "./focal-tool.tsx";
import { useSavedEdits } from "./save.ts";
import { type Tool, ToolChoice } from "./tool-choice.tsx";
import { useOriginal } from "./use-original.ts";

const t = texts.asset.edit;

interface Editing {
  asset: Asset;
  address: AssetAddress;
  onClose(): void;
}

/** Turns, mirrors and crops a picture, and sets its focal point. The file stays. */
export const EditDialog = (editing: Editing) => (
  <Dialog open onClose={editing.onClose} title={t.title} wide keep>
    <EditForm {...editing} />
  </Dialog>
);

function EditForm({ asset, address, onClose }: Editing) {
  const [draft, setDraft] = useState(() => draftOf(asset.edits));
  const [tool, setTool] = useState<Tool>("crop");
  const { image, failed } = useOriginal(asset, address);
  const { save, revert } = useSavedEdits(asset, address);
  const { busy, error, attempt } = useAttempt();
  const closing = (work: () => Promise<void>) => () =>
    attempt(async () => {
      await work();
      onClose();
    });
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void closing(() => save(draft))();
  };
  return (
    <form onSubmit={onSubmit}>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Turns draft={draft} onDraft={setDraft} />
        <ToolChoice tool={tool} onTool={setTool} />
      </div>
      <div className="mt-3 grid min-h-48 place-items-center overflow-hidden rounded-xl bg-wash p-4">
        {failed ? (
          <p role="alert">{t.unreadable}</p>
        ) : !image ? (
          <Spinner />
        ) : tool === "crop" ? (
          <CropTool image={image} draft={draft} label={altOf(asset)} onDraft={setDraft} />
        ) : (
          <FocalTool image={image} draft={draft} onDraft={setDraft} />
        )}
      </div>
      <Hint tool={tool} draft={draft} onDraft={setDraft} />
      <DialogFooter>
        {error && <Problem error={error} className="mb-4" />}
        <DialogButtons>
          {asset.edits && (
            <Button look="quiet" className="mr-auto" disabled={busy} onClick={closing(revert)}>
              {t.revert}
            </Button>
          )}
          <Button onClick={onClose}>{texts.ui.cancel}</Button>
          <Button type="submit" look="main" busy={busy} disabled={!image}>
            {t.save}
          </Button>
        </DialogButtons>
      </DialogFooter>
    </form>
  );
}

interface Drafting {
  draft: Draft;
  onDraft(draft: Draft): void;
}

const Turns = ({ draft, onDraft }: Drafting) => (
  <div className="-ml-2 flex">
    <IconButton label={t.turnLeft} onClick={() => onDraft(turnedLeft(draft))}>
      <RotateCcw size={18} aria-hidden />
    </IconButton>
    <IconButton label={t.turnRight} onClick={() => onDraft(turnedRight(draft))}>
      <RotateCw size={18} aria-hidden />
    </IconButton>
    <IconButton label={t.mirrorAcross} onClick={() => onDraft(mirrored(draft, "h"))}>
      <CaretsToAxisDashedVertical size={18} aria-hidden />
    </IconButton>
    <IconButton label={t.mirrorDown} onClick={() => onDraft(mirrored(draft, "v"))}>
      <CaretsToAxisDashedHorizontal size={18} aria-hidden />
    </IconButton>
  </div>
);

/** What the tool does, or what it has set, with a button that removes it. */
function Hint({ tool, draft, onDraft }: Drafting & { tool: Tool }) {
  const { crop, focalPoint } = draft;
  const point = focalPoint && inBox(focalPoint, crop);
  return (
    <div className="mt-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 text-sm text-dim">
      <p>{tool === "crop" ? t.cropLead : point ? t.focalAt(point.x, point.y) : t.focalLead}</p>
      {tool === "crop" && !isWhole(crop) && (
        <Button look="quiet" small onClick={() => onDraft({ ...draft, crop: whole })}>
          {t.noCrop}
        </Button>
      )}
      {tool === "focal" && focalPoint && (
        <Button look="quiet" small onClick={() => onDraft({ ...draft, focalPoint: null })}>
          {t.removeFocal}
        </Button>
      )}
    </div>
  );
}
