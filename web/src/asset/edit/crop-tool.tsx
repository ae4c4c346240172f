import ReactCrop from "react-image-crop";
import "react-image-crop/dist/ReactCrop.css";
import { texts } from "../../texts/texts.ts";
import type { Draft } from "./draft.ts";
import { Drawn } from "./drawn.tsx";

const t = texts.asset.edit;
const sideMin = 8;

/** The whole picture with the frame of its crop. */
export function CropTool({
  image,
  draft,
  label,
  onDraft,
}: {
  image: HTMLImageElement;
  draft: Draft;
  label: string;
  onDraft(draft: Draft): void;
}) {
  const { x, y, width, height } = draft.crop;
  return (
    <ReactCrop
      crop={{ unit: "%", x: x * 100, y: y * 100, width: width * 100, height: height * 100 }}
      onChange={(_, { x, y, width, height }) =>
        onDraft({
          ...draft,
          crop: { x: x / 100, y: y / 100, width: width / 100, height: height / 100 },
        })
      }
      // The moving dashes of its frame would distract.
      className="ReactCrop--no-animate [&_canvas]:touch-none [--rc-drag-handle-bg-colour:#0009] [--rc-focus-color:var(--accent)]"
      keepSelection
      ruleOfThirds
      minWidth={sideMin}
      minHeight={sideMin}
      ariaLabels={t.cropLabels}
    >
      <Drawn image={image} draft={draft} label={label} />
    </ReactCrop>
  );
}
