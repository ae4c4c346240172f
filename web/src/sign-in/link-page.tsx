import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { peekLink, signInWithLink } from "../api/auth.ts";
import { accountQuery, enter } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { Button, buttonLook } from "../ui/button.tsx";
import { StandalonePage } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";

const t = texts.signIn;

/**
 * The page of a sign-in link. Signs in at once in the browser that requested it; programs that scan emails do not run it. In
 * other browsers it asks first, because anybody can send a link that signs in as another person.
 */
export function SignInLinkPage() {
  const { token } = useParams({ from: "/sign-in/$token" });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const signIn = useMutation({
    mutationFn: () => signInWithLink(token),
    onSuccess: ({ to }) => enter(queryClient, navigate, to),
  });
  // A used link would be reported as invalid.
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
  // A link that was already used may have signed this browser in.
  const account = useQuery({ ...accountQuery, enabled: error !== null });
  const isSignedIn = error !== null && account.isSuccess;
  useEffect(() => {
    if (isSignedIn) void navigate({ to: "/", replace: true });
  }, [isSignedIn, navigate]);

  if (error && account.isError) {
    return (
      <StandalonePage title={t.linkFailed}>
        <h1 className={heading}>{t.linkFailed}</h1>
        <Problem error={error} />
        <Link to="/sign-in" className={`${buttonLook("main")} mt-4`}>
          {t.askAgain}
        </Link>
      </StandalonePage>
    );
  }
  if (waiting.data && !askedHere) {
    const title = t.askedElsewhere(waiting.data.email);
    return (
      <StandalonePage title={title}>
        <h1 className={heading}>{title}</h1>
        <p className="mb-6 mt-2 text-dim">{t.askedElsewhereHint}</p>
        <Button look="main" busy={signIn.isPending || signIn.isSuccess} onClick={() => signIn.mutate()}>
          {t.enter}
        </Button>
      </StandalonePage>
    );
  }
  return (
    <StandalonePage title={t.finishing}>
      <h1 className={heading}>{t.finishing}</h1>
    </StandalonePage>
  );
}

const heading = "text-3xl font-semibold leading-tight wrap-anywhere";

const followed = new Set<string>();

/** Uses a link only once, even if the page renders several times. */
function once(token: string, follow: () => void) {
  if (followed.has(token)) return;
  followed.add(token);
  follow();
}
