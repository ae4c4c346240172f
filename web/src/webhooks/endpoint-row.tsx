import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";
import { webhookTexts } from "../texts/webhooks.ts";
import type { Webhook } from "./webhook.ts";

const t = webhookTexts;

/** A webhook in a list of several. Opens to show its settings. */
export function EndpointRow({ webhook, children }: { webhook: Webhook; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="flex list-none flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-3 -outline-offset-2 hover:bg-wash">
          <span className="flex min-w-0 basis-full items-center gap-2 sm:flex-[1_1_14rem]">
            <ChevronRight
              size={16}
              className="shrink-0 text-dim transition-transform group-open:rotate-90"
              aria-hidden
            />
            <span className="truncate font-medium">{webhook.url ?? t.pausedUrl}</span>
          </span>
          {webhook.url === null && <span className="text-sm text-dim">{t.isPaused}</span>}
          <span className="text-sm text-dim">{t.eventCount(webhook.events.length)}</span>
        </summary>
        {open && <div className="px-4 pt-2 pb-4">{children}</div>}
      </details>
    </li>
  );
}
