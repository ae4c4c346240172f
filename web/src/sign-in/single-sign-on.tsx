import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { Building2 } from "lucide-react";
import { singleSignOnName, startSingleSignOn } from "../api/auth.ts";
import { Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/states.tsx";

const t = texts.signIn;
const query = {
  queryKey: ["single-sign-on"],
  queryFn: singleSignOnName,
  staleTime: Number.POSITIVE_INFINITY,
};

/** A button to the operator's OpenID Connect provider. Renders nothing without one. */
export function SingleSignOn({ to }: { to: string | undefined }) {
  const { data: name } = useQuery(query);
  const { busy, error, attempt } = useAttempt();
  if (!name) return null;
  const start = () => attempt(async () => location.assign(await startSingleSignOn(to)));
  return (
    <>
      <Button className="mt-3 w-full" onClick={start} busy={busy}>
        <Building2 size={17} aria-hidden />
        {t.singleSignOn(name)}
      </Button>
      {error && <Problem error={error} />}
    </>
  );
}

/** Why the sign-in at the provider failed from which the browser came back. */
export function SingleSignOnProblem() {
  const { problem } = useSearch({ strict: false });
  if (problem === undefined) return null;
  const sentences: Record<string, string> = t.singleSignOnProblems;
  const sentence = sentences[problem] ?? t.singleSignOnProblems.refused;
  return <Problem error={new Refused("SINGLE_SIGN_ON", sentence)} className="mb-4" />;
}
