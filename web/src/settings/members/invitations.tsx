import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "../../api/call.ts";
import { asking } from "../../api/queries.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { ago } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { Problem } from "../../ui/states.tsx";
import { notify, notifyProblem } from "../../ui/toasts.tsx";
import { invitationLink } from "./invite-dialog.tsx";

const t = texts.members;

/** Open invitations. Renders nothing if there are none. */
export function Invitations({ organizationId }: { organizationId: string }) {
  const queryClient = useQueryClient();
  const asked = asking("listInvitations", { organizationId });
  const { data: invitations, error } = useQuery(asked);
  const withdraw = useMutation({
    mutationFn: ({ id }: { id: string; email: string }) =>
      call("withdrawInvitation", { organizationId, invitationId: id }),
    async onMutate({ id }) {
      await queryClient.cancelQueries({ queryKey: asked.queryKey });
      queryClient.setQueryData(asked.queryKey, (all) => all?.filter((one) => one.id !== id));
    },
    onSuccess: (_done, { email }) => notify(t.withdrawn(email)),
    onError: notifyProblem,
    onSettled: () => queryClient.invalidateQueries({ queryKey: asked.queryKey }),
  });
  if (error && !invitations) return <Problem error={error} />;
  if (!invitations?.length) return null;
  return (
    <Section title={t.waiting}>
      <ul className="divide-y rounded-xl border bg-card">
        {invitations.map(({ id, email, role, invitedBy, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-48 flex-1">
              <p className="font-medium wrap-anywhere">{email}</p>
              <p className="text-sm text-dim wrap-anywhere">
                {[invitedBy && t.invitedBy(invitedBy), t.expires(ago(expiresAt))].filter(Boolean).join(" · ")}
              </p>
            </div>
            <span>{t.roles[role]}</span>
            <div className="flex gap-1.5">
              <CopyButton text={invitationLink(id)} label={t.copyLink} />
              <Button
                small
                look="quiet"
                onClick={() => withdraw.mutate({ id, email })}
                aria-label={t.withdrawOf(email)}
              >
                {t.withdraw}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
