import { memoryTexts } from "../../texts/memory.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { Scrollable } from "../../ui/scrollable.tsx";

const t = memoryTexts;

/** The context that an agent would put before its prompt. */
export const ContextShown = ({ context }: { context: string }) => (
  <section className="mt-8">
    <div className="mb-2 flex flex-wrap items-end justify-between gap-2">
      <div>
        <h2 className="font-semibold">{t.context}</h2>
        <p className="text-sm text-dim">{t.contextLead}</p>
      </div>
      <CopyButton text={context} />
    </div>
    <Scrollable label={t.context} className="max-h-112 overflow-y-auto rounded-xl border bg-card px-4 py-3">
      <pre className="font-mono text-[13px] leading-relaxed whitespace-pre-wrap wrap-anywhere">{context}</pre>
    </Scrollable>
  </section>
);
