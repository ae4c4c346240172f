import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { signInWithLink } from "../api/auth.ts";
import { enter } from "../session.ts";
import { texts } from "../texts.ts";
import { buttonLook } from "../ui/button.tsx";
import { Doorstep } from "../ui/page.tsx";
import { Problem } from "../ui/states.tsx";

const said = texts.signIn;

/** Where a mail's link leads. The page signs in by itself; programs that look into mails only read it. */
export function SignInLinkPage() {
  const { token } = useParams({ from: "/sign-in/$token" });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { mutate, error } = useMutation({
    mutationFn: () => signInWithLink(token),
    onSuccess: ({ to }) => enter(queryClient, navigate, to),
  });
  useEffect(() => once(token, mutate), [token]);
  return (
    <Doorstep title={error ? said.linkFailed : said.finishing}>
      <h1 className="text-3xl font-semibold leading-tight">{error ? said.linkFailed : said.finishing}</h1>
      {error && (
        <>
          <Problem error={error} />
          <Link to="/sign-in" className={`${buttonLook("main")} mt-4`}>
            {said.askAgain}
          </Link>
        </>
      )}
    </Doorstep>
  );
}

const followed = new Set<string>();

function once(token: string, follow: () => void) {
  if (followed.has(token)) return;
  followed.add(token);
  follow();
}
