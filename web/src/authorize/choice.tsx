import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import type { Account } from "../server/operations.ts";
import type { Level } from "../settings/keys/key.ts";
import { appTexts } from "../texts/apps.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { Problem } from "../ui/states.tsx";
import { type Access, asked, offerOf, reachesNothing } from "./access.ts";
import { AccessPicker } from "./access-picker.tsx";

const t = appTexts;
// No organization is called so.
const everyOrganization = "*";

/** A person's choice of what an app may reach. `onDecide` gets the connection, or nothing when they refuse. */
export function Choice({
  account: { organizations },
  clientId,
  scopes,
  onDecide,
}: {
  account: Account;
  clientId: string;
  scopes: readonly string[];
  onDecide(connectionId: string | undefined): Promise<void>;
}) {
  const offer = offerOf(scopes);
  const [chosen, setChosen] = useState(organizations[0]?.id ?? "");
  const [access, setAccess] = useState<Access>(() => firstAccess(offer.images, offer.memory));
  const { busy, error, attempt } = useAttempt();
  const within = organizations.filter(({ id }) => chosen === everyOrganization || id === chosen);
  const decide = (accept: boolean) =>
    attempt(async () => onDecide(accept ? await connect(clientId, within, access) : undefined));
  const allow = (event: FormEvent) => {
    event.preventDefault();
    void decide(true);
  };
  return (
    <form onSubmit={allow} className="grid gap-6">
      {organizations.length > 1 && (
        <SelectField
          label={t.organization}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value);
            setAccess(firstAccess(offer.images, offer.memory));
          }}
        >
          {organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
          <option value={everyOrganization}>{t.everyOrganization(organizations.length)}</option>
        </SelectField>
      )}
      <AccessPicker
        organizationId={chosen === everyOrganization ? undefined : chosen}
        canWrite={within.some(({ role }) => role !== "viewer")}
        offer={offer}
        access={access}
        onAccess={setAccess}
      />
      {error && <Problem error={error} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" look="main" busy={busy} disabled={reachesNothing(access)}>
          {t.allow}
        </Button>
        <Button disabled={busy} onClick={() => decide(false)}>
          {t.deny}
        </Button>
        {reachesNothing(access) && <span className="text-sm text-dim">{t.nothing}</span>}
      </div>
    </form>
  );
}

/** An app that asks for memory alone gets that to begin with. */
const firstAccess = (images: Level, memory: Level): Access => ({
  grants: {},
  everywhere: images === "none" ? "none" : "read",
  memory: images === "none" && memory !== "none" ? "read" : "none",
});

/** Makes one connection that covers the organizations. */
async function connect(
  clientId: string,
  organizations: Account["organizations"],
  access: Access,
): Promise<string | undefined> {
  let connectionId: string | undefined;
  for (const { id: organizationId, role } of organizations) {
    const input = { organizationId, clientId, ...asked(access, role) };
    ({ connectionId } = await call("connectApp", { ...input, ...(connectionId && { connectionId }) }));
  }
  return connectionId;
}
