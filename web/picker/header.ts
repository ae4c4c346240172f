import { element, icon } from "./dom.ts";
import type { Host } from "./host.ts";
import { texts } from "./texts.ts";

const typingMs = 250;

/** The library's name, its search and the button to upload. */
export function headerOf(
  host: Host,
  library: string,
  count: Node,
  { find, browse }: { find: (query: string) => void; browse: (() => void) | undefined },
): HTMLElement {
  let typing = 0;
  const search = element("input", {
    type: "search",
    placeholder: texts.search,
    "aria-label": texts.search,
    maxlength: 100,
    oninput: () => {
      window.clearTimeout(typing);
      typing = window.setTimeout(() => find(search.value.trim()), typingMs);
    },
  });
  return element(
    "header",
    {},
    element("div", { class: "title" }, element("h1", { dir: "auto" }, library), count),
    element("label", { class: "search" }, icon("search"), search),
    browse &&
      element("button", { type: "button", class: "upload", onclick: browse }, icon("upload"), texts.upload),
    expander(host),
  );
}

/** A button for the client's full screen, where it has one. */
function expander({ context, request }: Host): Node | undefined {
  if (!context.availableDisplayModes?.includes("fullscreen")) return undefined;
  const root = document.documentElement;
  const button = element(
    "button",
    { type: "button", class: "plain", "aria-label": texts.expand },
    icon("expand"),
  );
  button.addEventListener("click", () => {
    const wanted = root.dataset.mode === "fullscreen" ? "inline" : "fullscreen";
    request<{ mode: string }>("ui/request-display-mode", { mode: wanted }).then(
      ({ mode }) => {
        const isFull = mode === "fullscreen";
        root.dataset.mode = mode;
        button.replaceChildren(icon(isFull ? "shrink" : "expand"));
        button.setAttribute("aria-label", isFull ? texts.shrink : texts.expand);
      },
      () => {},
    );
  });
  return button;
}
