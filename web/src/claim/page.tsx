import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { Refused } from "../api/call.ts";
import { asking } from "../api/queries.ts";
import type { Account, Output } from "../server/operations.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { SignInHere, SwitchAccount } from "../sign-in/sign-in-here.tsx";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { dayOf } from "../ui/format.ts";
import { StandalonePage } from "../ui/page.tsx";
import { Failed, Problem, Skeleton } from "../ui/states.tsx";
import { Mosaic } from "./mosaic.tsx";
import { useClaim } from "./use-claim.ts";

const t = texts.claim;

/** The page of a claim link. Shows the library to everyone, and lets signed-in people claim it. */
export function ClaimPage() {
  const { token } = useParams({ from: "/claim/$token" });
  const [taken, setTaken] = useState(false);
  const { data: claim, error, refetch } = useQuery({ ...asking("peekClaim", { token }), staleTime: 0 });
  if (taken) {
    return (
      <Told title={t.claimedTitle}>
        {t.taken}
        <GoHome />
      </Told>
    );
  }
  if (error && !claim) {
    const nowhere = error instanceof Refused && error.code === "RESOURCE_NOT_FOUND";
    if (nowhere) {
      return (
        <Told title={t.nowhereTitle}>
          {error.message}
          <GoHome />
        </Told>
      );
    }
    return (
      <StandalonePage title={t.title} wide>
        <h1 className="text-3xl font-semibold leading-tight">{t.title}</h1>
        <Failed error={error} onRetry={refetch} />
      </StandalonePage>
    );
  }
  if (!claim) return <Loading />;
  if (claim.state === "expired") {
    return (
      <Told title={t.expiredTitle}>
        {t.expired}
        <GoHome />
      </Told>
    );
  }
  const onTaken = () => setTaken(true);
  if (claim.state === "claimed") return <Claimed token={token} onTaken={onTaken} />;
  return <Waiting token={token} claim={claim} onTaken={onTaken} />;
}

function Waiting({ token, claim, onTaken }: { token: string; claim: Output<"peekClaim">; onTaken(): void }) {
  const { name, assets, users, pictures, expiresAt } = claim;
  const title = name ?? t.nameless;
  return (
    <StandalonePage title={t.titleOf(title)} wide>
      <p className="text-dim">{t.waits}</p>
      <h1 className="text-3xl font-semibold leading-tight wrap-anywhere" dir="auto">
        {title}
      </h1>
      <p className="mb-6 mt-2 text-dim">
        {[
          users > 0 && t.users(users),
          (assets > 0 || users === 0) && t.assets(assets),
          expiresAt !== null && t.until(dayOf(expiresAt)),
        ]
          .filter(Boolean)
          .join(" ")}
      </p>
      {pictures.length > 0 && <Mosaic pictures={pictures} more={assets - pictures.length} />}
      <SignedInOnly token={token} lead={t.signIn}>
        {(account) => <Confirm token={token} account={account} claim={claim} onTaken={onTaken} />}
      </SignedInOnly>
    </StandalonePage>
  );
}

/** Asks to sign in, then shows the children for the account. */
function SignedInOnly({
  token,
  lead,
  children,
}: {
  token: string;
  lead: string;
  children(account: Account): ReactNode;
}) {
  const { account, error, retry } = useSignedIn();
  return (
    <div className="mt-8 max-w-md">
      {account === undefined && !error && <Skeleton className="h-10 w-64" />}
      {error && <Failed error={error} onRetry={retry} />}
      {account === null && <SignInHere to={`/claim/${token}`} title={lead} />}
      {account && children(account)}
    </div>
  );
}

function Confirm({
  token,
  account,
  claim,
  onTaken,
}: {
  token: string;
  account: Account;
  claim: Output<"peekClaim">;
  onTaken(): void;
}) {
  const { take, busy, error } = useClaim(token, onTaken, claim);
  return (
    <>
      <Button
        look="main"
        className="h-auto! min-h-10 py-2 whitespace-normal! wrap-anywhere"
        busy={busy}
        onClick={take}
      >
        {t.take(account.email)}
      </Button>
      {error && <Problem error={error} />}
      <p className="mt-3 flex flex-wrap items-center gap-x-1 text-dim">
        {t.notYou}
        <SwitchAccount />
      </p>
    </>
  );
}

function Claimed({ token, onTaken }: { token: string; onTaken(): void }) {
  const { take, busy, error } = useClaim(token, onTaken);
  return (
    <Told title={t.claimedTitle}>
      <p>{t.claimed}</p>
      <SignedInOnly token={token} lead={t.signInToSee}>
        {({ email }) => (
          <>
            <Button look="main" busy={busy} onClick={take}>
              {t.open}
            </Button>
            {error && <Problem error={error} />}
            <p className="mt-3 flex flex-wrap items-center gap-x-1 wrap-anywhere">
              {t.signedInAs(email)}
              <SwitchAccount />
            </p>
          </>
        )}
      </SignedInOnly>
    </Told>
  );
}

const Told = ({ title, children }: { title: string; children: ReactNode }) => (
  <StandalonePage title={title}>
    <h1 className="text-3xl font-semibold leading-tight">{title}</h1>
    <div className="mt-2 text-dim">{children}</div>
  </StandalonePage>
);

const GoHome = () => (
  <p className="mt-6">
    <Link to="/" className={buttonLook()}>
      {texts.ui.home}
    </Link>
  </p>
);

const Loading = () => (
  <StandalonePage title={t.title} wide>
    <div aria-busy="true" aria-label={texts.ui.loading} role="status">
      <Skeleton className="mt-6 h-9 w-56" />
      <Skeleton className="mb-6 mt-3 h-5 w-80 max-w-full" />
      <Skeleton className="aspect-square w-full rounded-2xl sm:aspect-3/2" />
      <Skeleton className="mt-8 h-10 w-64" />
    </div>
  </StandalonePage>
);
