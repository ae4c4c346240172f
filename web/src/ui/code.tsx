import { CopyButton } from "./copy-button.tsx";
import { Scrollable } from "./scrollable.tsx";

/** Code with a copy button. */
export function Code({ text, label, onCopied }: { text: string; label: string; onCopied?(): void }) {
  return (
    <figure className="overflow-hidden rounded-xl border bg-card">
      <figcaption className="flex items-center justify-between gap-3 border-b py-1.5 pl-4 pr-1.5 text-sm text-dim">
        {label}
        <CopyButton text={text} {...(onCopied && { onCopied })} />
      </figcaption>
      <Scrollable label={label} className="overflow-x-auto px-4 py-3">
        <pre className="font-mono text-[13px] leading-relaxed">{text}</pre>
      </Scrollable>
    </figure>
  );
}
