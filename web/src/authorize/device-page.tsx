import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { call } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account } from "../server/operations.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { SignInHere } from "../sign-in/sign-in-here.tsx";
import { appTexts } from "../texts/apps.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Skeleton, sentenceOf } from "../ui/states.tsx";
import { AppRequest } from "./app-request.tsx";

const t = appTexts;

/** Where a person types the code that an app on another device shows (RFC 8628). */
export function DevicePage() {
  const { href } = useLocation();
  const { code } = useSearch({ from: "/device" });
  const { account, error, retry } = useSignedIn();
  const [done, setDone] = useState<"connected" | "refused" | null>(null);
  return (
    <StandalonePage title={t.deviceTitle}>
      {error && <Failed error={error} onRetry={retry} />}
      {!error && account === undefined && <Skeleton className="h-40" />}
      {account === null && (
        <>
          <h1 className="text-3xl font-semibold leading-tight">{t.deviceTitle}</h1>
          <p className="mb-6 mt-2 text-dim">{t.deviceSignIn}</p>
          <SignInHere to={href} title={texts.signIn.title} />
        </>
      )}
      {account && done !== null && (
        <div role="status">
          <h1 className="text-3xl font-semibold leading-tight">{t.deviceDone[done]}</h1>
          <p className="mt-2 text-dim">{t.deviceDoneLead}</p>
        </div>
      )}
      {account && done === null && <Request account={account} code={code} onDone={setDone} />}
    </StandalonePage>
  );
}

/** The code, and once it is known, the app that asks. */
function Request({
  account,
  code,
  onDone,
}: {
  account: Account;
  code: string | undefined;
  onDone(how: "connected" | "refused"): void;
}) {
  const { data: app, error } = useQuery({
    ...asking("getDeviceRequest", { userCode: code ?? "" }),
    enabled: code !== undefined,
    retry: false,
  });
  if (code === undefined || error) return <CodeForm code={code} error={error} />;
  if (!app) return <Skeleton className="h-40" />;
  return (
    <AppRequest
      account={account}
      app={app}
      scopes={app.scopes}
      onDecide={async (connectionId) => {
        await call("decideOnDevice", { userCode: code, connectionId: connectionId ?? null });
        onDone(connectionId === undefined ? "refused" : "connected");
      }}
    />
  );
}

function CodeForm({ code, error }: { code: string | undefined; error: Error | null }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState(code ?? "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void navigate({ to: "/device", search: { code: typed.trim() } });
  };
  return (
    <>
      <h1 className="text-3xl font-semibold leading-tight">{t.deviceTitle}</h1>
      <p className="mb-6 mt-2 text-dim">{t.deviceLead}</p>
      <form onSubmit={submit} className="grid gap-3">
        <TextField
          label={t.deviceCode}
          error={typed.trim() === code && error ? sentenceOf(error) : null}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={12}
          required
          autoFocus
          placeholder="WDJB-MJHT"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" look="main">
          {t.deviceContinue}
        </Button>
      </form>
    </>
  );
}
