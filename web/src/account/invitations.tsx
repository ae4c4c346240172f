import { AnswerInvitation } from "../invitation/answer.tsx";
import type { Account } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { dayOf } from "../ui/format.ts";
import { Section } from "../ui/page.tsx";
import { Row, Rows } from "./list.tsx";

const t = texts.account;

/** The account's open invitations. Renders nothing if there are none. */
export function Invitations({ account: { invitations } }: { account: Account }) {
  if (invitations.length === 0) return null;
  return (
    <Section title={t.invitations}>
      <Rows>
        {invitations.map((invitation) => (
          <Row
            key={invitation.id}
            title={texts.shell.invited(invitation.invitedBy, invitation.organizationName)}
            about={t.invitedAs(texts.members.roles[invitation.role], dayOf(invitation.expiresAt))}
          >
            <AnswerInvitation invitation={invitation} small />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
