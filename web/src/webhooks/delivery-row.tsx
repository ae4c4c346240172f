import { useQueryClient } from "@tanstack/react-query";
import { Check, ChevronRight, Clock, RotateCcw, X } from "lucide-react";
import { useState } from "react";
import { call } from "../api/call.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { ago, count, momentOf } from "../ui/format.ts";
import { notify, notifyProblem } from "../ui/toasts.tsx";
import type { Delivery } from "./webhook.ts";

const t = webhookTexts;
const looks = {
  delivered: [Check, "text-good"],
  failed: [X, "text-danger"],
  pending: [Clock, "text-dim"],
} as const;

/** A delivery with its state. Opens to show the payload and attempts. */
export function DeliveryRow({
  organizationId,
  delivery,
  to,
}: {
  organizationId: string;
  delivery: Delivery;
  /** Whom it goes to, where there are several webhooks. */
  to: string | undefined;
}) {
  const [open, setOpen] = useState(false);
  const { status, attempts } = delivery;
  const [Icon, colour] = looks[status];
  const at = Date.parse(delivery.created_at);
  const last = attempts.at(-1);
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)} className="group">
        <summary className="flex list-none flex-wrap items-center gap-x-4 gap-y-0.5 px-4 py-2.5 -outline-offset-2 hover:bg-wash">
          <span className="flex min-w-0 basis-full items-center gap-2 sm:flex-[1_1_14rem]">
            <ChevronRight
              size={16}
              className="shrink-0 text-dim transition-transform group-open:rotate-90"
              aria-hidden
            />
            <code className="truncate font-mono text-sm">{delivery.event}</code>
            {to !== undefined && <span className="truncate text-sm text-dim">{to}</span>}
          </span>
          <span className={classes("flex items-center gap-1.5 text-sm sm:w-28", colour)}>
            <Icon size={15} aria-hidden />
            {status === "pending" && attempts.length > 0 ? t.retrying : t.statuses[status]}
          </span>
          <span className="whitespace-nowrap text-sm text-dim tabular-nums sm:w-32">
            {attempts.length === 0 ? t.noAttempt : t.attempts(attempts.length)}
            {last?.status_code != null && ` · ${last.status_code}`}
          </span>
          <time
            dateTime={delivery.created_at}
            title={momentOf(at)}
            className="text-sm text-dim sm:w-28 sm:text-right"
          >
            {ago(at)}
          </time>
        </summary>
        {open && <Opened organizationId={organizationId} delivery={delivery} />}
      </details>
    </li>
  );
}

function Opened({ organizationId, delivery }: { organizationId: string; delivery: Delivery }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const {
    delivery_id: deliveryId,
    event: type,
    created_at,
    data,
    attempts,
    next_attempt_at: next,
  } = delivery;
  const redeliver = async () => {
    setBusy(true);
    try {
      await call("redeliverToOrganization", { organizationId, deliveryId });
      notify(t.redelivering);
      await queryClient.invalidateQueries({ queryKey: ["listOrganizationDeliveries"] });
    } catch (error) {
      notifyProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid gap-4 px-4 pt-1 pb-4 sm:pl-10">
      <div>
        <h3 className="mb-1 text-sm font-medium">{t.tries}</h3>
        {attempts.length === 0 && <p className="text-sm text-dim">{t.noAttempt}</p>}
        <ol className="grid gap-0.5 text-sm">
          {attempts.map((attempt) => (
            <li key={attempt.at} className="flex flex-wrap gap-x-3">
              <time dateTime={attempt.at} className="text-dim tabular-nums">
                {momentOf(Date.parse(attempt.at))}
              </time>
              <span>
                {attempt.status_code === null
                  ? (t.errors[attempt.error ?? ""] ?? attempt.error)
                  : t.answered(attempt.status_code)}
              </span>
              <span className="text-dim tabular-nums">{t.tookMs(count(attempt.ms))}</span>
            </li>
          ))}
        </ol>
        {next !== null && <p className="mt-0.5 text-sm text-dim">{t.nextAttempt(ago(Date.parse(next)))}</p>}
      </div>
      <div>
        <h3 className="mb-1 text-sm font-medium">{t.payload}</h3>
        <pre className="rounded-lg border bg-paper px-3 py-2 font-mono text-[13px] whitespace-pre-wrap wrap-anywhere">
          {JSON.stringify({ id: deliveryId, type, created_at, data }, null, 2)}
        </pre>
      </div>
      <div>
        <Button small busy={busy} onClick={redeliver}>
          {!busy && <RotateCcw size={15} aria-hidden />}
          {t.redeliver}
        </Button>
      </div>
    </div>
  );
}
