import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { call } from "../api/call.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Card, Section } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";
import type { Webhook } from "./webhook.ts";

const t = webhookTexts;

/** The signing secret. Fetched only on request, and not cached. */
export function SigningSecret({ organizationId, webhook }: { organizationId: string; webhook: Webhook }) {
  const { webhook_id, secret_hint: hint } = webhook;
  const queryClient = useQueryClient();
  const { busy, error, attempt } = useAttempt();
  const [secret, setSecret] = useState<string | null>(null);
  const [rotating, setRotating] = useState(false);
  const reveal = () =>
    attempt(async () => {
      setSecret((await call("getWebhookEndpointSecret", { webhook_id }, { organizationId })).secret);
    });
  const rotate = async () => {
    setSecret((await call("rotateWebhookEndpointSecret", { webhook_id }, { organizationId })).secret);
    void queryClient.invalidateQueries({ queryKey: ["listWebhookEndpoints"] });
    notify(t.rotated);
  };
  return (
    <Section title={t.secret} lead={t.secretLead}>
      <Card className="flex flex-wrap items-center gap-3">
        <code className="min-w-0 flex-[1_1_14rem] font-mono text-sm wrap-anywhere">{secret ?? hint}</code>
        <div className="flex flex-wrap gap-2">
          {secret !== null && <CopyButton text={secret} />}
          <Button small busy={busy} onClick={secret === null ? reveal : () => setSecret(null)}>
            {secret === null ? t.reveal : t.hide}
          </Button>
          <Button small onClick={() => setRotating(true)}>
            {t.rotate}
          </Button>
        </div>
        {error && <Problem error={error} className="mt-0 w-full" />}
      </Card>
      <Confirm
        open={rotating}
        onClose={() => setRotating(false)}
        title={t.rotateTitle}
        action={t.rotateAction}
        onConfirm={rotate}
      >
        {t.rotateWhat}
      </Confirm>
    </Section>
  );
}
