import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { enter } from "../session/session.ts";
import { texts } from "../texts/texts.ts";
import { StandalonePage } from "../ui/page.tsx";

/** Where a sign-in at another site comes back to: goes on to the page that the person wanted. */
export function SignedInPage() {
  const { to } = useSearch({ from: "/signed-in" });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const hasEntered = useRef(false);
  useEffect(() => {
    if (hasEntered.current) return;
    hasEntered.current = true;
    void enter(queryClient, navigate, to);
  }, [queryClient, navigate, to]);
  return (
    <StandalonePage title={texts.signIn.finishing}>
      <h1 className="text-3xl font-semibold leading-tight">{texts.signIn.finishing}</h1>
    </StandalonePage>
  );
}
