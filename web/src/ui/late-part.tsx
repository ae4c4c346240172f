import { type ComponentType, useEffect } from "react";
import { useOnReturn } from "../api/connection.ts";
import { shared } from "../state/shared.ts";

/**
 * A part of a page in a file of its own: nothing until it is there. One that can't be had is fetched once the server
 * answers again; the page around it stays.
 */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const state = shared<{ Part?: ComponentType<Props>; failed: boolean }>({ failed: false });
  const preload = () =>
    load().then(
      (Part) => state.set({ Part, failed: false }),
      () => state.set({ failed: true }),
    );
  function Late(props: Props) {
    const { Part, failed } = state.use();
    const isMissing = Part === undefined;
    useEffect(() => {
      if (isMissing) void preload();
    }, [isMissing]);
    useOnReturn(failed ? preload : undefined);
    return Part ? <Part {...props} /> : null;
  }
  return Object.assign(Late, { preload });
}
