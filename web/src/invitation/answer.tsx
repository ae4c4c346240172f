import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, Refused } from "../api/call.ts";
import type { Account } from "../server/operations.ts";
import { accountQuery } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/states.tsx";
import { notify } from "../ui/toasts.tsx";

export type Invitation = Account["invitations"][number];

const t = texts.invitation;

/** Buttons to accept an invitation, which opens the organization, or decline. `small` stays on the page, for lists. */
export function AnswerInvitation({
  invitation: { id, organizationName },
  small = false,
}: {
  invitation: Invitation;
  small?: boolean;
}) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const invalidate = () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
  // The invitation was withdrawn, or answered in another window.
  const onError = (error: Error) => {
    if (small && error instanceof Refused && error.code === "RESOURCE_NOT_FOUND") {
      notify(error.message);
      void invalidate();
    }
  };
  const accept = useMutation({
    mutationFn: () => call("acceptInvitation", { invitationId: id }),
    onSuccess: async ({ organizationId }) => {
      await navigate({ to: "/app/$organizationId", params: { organizationId } });
      await invalidate();
      notify(t.accepted(organizationName));
    },
    onError,
  });
  const decline = useMutation({
    mutationFn: () => call("declineInvitation", { invitationId: id }),
    onSuccess: async () => {
      notify(t.declined(organizationName));
      if (!small) await navigate({ to: "/" });
      await invalidate();
    },
    onError,
  });
  const error = accept.error ?? decline.error;
  const busy = accept.isPending || decline.isPending;
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="main"
          small={small}
          busy={accept.isPending}
          disabled={busy}
          onClick={() => accept.mutate()}
        >
          {t.accept}
        </Button>
        <Button small={small} busy={decline.isPending} disabled={busy} onClick={() => decline.mutate()}>
          {t.decline}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </div>
  );
}
