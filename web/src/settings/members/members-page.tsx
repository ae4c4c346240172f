import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { asking } from "../../api/queries.ts";
import { texts } from "../../texts/texts.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Page } from "../../ui/page.tsx";
import { Failed, Skeleton } from "../../ui/states.tsx";
import { useMembership } from "../membership.ts";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import type { Member } from "./member.ts";
import { ChangeRole, RemoveMember } from "./member-dialogs.tsx";
import { MemberRow } from "./member-row.tsx";

const t = texts.members;
// Shows a search field from this number of members.
const searchableFrom = 10;

/** The organization's members. Owners can invite, remove and change roles. */
export function MembersPage() {
  const { organizationId, isOwner, accountId } = useMembership();
  const { data: members, error, refetch } = useQuery(asking("listMembers", { organizationId }));
  const [words, setWords] = useState("");
  const [inviting, setInviting] = useState(false);
  const [changed, setChanged] = useState<Member | null>(null);
  const [removed, setRemoved] = useState<Member | null>(null);
  const owners = members?.filter(({ role }) => role === "owner").length;
  const shown = members?.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(words.trim().toLowerCase()),
  );
  return (
    <Page
      title={texts.settings.members}
      lead={t.lead}
      actions={
        isOwner && (
          <Button look="main" onClick={() => setInviting(true)}>
            <UserPlus size={17} aria-hidden />
            {t.invite}
          </Button>
        )
      }
    >
      {members && members.length >= searchableFrom && (
        <TextField
          className="mb-3 max-w-sm"
          label={t.find}
          hideLabel
          placeholder={t.find}
          type="search"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      )}
      {error && !members ? (
        <Failed error={error} onRetry={refetch} />
      ) : (
        <ul className="mb-10 divide-y rounded-xl border bg-card">
          {shown?.map((member) => (
            <MemberRow
              key={member.accountId}
              member={member}
              isYou={member.accountId === accountId}
              isOnlyOwner={member.role === "owner" && owners === 1}
              manages={isOwner}
              onChangeRole={() => setChanged(member)}
              onRemove={() => setRemoved(member)}
            />
          )) ?? (
            <li className="grid gap-4 p-4">
              <Skeleton className="h-11" />
              <Skeleton className="h-11" />
            </li>
          )}
          {shown?.length === 0 && <li className="p-4 text-dim">{t.nobodyFound}</li>}
        </ul>
      )}
      {isOwner && <Invitations organizationId={organizationId} />}
      {inviting && <InviteDialog organizationId={organizationId} onClose={() => setInviting(false)} />}
      {changed && (
        <ChangeRole
          organizationId={organizationId}
          member={changed}
          isYou={changed.accountId === accountId}
          onClose={() => setChanged(null)}
        />
      )}
      {removed && (
        <RemoveMember organizationId={organizationId} member={removed} onClose={() => setRemoved(null)} />
      )}
    </Page>
  );
}
