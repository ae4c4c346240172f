import { Images } from "lucide-react";
import { uploadByCurl } from "../keys/snippets.tsx";
import { texts } from "../texts.ts";
import { Code } from "../ui/code.tsx";
import { Empty } from "../ui/states.tsx";
import type { Place } from "./change-assets.ts";

const said = texts.library;

/** A library without assets: how they get here. */
export function LibraryEmpty({ place, canEdit }: { place: Place; canEdit: boolean }) {
  if (!canEdit) {
    return (
      <Empty icon={Images} title={said.emptyTitle}>
        {said.emptyForViewers}
      </Empty>
    );
  }
  return (
    <>
      <Empty icon={Images} title={said.emptyTitle}>
        {said.emptyHint}
      </Empty>
      <div className="mx-auto max-w-2xl">
        <Code label={said.emptyAgent} text={uploadByCurl(place.organizationId, place.libraryId)} />
      </div>
    </>
  );
}
