import { lazyRouteComponent } from "@tanstack/react-router";
import { offline, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";

/** A lazily loaded page. A failed download throws `Refused`, like any call without a connection. */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch(() => {
        throw new Refused(offline, texts.ui.unreachable);
      }),
    name,
  );
