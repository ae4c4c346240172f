import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { shared } from "../state/shared.ts";

const reachable = shared(true);

/** Told by whoever keeps a connection open: whether the server answers. */
export const setReachable = reachable.set;

export type Connection = "connected" | "offline" | "unreachable";

/** Whether the browser has a network, and the server answers over it. */
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

/** Whether this server answers, rather than nobody, or a proxy in its place. */
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

/** Does something once the server answers again, and again for as long as it is still wanted. */
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
