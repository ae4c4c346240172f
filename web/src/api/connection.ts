import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { shared } from "../state/shared.ts";

const reachable = shared(true);

/** Set by the code that keeps a connection open: whether the server answers. */
export const setReachable = reachable.set;

export type Connection = "connected" | "offline" | "unreachable";

/** Whether the browser is online and the server answers. */
export const useConnection = (): Connection =>
  useSyncExternalStore(watch, () =>
    !navigator.onLine ? "offline" : reachable.get() ? "connected" : "unreachable",
  );

function watch(changed: () => void) {
  const stop = reachable.watch(changed);
  window.addEventListener("online", changed);
  window.addEventListener("offline", changed);
  return () => {
    stop();
    window.removeEventListener("online", changed);
    window.removeEventListener("offline", changed);
  };
}

/** Whether the server itself answers, not a proxy in front of it. */
export const serverAnswers = (): Promise<boolean> =>
  fetch("/api/app/getAccount", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  }).then(
    ({ status }) => status < 500,
    () => false,
  );

const returnMs = 3_000;

/** While `run` is defined, calls it once the server answers again, and repeats it every few seconds. */
export function useOnReturn(run: (() => unknown) | undefined): void {
  const latest = useEffectEvent(() => void run?.());
  const wanted = run !== undefined;
  useEffect(() => {
    if (!wanted) return;
    const look = () => void serverAnswers().then((answers) => answers && wantedStill && latest());
    let wantedStill = true;
    const timer = setInterval(look, returnMs);
    window.addEventListener("online", look);
    return () => {
      wantedStill = false;
      clearInterval(timer);
      window.removeEventListener("online", look);
    };
  }, [wanted]);
}
