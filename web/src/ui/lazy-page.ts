import { lazyRouteComponent } from "@tanstack/react-router";
import { offline, Refused } from "../api/call.ts";
import { texts } from "../texts/texts.ts";

/** A page in a file of its own; one that can't be fetched is refused as everything is that is out of reach. */
export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch(() => {
        throw new Refused(offline, texts.ui.unreachable);
      }),
    name,
  );
