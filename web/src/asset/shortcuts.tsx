import { texts } from "../texts/texts.ts";
import { Dialog } from "../ui/dialog.tsx";

/** The keys that this page knows. */
export const Shortcuts = ({ open, onClose }: { open: boolean; onClose(): void }) => (
  <Dialog open={open} onClose={onClose} title={texts.asset.shortcuts}>
    <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-6 gap-y-2">
      {texts.asset.keys.map(([keys, does]) => (
        <div key={keys} className="contents">
          <dt>
            <kbd className="rounded-md border bg-card px-2 py-0.5 font-sans text-sm">{keys}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  </Dialog>
);
