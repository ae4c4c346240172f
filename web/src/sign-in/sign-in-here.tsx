import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { signOut } from "../api/auth.ts";
import { forgetSession } from "../session/session.ts";
import { notifyOtherTabs } from "../session/tab-news.ts";
import { texts } from "../texts/texts.ts";
import { notifyProblem } from "../ui/toasts.tsx";
import { CodeForm, SignInForm } from "./page.tsx";

/** A sign-in form within another page. The email's link returns to its path `to`. */
export function SignInHere({ to, title }: { to: string; title: string }) {
  const [asked, setAsked] = useState<{ email: string; mail: "sent" | "kept" } | null>(null);
  if (asked) return <CodeForm {...asked} to={to} heading="h2" onAnother={() => setAsked(null)} />;
  return (
    <>
      <h2 className="mb-3 text-xl font-semibold leading-tight">{title}</h2>
      <SignInForm to={to} onAsked={setAsked} />
    </>
  );
}

/** Signs out and stays on the page, which then offers to sign in. */
export function SwitchAccount({ label = texts.signIn.somebodyElse }: { label?: string }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    try {
      await signOut();
      notifyOtherTabs("signed-out");
      forgetSession(queryClient);
    } catch (error) {
      notifyProblem(error);
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      disabled={busy}
      onClick={leave}
      className="py-0.5 text-accent underline underline-offset-4 disabled:opacity-55"
    >
      {label}
    </button>
  );
}
