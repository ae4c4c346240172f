import { useSyncExternalStore } from "react";
import { shared } from "../state/shared.ts";

const reachable = shared(true);

/** Told by whoever keeps a connection open: whether the server answers. */
export const setReachable = reachable.set;

/** Whether the browser has a network, and the server answers over it. */
export const useConnected = (): boolean =>
  useSyncExternalStore(watch, () => navigator.onLine && reachable.get());

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
