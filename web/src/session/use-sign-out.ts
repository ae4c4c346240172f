import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../api/auth.ts";
import { notifyProblem } from "../ui/toasts.tsx";
import { forgetPerson } from "./session.ts";
import { notifyOtherTabs } from "./tab-news.ts";

/** Signs out and opens the sign-in page. Shows a notice on failure. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    try {
      await signOut();
      notifyOtherTabs("signed-out");
      forgetPerson(queryClient);
      await navigate({ to: "/sign-in" });
    } catch (error) {
      notifyProblem(error);
    }
  };
}
