import { element, icon } from "./dom.ts";
import type { PickedFile, PickedPage } from "./library.ts";
import { texts } from "./texts.ts";
import { fileTile, type TileEvents, type UploadTile } from "./tile.ts";

export interface FilesView {
  main: HTMLElement;
  count: HTMLElement;
  /** What is on the page, in its order. */
  shown(): readonly PickedFile[];
  show(page: PickedPage, query: string): void;
  /** A file on its way, in front of all others. */
  begin(tile: UploadTile): void;
  finish(tile: UploadTile, file: PickedFile): void;
  /** Shows which are selected. */
  mark(): void;
}

/** The library's files, page after page. */
export function filesView(
  isSelected: (file: Pick<PickedFile, "id">) => boolean,
  events: TileEvents,
  { browse, more: loadMore }: { browse: () => void; more: (page: number) => void },
): FilesView {
  let shown: PickedFile[] = [];
  let latest: PickedPage | undefined;
  const grid = element("ul", { class: "grid" });
  const empty = element("div", { class: "empty" });
  const count = element("span", { class: "count" });
  const more = element(
    "button",
    { type: "button", class: "more", onclick: () => loadMore((latest?.page ?? 0) + 1) },
    texts.more,
  );

  function refresh(query = ""): void {
    if (!latest) return;
    count.textContent = texts.files(latest.found);
    more.hidden = latest.page >= latest.pages;
    empty.hidden = grid.childElementCount > 0;
    if (!empty.hidden) empty.replaceChildren(...emptyState(query, latest.mayUpload, browse));
  }
  return {
    main: element("main", {}, grid, empty, more),
    count,
    shown: () => shown,
    show(page, query) {
      if (page.page === 1) {
        shown = [];
        // What is still on its way stays.
        grid.replaceChildren(...grid.querySelectorAll(".tile:not([data-id])"));
      }
      latest = page;
      const known = new Set(shown.map(({ id }) => id));
      const fresh = page.files.filter(({ id }) => !known.has(id));
      shown = [...shown, ...fresh];
      grid.append(...fresh.map((file) => fileTile(file, isSelected(file), events)));
      refresh(query);
    },
    begin({ item }) {
      grid.prepend(item);
      refresh();
    },
    finish({ item, drawn }, file) {
      item.replaceWith(fileTile(file, isSelected(file), events, drawn()));
      shown = [file, ...shown];
      if (latest) latest = { ...latest, found: latest.found + 1 };
      refresh();
    },
    mark() {
      for (const tile of grid.querySelectorAll<HTMLElement>("[data-id]")) {
        const pressed = isSelected({ id: tile.dataset.id ?? "" });
        tile.querySelector(".pick")?.setAttribute("aria-pressed", `${pressed}`);
      }
    },
  };
}

function emptyState(query: string, mayUpload: boolean, browse: () => void): Node[] {
  if (query !== "") return [element("p", {}, texts.nothing(query))];
  if (!mayUpload) return [element("p", {}, texts.emptyReadOnly)];
  return [
    icon("upload"),
    element("b", {}, texts.emptyTitle),
    element("p", {}, texts.empty),
    element("button", { type: "button", onclick: browse }, texts.choose),
  ];
}
