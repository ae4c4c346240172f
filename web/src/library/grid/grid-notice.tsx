import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { sentenceOf } from "../../ui/states.tsx";

/** Shown if a page in view could not be loaded. */
export const GridNotice = ({ error, onRetry }: { error: Error; onRetry(): void }) => (
  <div
    role="alert"
    className="sticky bottom-[calc(1rem+var(--covered-below,0px))] z-20 mx-auto mt-4 flex w-fit max-w-full items-center gap-3 rounded-xl border bg-raised py-2 pl-4 pr-2 text-danger shadow-lift"
  >
    {sentenceOf(error)}
    <Button small onClick={onRetry}>
      {texts.ui.retry}
    </Button>
  </div>
);
