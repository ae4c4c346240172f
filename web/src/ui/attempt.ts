import { useRef, useState } from "react";

/** One attempt at a time at something that may be refused: what is asked while another is under way is not done. */
export function useAttempt() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  // A double click is faster than a button can be disabled.
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
