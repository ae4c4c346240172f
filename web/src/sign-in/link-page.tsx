import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { peekLink, signInWithLink } from "../api/auth.ts";
import { accountQuery, enter } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { Doorstep } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";

const t = texts.signIn;

/**
 * Where a mail's link leads. In the browser that asked for it, the page signs in by itself; programs that look into mails
 * only read it. Elsewhere it asks first, since anybody can send a link that signs in as somebody else.
 */
export function SignInLinkPage() {
  const { token } = useParams({ from: "/sign-in/$token" });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signIn = useMutation({
    mutationFn: () => signInWithLink(token),
    onSuccess: ({ to }) => enter(queryClient, navigate, to),
  });
  // Used up, it would answer that it leads nowhere.
  const waiting = useQuery({
    queryKey: ["link", token],
    queryFn: () => peekLink(token),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: signIn.isIdle,
  });
  const askedHere = waiting.data?.askedHere === true;
  useEffect(() => {
    if (askedHere) once(token, signIn.mutate);
  }, [askedHere, token, signIn.mutate]);

  const error = signIn.error ?? waiting.error;
  // A link that was followed before has done what it is for.
  const account = useQuery({ ...accountQuery, enabled: error !== null });
  const isSignedIn = error !== null && account.isSuccess;
  useEffect(() => {
    if (isSignedIn) void navigate({ to: "/", replace: true });
  }, [isSignedIn, navigate]);

  if (error && account.isError) {
    return (
      <Doorstep title={t.linkFailed}>
        <h1 className={heading}>{t.linkFailed}</h1>
        <Problem error={error} />
        <Link to="/sign-in" className={`${buttonLook("main")} mt-4`}>
          {t.askAgain}
        </Link>
      </Doorstep>
    );
  }
  if (waiting.data && !askedHere) {
    const title = t.askedElsewhere(waiting.data.email);
    return (
      <Doorstep title={title}>
        <h1 className={heading}>{title}</h1>
        <p className="mb-6 mt-2 text-dim">{t.askedElsewhereHint}</p>
        <Button look="main" busy={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate()}>
          {t.enter}
        </Button>
      </Doorstep>
    );
  }
  return (
    <Doorstep title={t.finishing}>
      <h1 className={heading}>{t.finishing}</h1>
    </Doorstep>
  );
}

const heading = "text-3xl font-semibold leading-tight wrap-anywhere";

const followed = new Set<string>();

/** A link works once, so it is followed once, however often the page is drawn. */
function once(token: string, follow: () => void) {
  if (followed.has(token)) return;
  followed.add(token);
  follow();
}
