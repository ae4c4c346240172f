import { type ComponentType, useEffect } from "react";
import { useOnReturn } from "../api/connection.ts";
import { shared } from "../state/shared.ts";

/**
 * A lazily loaded part of a page. Renders nothing until it is loaded. After a failure it is loaded when the server answers
 * again, and the page around it stays.
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
