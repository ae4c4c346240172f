import { ChevronDown, FolderUp, ImageUp, Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useRole } from "../shell/role.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { tell } from "../ui/toasts.tsx";
import { isWanted } from "./dropped-files.ts";
import { addUploads } from "./queue.ts";

const said = texts.upload;
const accepted = "image/*,video/*,application/pdf";
// Phones offer their camera roll, and mostly no folders.
const canChooseFolders =
  "webkitdirectory" in HTMLInputElement.prototype && matchMedia("(hover: hover)").matches;

const wholeFolder = { webkitdirectory: "" };

/** Chooses files, or a whole folder, to upload. Nothing for those who may not. */
export function UploadButton({ organizationId, libraryId }: { organizationId: string; libraryId: string }) {
  const { canEdit } = useRole(organizationId);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  if (!canEdit) return null;
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])].filter(isWanted);
    // So that the same files can be chosen again.
    target.value = "";
    if (chosen.length === 0) tell(said.nothing);
    else addUploads(chosen, { organizationId, libraryId });
  };
  const hidden = { type: "file", multiple: true, hidden: true, onChange: choose } as const;
  return (
    <div className="flex">
      <input ref={files} accept={accepted} {...hidden} />
      <Button
        look="main"
        onClick={() => files.current?.click()}
        className={canChooseFolders ? "rounded-r-none" : ""}
      >
        <Upload size={17} aria-hidden />
        {said.upload}
      </Button>
      {canChooseFolders && (
        <>
          <input ref={folder} {...hidden} {...wholeFolder} />
          <Menu
            button={
              <Button
                look="main"
                aria-label={said.more}
                title={said.more}
                className="ml-px rounded-l-none px-2"
              >
                <ChevronDown size={17} aria-hidden />
              </Button>
            }
          >
            <MenuItem onSelect={() => files.current?.click()}>
              <ImageUp size={17} aria-hidden />
              {said.files}
            </MenuItem>
            <MenuItem onSelect={() => folder.current?.click()}>
              <FolderUp size={17} aria-hidden />
              {said.folder}
            </MenuItem>
          </Menu>
        </>
      )}
    </div>
  );
}
