import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { decideOnApp } from "../api/auth.ts";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { SwitchAccount } from "../sign-in/sign-in-here.tsx";
import { appTexts } from "../texts/apps.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Problem, Skeleton } from "../ui/states.tsx";
import { type Access, AccessPicker, asked, reachesNothing } from "./access-picker.tsx";

const t = appTexts;

/** Asks a person what an app may do, and sends them back to the app. */
export function ConsentForm({
  account,
  clientId,
  request,
}: {
  account: Account;
  clientId: string;
  request: string;
}) {
  const { data: app, error, refetch } = useQuery({ ...asking("getApp", { clientId }), retry: false });
  const title = t.ask(app?.name ?? "");
  return (
    <StandalonePage title={app ? title : t.signIn}>
      {error && <Failed error={error} onRetry={refetch} />}
      {!error && !app && <Skeleton className="h-40" />}
      {app && (
        <>
          <h1 className="text-3xl font-semibold leading-tight wrap-anywhere">{title}</h1>
          <p className="mt-2 wrap-anywhere">{t.asks(app.name)}</p>
          <p className="mt-1 text-sm text-dim">{t.claims}</p>
          <dl className="my-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-lg border bg-card px-4 py-3 text-sm">
            <Fact name={t.from}>{app.host ?? t.unknownHost}</Fact>
            <Fact name={t.back}>{app.redirectHosts.join(", ")}</Fact>
            <Fact name={t.you}>
              <span className="mr-2">{account.email}</span>
              <SwitchAccount />
            </Fact>
          </dl>
          {account.organizations.length > 0 ? (
            <Choice account={account} clientId={clientId} request={request} />
          ) : (
            <NoOrganization request={request} />
          )}
        </>
      )}
    </StandalonePage>
  );
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <>
    <dt className="text-dim">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);

function Choice({ account, clientId, request }: { account: Account; clientId: string; request: string }) {
  const { organizations } = account;
  const [organizationId, setOrganizationId] = useState(organizations[0]?.id ?? "");
  const [access, setAccess] = useState<Access>({ grants: {}, everywhere: "read", memory: "none" });
  const { busy, error, attempt } = useAttempt();
  const role = organizations.find(({ id }) => id === organizationId)?.role;
  const decide = (accept: boolean) =>
    attempt(async () => {
      const connectionId = accept
        ? (await call("connectApp", { organizationId, clientId, ...asked(access, role) })).connectionId
        : undefined;
      location.replace(await decideOnApp(request, connectionId));
      // The page stays until the browser has left it.
      await new Promise(() => {});
    });
  const allow = (event: FormEvent) => {
    event.preventDefault();
    void decide(true);
  };
  return (
    <form onSubmit={allow} className="grid gap-6">
      {organizations.length > 1 && (
        <SelectField
          label={t.organization}
          value={organizationId}
          onChange={(event) => {
            setOrganizationId(event.target.value);
            setAccess({ ...access, grants: {} });
          }}
        >
          {organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name ?? id}
            </option>
          ))}
        </SelectField>
      )}
      <AccessPicker
        organizationId={organizationId}
        canWrite={role !== "viewer"}
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

function NoOrganization({ request }: { request: string }) {
  const { busy, error, attempt } = useAttempt();
  const deny = () => attempt(async () => location.replace(await decideOnApp(request, undefined)));
  return (
    <>
      <p className="mb-4">{t.noOrganization}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Link to="/account" className="text-accent underline underline-offset-4">
          {t.createFirst}
        </Link>
        <Button disabled={busy} onClick={deny}>
          {t.deny}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </>
  );
}
