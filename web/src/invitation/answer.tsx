import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call, Refused } from "../api/call.ts";
import type { Account } from "../api/operations.ts";
import { accountQuery } from "../session.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/states.tsx";
import { tell } from "../ui/toasts.tsx";

export type Invitation = Account["invitations"][number];

const said = texts.invitation;

/** Accepting, which goes there, or declining. `small` for lists, which one stays on. */
export function AnswerInvitation({
  invitation: { id, organizationName },
  small = false,
}: {
  invitation: Invitation;
  small?: boolean;
}) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const readAgain = () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey });
  // Withdrawn, or answered in another window.
  const onError = (error: Error) => {
    if (small && error instanceof Refused && error.code === "RESOURCE_NOT_FOUND") {
      tell(error.message);
      readAgain();
    }
  };
  const accept = useMutation({
    mutationFn: () => call("acceptInvitation", { invitationId: id }),
    onSuccess: async ({ organizationId }) => {
      await navigate({ to: "/app/$organizationId", params: { organizationId } });
      await readAgain();
      tell(said.accepted(organizationName));
    },
    onError,
  });
  const decline = useMutation({
    mutationFn: () => call("declineInvitation", { invitationId: id }),
    onSuccess: async () => {
      tell(said.declined(organizationName));
      if (!small) await navigate({ to: "/" });
      await readAgain();
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
          {said.accept}
        </Button>
        <Button small={small} busy={decline.isPending} disabled={busy} onClick={() => decline.mutate()}>
          {said.decline}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </div>
  );
}
