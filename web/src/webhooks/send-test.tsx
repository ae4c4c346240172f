import { useQueryClient } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { webhookTexts } from "../texts/webhooks.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { notify, notifyProblem } from "../ui/toasts.tsx";

const t = webhookTexts;

/** Sends a test event to the saved URL. */
export function SendTest({
  organizationId,
  webhookId,
  disabled,
}: {
  organizationId: string;
  webhookId: string;
  disabled: boolean;
}) {
  const queryClient = useQueryClient();
  const { busy, attempt } = useAttempt();
  const send = async () => {
    try {
      await call("testWebhookEndpoint", { webhook_id: webhookId }, { organizationId });
      notify(t.testSent);
    } catch (error) {
      notifyProblem(error);
    }
    await queryClient.invalidateQueries({ queryKey: ["listOrganizationDeliveries"] });
  };
  return (
    <Button busy={busy} disabled={disabled} onClick={() => attempt(send)}>
      {t.sendTest}
    </Button>
  );
}
