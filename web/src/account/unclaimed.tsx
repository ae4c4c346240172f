import type { Account } from "../server/operations.ts";
import { texts } from "../texts/texts.ts";
import { dayOf } from "../ui/format.ts";
import { Section } from "../ui/page.tsx";
import { Row, Rows } from "./list.tsx";

const t = texts.account;

/** What agents started for the person's address. Only a claim link claims it, since it shows first what that is. */
export function Unclaimed({ account: { unclaimed } }: { account: Account }) {
  if (unclaimed.length === 0) return null;
  return (
    <Section title={t.unclaimed} lead={t.unclaimedLead}>
      <Rows>
        {unclaimed.map(({ name, expiresAt }) => (
          <Row key={`${name} ${expiresAt}`} title={name} about={t.keptUntil(dayOf(expiresAt))} />
        ))}
      </Rows>
    </Section>
  );
}
