import { useRef, useState } from "react";

/** Runs an action that may be refused, one at a time. Calls during a running one are ignored. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  // A ref, because a double click is faster than a render.
  const running = useRef(false);
  const attempt = async (work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (problem) {
      setError(problem as Error);
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, error, attempt };
}
