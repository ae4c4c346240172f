import { element, icon } from "./dom.ts";
import type { PickedFile } from "./library.ts";
import { texts } from "./texts.ts";

export interface Preview {
  dialog: HTMLDialogElement;
  open(files: readonly PickedFile[], at: PickedFile): void;
}

/** Shows a file large, and the ones beside it by the arrow keys. */
export function previewOf(
  isSelected: (file: PickedFile) => boolean,
  select: (file: PickedFile) => void,
): Preview {
  let files: readonly PickedFile[] = [];
  let at = 0;
  const stage = element("div", { class: "stage" });
  const name = element("span", { class: "name", dir: "auto" });
  const choose = element("button", { type: "button", class: "primary", onclick: toggle });
  const step = (by: number, label: string, shape: "back" | "forth") =>
    element(
      "button",
      { type: "button", class: `step ${shape}`, "aria-label": label, onclick: () => go(by) },
      icon(shape),
    );
  const back = step(-1, texts.previous, "back");
  const forth = step(1, texts.next, "forth");
  const close = element(
    "button",
    { type: "button", class: "plain", "aria-label": texts.close, onclick: () => dialog.close() },
    icon("close"),
  );
  const dialog = element(
    "dialog",
    { class: "preview", onkeydown: byKey, onclose: () => stage.replaceChildren() },
    stage,
    back,
    forth,
    element("div", { class: "caption" }, name, choose, close),
  );

  function show(): void {
    const file = files[at];
    if (!file) return;
    stage.replaceChildren(large(file));
    name.textContent = file.name;
    dialog.setAttribute("aria-label", file.name);
    choose.textContent = isSelected(file) ? texts.deselect : texts.select;
    back.hidden = at === 0;
    forth.hidden = at === files.length - 1;
  }
  function go(by: number): void {
    at = Math.min(Math.max(at + by, 0), files.length - 1);
    show();
  }
  function toggle(): void {
    const file = files[at];
    if (file) select(file);
    show();
  }
  function byKey({ key }: KeyboardEvent): void {
    if (key === "ArrowLeft") go(-1);
    if (key === "ArrowRight") go(1);
  }
  return {
    dialog,
    open(given, file) {
      files = given;
      at = given.indexOf(file);
      show();
      dialog.showModal();
    },
  };
}

function large({ preview, contentType, name }: PickedFile): Node {
  if (preview === null) return element("p", { class: "none" }, icon("file"), texts.noPreview);
  return contentType.startsWith("video/")
    ? element("video", { src: preview, controls: true, playsinline: true, preload: "metadata" })
    : element("img", { src: preview, alt: name });
}
