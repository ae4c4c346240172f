import { element, icon } from "./dom.ts";
import { texts } from "./texts.ts";

/** Takes files that are dropped anywhere on the page, and says so while they hover. */
export function takeDrops(library: string, add: (files: Iterable<File>) => void): void {
  const sheet = element("div", { class: "drop" }, icon("upload"), texts.drop(library));
  const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (!sheet.isConnected) document.body.append(sheet);
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => {
    if (relatedTarget === null) sheet.remove();
  });
  document.addEventListener("drop", (event) => {
    sheet.remove();
    if (!hasFiles(event)) return;
    event.preventDefault();
    add(event.dataTransfer?.files ?? []);
  });
}
