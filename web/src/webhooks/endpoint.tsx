import { Webhook as WebhookIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { webhookTexts } from "../texts/webhooks.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { TextField } from "../ui/field.tsx";
import { Card } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";
import { EventChoice } from "./event-choice.tsx";
import { SendTest } from "./send-test.tsx";
import { useEndpoint } from "./use-endpoint.ts";
import type { EventName, Webhook } from "./webhook.ts";

const t = webhookTexts;

const none = { url: null, events: [] as string[] };

/** A webhook's URL and events, to set, change, pause and remove. Without `webhook`, a form for a new one. */
export function Endpoint({
  organizationId,
  webhook,
  onDone,
}: {
  organizationId: string;
  webhook?: Webhook;
  /** For a form beside other webhooks: it was added, or given up. */
  onDone?(): void;
}) {
  const { add, set, remove } = useEndpoint(organizationId);
  const { busy, error, attempt } = useAttempt();
  const { url: savedUrl, events: savedEvents } = webhook ?? none;
  const [url, setUrl] = useState(savedUrl ?? "");
  const [events, setEvents] = useState(savedEvents as EventName[]);
  const [missing, setMissing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const changed =
    url.trim() !== (savedUrl ?? "") || events.toSorted().join() !== savedEvents.toSorted().join();
  const save = (event: FormEvent) => {
    event.preventDefault();
    setMissing(events.length === 0);
    if (events.length === 0) return;
    void attempt(() =>
      webhook
        ? set(webhook, { url: url.trim() || null, events }, t.saved)
        : add(url.trim(), events).then(onDone),
    );
  };
  return (
    <>
      {!webhook && !onDone && <NoneYet />}
      {webhook?.url === null && (
        <p role="status" className="mb-4 rounded-lg bg-accent-wash px-4 py-2">
          {t.paused}
        </p>
      )}
      <Card className="mb-10">
        <form onSubmit={save} className="grid gap-5">
          <TextField
            label={t.address}
            hint={t.addressHint}
            type="url"
            inputMode="url"
            placeholder="https://example.com/hooks/rookery"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
            maxLength={2048}
            autoComplete="off"
            spellCheck={false}
            required={!webhook}
          />
          <EventChoice
            chosen={events}
            onChange={(next) => {
              setEvents(next);
              setMissing(false);
            }}
            error={missing ? t.chooseOne : null}
          />
          {error && <Problem error={error} className="mt-0" />}
          <div className="flex flex-wrap gap-2">
            <Button type="submit" look="main" busy={busy} disabled={webhook && !changed}>
              {webhook ? t.save : t.create}
            </Button>
            {webhook && savedUrl !== null && (
              <>
                <SendTest
                  organizationId={organizationId}
                  webhookId={webhook.webhook_id}
                  disabled={busy || changed}
                />
                <Button
                  disabled={busy}
                  onClick={() => attempt(() => set(webhook, { url: null }, t.pausedNow))}
                >
                  {t.pause}
                </Button>
              </>
            )}
            {onDone && (
              <Button disabled={busy} onClick={onDone}>
                {t.cancel}
              </Button>
            )}
            {webhook && (
              <Button look="quiet" className="text-danger!" onClick={() => setRemoving(true)}>
                {t.remove}
              </Button>
            )}
          </div>
        </form>
      </Card>
      <Confirm
        open={removing}
        onClose={() => setRemoving(false)}
        title={t.removeTitle}
        action={t.remove}
        onConfirm={async () => webhook && remove(webhook)}
      >
        {t.removeWhat}
      </Confirm>
    </>
  );
}

function NoneYet() {
  return (
    <div className="mb-6 flex gap-4">
      <WebhookIcon size={28} strokeWidth={1.5} className="mt-1 shrink-0 text-dim" aria-hidden />
      <div>
        <h2 className="text-lg font-semibold">{t.beginTitle}</h2>
        <p className="max-w-prose text-dim">{t.begin}</p>
      </div>
    </div>
  );
}
