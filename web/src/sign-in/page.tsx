import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { askForMail, canUsePasskeys, signInWithCode, signInWithPasskey } from "../api/auth.ts";
import { enter } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { useAttempt } from "../ui/attempt.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Code } from "../ui/code.tsx";
import { TextField } from "../ui/field.tsx";
import { StandalonePage } from "../ui/page.tsx";
import { Problem, sentenceOf } from "../ui/states.tsx";
import { SingleSignOn, SingleSignOnProblem } from "./single-sign-on.tsx";

const t = texts.signIn;

/** The sign-in page, with email or passkey. At `/` it also describes the server. */
export function SignInPage() {
  const { to } = useSearch({ strict: false });
  const [asked, setAsked] = useState<{ email: string; mail: "sent" | "kept" } | null>(null);
  return (
    <StandalonePage title={t.title}>
      {asked ? (
        <CodeForm {...asked} to={to} onAnother={() => setAsked(null)} />
      ) : (
        <>
          <h1 className="text-3xl font-semibold leading-tight">{t.title}</h1>
          <p className="mb-6 mt-2 text-dim">{t.lead}</p>
          <SingleSignOnProblem />
          <SignInForm to={to} onAsked={setAsked} />
          {to === undefined && <ForAgents />}
        </>
      )}
    </StandalonePage>
  );
}

/** Asks for an email address, or a passkey. */
export function SignInForm({
  to,
  onAsked,
}: {
  to: string | undefined;
  onAsked(asked: { email: string; mail: "sent" | "kept" }): void;
}) {
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [email, setEmail] = useState("");
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      const { mail } = await askForMail(email.trim(), to);
      onAsked({ email: email.trim(), mail });
    });
  };
  const usePasskey = () =>
    attempt(async () => {
      await signInWithPasskey();
      await enter(queryClient, navigate, to);
    });
  return (
    <>
      <form onSubmit={ask} className="grid gap-3">
        <TextField
          label={t.email}
          type="email"
          autoComplete="email webauthn"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Button type="submit" look="main" busy={busy}>
          {t.send}
        </Button>
      </form>
      {canUsePasskeys() && (
        <Button className="mt-3 w-full" onClick={usePasskey} disabled={busy}>
          <KeyRound size={17} aria-hidden />
          {t.passkey}
        </Button>
      )}
      <SingleSignOn to={to} />
      {error && <Problem error={error} />}
    </>
  );
}

/** Asks for the code from the email. */
export function CodeForm({
  email,
  mail,
  to,
  onAnother,
  heading: Heading = "h1",
}: {
  email: string;
  mail: "sent" | "kept";
  to: string | undefined;
  onAnother(): void;
  heading?: "h1" | "h2";
}) {
  const { busy, error, attempt } = useAttempt();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const tried = useRef("");
  const signIn = (typed: string) =>
    attempt(async () => {
      tried.current = digitsOf(typed);
      const signedIn = await signInWithCode(typed);
      await enter(queryClient, navigate, signedIn.to ?? to);
    });
  const type = (typed: string) => {
    setCode(typed);
    // Attempts are limited, so a refused code is sent again only by the button.
    if (digitsOf(typed).length === codeLength && digitsOf(typed) !== tried.current) void signIn(typed);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void signIn(code);
  };
  useEffect(() => {
    if (error) field.current?.select();
  }, [error]);
  return (
    <>
      <Heading className={classes("font-semibold leading-tight", Heading === "h1" ? "text-3xl" : "text-xl")}>
        {mail === "kept" ? t.keptTitle : t.sentTitle}
      </Heading>
      <p className="mb-6 mt-2 text-dim wrap-anywhere">{mail === "kept" ? t.kept(email) : t.sent(email)}</p>
      <form onSubmit={submit} className="grid gap-3">
        <TextField
          ref={field}
          label={t.code}
          error={error && sentenceOf(error)}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\s*(\d\s*){6}"
          maxLength={12}
          required
          autoFocus
          value={code}
          onChange={(event) => type(event.target.value)}
        />
        <Button type="submit" look="main" busy={busy}>
          {t.enter}
        </Button>
        <Button look="quiet" onClick={onAnother}>
          {t.another}
        </Button>
      </form>
    </>
  );
}

const codeLength = 6;
const digitsOf = (typed: string) => typed.replace(/\D/g, "");

function ForAgents() {
  const body = `curl -X POST ${location.origin}/libraries \\\n  -H 'Api-Version: 2026-07-08' \\\n  -H 'Content-Type: application/json' \\\n  -d '{"email": "you@example.com"}'`;
  return (
    <section className="mt-12 grid gap-3 border-t pt-8">
      <h2 className="font-semibold">{t.agent}</h2>
      <p className="text-dim">{t.agentLead}</p>
      <Code label="curl" text={body} />
      <p className="flex gap-6">
        <a href="/guides" className="text-accent underline underline-offset-4">
          {t.guides}
        </a>
        <a href="/docs" className="text-accent underline underline-offset-4">
          {t.docs}
        </a>
      </p>
    </section>
  );
}
