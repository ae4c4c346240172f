import { useQueryClient } from "@tanstack/react-query";
import { Webhook as WebhookIcon } from "lucide-react";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { TextField } from "../ui/field.tsx";
import { Card } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import { EventChoice } from "./event-choice.tsx";
import { SendTest } from "./send-test.tsx";
import type { EventName, Webhook } from "./webhook.ts";

const t = webhookTexts;

/** The webhook's URL and events, to set, change, pause and remove. */
export function Endpoint({ organizationId, webhook }: { organizationId: string; webhook: Webhook }) {
  const queryClient = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const exists = webhook.secret_hint !== null;
  const [url, setUrl] = useState(webhook.url ?? "");
  const [events, setEvents] = useState(webhook.events as EventName[]);
  const [missing, setMissing] = useState(false);
  const [removing, setRemoving] = useState(false);
  const changed =
    url.trim() !== (webhook.url ?? "") || events.toSorted().join() !== webhook.events.toSorted().join();
  const set = async (change: { url?: string | null; events?: EventName[] }, notice: string) => {
    const { secret: _, ...now } = await call("setOrganizationWebhook", { organizationId, ...change });
    queryClient.setQueryData(asking("getOrganizationWebhook", { organizationId }).queryKey, now);
    void queryClient.invalidateQueries({ queryKey: ["getTenant"] });
    notify(notice);
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    setMissing(events.length === 0);
    if (events.length === 0) return;
    void attempt(() => set({ url: url.trim() || null, events }, exists ? t.saved : t.created));
  };
  const remove = async () => {
    await call("removeOrganizationWebhook", { organizationId });
    notify(t.removed);
    for (const name of ["getOrganizationWebhook", "listOrganizationDeliveries", "getTenant"])
      void queryClient.invalidateQueries({ queryKey: [name] });
  };
  return (
    <>
      {!exists && (
        <div className="mb-6 flex gap-4">
          <WebhookIcon size={28} strokeWidth={1.5} className="mt-1 shrink-0 text-dim" aria-hidden />
          <div>
            <h2 className="text-lg font-semibold">{t.beginTitle}</h2>
            <p className="max-w-prose text-dim">{t.begin}</p>
          </div>
        </div>
      )}
      {exists && webhook.url === null && (
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
            required={!exists}
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
            <Button type="submit" look="main" busy={busy} disabled={exists && !changed}>
              {exists ? t.save : t.create}
            </Button>
            {webhook.url !== null && <SendTest organizationId={organizationId} disabled={busy || changed} />}
            {webhook.url !== null && (
              <Button disabled={busy} onClick={() => attempt(() => set({ url: null }, t.pausedNow))}>
                {t.pause}
              </Button>
            )}
            {exists && (
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
        onConfirm={remove}
      >
        {t.removeWhat}
      </Confirm>
    </>
  );
}
