import type { Account } from "../api/operations.ts";
import { AnswerInvitation } from "../invitation/answer.tsx";
import { texts } from "../texts.ts";
import { dayOf } from "../ui/format.ts";
import { Section } from "../ui/page.tsx";
import { Row, Rows } from "./list.tsx";

const said = texts.account;

/** Invitations that wait for an answer, if there are any. */
export function Invitations({ account: { invitations } }: { account: Account }) {
  if (invitations.length === 0) return null;
  return (
    <Section title={said.invitations}>
      <Rows>
        {invitations.map((invitation) => (
          <Row
            key={invitation.id}
            title={texts.shell.invited(invitation.invitedBy, invitation.organizationName)}
            about={said.invitedAs(texts.members.roles[invitation.role], dayOf(invitation.expiresAt))}
          >
            <AnswerInvitation invitation={invitation} small />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
