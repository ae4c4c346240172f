import { Copy } from "lucide-react";
import { texts } from "../texts/texts.ts";
import { Button } from "../ui/button.tsx";
import { trashCopies } from "./queue.ts";

const t = texts.upload;

/** Says how many files the library already had, and offers to move the new copies to the trash. */
export const CopiesOffer = ({ count }: { count: number }) => (
  <div className="flex items-center gap-2.5 border-t py-2 pl-4 pr-2 text-sm">
    <Copy size={16} className="shrink-0 text-dim" aria-hidden />
    <p className="flex-1">{t.copies(count)}</p>
    <Button small onClick={() => void trashCopies()}>
      {t.trashCopies}
    </Button>
  </div>
);
