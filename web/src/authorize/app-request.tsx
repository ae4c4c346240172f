import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Account, Output } from "../server/operations.ts";
import { SwitchAccount } from "../sign-in/sign-in-here.tsx";
import { appTexts } from "../texts/apps.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/states.tsx";
import { Choice } from "./choice.tsx";

const t = appTexts;

/** An app that asks for a connection, and the person's choice. */
export function AppRequest({
  account,
  app,
  scopes,
  back,
  onDecide,
}: {
  account: Account;
  app: Output<"getApp">;
  scopes: readonly string[];
  /** Where the person goes afterwards; undefined for an app on another device. */
  back?: string;
  onDecide(connectionId: string | undefined): Promise<void>;
}) {
  return (
    <>
      <h1 className="text-3xl font-semibold leading-tight wrap-anywhere">{t.ask(app.name)}</h1>
      <p className="mt-2 wrap-anywhere">{t.asks(app.name)}</p>
      <p className="mt-1 text-sm text-dim">{back === undefined ? t.deviceClaims : t.claims}</p>
      <dl className="my-5 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 rounded-lg border bg-card px-4 py-3 text-sm">
        <Fact name={t.from}>{app.host ?? (back === undefined ? t.noHost : t.unknownHost)}</Fact>
        {back !== undefined && <Fact name={t.back}>{back}</Fact>}
        <Fact name={t.you}>
          <span className="mr-2">{account.email}</span>
          <SwitchAccount />
        </Fact>
      </dl>
      {account.organizations.length > 0 ? (
        <Choice account={account} clientId={app.clientId} scopes={scopes} onDecide={onDecide} />
      ) : (
        <NoOrganization onDecide={onDecide} />
      )}
    </>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="text-dim">{name}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </>
);

function NoOrganization({ onDecide }: { onDecide(connectionId: undefined): Promise<void> }) {
  const { busy, error, attempt } = useAttempt();
  return (
    <>
      <p className="mb-4">{t.noOrganization}</p>
      <div className="flex flex-wrap items-center gap-3">
        <Link to="/account" className="text-accent underline underline-offset-4">
          {t.createFirst}
        </Link>
        <Button disabled={busy} onClick={() => attempt(() => onDecide(undefined))}>
          {t.deny}
        </Button>
      </div>
      {error && <Problem error={error} />}
    </>
  );
}
