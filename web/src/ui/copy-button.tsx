import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { texts } from "../texts/texts.ts";
import { Button } from "./button.tsx";
import { notify } from "./toasts.tsx";

const thanksMs = 1_500;

/** Copies `text`. `label` says what it is. */
export function CopyButton({
  text,
  label = texts.ui.copy,
  small = true,
  disabled = false,
  onCopied,
}: {
  text: string;
  label?: string;
  small?: boolean;
  disabled?: boolean;
  onCopied?(): void;
}) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
      onCopied?.();
      setTimeout(() => setCopied(false), thanksMs);
    } catch {
      notify(texts.ui.copyByHand);
    }
  };
  return (
    <Button small={small} disabled={disabled} onClick={copy}>
      {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
      <span aria-live="polite">{copied ? texts.ui.copied : label}</span>
    </Button>
  );
}
