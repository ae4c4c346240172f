import { element, icon } from "./dom.ts";
import type { PickedFile } from "./library.ts";
import { texts } from "./texts.ts";

export interface TileEvents {
  select(file: PickedFile): void;
  look(file: PickedFile): void;
}

/** A file of the library: a click selects it, the button in its corner shows it large. */
export function fileTile(
  file: PickedFile,
  selected: boolean,
  events: TileEvents,
  drawn?: Node,
): HTMLLIElement {
  const picture = element("span", { class: "picture" }, drawn ?? thumbnail(file));
  if (file.contentType.startsWith("video/"))
    picture.append(element("span", { class: "badge" }, icon("play")));
  const pick = element(
    "button",
    {
      type: "button",
      class: "pick",
      title: file.name,
      "aria-label": file.name,
      "aria-pressed": `${selected}`,
      onclick: () => events.select(file),
    },
    picture,
    element("span", { class: "mark" }, icon("check")),
  );
  const look = element(
    "button",
    {
      type: "button",
      class: "look",
      title: texts.preview(file.name),
      "aria-label": texts.preview(file.name),
      onclick: () => events.look(file),
    },
    icon("look"),
  );
  return element("li", { class: "tile", "data-id": file.id }, pick, look);
}

function thumbnail({ thumb, name }: PickedFile): Node {
  const named = element("span", { class: "named" }, icon("file"), element("span", {}, name));
  if (thumb === null) return named;
  const image = element("img", {
    src: thumb,
    alt: "",
    loading: "lazy",
    decoding: "async",
    draggable: "false",
  });
  // A thumbnail may not be rendered yet.
  image.onerror = () => image.replaceWith(named);
  return image;
}

export interface UploadTile {
  item: HTMLLIElement;
  /** The picture, drawn from the file itself. */
  drawn(): Node | undefined;
  progress(share: number): void;
  failed(sentence: string, retry: () => void): void;
}

const circumference = 2 * Math.PI * 15;

/** A file on its way. */
export function uploadTile(file: File): UploadTile {
  const preview = element(
    "span",
    { class: "picture" },
    element("span", { class: "named" }, icon("file"), element("span", {}, file.name)),
  );
  const ring = ringOf();
  const state = element(
    "span",
    { class: "state", role: "progressbar", "aria-valuemin": 0, "aria-valuemax": 100 },
    ring.svg,
  );
  const item = element("li", { class: "tile sending", title: file.name }, preview, state);
  let canvas: HTMLCanvasElement | undefined;
  void drawOf(file).then((drawn) => {
    canvas = drawn;
    if (drawn) preview.replaceChildren(drawn);
  });
  const tile: UploadTile = {
    item,
    drawn: () => canvas,
    progress(share) {
      const percent = Math.floor(share * 100);
      state.setAttribute("aria-valuenow", `${percent}`);
      state.setAttribute("aria-label", texts.uploading(file.name, percent));
      ring.fill.style.strokeDashoffset = `${circumference * (1 - share)}`;
    },
    failed(sentence, retry) {
      const again = element("button", { type: "button", class: "small", onclick: retry }, texts.tryAgain);
      item.className = "tile failed";
      item.title = `${texts.uploadFailed(file.name)}: ${sentence}`;
      item.replaceChildren(
        element(
          "span",
          { class: "reason", role: "alert" },
          element("b", {}, file.name),
          element("span", {}, sentence),
        ),
        again,
      );
    },
  };
  tile.progress(0);
  return tile;
}

function ringOf() {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 36 36");
  svg.setAttribute("aria-hidden", "true");
  const circle = (className: string) => {
    const made = document.createElementNS(space, "circle");
    for (const [name, value] of Object.entries({ cx: 18, cy: 18, r: 15, class: className }))
      made.setAttribute(name, `${value}`);
    svg.append(made);
    return made;
  };
  circle("track");
  const fill = circle("fill");
  fill.style.strokeDasharray = `${circumference}`;
  return { svg, fill };
}

/** The file as a small picture, or undefined where the browser can't read its format. */
async function drawOf(file: File): Promise<HTMLCanvasElement | undefined> {
  if (!file.type.startsWith("image/")) return undefined;
  const bitmap = await createImageBitmap(file, { resizeWidth: 320, resizeQuality: "medium" }).catch(
    () => undefined,
  );
  if (!bitmap) return undefined;
  const canvas = element("canvas", { width: bitmap.width, height: bitmap.height });
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas;
}
