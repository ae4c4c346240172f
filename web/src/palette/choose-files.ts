import { addUploads } from "../upload/queue.ts";

/** Opens the browser's choice of files, and uploads what is chosen. */
export function chooseFiles(organizationId: string, libraryId: string): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.addEventListener("change", () =>
    addUploads(Array.from(input.files ?? []), { organizationId, libraryId }),
  );
  input.click();
}
