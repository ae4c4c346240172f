import { ChevronDown, FolderUp, ImageUp, Upload } from "lucide-react";
import { useRole } from "../session/role.ts";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { Menu, MenuItem } from "../ui/menu.tsx";
import { canChooseFolders, chooseFiles } from "./choose-files.ts";

const t = texts.upload;

/** Chooses files or a folder to upload. Renders nothing without write access. */
export function UploadButton({ organizationId, libraryId }: { organizationId: string; libraryId: string }) {
  const { canEdit } = useRole(organizationId);
  if (!canEdit) return null;
  const destination = { organizationId, libraryId };
  return (
    <div className="flex">
      <Button
        look="main"
        onClick={() => chooseFiles(destination)}
        className={canChooseFolders ? "rounded-r-none" : ""}
      >
        <Upload size={17} aria-hidden />
        {t.upload}
      </Button>
      {canChooseFolders && (
        <Menu
          button={
            <Button look="main" aria-label={t.more} title={t.more} className="ml-px rounded-l-none px-2">
              <ChevronDown size={17} aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => chooseFiles(destination)}>
            <ImageUp size={17} aria-hidden />
            {t.files}
          </MenuItem>
          <MenuItem onSelect={() => chooseFiles(destination, "folder")}>
            <FolderUp size={17} aria-hidden />
            {t.folder}
          </MenuItem>
        </Menu>
      )}
    </div>
  );
}
