import { Images } from "lucide-react";
import { uploadByCurl } from "../keys/snippets.tsx";
import { texts } from "../texts/texts.ts";
import { Code } from "../ui/code.tsx";
import { Empty } from "../ui/states.tsx";
import type { Place } from "./assets/change-assets.ts";

const t = texts.library;

/** An empty library, with ways to add assets. */
export function LibraryEmpty({ place, canEdit }: { place: Place; canEdit: boolean }) {
  if (!canEdit) {
    return (
      <Empty icon={Images} title={t.emptyTitle}>
        {t.emptyForViewers}
      </Empty>
    );
  }
  return (
    <>
      <Empty icon={Images} title={t.emptyTitle}>
        {t.emptyHint}
      </Empty>
      <div className="mx-auto max-w-2xl">
        <Code label={t.emptyAgent} text={uploadByCurl(place.organizationId, place.libraryId)} />
      </div>
    </>
  );
}
