import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ArrowLeft, LogOut } from "lucide-react";
import { accountQuery, homeOf } from "../session/session.ts";
import { useSignOut } from "../session/use-sign-out.ts";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, Skeleton } from "../ui/states.tsx";
import { DeleteAccount } from "./delete-account.tsx";
import { Invitations } from "./invitations.tsx";
import { Organizations } from "./organizations.tsx";
import { Passkeys } from "./passkeys.tsx";
import { Profile } from "./profile.tsx";
import { Sessions } from "./sessions.tsx";
import { Unclaimed } from "./unclaimed.tsx";

const t = texts.account;

/** A person's own settings, independent of organizations. */
export function AccountPage() {
  const { data: account, error, refetch } = useQuery(accountQuery);
  const signOut = useSignOut();
  return (
    <div className="h-full overflow-y-auto">
      <header className="mx-auto flex w-full max-w-4xl items-center justify-between gap-3 px-2 pt-4 sm:px-6">
        {account && account.organizations.length > 0 ? (
          <Link {...homeOf(account)} className={buttonLook("quiet")}>
            <ArrowLeft size={17} aria-hidden />
            {texts.ui.back}
          </Link>
        ) : (
          <img src="/web/icon.svg" alt="" width="32" height="32" className="ml-2" />
        )}
        <Button look="quiet" onClick={signOut}>
          <LogOut size={17} aria-hidden />
          {texts.shell.signOut}
        </Button>
      </header>
      <main id="content">
        <Page title={t.title} lead={account?.email}>
          {account ? (
            <>
              <Unclaimed account={account} />
              <Invitations account={account} />
              <Profile account={account} />
              <Organizations account={account} />
              <Passkeys />
              <Sessions />
              <DeleteAccount account={account} />
            </>
          ) : error ? (
            <Failed error={error} onRetry={refetch} />
          ) : (
            <Skeleton className="h-96" />
          )}
        </Page>
      </main>
    </div>
  );
}
